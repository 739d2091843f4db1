"""The contract as data, and its check on six rows counted by hand."""

import datetime
from collections import Counter
from dataclasses import replace

import pyarrow as pa
import pytest

from lib.extract import checks
from lib.extract.checks import check
from lib.extract.contract import BUDGET, GRANTS, schema
from lib.extract.findings import ExtractError
from lib.extract.reference import Reference
from lib.extract.thresholds import vintage_of
from lib.words import _
from tests.handmade import committed_reference, small_budget, small_grants, with_value


@pytest.fixture(scope="module")
def reference() -> Reference:
    return committed_reference()


def found(reference: Reference, *, grants: pa.Table | None = None, budget: pa.Table | None = None) -> Counter:
    findings = check(
        small_grants() if grants is None else grants, small_budget() if budget is None else budget, reference
    )
    return Counter(
        (finding.file, finding.column, finding.count, finding.example, finding.rows) for finding in findings
    )


@pytest.mark.parametrize("columns", [GRANTS, BUDGET], ids=["grants", "budget"])
def test_every_column_has_its_own_name_and_a_translated_meaning(columns):
    names = [column.name for column in columns]
    untranslated = [column.name for column in columns if _(column.meaning) == column.meaning]
    assert sorted(set(names)) == sorted(names)
    assert untranslated == []


def test_the_columns_and_types_are_those_other_systems_build_on():
    grants = {field.name: str(field.type) for field in schema(GRANTS)}
    assert grants == {
        "grant_id": "string",
        "year": "int16",
        "municipality_code": "string",
        "doctor_id": "string",
        "grant_type": "string",
        "practice_form": "string",
        "position_type": "string",
        "period_start": "date32[day]",
        "period_end": "date32[day]",
        "decision": "string",
        "applied_nok": "int64",
        "granted_nok": "int64",
        "paid_nok": "int64",
        "supplement_nok": "int64",
        "centrality": "int8",
    }
    amounts = ["budget_nok", "announced_nok", "carried_over_nok", "applied_nok", "granted_nok", "paid_nok"]
    assert schema(BUDGET).names == ["year", "scheme", "months", *amounts, "grants", "source"]


def test_only_what_may_be_unknown_may_be_null():
    grants = [column.name for column in GRANTS if column.nullable]
    unknown_amounts = ["granted_nok", "paid_nok"]  # null = not decided, not paid: never 0 in its place
    assert grants == [
        *("practice_form", "position_type", "period_start", "period_end"),
        *unknown_amounts,
        "centrality",
    ]
    assert [column.name for column in BUDGET if not column.nullable] == ["year", "scheme", "source"]


def test_the_good_tables_have_no_finding(reference):
    assert check(small_grants(), small_budget(), reference) == ()


@pytest.mark.parametrize(
    ("column", "row", "value", "example"),
    [
        ("grant_id", 1, None, None),
        ("grant_id", 1, "g1", None),
        ("doctor_id", 2, "  ", None),
        ("year", 0, 1999, "«1999»"),
        ("year", 0, None, None),
        ("municipality_code", 0, "301", "«301»"),
        ("municipality_code", 0, "0301\n", None),
        ("municipality_code", 0, "9999", "«9999»"),
        ("municipality_code", 3, "3301", "«3301»"),  # Drammen, but as numbered from 2024
        ("grant_type", 4, "ALIS", "«ALIS»"),
        ("practice_form", 4, "", None),
        ("position_type", 4, "x" * 90, None),
        ("position_type", 4, "gp " * 30, f"«{'gp ' * 13}g…»"),
        ("decision", 5, "maybe", None),
        ("decision", 5, None, None),
        ("applied_nok", 1, 458_416_101, "«458416101»"),  # a total, or øre
        ("paid_nok", 1, 2**60, f"«{2**60}»"),
        ("granted_nok", 1, -1, "«-1»"),
        ("supplement_nok", 5, 300_001, "«300001»"),
        ("centrality", 5, 7, "«7»"),
        ("centrality", 5, 0, "«0»"),
        ("period_end", 0, datetime.date(2021, 12, 31), "«2021-12-31»"),
        ("period_start", 0, datetime.date(1022, 1, 1), "«1022-01-01»"),
    ],
)
def test_each_breach_of_a_grant_is_found_alone_with_column_count_example_and_row(
    reference, column, row, value, example
):
    broken = with_value(small_grants(), column, row, value)
    assert found(reference, grants=broken) == Counter([("grants.parquet", column, 1, example, (row + 1,))])


@pytest.mark.parametrize(
    ("column", "row", "value", "example"),
    [
        ("scheme", 0, "ALIS", "«ALIS»"),
        ("months", 1, 0, "«0»"),
        ("budget_nok", 1, -1, "«-1»"),
        ("grants", 0, -1, "«-1»"),
        ("source", 0, None, None),
    ],
)
def test_each_breach_of_the_budget_is_found_alone(reference, column, row, value, example):
    broken = with_value(small_budget(), column, row, value)
    assert found(reference, budget=broken) == Counter([("budget.parquet", column, 1, example, (row + 1,))])


def test_a_scheme_has_one_budget_row_a_year(reference):
    twice = with_value(small_budget(), "year", 1, 2023)
    assert found(reference, budget=twice) == Counter([("budget.parquet", "year og scheme", 1, None, (3,))])


def test_codes_are_looked_up_in_the_register_of_their_own_year(reference):
    assert [vintage_of(year) for year in (2019, 2020, 2023, 2024, 2030)] == [
        2020,
        2020,
        2020,
        2024,
        2024,
    ]
    later = with_value(with_value(small_grants(), "year", 3, 2024), "municipality_code", 3, "3301")
    assert found(reference, grants=later) == Counter()
    outdated = with_value(with_value(small_grants(), "year", 3, 2024), "municipality_code", 3, "3005")
    assert found(reference, grants=outdated) == Counter(
        [("grants.parquet", "municipality_code", 1, "«3005»", (4,))]
    )


def test_missing_extra_repeated_and_mistyped_columns_are_found(reference):
    grants = small_grants()
    years = pa.array(grants["year"].to_pylist(), pa.int64())
    broken = (
        grants.set_column(1, "year", years)
        .drop_columns(["paid_nok"])
        .append_column("name", pa.array(["Kari"] * 6))
        .append_column("decision", grants["decision"])
    )
    faults = {finding.column: finding.fault for finding in check(broken, small_budget(), reference)}
    assert faults == {
        "year": "Kolonnen har typen int64.",
        "paid_nok": "Kolonnen mangler.",
        "name": "Kolonnen er ikke med i kontrakten.",
        "decision": "Kolonnen finnes flere ganger.",
    }


def test_tables_without_rows_are_found(reference):
    nothing = found(reference, grants=small_grants().slice(0, 0), budget=small_budget().slice(0, 0))
    assert nothing == Counter(
        [("grants.parquet", None, None, None, ()), ("budget.parquet", None, None, None, ())]
    )


def test_all_breaches_are_reported_at_once_and_no_id_of_a_doctor_is_quoted(reference):
    grants = small_grants().append_column("extra", pa.array(range(6)))
    for column, row, value in [
        ("doctor_id", 0, ""),
        ("grant_id", 0, "secret-doctor"),
        ("grant_id", 1, "secret-doctor"),
        ("grant_type", 1, "alis guidance"),
        ("grant_type", 2, "alis guidance"),
        ("applied_nok", 3, -5),
        ("municipality_code", 4, "0000"),
    ]:
        grants = with_value(grants, column, row, value)
    findings = check(grants, with_value(small_budget(), "months", 1, 99), reference)
    text = str(ExtractError(findings))
    # The schema first, then by number of rows.
    assert [(finding.column, finding.count) for finding in findings][:2] == [
        ("extra", None),
        ("grant_type", 2),
    ]
    assert {finding.column for finding in findings} == {
        *("extra", "grant_type", "doctor_id", "grant_id", "applied_nok", "supplement_nok"),
        *("municipality_code", "months"),
    }
    assert "secret-doctor" not in text
    assert text.count("Neste steg: ") == len(findings) == 8
    assert (
        "Det gjelder 2 rader (rad 2 og 3), for eksempel «alis guidance». "
        "Neste steg: Bruk en av disse verdiene: alis, guidance." in text
    )


def test_a_doctor_is_never_quoted_even_if_the_contract_comes_to_ask_for_a_form(reference, monkeypatch):
    stricter = tuple(
        replace(column, pattern="^x") if column.name == "doctor_id" else column for column in GRANTS
    )
    monkeypatch.setattr(checks, "GRANTS", stricter)
    assert found(reference) == Counter([("grants.parquet", "doctor_id", 6, None, (1, 2, 3, 4, 5))])


@pytest.mark.parametrize(
    ("column", "value", "example"),
    [
        ("municipality_code", "Kari Nordmann", None),
        ("decision", "Innvilget til Kari", None),
        ("decision", "granted Kari", None),
        ("decision", "Partly  GRANTED", "«Partly  GRANTED»"),
        ("position_type", "granted", None),  # a word of another column
        ("position_type", "12345", "«12345»"),
        ("position_type", "१२३", None),
        ("position_type", "?", None),
        ("position_type", "d3d4f5c2b382c", None),  # a pseudonym
        ("position_type", "12345678901", None),  # an identity number
        ("municipality_code", "1234567", None),  # the number of a health worker
        ("municipality_code", "123456", None),
        ("municipality_code", "12345", "«12345»"),
        ("applied_nok", 12_345_678_901, None),
        ("applied_nok", 1_234_567_890, "«1234567890»"),
    ],
)
def test_what_may_be_a_persons_is_not_quoted_from_any_column(reference, column, value, example):
    broken = with_value(small_grants(), column, 1, value)
    assert found(reference, grants=broken) == Counter([("grants.parquet", column, 1, example, (2,))])


KINDS = [
    (small_grants().drop_columns(["year"]), "column-missing"),
    (small_grants().append_column("year", small_grants()["year"]), "column-repeated"),
    (small_grants().append_column("name", pa.array(["Kari"] * 6)), "column-unknown"),
    (small_grants().set_column(1, "year", pa.array([2022] * 6, pa.int64())), "column-type"),
    (small_grants().slice(0, 0), "table-empty"),
    (with_value(small_grants(), "doctor_id", 0, None), "value-missing"),
    (with_value(small_grants(), "decision", 0, "x"), "value-unknown"),
    (with_value(small_grants(), "municipality_code", 0, "x"), "code-malformed"),
    (with_value(small_grants(), "municipality_code", 0, "9999"), "municipality-unknown"),
    (with_value(small_grants(), "paid_nok", 0, -1), "value-outside"),
    (with_value(small_grants(), "grant_id", 0, "g2"), "key-repeated"),
    (with_value(small_grants(), "period_end", 0, datetime.date(2021, 12, 31)), "period-reversed"),
    (with_value(small_grants(), "supplement_nok", 0, 150_001), "supplement-above-applied"),
]


@pytest.mark.parametrize(("grants", "kind"), KINDS, ids=[kind for _grants, kind in KINDS])
def test_each_breach_has_its_kind_and_stops(reference, grants, kind):
    findings = check(grants, small_budget(), reference)
    assert [(each.kind, each.level) for each in findings] == [(kind, "error")]


def test_a_repeated_key_is_told_with_the_row_it_repeats(reference):
    (repeated,) = check(with_value(small_grants(), "grant_id", 4, "g2"), small_budget(), reference)
    assert repeated.pair == (5, 2)
    assert "rad 5 gjentar rad 2" in str(repeated)

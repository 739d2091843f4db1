"""What has moved between two extracts, counted by hand, and the limits beyond which it must be approved."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from lib.extract.contract import BUDGET, schema
from lib.extract.model import Extract
from lib.metrics.extract_diff import Movement, movements, unusual_growth
from lib.metrics.extract_report import check_extract, movement_findings, reconciliation_findings
from tests.extract.made import budget_for, in_memory, many_grants
from tests.handmade import with_value
from tests.metrics.rows import ACROSS_THE_REFORM, ELEVEN, grants_of
from tests.metrics.test_reconcile import rows_where


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\xa0", " ")


def extract_of(rows: tuple[tuple, ...], id: str) -> Extract:
    return in_memory(grants_of(rows), budget_for(grants_of(ELEVEN)), id=id)


BEFORE = extract_of(ELEVEN, "before")
# Without d's guidance in Rødøy (county 18, class 6, size g, 40 000 kr), the only grant there in 2023.
WITHOUT_G10 = extract_of(tuple(row for row in ELEVEN if row[0] != "g10"), "after")


def test_every_total_that_moved_is_found_in_the_country_its_counties_and_classes():
    moved = {
        (each.year, each.by, each.code, each.metric): (each.before, each.after)
        for each in movements(BEFORE, WITHOUT_G10)
        if each.before != each.after
    }
    places = (("county", "18"), ("centrality", 6), ("size_class", "g"))
    gone = {"grants": 1, "doctors": 1, "municipalities": 1, "applied_nok": 40_000}
    whole = {"grants": (5, 4), "doctors": (4, 3), "municipalities": (3, 2), "applied_nok": (470_000, 430_000)}
    assert moved == {(2023, "", None, metric): pair for metric, pair in whole.items()} | {
        (2023, by, code, metric): (value, 0) for by, code in places for metric, value in gone.items()
    }


def test_what_did_not_move_stands_there_too_and_what_is_not_known_is_left_out():
    same = {
        (each.by, each.code, each.metric): (each.before, each.after, each.difference)
        for each in movements(BEFORE, WITHOUT_G10)
        if each.year == 2022
    }
    # Doctors a, b, c and e have four grants in Bergen, Træna and Voss; d's is rejected.
    assert same["", None, "grants"] == (4, 4, 0)
    assert same["", None, "granted_nok"] == (295_000, 295_000, 0)
    assert same["county", "46", "doctors"] == (3, 3, 0)
    # Nothing is decided of 2023 in either extract.
    assert not [
        each for each in movements(BEFORE, WITHOUT_G10) if each.metric == "granted_nok" and each.year == 2023
    ]


def test_difference_and_per_cent_are_of_the_extract_before():
    (grants,) = [
        each
        for each in movements(BEFORE, WITHOUT_G10)
        if (each.year, each.by, each.metric) == (2023, "", "grants")
    ]
    assert (grants.difference, grants.percent) == (-1, -20)


def test_counties_are_those_of_the_years_own_borders():
    reform = extract_of(ACROSS_THE_REFORM, "reform")
    labels = {
        (each.year, each.code): each.label
        for each in movements(reform, reform)
        if each.by == "county" and each.metric == "grants"
    }
    assert labels[2023, "38"] == "Vestfold og Telemark"
    assert labels[2024, "39"] == "Vestfold"
    assert (2024, "38") not in labels


@pytest.mark.parametrize(
    ("by", "before", "after", "grants", "unusual"),
    [
        ("", 100, 105, 100, False),
        ("", 100, 106, 100, True),
        ("", 100, 94, 100, True),
        ("county", 100, 120, 20, False),
        ("county", 100, 121, 20, True),
        ("county", 100, 79, 20, True),
        ("county", 100, 1, 19, False),  # one grant moves a small county much
        ("county", 100, None, 20, True),  # known before, not any more
        ("county", None, 100, 20, False),  # decided since
        ("county", 0, 100, 20, True),
    ],
)
def test_a_movement_beyond_the_limits_is_unusual(by, before, after, grants, unusual):
    assert Movement(2023, by, "18", "Nordland", "doctors", before, after, grants).is_unusual is unusual


def test_a_county_and_a_year_that_are_gone_are_told_of():
    (county,) = movement_findings(BEFORE, WITHOUT_G10)
    assert (county.kind, county.level, county.column) == ("county-gone", "warning", "municipality_code")
    assert county.fault == "Fylker hadde tilskudd i uttrekket before, men har ingen nå: Nordland 2023."
    (year,) = movement_findings(BEFORE, extract_of(ELEVEN[:5], "after"))
    assert (year.kind, year.fault) == (
        "year-gone",
        "Uttrekket before har tilskudd for 2023, men dette har ingen.",
    )
    assert movement_findings(BEFORE, BEFORE) == ()


def test_totals_beyond_the_limits_are_told_of_by_grouping_with_the_largest_first():
    grants = many_grants(80)  # forty of each year
    fewer = pa.concat_tables([grants.slice(0, 40), grants.slice(40, 36)])  # four of 2023 are lost
    before, after = in_memory(grants, id="before"), in_memory(fewer, id="after")
    whole = [found for found in movement_findings(before, after) if found.kind == "whole-moved"]
    assert [found.level for found in whole] == ["warning"]
    (text,) = [plain(found.fault) for found in whole]
    assert text.startswith("6 tall (hele landet) er endret mer enn 5 % siden uttrekket before: ")
    assert "tilskudd 2023: 40 → 36 (−10,0 %)" in text


def test_each_grouping_tells_of_its_own_totals(demo: Extract):
    # All of 2022 is left and 906 of the 2 235 grants of 2023, of which nothing is decided: five totals.
    half = in_memory(demo.grants.slice(0, 2500), demo.budget, id="half")
    texts = {found.kind: plain(found.fault) for found in movement_findings(demo, half)}
    assert texts.keys() == {"whole-moved", "county-moved", "centrality-moved", "size-moved"}
    assert texts["whole-moved"].startswith("5 tall (hele landet) ")
    assert "innbyggere" not in texts["county-moved"]
    assert "innbyggere" in texts["size-moved"]


def test_a_new_year_is_held_against_the_year_before_it():
    grants = many_grants(80)
    before = in_memory(grants.slice(0, 40), id="before")
    assert movement_findings(before, in_memory(grants)) == ()
    assert unusual_growth(in_memory(grants), 2023) == ()
    half = in_memory(grants.slice(0, 60), id="half")  # twenty of 2023
    (found,) = movement_findings(before, half)
    assert (found.kind, found.level) == ("new-year-unlikely", "warning")
    assert "tilskudd 40 → 20" in plain(found.fault)


def test_a_published_cell_that_differs_is_named_with_both_numbers_one_finding_a_table(demo: Extract):
    row = rows_where(demo.grants, year=2023, municipality_code="4601", grant_type="alis")[0]
    amount = demo.grants["applied_nok"][row].as_py()
    more = in_memory(with_value(demo.grants, "applied_nok", row, amount + 1), demo.budget)
    findings = {found.fault.split(":")[0]: found for found in reconciliation_findings(more)}
    assert findings.keys() == {"Tabell 2.3", "Tabell 2.4", "Tabell 2.5"}
    assert {(found.kind, found.level) for found in findings.values()} == {("published-differs", "warning")}
    assert plain(findings["Tabell 2.3"].fault) == (
        "Tabell 2.3: 2 av 21 publiserte tall avviker. "
        "Beløp (søkt), kr · sentralitet 2 · 2023: publisert 108 901 250, beregnet 108 901 251; "
        "Beløp (søkt), kr · 2023: publisert 458 416 101, beregnet 458 416 102."
    )
    assert reconciliation_findings(demo) == ()


def test_numbers_are_not_computed_on_rows_that_break_the_contract(demo: Extract):
    unknown = with_value(demo.grants, "municipality_code", 0, "9999")
    kinds = [found.kind for found in check_extract(in_memory(unknown, demo.budget), demo).findings]
    assert kinds == ["municipality-unknown"]


def test_rejected_rows_that_come_move_nothing(demo: Extract):
    rejected = demo.grants.slice(0, 200)
    ids = pc.binary_join_element_wise("again", rejected["grant_id"], "-")
    amounts = pa.nulls(200, pa.int64())
    for name, values in (
        ("grant_id", ids),
        ("decision", pa.repeat("rejected", 200)),
        ("granted_nok", amounts),
        ("paid_nok", amounts),
    ):
        place = rejected.schema.get_field_index(name)
        rejected = rejected.set_column(place, demo.grants.schema.field(name), values)
    more = in_memory(pa.concat_tables([demo.grants, rejected]), demo.budget)
    assert check_extract(more, demo).findings == ()


BUDGET_2022 = {"year": 2022, "scheme": "national", "source": "by hand"}


def with_budget(*lines: dict, id: str) -> Extract:
    """The eleven grants with a budget table of their own."""
    return in_memory(grants_of(ELEVEN), pa.Table.from_pylist(list(lines), schema=schema(BUDGET)), id=id)


def test_an_amount_of_the_budget_that_is_changed_or_gone_is_told_of_with_its_row():
    other = {"year": 2021, "scheme": "alis_salaried", "source": "by hand"}
    before = with_budget(
        BUDGET_2022 | {"budget_nok": 200_000, "months": 9},
        other | {"paid_nok": 42_000, "grants": 7, "carried_over_nok": 0},
        {"year": 2020, "scheme": "national", "budget_nok": 5, "source": "by hand"},
        id="before",
    )
    after = with_budget(
        other | {"paid_nok": 42_000, "carried_over_nok": 10},
        BUDGET_2022 | {"budget_nok": 300_000, "applied_nok": 100},  # applied is published since
        {"year": 2024, "scheme": "national", "budget_nok": 5, "source": "by hand"},
        id="after",
    )
    (told,) = [found for found in movement_findings(before, after) if found.kind == "budget-moved"]
    assert (told.file, told.level, told.count, told.rows) == ("budget.parquet", "warning", 2, (1, 2))
    assert plain(told.fault) == (
        "4 tall i budsjettet er endret eller borte siden uttrekket before: "
        "Budsjett, samlet budsjett 2020: 5 → ikke kjent; "
        "Budsjett (ALIS, fastlønn), kroner overført fra året før 2021: 0 → 10; "
        "Budsjett (ALIS, fastlønn), publisert antall tilskudd 2021: 7 → ikke kjent; "
        "Budsjett, samlet budsjett 2022: 200 000 → 300 000 (+50,0 %)."
    )
    new = {each.metric: each.is_new_year for each in movements(before, after) if each.year in (2022, 2024)}
    assert new["applied_nok"] is False
    assert [each.is_new_year for each in movements(before, after) if each.year == 2024] == [True]
    assert "budget-moved" not in {found.kind for found in movement_findings(before, before)}


def test_a_published_number_that_comes_of_the_budget_names_the_budgets_file(demo: Extract):
    (row,) = rows_where(demo.budget, year=2021, scheme="alis_salaried")
    fewer = with_value(demo.budget, "grants", row, 176)
    text, told = reconciliation_findings(
        in_memory(demo.grants, fewer)
    )  # it stands in the text of the report too
    assert {text.file, told.file} == {"budget.parquet"}
    assert told.fault.startswith("Tabell 2021:6.1: ")
    assert "publisert 177, beregnet 176" in told.fault

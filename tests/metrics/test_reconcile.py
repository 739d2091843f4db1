"""Reconciliation: the demo extract agrees with everything printed, and a changed one is found out."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from lib.extract.model import Extract
from lib.metrics.exactness import exact_years
from lib.metrics.reconciliation import Reconciled, reconcile
from lib.metrics.value import Missing, Reason
from tests.handmade import with_value
from tests.metrics.rows import extract_of
from tests.truth import extracts

Place = tuple[str, str, str, str, str]


def place(found: Reconciled) -> Place:
    """Where a number is printed: table, year, dimension, category, measure."""
    cell = found.cell
    return cell.table, cell.year, cell.dimension, cell.category, cell.measure


def differing(extract: Extract) -> set[Place]:
    return {place(found) for found in reconcile(extract) if found.verdict == "differs"}


def changed(folder: Path, demo: Extract, grants: pa.Table) -> Extract:
    return extract_of(folder, grants, budget=demo.budget, extract_id="changed")


def rows_where(table: pa.Table, **values: object) -> list[int]:
    """The positions of the rows with these values."""
    columns = {name: table[name].to_pylist() for name in values}
    return [i for i in range(len(table)) if all(columns[name][i] == value for name, value in values.items())]


def test_every_printed_cell_of_the_report_agrees(demo: Extract):
    verdicts = Counter((found.cell.table, found.verdict) for found in reconcile(demo))
    agree = {table: verdicts[table, "agrees"] for table in ("2.1", "2.2", "2.3", "2.4", "2.5")}
    assert agree == {"2.1": 8, "2.2": 12, "2.3": 21, "2.4": 24, "2.5": 36}
    assert sum(agree.values()) == 101
    assert verdicts["derived", "agrees"] == 8


def test_nothing_differs_and_one_number_is_explained(demo: Extract):
    assert differing(demo) == set()
    (explained,) = [found for found in reconcile(demo) if found.verdict == "explained"]
    # The text says that the budget grew by 230 million; table 2.1 gives 461,1 − 241,9.
    assert place(explained) == ("text", "2023", "country", "NO", "budget_change")
    assert (explained.cell.value, str(explained.computed)) == (230, "219.2")


def test_only_the_earlier_schemes_cannot_be_computed(demo: Extract):
    missing = [found for found in reconcile(demo) if found.verdict == "not_in_extract"]
    assert {found.cell.table for found in missing} == {"2021:6.1"}
    assert {found.computed for found in missing} == {Missing(Reason.EARLIER_SCHEME)}


def test_one_krone_more_is_found_in_each_table_that_prints_kroner(demo: Extract, tmp_path: Path):
    row = rows_where(demo.grants, year=2023, municipality_code="4601", grant_type="alis")[0]
    amount = demo.grants["applied_nok"][row].as_py()
    found = changed(tmp_path, demo, with_value(demo.grants, "applied_nok", row, amount + 1))
    # Bergen: class 2, size a, county 46. Table 2.1 prints millions, and does not move.
    assert differing(found) == {
        (table, "2023", dimension, category, "amount")
        for table, dimension, category in (
            ("2.3", "centrality", "2"),
            ("2.3", "country", "NO"),
            ("2.4", "size_class", "a"),
            ("2.4", "country", "NO"),
            ("2.5", "county_2020", "46"),
            ("2.5", "country", "NO"),
        )
    }


def test_two_doctors_made_one_are_found_in_every_count_of_doctors(demo: Extract, tmp_path: Path):
    # Two doctors with one agreement each in 2023 and nothing else.
    grants = demo.grants
    times = Counter(grants["doctor_id"].to_pylist())
    once = [
        row
        for row in rows_where(grants, year=2023, grant_type="alis")
        if times[grants["doctor_id"][row].as_py()] == 1
    ]
    merged = with_value(grants, "doctor_id", once[0], grants["doctor_id"][once[1]].as_py())
    assert differing(changed(tmp_path, demo, merged)) == {
        ("2.2", "2023", "country", "NO", "doctors_alis"),
        ("2.2", "2022-2023", "country", "NO", "doctors_alis_change"),
        ("2.2", "2023", "country", "NO", "doctors_unique"),
        ("2.2", "2022-2023", "country", "NO", "doctors_unique_change"),
        ("text", "2022-2023", "country", "NO", "doctors_either_year"),
        ("derived", "2022-2023", "country", "NO", "doctors_first_time_2023"),
    }


def test_a_grant_moved_to_another_county_is_found_in_both(demo: Extract, tmp_path: Path):
    # From Bergen (46, size a) to Alta (54, size c). Alta's rows now disagree, so it has class 4.
    row = rows_where(demo.grants, year=2023, municipality_code="4601", grant_type="alis")[0]
    moved = with_value(demo.grants, "municipality_code", row, "5403")
    assert differing(changed(tmp_path, demo, moved)) == {
        (table, "2023", dimension, category, measure)
        for table, dimension, category in (
            ("2.3", "centrality", "2"),
            ("2.3", "centrality", "4"),
            ("2.4", "size_class", "a"),
            ("2.4", "size_class", "c"),
            ("2.5", "county_2020", "46"),
            ("2.5", "county_2020", "54"),
        )
        for measure in ("grants_alis", "amount")
    }


@pytest.mark.parametrize("decision", ["rejected", "dismissed"])
def test_a_grant_that_is_turned_down_is_missed(demo: Extract, tmp_path: Path, decision: str):
    row = rows_where(demo.grants, year=2023, municipality_code="4601", grant_type="alis")[0]
    found = differing(changed(tmp_path, demo, with_value(demo.grants, "decision", row, decision)))
    assert ("2.3", "2023", "centrality", "2", "grants_alis") in found
    assert ("2.5", "2023", "county_2020", "46", "amount") in found


def missing_of(extract: Extract) -> Counter:
    """How many published numbers are not computed, by reason and the years that lack rows."""
    lines = [found.computed for found in reconcile(extract) if found.verdict == "not_in_extract"]
    return Counter((computed.reason, computed.years) for computed in lines)


def test_what_is_of_an_earlier_scheme_and_what_is_of_a_year_that_is_not_there_are_told_apart():
    # ONE holds 2025 alone. Of the 167 published numbers, 8 are national ones of 2020 and 2021, in the budget
    # table; 47 more are of 2021, by size or of locums; 9 of 2022, 91 of 2023 and 12 of both years are left.
    assert missing_of(extracts.load("ONE")) == {
        (Reason.EARLIER_SCHEME, ()): 47,
        (Reason.YEAR_ABSENT, (2022,)): 9,
        (Reason.YEAR_ABSENT, (2023,)): 91,
        (Reason.YEAR_ABSENT, (2022, 2023)): 12,
    }


def test_a_number_of_two_years_is_missing_where_one_of_them_is_and_never_computed_of_the_other():
    # GAPS has rows of 2022 and none of 2023.
    found = {line.cell.measure: line for line in reconcile(extracts.load("GAPS"))}
    for measure in (
        "municipalities_change",
        "municipalities_either_year",
        "municipalities_only_2022",
        "doctors_first_time_2023",
    ):
        assert found[measure].computed == Missing(Reason.YEAR_ABSENT, (2023,)), measure
        assert found[measure].verdict == "not_in_extract"


def test_a_budget_that_is_not_there_is_missing_and_no_year_is():
    missing = missing_of(extracts.load("NO_BUDGET"))
    # Table 2.1 prints two budgets and the text their change; the other 55 are of 2020 and 2021.
    assert missing == {(Reason.NO_BUDGET, ()): 3, (Reason.EARLIER_SCHEME, ()): 55}


@pytest.mark.parametrize(
    ("name", "years"),
    [("D", (2022, 2023)), ("Y4", (2022, 2023)), ("NO_BUDGET", (2022, 2023)), ("GAPS", ()), ("MIXED", ())],
)
def test_the_years_whose_rows_reproduce_the_printed_tables(name: str, years: tuple[int, ...]):
    assert exact_years(extracts.load(name)) == years

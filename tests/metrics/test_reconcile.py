"""Reconciliation: the demo extract agrees with everything printed, and a changed one is found out."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from lib.extract.model import Extract
from lib.metrics.reconcile import Reconciled, reconcile
from tests.handmade import with_value
from tests.metrics.rows import extract_of

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
    assert all(found.computed is None for found in missing)


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

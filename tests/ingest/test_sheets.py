"""Workbooks of several sheets: which was read is told, and the budget may lie beside the grants."""

import datetime
import io
from pathlib import Path

import pytest
import xlsxwriter

from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.ingest.delivery import Delivery, check_delivery
from tests.handmade import DATA
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import BUDGET_HEADINGS, Office
from tests.metrics.rows import demo_extract

OFFICE = Office()
GRANTS = (OFFICE.headings, *OFFICE.rows)
PROSE = (("Om uttrekket",),)


def book(hidden: tuple[str, ...] = (), **sheets: tuple[tuple[object, ...], ...]) -> bytes:
    """A workbook of these sheets, in order."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        pages = {name: made.add_worksheet(name) for name in sheets}
        visible = [page for name, page in pages.items() if name not in hidden]
        visible[0].activate()
        visible[0].set_first_sheet()
        for name, page in pages.items():
            for at, row in enumerate(sheets[name]):
                page.write_row(at, 0, row)
            if name in hidden:
                page.hide()
    return content.getvalue()


def test_of_several_sheets_the_one_read_and_the_others_are_told(read: Reader):
    ingested = read(book(Tilskudd=GRANTS, Notater=PROSE, Gammelt=GRANTS, hidden=("Gammelt",)))
    (found,) = (found for found in ingested.findings if found.kind == "sheet-chosen")
    assert found.level == "note"
    assert "«Tilskudd» ble lest, men ikke «Notater» og «Gammelt» (skjult)" in found.fault
    assert "--sheet" in found.next_step


def test_a_workbook_of_one_sheet_has_nothing_to_tell(read: Reader):
    assert "sheet-chosen" not in {found.kind for found in read(book(Tilskudd=GRANTS)).findings}


def test_a_hidden_sheet_is_not_the_first(read: Reader):
    ingested = read(book(Skjult=PROSE, Tilskudd=GRANTS, hidden=("Skjult",)))
    assert ingested.table.num_rows == 3


def test_a_hidden_sheet_is_read_when_it_is_named(read: Reader):
    ingested = read(book(Notater=PROSE, Tilskudd=GRANTS, hidden=("Tilskudd",)), sheet="Tilskudd")
    assert ingested.table.num_rows == 3


def test_no_headings_in_the_first_sheet_names_it_and_the_others(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(book(Forside=PROSE, Tilskudd=GRANTS))
    (found,) = raised.value.findings
    assert found.kind == "headings-missing"
    assert "«Forside»" in found.fault
    assert "--sheet («Tilskudd»)" in found.next_step


def test_grants_and_budget_may_lie_in_one_workbook(tmp_path: Path):
    budget = demo_extract().budget.select(list(BUDGET_HEADINGS))
    rows = (tuple(BUDGET_HEADINGS.values()), *(tuple(row.values()) for row in budget.to_pylist()))
    path = tmp_path / "alt.xlsx"
    path.write_bytes(book(Tilskudd=GRANTS, Budsjett=rows))
    delivery = Delivery(path, path, datetime.date(2023, 10, 20), "Kilde", budget_sheet="Budsjett")
    extract = check_delivery(open_store(DATA), delivery).extract
    assert extract.grants.num_rows == 3
    assert extract.budget.equals(demo_extract().budget)

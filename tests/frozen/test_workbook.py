"""A workbook has what it had where it had it: others' formulas and macros point at its cells."""

from tests.frozen import adapter, files
from tests.frozen.differences import differences, unknown
from tests.frozen.make import WORKBOOK_TAG
from tests.frozen.workbooks import workbook

OLD = workbook(files.content(files.WORKBOOK))


def test_sheets_cells_and_charts_are_where_they_were() -> None:
    made = adapter.make(adapter.open_extract(files.DEMO), WORKBOOK_TAG)
    now = workbook(adapter.workbook(made))
    found = list(differences(f"workbook {WORKBOOK_TAG}", OLD, now))
    assert list(map(str, unknown(found))) == []


def test_what_is_read_of_the_frozen_workbook_is_all_of_it() -> None:
    assert list(OLD["sheets"]) == ["Tabell", "Diagram", "Les meg"]
    # Title, empty rows and heading; 11 counties and the whole country.
    table = OLD["sheets"]["Tabell"]
    assert table[0][0] == "Tilskudd per 100 000 innbyggere etter fylke, rangert".replace(
        "0 0", "0\N{NO-BREAK SPACE}0"
    )
    assert len([row for row in table if row[0] and isinstance(row[2], list)]) == 12
    (chart,) = OLD["charts"]
    assert chart["kind"] == "barChart" and chart["series"][0]["val"] and chart["series"][0]["cat"]


def test_a_cell_that_has_moved_is_told() -> None:
    rows = OLD["sheets"]["Tabell"]
    moved = {**OLD, "sheets": {**OLD["sheets"], "Tabell": [*rows[:5], rows[6], rows[5], *rows[7:]]}}
    assert list(differences("workbook", OLD, moved))

"""Which rows and columns of a table are shown: as many as have room, in the letters they are set in."""

import pytest

from lib.export.measure import width_of, wrapped
from lib.export.table_cells import SIDE, cells_of
from lib.figures.figure import Column, Table

NAMES = tuple(Column(key, key) for key in ("Navn", "Fylke", "Klasse", "Gruppe"))


@pytest.mark.parametrize("width", [200, 240, 280])
def test_the_whole_is_measured_in_its_bold_letters(width: int):
    columns = (Column("name", "Navn"), *(Column(str(i), "kr", "nok") for i in range(2)))
    rows = (("Oslo", 1, 1), ("Landsgjennomsnittet", *[458_416_101] * 2))
    cells = cells_of(Table(columns, rows, has_total=True), width, 300, face="slide")
    assert cells.is_bold(len(cells.texts) - 1)
    for text, room in zip(cells.texts[-1], cells.widths, strict=True):
        assert len(wrapped(text, room - 2 * SIDE + 0.01, cells.size, face="slide", bold=True)) == 1


def test_a_whole_beyond_the_rows_that_are_shown_is_measured_too():
    rows = (*((f"K{i}", i) for i in range(40)), ("Hele landet", 10**15))
    columns = (Column("a", "a"), Column("b", "b", "count"))
    cells = cells_of(Table(columns, rows, has_total=True), 180, 400, face="slide")
    room = cells.widths[1] - 2 * SIDE + 0.01
    assert width_of(cells.texts[-1][1], cells.size, face="slide", bold=True) <= room


def test_no_column_is_given_up_where_the_rows_have_no_room_all_the_same():
    rows = tuple((f"Kommune {i}", "Vestland", "5", "a") for i in range(12))
    cells = cells_of(Table(NAMES, rows), 400, 100, face="slide")
    assert cells.left_out > 0 and cells.columns_left_out == 0


def test_columns_are_given_up_where_every_row_has_room_then():
    rows = tuple((f"K{i}", "a", "b", "mange ord som brytes over flere linjer") for i in range(8))
    cells = cells_of(Table(NAMES, rows), 190, 190, face="slide")
    assert cells.left_out == 0 and cells.columns_left_out == 1


def test_a_table_in_narrower_letters_keeps_more_columns():
    columns = tuple(Column(str(i), "Utbetalinger", "nok") for i in range(8))
    table = Table((Column("a", "Navn"), *columns), (("Oslo", *[458_416_101] * 8),))
    slide, picture = (cells_of(table, 575, 300, face=face) for face in ("slide", "picture"))
    assert slide.columns_left_out > picture.columns_left_out

"""A table for files: with the codes of regions, and a column of marks beside numbers that need them."""

from collections.abc import Iterator

from lib.figures.figure import CellValue, Column, Table
from lib.metrics.filters import COUNTY_DIGITS
from lib.metrics.value import Partial, StandIn
from lib.words import _, lower_first


def file_table(table: Table) -> Table:
    """The table with its region codes after the names, and marks in columns of their own.

    A mark beside the number keeps the column one of numbers, which a spreadsheet can sort and draw.
    """
    columns = list(table.columns)
    body = list(zip(*table.rows, strict=True)) or [()] * len(columns)
    placed = [
        part for column, cells in zip(columns, body, strict=True) for part in _with_marks(column, cells)
    ]
    if table.codes:
        rest = [""] * (len(table.rows) - len(table.codes))
        placed.insert(1, (_code_column(table.codes), (*table.codes, *rest)))
    rows = tuple(zip(*(cells for _column, cells in placed), strict=True)) if table.rows else ()
    return Table(tuple(column for column, _cells in placed), rows, has_total=table.has_total)


def _code_column(codes: tuple[str, ...]) -> Column:
    label = _("County number") if len(codes[0]) == COUNTY_DIGITS else _("Municipality number")
    return Column("code", label)


def _with_marks(
    column: Column, cells: tuple[CellValue, ...]
) -> Iterator[tuple[Column, tuple[CellValue, ...]]]:
    """A column, and after it one with the marks of its cells, where there are any."""
    marks = tuple(_mark(cell) for cell in cells)
    if not any(marks):
        yield column, cells
        return
    yield column, tuple(cell.value if mark else cell for cell, mark in zip(cells, marks, strict=True))
    label = _("Note on {metric}").format(metric=lower_first(column.label))
    yield Column(f"{column.key}.mark", label), marks


def _mark(cell: CellValue) -> str:
    if isinstance(cell, Partial):
        return cell.coverage
    return cell.mark if isinstance(cell, StandIn) else ""

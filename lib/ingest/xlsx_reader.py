"""XLSX through calamine: numbers as numbers, dates as dates, and the values that Excel left of formulas."""

import datetime
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import python_calamine as calamine

from lib.ingest.cells import Cells, LeftOut, Sheet, day_text, number_text
from lib.ingest.headings import HEADINGS_WITHIN, find_headings, no_headings, roles
from lib.ingest.mapping import TableMapping
from lib.ingest.report import Report, shortened
from lib.ingest.workbook import Part, broken, look_through, tell_faults
from lib.words import _, joined

BATCH_ROWS = 16_384
EXACT_BELOW = 1e15  # a spreadsheet keeps fifteen digits

Progress = Callable[[int, int], object]


def open_xlsx(
    file: BinaryIO, mapping: TableMapping, report: Report, sheet: str | None, progress: Progress | None
) -> Sheet:
    """The table in a named sheet of a workbook, or in the first that is not hidden."""
    look = look_through(file, report.file, sheet)
    chosen, sheets = look.chosen, look.sheets
    file.seek(0)
    try:
        source = calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_name(chosen)
        head = list(itertools.islice(source.iter_rows(), HEADINGS_WITHIN))
    except (calamine.CalamineError, calamine.PasswordError, ValueError) as error:
        raise broken(report.file) from error
    found = find_headings(([_written(cell) for cell in row] for row in head), mapping)
    others = _others(sheets, chosen)
    if found is None:
        raise no_headings(report.file, mapping, chosen, others)
    _tell_chosen(chosen, others, report)
    headings = tuple(_written(cell) for cell in head[found.place])
    first = found.place + 1
    left = source.start[1] + 1
    columns, _compared = roles(headings, mapping)
    known = {left + place: column for column, at in columns.items() for place in at}
    tell_faults(look.faults, known, first, report)
    rows = itertools.islice(source.iter_rows(), first, None)
    batches = _batches(rows, source.end[0] + 1 - first, progress)
    return Sheet(
        headings, batches, lambda count: np.arange(first + 1, first + 1 + count), LeftOut(), look.day_zero
    )


def _others(sheets: dict[str, Part], chosen: str) -> tuple[str, ...]:
    """The sheets that are not read, as a message names them."""
    hidden = _("«{sheet}» (hidden)")
    return tuple(
        hidden.format(sheet=shortened(name)) if part.is_hidden else f"«{shortened(name)}»"
        for name, part in sheets.items()
        if name != chosen
    )


def _tell_chosen(chosen: str, others: tuple[str, ...], report: Report) -> None:
    if others:
        fault = _("The workbook has several sheets: «{sheet}» was read, and not {others}.")
        fault = fault.format(sheet=shortened(chosen), others=joined(others))
        step = _("Nothing, if this is the right sheet. Otherwise name another with --sheet.")
        report.add("sheet-chosen", fault, step, level="note")


def _batches(rows: Iterator[Sequence], whole: int, progress: Progress | None) -> Iterator[tuple[Cells, ...]]:
    done = 0
    while batch := list(itertools.islice(rows, BATCH_ROWS)):
        done += len(batch)
        yield tuple(_cells(column) for column in zip(*batch, strict=True))
        if progress:
            progress(done, whole)


def _cells(values: Sequence) -> Cells:
    """A column of some rows, by what its cells are."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        return Cells(pa.array(values, pa.string()))
    days = numbers = None
    if kinds & {int, float}:
        numbers = pa.array([value if type(value) in (int, float) else None for value in values], pa.float64())
        text = number_text(numbers, exact_below=EXACT_BELOW)
    if kinds & {datetime.date, datetime.datetime}:
        days = pa.array([_day(value) for value in values], pa.date32())
        text = day_text(days)
    if kinds - {int, float} and kinds - {datetime.date, datetime.datetime}:
        text = pa.array([_written(value) for value in values], pa.string())
    return Cells(text, numbers, days)


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def _written(value: object) -> str:
    """A cell as text: a whole number without decimals, one too large as a power of ten, a date as ISO."""
    if type(value) is str:
        return value
    if type(value) is float:
        if not value.is_integer():
            return repr(value)
        return str(int(value)) if abs(value) < EXACT_BELOW else f"{value:e}"
    return str(_day(value) or value)

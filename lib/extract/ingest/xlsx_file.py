"""XLSX through calamine: numbers as numbers, dates as dates, and the values that Excel left of formulas.

calamine gives an error value (#REF!) and a formula without value as an empty cell, and holds the whole
square around the cells of a sheet. The sheet is therefore looked through before: both are told where they
stand in a column that is read, and a cell far out, which would take all memory, is refused.
"""

import datetime
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import python_calamine as calamine

from lib.extract.errors import ExtractError
from lib.extract.ingest.cells import Cells, LeftOut, Sheet, day_text, number_text
from lib.extract.ingest.layout import HEADINGS_WITHIN, find_headings, no_headings, roles
from lib.extract.ingest.mapping import TableMapping
from lib.extract.ingest.opened import EXPORT_AGAIN
from lib.extract.ingest.report import Report, failure, shortened
from lib.words import N_, _, joined

BATCH_ROWS = 16_384
LARGEST_PART_BYTES = 4 << 30  # a sheet of a million rows has one
MOST_COLUMNS = 128  # a million rows of them take 4 GB
CHUNK_BYTES = 4 << 20
EXACT_BELOW = 1e15  # a spreadsheet keeps fifteen digits
OVERLAP_BYTES = 1024
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EXTENT = re.compile(rb'<(?:\w+:)?dimension\s[^<>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"')
FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]')
CELL = rb'<(?:\w+:)?c\s(?=[^<>]*\br="([A-Z]+)(\d+)")'
ERROR_CELL = re.compile(CELL + rb'[^<>]*\bt="e"')
# A formula whose value is an empty text (t="str") has a value.
WITHOUT_VALUE = re.compile(
    CELL + rb'(?![^<>]*\bt="str")[^<>]*>'
    rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?:</(?:\w+:)?c>|<(?:\w+:)?v/>|<(?:\w+:)?v></)"
)
OTHER_WORKBOOKS = {
    "xl/workbook.bin": N_("The file is a binary Excel workbook (.xlsb)."),
    "content.xml": N_("The file is an OpenDocument file (.ods)."),
}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,  # a missing part, or an encoding that nobody knows
    NotImplementedError,
    RuntimeError,
)

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Faults:
    """Cells whose value is not in the file, as row and column from 1: error values, and bare formulas."""

    errors: tuple[tuple[int, int], ...]
    without_value: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Part:
    """A sheet of cells: its part of the zip file, and whether Excel hides it."""

    member: str
    is_hidden: bool


def open_xlsx(
    file: BinaryIO, mapping: TableMapping, report: Report, sheet: str | None, progress: Progress | None
) -> Sheet:
    """The table in a named sheet of a workbook, or in the first that is not hidden."""
    chosen, sheets, faults = _look_through(file, report.file, sheet)
    file.seek(0)
    try:
        source = calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_name(chosen)
        head = list(itertools.islice(source.iter_rows(), HEADINGS_WITHIN))
    except (calamine.CalamineError, calamine.PasswordError, ValueError) as error:
        raise _broken(report.file) from error
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
    _tell_faults(faults, known, first, report)
    rows = itertools.islice(source.iter_rows(), first, None)
    batches = _batches(rows, source.end[0] + 1 - first, progress)
    return Sheet(headings, batches, lambda count: np.arange(first + 1, first + 1 + count), LeftOut())


def _broken(name: str) -> ExtractError:
    return failure(name, "xlsx-broken", _("The workbook is damaged or cut off."), _(EXPORT_AGAIN))


def _look_through(file: BinaryIO, name: str, sheet: str | None) -> tuple[str, dict[str, Part], Faults]:
    """The name of the sheet to read, all sheets, and the cells of it that calamine would give as empty."""
    try:
        with zipfile.ZipFile(file) as container:
            members = set(container.namelist())
            for member, fault in OTHER_WORKBOOKS.items():
                if member in members:
                    step = _("Open it in Excel, and save it as XLSX.")
                    raise failure(name, "file-kind", _(fault), step)
            if "xl/workbook.xml" not in members:
                fault = _("The file is a zip file, but no Excel workbook.")
                raise failure(name, "file-kind", fault, _(EXPORT_AGAIN))
            if max(member.file_size for member in container.infolist()) > LARGEST_PART_BYTES:
                raise _too_large(name)
            sheets = _sheets(container)
            chosen = _chosen(sheets, sheet, name)
            return chosen, sheets, _faults(container, sheets[chosen].member, name)
    except (*BROKEN, ElementTree.ParseError) as error:
        raise _broken(name) from error


def _sheets(container: zipfile.ZipFile) -> dict[str, Part]:
    """The name of each sheet of cells, in order → its part of the file."""
    relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    parts = {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        for each in relations
        if each.attrib.get("Type", "").endswith("/worksheet")
    }
    book = ElementTree.fromstring(container.read("xl/workbook.xml"))
    sheets = (each for each in book.iter() if each.tag.rpartition("}")[2] == "sheet")
    return {
        each.attrib["name"]: Part(
            parts[each.attrib[RELATION]], each.attrib.get("state", "visible") != "visible"
        )
        for each in sheets
        if each.attrib.get(RELATION) in parts
    }


def _chosen(sheets: dict[str, Part], sheet: str | None, name: str) -> str:
    if not sheets:
        raise _broken(name)
    if sheet is None:
        return next((each for each, part in sheets.items() if not part.is_hidden), next(iter(sheets)))
    if sheet in sheets:
        return sheet
    fault = _("The workbook has no sheet «{sheet}».").format(sheet=shortened(sheet))
    names = joined(tuple(f"«{shortened(each)}»" for each in sheets))
    step = _("Use one of its sheets: {names}.").format(names=names)
    raise failure(name, "sheet-missing", fault, step)


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


def _too_large(name: str) -> ExtractError:
    fault = _("The sheet reaches far beyond any table: cells far out have something in them.")
    step = _("Copy the table to a new workbook, or export it as CSV.")
    return failure(name, "sheet-too-large", fault, step)


def _faults(container: zipfile.ZipFile, part: str, name: str) -> Faults:
    """One look through the cells of a sheet, which is refused if any are far out."""
    found = {ERROR_CELL: set(), WITHOUT_VALUE: set()}
    with container.open(part) as source:
        rest, is_narrow = b"", None
        while chunk := source.read(CHUNK_BYTES):
            window = rest + chunk
            if is_narrow is None:
                extent = EXTENT.search(window)
                is_narrow = bool(extent) and _column(extent[1]) <= MOST_COLUMNS
            if not is_narrow and any(_column(each[1]) > MOST_COLUMNS for each in FAR_COLUMN.finditer(window)):
                raise _too_large(name)
            for pattern, sign in ((ERROR_CELL, b't="e"'), (WITHOUT_VALUE, b"f>")):
                if sign in window or (sign == b"f>" and b"<f" in window):
                    cells = pattern.finditer(window)
                    found[pattern] |= {(int(each[2]), _column(each[1])) for each in cells}
            rest = window[-OVERLAP_BYTES:]
    return Faults(*(tuple(sorted(cells)) for cells in found.values()))


def _tell_faults(faults: Faults, columns: dict[int, str], first: int, report: Report) -> None:
    """The faults within the table: below its headings, in a column that is read."""

    def rows(cells: tuple[tuple[int, int], ...]) -> list[int]:
        within = [(row, column) for row, column in cells if row > first and column in columns]
        report.unread.update(columns[column] for _row, column in within)
        return [row for row, _column in within]

    fault = _("The sheet has cells with an error value such as #REF! or #N/A.")
    step = _("Correct the formulas in Excel, and save again.")
    report.add("cell-error", fault, step, rows=rows(faults.errors))
    fault = _("The sheet has formulas whose value is not in the file.")
    step = _("Open it in Excel and save it again, so that the values are calculated.")
    report.add("formula-without-value", fault, step, rows=rows(faults.without_value))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


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
    """A cell as text: a whole number without decimals, a date as 2023-08-31."""
    if type(value) is str:
        return value
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < EXACT_BELOW else f"{value:e}"
    return str(_day(value) or value)

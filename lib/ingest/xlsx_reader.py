"""XLSX through calamine: numbers as numbers, dates as dates, and the values that Excel left of formulas.

calamine gives an error value (#REF!) and a formula without value as an empty cell, and holds the whole
square around the cells of a sheet. The XML of the sheet is therefore scanned first: both are reported where
they stand in a column that is read, and a cell far out, which would take all memory, is refused.
"""

import datetime
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

import pyarrow as pa
import python_calamine as calamine

from lib.extract.findings import ExtractError, FileFindings, file_error, shortened
from lib.ingest.cells import (
    DAY_ZERO,
    DAY_ZERO_1904,
    Cells,
    Progress,
    Sheet,
    day_text,
    number_text,
    numbers_from,
)
from lib.ingest.headings import HEADINGS_WITHIN, find_headings, no_headings
from lib.ingest.mapping import TableMapping
from lib.ingest.open_file import EXPORT_AGAIN
from lib.words import N_, _, word_list

BATCH_ROWS = 16_384
EXACT_BELOW = 1e15  # a spreadsheet keeps fifteen digits
LARGEST_PART_BYTES = 4 << 30  # a sheet of a million rows has one
MOST_COLUMNS = 128  # a million rows of them take 4 GB
CHUNK_BYTES = 4 << 20
OVERLAP_BYTES = 1024
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EXTENT = re.compile(rb'<(?:\w+:)?dimension\s[^<>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"')
FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]')
CELL = rb'<(?:\w+:)?c\s(?=[^<>]*\br="([A-Z]+)(\d+)")'
# Kind of finding → signs of such cells, quickly looked for, and the cells themselves. A formula whose value
# is an empty text (t="str") has one.
WITHOUT_VALUE = {
    "cell-error": ((b't="e"',), re.compile(CELL + rb'[^<>]*\bt="e"')),
    "formula-without-value": (
        (b"<f", b"f>"),
        re.compile(
            CELL + rb'(?![^<>]*\bt="str")[^<>]*>'
            rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?:</(?:\w+:)?c>|<(?:\w+:)?v/>|<(?:\w+:)?v></)"
        ),
    ),
}
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


@dataclass(frozen=True)
class SheetPart:
    """A sheet of cells: its part of the zip file, and whether Excel hides it."""

    member: str
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    """Facts of a workbook that calamine does not give: the sheet to read, all sheets, cells without value.

    ``without_value``: kind of finding → the cells whose value is not in the file, as row and column from 1.
    """

    chosen: str
    sheets: dict[str, SheetPart]
    without_value: dict[str, list[tuple[int, int]]]
    day_zero: datetime.date


def open_xlsx(
    file: BinaryIO,
    mapping: TableMapping,
    findings: FileFindings,
    sheet: str | None,
    progress: Progress | None,
) -> Sheet:
    """The table in a named sheet of a workbook, or in the first that is not hidden."""
    book = _scan(file, findings.file, sheet)
    file.seek(0)
    try:
        source = calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_name(book.chosen)
        head = [
            [_text(cell) for cell in row] for row in itertools.islice(source.iter_rows(), HEADINGS_WITHIN)
        ]
    except (calamine.CalamineError, calamine.PasswordError, ValueError) as error:
        raise _broken(findings.file) from error
    hidden = _("«{sheet}» (hidden)")
    others = [
        (hidden if part.is_hidden else "«{sheet}»").format(sheet=shortened(name))
        for name, part in book.sheets.items()
        if name != book.chosen
    ]
    found = find_headings(head, mapping)
    if found is None:
        raise no_headings(findings.file, mapping, book.chosen, others)
    if others:
        fault = _("The workbook has several sheets: «{sheet}» was read, and not {others}.")
        fault = fault.format(sheet=shortened(book.chosen), others=word_list(others))
        step = _("Nothing, if this is the right sheet. Otherwise name another with --sheet.")
        findings.add("sheet-chosen", fault, step, level="note")
    first, left = found.place + 1, source.start[1] + 1
    below = {
        kind: [(row, column - left) for row, column in cells if row > first]
        for kind, cells in book.without_value.items()
    }
    batches = _batches(itertools.islice(source.iter_rows(), first, None), source.end[0] + 1 - first, progress)
    return Sheet(tuple(head[found.place]), batches, numbers_from(first + 1), {}, below, book.day_zero)


def _scan(file: BinaryIO, name: str, sheet: str | None) -> Workbook:
    """Scan the parts of a workbook; refuse one that is damaged, or is none."""
    try:
        with zipfile.ZipFile(file) as container:
            members = set(container.namelist())
            for member, fault in OTHER_WORKBOOKS.items():
                if member in members:
                    step = _("Open it in Excel, and save it as XLSX.")
                    raise file_error(name, _(fault), step, kind="file-kind")
            if "xl/workbook.xml" not in members:
                fault = _("The file is a zip file, but no Excel workbook.")
                raise file_error(name, fault, _(EXPORT_AGAIN), kind="file-kind")
            if max(member.file_size for member in container.infolist()) > LARGEST_PART_BYTES:
                raise _too_large(name)
            book = ElementTree.fromstring(container.read("xl/workbook.xml"))
            sheets = _sheets(container, book)
            chosen = _chosen(sheets, sheet, name)
            without_value = _without_value(container, sheets[chosen].member, name)
            return Workbook(chosen, sheets, without_value, _day_zero(book))
    except (*BROKEN, ElementTree.ParseError) as error:
        raise _broken(name) from error


def _broken(name: str) -> ExtractError:
    return file_error(name, _("The workbook is damaged or cut off."), _(EXPORT_AGAIN), kind="xlsx-broken")


def _day_zero(book: ElementTree.Element) -> datetime.date:
    """The date that the workbook's numbers of days count from."""
    from_1904 = (each.attrib.get("date1904", "0") not in ("0", "false") for each in _each(book, "workbookPr"))
    return DAY_ZERO_1904 if any(from_1904) else DAY_ZERO


def _each(book: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (each for each in book.iter() if each.tag.rpartition("}")[2] == name)


def _sheets(container: zipfile.ZipFile, book: ElementTree.Element) -> dict[str, SheetPart]:
    """The name of each sheet of cells, in order → its part of the file."""
    relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    parts = {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        for each in relations
        if each.attrib.get("Type", "").endswith("/worksheet")
    }
    return {
        each.attrib["name"]: SheetPart(
            parts[each.attrib[RELATION]], each.attrib.get("state", "visible") != "visible"
        )
        for each in _each(book, "sheet")
        if each.attrib.get(RELATION) in parts
    }


def _chosen(sheets: dict[str, SheetPart], sheet: str | None, name: str) -> str:
    if not sheets:
        raise _broken(name)
    if sheet is None:
        return next((each for each, part in sheets.items() if not part.is_hidden), next(iter(sheets)))
    if sheet in sheets:
        return sheet
    fault = _("The workbook has no sheet «{sheet}».").format(sheet=shortened(sheet))
    names = word_list(tuple(f"«{shortened(each)}»" for each in sheets))
    step = _("Use one of its sheets: {names}.").format(names=names)
    raise file_error(name, fault, step, kind="sheet-missing")


def _too_large(name: str) -> ExtractError:
    fault = _("The sheet reaches far beyond any table: cells far out have something in them.")
    step = _("Copy the table to a new workbook, or export it as CSV.")
    return file_error(name, fault, step, kind="sheet-too-large")


def _without_value(container: zipfile.ZipFile, part: str, name: str) -> dict[str, list[tuple[int, int]]]:
    """Scan the cells of a sheet once, and refuse it if any are far out."""
    found: dict[str, set[tuple[int, int]]] = {kind: set() for kind in WITHOUT_VALUE}
    with container.open(part) as source:
        rest, is_narrow = b"", None
        while chunk := source.read(CHUNK_BYTES):
            window = rest + chunk
            if is_narrow is None:
                extent = EXTENT.search(window)
                is_narrow = bool(extent) and _column(extent[1]) <= MOST_COLUMNS
            if not is_narrow and any(_column(each[1]) > MOST_COLUMNS for each in FAR_COLUMN.finditer(window)):
                raise _too_large(name)
            for kind, (signs, cells) in WITHOUT_VALUE.items():
                if any(sign in window for sign in signs):
                    found[kind] |= {(int(each[2]), _column(each[1])) for each in cells.finditer(window)}
            rest = window[-OVERLAP_BYTES:]
    return {kind: sorted(cells) for kind, cells in found.items()}


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
    """The cells of a column of some rows, sorted into texts, numbers and dates."""
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
        text = pa.array([_text(value) for value in values], pa.string())
    return Cells(text, numbers, days)


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def _text(value: object) -> str:
    """A cell as text: a whole number without decimals, one too large as a power of ten, a date as ISO."""
    if type(value) is str:
        return value
    if type(value) is float:
        if not value.is_integer():
            return repr(value)
        return str(int(value)) if abs(value) < EXACT_BELOW else f"{value:e}"
    return str(_day(value) or value)

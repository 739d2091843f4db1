"""What a workbook holds before its cells are read: its sheets, and what calamine would not tell of them.

calamine gives an error value (#REF!) and a formula without value as an empty cell, and holds the whole
square around the cells of a sheet. The sheet is therefore looked through before: both are told where they
stand in a column that is read, and a cell far out, which would take all memory, is refused.
"""

import datetime
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

from lib.extract.findings import ExtractError
from lib.ingest.cells import DAY_ZERO, DAY_ZERO_1904
from lib.ingest.opened import EXPORT_AGAIN
from lib.ingest.report import Report, failure, shortened
from lib.words import N_, _, joined

LARGEST_PART_BYTES = 4 << 30  # a sheet of a million rows has one
MOST_COLUMNS = 128  # a million rows of them take 4 GB
CHUNK_BYTES = 4 << 20
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


@dataclass(frozen=True)
class Look:
    """What one look through a workbook tells: the sheet to read, all sheets, and what calamine would not."""

    chosen: str
    sheets: dict[str, Part]
    faults: Faults
    day_zero: datetime.date


def look_through(file: BinaryIO, name: str, sheet: str | None) -> Look:
    """Look through the parts of a workbook; one that is none, or is damaged, is refused."""
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
            book = ElementTree.fromstring(container.read("xl/workbook.xml"))
            sheets = _sheets(container, book)
            chosen = _chosen(sheets, sheet, name)
            return Look(chosen, sheets, _faults(container, sheets[chosen].member, name), _day_zero(book))
    except (*BROKEN, ElementTree.ParseError) as error:
        raise broken(name) from error


def broken(name: str) -> ExtractError:
    return failure(name, "xlsx-broken", _("The workbook is damaged or cut off."), _(EXPORT_AGAIN))


def _day_zero(book: ElementTree.Element) -> datetime.date:
    """The date that the workbook's numbers of days count from."""
    from_1904 = (each.attrib.get("date1904", "0") not in ("0", "false") for each in _each(book, "workbookPr"))
    return DAY_ZERO_1904 if any(from_1904) else DAY_ZERO


def _each(book: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (each for each in book.iter() if each.tag.rpartition("}")[2] == name)


def _sheets(container: zipfile.ZipFile, book: ElementTree.Element) -> dict[str, Part]:
    """The name of each sheet of cells, in order → its part of the file."""
    relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    parts = {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        for each in relations
        if each.attrib.get("Type", "").endswith("/worksheet")
    }
    return {
        each.attrib["name"]: Part(
            parts[each.attrib[RELATION]], each.attrib.get("state", "visible") != "visible"
        )
        for each in _each(book, "sheet")
        if each.attrib.get(RELATION) in parts
    }


def _chosen(sheets: dict[str, Part], sheet: str | None, name: str) -> str:
    if not sheets:
        raise broken(name)
    if sheet is None:
        return next((each for each, part in sheets.items() if not part.is_hidden), next(iter(sheets)))
    if sheet in sheets:
        return sheet
    fault = _("The workbook has no sheet «{sheet}».").format(sheet=shortened(sheet))
    names = joined(tuple(f"«{shortened(each)}»" for each in sheets))
    step = _("Use one of its sheets: {names}.").format(names=names)
    raise failure(name, "sheet-missing", fault, step)


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


def tell_faults(faults: Faults, columns: dict[int, str], first: int, report: Report) -> None:
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

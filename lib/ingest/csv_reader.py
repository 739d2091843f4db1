"""CSV as it comes: any of three delimiters, UTF-8 or Latin-1, with lines above and below the table.

One pass over the bytes finds the encoding, bytes that are no text, and open quotes; then blocks are parsed.
"""

import codecs
import csv
import io
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from lib.extract.findings import ExtractError, FileFindings, file_error
from lib.ingest.cells import Cells, Progress, Sheet, SkippedRows
from lib.ingest.headings import HEADINGS_WITHIN, Headings, find_headings, no_headings
from lib.ingest.mapping import TableMapping
from lib.ingest.open_file import EXPORT_AGAIN
from lib.ingest.rows import without_data
from lib.words import _, count

DELIMITERS = (";", ",", "\t")
BLOCK_BYTES = 4 << 20
HEAD_BYTES = 256 << 10
NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"
NOT_TEXT = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
MANY_BYTES_IN_UTF_8 = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
MOST_RAGGED = 1000


@dataclass(frozen=True)
class Scan:
    """Facts of the whole file, found in one pass over its bytes."""

    encoding: str
    bytes: int
    quotes_open: bool


@dataclass
class RaggedRows:
    """Rows whose width is not that of the headings, as the parser meets them; data rows count from 1."""

    totals: frozenset[str]
    delimiter: str
    above: int  # lines of the file up to the headings
    skipped: SkippedRows = field(default_factory=lambda: defaultdict(list))
    met: list[int] = field(default_factory=list)
    wrong: list[tuple[int, bool]] = field(default_factory=list)  # number, and whether it spans several lines

    def __call__(self, row: arrow_csv.InvalidRow) -> str:
        number = row.number - self.above
        self.met.append(number)
        try:
            cells = next(csv.reader([row.text], delimiter=self.delimiter), [])
        except csv.Error:
            cells = [row.text]
        kind = without_data(cells, self.totals) if len(row.text) < 10_000 else None
        if kind is None:
            self.wrong.append((number, "\n" in row.text or "\r" in row.text))
        else:
            self.skipped[kind].append(number)
        return "error" if self.are_too_many() else "skip"

    def are_too_many(self) -> bool:
        """Whether to give up: this is no table, or not with this delimiter."""
        return len(self.wrong) >= MOST_RAGGED


def open_csv(
    file: BinaryIO, mapping: TableMapping, findings: FileFindings, progress: Progress | None
) -> Sheet:
    """The table in a CSV file."""
    scan = _scan(file, findings.file)
    headings, delimiter, lines, record = _headings(file, scan, mapping, findings.file)
    ragged = RaggedRows(mapping.totals, delimiter, lines)
    skipped: SkippedRows = {}

    def numbers(rows: int) -> np.ndarray:
        """The row of Excel: records of the file, counted from 1 with blank ones."""
        every = np.arange(1, rows + len(ragged.met) + 1)
        kept = np.setdiff1d(every, np.asarray(ragged.met, every.dtype))[:rows]
        skipped.update({kind: [record + number for number in at] for kind, at in ragged.skipped.items()})
        _add_ragged(ragged, record, len(headings), findings)
        return kept + record

    batches = _batches(file, scan, ragged, headings, findings.file, progress)
    return Sheet(headings, batches, numbers, skipped)


def _scan(file: BinaryIO, name: str) -> Scan:
    """Pass over the whole file once; refuse bytes that are no text, with the line where they stand."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    is_utf_8, many_bytes, cp1252 = True, False, True
    size = lines = quotes = 0
    block = b" "
    while block:
        block = file.read(BLOCK_BYTES)
        if _has(block, NOT_TEXT):
            at = next(place for place, byte in enumerate(block) if byte in NOT_TEXT)
            raise _not_text(name, lines + _lines(block[:at]) + 1, block[at] == 0)
        if is_utf_8:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                is_utf_8 = False
                before = block[: max(0, error.start - 3)]
                if many_bytes or MANY_BYTES_IN_UTF_8.search(before):
                    raise _mixed(name, lines + _lines(before) + 1) from error
            many_bytes = many_bytes or bool(not block.isascii() and MANY_BYTES_IN_UTF_8.search(block))
        cp1252 = cp1252 and not _has(block, NOT_CP1252)
        lines += _lines(block)
        quotes += block.count(b'"')
        size += len(block)
    file.seek(0)
    encoding = "utf-8" if is_utf_8 else "cp1252" if cp1252 else "latin-1"
    return Scan(encoding, size, quotes % 2 == 1)


def _has(block: bytes, any_of: bytes) -> bool:
    return len(block.translate(None, any_of)) < len(block)


def _lines(block: bytes) -> int:
    return block.count(b"\n") or block.count(b"\r")


def _not_text(name: str, line: int, is_nul: bool) -> ExtractError:
    fault = (
        _("The file has zero bytes in it, near line {line}: it is damaged, or no text file.")
        if is_nul
        else _("The file has bytes in it that are no text, near line {line}.")
    )
    return file_error(name, fault.format(line=count(line)), _(EXPORT_AGAIN), kind="file-binary", rows=(line,))


def _mixed(name: str, line: int) -> ExtractError:
    fault = _("The file is text in UTF-8, but has bytes that are not, near line {line}.")
    step = _("Export it again in one encoding, UTF-8 or Latin-1.")
    return file_error(name, fault.format(line=count(line)), step, kind="encoding-mixed", rows=(line,))


def _headings(
    file: BinaryIO, scan: Scan, mapping: TableMapping, name: str
) -> tuple[tuple[str, ...], str, int, int]:
    """The headings, their delimiter, and at which line and record of the file their row ends."""
    head = file.read(HEAD_BYTES).decode(scan.encoding, "replace").removeprefix("\ufeff")
    file.seek(0)
    found: list[tuple[Headings, str, tuple[list[str], int]]] = []
    for delimiter in DELIMITERS:
        records = list(itertools.islice(_records(head, delimiter), HEADINGS_WITHIN))
        if headings := find_headings([cells for cells, _line in records], mapping):
            found.append((headings, delimiter, records[headings.place]))
    if not found:
        raise no_headings(name, mapping)
    headings, delimiter, (cells, line) = max(found, key=lambda each: each[0].known)
    return tuple(cells), delimiter, line, headings.place + 1


def _records(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield cells, reader.line_num
    except csv.Error:  # a field without end: there is no table behind it
        return


def _batches(
    file: BinaryIO,
    scan: Scan,
    ragged: RaggedRows,
    headings: tuple[str, ...],
    name: str,
    progress: Progress | None,
) -> Iterator[tuple[Cells, ...]]:
    names = [str(place) for place in range(len(headings))]
    # One thread: only then does a row of the wrong width have a number.
    reading = arrow_csv.ReadOptions(
        use_threads=False,
        block_size=BLOCK_BYTES,
        skip_rows=ragged.above,
        column_names=names,
        encoding=scan.encoding,
    )
    parsing = arrow_csv.ParseOptions(
        delimiter=ragged.delimiter,
        newlines_in_values=True,
        ignore_empty_lines=False,
        invalid_row_handler=ragged,
    )
    converting = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    last = None
    try:
        with arrow_csv.open_csv(
            file, read_options=reading, parse_options=parsing, convert_options=converting
        ) as reader:
            for batch in reader:
                if progress:
                    progress(min(file.tell(), scan.bytes), scan.bytes)
                if batch.num_rows:
                    last = batch.slice(batch.num_rows - 1)
                    yield tuple(Cells(column) for column in batch.columns)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        # Told with their rows; or the headings are the last line, without an end.
        if ragged.are_too_many() or "Could not skip initial" in str(error):
            return
        fault = _("The rows of the file cannot be told apart; most likely a quotation mark lacks its end.")
        raise file_error(name, fault, _(EXPORT_AGAIN), kind="csv-broken") from error
    if scan.quotes_open and last and any("\n" in str(value) for value in last.to_pylist()[0].values()):
        fault = _("The file ends within quotation marks: it is cut off, or a quotation mark lacks its end.")
        raise file_error(name, fault, _(EXPORT_AGAIN), kind="quote-open")


def _add_ragged(ragged: RaggedRows, record: int, width: int, findings: FileFindings) -> None:
    rows = np.asarray([number + record for number, _several in ragged.wrong], int)
    fault = _("These rows do not have {count} cells, as the headings have.").format(count=count(width))
    step = _("Put cells that hold the delimiter in quotation marks, and see that the file is whole.")
    if any(several for _number, several in ragged.wrong):
        step = _("Look for a quotation mark without its end, and see that the file is whole.")
    findings.add("row-width", fault, step, rows=rows)

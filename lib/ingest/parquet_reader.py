"""Parquet with the contract's names or the owner's headings, and any plausible types: one file or a folder.

A folder is of files that Spark and others write as one table: part-00000-….parquet, part-00001-….parquet.
They are read in the order of their names, and rows are counted through all of them. Names that begin with an
underscore or a point are the writer's own (_SUCCESS, .part-00000.crc) and are not read. A folder whose files
are not all of one finished table is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lib.extract.findings import ExtractError, FileFindings, file_error, shortened
from lib.ingest.cells import Cells, Progress, Sheet, day_text, number_text, numbers_from
from lib.ingest.headings import find_headings, no_headings
from lib.ingest.mapping import TableMapping
from lib.ingest.open_file import kind_of, open_file, reading, shown_name
from lib.words import _, count, word_list

BATCH_ROWS = 65_536
UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError, TypeError)
NAMED = 5  # files that a message names
OWN = ("_", ".")
UNFINISHED = frozenset({"_temporary"})
# With a log beside them, some of the files may be of rows that were deleted or replaced.
LOGS = frozenset({"_delta_log", "_spark_metadata", ".hoodie"})


@dataclass(frozen=True)
class PartFile:
    """One file of the table: its columns in their order, and how many rows it has."""

    path: Path
    headings: tuple[str, ...]
    rows: int


def open_parquet(
    path: Path, mapping: TableMapping, findings: FileFindings, progress: Progress | None
) -> Sheet:
    """The table in a Parquet file, or in all files of a folder; rows are counted from 1 through all."""
    is_one = path.is_file()
    parts = [_part(each) for each in ([path] if is_one else _files(path, findings.file))]
    first = parts[0]
    for part in parts:
        if sorted(part.headings) != sorted(first.headings):
            fault = _("The files of the folder do not have the same columns: {file} has others than {first}.")
            fault = fault.format(file=shown_name(part.path), first=shown_name(first.path))
            step = _("Deliver a folder with the files of one table only.")
            raise file_error(findings.file, fault, step, kind="folder-columns")
    if not find_headings([first.headings], mapping):
        raise no_headings(findings.file, mapping)
    if not is_one:
        _add_files(parts, findings)
    return Sheet(first.headings, _batches(parts, progress), numbers_from(1))


def _files(path: Path, name: str) -> list[Path]:
    """The files of the table, by name; a folder of anything else is refused."""
    with reading(path):
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        own = {entry.name for entry in entries if entry.name.startswith(OWN)}
        visible = [entry for entry in entries if entry.name not in own]
        folders = [entry for entry in visible if entry.is_dir()]
    one_table = _("Deliver a folder with the files of one table only.")
    if unfinished := sorted(own & UNFINISHED):
        fault = _("The folder is not finished: {name} lies in it.").format(name=word_list(unfinished))
        step = _("Wait for the export to end, or export again.")
        raise file_error(name, fault, step, kind="folder-unfinished")
    if logs := sorted(own & LOGS):
        fault = _("The folder has a log of changes ({name}): some of its files may be out of use.")
        step = _("Export the table again as plain Parquet files.")
        raise file_error(name, fault.format(name=word_list(logs)), step, kind="folder-log")
    if folders:
        fault = _("The folder has folders in it: {names}.").format(names=_named(folders))
        step = _("Export the table again without partitions, as files in one folder.")
        raise file_error(name, fault, step, kind="folder-partitioned")
    if not visible:
        raise file_error(name, _("The folder has no Parquet files."), one_table, kind="file-unreadable")
    if others := [entry for entry in visible if not _is_parquet(entry)]:
        fault = _("The folder holds something else than Parquet: {names}.").format(names=_named(others))
        raise file_error(name, fault, one_table, kind="folder-mixed")
    return visible


def _is_parquet(path: Path) -> bool:
    """Whether it is Parquet by its first bytes; an empty or unreadable file raises its own error."""
    with open_file(path) as file:
        try:
            return kind_of(file, shown_name(path)) == "parquet"
        except ExtractError as error:
            if error.findings[0].kind == "file-empty":
                raise
            return False


def _named(entries: list[Path]) -> str:
    names = [f"«{shortened(shown_name(entry))}»" for entry in entries[:NAMED]]
    return word_list(names + ["…"] * (len(entries) > NAMED))


def _part(path: Path) -> PartFile:
    with _open(path) as source:
        return PartFile(path, tuple(source.schema_arrow.names), source.metadata.num_rows)


@contextmanager
def _open(path: Path) -> Iterator[pq.ParquetFile]:
    """A Parquet file whose columns and number of rows can be read; what cannot be is an ``ExtractError``."""
    with open_file(path) as file:
        try:
            with pq.ParquetFile(file, page_checksum_verification=True) as source:
                _known = source.schema_arrow.names, source.metadata.num_rows
                yield source
        except UNREADABLE as error:
            fault = _("The file is not readable Parquet.")
            step = _("Export the file again; it may have been cut off or changed on its way.")
            raise file_error(shown_name(path), fault, step, kind="parquet-broken") from error


def _add_files(parts: list[PartFile], findings: FileFindings) -> None:
    """Which file each row stands in, so that a row named by its number can be found."""
    named, first = [], 1
    for part in parts:
        if part.rows:
            rows = _("{file} (rows {first}–{last})")
            name = shortened(shown_name(part.path))
            named.append(rows.format(file=name, first=first, last=first + part.rows - 1))
        first += part.rows
    fault = _(
        "Files of the folder: {count}, read by name as one table. Rows are counted through all: {files}."
    )
    shown = word_list(named[:NAMED] + ["…"] * (len(named) > NAMED)) or "–"
    step = _("Nothing, if all of them belong to the table.")
    findings.add("folder-read", fault.format(count=count(len(parts)), files=shown), step, level="note")


def _batches(parts: list[PartFile], progress: Progress | None) -> Iterator[tuple[Cells, ...]]:
    """The rows of all files, some at a time, each with its columns in the order of the first."""
    done, whole = 0, sum(part.rows for part in parts)
    for part in parts:
        before = done
        order = [part.headings.index(heading) for heading in parts[0].headings]
        with _open(part.path) as source:
            for batch in source.iter_batches(BATCH_ROWS):
                batch.validate(full=True)  # text that is not UTF-8 would only fail where it is used
                done += batch.num_rows
                if progress:
                    progress(done, whole)
                yield tuple(_cells(batch.columns[place]) for place in order)
            if done - before != part.rows:
                raise ValueError("rows are missing")


def _cells(column: pa.Array) -> Cells:
    """A column as cells; a type that no column of the contract comes as is text that says so."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        if pa.types.is_timestamp(kind) and kind.tz:
            column = pc.local_timestamp(column)
        day = column.cast(pa.date32(), safe=False)
        return Cells(day_text(day), day=day)
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return Cells(pc.if_else(column.is_valid(), pa.scalar(str(kind)), pa.scalar("")))
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)  # pandas' empty number
        number = column.cast(pa.float64())
        return Cells(number_text(number), number=number)
    text = pc.fill_null(column.cast(pa.string()), "")
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return Cells(text, number=column.cast(pa.float64(), safe=False))
    return Cells(text)

"""A folder of Parquet files as Spark and others write one table: part-00000-….parquet, part-00001-….parquet.

The files are one table in the order of their names, and rows are counted through all of them. Names that
begin with an underscore or a point are the writer's own (_SUCCESS, .part-00000.crc) and are not read. A
folder whose files are not all of one finished table is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lib.extract.findings import ExtractError
from lib.ingest.cells import Cells, LeftOut, Sheet
from lib.ingest.headings import find_headings, no_headings
from lib.ingest.mapping import TableMapping
from lib.ingest.opened import kind_of, opened, reading
from lib.ingest.parquet_reader import Progress, batches, parquet_file
from lib.ingest.report import Report, failure, shortened, shown_name
from lib.words import _, count, joined

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


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name; whatever the disk does otherwise is told when it is opened."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def open_folder(path: Path, mapping: TableMapping, report: Report, progress: Progress | None) -> Sheet:
    """The table in the Parquet files of a folder; rows are counted from 1 through all files."""
    parts = [_part(each) for each in _files(path, report.file)]
    first = parts[0]
    for part in parts:
        if sorted(part.headings) != sorted(first.headings):
            fault = _("The files of the folder do not have the same columns: {file} has others than {first}.")
            fault = fault.format(file=shown_name(part.path), first=shown_name(first.path))
            step = _("Deliver a folder with the files of one table only.")
            raise failure(report.file, "folder-columns", fault, step)
    if not find_headings([first.headings], mapping):
        raise no_headings(report.file, mapping)
    _tell(parts, report)
    return Sheet(first.headings, _batches(parts, progress), lambda rows: np.arange(1, rows + 1), LeftOut())


def _files(path: Path, name: str) -> list[Path]:
    """The files of the table, by name; a folder of anything else is refused."""
    with reading(path):
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        own = {entry.name for entry in entries if entry.name.startswith(OWN)}
        visible = [entry for entry in entries if entry.name not in own]
        folders = [entry for entry in visible if entry.is_dir()]
    one_table = _("Deliver a folder with the files of one table only.")
    if own & UNFINISHED:
        fault = _("The folder is not finished: {name} lies in it.").format(
            name=joined(sorted(own & UNFINISHED))
        )
        raise failure(name, "folder-unfinished", fault, _("Wait for the export to end, or export again."))
    if own & LOGS:
        fault = _("The folder has a log of changes ({name}): some of its files may be out of use.")
        fault = fault.format(name=joined(sorted(own & LOGS)))
        raise failure(name, "folder-log", fault, _("Export the table again as plain Parquet files."))
    if folders:
        fault = _("The folder has folders in it: {names}.").format(names=_named(folders))
        step = _("Export the table again without partitions, as files in one folder.")
        raise failure(name, "folder-partitioned", fault, step)
    if not visible:
        raise failure(name, "file-unreadable", _("The folder has no Parquet files."), one_table)
    others = [entry for entry in visible if not _is_parquet(entry)]
    if others:
        fault = _("The folder holds something else than Parquet: {names}.").format(names=_named(others))
        raise failure(name, "folder-mixed", fault, one_table)
    return visible


def _is_parquet(path: Path) -> bool:
    """Whether it is Parquet by its first bytes; an empty or unreadable file is told by its own fault."""
    with opened(path) as file:
        try:
            return kind_of(file, shown_name(path)) == "parquet"
        except ExtractError as error:
            if error.findings[0].kind == "file-empty":
                raise
            return False


def _named(entries: list[Path]) -> str:
    names = [f"«{shortened(shown_name(entry))}»" for entry in entries[:NAMED]]
    return joined(names + ["…"] * (len(entries) > NAMED))


def _part(path: Path) -> PartFile:
    with opened(path) as file, parquet_file(file, shown_name(path)) as source:
        return PartFile(path, tuple(source.schema_arrow.names), source.metadata.num_rows)


def _tell(parts: list[PartFile], report: Report) -> None:
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
    shown = joined(named[:NAMED] + ["…"] * (len(named) > NAMED)) or "–"
    step = _("Nothing, if all of them belong to the table.")
    report.add("folder-read", fault.format(count=count(len(parts)), files=shown), step, level="note")


def _batches(parts: list[PartFile], progress: Progress | None) -> Iterator[tuple[Cells, ...]]:
    """The rows of all files, each with its columns in the order of the first."""
    done, whole = 0, sum(part.rows for part in parts)
    for part in parts:
        order = [part.headings.index(heading) for heading in parts[0].headings]
        with opened(part.path) as file, parquet_file(file, shown_name(part.path)) as source:
            for cells in batches(source, shown_name(part.path)):
                done += len(cells[0].text)
                if progress:
                    progress(done, whole)
                yield tuple(cells[place] for place in order)

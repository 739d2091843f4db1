"""Read a file of the owner's into a table of the contract, with the findings on the way.

A folder of Parquet files is read as one file.
"""

from collections.abc import Iterator
from collections.abc import Mapping as Names
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from lib.extract.findings import FileFindings, Finding, file_error, worst_first
from lib.extract.reference import Reference
from lib.ingest.cells import Progress, Sheet
from lib.ingest.columns import parse_columns
from lib.ingest.csv_reader import open_csv
from lib.ingest.mapping import Mapping, TableMapping
from lib.ingest.open_file import EXPORT_AGAIN, is_folder, kind_of, open_file, shown_name
from lib.ingest.parquet_reader import open_parquet
from lib.ingest.parse_ids import FEWEST_KEY_BYTES, FEWEST_OTHER_BYTES, is_weak
from lib.ingest.rows import gather_rows
from lib.ingest.xlsx_reader import open_xlsx
from lib.words import _


@dataclass(frozen=True, eq=False)
class Ingested:
    """The table of a file in the contract's columns and types, with row numbers and findings.

    ``file`` is its name as messages show it. ``row_numbers`` are as Excel counts them: headings, blank rows
    and lines above the table included. In Parquet they count from 1, in a folder through all its files. A
    null in a column that may not be null, an unknown municipality and the like are left for the contract's
    check.

    ``unread`` names the columns of the contract in which values could not be read and were left empty, so
    that the empty cells are not reported a second time. ``headings``: column → the owner's own heading.
    """

    file: str
    table: pa.Table
    row_numbers: pa.Array
    findings: tuple[Finding, ...]
    unread: frozenset[str] = frozenset()
    headings: Names[str, str] = field(default_factory=dict)


def read_grants(
    path: Path,
    mapping: Mapping,
    reference: Reference,
    *,
    pseudonym_key: bytes | None = None,
    **options: object,
) -> Ingested:
    """The grants in a file. With a key, every doctor's id becomes a keyed hash before anything is kept.

    Options: the name of a ``sheet``; ``progress``, called with what is done and the whole, in bytes or rows;
    ``keep_going``. Every fault that can be seen at once is in one ``ExtractError``; with ``keep_going``
    faults of values do not raise, but leave their cells null and are among the findings.
    """
    if pseudonym_key is not None and is_weak(pseudonym_key):
        fault = _("The key for pseudonyms is too weak: others could guess it.")
        step = _("Use a secret key of at least {count} bytes, of which at least {others} are different.")
        step = step.format(count=FEWEST_KEY_BYTES, others=FEWEST_OTHER_BYTES)
        raise file_error(shown_name(path), fault, step, kind="pseudonym-key-weak")
    return _read(path, mapping.grants, mapping.budget, reference, pseudonym_key, **options)


def read_budget(path: Path, mapping: Mapping, **options: object) -> Ingested:
    """The budget in a file; as ``read_grants``."""
    return _read(path, mapping.budget, mapping.grants, None, None, **options)


def _read(
    path: Path,
    mapping: TableMapping,
    other: TableMapping,
    reference: Reference | None,
    pseudonym_key: bytes | None,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    keep_going: bool = False,
) -> Ingested:
    findings = FileFindings(shown_name(path))
    with _open_sheet(path, mapping, findings, sheet, progress) as opened:
        if _are_headings_of(other, mapping, opened.headings):
            fault = _("The files of grants and budget seem to be swapped.")
            step = _("Swap the files, or in a workbook name the sheets with --sheet and --budget-sheet.")
            raise file_error(findings.file, fault, step, kind="files-swapped")
        source = gather_rows(opened, mapping, findings)
    if not len(source.row_numbers):
        findings.add("rows-missing", _("The file has no rows of data."), _(EXPORT_AGAIN))
    table = parse_columns(source, mapping, reference, pseudonym_key, findings)
    findings.stop_at_errors(keep_going=keep_going)
    return Ingested(
        findings.file,
        table,
        pa.array(source.row_numbers, pa.int64()),
        worst_first(findings),
        frozenset().union(*findings.unread.values()),
        {name: cells.heading for name, cells in source.columns.items()},
    )


def _are_headings_of(other: TableMapping, mapping: TableMapping, headings: tuple[str, ...]) -> bool:
    """Whether the headings are the other table's: all its keys, and none of this one's but the year."""
    own = {mapping.column_of(heading) for heading in headings}
    others = {other.column_of(heading) for heading in headings}
    return others.issuperset(other.form.keys) and own.isdisjoint(set(mapping.form.keys) - {"year"})


@contextmanager
def _open_sheet(
    path: Path, mapping: TableMapping, findings: FileFindings, sheet: str | None, progress: Progress | None
) -> Iterator[Sheet]:
    """The table of a file of any kind, or of a folder of Parquet files, open until its rows are read."""
    if is_folder(path):
        _refuse_sheet(sheet, findings.file)
        yield open_parquet(path, mapping, findings, progress)
        return
    with open_file(path) as file:
        kind = kind_of(file, findings.file)
        if kind == "xlsx":
            yield open_xlsx(file, mapping, findings, sheet, progress)
            return
        _refuse_sheet(sheet, findings.file)
        if kind == "parquet":
            yield open_parquet(path, mapping, findings, progress)
        else:
            yield open_csv(file, mapping, findings, progress)


def _refuse_sheet(sheet: str | None, file: str) -> None:
    if sheet is not None:
        fault = _("Only a workbook has sheets, and the file is none.")
        raise file_error(file, fault, _("Leave out the name of the sheet."), kind="sheet-missing")

"""Reading a file of the owner's into a table of the contract, and telling what was found on the way.

A folder of Parquet files is read as one file.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Names
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from lib.extract.contract import Column
from lib.extract.findings import Finding
from lib.extract.reference import Reference
from lib.ingest.cells import Sheet
from lib.ingest.columns import converted, numbered
from lib.ingest.csv_reader import open_csv
from lib.ingest.doctors import FEWEST_KEY_BYTES, FEWEST_OTHER_BYTES, is_weak
from lib.ingest.gather import gather
from lib.ingest.mapping import Mapping, TableMapping
from lib.ingest.opened import EXPORT_AGAIN, kind_of, opened
from lib.ingest.parquet_folder import is_folder, open_folder
from lib.ingest.parquet_reader import open_parquet
from lib.ingest.report import Report, failure, shown_name
from lib.ingest.xlsx_reader import open_xlsx
from lib.words import _

GRANT_KEYS = ("year", "municipality_code", "doctor_id")
BUDGET_KEYS = ("year", "scheme")
# Faults of values: the cells are left empty, and the rest of the table can still be judged.
OF_VALUES = frozenset(
    {
        "amount-ambiguous",
        "amount-text",
        "cell-error",
        "date-invalid",
        "doctor-identity",
        "doctor-name",
        "doctor-rewritten",
        "formula-without-value",
        "grant-identity",
        "grant-rewritten",
        "label-unknown",
        "municipality-differs",
        "number-text",
    }
)

Progress = Callable[[int, int], object]


@dataclass(frozen=True, eq=False)
class Ingested:
    """A file's table in the contract's columns and types, its rows' numbers in the file, and what was mended.

    ``row_numbers`` are as Excel counts them: headings, blank rows and lines above the table included. In
    Parquet they count from 1, in a folder through all its files. A null in a column that may not be null, an
    unknown municipality and the like are left for the contract's check.

    ``unread`` names the columns of the contract in which values could not be read and were left empty, so
    that the empty cells are not told a second time. ``headings``: column → the owner's own heading.
    """

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
    sheet: str | None = None,
    pseudonym_key: bytes | None = None,
    progress: Progress | None = None,
    keep_going: bool = False,
) -> Ingested:
    """The grants in a file. With a key, every doctor's id becomes a keyed hash before anything is kept.

    ``progress`` is called with what is done and the whole, in bytes or rows. Every fault that can be seen at
    once is in one ``ExtractError``. With ``keep_going`` faults of values do not raise: the cells are null,
    and the errors are among the findings of what is given back.
    """
    if pseudonym_key is not None and is_weak(pseudonym_key):
        fault = _("The key for pseudonyms is too weak: others could guess it.")
        step = _("Use a secret key of at least {count} bytes, of which at least {others} are different.")
        step = step.format(count=FEWEST_KEY_BYTES, others=FEWEST_OTHER_BYTES)
        raise failure(shown_name(path), "pseudonym-key-weak", fault, step)
    tables = Tables(mapping.grants, GRANT_KEYS, mapping.budget, BUDGET_KEYS)
    return _read(path, tables, sheet, progress, keep_going, reference, pseudonym_key)


def read_budget(
    path: Path,
    mapping: Mapping,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    keep_going: bool = False,
) -> Ingested:
    """The budget in a file; as ``read_grants``."""
    tables = Tables(mapping.budget, BUDGET_KEYS, mapping.grants, GRANT_KEYS)
    return _read(path, tables, sheet, progress, keep_going)


@dataclass(frozen=True)
class Tables:
    """The table a file should have and what tells its rows apart, and the other one it might have instead."""

    mapping: TableMapping
    keys: tuple[str, ...]
    other: TableMapping
    other_keys: tuple[str, ...]

    def are_swapped(self, headings: tuple[str, ...]) -> bool:
        """Whether the headings are the other table's: all its keys, and none of this one's but the year."""
        own = {self.mapping.column_of(heading) for heading in headings}
        others = {self.other.column_of(heading) for heading in headings}
        return others.issuperset(self.other_keys) and own.isdisjoint(set(self.keys) - {"year"})


def _read(
    path: Path,
    tables: Tables,
    sheet: str | None,
    progress: Progress | None,
    keep_going: bool,
    reference: Reference | None = None,
    pseudonym_key: bytes | None = None,
) -> Ingested:
    report, mapping = Report(shown_name(path)), tables.mapping
    with _opened_sheet(path, mapping, report, sheet, progress) as opened_sheet:
        if tables.are_swapped(opened_sheet.headings):
            fault = _("The files of grants and budget seem to be swapped.")
            step = _("Swap the files, or in a workbook name the sheets with --sheet and --budget-sheet.")
            raise failure(report.file, "files-swapped", fault, step)
        source = gather(opened_sheet, mapping, tables.keys, report)
    if not len(source.row_numbers):
        report.add("rows-missing", _("The file has no rows of data."), _(EXPORT_AGAIN))
    arrays = converted(source, mapping, reference, pseudonym_key, report)
    report.stop_at_errors(but=OF_VALUES if keep_going else frozenset())
    if "grant_id" in {column.name for column in mapping.columns} and "grant_id" not in arrays:
        arrays["grant_id"] = numbered(len(source.row_numbers), report)
    table = _table(arrays, mapping.columns, len(source.row_numbers))
    headings = {name: parts.heading for name, parts in source.parts.items()}
    numbers = pa.array(source.row_numbers, pa.int64())
    return Ingested(table, numbers, report.sorted(), frozenset(report.unread), headings)


@contextmanager
def _opened_sheet(
    path: Path, mapping: TableMapping, report: Report, sheet: str | None, progress: Progress | None
) -> Iterator[Sheet]:
    """The table of a file of any kind, or of a folder of Parquet files, open until its rows are read."""
    if is_folder(path):
        _refuse_sheet(sheet, report)
        yield open_folder(path, mapping, report, progress)
        return
    with opened(path) as file:
        kind = kind_of(file, report.file)
        if kind == "xlsx":
            yield open_xlsx(file, mapping, report, sheet, progress)
            return
        _refuse_sheet(sheet, report)
        reader = open_parquet if kind == "parquet" else open_csv
        yield reader(file, mapping, report, progress)


def _refuse_sheet(sheet: str | None, report: Report) -> None:
    if sheet is not None:
        fault = _("Only a workbook has sheets, and the file is none.")
        raise failure(report.file, "sheet-missing", fault, _("Leave out the name of the sheet."))


def _table(arrays: dict[str, pa.Array], columns: tuple[Column, ...], rows: int) -> pa.Table:
    """The columns in the contract's order; those that the file lacks are null."""
    fields, values = [], []
    for column in columns:
        array = arrays.get(column.name)
        array = pa.nulls(rows, column.type) if array is None else array
        # A null where none may be is for the check of the contract to name.
        fields.append(pa.field(column.name, column.type, nullable=column.nullable or array.null_count > 0))
        values.append(array)
    return pa.table(values, schema=pa.schema(fields))

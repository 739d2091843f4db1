"""Reading a file of the owner's into a table of the contract, and telling what was found on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from lib.extract.contract import Column
from lib.extract.errors import Finding
from lib.extract.ingest.columns import converted, grant_ids
from lib.extract.ingest.csv_file import open_csv
from lib.extract.ingest.doctors import FEWEST_KEY_BYTES
from lib.extract.ingest.gather import gather
from lib.extract.ingest.mapping import Mapping, TableMapping
from lib.extract.ingest.opened import EXPORT_AGAIN, kind_of, opened
from lib.extract.ingest.parquet_file import open_parquet
from lib.extract.ingest.report import Report, failure, shown_name
from lib.extract.ingest.xlsx_file import open_xlsx
from lib.extract.reference import Reference
from lib.words import _

GRANT_KEYS = ("year", "municipality_code", "doctor_id")
BUDGET_KEYS = ("year", "scheme")

Progress = Callable[[int, int], object]


@dataclass(frozen=True, eq=False)
class Ingested:
    """A file's table in the contract's columns and types, its rows' numbers in the file, and what was mended.

    ``row_numbers`` are as Excel counts them: headings, blank rows and lines above the table included. A null
    in a column that may not be null, an unknown municipality and the like are left for the contract's check.
    """

    table: pa.Table
    row_numbers: pa.Array
    findings: tuple[Finding, ...]


def read_grants(
    path: Path,
    mapping: Mapping,
    reference: Reference,
    *,
    sheet: str | None = None,
    pseudonym_key: bytes | None = None,
    progress: Progress | None = None,
) -> Ingested:
    """The grants in a file. With a key, every doctor's id becomes a keyed hash before anything is kept.

    ``progress`` is called with what is done and the whole, in bytes or rows. Every fault that can be seen at
    once is in one ``ExtractError``.
    """
    if pseudonym_key is not None and len(pseudonym_key) < FEWEST_KEY_BYTES:
        fault = _("The key for pseudonyms is too short.")
        step = _("Use a secret key of at least {count} bytes.").format(count=FEWEST_KEY_BYTES)
        raise failure(shown_name(path), "pseudonym-key-short", fault, step)
    return _read(path, mapping.grants, GRANT_KEYS, sheet, progress, reference, pseudonym_key)


def read_budget(
    path: Path, mapping: Mapping, *, sheet: str | None = None, progress: Progress | None = None
) -> Ingested:
    """The budget in a file; as ``read_grants``."""
    return _read(path, mapping.budget, BUDGET_KEYS, sheet, progress)


def _read(
    path: Path,
    mapping: TableMapping,
    keys: tuple[str, ...],
    sheet: str | None,
    progress: Progress | None,
    reference: Reference | None = None,
    pseudonym_key: bytes | None = None,
) -> Ingested:
    report = Report(shown_name(path))
    with opened(path) as file:
        kind = kind_of(file, report.file)
        if kind == "xlsx":
            opened_sheet = open_xlsx(file, mapping, report, sheet, progress)
        elif sheet is not None:
            fault = _("Only a workbook has sheets, and the file is none.")
            raise failure(report.file, "sheet-missing", fault, _("Leave out the name of the sheet."))
        else:
            reader = open_parquet if kind == "parquet" else open_csv
            opened_sheet = reader(file, mapping, report, progress)
        source = gather(opened_sheet, mapping, keys, report)
    if not len(source.row_numbers):
        report.add("rows-missing", _("The file has no rows of data."), _(EXPORT_AGAIN))
    arrays = converted(source, mapping, reference, pseudonym_key, report)
    report.stop_at_errors()
    if "grant_id" in {column.name for column in mapping.columns} and "grant_id" not in arrays:
        arrays["grant_id"] = grant_ids(len(source.row_numbers), report)
    table = _table(arrays, mapping.columns, len(source.row_numbers))
    return Ingested(table, pa.array(source.row_numbers, pa.int64()), report.sorted())


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

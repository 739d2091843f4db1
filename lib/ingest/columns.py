"""Parse each column of the contract from the cells of the file, adding findings on the way."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import Column
from lib.extract.findings import FileFindings
from lib.extract.reference import Reference
from lib.ingest.cells import ColumnCells, ColumnFindings, one_array
from lib.ingest.mapping import TableMapping
from lib.ingest.municipalities import Registers, compare_with_numbers, municipality_numbers
from lib.ingest.parse_ids import doctor_ids, grant_ids
from lib.ingest.parse_values import amounts, days, labels, texts, whole_numbers
from lib.ingest.rows import Source
from lib.words import _

BY_TYPE: dict[pa.DataType, Callable[[ColumnCells, Column, ColumnFindings], pa.Array]] = {
    pa.int64(): amounts,
    pa.int16(): whole_numbers,
    pa.int8(): whole_numbers,
    pa.date32(): days,
    pa.string(): texts,
}


def parse_columns(
    source: Source,
    mapping: TableMapping,
    reference: Reference | None,
    pseudonym_key: bytes | None,
    findings: FileFindings,
) -> pa.Table:
    """The table of the contract: its columns in their order and types, null where the file lacks one.

    What cannot be read is null too, and added to the findings.
    """
    rows = len(source.row_numbers)
    arrays: dict[str, pa.Array] = {}
    for column in mapping.form.columns:  # the year comes before the municipality that is numbered by it
        cells = source.columns.get(column.name)
        if cells is None:
            arrays[column.name] = pa.nulls(rows, column.type)
            continue
        heading = column.name if cells.heading == column.name else f"{cells.heading} ({column.name})"
        found = ColumnFindings(findings, column.name, heading, source.row_numbers)
        if column.name == "municipality_code":
            array = _municipalities(source, arrays["year"], reference, found)
        elif column.name == "doctor_id":
            array = doctor_ids(cells, pseudonym_key, found)
        elif column.name == "grant_id":
            array = grant_ids(cells, found)
        elif column.values:
            array = labels(cells, column, found, mapping.labels[column.name])
        else:
            array = BY_TYPE[column.type](cells, column, found)
        arrays[column.name] = one_array(array)
    if "grant_id" in arrays and "grant_id" not in source.columns:
        arrays["grant_id"] = _numbered(rows, findings)
    # A null where none may be is for the check of the contract to name.
    fields = [
        pa.field(each.name, each.type, nullable=each.nullable or arrays[each.name].null_count > 0)
        for each in mapping.form.columns
    ]
    return pa.table(arrays, schema=pa.schema(fields))


def _municipalities(source: Source, years: pa.Array, reference: Reference, found: ColumnFindings) -> pa.Array:
    """The numbers, compared with the columns beside them; their own may hold a name too: «4601 Bergen»."""
    cells, compared = source.columns["municipality_code"], list(source.compared)
    numbers = municipality_numbers(cells, years, reference, found)
    if pc.any(pc.match_substring_regex(cells.distinct().values, r"\pL")).as_py():
        compared.append(("municipality_name", cells))
    registers = Registers(reference)
    for name, beside in compared:
        of_beside = ColumnFindings(found.findings, name, beside.heading, source.row_numbers)
        compare_with_numbers(name, beside, numbers, years, registers, of_beside)
    return numbers.codes


def _numbered(rows: int, findings: FileFindings) -> pa.Array:
    """Ids for grants that have none: the order of the rows, so that the same file gives the same ids."""
    fault = _("The file has no id for the grants: they were numbered in the order of the rows.")
    step = _("Nothing for one extract. Add an id to be able to follow a grant from extract to extract.")
    findings.add("grant-id-made", fault, step, column="grant_id", level="note")
    return pa.array([f"row-{number:07d}" for number in range(1, rows + 1)], pa.string())

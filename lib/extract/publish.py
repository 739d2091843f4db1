"""Publishing an extract: checked, written beside, read back, and only then put in its place at once."""

import contextlib
import datetime
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from lib.extract.checks import check
from lib.extract.contract import BUDGET, BUDGET_FILE, CONTRACT, GRANTS, GRANTS_FILE, TABLES, Column, arranged
from lib.extract.errors import ExtractError
from lib.extract.files import (
    entry_of,
    fault,
    json_bytes,
    parquet_bytes,
    replace_file,
    sync_folder,
    write_file,
)
from lib.extract.read import CURRENT, EXTRACTS, MANIFEST, PLAIN_ID, REFERENCE, read_extract
from lib.extract.reference import Reference
from lib.extract.reference import load as load_reference
from lib.words import _


def publish(
    folder: Path,
    *,
    grants: pa.Table,
    budget: pa.Table,
    extract_id: str,
    produced_at: datetime.date,
    source: str,
    synthetic: bool,
    notes: Sequence[str] = (),
) -> Path:
    """Publish the tables as ``folder/extracts/<extract_id>``, make it CURRENT and give its folder.

    An id is published once: the same content again changes nothing, other content is refused. Any fault is
    an ``ExtractError``, and then the folder is as it was.
    """
    shown = f"{EXTRACTS}/{extract_id}"
    if not PLAIN_ID.fullmatch(extract_id):
        step = _("Use letters, digits, hyphens and full stops only.")
        raise fault(shown, _("The id is not a plain folder name."), step)
    reference = load_reference(folder / REFERENCE)
    tables = {GRANTS_FILE: conform(grants, GRANTS), BUDGET_FILE: conform(budget, BUDGET)}
    findings = check(tables[GRANTS_FILE], tables[BUDGET_FILE], reference)
    if findings:
        raise ExtractError(findings)
    tables = {name: arranged(table, TABLES[name]) for name, table in tables.items()}
    contents = {name: parquet_bytes(table) for name, table in tables.items()}
    manifest = {
        "id": extract_id,
        "contract": CONTRACT,
        "produced_at": produced_at.isoformat(),
        "source": source,
        "synthetic": synthetic,
        "files": {name: entry_of(content, tables[name].num_rows) for name, content in contents.items()},
        "notes": list(notes),
    }
    contents[MANIFEST] = json_bytes(manifest)
    try:
        return _put(folder, extract_id, contents, reference)
    except OSError as error:
        step = _("Check the disk and its permissions, then publish again.")
        raise fault(shown, _("The extract could not be written."), step) from error


def conform(table: pa.Table, columns: Sequence[Column]) -> pa.Table:
    """The table with the contract's types where every value survives; the check names what is left."""
    for column in columns:
        places = table.schema.get_all_field_indices(column.name)
        if len(places) == 1:
            values = table.column(places[0])
            # A value that does not fit leaves the column as it is.
            with contextlib.suppress(pa.ArrowException):
                table = table.set_column(places[0], column.name, values.cast(column.type))
    return table


def _put(folder: Path, extract_id: str, contents: dict[str, bytes], reference: Reference) -> Path:
    """The files in their place and CURRENT pointing at them; a fault leaves neither."""
    place, current = folder / EXTRACTS / extract_id, f"{extract_id}\n".encode()
    if place.exists():
        _refuse_other_content(place, contents)
        replace_file(folder / CURRENT, current)
        return place
    made = place.with_name(f".{uuid.uuid4().hex}")
    made.mkdir(parents=True)
    try:
        for name, content in contents.items():
            write_file(made / name, content)
        sync_folder(made)
        read_extract(made, extract_id, reference)
        made = made.rename(place)
        sync_folder(place.parent)
        replace_file(folder / CURRENT, current)  # raises only while CURRENT still is as it was
    except (OSError, ExtractError):
        shutil.rmtree(made, ignore_errors=True)
        raise
    sync_folder(folder)
    return place


def _refuse_other_content(place: Path, contents: dict[str, bytes]) -> None:
    """Published extracts never change: readers, links and figures name them by id."""
    if {path.name for path in place.iterdir()} == set(contents) and all(
        (place / name).read_bytes() == content for name, content in contents.items()
    ):
        return
    step = _("Publish under a new id; a published extract is never changed.")
    raise fault(f"{EXTRACTS}/{place.name}", _("The id is already used by another extract."), step)

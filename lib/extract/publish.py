"""Publish an extract: check it, write it beside the others, read it back, and only then put it in use."""

import contextlib
import datetime
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from lib.extract.checks import check
from lib.extract.contract import (
    BUDGET,
    BUDGET_FILE,
    CONTRACT,
    GRANTS,
    GRANTS_FILE,
    TABLES,
    Column,
    in_contract_order,
)
from lib.extract.extract_history import in_use, put_in_use
from lib.extract.files import entry_of, fault, json_bytes, parquet_bytes, read_json
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import RESTORE, read_extract, require_place
from lib.extract.reference import Reference
from lib.extract.reference import load as load_reference
from lib.extract.store import CURRENT, EXTRACTS, MANIFEST, PLAIN_ID, REFERENCE, Store
from lib.words import _

ANY_EXTRACT = object()  # default of ``expected_current``: do not check which extract is in use
NOT_IN_ID = ("published_at", "replaced")  # fields of the manifest that the id does not depend on


def publish(
    place: Store | str | Path | None,
    *,
    grants: pa.Table,
    budget: pa.Table,
    produced_at: datetime.date,
    source: str,
    synthetic: bool,
    notes: Sequence[str] = (),
    extract_id: str | None = None,
    published_at: datetime.datetime | None = None,
    expected_current: str | object | None = ANY_EXTRACT,
) -> str:
    """Publish the tables as an extract of the place, put it in use and give its id.

    Without an ``extract_id`` it is ``<produced_at>-<eight hex digits>``, which follow from everything in it.
    ``published_at`` goes into the manifest, and with it the id that was in use before. An id is published
    once: the same content again only puts it in use, and repairs files that a disk has damaged; other content
    is refused. ``expected_current`` is the id that must still be in use, since the tables were compared with
    it. Any fault is an ``ExtractError``, and what was in use still is.
    """
    store = open_store(place)
    require_place(store)
    _refuse_id(store, extract_id)
    reference = load_reference(store.at(REFERENCE))
    tables = {GRANTS_FILE: conform(grants, GRANTS), BUDGET_FILE: conform(budget, BUDGET)}
    findings = check(tables[GRANTS_FILE], tables[BUDGET_FILE], reference)
    if findings:
        raise ExtractError(findings)
    tables = {name: in_contract_order(table, TABLES[name]) for name, table in tables.items()}
    contents = {name: parquet_bytes(table) for name, table in tables.items()}
    said = {
        "contract": CONTRACT,
        "produced_at": produced_at.isoformat(),
        "source": source,
        "synthetic": synthetic,
        "files": {name: entry_of(content, tables[name].num_rows) for name, content in contents.items()},
        "notes": list(notes),
    }
    manifest = {"id": extract_id or _id_of(said)} | said
    with store.publishing():
        used = in_use(store)
        _refuse_other_than(used, expected_current)
        _put_in_place(store, contents, manifest, published_at, reference, used)
    return manifest["id"]


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


def _refuse_id(store: Store, extract_id: str | None) -> None:
    if extract_id is None:
        return
    shown = f"{EXTRACTS}/{extract_id}"
    if not PLAIN_ID.fullmatch(extract_id):
        step = _("Use letters, digits, hyphens and full stops only.")
        raise fault(shown, _("The id is not a plain folder name."), step)
    if store.ids_follow_content:
        text = _("In an object store the id follows from the content, so that two publications never mix.")
        raise fault(shown, text, _("Publish without an id of your own."))


def _refuse_other_than(used: str | None, expected_current: str | object | None) -> None:
    if expected_current is ANY_EXTRACT or used == expected_current:
        return
    text = _("Another extract was put in use meanwhile: {id}. This one was not compared with it.")
    step = _("Publish again, so that it is compared with the extract in use now.")
    raise fault(CURRENT, text.format(id=used), step)


def _id_of(said: Mapping) -> str:
    return f"{said['produced_at']}-{hashlib.sha256(json_bytes(said)).hexdigest()[:8]}"


def _put_in_place(
    store: Store,
    contents: Mapping[str, bytes],
    manifest: Mapping,
    published_at: datetime.datetime | None,
    reference: Reference,
    used: str | None,
) -> None:
    """Write the files and point CURRENT at them; after a fault neither is there."""
    extract_id = manifest["id"]
    path = f"{EXTRACTS}/{extract_id}"

    def verify(at: Store) -> None:
        read_extract(at, extract_id, reference)

    there = store.list(path)
    if MANIFEST in there or (there and not store.ids_follow_content):
        _repair(store, path, contents, manifest)
        verify(store.at(path))
        put_in_use(store, extract_id, used)
        return
    if published_at is not None:
        at = published_at.astimezone(datetime.UTC).isoformat(timespec="seconds")
        manifest = manifest | dict(zip(NOT_IN_ID, (at, used), strict=True))
    store.put(path, {**contents, MANIFEST: json_bytes(manifest)}, verify)
    try:
        put_in_use(store, extract_id, used)
    except ExtractError:
        if in_use(store) != extract_id and not store.ids_follow_content:
            store.delete(path)
        raise


def _repair(store: Store, path: str, contents: Mapping[str, bytes], manifest: Mapping) -> None:
    """Write damaged files of a published extract again; refuse other content, since links name the id."""
    there = store.list(path)
    known = (
        read_json(store, f"{path}/{MANIFEST}", f"{path}/{MANIFEST}", _(RESTORE)) if MANIFEST in there else {}
    )
    if {name: value for name, value in known.items() if name not in NOT_IN_ID} != manifest:
        step = _("Publish under a new id; a published extract is never changed.")
        raise fault(path, _("The id is already used by another extract."), step)
    for name, content in contents.items():
        if name not in there or store.read_bytes(f"{path}/{name}", f"{path}/{name}") != content:
            store.swap(f"{path}/{name}", content)

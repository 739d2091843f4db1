"""Opening an extract: verified from CURRENT to the last page before anyone sees a number of it."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from lib.extract.checks import check
from lib.extract.contract import BUDGET_FILE, CONTRACT, GRANTS_FILE, TABLES, in_contract_order
from lib.extract.files import fault, file_entries, read_json, read_parquet
from lib.extract.findings import ExtractError
from lib.extract.model import Extract, Manifest
from lib.extract.place import ENVIRONMENT, open_store
from lib.extract.reference import Reference
from lib.extract.reference import load as load_reference
from lib.extract.store import CURRENT, EXTRACTS, MANIFEST, PLAIN_ID, REFERENCE, Store, id_in
from lib.words import N_, _

RESTORE = N_("Copy the file back, or publish the extract again under a new id.")
MANIFEST_FIELDS = {
    "id": str,
    "contract": int,
    "produced_at": str,
    "source": str,
    "synthetic": bool,
    "files": dict,
    "notes": list,
}


def open_extract(place: Store | str | Path | None = None) -> Extract:
    """The extract that CURRENT names, verified; any fault of the place is an ``ExtractError``."""
    store = open_store(place)
    return read(store, current_id(store))


def read(place: Store | str | Path | None, extract_id: str) -> Extract:
    """A published extract, verified, in use or not."""
    store = open_store(place)
    if not PLAIN_ID.fullmatch(extract_id):
        step = _("Use letters, digits, hyphens and full stops only.")
        raise fault(f"{EXTRACTS}/{extract_id}", _("The id is not a plain folder name."), step)
    reference = load_reference(store.at(REFERENCE))
    return read_extract(store.at(f"{EXTRACTS}/{extract_id}"), extract_id, reference)


def current_id(place: Store | str | Path | None = None, *, now: bool = False) -> str:
    """The id in CURRENT, which must be a plain folder name. Cheap enough to ask at every click.

    In an object store it may be two seconds old, unless that of ``now`` is asked for.
    """
    store = open_store(place)
    require_place(store)
    step = _("Write the name of one folder in {folder} in it, and nothing else.").format(folder=EXTRACTS)
    look = store.read_bytes if now else store.peek
    extract_id = id_in(look(CURRENT, CURRENT, step))
    if extract_id is None:
        raise fault(CURRENT, _("The file does not hold the id of an extract."), step)
    return extract_id


def require_place(store: Store) -> None:
    """The folder of all data, which must be there."""
    step = _("Point {variable} at the folder that holds {file}, or leave it unset for the folder data.")
    step = step.format(variable=ENVIRONMENT, file=CURRENT)
    store.require(store.shown, _("The data folder does not exist."), step)


def read_extract(store: Store, extract_id: str, reference: Reference) -> Extract:
    """The extract of one folder, verified and in the contract's columns and types."""
    shown = f"{EXTRACTS}/{extract_id}"
    manifest = read_manifest(store, extract_id)
    tables = _tables(store, shown, manifest)
    findings = check(tables[GRANTS_FILE], tables[BUDGET_FILE], reference)
    if findings:
        raise ExtractError(replace(found, file=f"{shown}/{found.file}") for found in findings)
    grants, budget = (in_contract_order(tables[name], columns) for name, columns in TABLES.items())
    return Extract(manifest=manifest, grants=grants, budget=budget, reference=reference)


def read_manifest(store: Store, extract_id: str) -> Manifest:
    """The manifest of the extract whose folder the store is, every field checked."""
    shown = f"{EXTRACTS}/{extract_id}"
    step = _("See those there are with python -m lib list, and use one with python -m lib rollback --to ID.")
    store.require(shown, _("The extract does not exist."), step)
    document = read_json(store, MANIFEST, f"{shown}/{MANIFEST}", _(RESTORE))
    return _manifest(document, extract_id, f"{shown}/{MANIFEST}")


def _tables(store: Store, shown: str, manifest: Manifest) -> dict[str, pa.Table]:
    """Every table of the extract; the faults of all files are reported together."""
    tables, findings = {}, []
    for name in TABLES:
        try:
            tables[name] = read_parquet(store, name, f"{shown}/{name}", manifest.files[name], _(RESTORE))
        except ExtractError as error:
            findings += error.findings
    if findings:
        raise ExtractError(findings)
    return tables


def _manifest(document: Mapping, extract_id: str, shown: str) -> Manifest:
    """The manifest with every field checked; the contract first, for another one may have other fields."""
    contract = document.get("contract")
    if type(contract) is int and contract != CONTRACT:
        text = _("The extract follows contract {actual}, and the dashboard reads contract {expected}.")
        step = _("Update the dashboard, or publish the extract again with contract {expected}.")
        text, step = text.format(actual=contract, expected=CONTRACT), step.format(expected=CONTRACT)
        raise fault(shown, text, step)
    wrong = sorted(
        name
        for name, kind in MANIFEST_FIELDS.items()
        if type(document.get(name)) is not kind or document[name] == ""
    )
    if wrong:
        text = _("These fields are missing or of the wrong kind: {fields}.").format(fields=", ".join(wrong))
        raise fault(shown, text, _(RESTORE))
    if document["id"] != extract_id:
        raise fault(shown, _("The manifest belongs to another extract."), _(RESTORE))
    files = file_entries(document["files"], tuple(TABLES))
    if files is None:
        raise fault(
            shown, _("The manifest does not describe {files}.").format(files=", ".join(TABLES)), _(RESTORE)
        )
    if not all(type(note) is str for note in document["notes"]):
        raise fault(shown, _("A note of the manifest is not text."), _(RESTORE))
    try:
        produced_at = datetime.date.fromisoformat(document["produced_at"])
    except ValueError as error:
        raise fault(shown, _("The field produced_at is not a date."), _(RESTORE)) from error
    published_at, replaced = _publication(document, shown)
    return Manifest(
        id=extract_id,
        contract=contract,
        produced_at=produced_at,
        source=document["source"],
        synthetic=document["synthetic"],
        files=files,
        notes=tuple(document["notes"]),
        published_at=published_at,
        replaced=replaced,
    )


def _publication(document: Mapping, shown: str) -> tuple[datetime.datetime | None, str | None]:
    """When it was published, and the id in use before; None for extracts that do not say."""
    stated, replaced = document.get("published_at"), document.get("replaced")
    if replaced is not None and not (type(replaced) is str and PLAIN_ID.fullmatch(replaced)):
        raise fault(shown, _("The field replaced is not the id of an extract."), _(RESTORE))
    if stated is None:
        return None, replaced
    try:
        published_at = datetime.datetime.fromisoformat(stated)
    except (ValueError, TypeError) as error:
        raise fault(shown, _("The field published_at is not a time."), _(RESTORE)) from error
    if published_at.tzinfo is None:
        raise fault(shown, _("The field published_at is not a time."), _(RESTORE))
    return published_at.astimezone(datetime.UTC), replaced

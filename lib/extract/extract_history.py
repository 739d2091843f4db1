"""The published extracts: list them, put one in use, or go back to the one that was in use before."""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lib.extract.contract import GRANTS_FILE, TABLES
from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import current_id, read, read_manifest, require_place
from lib.extract.store import CURRENT, EXTRACTS, HISTORY, NOTHING_CHANGED, PLAIN_ID, Store
from lib.words import _

HISTORY_LINES = 1000  # lines of HISTORY


@dataclass(frozen=True)
class ListedExtract:
    """A published extract from its manifest, or the ``fault`` that it cannot be read. ``rows`` are grants."""

    id: str
    in_use: bool
    produced_at: datetime.date | None = None
    published_at: datetime.datetime | None = None
    synthetic: bool | None = None
    rows: int | None = None
    fault: ExtractError | None = None


def extracts(place: Store | str | Path | None = None) -> tuple[ListedExtract, ...]:
    """Every published extract, newest first, those that cannot be read last.

    Manifests and sizes are looked at, not every byte: ``read`` says whether an extract is in order.
    """
    store = open_store(place)
    require_place(store)
    used = in_use(store)
    ids = [name for name, size in store.list(EXTRACTS).items() if size is None and PLAIN_ID.fullmatch(name)]
    return tuple(sorted((_listed(store, each, used) for each in ids), key=_newest_first))


def use(place: Store | str | Path | None, extract_id: str) -> str:
    """Verify a published extract and put it in use; gives its id."""
    store = open_store(place)
    require_place(store)
    with store.publishing():
        used = in_use(store)
        read(store, extract_id)
        put_in_use(store, extract_id, used)
    return extract_id


def rollback(place: Store | str | Path | None = None) -> str:
    """Verify the extract that was in use before and put it in use again; gives its id."""
    store = open_store(place)
    require_place(store)
    with store.publishing():
        used = in_use(store)
        past = _past(store, used)
        if len(past) < 2:
            step = _("List the extracts, and put one of them in use by its id.")
            raise fault(CURRENT, f"{_('No extract was in use before this one.')} {_(NOTHING_CHANGED)}", step)
        read(store, past[-2])
        _set_current(store, past[:-1], used)
    return past[-2]


def in_use(store: Store) -> str | None:
    """The id in CURRENT at this moment, None while there is none."""
    try:
        return current_id(store, now=True)
    except ExtractError:
        return None


def put_in_use(store: Store, extract_id: str, expected_current: str | None) -> None:
    """Put an extract in use in place of ``expected_current``.

    The caller holds ``store.publishing()`` and has verified the extract.
    """
    if expected_current != extract_id:
        _set_current(store, [*_past(store, expected_current), extract_id], expected_current)


def _set_current(store: Store, past: list[str], expected_current: str | None) -> None:
    """Put the last of the ids in use, and write HISTORY.

    CURRENT is written first: without a lock it decides which of two publications won, and HISTORY must not
    name the other. HISTORY may then lag behind, after a kill or a failed write; ``_past`` corrects it.
    """
    store.set_current(past[-1], expected_current)
    with suppress(ExtractError):
        store.swap(HISTORY, "".join(f"{each}\n" for each in past[-HISTORY_LINES:]).encode())


def _past(store: Store, used: str | None) -> list[str]:
    """The ids that were in use, oldest first; the last is in use, also after a kill or an edit by hand."""
    past = []
    if HISTORY in store.list(""):
        lines = store.read_bytes(HISTORY, HISTORY).decode("utf-8", "replace").splitlines()
        past = [line for line in lines if PLAIN_ID.fullmatch(line)]
    if past[-2:-1] == [used]:
        past.pop()
    return past if used in (None, *past[-1:]) else [*past, used]


def _listed(store: Store, extract_id: str, used: str | None) -> ListedExtract:
    at = store.at(f"{EXTRACTS}/{extract_id}")
    try:
        manifest = read_manifest(at, extract_id)
        sizes = at.list("")
        for name in TABLES:
            if sizes.get(name) != manifest.files[name].bytes:
                step = _("Publish the same rows again, which mends the extract.")
                text = _("The file is missing or has another size than its manifest says.")
                raise fault(f"{EXTRACTS}/{extract_id}/{name}", text, step)
    except ExtractError as error:
        return ListedExtract(extract_id, extract_id == used, fault=error)
    return ListedExtract(
        extract_id,
        extract_id == used,
        manifest.produced_at,
        manifest.published_at,
        manifest.synthetic,
        manifest.files[GRANTS_FILE].rows,
    )


def _newest_first(listed: ListedExtract) -> tuple[float, str]:
    """By the time of publication; by the date of production where that is not known."""
    when = listed.published_at
    if when is None and listed.produced_at is not None:
        when = datetime.datetime.combine(listed.produced_at, datetime.time(), datetime.UTC)
    return (-when.timestamp() if when else float("inf"), listed.id)

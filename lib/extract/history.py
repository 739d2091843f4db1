"""Which extracts there are, which was in use when, and changing that: use one, or go back."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from lib.extract.contract import GRANTS_FILE, TABLES
from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.read import PLAIN_ID, current_id, read, read_manifest, require_place
from lib.extract.store import CURRENT, EXTRACTS, HISTORY, STILL, Store
from lib.words import _

KEPT = 1000  # lines of HISTORY


@dataclass(frozen=True)
class Listed:
    """A published extract as its manifest tells of it, or why that cannot be read. ``rows`` are grants."""

    id: str
    in_use: bool
    produced_at: datetime.date | None = None
    published_at: datetime.datetime | None = None
    synthetic: bool | None = None
    rows: int | None = None
    fault: ExtractError | None = None


def extracts(place: Store | str | Path | None = None) -> tuple[Listed, ...]:
    """Every published extract, newest first, those that cannot be read last.

    Manifests and sizes are looked at, not every byte: ``read`` says whether an extract is in order.
    """
    store = Store.of(place)
    require_place(store)
    used = in_use(store)
    ids = [name for name, size in store.list(EXTRACTS).items() if size is None and PLAIN_ID.fullmatch(name)]
    return tuple(sorted((_listed(store, each, used) for each in ids), key=_newest_first))


def use(place: Store | str | Path | None, extract_id: str) -> str:
    """Put a published extract in use, verified first; gives its id."""
    store = Store.of(place)
    require_place(store)
    with store.publishing():
        read(store, extract_id)
        put_in_use(store, extract_id)
    return extract_id


def rollback(place: Store | str | Path | None = None) -> str:
    """Put the extract in use that was so before, verified first; gives its id. Again goes back further."""
    store = Store.of(place)
    require_place(store)
    with store.publishing():
        past = _past(store)
        if len(past) < 2:
            step = _("List the extracts, and put one of them in use by its id.")
            raise fault(CURRENT, f"{_('No extract was in use before this one.')} {_(STILL)}", step)
        read(store, past[-2])
        # In this order: a kill between the two leaves a HISTORY that is one ahead, and that is mended.
        store.swap(CURRENT, _lines(past[-2:-1]))
        store.swap(HISTORY, _lines(past[:-1]))
    return past[-2]


def in_use(store: Store) -> str | None:
    """The id in CURRENT at this moment, None while there is none."""
    try:
        return current_id(store, now=True)
    except ExtractError:
        return None


def put_in_use(store: Store, extract_id: str) -> None:
    """Make an extract the current one. For those who hold ``store.publishing()`` and have verified it."""
    if in_use(store) == extract_id:
        return
    store.swap(HISTORY, _lines([*_past(store), extract_id][-KEPT:]))
    store.swap(CURRENT, _lines([extract_id]))


def _past(store: Store) -> list[str]:
    """The ids that were in use, oldest first; the last is in use, also after a kill or an edit by hand."""
    used, past = in_use(store), []
    if HISTORY in store.list(""):
        lines = store.read_bytes(HISTORY, HISTORY).decode("utf-8", "replace").splitlines()
        past = [line for line in lines if PLAIN_ID.fullmatch(line)]
    if used is None:
        return past
    while past and used in past and past[-1] != used:
        past.pop()
    return past if past[-1:] == [used] else [*past, used]


def _lines(ids: list[str]) -> bytes:
    return "".join(f"{each}\n" for each in ids).encode()


def _listed(store: Store, extract_id: str, used: str | None) -> Listed:
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
        return Listed(extract_id, extract_id == used, fault=error)
    return Listed(
        extract_id,
        extract_id == used,
        manifest.produced_at,
        manifest.published_at,
        manifest.synthetic,
        manifest.files[GRANTS_FILE].rows,
    )


def _newest_first(listed: Listed) -> tuple[float, str]:
    """By the time of publication; by the date of production where that is not known."""
    when = listed.published_at
    if when is None and listed.produced_at is not None:
        when = datetime.datetime.combine(listed.produced_at, datetime.time(), datetime.UTC)
    return (-when.timestamp() if when else float("inf"), listed.id)

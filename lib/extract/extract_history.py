"""Which extracts there are, which was in use when, and changing that: use one, or go back."""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lib.extract.contract import GRANTS_FILE, TABLES
from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import current_id, read, read_manifest, require_place
from lib.extract.store import CURRENT, EXTRACTS, HISTORY, PLAIN_ID, STILL, Store
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
    store = open_store(place)
    require_place(store)
    used = in_use(store)
    ids = [name for name, size in store.list(EXTRACTS).items() if size is None and PLAIN_ID.fullmatch(name)]
    return tuple(sorted((_listed(store, each, used) for each in ids), key=_newest_first))


def use(place: Store | str | Path | None, extract_id: str) -> str:
    """Put a published extract in use, verified first; gives its id."""
    store = open_store(place)
    require_place(store)
    with store.publishing():
        used = in_use(store)
        read(store, extract_id)
        put_in_use(store, extract_id, used)
    return extract_id


def rollback(place: Store | str | Path | None = None) -> str:
    """Put the extract in use that was so before, verified first; gives its id. Again goes back further."""
    store = open_store(place)
    require_place(store)
    with store.publishing():
        used = in_use(store)
        past = _past(store, used)
        if len(past) < 2:
            step = _("List the extracts, and put one of them in use by its id.")
            raise fault(CURRENT, f"{_('No extract was in use before this one.')} {_(STILL)}", step)
        read(store, past[-2])
        _point(store, past[:-1], used)
    return past[-2]


def in_use(store: Store) -> str | None:
    """The id in CURRENT at this moment, None while there is none."""
    try:
        return current_id(store, now=True)
    except ExtractError:
        return None


def put_in_use(store: Store, extract_id: str, instead_of: str | None) -> None:
    """Make an extract the current one, which is ``instead_of`` so far.

    For those who hold ``store.publishing()`` and have verified the extract.
    """
    if instead_of != extract_id:
        _point(store, [*_past(store, instead_of), extract_id], instead_of)


def _point(store: Store, past: list[str], instead_of: str | None) -> None:
    """Put the last of the ids in use.

    CURRENT first: where nothing locks, it decides who was first, and HISTORY must not name one who was not.
    Then HISTORY may be behind or one ahead, after a kill or where it cannot be written; ``_past`` mends that.
    """
    store.point(past[-1], instead_of)
    with suppress(ExtractError):
        store.swap(HISTORY, "".join(f"{each}\n" for each in past[-KEPT:]).encode())


def _past(store: Store, used: str | None) -> list[str]:
    """The ids that were in use, oldest first; the last is in use, also after a kill or an edit by hand."""
    past = []
    if HISTORY in store.list(""):
        lines = store.read_bytes(HISTORY, HISTORY).decode("utf-8", "replace").splitlines()
        past = [line for line in lines if PLAIN_ID.fullmatch(line)]
    if past[-2:-1] == [used]:
        past.pop()
    return past if used in (None, *past[-1:]) else [*past, used]


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

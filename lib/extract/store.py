"""The store: the folder, or the place in an object store, that all data are read from and written to.

    CURRENT            the id of the extract in use
    HISTORY            the ids that were in use, oldest first; the last one is in use
    extracts/<id>/     manifest.json, grants.parquet, budget.parquet
    reference/         what does not change with an extract

Paths are relative to the place, with ``/``. Whatever goes wrong below becomes an ``ExtractError``, and none
names a secret of an address.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from lib.words import N_

CURRENT = "CURRENT"
HISTORY = "HISTORY"
EXTRACTS = "extracts"
REFERENCE = "reference"
MANIFEST = "manifest.json"
# A plain folder name: nothing that leads out of the folder, and nothing hidden.
PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
NOTHING_CHANGED = N_("What was in use is still in use.")
ANOTHER_PUBLISHES = N_("Another publication is under way.")
WAIT_AND_LOOK = N_("Wait until it has ended, look at what is in use, and then do this again.")


def id_in(current: bytes) -> str | None:
    """The id that the bytes of CURRENT hold; None where they hold something else."""
    extract_id = current.decode("utf-8", "replace").strip()
    return extract_id if PLAIN_ID.fullmatch(extract_id) else None


class Store(ABC):
    """A place of files. ``shown`` is its name in messages, without any secret."""

    shown: str
    # Nothing locks an object store, so there an id follows from the content and equal ids hold equal bytes.
    ids_follow_content = False

    @property
    def name(self) -> str:
        """The last part of the place."""
        return self.shown.rstrip("/").rpartition("/")[2]

    @abstractmethod
    def at(self, path: str) -> "Store":
        """The store of a folder in this one."""

    @abstractmethod
    def require(self, name: str, text: str, next_step: str) -> None:
        """Raise an error with these texts if the place is missing; an object store leaves it to the reads."""

    @abstractmethod
    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        """The whole file. ``name`` is its name in messages; ``restore`` says how to get it back."""

    def peek(self, path: str, name: str, restore: str | None = None) -> bytes:
        """The file as it is now; where every read is a request, as it was at most a few seconds ago."""
        return self.read_bytes(path, name, restore)

    @abstractmethod
    def list(self, path: str) -> Mapping[str, int | None]:
        """What lies in a folder: name → bytes, None for a folder. Empty when there is no such folder."""

    @abstractmethod
    def swap(self, path: str, content: bytes) -> None:
        """Write a file at once: a reader sees the old bytes or the new ones, never a part."""

    def set_current(self, extract_id: str, expected_current: str | None) -> None:
        """Write CURRENT, which held ``expected_current`` when the caller read it; a lock keeps others out."""
        self.swap(CURRENT, f"{extract_id}\n".encode())

    @abstractmethod
    def delete(self, path: str) -> None:
        """Delete a folder and all in it."""

    @abstractmethod
    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[["Store"], None]) -> None:
        """Write a new folder of files, in their order. It is visible only after ``verify`` has read it."""

    @abstractmethod
    def publishing(self) -> AbstractContextManager[None]:
        """Keep other publications out where the place can lock; delete what killed ones left behind."""

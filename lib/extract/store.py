"""Where extracts live: a folder, or a place in an object store. Everything else reads and writes through it.

    CURRENT            the id of the extract in use
    HISTORY            the ids that were in use, oldest first; the last one is in use
    extracts/<id>/     manifest.json, grants.parquet, budget.parquet
    reference/         what does not change with an extract

Paths are relative to the place, with ``/``. Whatever goes wrong below becomes an ``ExtractError``, and none
names a secret of an address.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from lib.words import N_

ENVIRONMENT = "ALIS_DATA"
CURRENT = "CURRENT"
HISTORY = "HISTORY"
EXTRACTS = "extracts"
REFERENCE = "reference"
MANIFEST = "manifest.json"
STILL = N_("What was in use is still in use.")


def data_place() -> str:
    """The folder or address of CURRENT, extracts and reference: $ALIS_DATA, or ``data`` beside ``lib``."""
    return os.environ.get(ENVIRONMENT) or str(Path(__file__).parents[2] / "data")


class Store(ABC):
    """A place of files. ``shown`` is how a message calls it; it never holds a secret."""

    shown: str
    # Nothing locks an object store, so there an id follows from the content and equal ids hold equal bytes.
    ids_follow_content = False

    @staticmethod
    def of(place: "Store | str | Path | None" = None) -> "Store":
        """The store of a folder or an address such as ``s3://bucket/prefix?region=…``; None is $ALIS_DATA."""
        from lib.extract.folder import Folder
        from lib.extract.objects import opened

        if isinstance(place, Store):
            return place
        text = data_place() if place is None else str(place)
        return opened(text) if "://" in text else Folder(Path(text))

    @property
    def name(self) -> str:
        """The last part of the place."""
        return self.shown.rstrip("/").rpartition("/")[2]

    @abstractmethod
    def at(self, path: str) -> "Store":
        """The store of a folder in this one."""

    @abstractmethod
    def require(self, name: str, text: str, next_step: str) -> None:
        """Raise in these words when the place itself is missing, where knowing that is no request more."""

    @abstractmethod
    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        """The whole file, which messages call ``name``; ``restore`` says how to get it back."""

    def peek(self, path: str, name: str, restore: str | None = None) -> bytes:
        """The file as it is now, or was a moment ago where asking is dear."""
        return self.read_bytes(path, name, restore)

    @abstractmethod
    def list(self, path: str) -> Mapping[str, int | None]:
        """What lies in a folder: name → bytes, None for a folder. Empty when there is no such folder."""

    @abstractmethod
    def swap(self, path: str, content: bytes) -> None:
        """Write a file at once: a reader sees the old bytes or the new ones, never a part."""

    @abstractmethod
    def delete(self, path: str) -> None:
        """Delete a folder and all in it."""

    @abstractmethod
    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[["Store"], None]) -> None:
        """Write a new folder of files, the last one last, that appears only when ``verify`` has read it."""

    @abstractmethod
    def publishing(self) -> AbstractContextManager[None]:
        """One publication at a time where the place can lock; clears what killed ones left behind."""

"""The extract: its manifest, its tables and its reference, verified."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from lib.extract.files import FileEntry
from lib.extract.reference import Reference


@dataclass(frozen=True)
class Manifest:
    """The manifest of an extract. ``source`` and ``notes`` are shown unchanged."""

    id: str
    contract: int
    produced_at: datetime.date
    source: str
    synthetic: bool
    files: Mapping[str, FileEntry]
    notes: tuple[str, ...]
    published_at: datetime.datetime | None = None  # in UTC; None where the publication did not say
    replaced: str | None = None  # the extract that was in use before


@dataclass(frozen=True, eq=False)
class Extract:
    """A verified extract with its reference. Compared by identity, so that it can key a cache.

    ``grants`` has one row per grant and ``budget`` one per year × scheme, with the columns, order and types
    of the contract. Neither may leave the server; only aggregates do.
    """

    manifest: Manifest
    grants: pa.Table
    budget: pa.Table
    reference: Reference

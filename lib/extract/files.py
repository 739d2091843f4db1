"""Files of an extract: read once and checked against a manifest, written alike when the rows are alike.

``name`` is what a message calls a file, and ``restore`` the sentence that says how to get it back.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from lib.extract.findings import file_error as fault
from lib.extract.store import Store
from lib.words import _, count


@dataclass(frozen=True)
class FileEntry:
    """The manifest's entry of one Parquet file."""

    sha256: str
    rows: int
    bytes: int


def read_json(store: Store, path: str, name: str, restore: str) -> Mapping:
    """A JSON object; anything else is an ``ExtractError``."""
    content = store.read_bytes(path, name, restore)
    if not content:
        raise fault(name, _("The file is empty."), restore)
    try:
        document = json.loads(content)
        json.dumps(document, ensure_ascii=False).encode()  # half a character could never be shown
    except (ValueError, RecursionError) as error:
        raise fault(name, _("The file is not valid JSON."), restore) from error
    if not isinstance(document, dict):
        raise fault(name, _("The file does not hold a manifest."), restore)
    return document


def file_entries(document: object, names: tuple[str, ...]) -> dict[str, FileEntry] | None:
    """The ``files`` part of a manifest, or None when it does not describe exactly these files."""
    if not isinstance(document, dict) or set(document) != set(names):
        return None
    entries = {}
    for name in names:
        entry = document[name]
        if not isinstance(entry, dict) or set(entry) != {"sha256", "rows", "bytes"}:
            return None
        if type(entry["sha256"]) is not str or not (_is_size(entry["rows"]) and _is_size(entry["bytes"])):
            return None
        entries[name] = FileEntry(**entry)
    return entries


def _is_size(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63


def read_parquet(store: Store, path: str, name: str, entry: FileEntry, restore: str) -> pa.Table:
    """The table of a Parquet file. The bytes that are checked are the bytes that are parsed."""
    content = store.read_bytes(path, name, restore)
    if not content:
        raise fault(name, _("The file is empty."), restore)
    if len(content) != entry.bytes:
        text = _("The file has {actual} bytes, and its manifest says {expected}.")
        raise fault(name, text.format(actual=count(len(content)), expected=count(entry.bytes)), restore)
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise fault(name, _("The file was changed after it was published: its checksum differs."), restore)
    try:
        with pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True) as file:
            table = file.read()
        table.validate(full=True)  # text that is not UTF-8 would only fail where it is used
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise fault(name, _("The file is not readable Parquet."), restore) from error
    if table.num_rows != entry.rows:
        text = _("The file has {actual} rows, and its manifest says {expected}.")
        raise fault(name, text.format(actual=count(table.num_rows), expected=count(entry.rows)), restore)
    return table


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as Parquet with a checksum on every page; equal tables give equal bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table.combine_chunks(), sink, compression="zstd", write_page_checksum=True)
    return sink.getvalue().to_pybytes()


def entry_of(content: bytes, rows: int) -> dict[str, str | int]:
    """The manifest's entry of a file with these bytes."""
    return asdict(FileEntry(hashlib.sha256(content).hexdigest(), rows, len(content)))


def json_bytes(document: Mapping) -> bytes:
    """A manifest as people can read and compare it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()

"""Files of an extract: read once and checked against a manifest, written alike when the rows are alike.

``name`` is what a message calls a file, and ``restore`` the sentence that says how to get it back.
"""

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from lib.extract.findings import ExtractError
from lib.extract.findings import file_error as fault
from lib.words import _, count

if TYPE_CHECKING:
    from lib.extract.store import Store


@dataclass(frozen=True)
class FileEntry:
    """What a manifest says of one Parquet file."""

    sha256: str
    rows: int
    bytes: int


def require_folder(path: Path, name: str, text: str, next_step: str) -> None:
    """A folder that must be there; ``text`` and ``next_step`` say so when it is not."""
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            return
    except PermissionError as error:
        raise not_permitted(name) from error
    except OSError:  # missing, or a name that no folder can have
        pass
    raise fault(name, text, next_step)


def not_permitted(name: str) -> ExtractError:
    """Somebody has to give a right."""
    step = _("Give the user that runs the dashboard permission to read it.")
    return fault(name, _("Permission to read it is missing."), step)


def read_bytes(path: Path, name: str, restore: str | None = None) -> bytes:
    """The whole file; whatever goes wrong becomes an ``ExtractError`` that calls the file ``name``."""
    restore = restore or _("Put the file back in its place.")
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait forever, a folder has no bytes
            raise fault(name, _("This is not a file."), restore)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise fault(name, _("The file is missing."), restore) from error
    except PermissionError as error:
        raise not_permitted(name) from error
    except OSError as error:
        raise fault(name, _("The disk could not read the file."), restore) from error


def read_json(store: "Store", path: str, name: str, restore: str) -> Mapping:
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


def read_parquet(store: "Store", path: str, name: str, entry: FileEntry, restore: str) -> pa.Table:
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
    pq.write_table(
        table.combine_chunks(),
        sink,
        compression="zstd",
        write_statistics=True,
        write_page_checksum=True,
    )
    return sink.getvalue().to_pybytes()


def entry_of(content: bytes, rows: int) -> dict[str, str | int]:
    """What a manifest says of a file with these bytes."""
    return asdict(FileEntry(hashlib.sha256(content).hexdigest(), rows, len(content)))


def json_bytes(document: Mapping) -> bytes:
    """A manifest as people can read and compare it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def write_file(path: Path, content: bytes, *, read_only: bool = False) -> None:
    """Write the bytes and wait until the disk has them."""
    with path.open("wb") as target:
        if read_only:  # for later writers; nobody gains a right
            os.fchmod(target.fileno(), stat.S_IMODE(os.fstat(target.fileno()).st_mode) & ~0o222)
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in the folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Swap in new content at once: a reader sees the old file or the new one, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_file(beside, content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

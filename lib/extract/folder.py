"""A store that is a folder: written beside, synced and renamed, under a lock that a kill releases."""

import errno
import fcntl
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lib.extract.files import fault
from lib.extract.findings import ExtractError
from lib.extract.store import (
    ANOTHER_PUBLISHES,
    CURRENT,
    EXTRACTS,
    HISTORY,
    NOTHING_CHANGED,
    WAIT_AND_LOOK,
    Store,
)
from lib.words import _

LOCK = ".lock"
WAIT_SECONDS = 5.0
PAUSE_SECONDS = 0.05
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_PERMITTED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Folder(Store):
    """A folder of this machine, or of one it has mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # An address with a typing error is taken for a folder; its options may hold a secret all the same.
        self.shown = str(root).encode("utf-8", "replace").decode().partition("?")[0]

    def at(self, path: str) -> "Folder":
        return Folder(self.root / path)

    def require(self, name: str, text: str, next_step: str) -> None:
        try:
            if stat.S_ISDIR(self.root.stat().st_mode):
                return
        except PermissionError as error:
            raise not_permitted(name) from error
        except OSError:  # missing, or a name that no folder can have
            pass
        raise fault(name, text, next_step)

    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        return read_bytes(self.root / path, name, restore)

    def list(self, path: str) -> Mapping[str, int | None]:
        with _disk_errors(path or self.shown):
            try:
                found = sorted((self.root / path).iterdir())
            except (FileNotFoundError, NotADirectoryError):
                return {}
            except PermissionError as error:
                raise not_permitted(path or self.shown) from error
            return {item.name: None if item.is_dir() else item.stat().st_size for item in found}

    def swap(self, path: str, content: bytes) -> None:
        with _disk_errors(path):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.root / path, content)
            sync_folder((self.root / path).parent)

    def delete(self, path: str) -> None:
        with _disk_errors(path):
            shutil.rmtree(self.root / path)

    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[[Store], None]) -> None:
        place = self.root / path
        made = place.with_name(f".{uuid.uuid4().hex}")
        with _disk_errors(path):
            made.mkdir(parents=True)
            try:
                for name, content in files.items():
                    write_file(made / name, content, read_only=True)
                sync_folder(made)
                verify(Folder(made))
                made.rename(place)
                sync_folder(place.parent)
            finally:
                shutil.rmtree(made, ignore_errors=True)  # it is gone when all went well

    @contextmanager
    def publishing(self) -> Iterator[None]:
        with _disk_errors(self.shown):
            descriptor = os.open(self.root / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            with _disk_errors(self.shown):
                _lock(descriptor, self.shown)
                self._clear()
            yield
        finally:
            os.close(descriptor)  # which releases the lock, as a kill does

    def _clear(self) -> None:
        """Delete half-made files. Under the lock they can only be those of a publication that was killed."""
        for left in (self.root / EXTRACTS).glob("." + "[0-9a-f]" * 32):
            shutil.rmtree(left, ignore_errors=True)
        for name in (CURRENT, HISTORY):
            for left in self.root.glob(f".{name}.[0-9]*"):
                left.unlink(missing_ok=True)


def _lock(descriptor: int, name: str) -> None:
    """Wait a moment for another publication to end; raises when it does not."""
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > patience:
                raise fault(name, f"{_(ANOTHER_PUBLISHES)} {_(NOTHING_CHANGED)}", _(WAIT_AND_LOOK)) from error
            time.sleep(PAUSE_SECONDS)


@contextmanager
def _disk_errors(name: str) -> Iterator[None]:
    """Turn errors of the disk into an ``ExtractError`` in plain words."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            text = _("There is no room for it on the disk.")
            step = _("Make room on the disk, or have the quota raised, and do this again.")
        elif error.errno in NOT_PERMITTED:
            text = _("It may not be written or changed here.")
            step = _("Give the user that publishes permission to write in the data folder.")
        else:
            text = _("The disk could not write or read it.")
            step = _("Have the disk looked at, and do this again.")
        raise fault(name, f"{text} {_(NOTHING_CHANGED)}", step) from error


def not_permitted(name: str) -> ExtractError:
    """The error for a missing read permission."""
    step = _("Give the user that runs the dashboard permission to read it.")
    return fault(name, _("Permission to read it is missing."), step)


def read_bytes(path: Path, name: str, restore: str | None = None) -> bytes:
    """The whole file. Any failure is an ``ExtractError`` that calls the file ``name``."""
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

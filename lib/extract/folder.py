"""A store that is a folder: written beside, synced and renamed, under a lock that a kill releases."""

import errno
import fcntl
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lib.extract.files import (
    fault,
    not_permitted,
    read_bytes,
    replace_file,
    require_folder,
    sync_folder,
    write_file,
)
from lib.extract.store import CURRENT, EXTRACTS, HISTORY, STILL, Store
from lib.words import _

LOCK = ".lock"
WAIT_SECONDS = 5.0
PAUSE_SECONDS = 0.05
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_PERMITTED = {errno.EACCES, errno.EPERM, errno.EROFS}
# What a killed publication leaves: a folder that was not renamed yet, or a file that was not swapped in yet.
MADE_FOLDER = re.compile(r"\.[0-9a-f]{32}")
MADE_FILE = re.compile(rf"\.({CURRENT}|{HISTORY})\.[0-9]+")


class Folder(Store):
    """A folder of this machine, or of one it has mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # An address with a typing error is taken for a folder; its options may hold a secret all the same.
        self.shown = str(root).encode("utf-8", "replace").decode().partition("?")[0]

    def at(self, path: str) -> "Folder":
        return Folder(self.root / path)

    def require(self, name: str, text: str, next_step: str) -> None:
        require_folder(self.root, name, text, next_step)

    def read_bytes(self, path: str, name: str, restore: str | None = None) -> bytes:
        return read_bytes(self.root / path, name, restore)

    def list(self, path: str) -> Mapping[str, int | None]:
        with _told(path or self.shown):
            try:
                found = sorted((self.root / path).iterdir())
            except (FileNotFoundError, NotADirectoryError):
                return {}
            except PermissionError as error:
                raise not_permitted(path or self.shown) from error
            return {item.name: None if item.is_dir() else item.stat().st_size for item in found}

    def swap(self, path: str, content: bytes) -> None:
        with _told(path):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.root / path, content)
            sync_folder((self.root / path).parent)

    def delete(self, path: str) -> None:
        with _told(path):
            shutil.rmtree(self.root / path)

    def put(self, path: str, files: Mapping[str, bytes], verify: Callable[[Store], None]) -> None:
        place = self.root / path
        made = place.with_name(f".{uuid.uuid4().hex}")
        with _told(path):
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
        with _told(self.shown):
            descriptor = os.open(self.root / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            with _told(self.shown):
                _lock(descriptor, self.shown)
                self._clear()
            yield
        finally:
            os.close(descriptor)  # which releases the lock, as a kill does

    def _clear(self) -> None:
        """Whoever holds the lock is alone: what is half made belongs to a publication that was killed."""
        for left in _matching(self.root / EXTRACTS, MADE_FOLDER):
            shutil.rmtree(left, ignore_errors=True)
        for left in _matching(self.root, MADE_FILE):
            left.unlink(missing_ok=True)


def _matching(folder: Path, pattern: re.Pattern) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(path for path in folder.iterdir() if pattern.fullmatch(path.name))


def _lock(descriptor: int, name: str) -> None:
    """Wait a moment for another publication to end; raises when it does not."""
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > patience:
                text = _("Another publication is under way.")
                step = _("Wait until it has ended, look at what is in use, and then do this again.")
                raise fault(name, f"{text} {_(STILL)}", step) from error
            time.sleep(PAUSE_SECONDS)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Errors of the disk in calm words."""
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
        raise fault(name, f"{text} {_(STILL)}", step) from error

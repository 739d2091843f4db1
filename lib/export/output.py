"""Making and writing files: a failure is one sentence for the reader and a cause in the log, under one id."""

import errno
import logging
import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from lib.words import N_, _, speaking
from lib.words.catalogue import LANGUAGE
from lib.worker.process import RefusedError

LOG = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DISK_FULL = N_("The file could not be made: the server's disk is full. Error code: {code}.")
_NOT_WRITTEN = N_(
    "The file could not be written. Check that the folder exists and that you may write in it; "
    "nothing was changed. Error code: {code}."
)
_NO_ROOM_TO_WRITE = N_(
    "The file could not be written: the disk is full. Nothing was changed. Error code: {code}."
)
_READABLE = 0o644


class ExportError(RefusedError):
    """A file that could not be made. The message is for the reader and carries the id of the log entry."""


def guarded(
    name: str,
    make: Callable[[], bytes],
    *,
    failures: tuple[type[Exception], ...],
    message: str,
    full: str = _DISK_FULL,
) -> bytes:
    """What ``make`` gives. Raises ExportError.

    ``name`` says in the log what was to be made. ``failures`` are the exceptions of the library that makes
    it; errors of the operating system, a full disk among them, are always caught. ``message`` and ``full``
    are the message ids of the sentences for the reader, with ``{code}`` in them. Any other exception is a
    fault of ours and goes on.
    """
    try:
        return make()
    except (*failures, OSError) as error:
        code = uuid.uuid4().hex[:8]
        LOG.error("Export %s: %s could not be made: %s: %s", code, name, type(error).__name__, error)
        no_room = isinstance(error, OSError) and error.errno in _FULL
        with speaking(LANGUAGE):  # a presentation may be in English, and its maker reads Norwegian
            raise ExportError(_(full if no_room else message).format(code=code)) from error


def save(path: Path, content: bytes) -> None:
    """Write the file, or leave what is there as it was. Raises ExportError."""

    def written() -> bytes:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device: there is nothing to keep, and nothing to put in its place
            return content
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
            beside = Path(target.name)
            try:
                target.write(content)
                target.flush()
                beside.chmod(_READABLE)
                beside.replace(path)
            except OSError:
                beside.unlink()
                raise
        return content

    guarded(path.name, written, failures=(), message=_NOT_WRITTEN, full=_NO_ROOM_TO_WRITE)


def printable(text: str) -> str:
    """The text without control characters, which XML has no way to write; line breaks and tabs stay."""
    return "".join(map(_written, text.replace("\r\n", "\n")))


def _written(letter: str) -> str:
    kept = letter.isprintable() or letter in "\n\t" or (letter.isspace() and letter > "\x9f")
    return letter if kept else " "

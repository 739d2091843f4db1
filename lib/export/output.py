"""Make, name and write files. A failure is a sentence for the reader, and its cause is in the log.

Whole decks and office files are made in a process of their own: they are pure Python, and would share the
server's one lock with every reader's click.
"""

import errno
import logging
import re
import unicodedata
import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from lib.figures.figure import Figure
from lib.words import N_, _, use_language
from lib.words.catalogue import LANGUAGE
from lib.worker.process import Progress, RefusedError, WorkerGoneError, WorkerProcess

LOG = logging.getLogger(__name__)
FILES = WorkerProcess("lib.export.deck_files", time_limit_s=120)
MAX_STEM = 120  # Windows allows 260 characters for the whole path
# As in the dashboard's own addresses (``aar``, ``storrelse``); the rest lose their accents.
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})
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


def export_error(what: str, error: Exception, /, *messages: str, **named: str) -> ExportError:
    """Log an error and make the ExportError to raise from message ids; ``{code}`` is the id in the log.

    ``what`` says in the log what was to be made. A presentation may be in English, and its maker reads
    Norwegian.
    """
    code = uuid.uuid4().hex[:8]
    LOG.error("Export %s: %s could not be made: %s: %s", code, what, type(error).__name__, error)
    with use_language(LANGUAGE):
        return ExportError(" ".join(_(message).format(code=code, **named) for message in messages))


def raising_export_errors(
    name: str,
    make: Callable[[], bytes],
    *,
    failures: tuple[type[Exception], ...],
    message: str,
    full: str = _DISK_FULL,
) -> bytes:
    """Call ``make`` and turn its expected failures into an ExportError.

    ``failures`` are the exceptions of the library that makes the file; errors of the operating system, a full
    disk among them, are always caught. Any other exception is a fault of ours and goes on. ``name`` says in
    the log what was to be made; ``message`` and ``full`` are message ids, as for ``export_error``.
    """
    try:
        return make()
    except (*failures, OSError) as error:
        no_room = isinstance(error, OSError) and error.errno in _FULL
        raise export_error(name, error, full if no_room else message) from error


def run_in_worker(
    make: Callable[..., bytes], *arguments: Any, progress: Progress | None = None, **named: Any
) -> bytes:
    """Call ``make`` in the worker process, in the language in use here. Raises ExportError.

    ``make`` is a function of a module; with ``progress`` it gets an argument ``progress`` to report to.
    """
    return raising_export_errors(
        make.__name__,
        lambda: FILES.call(make, *arguments, progress=progress, **named),
        failures=(WorkerGoneError,),
        message=N_(
            "The file could not be made. Try again; the numbers can still be downloaded as CSV. "
            "Error code: {code}."
        ),
    )


def save(path: Path, content: bytes) -> None:
    """Write the file whole, or leave an existing one unchanged. Raises ExportError."""

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

    raising_export_errors(path.name, written, failures=(), message=_NOT_WRITTEN, full=_NO_ROOM_TO_WRITE)


def file_name(figure: Figure, extension: str, suffix: str = "") -> str:
    """``alis_unike-leger_2023_vestland.csv``: ASCII, lower case, safe on every file system.

    With a suffix ``alis_unike-leger_2023_vestland_16x9.png``, for a second file of the same kind.
    """
    lowered = unicodedata.normalize("NFC", figure.file_stem).lower().translate(LETTERS)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9_-]+", "-", ascii_only)[:MAX_STEM].strip("-_")
    return f"{'_'.join(filter(None, [stem or figure.id, suffix]))}.{extension}"


def printable(text: str) -> str:
    """The text without control characters, which XML has no way to write; line breaks and tabs stay."""
    return "".join(it if it in "\n\t" else plain(it) for it in text.replace("\r\n", "\n"))


def plain(text: str) -> str:
    """The text on one line, without control characters. Hard spaces stay."""
    return "".join(it if it.isprintable() or unicodedata.category(it) == "Zs" else " " for it in text)

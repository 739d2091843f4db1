"""Making files in a process of their own: whole decks and office files are pure Python, and would share the
server's one lock with every reader's click."""

import logging
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from lib.export.child import Child, ChildGoneError
from lib.export.errors import ExportError
from lib.export.guard import guarded
from lib.words import N_, language

LOG = logging.getLogger(__name__)
TIME_LIMIT_S = 120
Progress = Callable[[int, int], None]

APART = Child(Path(__file__).with_name("apart_worker.py"), str(TIME_LIMIT_S))


class FileWorkerError(Exception):
    """A fault of ours in the other process. The message is its traceback, for the log."""


def made_apart(
    make: Callable[..., bytes], *arguments: Any, progress: Progress | None = None, **named: Any
) -> bytes:
    """What ``make`` gives for these arguments, in the language spoken here. Raises ExportError.

    ``make`` is a function of a module; with ``progress`` it is given a function of its own to tell it to.
    """
    request = (language(), progress is not None, make, arguments, named)
    return guarded(
        make.__name__,
        lambda: APART.ask(request, lambda pipe: _answer(pipe, progress)),
        failures=(ChildGoneError,),
        message=N_(
            "The file could not be made. Try again; the numbers can still be downloaded as CSV. "
            "Error code: {code}."
        ),
    )


def _answer(pipe: BinaryIO, progress: Progress | None) -> bytes:
    """Read what the process tells until it is done."""
    while True:
        kind, value = pickle.load(pipe)
        if kind == "told":
            progress(*value)
        elif kind == "made":
            return value
        elif kind == "refused":
            message, logged = value
            for line in logged:
                LOG.error("%s", line)
            raise ExportError(message)
        else:
            raise FileWorkerError(value)

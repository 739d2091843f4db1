"""Making files in a process of their own: whole decks and office files are pure Python, and would share the
server's one lock with every reader's click."""

from collections.abc import Callable
from typing import Any

from lib.export.output import guarded
from lib.words import N_
from lib.worker.process import Progress, WorkerGoneError, WorkerProcess

FILES = WorkerProcess("lib.export.deck_files", time_limit_s=120)


def made_apart(
    make: Callable[..., bytes], *arguments: Any, progress: Progress | None = None, **named: Any
) -> bytes:
    """What ``make`` gives for these arguments, in the language spoken here. Raises ExportError.

    ``make`` is a function of a module; with ``progress`` it is given a function of its own to tell it to.
    """
    return guarded(
        make.__name__,
        lambda: FILES.call(make, *arguments, progress=progress, **named),
        failures=(WorkerGoneError,),
        message=N_(
            "The file could not be made. Try again; the numbers can still be downloaded as CSV. "
            "Error code: {code}."
        ),
    )

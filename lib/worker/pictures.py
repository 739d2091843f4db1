"""Drawing by vl-convert, in a process of its own: it holds Python's one lock for most of a second."""

from functools import cache
from types import ModuleType
from typing import Any

from lib.figures import fonts
from lib.worker.process import RefusedError, WorkerGoneError, WorkerProcess


class DrawingError(RefusedError):
    """vl-convert refused a drawing, or its process died twice. The message is for the log."""


PICTURES = WorkerProcess(__name__, time_limit_s=30)


def convert(function: str, **arguments: Any) -> Any:
    """What ``vl_convert.<function>(**arguments)`` returns. Raises DrawingError."""
    try:
        return PICTURES.call(_converted, function, **arguments)
    except WorkerGoneError as error:
        raise DrawingError(str(error)) from error


def _converted(function: str, **arguments: Any) -> Any:
    try:
        return getattr(_converter(), function)(**arguments)
    except (ValueError, TypeError) as error:
        raise DrawingError(str(error)) from error


@cache
def _converter() -> ModuleType:
    """vl-convert with our fonts, loaded only where something is drawn."""
    import vl_convert

    for folder in (fonts.FOLDER, fonts.OF_SLIDES):
        vl_convert.register_font_directory(str(folder))
    return vl_convert

"""Drawing in a process of its own: vl-convert holds Python's global lock for most of a second."""

from pathlib import Path
from typing import Any

from lib.export.child import Child, ChildGoneError
from lib.figures import fonts

TIME_LIMIT_S = 30


class DrawingError(Exception):
    """vl-convert refused a drawing, or its process died twice. The message is for the log."""


class Drawing(Child):
    """A child process that runs vl-convert, one call at a time."""

    def __init__(self) -> None:
        super().__init__(Path(__file__).with_name("worker.py"), str(fonts.FOLDER), str(TIME_LIMIT_S))

    def call(self, function: str, **arguments: Any) -> Any:
        """What ``vl_convert.<function>(**arguments)`` returns. Raises DrawingError."""
        try:
            succeeded, result = self.ask((function, arguments))
        except ChildGoneError as error:
            raise DrawingError(str(error)) from error
        if not succeeded:
            raise DrawingError(result)
        return result


DRAWING = Drawing()

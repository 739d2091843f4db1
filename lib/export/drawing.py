"""Drawing in a process of its own, so that a chart on its way out stops nobody else's page.

vl-convert holds Python's global lock for most of a second. A ``ProcessPoolExecutor`` would start its process
by importing ``__main__`` again, and Streamlit puts the page script there: the whole site would run in the
worker. A plain child process with pickles on its pipes has no such strings attached.
"""

import atexit
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from lib.figures import fonts

WORKER = Path(__file__).with_name("worker.py")
TIME_LIMIT_S = 30


class DrawingError(Exception):
    """vl-convert refused a drawing, or its process died twice. The message is for the log."""


class Drawing:
    """A child process that runs vl-convert, one call at a time; started when needed, and again if it died."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The running process, if any."""
        return self._process.pid if self._process else None

    def call(self, function: str, **arguments: Any) -> Any:
        """What ``vl_convert.<function>(**arguments)`` returns. Raises DrawingError."""
        request = pickle.dumps((function, arguments))
        with self._lock:
            try:
                succeeded, result = self._ask(request)
            except (OSError, EOFError, pickle.UnpicklingError):
                succeeded, result = self._ask_anew(request)
        if not succeeded:
            raise DrawingError(result)
        return result

    def stop(self) -> None:
        """End the process; the next call starts a new one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            process.stdout.close()
            with suppress(BrokenPipeError):  # closing flushes what a dead process never read
                process.stdin.close()

    def _ask(self, request: bytes) -> tuple[bool, Any]:
        if self._process is None:
            self._process = _start()
        self._process.stdin.write(request)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)

    def _ask_anew(self, request: bytes) -> tuple[bool, Any]:
        """One more try in a new process: the old one may have been killed between two exports."""
        self.stop()
        try:
            return self._ask(request)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.stop()
            raise DrawingError("the drawing process ended twice without an answer") from error


def _start() -> subprocess.Popen[bytes]:
    # -P keeps this folder off the import path, where csv.py would stand in for the standard library's. A
    # session of its own keeps Ctrl-C in the terminal for the server.
    return subprocess.Popen(
        [sys.executable, "-P", str(WORKER), str(fonts.FOLDER), str(TIME_LIMIT_S)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


DRAWING = Drawing()
atexit.register(DRAWING.stop)

"""A child process that answers pickled requests on its pipes, so that what it does stops nobody else's page.

A ``ProcessPoolExecutor`` would start its process by importing ``__main__`` again, and Streamlit puts the page
script there: the whole site would run in the worker. A plain child process has no such strings attached.
"""

import atexit
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

_GONE = (OSError, EOFError, pickle.UnpicklingError)


class ChildGoneError(Exception):
    """The process ended twice without an answer. The message is for the log."""


class Child:
    """One process, one request at a time; started when needed, and again if it died."""

    def __init__(self, script: Path, *arguments: str) -> None:
        # -P keeps the script's folder off the import path, where csv.py would stand in for the standard
        # library's.
        self._command = [sys.executable, "-P", str(script), *arguments]
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    @property
    def pid(self) -> int | None:
        """The running process, if any."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin to start the process, so that the first who asks does not wait for it."""
        if self._lock.acquire(blocking=False):  # else it answers somebody, and is started
            try:
                self._started()
            finally:
                self._lock.release()

    def ask(self, request: object, answer: Callable[[BinaryIO], Any] = pickle.load) -> Any:
        """What ``answer`` reads from the process after the request. Raises ChildGoneError."""
        written = pickle.dumps(request)
        with self._lock:
            try:
                return self._asked(written, answer)
            except _GONE:
                pass  # it may have been killed between two requests: one more try in a new process
            try:
                return self._asked(written, answer)
            except _GONE as error:
                raise ChildGoneError(f"{self._command[2]} ended twice without an answer") from error

    def stop(self) -> None:
        """End the process; the next request starts a new one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            process.stdout.close()
            with suppress(BrokenPipeError):  # closing flushes what a dead process never read
                process.stdin.close()

    def _asked(self, request: bytes, answer: Callable[[BinaryIO], Any]) -> Any:
        process = self._started()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            return answer(process.stdout)
        except BaseException:
            self.stop()  # the rest of a half-read answer must never be taken for the next one
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # A session of its own keeps Ctrl-C in the terminal for the server.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        return self._process

"""A process of its own for calls that hold Python's one lock long, so that nobody else's page waits for them.

A ``ProcessPoolExecutor`` would start its process by importing ``__main__`` again, and Streamlit puts the page
script there: the whole site would run in the worker. A plain child process has no such strings attached.

A request is a pickled ``(language, whether to report progress, function, arguments, named arguments)``; the
answers are pickled pairs: ``progress`` any number of times, then ``made``, ``refused`` with the error and
lines for the log, or ``fault`` with a traceback.
"""

import atexit
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from lib.words import language

LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
IN_WORKER = False  # true in a worker, which calls functions itself and starts no other worker
_GONE = (OSError, EOFError, pickle.UnpicklingError)


class RefusedError(Exception):
    """An error with a message for the reader. It is raised again in the server; others are faults."""


class WorkerGoneError(Exception):
    """The process ended twice without an answer. The message is for the log."""


class WorkerFaultError(Exception):
    """A fault of ours in the process. The message is its traceback, for the log."""


class WorkerProcess:
    """One process, one call at a time; started when needed, and again if it died."""

    def __init__(self, module: str, *, time_limit_s: int) -> None:
        """A process that has imported ``module`` before its first call; a call over the limit ends it."""
        script = Path(__file__).with_name("main.py")
        # -P keeps the script's folder off the import path, where csv.py would stand in for the standard
        # library's.
        self._command = [sys.executable, "-P", str(script), module, str(time_limit_s)]
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    @property
    def pid(self) -> int | None:
        """The running process, if any."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process in advance, so that the first call does not wait for it."""
        if self._lock.acquire(blocking=False):  # else a call is under way, and it is started
            try:
                self._started()
            finally:
                self._lock.release()

    def call(
        self, function: Callable[..., Any], *arguments: Any, progress: Progress | None = None, **named: Any
    ) -> Any:
        """Call a function of a module in the process, in the language in use here; gives what it returns.

        With ``progress`` the function gets an argument ``progress`` to report to. Raises WorkerGoneError,
        WorkerFaultError, and any RefusedError that the function raises.
        """
        if IN_WORKER:
            return function(*arguments, **named)
        request = pickle.dumps((language(), progress is not None, function, arguments, named))
        with self._lock:
            try:
                kind, value = self._answer(request, progress)
            except _GONE:  # it may have been killed between two requests: one more try in a new process
                try:
                    kind, value = self._answer(request, progress)
                except _GONE as error:
                    raise WorkerGoneError(f"{function.__name__}: ended twice without an answer") from error
        if kind == "refused":
            error, logged = value
            for line in logged:
                LOG.error("%s", line)
            raise error
        if kind == "fault":
            raise WorkerFaultError(value)
        return value

    def stop(self) -> None:
        """End the process; the next call starts a new one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            process.stdout.close()
            with suppress(BrokenPipeError):  # closing flushes what a dead process never read
                process.stdin.close()

    def _answer(self, request: bytes, progress: Progress | None) -> tuple[str, Any]:
        """The answer of the process; progress that it reports before goes to ``progress``."""
        process = self._started()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            while (answer := pickle.load(process.stdout))[0] == "progress":
                progress(*answer[1])
        except BaseException:
            self.stop()  # the rest of a half-read answer must never be taken for the next one
            raise
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # A session of its own keeps Ctrl-C in the terminal for the server.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        return self._process

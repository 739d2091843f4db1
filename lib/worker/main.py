"""The script of a worker process, run by lib/worker/process.py and never imported.

It ends when its input does.
"""

import importlib
import logging
import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

NICENESS = 5  # a reader who clicks comes before one who waits for a file


class LogCollector(logging.Handler):
    """Collects what is logged here, so that the server can log it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def main(module: str, time_limit_s: int) -> None:
    """Answer requests until the input ends; a call over the time limit ends the process."""
    os.nice(NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not disturb the answers
    importlib.import_module(module)  # before the first call, which would have to wait for it
    from lib.words import use_language
    from lib.worker import process

    process.IN_WORKER = True

    def send(kind: str, value: Any) -> None:
        pickle.dump((kind, value), answers)
        answers.flush()

    while True:
        try:
            language, reports, function, arguments, named = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        log = LogCollector()
        logging.getLogger("lib").addHandler(log)
        signal.alarm(time_limit_s)
        if reports:
            named["progress"] = lambda made, whole: send("progress", (made, whole))
        try:
            with use_language(language):
                answer = "made", function(*arguments, **named)
        except process.RefusedError as error:
            answer = "refused", (error, log.lines)
        except Exception:  # noqa: BLE001 - every fault of ours is for the server to raise and log
            answer = "fault", traceback.format_exc()
        signal.alarm(0)
        logging.getLogger("lib").removeHandler(log)
        send(*answer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1], int(sys.argv[2]))

"""The process that makes files: one function of lib.export per request, answered on standard output.

Run as a script by lib/export/apart.py and never imported. A request is a pickled ``(language, whether it
tells how far it is, function, arguments, named arguments)``; the answers are pickled pairs: ``told`` any
number of times, then ``made``, ``refused`` with what is to be logged, or ``fault``. It ends when its input
does.
"""

import logging
import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

NICENESS = 5  # a reader who clicks comes before one who waits for a file


class Kept(logging.Handler):
    """What is logged here, for the server's log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def main(time_limit_s: int) -> None:
    """Answer requests until the input ends; a call over the time limit ends the process."""
    os.nice(NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not disturb the answers
    # Known before the first request comes: what it is about is imported while nobody waits.
    import lib.export.presentation  # noqa: F401
    from lib.export.errors import ExportError
    from lib.words import speaking

    def tell(kind: str, value: Any) -> None:
        pickle.dump((kind, value), answers)
        answers.flush()

    while True:
        try:
            language, tells, make, arguments, named = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        kept = Kept()
        logging.getLogger("lib").addHandler(kept)
        signal.alarm(time_limit_s)
        if tells:
            named["progress"] = lambda made, whole: tell("told", (made, whole))
        try:
            with speaking(language):
                answer = "made", make(*arguments, **named)
        except ExportError as error:
            answer = "refused", (str(error), kept.lines)
        except Exception:  # noqa: BLE001 - every fault of ours is for the server to raise and log
            answer = "fault", traceback.format_exc()
        signal.alarm(0)
        logging.getLogger("lib").removeHandler(kept)
        tell(*answer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(int(sys.argv[1]))

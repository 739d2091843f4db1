"""The process that draws: one vl-convert call per request on standard input, answered on standard output.

Run as a script by lib/export/drawing.py and never imported; it knows vl-convert and nothing of this package,
so that it starts in a twentieth of a second. A request is a pickled ``(function, arguments)``, the answer a
pickled ``(succeeded, result or message)``. It ends when its input does.
"""

import os
import pickle
import signal
import sys

import vl_convert

NICENESS = 5  # a reader who clicks comes before one who waits for a file


def main(fonts: str, time_limit_s: int) -> None:
    """Answer requests until the input ends; a call over the time limit ends the process."""
    os.nice(NICENESS)
    vl_convert.register_font_directory(fonts)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not disturb the answers
    while True:
        try:
            function, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        signal.alarm(time_limit_s)
        try:
            answer = True, getattr(vl_convert, function)(**arguments)
        except (ValueError, TypeError) as error:
            answer = False, str(error)
        signal.alarm(0)
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

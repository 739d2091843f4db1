"""Print what the pages say that is other than the rows of the extract: ``python -m tests.truth [states]``.

The exit code is 1 where anything is found. ``test_states`` is the same as a test.
"""

import sys

from tests.truth.checks import faults
from tests.truth.reading import read
from tests.truth.states import states

NUMBER = 500


def main(number: int) -> int:
    """Read the first states of the fixed order, print the faults of each, and give the exit code."""
    wrong = 0
    for state in states(NUMBER)[:number]:
        if found := faults(read(state)):
            wrong += 1
            print(state.extract, state.address, *found[:12], sep="\n    ")
    print(f"{wrong} of {number} states say something else than the rows")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER))

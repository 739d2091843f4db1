"""``python -m tests.faults``: prove that the tests have power, by planting faults and seeing them caught.

A suite that passes says little unless it fails where something is wrong. Every fault is planted alone in a
copy of the tree, and the tests that should catch it are run there. Exit code 1 when too few are caught, 2
when the list itself is wrong. It takes some minutes, and nothing is changed in the tree it is started from.
"""

import argparse
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.planted import FAULTS, Fault

REPOSITORY = Path(__file__).resolve().parents[2]
LEAST_CAUGHT = 38
LONGEST_SECONDS = 300
PASSED, FAILED = 0, 1  # exit codes of pytest; every other says that the tests could not be run
OUTCOMES = ("FAILED ", "ERROR ")  # how pytest begins the line of a test that did not pass


@dataclass(frozen=True)
class Verdict:
    """What the tests said: pytest's exit code, the first test that did not pass, and the seconds it took."""

    code: int
    by: str
    seconds: float
    output: str


def main() -> int:
    """Plant the faults that are asked for, print the table, and tell whether enough were caught."""
    options = _options()
    chosen = [fault for fault in FAULTS if not options.only or fault.name in options.only]
    if unknown := sorted(set(options.only) - {fault.name for fault in FAULTS}):
        return _wrong(f"No fault is called {', '.join(unknown)}. --list names them.")
    if outdated := [fault.name for fault in chosen if fault.places(REPOSITORY) != 1]:
        return _wrong(f"The list is out of date: the text before must occur once. {', '.join(outdated)}")
    if options.list:
        print(*(f"{fault.name:<38} {fault.file}" for fault in chosen), sep="\n")
        return 0
    with TemporaryDirectory() as folder:
        house = Path(folder)
        copy_tree(house)
        named = dict.fromkeys(test for fault in chosen for test in fault.tests)
        sound = run_tests(house, *named)
        if sound.code != PASSED:
            return _wrong(f"The named tests do not pass without a fault: {sound.by}\n{sound.output}")
        print(f"Without a fault the {len(named)} named tests and files pass, in {sound.seconds:.0f} s.\n")
        print(f"{'fault':<38} {'verdict':<8} {'s':>4}  by")
        caught = sum(_told(fault, verdict_on(house, fault)) for fault in chosen)
    least = min(LEAST_CAUGHT, len(chosen)) if not options.only else len(chosen)
    print(f"\n{caught} of {len(chosen)} faults are caught; {least} must be.")
    return int(caught < least)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help="plant this fault alone")
    parser.add_argument("--list", action="store_true", help="name the faults and plant none")
    return parser.parse_args()


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def copy_tree(house: Path) -> None:
    """Copy what is committed, and what is new and not ignored, as it stands in the work tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        source, target = REPOSITORY / name, house / name
        if source.is_file():  # not one that is deleted and not yet committed
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def verdict_on(house: Path, fault: Fault) -> Verdict:
    """What the tests say of the copy with the fault in it; afterwards the copy is sound again."""
    path = house / fault.file
    path.write_text(fault.planted(path.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        return run_tests(house, *fault.tests)
    finally:
        # With its time: what Python has compiled of a file is known by the file's time and size.
        shutil.copy2(REPOSITORY / fault.file, path)


def run_tests(house: Path, *tests: str) -> Verdict:
    """Run tests in the copy until the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    start = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=house,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Verdict(-1, f"no answer in {LONGEST_SECONDS} s", LONGEST_SECONDS, "")
    return Verdict(done.returncode, _first(done.stdout), time.monotonic() - start, done.stdout)


def _first(output: str) -> str:
    """The first test that pytest's summary names."""
    for line in output.splitlines():
        for outcome in OUTCOMES:
            if line.startswith(f"{outcome}tests/"):
                return line.removeprefix(outcome).partition(" - ")[0]
    return ""


def _told(fault: Fault, verdict: Verdict) -> bool:
    """Print the line of a fault; whether it was caught. A copy that cannot be tested catches nothing."""
    is_caught = verdict.code == FAILED
    by = verdict.by if is_caught or verdict.code == PASSED else f"the tests could not be run {verdict.by}"
    said = "caught" if is_caught else "MISSED"
    print(f"{fault.name:<38} {said:<8} {verdict.seconds:>4.0f}  {by}".rstrip(), flush=True)
    return is_caught


if __name__ == "__main__":
    sys.exit(main())

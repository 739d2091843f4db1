"""Every difference between an earlier version and this one: ``python -m tests.frozen.compare OLD_CHECKOUT``.

The same plan is run in both checkouts, each with its own code and its own probe. The exit code is 1 where
anything differs that is not in ``differences.toml``.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path

from tests.frozen.differences import Difference, Known, differences, known
from tests.frozen.plan import plan

HERE = Path(__file__).resolve().parents[2]
KEPT = HERE / "build" / "frozen"
FAILED = re.compile(r'\{"failed": ("(?:[^"\\]|\\.)*")\}')  # the JSON of what could not be made
MOST_FAILED = 0.05  # of what is asked for: beyond it nothing is compared


@dataclass
class Comparison:
    """What differs, and what failed in both alike: thing by thing, with how."""

    found: list[Difference] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def compare(old: Path, asked: dict) -> Comparison:
    """All that differs between a checkout and this one. Raises RuntimeError where one cannot be probed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asked, ensure_ascii=False)
    path = KEPT / f"plan-{os.getpid()}.json"
    path.write_text(text, encoding="utf-8")
    # Both at once: the plan of all takes minutes.
    sides = {"before": old.resolve(), "after": HERE}
    running = [_Probe(side, checkout, path) for side, checkout in sides.items()]
    try:
        before, after = [probe.lines() for probe in running]
    finally:
        for probe in running:
            probe.end()
        path.unlink()
    made = Comparison()
    for where in dict.fromkeys((*before, *after)):
        was, now = before.get(where, "null"), after.get(where, "null")
        if was != now:
            made.found += differences(where, json.loads(was), json.loads(now))
        elif failed := FAILED.search(was):
            made.failed[where] = json.loads(failed[1])
    if len(made.failed) > MOST_FAILED * len(after):
        raise RuntimeError(f"{len(made.failed)} of {len(after)} failed alike:\n{_listed(made.failed)}")
    return made


def _listed(failed: dict[str, str]) -> str:
    """The first failures of a kind of its own each, with how often it comes."""
    numbers = Counter(failed.values())
    first = {why: where for where, why in reversed(failed.items())}
    return "\n".join(f"    {numbers[why]} · {why}, as {where}" for why, where in first.items())


class _Probe:
    """One checkout being probed, or what was kept of it."""

    def __init__(self, side: str, checkout: Path, path: Path) -> None:
        self._checkout, kept = checkout, _kept(checkout, path.read_text(encoding="utf-8"))
        self._part = KEPT / f"{side}-{os.getpid()}.part"
        self._out = kept or self._part.with_suffix(".jsonl")
        self._keep, self._process = kept is not None, None
        if not self._out.exists():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.frozen.probe", path, self._part],
                cwd=checkout,
                env=os.environ | {"PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )

    def lines(self) -> dict[str, str]:
        """What was asked for → the JSON of what was made."""
        if self._process is not None:
            _out, errors = self._process.communicate()
            if self._process.returncode:
                raise RuntimeError(f"{self._checkout} could not be probed:\n{errors[-3000:]}")
            self._part.replace(self._out)
        found = {}
        with self._out.open(encoding="utf-8") as lines:
            for line in lines:
                # A line is ["where", {…}]: only what differs is read.
                where, end = json.JSONDecoder().raw_decode(line, 1)
                found[where] = line[end + 2 : -2]
        if not self._keep:
            self._out.unlink()
        return found

    def end(self) -> None:
        """Wait no longer for it, where the other one failed."""
        if self._process is not None:
            with self._process:
                self._process.kill()
            self._part.unlink(missing_ok=True)


def _kept(checkout: Path, asked: str) -> Path | None:
    """Where the answers of a clean checkout are kept: by its commit, the plan and the packages in use."""
    commands = ("rev-parse", "HEAD"), ("status", "--porcelain")
    commit, changed = (
        subprocess.run(["git", "-C", checkout, *command], capture_output=True, text=True, check=False).stdout
        for command in commands
    )
    if not commit or changed:
        return None
    packages = sorted(f"{each.name} {each.version}" for each in distributions())
    return KEPT / f"{commit.strip()[:12]}-{_hash(asked)}-{_hash(sys.version + ' '.join(packages))}.jsonl"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def main(arguments: list[str]) -> int:
    """Print what differs, and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.frozen.compare", description=__doc__)
    parser.add_argument("old", type=Path, help="another checkout of this repository")
    parser.add_argument("--figures", type=int, help="so many figures; otherwise all over 40 selections")
    parser.add_argument("--states", type=int, default=100, help="so many states of the pages")
    chosen = parser.parse_args(arguments)
    made = compare(chosen.old, plan(chosen.figures, chosen.states))
    entries = {each: next((entry for entry in known() if each in entry), None) for each in made.found}
    for each, entry in entries.items():
        if entry is None:
            print(each)
    print(_summary(entries))
    if made.failed:
        print(f"{len(made.failed)} cannot be made, before or now\n{_listed(made.failed)}")
    return int(None in entries.values())


def _summary(entries: dict[Difference, Known | None]) -> str:
    told = Counter(each.what.partition(".")[0] for each, entry in entries.items() if entry is None)
    lines = [f"{told.total()} differences"]
    lines += [f"    {number} of {what}" for what, number in told.most_common()]
    used = Counter(entry.reason for entry in entries.values() if entry is not None)
    lines += [f"    {number} known: {reason}" for reason, number in used.most_common()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a quick run of the tests leaves out, and the seconds for each folder after every run."""

import os
import sys
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

MAIN = sys.modules["__main__"]
LONGEST = ("tests/truth/test_states.py", "tests/figures/test_every_figure.py")

# Streamlit's test runner reads the metadata of every installed package at each visit, in half a second.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--quick`` runs what tests/quick.toml leaves."""
    parser.addoption("--quick", action="store_true", help="leave the slow tests of tests/quick.toml out")


def pytest_configure(config: pytest.Config) -> None:
    """Let a quick run try fewer selections with every figure: see tests/figures/catalogue.py."""
    if config.getoption("--quick"):
        os.environ["QUICK_TESTS"] = "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put the main module back: a page that a test has run stays there, and a child process would run it."""
    sys.modules["__main__"] = MAIN


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what a quick run leaves out, where of the cases of a test the first and every n-th stay."""
    if config.getoption("--quick"):
        _leave_out(config, items)
    items[:] = _spread(items)


def _leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    quick = tomllib.loads(Path(__file__).with_name("quick.toml").read_text(encoding="utf-8"))
    cases: Counter[str] = Counter()
    found: dict[bool, list[pytest.Item]] = defaultdict(list)
    for item in items:
        test = item.nodeid.partition("[")[0]
        names = {test, test.partition("::")[0]}
        each = next((n for name, n in quick["one_of"].items() if name in names), 1)
        found[not names & {*quick["left_out"]} and cases[test] % each == 0].append(item)
        cases[test] += 1
    items[:] = found[True]
    config.hook.pytest_deselected(items=found[False])


def _spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The longest files first, and those of the browser, which mostly wait, evenly among the others."""
    files: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        files[item.nodeid.partition("::")[0]].append(item)
    longest = [files.pop(name) for name in LONGEST if name in files]
    waiting = [files[name] for name in files if name.startswith("tests/browser/")]
    working = [files[name] for name in files if not name.startswith("tests/browser/")]
    place = {id(file): (i + 0.5) / len(kind) for kind in (waiting, working) for i, file in enumerate(kind)}
    ordered = longest + sorted([*waiting, *working], key=lambda file: place[id(file)])
    return [item for file in ordered for item in file]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests of each folder took, over all processes, so that one that grows slow is seen."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("::")[0].rpartition("/")[0]] += report.duration
    terminalreporter.section("seconds per folder")
    for folder, spent in seconds.most_common():
        terminalreporter.write_line(f"{spent:6.0f}  {folder}")

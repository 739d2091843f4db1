"""What a quick run of the tests leaves out, and the seconds for each folder after every run."""

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--quick`` runs what tests/quick.toml leaves."""
    parser.addoption("--quick", action="store_true", help="leave the slow tests of tests/quick.toml out")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what a quick run leaves out. Of the cases of a test, the first and every n-th stay."""
    if not config.getoption("--quick"):
        return
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

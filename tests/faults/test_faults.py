"""The list of faults is in order: each can still be planted, and the tests that should catch it are there."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.faults.__main__ import LEAST_CAUGHT, REPOSITORY
from tests.faults.planted import FAULTS, Fault

ROOMS = ("words", "extract", "metrics", "figures", "worker", "export", "ui", "build", "commands")
MOST_OF_A_ROOM = 14


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The names of the test functions of a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_planted(fault: Fault):
    assert fault.places(REPOSITORY) == 1, "mend the list: the text before must occur once in the file"
    text = (REPOSITORY / fault.file).read_text(encoding="utf-8")
    planted = fault.planted(text)
    assert planted != text
    if fault.file.endswith(".py"):
        ast.parse(planted)  # a fault that is no Python would be caught by anything


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_tests_that_should_catch_it_are_there(fault: Fault):
    assert fault.tests
    for test in fault.tests:
        path, _separator, name = test.partition("::")
        assert (REPOSITORY / path).is_file(), path
        assert not name or name.partition("[")[0] in functions_of(REPOSITORY / path), test


def test_the_faults_are_forty_each_with_its_name_and_spread_over_the_rooms():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40
    assert 95 * len(FAULTS) <= 100 * LEAST_CAUGHT
    in_room = {room: sum(fault.file.startswith(f"lib/{room}/") for fault in FAULTS) for room in ROOMS}
    assert {room: number for room, number in in_room.items() if not 0 < number <= MOST_OF_A_ROOM} == {}

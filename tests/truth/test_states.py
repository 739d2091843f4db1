"""500 random states of the pages: nothing they say is other than the rows of the extract."""

import pytest

from tests.truth.checks import faults
from tests.truth.exports import false_files
from tests.truth.reading import read
from tests.truth.states import EXTRACTS, PAGES, states, states_of_classes

NUMBER, CHUNK = 500, 20
STATES = states(NUMBER)


@pytest.mark.parametrize("first", range(0, NUMBER, CHUNK))
def test_what_is_said_is_true(first: int) -> None:
    found = {}
    for state in STATES[first : first + CHUNK]:
        if told := faults(read(state)):
            found[state.address] = told
    shown = [f"{address}\n    " + "\n    ".join(told[:12]) for address, told in found.items()]
    assert not found, f"{len(found)} of {CHUNK} states\n" + "\n".join(shown)


@pytest.mark.parametrize("first", range(0, NUMBER, NUMBER // 5))
def test_what_files_say_is_true(first: int) -> None:
    """CSV, Excel and PowerPoint of every figure of each tenth state."""
    found = {}
    for state in STATES[first : first + NUMBER // 5 : 10]:
        told = [fault for figure in read(state).figures for fault in false_files(figure)]
        if told:
            found[state.address] = told
    shown = [f"{address}\n    " + "\n    ".join(told[:12]) for address, told in found.items()]
    assert not found, "\n".join(shown)


@pytest.mark.parametrize("extract", EXTRACTS)
def test_what_is_said_of_classes_compared_is_true(extract: str) -> None:
    of_extract = [state for state in states_of_classes() if state.extract == extract]
    found = {state.address: told for state in of_extract if (told := faults(read(state)))}
    assert not found, "\n".join(f"{address}\n    " + "\n    ".join(told) for address, told in found.items())


def test_the_states_are_spread_over_extracts_and_pages() -> None:
    assert {state.extract for state in STATES} == set(EXTRACTS)
    assert {state.page for state in STATES} == set(PAGES)
    assert len({state.address for state in STATES}) > NUMBER * 0.9
    assert states(NUMBER) == STATES

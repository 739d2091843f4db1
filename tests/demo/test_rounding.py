"""Rounding that meets totals exactly, on cases small enough to count by hand."""

import numpy as np
import pytest

from lib.build.demo.rounding import DemoError, Margin, controlled_rounding, rake, shares


def margin(group: list[int], totals: list[int]) -> Margin:
    return Margin(np.array(group), np.array(totals))


ROWS, COLUMNS = [0, 0, 1, 1], [0, 1, 0, 1]  # a table of two by two, read row by row


def test_raking_meets_both_margins_and_keeps_the_odds():
    start = np.array([1.0, 2.0, 3.0, 4.0])
    table = start * rake(start, [margin(ROWS, [10, 20]), margin(COLUMNS, [12, 18])])
    assert table.reshape(2, 2).sum(axis=1) == pytest.approx([10, 20])
    assert table.reshape(2, 2).sum(axis=0) == pytest.approx([12, 18])
    assert table[0] * table[3] / (table[1] * table[2]) == pytest.approx(1 * 4 / (2 * 3))


def test_raking_gives_an_element_that_starts_at_zero_the_level_of_its_groups():
    factor = rake(np.array([2.0, 0.0, 5.0]), [margin([0, 0, 1], [6, 10])])
    assert factor == pytest.approx([3, 3, 2])


def test_raking_says_that_margins_contradict_each_other():
    with pytest.raises(DemoError, match="cannot be met"):
        rake(np.ones(4), [margin(ROWS, [10, 20]), margin(COLUMNS, [12, 19])])


def test_controlled_rounding_finds_the_only_nearest_table():
    # Rounded one by one these give 1 + 1 + 2 + 1 = 5 and a first row of 2; the margins ask for 1 and 3.
    targets = np.array([0.6, 0.55, 1.7, 1.15])
    found = controlled_rounding(targets, [margin(ROWS, [1, 3]), margin(COLUMNS, [2, 2])])
    # Of the two tables with entries near the targets, [0 1 2 1] is 0.6725 away and [1 0 1 2] 1.675.
    assert found.tolist() == [0, 1, 2, 1]


def test_controlled_rounding_keeps_the_minimum_and_leaves_zero_alone():
    found = controlled_rounding(np.array([0.2, 4.8, 0.0]), [margin([0, 0, 0], [5])], at_least=1)
    assert found.tolist() == [1, 4, 0]


def test_controlled_rounding_says_that_no_whole_numbers_fit():
    with pytest.raises(DemoError, match="no whole numbers"):
        controlled_rounding(np.array([1.0, 1.0]), [margin([0, 0], [99])])


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (7, [5, 3, 0], [4, 3, 0]),  # 4.375 and 2.625: the larger remainder gets the seventh
        (10**15 + 1, [1, 1], [500_000_000_000_001, 500_000_000_000_000]),
        (0, [0, 0], [0, 0]),
    ],
)
def test_shares_sum_to_the_total_to_the_last_krone(total: int, weights: list[int], expected: list[int]):
    assert shares(total, np.array(weights)).tolist() == expected


def test_shares_give_everyone_with_a_weight_the_minimum():
    assert shares(5, np.array([97, 1, 0, 2]), at_least=1).tolist() == [3, 1, 0, 1]


@pytest.mark.parametrize(("total", "weights"), [(1, [0, 0]), (-1, [1, 1])])
def test_shares_refuse_what_cannot_be_shared(total: int, weights: list[int]):
    with pytest.raises(DemoError, match="cannot be shared"):
        shares(total, np.array(weights))

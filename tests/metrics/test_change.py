"""The change between two years and what became of a place, counted by hand."""

import pytest

from lib.extract.model import Extract
from lib.metrics.border_changes import successors_of
from lib.metrics.change import changes, compared_years
from lib.metrics.selection import Selection
from lib.metrics.value import NO_BASE
from lib.metrics.view import View

# The hand-made rows of the reform, in thousands of kroner applied for (tests/metrics/test_borders.py).
BEFORE_AND_NOW = {"15": (1, 4), "30": (2, 0), "38": (0, 24), "54": (0, 32)}


def test_the_difference_and_its_per_cent_have_the_first_year_as_base(reform: Extract):
    found = changes(View(reform, Selection(years=(2022, 2023))), "applied_nok", "county")
    for county, (before, now) in BEFORE_AND_NOW.items():
        change = found[county]
        assert (change.before, change.now) == (before * 1000, now * 1000)
        assert change.absolute == (now - before) * 1000
        assert change.percent == (pytest.approx((now - before) / before * 100) if before else NO_BASE)
    whole = found[None]
    assert (whole.before, whole.now, whole.percent) == (3_000, 60_000, pytest.approx(1_900))


def test_one_year_is_compared_with_the_year_before_and_several_with_the_first(reform: Extract):
    assert compared_years(View(reform, Selection(years=(2023,)))) == (2022, 2023)
    assert compared_years(View(reform, Selection(years=(2022, 2024)))) == (2022, 2024)
    assert compared_years(View(reform, Selection(years=(2022,)))) is None
    assert changes(View(reform, Selection(years=(2022,))), "applied_nok", "county") == {}


def test_a_change_across_the_reform_has_one_map(reform: Extract):
    """Ålesund whole: 1 in 2022 and 64 + 128 in 2024 (thousands), whatever its numbers are called."""
    found = changes(View(reform, Selection(years=(2022, 2024))), "applied_nok", "outline")
    assert found["1507"].absolute == (64 + 128 - 1) * 1000
    county = changes(View(reform, Selection(years=(2022, 2024), borders=2024)), "applied_nok", "county")
    assert county["15"].absolute == (64 + 128 - 1) * 1000


@pytest.mark.parametrize(
    ("column", "code", "borders", "now"),
    [
        ("county", "30", 2024, {"31", "32", "33"}),
        ("county", "38", 2024, {"39", "40"}),
        ("county", "54", 2024, {"55", "56"}),
        ("county", "32", 2020, {"30"}),
        ("county", "56", 2020, {"54"}),
        ("municipality", "3001", 2024, {"3101"}),
        ("municipality", "3101", 2020, {"3001"}),
        ("municipality", "1580", 2020, {"1507"}),
    ],
)
def test_a_place_of_other_borders_is_followed(
    reform: Extract, column: str, code: str, borders: int, now: set[str]
):
    move = successors_of(reform, column, code, borders)
    assert {code for code, _name in move.now} == now
    assert move.place[0] == code


def test_a_code_of_no_borders_is_not_followed(reform: Extract):
    assert successors_of(reform, "county", "99", 2024) is None
    assert successors_of(reform, "municipality", "0000", 2020) is None

"""Whom the scheme does not reach, counted from the published numbers of municipalities."""

import pytest

from lib.metrics.compute import total
from lib.metrics.reach import municipality_changes, reach_by
from lib.metrics.selection import Selection
from lib.metrics.value import Missing, Reason
from lib.metrics.view import View
from tests.metrics.rows import demo_extract, extract_of, grants_of

DEMO = demo_extract()
# Table 2.2 and the text of the report: 187 municipalities in 2022, 228 in 2023, 244 in either; 356 there are.
WITHOUT = {(2022,): 356 - 187, (2023,): 356 - 228, (2022, 2023): 356 - 244}


@pytest.mark.parametrize(("years", "without"), WITHOUT.items(), ids=str)
@pytest.mark.parametrize("borders", [2020, 2024])
def test_the_municipalities_without_grants_are_all_but_the_published_ones(years, without, borders):
    whole = reach_by(View(DEMO, Selection(years=years, borders=borders)), "county")[None]
    assert (whole.municipalities, whole.without) == (356, without)


@pytest.mark.parametrize("by", ["county", "centrality", "size_class"])
def test_the_groups_make_up_the_country(by: str):
    found = reach_by(View(DEMO, Selection(years=(2023,))), by)
    whole = found.pop(None)
    for part in ("municipalities", "without", "population", "population_without"):
        assert sum(getattr(reach, part) for reach in found.values()) == getattr(whole, part)


NO_PEOPLE = Missing(Reason.NO_POPULATION)


def test_the_inhabitants_are_those_of_the_register():
    whole = reach_by(View(DEMO, Selection(years=(2023,))), "county")[None]
    assert (
        whole.population
        == total(View(DEMO, Selection(years=(2023,))), "population")["population"]
        == 5_488_984
    )


def test_oslo_is_reached():
    oslo = reach_by(View(DEMO, Selection(years=(2023,), counties=("03",))), "county")[None]
    assert (oslo.municipalities, oslo.without, oslo.population_without_pct) == (1, 0, 0)


def test_fifty_seven_came_and_sixteen_left_as_published():
    found = municipality_changes(View(DEMO, Selection(years=(2023,))), 2023)
    assert (len(found.came), len(found.left)) == (57, 16)
    assert not set(found.came) & set(found.left)


def test_without_a_year_before_nobody_came_or_left():
    assert municipality_changes(View(DEMO, Selection(years=(2022,))), 2022) is None


def test_a_selection_without_grants_reaches_nobody():
    nobody = reach_by(
        View(DEMO, Selection(years=(2023,), counties=("03",), grant_types=("nothing",))), "county"
    )[None]
    assert (nobody.municipalities, nobody.without, nobody.population_without_pct) == (1, 1, 100)


def test_inhabitants_that_are_not_published_are_unknown_and_not_none(tmp_path):
    row = ("g01", 2027, "4601", "a", "alis", "granted", 1_000, None, None, 0, None)
    extract = extract_of(tmp_path, grants_of((row,)))
    whole = reach_by(View(extract, Selection(years=(2027,), borders=2024)), "county")[None]
    assert (whole.municipalities, whole.without) == (357, 356)
    assert (whole.population, whole.population_without, whole.population_without_pct) == (
        NO_PEOPLE,
        NO_PEOPLE,
        NO_PEOPLE,
    )

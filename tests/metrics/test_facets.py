"""The number behind each choice of a filter is what the selection would have with that choice."""

from dataclasses import replace

import pytest

from lib.extract.model import Extract
from lib.metrics.compute import compute
from lib.metrics.filter_counts import facets
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import demo_extract
from tests.metrics.selections import drawn

DEMO = demo_extract()
FIELDS = {
    "county": "counties",
    "centrality": "centralities",
    "size_class": "sizes",
    "grant_type": "grant_types",
}
SELECTIONS = [*drawn(DEMO, 20, seed=46), Selection(years=(2023,), counties=("46",), municipalities=("4621",))]


@pytest.mark.parametrize("chosen", SELECTIONS, ids=range(len(SELECTIONS)))
def test_a_choice_shows_the_grants_it_would_give(chosen: Selection):
    found = facets(View(DEMO, chosen))
    for column, field in FIELDS.items():
        lifted = replace(chosen, **{field: ()})
        if column == "county":
            lifted = replace(lifted, municipalities=())
        grants = {row[column]: row["grants"] for row in compute(View(DEMO, lifted), ("grants",), (column,))}
        assert {code: found[column][code] for code in grants} == grants, column


def test_the_printed_totals_stand_behind_the_years():
    # Table 2.3: 2142 agreements and 93 guidance-only grants. In 2022 each of 1239 and 355 doctors has one.
    assert facets(View(DEMO, Selection(years=(2023,))))["year"] == {2022: 1239 + 355, 2023: 2142 + 93}


def test_the_parts_of_a_divided_municipality_are_counted_under_the_whole(reform: Extract):
    # Ålesund: g01 in 2022, g03 in 2023, g07 and g08 in 2024, when it is 1508 and 1580.
    chosen = Selection(years=(2022, 2024), municipalities=("1507",), borders=2024)
    assert dict(facets(View(reform, chosen))["year"]) == {2022: 1, 2023: 1, 2024: 2}

"""Who came, stayed and went, counted by eye on the rows of tests/metrics/rows.py.

2022 has doctors a b c e, 2023 has a b c d. Municipalities with grants: 4601 4621 1835, then 4601 4621 1836.
"""

from dataclasses import replace

import pyarrow as pa
import pytest

from lib.extract.model import Extract
from lib.metrics.growth import (
    MUNICIPALITIES,
    Flow,
    comparable_years,
    flow,
    flow_by,
    type_changes,
)
from lib.metrics.selection import Selection
from lib.metrics.value import NO_BASE, NOT_DECIDED, Missing, Partial, Reason, StandIn, change_pct
from lib.metrics.view import View
from tests.metrics.rows import ELEVEN, demo_extract, extract_of, grants_of

DOCTORS = [
    # filter: first_time, continued, returned, arrived, left, moved_on
    ({}, (1, 3, 0, 0, 1, 0)),  # d · a b c · – · e · –
    ({"counties": ("46",)}, (0, 2, 0, 1, 1, 0)),  # – · a b · c from Nordland · e · –
    ({"counties": ("18",)}, (1, 0, 0, 0, 0, 1)),  # d · – · – · – · c to Vestland
    ({"counties": ("18", "46")}, (1, 3, 0, 0, 1, 0)),  # c moves inside the selection: continued
    ({"grant_types": ("alis",)}, (0, 2, 0, 1, 0, 0)),  # – · a c · b from guidance · – · –
    ({"grant_types": ("guidance",)}, (1, 0, 0, 0, 1, 1)),  # d · – · – · e · b to an agreement
    ({"centralities": (2,)}, (0, 2, 0, 0, 0, 0)),  # a b
    ({"centralities": (4,)}, (0, 0, 0, 1, 0, 0)),  # c; e was in class 5 by the extract's own word
    ({"centralities": (5,)}, (0, 0, 0, 0, 1, 0)),  # e
    ({"sizes": ("g",)}, (1, 0, 0, 0, 0, 1)),  # d · c
    ({"municipalities": ("4621",)}, (0, 0, 0, 1, 1, 0)),  # c arrives, e leaves
    ({"counties": ("03",)}, (0, 0, 0, 0, 0, 0)),
]


@pytest.mark.parametrize(("chosen", "parts"), DOCTORS, ids=[str(chosen) for chosen, _parts in DOCTORS])
def test_flow_of_doctors_under_each_filter(eleven: Extract, chosen: dict, parts: tuple):
    assert flow(View(eleven, Selection(years=(2023,), **chosen)), 2023) == Flow(2023, *parts)


MUNICIPALITY_FLOWS = [
    ({}, (1, 2, 0, 0, 1, 0)),  # 1836 · 4601 4621 · – · 1835 · –
    ({"counties": ("46",)}, (0, 2, 0, 0, 0, 0)),
    ({"grant_types": ("alis",)}, (0, 1, 0, 1, 1, 0)),  # – · 4601 · 4621, guidance before · 1835 · –
    ({"grant_types": ("guidance",)}, (1, 0, 0, 0, 0, 2)),  # 1836 · – · – · – · 4601 4621, agreements now
]


@pytest.mark.parametrize(
    ("chosen", "parts"), MUNICIPALITY_FLOWS, ids=[str(chosen) for chosen, _parts in MUNICIPALITY_FLOWS]
)
def test_flow_of_municipalities(eleven: Extract, chosen: dict, parts: tuple):
    found = flow(View(eleven, Selection(years=(2023,), **chosen)), 2023, of=MUNICIPALITIES)
    assert found == Flow(2023, *parts)


def test_flow_by_county_counts_a_doctor_that_moves_in_both(eleven: Extract):
    found = flow_by(View(eleven, Selection(years=(2023,))), 2023, by="county")
    assert {county: line for county, line in found.items() if line.this_year or line.last_year} == {
        "18": Flow(2023, 1, 0, 0, 0, 0, 1),
        "46": Flow(2023, 0, 2, 0, 1, 1, 0),
    }
    assert len(found) == 11


def test_this_year_last_year_and_net_follow_from_the_parts():
    found = Flow(2023, first_time=7, continued=5, returned=0, arrived=3, left=2, moved_on=1)
    assert (found.this_year, found.last_year, found.net) == (15, 8, 7)
    assert found.net_pct == 87.5  # 7 of 8


def test_change_has_the_year_before_as_its_base_and_none_without_one():
    assert change_pct(1871, 1358) == pytest.approx(37.776, abs=0.001)  # 513 of 1358
    assert change_pct(3, 4) == -25
    assert change_pct(5, 0) == NO_BASE
    assert change_pct(5, NOT_DECIDED) == NOT_DECIDED
    assert change_pct(NOT_DECIDED, 5) == NOT_DECIDED
    assert change_pct(Partial(5, 1, 2, Reason.NOT_DECIDED), 4) == Missing(Reason.PARTLY_KNOWN)
    assert change_pct(5, StandIn(4, (2022,))) == Missing(Reason.OTHER_AMOUNT)


def test_the_first_year_has_no_flow(eleven: Extract):
    assert comparable_years(eleven) == (2023,)
    assert flow(View(eleven, Selection(years=(2022,))), 2022) is None
    assert flow_by(View(eleven, Selection(years=(2022,))), 2022, by="county") == {}
    assert type_changes(View(eleven, Selection(years=(2022,))), 2022) == {}


def test_a_year_that_is_missing_is_not_bridged(tmp_path):
    rows = (*ELEVEN[:3], ("g12", 2024, "4601", "a", "alis", "granted", 1_000, None, None, 0, None))
    extract = extract_of(tmp_path, grants_of(rows))
    assert comparable_years(extract) == ()
    assert flow(View(extract, Selection(years=(2024,))), 2024) is None


def test_a_doctor_who_returns_after_a_year_away_is_not_first_time(tmp_path):
    rows = (*ELEVEN, ("g12", 2024, "4621", "e", "alis", "granted", 1_000, None, None, 0, None))
    extract = extract_of(tmp_path, grants_of(rows))
    # e was there in 2022, not in 2023, and comes back in 2024, when a b c d are gone.
    assert flow(View(extract, Selection(years=(2024,))), 2024) == Flow(2024, 0, 0, 1, 0, 4, 0)


TYPES = [
    ({}, {("alis", "alis"): 2, ("guidance", "alis"): 1, ("none", "guidance"): 1, ("guidance", "none"): 1}),
    # The filter on type is lifted, as it is the type that changes.
    (
        {"grant_types": ("alis",)},
        {("alis", "alis"): 2, ("guidance", "alis"): 1, ("none", "guidance"): 1, ("guidance", "none"): 1},
    ),
    # In Vestland c is new and d is not there.
    (
        {"counties": ("46",)},
        {("alis", "alis"): 1, ("guidance", "alis"): 1, ("none", "alis"): 1, ("guidance", "none"): 1},
    ),
]


@pytest.mark.parametrize(("chosen", "changes"), TYPES, ids=[str(chosen) for chosen, _changes in TYPES])
def test_type_changes(eleven: Extract, chosen: dict, changes: dict):
    assert type_changes(View(eleven, Selection(years=(2023,), **chosen)), 2023) == changes


def test_a_doctor_with_both_types_in_a_year_is_said_to_have_both(tmp_path):
    rows = (*ELEVEN, ("g12", 2023, "4601", "a", "guidance", "granted", 1_000, None, None, 0, None))
    changes = type_changes(View(extract_of(tmp_path, grants_of(rows)), Selection(years=(2023,))), 2023)
    assert changes[("alis", "both")] == 1
    assert changes[("alis", "alis")] == 1


def test_the_published_growth_is_net_and_splits_into_those_who_came_stayed_and_left(demo: Extract):
    # Printed: 1358 and 1871 doctors, and 2079 over both years.
    # 2079 − 1358 = 721 first-time, 1871 − 721 = 1150 continued, 1358 − 1150 = 208 left.
    found = flow(View(demo, Selection(years=(2023,))), 2023)
    assert found == Flow(2023, first_time=721, continued=1150, returned=0, arrived=0, left=208, moved_on=0)
    assert found.net == 513


def test_the_flow_is_the_same_however_the_rows_lie_in_chunks():
    """Arrow joins chunks in any order of rows, so a column computed apart must not be set beside them."""
    demo = demo_extract()
    for length in (7, 50, 500):
        slices = [demo.grants.slice(start, length) for start in range(0, demo.grants.num_rows, length)]
        for _attempt in range(10):
            chunked = replace(demo, grants=pa.concat_tables(slices))
            found = flow(View(chunked, Selection(years=(2023,))), 2023, of=MUNICIPALITIES)
            assert (found.continued, found.first_time, found.left) == (171, 57, 16)

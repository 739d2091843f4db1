"""The places that are compared: which there are, in which order, and what was asked for in vain."""

import pytest

from lib.extract.model import Extract
from lib.metrics.compared import MOST, compared, whole_country
from lib.metrics.compute import total
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import demo_extract


@pytest.fixture(scope="module")
def demo() -> Extract:
    return demo_extract()


def names(extract: Extract, **chosen: tuple[str, ...]) -> list[str]:
    return [place.name for place in compared(View(extract, Selection((2023,), **chosen))).places]


def test_what_is_chosen_stands_first_and_the_others_as_they_were_added(demo: Extract):
    assert names(demo, counties=("18",), against=("54", "4601", "11")) == [
        "Nordland", "Troms og Finnmark", "Bergen", "Rogaland",
    ]  # fmt: skip


def test_several_chosen_places_are_one_column_their_sum(demo: Extract):
    assert names(demo, counties=("18", "54"), against=("46",)) == ["Nordland + Troms og Finnmark", "Vestland"]
    both = compared(View(demo, Selection((2023,), counties=("18", "54"), against=("46",)))).places[0]
    alone = [
        total(View(demo, Selection((2023,), counties=(code,))), "grants")["grants"] for code in ("18", "54")
    ]
    assert total(both.view, "grants")["grants"] == sum(alone)


def test_without_a_place_those_to_compare_with_stand_by_themselves(demo: Extract):
    assert names(demo, against=("18",)) == ["Nordland"]


def test_a_place_is_shown_once_and_no_more_than_have_room(demo: Extract):
    found = compared(View(demo, Selection((2023,), counties=("18",), against=("18", "54", "11", "46", "03"))))
    assert found.twice == ("Nordland",)
    assert len(found.places) == MOST == 4
    assert found.too_many == ("Oslo",)


def test_a_municipality_beside_its_own_county_is_told_of(demo: Extract):
    view = View(demo, Selection((2023,), municipalities=("4601",), counties=("46",), against=("46", "1804")))
    assert compared(view).within == (("Bergen", "Vestland"),)


def test_a_county_and_a_municipality_of_one_name_are_told_apart(demo: Extract):
    assert names(demo, counties=("03",), against=("0301",)) == ["Oslo (fylke)", "Oslo (kommune)"]


def test_every_place_has_the_filters_beside_places_and_so_has_the_country(demo: Extract):
    chosen = Selection((2022,), counties=("18",), centralities=(6,), grant_types=("alis",), against=("4601",))
    views = [place.view for place in compared(View(demo, chosen)).places]
    for view in (*views, whole_country(View(demo, chosen))):
        found = view.selection
        assert (found.years, found.centralities, found.grant_types, found.against) == (
            (2022,),
            (6,),
            ("alis",),
            (),
        )
    assert [view.selection.counties for view in views] == [("18",), ()]
    assert views[1].selection.municipalities == ("4601",)

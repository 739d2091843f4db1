"""The register of filters: each is a field, a grouping and a parameter, and lifts what is within it."""

from dataclasses import fields

import pytest

from lib.figures.captions import filter_words, place_words, selection_words
from lib.figures.recipes import read_tag, tag_of
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_LINK, FILTERS, Filter
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui import ignored
from tests.metrics.rows import demo_extract

EVERYTHING = Selection(
    years=(2022, 2023),
    counties=("46",),
    municipalities=("4601",),
    centralities=(2,),
    sizes=("a",),
    grant_types=("alis",),
    borders=2020,
)


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.column)
def test_a_filter_is_a_field_a_grouping_and_a_parameter(each: Filter):
    assert each.field in {field.name for field in fields(Selection)}
    assert each.column in DIMENSIONS
    assert BY_LINK[each.link] is each
    assert all(isinstance(code, each.kind) for code in EVERYTHING.filters[each.column])


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.column)
def test_a_filter_is_said_in_words_and_has_words_for_a_wrong_link(each: Filter):
    extract = demo_extract()
    code = next(iter(DIMENSIONS[each.column].members(extract, 2020)))
    everything = selection_words(View(extract, Selection(years=(2023,))))
    chosen = View(extract, Selection(years=(2023,), **{each.field: (code,)}))
    assert selection_words(chosen) != everything
    assert place_words(chosen) if each.is_place else filter_words(chosen), (
        "sentences would say it of the whole"
    )
    assert "x9" in ignored.sentence([(each.link, "x9")])


def test_every_filter_in_use_is_told_and_lifting_one_lifts_what_is_chosen_within_it():
    columns = ["county", "municipality", "centrality", "size_class", "grant_type"]
    assert list(EVERYTHING.filters) == columns
    assert list(EVERYTHING.without("county").filters) == columns[2:]
    assert list(EVERYTHING.without("municipality").filters) == ["county", *columns[2:]]
    assert list(EVERYTHING.without("centrality").filters) == [*columns[:2], *columns[3:]]


def test_a_tag_of_an_old_presentation_gives_the_selection_it_was_made_of():
    chosen = "years=2022%2C2023&counties=46&centralities=2&grant_types=alis&borders=2024"
    name, selection = read_tag(f"region-map:metric=grants?{chosen}")
    assert name == "region-map:metric=grants"
    assert selection == Selection(
        years=(2022, 2023), counties=("46",), centralities=(2,), grant_types=("alis",), borders=2024
    )
    assert read_tag(tag_of(name, EVERYTHING)) == (name, EVERYTHING)

"""The search for a place, and the switches that pages share."""

from lib.figures.region_figures import place_options
from lib.metrics.dimensions import alphabetical
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.pages.app import go, visit
from tests.truth.extracts import load


def test_oslo_is_a_county_and_a_municipality_and_says_which():
    names = place_options(View(load("D"), Selection(years=(2023,))))
    assert names["03"] == "Oslo (fylke)"
    assert names["0301"] == "Oslo (kommune)"
    assert names["46"] == "Vestland"
    assert len(set(names.values())) == len(names)


def test_letters_with_marks_stand_with_their_letter_and_norwegian_ones_last():
    names = ["Ås", "Øyer", "Ærfugl", "Zoo", "Šibenik", "Sund", "Đurđa", "Drammen", "Hábmer", "Habostad"]
    expected = ["Drammen", "Đurđa", "Hábmer", "Habostad", "Šibenik", "Sund", "Zoo", "Ærfugl", "Øyer", "Ås"]
    assert sorted(names, key=alphabetical) == expected


def measures(site) -> list:
    return [each.value for each in site.segmented_control if str(each.key).startswith("maal-")]


def test_a_measure_goes_with_the_reader_to_a_page_that_has_it():
    site = go(visit(page="kart.py", maal="leger"), "sentralitet.py")
    assert measures(site) == ["leger"]


def test_a_measure_that_a_page_lacks_leaves_no_switch_without_a_choice():
    site = go(visit(page="sentralitet.py", maal="andeler"), "kart.py")
    assert measures(site) == ["tilskudd"]
    assert measures(go(site, "sentralitet.py")) == ["andeler"]

"""The order of names, and the switches that pages share."""

from lib.metrics.dimensions import alphabetical
from tests.pages.app import go, visit


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

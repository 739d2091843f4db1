"""The letter is offered where one place is chosen, and nowhere else."""

from streamlit.testing.v1 import AppTest

from tests.pages.app import FIRST, SHEET, visit


def offered(site: AppTest) -> list[str]:
    buttons = [button.proto for button in site.get("download_button")]
    return [button.label for button in buttons if "letter-" in button.id]


def test_a_municipality_has_its_letter():
    for page in (FIRST, SHEET):
        assert offered(visit(page, fylke="18", kommune="1804")) == ["Kommunebrev (PDF)", "Kommunebrev (Word)"]


def test_a_county_has_its_letter():
    for page in (FIRST, SHEET):
        assert offered(visit(page, fylke="18")) == ["Fylkesbrev (PDF)", "Fylkesbrev (Word)"]


def test_the_country_and_several_places_have_none():
    for page in (FIRST, SHEET):
        for places in ({}, {"fylke": ["18", "46"]}, {"kommune": ["1804", "4601"]}):
            assert offered(visit(page, **places)) == [], places

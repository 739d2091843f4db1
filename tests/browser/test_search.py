"""The search by keyboard, mouse and touch: what is shown, said and followed, within the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.words import _
from tests.browser.conftest import PageFactory, Visits
from tests.browser.harness import Recorder, Server, follow, open_page, settle
from tests.browser.reader import expect_chips, filters
from tests.browser.test_every_page import accessibility_faults

# Set on the window: gone when a page has been loaded again.
STAYED = "window.__stayed = true"
START = "?aar=2023&type=alis"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name=_("Search for a place, a figure or a word"))


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name=_("Matches")).get_by_role("option")


@pytest.fixture
def page(visits: Visits) -> Page:
    """The start in a tab that the test may take anywhere."""
    page = visits(START).to_be_changed()
    page.evaluate(STAYED)
    return page


@pytest.fixture
def start(visits: Visits) -> Iterator[Page]:
    """The start for tests that stay there; what they leave in the field is taken out."""
    page = visits(START).as_opened()
    yield page
    field(page).fill("")
    page.locator("h1").click()


@pytest.fixture
def tab(visits: Visits, server: Server) -> Page:
    """The start in a tab that has been at other sheets, and comes back by a link."""
    page = visits(START, phone=False).as_opened()
    if "kommune=" in page.url:
        follow(page, f"{server.url}/{START}")
    page.evaluate(STAYED)
    return page


def test_a_few_letters_and_enter_filter_a_county_where_the_reader_is(page: Page):
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("vestl")
    page.keyboard.press("Enter")  # before anything is shown
    page.wait_for_url("**fylke=46*")
    settle(page)
    expect_chips(page, "Vestland", "ALIS-avtale")
    expect(page.locator("p.answer")).to_contain_text("Vestland")
    expect(field(page)).to_have_value("")
    assert "/?" in page.url
    assert page.evaluate("window.__stayed")


def test_back_and_undo_take_a_result_back(page: Page):
    field(page).fill("vestland")
    field(page).press("Enter")
    page.wait_for_url("**fylke=46*")
    settle(page)
    filters(page).get_by_role("button", name=_("Undo")).click()
    settle(page)
    expect_chips(page, "ALIS-avtale")
    field(page).fill("nordland")
    field(page).press("Enter")
    page.wait_for_url("**fylke=18*")
    settle(page)
    page.go_back()
    settle(page)
    expect_chips(page, "ALIS-avtale")


@pytest.mark.parametrize(
    ("typed", "chosen", "code"),
    [
        ("Våler (Inn", "Våler (Innlandet)", "3419"),
        ("Våler (Vik", "Våler (Viken)", "3018"),
        ("Herøy (Nord", "Herøy (Nordland)", "1818"),
        ("Årdal", "Årdal", "4643"),
        ("Guovdageaidnu", "Guovdageaidnu – Kautokeino", "5430"),
        ("kautokeino", "Guovdageaidnu – Kautokeino", "5430"),
        ("ski", "Nordre Follo", "3020"),
        ("bergne", "Bergen", "4601"),
    ],
)
def test_a_municipality_opens_its_sheet_with_the_filters_kept(tab: Page, typed: str, chosen: str, code: str):
    field(tab).fill(typed)
    field(tab).press("Enter")
    tab.wait_for_url(f"**/kommune?*kommune={code}*")
    settle(tab)
    expect(tab.locator("p.answer")).to_contain_text(chosen)
    assert "type=alis" in tab.url
    assert tab.evaluate("window.__stayed")


def test_the_arrows_go_round_and_enter_takes_what_is_marked(page: Page):
    field(page).fill("nordl")
    expect(options(page)).to_have_text(["Nordland fylke", "Herøy (Nordland) kommune i Nordland"])
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    marked = page.locator("#search-results [aria-selected=true]")
    expect(marked).to_have_count(0)
    for key, text in (
        ("ArrowDown", "Nordland"),
        ("ArrowDown", "Herøy"),
        ("ArrowDown", "Nordland"),
        ("ArrowUp", "Herøy"),
    ):
        field(page).press(key)
        expect(marked).to_contain_text(text)
        expect(field(page)).to_have_attribute("aria-activedescendant", marked.get_attribute("id"))
    field(page).press("Enter")
    page.wait_for_url("**kommune=1818*")


def test_groups_are_named_and_the_number_of_results_is_said(start: Page):
    field(start).fill("per innbygger")
    groups = start.locator("#search-results [role=group]")
    expect(groups).to_have_count(2)
    assert [
        start.locator(f"#{id}").inner_text()
        for id in groups.evaluate_all("all => all.map(one => one.getAttribute('aria-labelledby'))")
    ] == [
        "Figurer",
        "Definisjoner",
    ]
    expect(start.locator("div.only-read[role=status]")).to_have_text(re.compile(r"^\d+ treff$"))


def test_a_figure_is_scrolled_to_with_its_switches_set(page: Page):
    field(page).fill("endring i unike leger etter kommune, størst")
    field(page).press("Enter")
    page.wait_for_url("**/kart?*vis=endring*")
    settle(page)
    heading = page.locator(".st-key-figure-change-ranking h2")
    expect(heading).to_be_focused()
    assert 0 < heading.bounding_box()["y"] < 300
    assert {"maal=leger", "niva=kommuner", "type=alis"} <= set(page.url.partition("?")[2].split("&"))


def test_a_definition_opens_at_once_where_the_reader_is(start: Page):
    field(start).fill("unike leger")
    field(start).press("Enter")
    dialog = start.get_by_role("dialog", name="Unike leger")
    expect(dialog).to_be_visible()
    assert "/?" in start.url
    start.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(field(start)).to_be_focused()


def test_a_page_and_a_year_are_gone_to(page: Page):
    field(page).fill("budsjett")
    field(page).press("Enter")
    page.wait_for_url("**/budsjett?*type=alis*")
    settle(page)
    field(page).fill("2022")
    field(page).press("Enter")
    page.wait_for_url("**/budsjett?*aar=2022*")
    settle(page)
    expect(page.locator("p.lead")).to_contain_text("2022 ·")


def test_what_is_not_found_is_said_with_what_is_nearest(page: Page):
    field(page).fill("alesunnnd")
    expect(page.locator(".search .said")).to_have_text("Fant ikke «alesunnnd». Mente du Ålesund?")
    field(page).press("Enter")  # is not followed unseen
    expect(options(page)).to_have_text(["Ålesund kommune i Møre og Romsdal"])
    options(page).first.click()
    page.wait_for_url("**kommune=1507*")
    settle(page)
    field(page).fill("xyzzy")
    expect(page.locator(".search .said")).to_contain_text("Prøv færre bokstaver")
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_escape_closes_then_empties_then_leaves(start: Page):
    field(start).fill("berg")
    expect(options(start).first).to_be_visible()
    field(start).press("Escape")
    expect(options(start).first).to_be_hidden()
    expect(field(start)).to_have_value("berg")
    field(start).press("Escape")
    expect(field(start)).to_have_value("")
    field(start).press("Escape")
    expect(field(start)).not_to_be_focused()


def test_a_slash_is_a_letter_while_the_reader_types(start: Page):
    field(start).press("/")
    expect(field(start)).to_have_value("/")


def test_a_click_elsewhere_closes_and_a_result_can_be_clicked(page: Page):
    field(page).fill("berg")
    expect(options(page).first).to_be_visible()
    page.locator("h1").click()
    expect(options(page).first).to_be_hidden()
    field(page).fill("rogal")
    options(page).first.click()
    page.wait_for_url("**fylke=11*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_results_fit_and_can_be_pressed(server: Server, new_page: PageFactory, scheme: str):
    page, recorder = new_page(server, phone=True)
    page.emulate_media(color_scheme=scheme)
    open_page(page, server.url)
    field(page).fill("per inn")
    expect(options(page).first).to_be_visible()
    for option in options(page).all()[:3]:
        box = option.bounding_box()
        assert box["height"] >= 40
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert accessibility_faults(page) == []
    field(page).fill("vestl")
    expect(options(page)).to_have_count(1)
    options(page).first.click()
    page.wait_for_url("**fylke=46*")
    assert nothing_failed(recorder)


def nothing_failed(recorder: Recorder) -> bool:
    return not (recorder.console_errors or recorder.failed_requests or recorder.foreign_requests)

"""Comparing places in a browser: how many clicks and keys it takes, and what stands where."""

from playwright.sync_api import Page, expect

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import Hand, expect_chips, filters, plain

ANSWER = "Nordland har 117 tilskudd, Troms og Finnmark 141; per 100 000 innbyggere 48,5 mot 58,2."


def box(page: Page):
    return page.locator(".st-key-compare input")


def said(page: Page) -> str:
    return plain(page.locator("p.answer").inner_text())


def test_two_counties_are_compared_in_four_clicks_from_the_first_page(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, server.url)
    hand = Hand(page)
    hand.click(filters(page).get_by_role("button", name="Nordland", exact=True))
    hand.click(box(page))
    hand.click(page.get_by_role("option", name="Troms og Finnmark"))
    expect_chips(page, "Nordland", "mot Troms og Finnmark")
    assert said(page) == ANSWER
    assert hand.acts <= 4
    assert "mot=54" in page.url


def test_kroner_per_inhabitant_of_bergen_and_oslo_in_five(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, server.url)
    hand = Hand(page)
    hand.click(filters(page).get_by_role("button", name="Oslo", exact=True))
    hand.press("/")
    hand.type("bergen")
    hand.click(page.get_by_role("option", name="Sammenlign med Bergen"))
    row = page.locator("table.turned tr", has_text="Søkt per innbygger")
    expect(row.locator("td")).to_have_text(["57", "97", "−40", "84"])
    assert hand.acts <= 5


def test_the_comparison_stands_above_the_fold_without_sideways_scrolling(
    server: Server, new_page: PageFactory
):
    page, _recorder = new_page(server)
    page.set_viewport_size({"width": 1400, "height": 900})
    open_page(page, f"{server.url}/?fylke=18&mot=54")
    table = page.locator("table.turned").bounding_box()
    assert table["y"] + table["height"] < 900
    for width in (1400, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chip_is_removed_by_key_and_back_brings_it_again(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/?fylke=18&mot=54")
    name = _("Remove the filter {name}").format(name="mot Troms og Finnmark")
    filters(page).get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    settle(page)
    expect_chips(page, "Nordland")
    page.go_back()
    settle(page)
    expect_chips(page, "Nordland", "mot Troms og Finnmark")
    assert said(page) == ANSWER


def test_similar_municipalities_lead_on_and_keep_the_year(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/kommune?aar=2022&kommune=1804")
    page.get_by_role("link", name="Tromsø").first.click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvordan ligger Tromsø an?")
    assert "aar=2022" in page.url
    assert not recorder.console_errors

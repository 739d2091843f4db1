"""The definition at the number: opened, read, closed and linked to, by mouse, keyboard and touch."""

import pytest
from playwright.sync_api import expect

from lib.metrics.glossary import glossary
from tests.browser.conftest import PageFactory, Visits
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import figure
from tests.browser.test_every_page import accessibility_faults


def test_a_mark_opens_the_whole_definition_in_place_and_esc_gives_the_focus_back(visits: Visits):
    page = visits("").as_opened()
    mark = page.locator("#key-paid_utilisation_pct a.term")
    mark.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Utnyttelse, utbetalt")
    expect(dialog).to_be_visible()
    expect(dialog).to_be_focused()
    term = glossary()["paid_utilisation_pct"]
    for text in (term.definition, "Utbetalt / samlet budsjett", "prosent", term.source):
        expect(dialog).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_second_mark_a_click_elsewhere_and_the_button_close_it(visits: Visits):
    page = visits("").as_opened()
    dialog = page.locator("#definition")
    page.locator("#key-doctors a.term").click()
    expect(dialog).to_contain_text("Unike leger")
    page.locator("#key-grants a.term").click()
    expect(dialog).to_contain_text("Tilskudd")
    page.locator("h1").click()
    expect(dialog).to_be_hidden()
    page.locator("#key-grants a.term").click()
    dialog.get_by_role("button", name="Lukk").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#key-grants a.term")).to_be_focused()


def test_it_leads_on_to_the_page_of_all_definitions_and_back(visits: Visits):
    page = visits("").to_be_changed()
    page.locator("#key-doctors a.term").click()
    page.locator("#definition").get_by_role("link").click()
    page.wait_for_url("**/om-tallene?*#unike-leger")
    settle(page)
    place = page.locator("#unike-leger")
    expect(place).to_be_focused()
    assert 0 < place.bounding_box()["y"] < 400
    page.go_back()
    settle(page)
    expect(page.locator("#key-doctors")).to_be_visible()


def test_a_link_to_a_definition_shows_it(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/om-tallene#forstegang")
    expect(page.locator("#forstegang")).to_be_focused()
    expect(page.locator("#forstegang")).to_contain_text("ikke i noe tidligere år i uttrekket")


def test_the_contents_lead_to_the_sections(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/om-tallene")
    links = page.get_by_role("navigation", name="Innhold").get_by_role("link")
    assert links.all_inner_texts() == [
        "Stemmer det?",
        "Hva er endret?",
        "Hva kontrollene fant",
        "Ordliste",
        "Metode og begrensninger",
        "For fagfolk",
    ]
    links.filter(has_text="Ordliste").click()
    expect(page.locator("#ordliste")).to_be_in_viewport()
    settle(page)
    expect(page.locator("#ordliste")).to_be_in_viewport()


def test_figures_and_columns_have_marks_of_what_they_are_about(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/vekst")
    flow = figure(page, "gross-and-net")
    expect(flow.locator("h2 a.term, p.sub a.term")).to_have_attribute("href", "/om-tallene#unike-leger")
    flow.get_by_role("radio", name="Tabell", exact=True).click()
    settle(page)
    expect(flow.locator("thead a.term").first).to_be_visible()
    marked = flow.locator("thead a.term").evaluate_all("all => all.map(mark => mark.hash)")
    assert {"#forstegang", "#fortsatte", "#ikke-viderefort", "#netto-endring"} <= set(marked)
    flow.locator("thead a.term").last.click()
    expect(page.locator("#definition")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_opens_by_touch_within_the_window(server: Server, new_page: PageFactory, scheme: str):
    page, _recorder = new_page(server, phone=True)
    page.emulate_media(color_scheme=scheme)
    open_page(page, server.url)
    mark = page.locator("#key-applied_nok a.term")
    mark.scroll_into_view_if_needed()
    more = mark.evaluate("mark => -2 * parseFloat(getComputedStyle(mark, '::after').top)")
    size = mark.bounding_box()["width"] + more
    assert size >= 39
    mark.click()
    dialog = page.locator("#definition")
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert (
        box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0 and box["y"] + box["height"] <= 844
    )
    assert accessibility_faults(page) == []

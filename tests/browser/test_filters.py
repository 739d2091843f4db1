"""The filters in a browser: where they stand, their keys, the clipboard, what a screen reader is told."""

import re

from playwright.sync_api import Page, expect

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import close_menu, expect_chips, expect_key_figure, filters, in_menu, pick, plain

MOST_HEIGHT = 100  # px of both rows


def chip(page: Page, name: str):
    return filters(page).get_by_role("button", name=_("Remove the filter {name}").format(name=name))


def test_two_rows_stand_above_the_content_and_nothing_beside_it(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    for borders in ("2020", "2024"):
        open_page(page, f"{server.url}/kart?grense={borders}")
        box = filters(page).bounding_box()
        assert box["height"] <= MOST_HEIGHT
        assert box["y"] + box["height"] < page.get_by_role("heading", level=1).bounding_box()["y"]
        assert page.get_by_test_id("stSidebar").count() == 0
        last = page.locator(".st-key-filter-fylke button").last.bounding_box()
        assert last["x"] + last["width"] <= 1400, "a county is outside the window"


def test_a_chip_is_removed_by_key_and_the_keyboard_goes_on_to_the_next(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/?fylke=46&sentralitet=3")
    expect_chips(page, "Vestland", "Sentralitet 3")
    chip(page, "Vestland").focus()
    page.keyboard.press("Enter")
    settle(page)
    expect_chips(page, "Sentralitet 3")
    expect(chip(page, "Sentralitet 3")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    expect_chips(page)
    expect(page.locator("p.answer")).to_be_focused()
    expect_key_figure(page, "doctors", "1 871")


def test_a_menu_shows_what_is_chosen_however_it_was_chosen(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/sentralitet?sentralitet=3&grense=2024")
    pick(page, "Oslo")  # a run on which the menus are not open
    chosen = in_menu(page, "Sentralitet").locator("[aria-pressed=true]")
    expect(chosen).to_have_text([re.compile("^3 ·")])
    close_menu(page)
    expect(in_menu(page, "Dagens").locator("[aria-checked=true]")).to_have_text("Dagens 15 fylker")


def test_the_new_answer_is_announced_once(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, server.url)
    said = page.locator("body > div.only-read[role=status]")
    expect(said).to_have_count(1)
    assert said.inner_text() == "", "nothing is announced before the reader does anything"
    page.evaluate(
        "() => { window.__said = []; new MutationObserver(() => window.__said.push("
        "document.querySelector('body > div.only-read').textContent))"
        ".observe(document.querySelector('body > div.only-read'), {childList: true, characterData: true}); }"
    )
    pick(page, "Vestland")
    answer = page.locator("p.answer").inner_text()
    assert "Vestland" in answer
    assert page.evaluate("window.__said").count(plain(answer).replace("  ", " ")) <= 1
    assert [plain(text) for text in page.evaluate("window.__said")] == [plain(answer)]


def test_the_link_that_is_copied_is_what_is_shown(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{server.url}/vekst?fylke=46")
    button = page.locator("button.copy-link")
    button.click()
    expect(button).to_have_text(_("The link is copied."))
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert "fylke=46" in page.url


def test_undo_and_the_browsers_back_lead_the_same_way(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/sentralitet")
    pick(page, "Vestland")
    pick(page, "Oslo")
    expect_chips(page, "Oslo", "Vestland")
    page.go_back()
    settle(page)
    expect_chips(page, "Vestland")
    undo = filters(page).get_by_role("button", name=_("Undo"))
    undo.click()
    settle(page)
    expect_chips(page)
    expect(undo).to_be_disabled()


def test_a_phone_has_one_button_for_all_filters(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server, phone=True)
    open_page(page, f"{server.url}/?fylke=46")
    assert not page.locator(".st-key-filter-fylke").is_visible()
    filters(page).get_by_role("button", name=re.compile(r"^Filtre \(1\)")).click()
    settle(page)
    menu = page.get_by_test_id("stPopoverBody")
    menu.get_by_role("button", name="Oslo", exact=True).click()
    settle(page)
    menu.get_by_role("button", name=re.compile("^Vis .* leger$")).click()
    settle(page)
    expect(menu).to_have_count(0)
    expect_chips(page, "Oslo", "Vestland")


def test_the_tab_says_what_is_shown(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?fylke=46")
    expect(page).to_have_title("Vestland 2023 – Kart – ALIS-innsikt")
    chip(page, "Vestland").click()
    expect(page).to_have_title("2023 – Kart – ALIS-innsikt")
    open_page(page, f"{server.url}/om-tallene")
    expect(page).to_have_title("Om tallene – ALIS-innsikt")

"""What a leader comes for, from a fresh first page, in no more clicks and keys than each task is allowed.

A click is a click of the mouse or a key that is pressed by itself; a text that is typed counts as one.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page
from tests.browser.reader import Hand, expect_chips, figure


@pytest.fixture
def at_most(server: Server, new_page: PageFactory) -> Callable:
    @contextmanager
    def go(limit: int) -> Iterator[Hand]:
        page, _recorder = new_page(server)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_page(page, server.url)
        hand = Hand(page)
        yield hand
        assert hand.acts <= limit, f"{hand.acts} clicks and keys, where {limit} are enough"

    return go


def nav(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{name}$"))


def answer(page: Page) -> Locator:
    return page.locator("p.answer")


def test_the_unique_doctors_and_their_change(at_most):
    with at_most(0) as hand:
        expect(answer(hand.page)).to_contain_text("1 871 unike leger, 513 flere enn i 2022 (+37,8 %)")


def test_the_same_for_vestland_by_the_search(at_most):
    with at_most(2) as hand:
        hand.type("/vestl")
        hand.press("Enter")
        expect(answer(hand.page)).to_contain_text("255 unike leger")  # counted from rows
        expect_chips(hand.page, "Vestland")


def test_what_unique_doctors_means(at_most):
    with at_most(1) as hand:
        hand.click(hand.page.locator("#key-doctors a.term"))
        expect(hand.page.locator("#definition")).to_contain_text("én gang")


def test_the_county_that_grew_most_in_per_cent(at_most):
    with at_most(1) as hand:
        hand.click(hand.page.locator(".st-key-findings a").filter(has_text="vokser mest"))
        found = figure(hand.page, "change-map").locator("h2")
        expect(found).to_contain_text("Nordland vokser mest: 81,8 %")
        assert "vis=endring-prosent" in hand.page.url


def test_whether_the_budget_of_2021_was_used(at_most):
    with at_most(2) as hand:
        hand.click(nav(hand.page, "Budsjett"))
        said = figure(hand.page, "earlier-schemes").locator("h2")
        expect(said).to_contain_text("183,3 %")  # 88,0 of 48,0, printed
        expect(said).to_contain_text("91,2 %")  # (88.0 + 42.0 + 21.0) of (48.0 + 54.0 + 63.6), by hand


def test_the_municipalities_without_grants_in_any_year_on_the_clipboard(at_most):
    with at_most(3) as hand:
        hand.click(nav(hand.page, "Uten tilskudd"))
        hand.click(hand.page.get_by_role("radio", name="i ingen av årene 2022–2023"))
        expect(answer(hand.page)).to_contain_text("112 av 356")
        hand.click(figure(hand.page, "never-applied").get_by_role("button", name="Kopier"))
        expect(hand.page.locator("body > .only-read[role=status]")).to_have_text("Tabellen er kopiert")
        lines = hand.page.evaluate("navigator.clipboard.readText()").splitlines()
        assert len(lines) == 112 + 4  # title, label, heads and source


def test_a_colleague_is_sent_exactly_this(at_most):
    with at_most(2) as hand:
        hand.click(hand.page.get_by_role("button", name="Kopier lenke"))
        assert hand.page.evaluate("navigator.clipboard.readText()") == hand.page.url


def test_the_last_filter_is_undone_and_all_are_removed(at_most):
    with at_most(4) as hand:
        hand.click(hand.page.locator(".st-key-filter-fylke button").filter(has_text="Vestland"))
        expect_chips(hand.page, "Vestland")
        hand.click(hand.page.get_by_role("button", name="Angre"))
        expect_chips(hand.page)
        hand.click(hand.page.locator(".st-key-filter-fylke button").filter(has_text="Agder"))
        hand.click(hand.page.get_by_role("button", name="Fjern alle filtre"))
        expect_chips(hand.page)


def test_centrality_6_doctors_money_and_share(at_most):
    with at_most(2) as hand:
        hand.click(nav(hand.page, "Sentralitet"))
        row = figure(hand.page, "class-table-centrality").get_by_role("row", name="6 (minst sentral)")
        expect(row).to_contain_text("106")  # doctors
        expect(row).to_contain_text("37 108 888")  # printed in table 2.3
        hand.click(hand.page.get_by_role("radio", name="Andeler"))
        expect(answer(hand.page)).to_contain_text("8,1 % av søkt beløp")


def test_the_numbers_behind_the_map_in_excel(at_most):
    with at_most(2) as hand:
        hand.click(figure(hand.page, "region-map").get_by_role("button", name="Last ned"))
        file = hand.download(hand.page.get_by_role("button", name=re.compile("^Excel")))
        assert file.suggested_filename.endswith(".xlsx")


def test_three_slides_with_a_title_of_ones_own_taken_along(at_most, tmp_path: Path):
    """Key figures, growth and the map: the first three of the ready set, the last two taken out."""
    with at_most(5 + 1) as hand:  # and the typing
        page = hand.page
        hand.click(nav(page, "Presentasjon"))
        hand.click(page.get_by_role("button", name=re.compile("^Ledermøte")))
        for _last_two in range(2):
            hand.click(page.get_by_role("button", name="Fjern", exact=True).last)
        page.get_by_role("textbox", name=re.compile("Tittel på lysbilde")).first.fill("Så langt er vi")
        hand.press("Enter")
        file = hand.download(page.get_by_role("button", name="Lag PowerPoint"))
        file.save_as(tmp_path / "deck.pptx")
        titles = [slide.shapes.title.text for slide in Presentation(tmp_path / "deck.pptx").slides]
        assert len(titles) == 1 + 1 + 3 + 1  # the title, the contents, and about the numbers
        assert titles[2] == "Så langt er vi"


def test_the_counties_of_today(at_most):
    with at_most(2) as hand:
        hand.click(hand.page.get_by_role("button", name=re.compile("^11 fylker")))
        hand.click(hand.page.get_by_role("radio", name="Dagens 15 fylker"))
        expect(hand.page.locator(".st-key-filter-fylke button")).to_have_count(15)

"""A figure's own bar, what its marks have in common with those beside it, and a map by the arrow keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import expect_chips, expect_key_figure

STATUS = "body > .only-read[role=status]"
LIT = "svg .lit"
FOLD = 900


def clipboard(page: Page, kind: str) -> str:
    """What is on the clipboard, of a kind: the text, or the size of a picture."""
    return page.evaluate(
        """async kind => {
          const [item] = await navigator.clipboard.read(), blob = await item.getType(kind);
          if (!kind.startsWith("image")) return blob.text();
          const picture = await createImageBitmap(blob);
          return `${picture.width}x${picture.height}`;
        }""",
        kind,
    )


def figure(page: Page, id: str):
    return page.locator(f".st-key-figure-{id}")


@pytest.fixture
def visit(server: Server, new_page: PageFactory):
    def go(path: str) -> Page:
        page, _recorder = new_page(server)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_page(page, server.url + path)
        return page

    return go


def test_a_copied_table_has_title_selection_and_source(visit):
    page = visit("/sentralitet?aar=2023")
    figure(page, "class-table-centrality").get_by_role("button", name="Kopier").click()
    expect(page.locator(STATUS)).to_have_text("Tabellen er kopiert")
    lines = clipboard(page, "text/plain").splitlines()
    assert "2023 · hele landet · alle typer" in lines[1]
    assert lines[2].split("\t")[:2] == ["Sentralitetsklasse", "ALIS-avtaler"]
    assert lines[-2].split("\t")[:2] == ["Hele landet", "2 142"]  # printed table 2.3
    assert lines[-1].startswith("Kilde: ")
    assert "<td>2 142</td>" in clipboard(page, "text/html")


def test_copied_key_figures_are_a_table_with_their_changes(visit):
    page = visit("/?aar=2023")
    row = page.locator(".st-key-row-key-figures")
    row.get_by_role("button", name="Kopier").click()
    expect(page.locator(STATUS)).to_have_text("Tabellen er kopiert")
    title, sub, *cells, source = clipboard(page, "text/plain").splitlines()
    assert title == "Hva skjedde i ordningen?"
    assert sub.startswith("2023 · hele landet · alle typer")
    assert source.startswith("Kilde: ")
    name, value, *below = cells[0].split("\t")
    assert (name, value) == ("Unike leger", "1 871")  # printed table 2.1
    assert any("1 358" in text for text in below)
    row.get_by_role("button", name="Del").click()
    expect(page.locator(STATUS)).to_have_text("Lenken er kopiert")
    assert clipboard(page, "text/plain").endswith("#key-figures")


def test_a_copied_chart_is_a_picture_with_room_for_its_texts(visit):
    page = visit("/kart?aar=2023")
    figure(page, "region-ranking").get_by_role("button", name="Kopier").click()
    expect(page.locator(STATUS)).to_have_text("Bildet er kopiert")
    width, height = map(int, clipboard(page, "image/png").split("x"))
    drawn = figure(page, "region-ranking").locator("svg.marks").bounding_box()
    assert width >= 2 * drawn["width"]
    assert height > 2 * (drawn["height"] + 60)


def test_a_shared_link_leads_to_the_figure(visit, server: Server, new_page: PageFactory):
    page = visit("/vekst?aar=2023")
    figure(page, "growth-by-county").get_by_role("button", name="Del").click()
    expect(page.locator(STATUS)).to_have_text("Lenken er kopiert")
    address = clipboard(page, "text/plain")
    assert address.endswith("#growth-by-county")
    again, _recorder = new_page(server)
    open_page(again, address)
    settle(again)
    expect(figure(again, "growth-by-county")).to_be_in_viewport()


def test_the_same_place_is_lit_in_map_and_ranking(visit):
    page = visit("/kart?aar=2023")
    figure(page, "region-ranking").locator("[aria-label^='Nordland:']").first.hover()
    assert page.locator(LIT).count() >= 2
    labels = page.locator(LIT).evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert {label.split(":")[0] for label in labels} == {"Nordland"}
    page.mouse.move(5, 5)
    expect(page.locator(LIT)).to_have_count(0)


def test_the_map_is_walked_by_arrow_keys_and_opened_by_enter(visit):
    page = visit("/kart?aar=2023&fylke=46&fylke=11")
    chart = figure(page, "region-map").get_by_test_id("stVegaLiteChart")
    chart.focus()
    page.keyboard.press("ArrowDown")
    first = page.locator(STATUS).text_content()
    assert re.match(r"[A-ZÆØÅ][^:]+: ", first)
    for key in ("ArrowUp", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    name = page.locator(STATUS).text_content().split(":")[0]
    page.keyboard.press("Enter")
    settle(page)
    expect_chips(page, name)


def test_a_click_on_a_class_filters_and_a_second_takes_it_away(visit):
    page = visit("/sentralitet?aar=2023")
    bar = figure(page, "class-chart-centrality").locator("path[aria-label^='6 (minst sentral), ALIS']").first
    bar.click()
    settle(page)
    expect_chips(page, "Sentralitet 6")
    expect(page).to_have_url(re.compile("sentralitet=6"))
    figure(page, "class-chart-centrality").locator(
        "path[aria-label^='6 (minst sentral), ALIS']"
    ).first.click()
    settle(page)
    expect_chips(page)


def test_the_names_of_a_table_filter_by_key(visit):
    page = visit("/sentralitet?aar=2023")
    page.get_by_role("link", name="6 (minst sentral)").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect_chips(page, "Sentralitet 6")
    page.get_by_role("link", name="Oversikt").first.click()
    settle(page)
    expect_key_figure(page, "doctors", "106")  # 46 more than in 2022


def test_a_click_on_a_year_chooses_it(visit):
    page = visit("/?aar=2023")
    figure(page, "count-history").locator("path[aria-label^='2022, unike leger']").first.click()
    settle(page)
    expect_key_figure(page, "doctors", "1 358")
    expect(page).to_have_url(re.compile("aar=2022"))


def test_the_map_and_the_overview_stand_above_the_fold(visit):
    page = visit("/kart?aar=2023")
    drawn = figure(page, "region-map").locator("svg.marks").bounding_box()
    assert drawn["height"] >= 560
    assert drawn["y"] + drawn["height"] <= FOLD
    page = visit("/?aar=2023")
    for id in ("count-history", "region-map"):
        drawn = figure(page, id).locator("svg.marks").bounding_box()
        assert drawn["y"] + drawn["height"] <= FOLD, id


def test_old_links_to_the_reach_lead_to_its_page_with_their_filters(visit):
    page = visit("/kart?aar=2023&fylke=46&maal=rekkevidde")
    settle(page)
    assert "/rekkevidde" in page.url
    expect_chips(page, "Vestland")
    expect(page.locator("p.answer")).to_contain_text("13 av 43 kommuner")


def test_pages_stand_as_a_bar_on_a_phone_and_keep_the_filters(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server, phone=True)
    open_page(page, f"{server.url}/?aar=2023&fylke=46")
    page.get_by_test_id("stMain").get_by_role("navigation").get_by_role("link", name="Kart").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvor går tilskuddet?")
    assert "fylke=46" in page.url

"""The map in all its states: every region once in every borders, by click, by key and by link."""

import re

import pytest
from playwright.sync_api import Page, expect

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import SHAPES, figure, legend, marks, pick, pick_borders, plain, table
from tests.browser.test_drill import LIMIT_BYTES, drawn, register

EVERYWHERE = {
    ("county", "2020"): 11,
    ("county", "2024"): 15,
    ("municipality", "2020"): 356,
    ("municipality", "2024"): 356,
}
LEVELS = {"county": "fylker", "municipality": "kommuner"}
STATES = (
    "maal=leger&per=innbyggere&niva=kommuner&skala=trinnlos",
    "maal=sokt&per=leger&grense=2024",
    "vis=endring&niva=kommuner",
    "vis=endring-prosent&fylke=46&maal=leger",
    "vis=aar-for-aar&grense=publisert",
)
HEAVIEST = (
    "niva=kommuner&maal=leger&per=innbyggere&vis=endring",
    "niva=kommuner&maal=leger&per=innbyggere&vis=endring-prosent&skala=trinnlos",
    "niva=kommuner&maal=sokt&per=leger",
)
# For points well inside each region, a hair's breadth from its border at least: which other covers them.
COVERED = """all => {
  const shapes = all.map(one => ({one, box: one.getBBox()}));
  const twice = [], near = [[0, 0], [0.3, 0], [-0.3, 0], [0, 0.3], [0, -0.3]];
  const covers = (one, at) => near.every(([x, y]) => one.isPointInFill(new DOMPoint(at.x + x, at.y + y)));
  let points = 0;
  for (const {one, box} of shapes) for (let i = 1; i < 8; i++) for (let j = 1; j < 8; j++) {
    const point = new DOMPoint(box.x + box.width * i / 8, box.y + box.height * j / 8);
    if (!covers(one, point)) continue;
    points++;
    for (const other of shapes)
      if (other.one !== one && point.x > other.box.x && point.x < other.box.x + other.box.width
          && point.y > other.box.y && point.y < other.box.y + other.box.height
          && covers(other.one, point))
        twice.push([one.getAttribute('aria-label'), other.one.getAttribute('aria-label')]);
  }
  return [points, twice];
}"""
# What the registers of 2020 and 2024 call the same municipality, where the names differ.
RENAMED_2024 = {
    "Gratangen": "Gratangen – Rivtták",
    "Levanger": "Levanger – Levangke",
    "Rana": "Rana – Raane",
    "Sørfold": "Sørfold – Fuolldá",
    "Våler (Viken)": "Våler (Østfold)",
    "Ålesund": "Ålesund med Haram",
}


@pytest.mark.parametrize(("level", "borders"), EVERYWHERE)
def test_every_region_is_drawn_once_and_covers_no_other(
    server: Server, new_page: PageFactory, level: str, borders: str
):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?niva={LEVELS[level]}&grense={borders}")
    outlines = drawn(page, "region-map")
    assert len(outlines) == EVERYWHERE[level, borders]
    assert min(outlines.values()) > 1, "a region is empty"
    if level == "municipality":
        names = set().union(*register().values())
        if borders == "2024":  # by the names of then; one that has been divided is named with its parts
            names = (names - set(RENAMED_2024)) | set(RENAMED_2024.values())
        assert set(outlines) == names
    points, twice = figure(page, "region-map").locator(SHAPES).evaluate_all(COVERED)
    assert points > 5 * len(outlines)
    assert twice == []


@pytest.mark.parametrize("state", STATES)
def test_a_link_gives_the_same_picture_again(server: Server, new_page: PageFactory, state: str):
    first, _recorder = new_page(server)
    open_page(first, f"{server.url}/kart?aar=2023&{state}")
    seen, address = marks(first.get_by_test_id("stMain")), first.url
    assert len(seen) > 10
    assert all(part in address for part in state.split("&")), address
    again, _recorder = new_page(server)
    open_page(again, address)
    assert marks(again.get_by_test_id("stMain")) == seen
    assert again.url == address


@pytest.mark.parametrize("state", HEAVIEST)
def test_a_click_with_356_municipalities_on_screen_stays_light(
    server: Server, new_page: PageFactory, state: str
):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/kart?aar=2023&{state}")
    recorder.frames.clear()
    pick(page, "ALIS-avtale")
    assert 5_000 < recorder.frame_bytes() <= LIMIT_BYTES


def test_a_click_on_the_sheet_among_the_most_peers_stays_light(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/kommune?aar=2023&fylke=18&kommune=1836")  # centrality 6: 109 of them
    recorder.frames.clear()
    pick(page, "ALIS-avtale")
    assert 5_000 < recorder.frame_bytes() <= LIMIT_BYTES


def test_the_oslo_area_is_large_enough_to_be_clicked(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?niva=kommuner")
    shapes = figure(page, "region-map").locator("g[aria-hidden=true] path")
    shapes.first.scroll_into_view_if_needed()
    middle = shapes.evaluate_all(
        """all => {  // the middle of the inset is Oslo: it is the frame that has the square
          const square = all.map(one => one.getBoundingClientRect())
            .find(box => box.width > 100 && Math.abs(box.width - box.height) < 2);
          return [square.x + square.width * 0.45, square.y + square.height * 0.42, square.width];
        }"""
    )
    assert middle[2] > 150
    page.mouse.click(*middle[:2])
    page.wait_for_url("**kommune=0301*")
    settle(page)
    assert set(drawn(page, "region-map")) == {"Oslo"}


def test_the_ranking_leads_on_by_mouse_and_by_key(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?maal=leger&aar=2022")
    bar = figure(page, "region-ranking").locator("path[aria-label^='Viken']").first
    bar.click()
    page.wait_for_url("**fylke=30*")
    settle(page)
    assert set(drawn(page, "region-map")) == register()["30"]

    page.evaluate("window.stillHere = true")
    ranking = figure(page, "region-ranking")
    ranking.get_by_role("radio", name=_("Table"), exact=True).click()
    settle(page)
    link = ranking.get_by_role("link", name="Drammen")
    link.focus()
    assert "aar=2022" in link.get_attribute("href"), "the link lost the other choices"
    page.keyboard.press("Enter")
    page.wait_for_url("**kommune=3005*")
    settle(page)
    assert "maal=leger" in page.url
    assert "aar=2022" in page.url
    assert page.evaluate("window.stillHere"), "the page was loaded again"
    page.go_back()
    settle(page)
    assert "kommune=" not in page.url
    steps = page.locator(".st-key-trail").get_by_role("button")
    expect(steps.nth(1)).to_have_text("Viken")


def test_a_place_of_other_borders_is_followed_and_said(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?fylke=30&grense=2024")
    said = plain(page.locator("p.notice").inner_text())
    assert said == (
        "Viken (30) finnes ikke i inndelingen fra 2024. "
        "Området er delt i Akershus (32), Buskerud (33) og Østfold (31), som vises i stedet."
    )
    inside = [name for name in county_values(page) if "utenfor" not in name]
    assert len(inside) == 3
    pick_borders(page, 2020)
    said = page.locator("p.notice").all_inner_texts()
    assert len(said) == 3
    assert all("Viken (30)" in text for text in said)
    assert "fylke=30" in page.url


def county_values(page: Page) -> list[str]:
    return list(marks(figure(page, "region-map")))


def test_no_grants_and_no_data_never_look_alike_or_like_a_value(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?vis=endring-prosent&niva=kommuner&aar=2023")
    chosen = figure(page, "change-map")
    fills = marks(chosen)
    none = {fill for said, fill in fills.items() if said.endswith("(fra 0 til 0)")}
    came = re.compile(r": – \(fra 0 til [1-9]")
    unknown = [fill for said, fill in fills.items() if came.search(said)]
    assert len(unknown) == 57, "as many as came from 2022 to 2023"
    assert all("#gradient" in fill for fill in unknown), "what is unknown is striped"
    named = legend(chosen)
    assert none == {named[_("no grants")]}
    values = {fill for label, fill in named.items() if label != _("no grants")}
    assert not none & values


def test_the_page_says_why_doctors_do_not_sum(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?maal=leger&fylke=46")
    ranking = figure(page, "region-ranking")
    expect(ranking).to_contain_text("kan ikke legges sammen")
    open_page(page, f"{server.url}/kart?maal=tilskudd&fylke=46")
    ranking = figure(page, "region-ranking")
    expect(ranking).not_to_contain_text("kan ikke legges sammen")
    ranking.get_by_role("radio", name=_("Table"), exact=True).click()
    settle(page)
    _columns, rows = table(ranking)
    whole = list(rows).pop()
    parts = [int(cells[0]) for name, cells in rows.items() if name != whole]
    assert sum(parts) == int(rows[whole][0])

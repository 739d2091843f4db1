"""Every page in a real Chromium: policy, language, accessibility, phone, print, and what a click sends."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from lib.words import _
from tests.browser.conftest import PHONE, PageFactory, new_tab
from tests.browser.harness import Recorder, Server, open_page, settle, violations
from tests.browser.reader import (
    PATHS,
    figure,
    figure_ids,
    open_downloads,
    pick,
    pick_borders,
    reset,
    show_tables,
    sideways,
    too_small,
)
from tests.browser.visits import Visit
from tests.pages.rows import grants

ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400 per cent, 1.4.10
RERUN_BYTES = 25_000
WAITS = 50
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GEOMETRY = (b"arcs", b"coordinates", b"MultiPolygon", b"Topology")
CHOICES = ("2022", "Vestland", "Kun veiledning", "2023", "Oslo", "ALIS-avtale")


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path or "oversikt")
def visit(request: pytest.FixtureRequest, server: Server, context: BrowserContext) -> Iterator[Visit]:
    with new_tab(context, server) as (page, recorder):
        yield Visit(page, recorder, f"{server.url}/{request.param}")


def accessibility_faults(page: Page) -> list[str]:
    """The rules of WCAG A and AA that axe finds broken, each with the first element that breaks it."""
    options = {"runOnly": WCAG_AA, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']} ×{len(fault['nodes'])}: {first['failureSummary']} {first['html'][:300]}"
        for fault in found
        for first in fault["nodes"][:1]
    ]


def test_nothing_is_blocked_foreign_or_foreign_in_language(visit: Visit):
    """The first visit of the tab: what was asked for and refused since then is recorded."""
    page = visit.as_opened()
    assert page.evaluate("document.documentElement.lang") == "nb"
    assert_nothing_is_blocked_or_foreign(page, visit.recorder)


def assert_nothing_is_blocked_or_foreign(page: Page, recorder: Recorder) -> None:
    assert violations(page) == []
    assert recorder.console_errors == []
    assert recorder.foreign_requests == []
    assert recorder.failed_requests == []
    assert recorder.frames, "the websocket was never seen, so nothing was recorded"


ENGLISH = r"^(open|close|clear|expand|collapse|skip|fullscreen|app pages|sidebar|no results|press)\b"


def test_no_part_of_streamlit_s_is_english(visit: Visit):
    said = visit.as_opened().evaluate(
        """() => [...document.querySelectorAll('body *:not([data-testid=stIconMaterial])')].flatMap(part => [
          part.getAttribute('aria-label'), part.getAttribute('title'), part.getAttribute('placeholder'),
          part.childElementCount ? '' : part.textContent]).filter(Boolean)"""
    )
    assert any(text == _("Skip to the content") for text in said), "the search sees nothing of Streamlit's"
    assert sorted({text for text in said if re.match(ENGLISH, text.strip(), flags=re.IGNORECASE)}) == []


def test_headings_stand_in_order(visit: Visit):
    headings = visit.as_opened().locator("h1, h2, h3, h4, h5, h6")
    levels = headings.evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_what_is_pressed_is_large_enough(visit: Visit):
    assert too_small(visit.as_opened()) == []


CONTROLS = "button, input, select, textarea, nav, details.more summary, .foot summary, [role=radio]"
# What stands behind "More" and "About the figure".
FOLDED = "details.more p, .foot details p"
UNREAD = "part => !part.checkVisibility({contentVisibilityAuto: true})"
NAMED = "part => part.textContent || part.ariaLabel || part.className"


def test_on_paper_there_are_no_controls_and_nothing_is_cut(visit: Visit):
    page = visit.as_opened()
    sources = page.get_by_text(_("Synthetic demo data below the published totals."))
    number = sources.count()
    assert page.locator(".st-key-filters").is_visible()
    page.emulate_media(media="print")
    try:
        assert not page.locator(".st-key-filters").is_visible()
        assert not page.get_by_role("banner").is_visible()
        assert page.get_by_role("button", name=_("Download")).count() == 0
        assert page.get_by_role("heading", level=1).is_visible()
        if not figure_ids(page):
            return
        assert page.locator(CONTROLS).filter(visible=True).evaluate_all(f"all => all.map({NAMED})") == []
        for id in figure_ids(page):
            assert figure(page, id).get_by_role("heading", level=2).is_visible(), id
        assert page.locator(FOLDED).evaluate_all(f"all => all.filter({UNREAD}).map({NAMED})") == []
        assert number > 0
        bottom = sources.last.evaluate("line => line.getBoundingClientRect().bottom + window.scrollY")
        assert bottom <= page.evaluate("document.documentElement.scrollHeight"), "the last figure is cut off"
    finally:
        page.emulate_media(media="screen")
        settle(page)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Visit):
    page = visit.as_opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == _("Skip to the content")
    page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_charts_tables_and_menus(
    visit: Visit, server: Server, new_page: PageFactory, scheme: str
):
    if scheme == "dark":
        page, recorder = new_page(server, dark=True)
        open_page(page, visit.url)
        assert_nothing_is_blocked_or_foreign(page, recorder)
    else:
        page = visit.to_be_changed()
    assert accessibility_faults(page) == []
    show_tables(page)
    assert page.locator("table").count() == len(figure_ids(page)), "a figure has no table"
    if figure_ids(page):  # a presentation has none before the reader picks them
        menu = open_downloads(page, figure(page, figure_ids(page)[0]))
        assert menu.is_visible()
        assert accessibility_faults(page) == []


def test_nothing_scrolls_sideways_at_four_times_the_size_or_on_a_phone(
    visit: Visit, server: Server, new_page: PageFactory
):
    page, _recorder = new_page(server)
    page.set_viewport_size(ZOOMED)
    open_page(page, visit.url)
    assert sideways(page) == []
    page.set_viewport_size(PHONE)
    settle(page)
    assert sideways(page) == []
    show_tables(page)
    assert sideways(page) == []


def test_a_click_sends_little_and_neither_geometry_nor_doctors(visit: Visit):
    page, frames = visit.to_be_changed(), visit.recorder.frames
    sizes = bytes_sent(visit)
    if max(sizes.values()) > RERUN_BYTES:  # a busy machine may begin a run again, and send it twice
        visit.to_be_changed()
        again = bytes_sent(visit)
        sizes = {choice: min(size, again[choice]) for choice, size in sizes.items()}
    pick_borders(page, 2024)
    reset(page)
    for choice in ("2 000–4 999", "6 (minst sentral)"):
        pick(page, choice)
    show_tables(page)
    assert_no_doctor(frames)
    assert not [word for word in GEOMETRY if any(word in frame for frame in frames)]
    assert {choice: size for choice, size in sizes.items() if size > RERUN_BYTES} == {}


def bytes_sent(visit: Visit) -> dict[str, int]:
    """Choice → the bytes sent after it is picked, one after the other."""
    frames, sizes = visit.recorder.frames, {}
    for choice in CHOICES:
        before = len(frames)
        pick(visit.page, choice)
        for _try in range(WAITS):  # a busy server answers after the page looks settled
            if len(frames) > before:
                break
            visit.page.wait_for_timeout(100)
        assert len(frames) > before, f"nothing was sent after {choice}"
        settle(visit.page)
        sizes[choice] = sum(map(len, frames[before:]))
    return sizes


def assert_no_doctor(frames: list[bytes]) -> None:
    doctors = {id.encode() for id in grants().doctor_id}
    length = len(next(iter(doctors)))
    assert {len(id) for id in doctors} == {length}, "the search below needs ids of one length"
    assert any(b"syntetiske demodata" in frame for frame in frames), "the search sees nothing"
    for frame in frames:
        assert b"doctor_id" not in frame
        assert not doctors & {frame[at : at + length] for at in range(len(frame))}

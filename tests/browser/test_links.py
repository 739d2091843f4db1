"""Addresses, history and keyboard: a view can be linked to, gone back from, and reached without a mouse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from lib.__main__ import main
from lib.words import _
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import REPOSITORY, Server, open_page, settle, violations
from tests.browser.reader import (
    PATHS,
    expect_chips,
    expect_key_figure,
    figure,
    filters,
    marks,
    pick,
    plain,
    reset,
)
from tests.pages.rows import grants

TABS = 40  # a keyboard reader gives up before this


def test_a_deep_link_is_the_first_thing_a_new_server_is_asked(
    fresh_server: ServerFactory, new_page: PageFactory
):
    rows = grants()
    doctors = rows[
        (rows.county == "46") & (rows.year == 2022) & (rows.grant_type == "alis")
    ].doctor_id.nunique()
    server = fresh_server()
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?aar=2022&fylke=11&fylke=46&type=alis&maal=leger")
    assert page.get_by_role("heading", level=1).inner_text() == _("Where do the grants go?")
    assert filters(page).is_visible()
    assert page.get_by_role("navigation").get_by_role("link").count() == len(
        {path.split("?")[0] for path in PATHS}
    )
    assert any(
        said.startswith(f"Vestland: {doctors} unike leger") for said in marks(figure(page, "region-map"))
    )
    pressed = filters(page).locator("[aria-pressed=true], [aria-checked=true]").all_inner_texts()
    assert pressed == ["2022", "Rogaland", "Vestland"]
    expect_chips(page, "Rogaland", "Vestland", "ALIS-avtale")


def test_the_year_changes_the_key_figures_and_the_marks(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, server.url)
    expect_key_figure(page, "doctors", "1 871")
    expect_key_figure(page, "applied_nok", "458,4 mill. kr")
    pick(page, "2022–2023")
    expect_key_figure(page, "doctors", "2 079")  # both years: nobody counted twice
    pick(page, "2022")
    expect_key_figure(page, "doctors", "1 358")
    expect_key_figure(page, "municipalities", "187")
    assert "2023" not in page.locator("p.answer").inner_text()
    national = marks(figure(page, "count-history"))
    pick(page, "Vestland")
    chosen = marks(figure(page, "count-history"))
    assert chosen
    assert not chosen.keys() & national.keys(), "the chart kept the country's marks under a filter"


def test_back_forward_and_reset_lead_the_page_and_its_numbers(server: Server, new_page: PageFactory):
    rows = grants()
    chosen = rows[(rows.county == "46") & (rows.year == 2023)]
    vestland = str(chosen.doctor_id.nunique())
    page, _recorder = new_page(server)
    open_page(page, server.url)
    pick(page, "Vestland")
    wait_for_address(page, lambda url: "fylke=46" in url)
    expect_key_figure(page, "doctors", vestland)

    page.get_by_role("navigation").get_by_role("link", name=_("Map")).click()
    page.wait_for_url("**/kart*")
    settle(page)
    wait_for_address(page, lambda url: "fylke=46" in url)

    back_to(page, lambda: "/kart" not in page.url)
    wait_for_address(page, lambda url: "fylke=46" in url)
    expect_key_figure(page, "doctors", vestland)
    back_to(page, lambda: "fylke" not in page.url)
    expect_key_figure(page, "doctors", "1 871")
    page.go_forward()
    settle(page)
    wait_for_address(page, lambda url: "fylke=46" in url)
    expect_key_figure(page, "doctors", vestland)

    reset(page)
    wait_for_address(page, lambda url: "fylke" not in url)
    expect_key_figure(page, "doctors", "1 871")


def test_a_click_is_one_step_of_the_browsers_back(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?maal=leger&aar=2022")
    before = page.evaluate("history.length")
    pick(page, "Vestland")
    wait_for_address(page, lambda url: "fylke=46" in url and "maal=leger" in url)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    settle(page)
    assert "fylke" not in page.url and "maal=leger" in page.url


def wait_for_address(page: Page, right: Callable[[str], bool]) -> None:
    """A click may come while the step before it still runs; the address follows when both are done."""
    page.wait_for_url(right, timeout=5_000, wait_until="commit")


def back_to(page: Page, there: Callable[[], bool]) -> None:
    """Press back until there; a step within Streamlit's own navigation may take one more."""
    for _step in range(3):
        page.go_back()
        settle(page)
        if there():
            return
    pytest.fail(f"back does not lead there: {page.url}")


def test_a_filter_is_reached_and_turned_without_a_mouse(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, server.url)
    walk_to(page, "2022")
    assert focus_is_visible(page)
    page.keyboard.press("Space")
    settle(page)
    expect_key_figure(page, "doctors", "1 358")
    walk_to(page, "Vestland")
    page.keyboard.press("Space")
    settle(page)
    assert "fylke=46" in page.url


def walk_to(page: Page, text: str) -> None:
    """Press Tab, and the arrows inside a group, until the focus is on a control that starts with the text."""
    for _step in range(TABS):
        focused = page.evaluate(
            "document.activeElement.tagName === 'MAIN' ? '' : document.activeElement.innerText || ''"
        )
        if focused.startswith(text):
            return
        group = page.evaluate(
            "text => { const group = document.activeElement.closest('[role=toolbar], [role=radiogroup]');"
            " return !!group && group.innerText.includes(text); }",
            text,
        )
        page.keyboard.press("ArrowRight" if group else "Tab")
    pytest.fail(f"the keyboard does not reach {text!r} in {TABS} steps")


def focus_is_visible(page: Page) -> bool:
    """Whether the focused control shows it: an outline or a ring."""
    return page.evaluate(
        "() => { const style = getComputedStyle(document.activeElement);"
        " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"
    )


def test_what_a_link_asks_for_is_shown_as_text_and_nothing_else(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    asked = ["[Logg inn](https://example.org)", "![x](https://example.org/a.png)", "$a$ *b* <i>c</i>"]
    query = "&".join(f"fylke={value}" for value in asked)
    open_page(page, f"{server.url}/?{query}&maal=tull")
    message = page.get_by_role("main").get_by_role("status")
    assert message.count() == 1
    for value in asked:
        assert value[:29] in message.inner_text()  # a longer one is cut
    assert message.locator("a, img, em, i, .katex").count() == 0
    assert violations(page) == []
    assert recorder.foreign_requests == []


def test_a_faulty_extract_is_told_in_the_words_of_the_command_line(
    tmp_path: Path, fresh_server: ServerFactory, new_page: PageFactory
):
    data = shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    (data / "extracts" / (data / "CURRENT").read_text().strip() / "grants.parquet").unlink()
    told = CliRunner().invoke(main, ["check", "--data", str(data)]).output
    server = fresh_server(data=data)
    page, _recorder = new_page(server)
    for path in ("", "kart?aar=2022"):
        open_page(page, f"{server.url}/{path}")
        assert plain(told) in plain(page.get_by_role("alert").inner_text(timeout=5000))
        assert page.get_by_test_id("stVegaLiteChart").count() == 0
        assert filters(page).count() == 0
        shown = plain(page.get_by_role("main").inner_text())
        assert shown == f"{_('The numbers cannot be shown')} {plain(told)}"

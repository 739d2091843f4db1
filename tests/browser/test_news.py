"""New numbers while a page is open: a reader who only looks is told, and no page mixes two extracts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lib.words import _
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import open_page, settle
from tests.browser.reader import expect_key_figure, pick
from tests.handmade import make_folder, publish_small, small_grants, with_value

NOTICE_MS = 45_000  # the page looks for new numbers every 20 seconds


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "data")
    publish_small(folder, "n0")
    return folder


def extracts_named(page: Page) -> set[str]:
    """The extracts that the source lines of the page name."""
    return set(re.findall(r"Uttrekk (n\d+)", " ".join(page.locator("p.source").all_inner_texts())))


def test_a_reader_who_only_looks_is_told_and_the_page_changes_when_they_say_so(
    data: Path, fresh_server: ServerFactory, new_page: PageFactory
):
    server = fresh_server(data=data)
    page, recorder = new_page(server)
    open_page(page, server.url)
    expect_key_figure(page, "doctors", "3")
    publish_small(data, "n1", grants=with_value(small_grants(), "doctor_id", 3, "d4"))
    button = page.get_by_role("button", name=_("Show the new numbers"))
    button.wait_for(timeout=NOTICE_MS)
    assert extracts_named(page) == {"n0"}, "the page changed under the reader"
    button.click()
    expect_key_figure(page, "doctors", "4")
    settle(page)
    assert extracts_named(page) == {"n1"}
    assert page.get_by_role("button", name=_("Show the new numbers")).count() == 0
    assert "uttrekk=n1" in page.url
    assert recorder.console_errors == []


def test_no_page_mixes_two_extracts_while_new_ones_come(
    data: Path, fresh_server: ServerFactory, new_page: PageFactory
):
    server = fresh_server(data=data)
    page, _recorder = new_page(server)
    open_page(page, server.url)
    for number in range(1, 9):
        publish_small(data, f"n{number}", grants=small_grants().slice(0, 6 - number % 2))
        pick(page, "Vestland" if number % 2 else "Oslo")
        assert extracts_named(page) == {f"n{number}"}
        figure_switch = page.get_by_role("radio", name=_("Table"), exact=True).first
        figure_switch.click()  # redraws one figure alone
        settle(page)
        assert extracts_named(page) == {f"n{number}"}
        page.get_by_role("radio", name=_("Chart"), exact=True).first.click()
        settle(page)
    assert "Traceback" not in server.log_text()

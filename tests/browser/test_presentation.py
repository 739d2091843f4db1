"""A presentation put together by a reader: picked, ordered, shared as a link, taken along."""

import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from lib.export.presentation import READY
from lib.words import _
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import figure, open_downloads, sideways


def titles(page: Page) -> list[str]:
    """The titles of the slides on the page, without their numbers."""
    return [text.split(". ", 1)[1] for text in page.locator("p.slide").all_inner_texts()]


def press(page: Page, name: str, nth: int = 0) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name=name).nth(nth).click()
    settle(page)


def test_the_ready_choice_is_ordered_shared_and_downloaded(server: Server, new_page: PageFactory, tmp_path):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?fylke=46")
    expect(page.locator("p.nothing")).to_be_visible()
    press(page, _("Key figures for the leadership meeting"))
    expect(page.locator("p.slide")).to_have_count(len(READY), timeout=30_000)
    first = titles(page)
    assert len(first) == len(READY)
    pictures = page.locator("[class*='st-key-slide-row-'] img")
    expect(pictures).to_have_count(len(READY), timeout=30_000)
    assert all(pictures.evaluate_all("all => all.map(one => one.naturalWidth > 100)"))

    press(page, _("Move down"), 0)
    expect(page.locator("p.slide").first).to_contain_text(first[1])
    page.get_by_role("button", name=_("Remove"), exact=True).nth(2).click()  # chips are removed too
    settle(page)
    expect(page.locator("p.slide")).to_have_count(len(first) - 1)
    wanted = [first[1], first[0], *first[3:]]
    assert titles(page) == wanted
    page.wait_for_url(lambda url: url.count("bilde=") == len(wanted))

    again, _recorder = new_page(server)
    open_page(again, page.url)
    expect(again.locator("p.slide")).to_have_count(len(wanted), timeout=30_000)
    assert titles(again) == wanted
    again.get_by_role("textbox", name=_("Author line")).fill("Avdeling for prøver")
    again.keyboard.press("Enter")
    settle(again)
    assert "forfatter=Avdeling" in again.url
    press(again, _("Make the presentation ({slides})").split(" (")[0])
    with again.expect_download() as taken:
        press(again, _("Download the presentation"))
    assert taken.value.suggested_filename == "alis_nokkeltall-til-ledermotet_2023_vestland_demodata.pptx"
    path = tmp_path / "deck.pptx"
    taken.value.save_as(path)
    slides = Presentation(path).slides
    texts = [" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in slides]
    assert "Avdeling for prøver" in texts[0]
    assert [title in text for title, text in zip(wanted, texts[1:], strict=True)] == [True] * len(wanted)
    assert all("Vestland" in text for text in texts[1:])


def test_a_figure_is_added_from_its_own_page(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?maal=leger")
    bar = figure(page, "region-map")
    bar.get_by_role("button", name=_("Add to the presentation")).click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Lagt til. Presentasjonen har 1 lysbilde.")
    expect(bar.get_by_role("button", name=_("In the presentation"))).to_be_disabled()
    settle(page)
    page.get_by_role("link", name=_("Presentation")).click()
    settle(page)
    expect(page.locator("p.slide")).to_have_text(["2. Unike leger etter fylke, kart"], timeout=30_000)
    assert "region-map" in page.url


def test_a_link_to_a_figure_that_is_not_there_says_so(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=tull&bilde=budget-steps")
    expect(page.locator("p.notice")).to_contain_text("tull")
    assert titles(page) == ["Fra budsjett til utbetaling"]


def test_the_slides_can_be_in_english_and_the_link_says_so(server: Server, new_page: PageFactory, tmp_path):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=budget-steps&bilde=key-figures")
    title = page.get_by_role("textbox", name=_("Title"))
    assert "spraak" not in page.url and title.input_value() == "Nøkkeltall til ledermøtet"
    page.get_by_role("radio", name=_("English")).click()
    settle(page)
    assert titles(page) == ["From budget to payment", "Key figures"]
    assert title.input_value() == "Key figures for the leadership meeting"
    again, _recorder = new_page(server)
    open_page(again, page.url)
    assert "spraak=en" in page.url and titles(again) == titles(page)
    press(again, _("Make it as PDF"))
    with again.expect_download() as taken:
        press(again, _("Download the presentation"))
    assert re.fullmatch(
        r"alis_key-figures-for-the-leadership-meeting_2023_demo-data\.pdf", taken.value.suggested_filename
    )
    pages = [found.extract_text() for found in pypdf.PdfReader(taken.value.path()).pages]
    assert len(pages) == 3 and "From budget to payment" in pages[1] and "1,871" in pages[2]
    # Back to Norwegian: not in the link, and what the reader wrote stays.
    title.fill("Min egen")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("radio", name=_("Norwegian")).click()
    settle(page)
    assert "spraak" not in page.url and title.input_value() == "Min egen"
    assert titles(page) == ["Fra budsjett til utbetaling", "Nøkkeltall"]
    assert recorder.console_errors == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_page_stays_usable_while_a_presentation_is_made(
    server: Server, new_page: PageFactory, phone: bool
):
    page, _recorder = new_page(server, phone=phone)
    chosen = "&".join(f"bilde={name}" for name in READY)
    open_page(page, f"{server.url}/presentasjon?{chosen}")
    assert sideways(page) == []
    page.locator(".st-key-deck-make-pdf button").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("button", name=_("Move down")).first.click()
    settle(page)
    assert titles(page)[:2] == ["ALIS-avtaler og unike leger", "Nøkkeltall"]
    expect(page.get_by_role("progressbar")).to_have_count(0)
    press(page, _("Make it as PDF"))
    expect(page.get_by_role("button", name=_("Download the presentation"))).to_be_visible(timeout=30_000)


def code_in(said: str) -> str:
    (code,) = re.findall(r"Feilkode: ([0-9a-f]{8})\.", said)
    return code


def test_a_file_that_cannot_be_made_says_why_in_norwegian_with_an_id_that_is_in_the_log(
    fresh_server: ServerFactory, new_page: PageFactory
):
    broken = fresh_server(script=Path(__file__).with_name("full_disk.py"))
    page, _recorder = new_page(broken)
    open_page(page, f"{broken.url}/presentasjon?bilde=budget-steps")
    expect(page.locator("p.thumbnail")).to_contain_text("Disken på tjeneren er full")
    press(page, _("Make the presentation ({slides})").split(" (")[0])
    said = page.locator("p.notice").inner_text()
    assert "Filen kunne ikke lages" in said and f"Export {code_in(said)}" in broken.log_text()
    assert page.get_by_role("progressbar").count() == 0

    open_page(page, f"{broken.url}/budsjett")
    menu = open_downloads(page, figure(page, "budget-steps"))
    menu.get_by_role("button", name=_("SVG image")).click()
    told = menu.get_by_text("Disken på tjeneren er full")
    expect(told).to_be_visible()
    assert f"Export {code_in(told.inner_text())}" in broken.log_text()
    with page.expect_download():
        menu.get_by_role("button", name=_("CSV for Excel")).click()

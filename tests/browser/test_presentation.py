"""A presentation put together by a reader: picked, ordered, titled, shared as a link, taken along."""

import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from lib.export.presentation import READY, READY_SETS
from lib.words import _
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import Server, open_page, settle
from tests.browser.reader import figure, open_downloads, sideways

MEETING = READY_SETS[0].label
ROWS = "[class*='st-key-slide-row-']"


def labels(page: Page) -> list[str]:
    """What the figures of the slides are and of what, without the slides' numbers."""
    return [text.split(". ", 1)[1] for text in page.locator("p.slide").all_inner_texts()]


def fields(page: Page) -> Locator:
    """The fields with the titles of the slides."""
    return page.get_by_role("textbox", name=re.compile(_("Title of slide {n}").format(n=r"\d+")))


def titles(page: Page) -> list[str]:
    return [field.input_value() for field in fields(page).all()]


def press(page: Page, name: str, nth: int = 0) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name=name).nth(nth).click()
    settle(page)


def wait_for_slides(page: Page, number: int) -> None:
    expect(page.locator("p.slide")).to_have_count(number, timeout=30_000)


def test_a_ready_set_is_ordered_shared_and_downloaded(server: Server, new_page: PageFactory, tmp_path):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?fylke=46")
    expect(page.locator("p.nothing")).to_be_visible()
    press(page, MEETING)
    wait_for_slides(page, len(READY))
    first = titles(page)
    pictures = page.locator(f"{ROWS} a.preview img")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "rows => [...document.querySelectorAll(rows)].every(one => one.naturalWidth > 100)",
        arg=f"{ROWS} a.preview img",
    )

    press(page, _("Move down"), 0)
    expect(page.locator("p.slide").first).to_contain_text(labels(page)[0].split(" · ")[0])
    page.get_by_role("button", name=_("Remove"), exact=True).nth(2).click()  # chips are removed too
    settle(page)
    wait_for_slides(page, len(first) - 1)
    wanted = [first[1], first[0], *first[3:]]
    assert titles(page) == wanted
    page.wait_for_url(lambda url: url.count("bilde=") == len(wanted))

    again, _recorder = new_page(server)
    open_page(again, page.url)
    wait_for_slides(again, len(wanted))
    assert titles(again) == wanted
    again.get_by_role("textbox", name=_("Name and department")).fill("Avdeling for prøver")
    again.keyboard.press("Enter")
    settle(again)
    assert "forfatter=Avdeling" in again.url
    with again.expect_download() as taken:
        press(again, _("Make PowerPoint"))
    assert taken.value.suggested_filename == "alis_nokkeltall-til-ledermotet_2023_vestland_demodata.pptx"
    path = tmp_path / "deck.pptx"
    taken.value.save_as(path)
    slides = list(Presentation(path).slides)
    assert [slide.shapes.title.text_frame.text for slide in slides[2:-1]] == wanted
    texts = [" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in slides]
    assert "Avdeling for prøver" in texts[0] and "syntetiske demodata" in texts[0]
    assert all("Vestland" in text and "DEMODATA" in text for text in texts[2:-1])
    (link,) = [
        run.hyperlink.address
        for shape in slides[-1].shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert link.startswith(f"{server.url}/presentasjon?") and link.count("bilde=") == len(wanted)
    assert recorder.console_errors == []


def test_a_slide_is_dragged_to_another_place(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=key-figures&bilde=budget-steps&bilde=gross-and-net")
    wait_for_slides(page, 3)
    first = titles(page)
    page.locator(f"{ROWS} a.preview").nth(2).drag_to(page.locator(f"{ROWS} a.preview").nth(0))
    settle(page)
    expect(fields(page).first).to_have_value(first[2])
    assert titles(page) == [first[2], first[0], first[1]]
    page.wait_for_url(re.compile("bilde=gross-and-net.*bilde=key-figures.*bilde=budget-steps"))
    assert page.locator("[data-over]").count() == 0 and recorder.console_errors == []


def test_a_ready_set_adds_and_never_replaces_and_a_slide_keeps_its_view(
    server: Server, new_page: PageFactory
):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?maal=leger&fylke=46")
    bar = figure(page, "region-map")
    bar.get_by_role("button", name=_("Add to the presentation")).click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Lagt til. Presentasjonen har 1 lysbilde.")
    expect(bar.get_by_role("button", name=_("In the presentation"))).to_be_disabled()
    settle(page)
    page.get_by_role("link", name=_("Presentation")).click()
    settle(page)
    wait_for_slides(page, 1)
    assert labels(page)[0].startswith("Unike leger etter") and " · Vestland · " in labels(page)[0]
    page.locator(".st-key-filter-fylke").get_by_role(
        "button", name="Vestland"
    ).click()  # the whole country again
    settle(page)
    press(page, MEETING)
    wait_for_slides(page, 1 + len(READY))
    assert [" · Vestland · " in label for label in labels(page)] == [True] + [False] * len(READY)
    press(page, MEETING)  # once more adds nothing twice
    wait_for_slides(page, 1 + len(READY))


def test_a_figure_is_picked_from_its_small_slide(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon")
    tile = page.locator(".tiles button", has_text="Fra budsjett til utbetaling")
    tile.scroll_into_view_if_needed()
    tile.click()
    settle(page)
    wait_for_slides(page, 1)
    assert labels(page)[0].startswith("Fra budsjett til utbetaling · ")
    assert "bilde=budget-steps" in page.url and recorder.console_errors == []


def test_a_title_is_written_in_its_place_and_kept_in_the_link(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=budget-steps")
    wait_for_slides(page, 1)
    (suggested,) = titles(page)
    fields(page).first.fill("Vi brukte pengene & mer = alt")
    page.keyboard.press("Enter")
    settle(page)
    picture = page.locator(f"{ROWS} a.preview img")
    expect(picture).to_have_attribute("src", re.compile("Vi%2520brukte"))
    drawn = page.request.get(f"{server.url}{picture.get_attribute('src')}").text()
    assert "Vi brukte pengene &amp; mer = alt" in drawn and suggested not in drawn
    again, _recorder = new_page(server)
    open_page(again, page.url)
    wait_for_slides(again, 1)
    assert titles(again) == ["Vi brukte pengene & mer = alt"]
    press(again, _("↺ Suggested title"))
    expect(fields(again).first).to_have_value(suggested)


def test_a_link_to_a_figure_that_is_not_there_says_so(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=tull&bilde=budget-steps")
    expect(page.locator("p.notice")).to_contain_text("tull")
    wait_for_slides(page, 1)
    assert labels(page)[0].startswith("Fra budsjett til utbetaling")
    assert page.request.get(f"{server.url}/lysbilde?bilde=tull").status == 404


def test_the_slides_can_be_in_english_and_narrower_and_the_link_says_so(
    server: Server, new_page: PageFactory
):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/presentasjon?bilde=budget-steps&bilde=key-figures")
    title = page.get_by_role("textbox", name=_("Title of the presentation"))
    assert "spraak" not in page.url and title.input_value() == "Nøkkeltall til ledermøtet"
    page.get_by_role("radio", name=_("English")).click()
    settle(page)
    page.get_by_role("radio", name="4:3").click()
    settle(page)
    assert [label.split(" · ")[0] for label in labels(page)] == ["From budget to payment", "Key figures"]
    assert title.input_value() == "Key figures for the leadership meeting"
    again, _recorder = new_page(server)
    open_page(again, page.url)
    assert "spraak=en" in page.url and "format=4x3" in page.url and titles(again) == titles(page)
    with again.expect_download() as taken:
        press(again, _("PDF"))
    assert re.fullmatch(
        r"alis_key-figures-for-the-leadership-meeting_2023_demo-data\.pdf", taken.value.suggested_filename
    )
    pages = pypdf.PdfReader(taken.value.path()).pages
    said = [found.extract_text() for found in pages]
    assert len(said) == 5 and "From budget to payment" in said[1] and "1,871" in said[2]
    assert {(int(found.mediabox.width), int(found.mediabox.height)) for found in pages} == {(720, 540)}
    # Back to Norwegian: not in the link, and what the reader wrote stays.
    title.fill("Min egen")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("radio", name=_("Norwegian")).click()
    settle(page)
    assert "spraak" not in page.url and title.input_value() == "Min egen"
    assert [label.split(" · ")[0] for label in labels(page)] == ["Fra budsjett til utbetaling", "Nøkkeltall"]
    assert recorder.console_errors == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_page_stays_usable_while_a_presentation_is_made(
    server: Server, new_page: PageFactory, phone: bool
):
    page, _recorder = new_page(server, phone=phone)
    chosen = "&".join(f"bilde={name}" for name in READY)
    open_page(page, f"{server.url}/presentasjon?{chosen}")
    wait_for_slides(page, len(READY))
    assert sideways(page) == []
    before = titles(page)
    with page.expect_download() as taken:
        page.locator(".st-key-deck-pdf button").click()
        page.get_by_test_id("stMain").get_by_role("button", name=_("Move down")).first.click()
        expect(fields(page).first).to_have_value(before[1])
        assert titles(page)[:2] == [before[1], before[0]]
    assert (
        len(pypdf.PdfReader(taken.value.path()).pages) == len(READY) + 4
    )  # title, contents, last, definitions


def code_in(said: str) -> str:
    (code,) = re.findall(r"Feilkode: ([0-9a-f]{8})\.", said)
    return code


def test_a_file_that_cannot_be_made_says_why_in_norwegian_with_an_id_that_is_in_the_log(
    fresh_server: ServerFactory, new_page: PageFactory
):
    broken = fresh_server(script=Path(__file__).with_name("full_disk.py"))
    page, _recorder = new_page(broken)
    open_page(page, f"{broken.url}/presentasjon?bilde=budget-steps")
    picture = page.request.get(f"{broken.url}{page.locator(f'{ROWS} a.preview').first.get_attribute('href')}")
    assert picture.status == 404 and "Filen kunne ikke lages" in picture.text()
    press(page, _("Make PowerPoint"))
    said = page.get_by_text("Filen kunne ikke lages")
    expect(said).to_be_visible()
    assert f"Export {code_in(said.inner_text())}" in broken.log_text()

    open_page(page, f"{broken.url}/budsjett")
    menu = open_downloads(page, figure(page, "budget-steps"))
    menu.get_by_role("button", name=_("SVG image")).click()
    told = menu.get_by_text("Disken på tjeneren er full")
    expect(told).to_be_visible()
    assert f"Export {code_in(told.inner_text())}" in broken.log_text()
    with page.expect_download():
        menu.get_by_role("button", name=_("CSV for Excel")).click()

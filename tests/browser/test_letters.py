"""The way to a letter in a browser: how many steps, and that what comes down can be opened."""

import io
from pathlib import Path

import pypdf
from docx import Document
from playwright.sync_api import Page

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page, settle


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def test_the_letter_about_bodo_is_three_steps_away(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, server.url)
    page.get_by_role("combobox", name=_("Search for a place, a figure or a word")).fill("bodø")  # 1
    page.keyboard.press("Enter")  # 2
    page.wait_for_url("**/kommune?*kommune=1804*")
    settle(page)
    name, content = downloaded(page, "Kommunebrev (PDF)")  # 3
    assert name == "alis_kommunebrev-1804_2023_bodo_demodata.pdf"
    (sheet,) = pypdf.PdfReader(io.BytesIO(content)).pages
    text = sheet.extract_text()
    assert "Kommunebrev: Bodø 2023" in text
    assert f"På skjerm: {server.url}/kommune?aar=2023&kommune=1804" in text
    settle(page)
    assert recorder.console_errors == []


def test_the_letter_about_a_county_opens_in_word(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kommune?fylke=46")
    name, content = downloaded(page, "Fylkesbrev (Word)")
    assert name == "alis_fylkesbrev-46_2023_vestland_demodata.docx"
    document = Document(io.BytesIO(content))
    assert document.tables[0].rows[1].cells[0].text == "Vestland"

"""A figure in the browser: chart and table by one switch, and the files that it leaves in."""

import csv
import io
import re
import struct
from decimal import Decimal
from functools import reduce
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from lib.export import ALL
from lib.words import _
from lib.words.numbers import round_half_up
from tests.browser.conftest import Visits
from tests.browser.harness import settle
from tests.browser.reader import figure, figure_ids, marks, open_downloads, plain, show_tables, table

SVG = "{http://www.w3.org/2000/svg}"
BOM = b"\xef\xbb\xbf"
WHITE = 250  # lighter than this on every channel is paper


def test_the_switch_brings_the_chart_back(visits: Visits):
    page = visits("kart").as_opened()
    ranking = figure(page, "region-ranking")
    before = marks(ranking)
    for shown in (_("Table"), _("Chart")):
        ranking.get_by_role("radio", name=shown, exact=True).click()
        settle(page)
    assert marks(ranking) == before
    assert ranking.locator("table").count() == 0


def download(page: Page, chosen: Locator, label: str) -> tuple[str, bytes]:
    """A file of a figure by its menu: name and content."""
    menu = open_downloads(page, chosen)
    with page.expect_download() as waiting:
        menu.get_by_role("button", name=label).click()
    page.keyboard.press("Escape")
    settle(page)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_csv_opens_in_a_norwegian_excel_with_the_numbers_of_the_table(visits: Visits):
    page = visits("kart?aar=2022&fylke=46&fylke=03&fylke=11&maal=kroner-per-tilskudd").to_be_changed()
    show_tables(page)
    ranking = figure(page, "region-ranking")
    names, rows = table(ranking)
    name, content = download(page, ranking, _("CSV for Excel"))
    assert re.fullmatch(r"alis_[a-z0-9_-]*2022[a-z0-9_-]*vestland[a-z0-9_-]*demodata\.csv", name)
    assert content.startswith(BOM)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    end = lines.index([])
    body, texts = lines[1:end], plain(" ".join(cell for line in lines[end:] for cell in line))
    numbers = [line.pop(1) for line in lines[:end]]
    assert numbers[0] == "Fylkesnummer"
    assert {"03", "11", "46"} <= set(numbers)
    # What a number stands for is in a column beside it; on the page it stands with the number.
    marks = [place for place, head in enumerate(lines[0]) if head.startswith("Merknad til ")]
    for line in lines[:end]:
        line[:] = [cell for place, cell in enumerate(line) if place not in marks]
    # A bare number does not say its unit, so the heading of a share does.
    assert [plain(cell).removesuffix(" (prosent)") for cell in lines[0]] == names
    assert [line[0] for line in body] == list(rows)
    assert any("," in cell for line in body for cell in line[1:]), "no decimals were compared"
    for line in body:
        for cell, shown in zip(line[1:], rows[line[0]], strict=True):
            if "innvilget" in shown:  # the amount that stands for the one applied for is said to be so
                shown = shown.partition(" (")[0]
            assert "." not in cell
            assert "\xa0" not in cell
            assert_same(cell, shown)
    assert "Oslo, Rogaland og Vestland" in texts
    assert plain(_("Synthetic demo data below the published totals.")) in texts
    assert "2022" in texts


def assert_same(cell: str, shown: str) -> None:
    """A file's cell rounds, half up, to what the page shows."""
    digits = re.sub(r"[^\d,−]", "", shown).replace(",", ".").replace("−", "-")
    decimals = len(digits.partition(".")[2])
    assert round_half_up(Decimal(cell.replace(",", ".")), decimals) == Decimal(digits)


@pytest.mark.parametrize(("path", "id"), [("kart", "region-map"), ("vekst", "gross-and-net")])
def test_pictures_carry_chart_title_and_source(visits: Visits, path: str, id: str):
    page = visits(path).as_opened()
    chosen = figure(page, id)
    label = plain(chosen.locator("h2").inner_text())
    name, content = download(page, chosen, _("SVG image"))
    assert name.endswith("demodata.svg")
    assert_drawing(ET.fromstring(content), label, marks(chosen))

    name, content = download(page, chosen, _("PNG image, as on screen"))
    assert name.endswith("demodata.png")
    assert_picture(content)


def assert_drawing(root: ET.Element, label: str, said: dict[str, str]) -> None:
    texts = plain(" ".join(text for part in root.iter(f"{SVG}text") for text in part.itertext()))
    assert plain(root.findtext(f"{SVG}title")) == label
    assert label in texts
    assert "Kilde: " in texts
    assert _("Synthetic demo data below the published totals.").rstrip(".") in texts
    labels = {
        plain(part.get("aria-label", "")) for part in root.iter(f"{SVG}path") if len(part.get("d", "")) > 20
    }
    assert said.keys() <= labels, "a mark on the page is not in the picture"
    assert not [
        part for part in root.iter() if any("http" in v for k, v in part.attrib.items() if "href" in k)
    ]


def assert_picture(content: bytes) -> None:
    """A sharp picture in slide width with ink at the title, in the chart and at the source."""
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 1920
    assert 500 <= height <= 3000
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    parts = {"title": (0, 150), "chart": (150, height - 150), "source": (height - 150, height)}
    for name, (top, bottom) in parts.items():
        # The darkest channel of each pixel: paper is light on all three.
        part = picture.crop((0, top, width, bottom))
        darkest = reduce(ImageChops.darker, part.split()).histogram()
        inked = sum(darkest[:WHITE]) / sum(darkest)
        assert inked > 0.005, f"no ink at the {name}"
        assert inked < 0.7, f"the {name} is a block"


@pytest.mark.parametrize("path", ["", "kart", "om-tallene"])
def test_a_figure_has_its_own_bar_whose_names_show_under_the_mouse(visits: Visits, path: str):
    page = visits(path).as_opened()
    for id in (["key-figures"] if not path else []) + figure_ids(page)[:2]:
        bar = page.locator(f".st-key-tools-{id}, .st-key-figure-{id}")
        for name in (_("Add to the presentation"), _("Download")):
            button = bar.get_by_role("button", name=name)
            if name == _("Download") or button.count():
                size = button.bounding_box()
                assert min(size["width"], size["height"]) >= 39, name
        button = bar.get_by_role("button", name=_("Download"))
        label = button.get_by_test_id("stMarkdownContainer")
        assert label.bounding_box()["width"] <= 2, "the name stands beside the icon before it is asked for"
        button.hover()
        assert label.bounding_box()["width"] > 40


def test_the_menu_says_what_each_file_is_for_and_the_slide_is_first(visits: Visits):
    page = visits("kart").as_opened()
    menu = open_downloads(page, figure(page, "region-map"))
    expect(menu.get_by_role("button")).to_have_count(len(ALL))
    said = menu.get_by_role("button").all_inner_texts()
    assert said[0] == "PowerPoint-lysbilde – kan redigeres"
    assert all(" – " in text for text in said)
    page.keyboard.press("Escape")
    settle(page)


def test_the_table_behind_a_chart_is_a_real_one_with_the_chart_s_numbers(visits: Visits):
    page = visits("kart").to_be_changed()
    ranking = figure(page, "region-ranking")
    said = marks(ranking)
    assert len(said) == 11
    show_tables(page)
    assert page.get_by_test_id("stVegaLiteChart").count() == 0
    names, rows = table(ranking)
    assert len(names) == 1 + len(rows["Vestland"])
    assert ranking.get_by_role("rowheader").count() == len(rows) == 12
    assert ranking.get_by_role("columnheader").count() == len(names)
    assert list(rows)[-1] == _("The whole country")
    for sentence in said:
        county, number = re.fullmatch(r"(.+): ([\d ]+) tilskudd.*", sentence).groups()
        assert rows[county][0] == number
    assert figure(page, "region-map").get_by_role("table").count() == 1

"""The pictures: title and source inside, ink where text should be, drawn in a process of their own."""

import io
import os
import re
import signal
import threading
import time
from contextlib import suppress
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pypdf
import pytest
from PIL import Image

from lib.export import PDF, PNG, SVG, WIDE, ExportError, file_name, formats
from lib.export.standalone import standalone
from lib.figures.figure import Figure
from lib.figures.map_style import HEIGHT
from lib.metrics.selection import Selection
from lib.worker.pictures import PICTURES
from tests.export.figures import NASTY, by_hand
from tests.figures.catalogue import makers

TABLES = (
    "by_year",
    "came_and_left",
    "class_table",
    "comparison",
    "definitions",
    "differences",
    "extract_list",
    "findings",
    "quality_report",
    "extract_facts",
    "never_applied",
    "key_figures",
    "largest_changes",
    "place_figures",
    "reconciliation",
    "shares",
    "similar",
)
DRAWN = [label for label in makers() if label.split()[0] not in TABLES]
COUNTY = Selection(years=(2023,), counties=("46",))


def texts(figure: Figure) -> str:
    """All text of the SVG, in order, with single spaces."""
    svg = SVG.make(figure).decode()
    return re.sub(
        r"\s+", " ", unescape(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", svg, flags=re.DOTALL)))
    )


def picture(figure: Figure) -> Image.Image:
    return Image.open(io.BytesIO(PNG.make(figure))).convert("L")


def ink(image: Image.Image) -> int:
    """Pixels that are not nearly white."""
    return sum(image.histogram()[:200])


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("label", DRAWN)
def test_title_selection_and_source_are_in_the_picture(label: str):
    figure = makers()[label](COUNTY)
    found = texts(figure)
    for text in (figure.title, figure.subtitle, *figure.notes, figure.source):
        assert spaced(text) in found, text


def test_a_synthetic_extract_says_so_in_the_picture():
    assert "Syntetiske demodata" in texts(makers()["budget_steps"](COUNTY))


def test_the_png_is_large_enough_for_a_slide_and_has_ink_where_the_title_is():
    image = picture(by_hand())
    assert image.width >= 1900  # twice the pixels of a figure on screen
    assert ink(image.crop((0, 0, image.width // 2, image.height // 3))) > 200


@pytest.mark.parametrize("label", ["money_history", "budget_steps", "earlier_schemes", "growth_by county"])
def test_no_text_is_cut_at_the_edges(label: str):
    image = picture(makers()[label](Selection(years=(2023,))))
    for edge in ((0, 0, 4, image.height), (image.width - 4, 0, image.width, image.height)):
        assert ink(image.crop(edge)) == 0


def test_a_long_title_and_a_long_note_are_broken_into_lines():
    long = " ".join(["Tilskudd til leger under spesialisering"] * 6)
    figure = by_hand(title=long, notes=(long,))
    assert texts(figure).count(long) == 2
    image = picture(figure)
    assert ink(image.crop((image.width - 4, 0, image.width, image.height))) == 0


@pytest.mark.parametrize("name", NASTY)
def test_a_name_from_data_stays_text(name: str):
    svg = SVG.make(by_hand((name,))).decode()
    assert "<script" not in svg and "<a " not in svg
    assert spaced(name).strip() in texts(by_hand((name,)))


@pytest.mark.parametrize(
    "label", ["region_map grants county", "yearly_growth doctors", "among centrality", "growth_by county"]
)
def test_a_picture_for_a_slide_is_16_9_with_title_and_source_in_their_places(label: str):
    figure = makers()[label](Selection(years=(2023,)))
    image = Image.open(io.BytesIO(WIDE.make(figure))).convert("L")
    assert image.size == (1920, 1080)
    assert ink(image.crop((64, 64, 960, 120))) > 200  # the title, as large whatever is below it
    assert ink(image.crop((64, 960, 1920, 1016))) > 200  # the source line
    assert ink(image.crop((0, 140, 1920, 940))) > 2000
    for edge in ((0, 0, 1920, 40), (0, 1040, 1920, 1080), (0, 0, 4, 1080), (1916, 0, 1920, 1080)):
        assert ink(image.crop(edge)) == 0


def test_a_map_on_a_slide_is_drawn_small_and_not_shrunk_with_its_letters():
    chart = makers()["region_map grants county"](COUNTY).chart
    size = {"width": 896, "height": 380, "topology": dict}
    assert standalone(chart, **size, grow=False)["height"] == 380
    assert standalone(chart, **size)["height"] == HEIGHT


def test_a_figure_taller_than_a_slide_is_there_as_a_whole():
    names = tuple(f"Kommune {number}" for number in range(60))
    tall = by_hand(names, notes=tuple(f"Merknad {number}" for number in range(40)))
    image = Image.open(io.BytesIO(WIDE.make(tall))).convert("L")
    assert image.size == (1920, 1080)
    box = image.point(lambda level: 255 if level < 200 else 0).getbbox()
    assert box[0] > 300 and box[2] < 1620  # in the middle, with white on both sides
    assert box[1] < 60 and box[3] > 1020


def fonts(reader: pypdf.PdfReader) -> dict[str, bool]:
    """Every font of a page and whether it is inside the file."""
    found = {}
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        (inner,) = font.get_object()["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        found[str(descriptor["/FontName"])] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    return found


@pytest.mark.parametrize("label", ["region_map grants county", "budget_steps"])
def test_a_page_of_pdf_has_its_text_as_text_in_fonts_of_its_own(label: str):
    figure = makers()[label](COUNTY)
    reader = pypdf.PdfReader(io.BytesIO(PDF.make(figure)))
    assert len(reader.pages) == 1
    found = re.sub(r"\s", "", reader.pages[0].extract_text())
    for text in (figure.title, figure.subtitle, *figure.notes, figure.source):
        assert re.sub(r"\s", "", text) in found
    names = fonts(reader)
    assert len(names) == 2 and all(names.values())
    assert all("SourceSansPro" in name for name in names)


def test_a_figure_without_a_chart_leaves_as_tables_only():
    assert [file.id for file in formats(by_hand(chart=None))] == ["pptx", "xlsx", "csv"]


def test_the_next_picture_comes_though_the_drawing_process_is_killed():
    PNG.make(by_hand())
    os.kill(PICTURES.pid, signal.SIGKILL)
    assert PNG.make(by_hand()).startswith(b"\x89PNG")


def test_a_drawing_that_fails_says_so_with_an_id_that_is_in_the_log(caplog):
    broken = by_hand()
    broken.chart.spec("light")["layer"][0]["mark"] = {"type": "no such mark"}
    with pytest.raises(ExportError) as failure:
        SVG.make(broken)
    (id,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure.value))
    assert id in caplog.text


def test_a_drawing_asks_no_address():
    """A chart that came to name an address would make the server fetch what somebody else put there."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *_said: object) -> None:
            """Say nothing of it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        curious = by_hand()
        curious.chart.spec("light")["data"] = {"url": f"http://127.0.0.1:{server.server_port}/rows.json"}
        with suppress(ExportError):
            SVG.make(curious)
        server.shutdown()
    assert asked == []


def test_others_go_on_while_a_picture_is_drawn():
    """The longest pause of a ticking thread is a small part of the time that the drawing takes."""
    PNG.make(by_hand())
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.002):
            ticks.append(time.perf_counter())

    ticker = threading.Thread(target=tick)
    ticker.start()
    started = time.perf_counter()
    for _picture in range(3):
        PNG.make(makers()["region_map grants county"](COUNTY))
    took = time.perf_counter() - started
    done.set()
    ticker.join()
    longest = max(after - before for before, after in pairwise(ticks))
    assert longest < took / 4


def test_no_two_files_of_a_figure_have_the_same_name():
    figure = by_hand()
    names = [file_name(figure, file.extension, file.suffix) for file in formats(figure)]
    assert len(set(names)) == len(names) == 7
    assert "alis_kroner-etter-fylke_2023_16x9.png" in names


def test_every_format_has_a_label_of_its_own():
    labels = [file.label for file in formats(by_hand())]
    assert len(set(labels)) == len(labels)
    assert not [a for a in labels for b in labels if a != b and a in b], "one is found by another's name"


def test_file_names_are_plain_and_say_what_they_hold():
    figure = makers()["gross_and_net doctor_id"](COUNTY)
    assert file_name(figure, "png") == "alis_unike-leger-brutto-og-netto_2023_vestland_demodata.png"
    odd = by_hand(file_stem="ALIS: Åsnes/Ørland\\..")
    assert re.fullmatch(r"[a-z0-9_-]+\.csv", file_name(odd, "csv"))

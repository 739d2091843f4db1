"""Names from data are text in every file: no formula, no link, no markup, in cells, charts and pictures."""

import csv
import io
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
from PIL import Image

from lib.export import CSV, PDF, PNG, SVG, WIDE, XLSX
from lib.export.webpage import footing, heading, table
from lib.figures.figure import Column, Figure, Table
from tests.export.figures import by_hand
from tests.export.payloads import PAYLOADS

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LIVE = ("script", "a", "foreignObject", "image", "use", "iframe", "animate")


def everywhere(payload: str) -> Figure:
    """A figure with the payload wherever a text can stand."""
    figure = by_hand((payload,))
    columns = (Column("name", payload), Column("value", payload, "decimal", payload))
    return by_hand(
        (payload,),
        title=payload,
        subtitle=payload,
        alt=payload,
        source=payload,
        notes=(payload,),
        facts=((payload, payload),),
        table=Table(columns, (*figure.table.rows, (payload, None))),
    )


@cache
def gathered() -> Figure:
    """All of them at once, as names and as notes, for what takes its time to draw."""
    return by_hand(PAYLOADS, notes=PAYLOADS)


def seen(text: str) -> str:
    """What a reader sees of a text: its control characters and the kind of its white space are not told."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_there_are_enough_of_them():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_the_csv_starts_as_a_formula(payload: str):
    text = CSV.make(everywhere(payload)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(STARTS) and not re.fullmatch(r"-?[\d,]+", cell)]
    assert rows[1][0] in (payload, f"'{payload}")
    assert sum(payload in cell for cell in cells) >= 7


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_workbook_holds_it_as_text_in_cells_and_chart(payload: str):
    content = XLSX.make(everywhere(payload))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    shown = [seen(str(cell.value)) for cell in cells]
    assert shown.count(seen(payload)) >= 12
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")):
            root = ET.fromstring(part)  # well formed, or Excel would repair it
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not tags & {"hyperlink", "hlinkClick", "definedNameFormula", "externalLink", "ddeLink"}, (
                name
            )
            assert not [e for e in root.iter() if e.get("TargetMode") == "External"], name
            if name.startswith("xl/worksheets/sheet"):
                assert "f" not in tags, name


def unescaped(text: str) -> str:
    """A character as Office writes it where XML cannot, ``_x0009_``, as the character."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match.group(1), 16)), text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_chart_of_a_workbook_reads_cells_of_its_own_and_nothing_else(payload: str):
    content = parts(XLSX.make(everywhere(payload)))
    root = ET.fromstring(content["xl/charts/chart1.xml"])
    references = [e.text for e in root.iter() if e.tag.endswith("}f")]
    assert len(references) >= 4
    assert all(re.fullmatch(r"Diagram!\$[A-Z]\$\d+(:\$[A-Z]\$\d+)?", text) for text in references)
    titles = [e.text for e in root.iter() if e.tag.endswith("}v")]
    assert seen(payload) in [seen(unescaped(text or "")) for text in titles]


def test_a_picture_as_svg_holds_them_as_text():
    root = ET.fromstring(SVG.make(gathered()))
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in LIVE
        assert not [key for key in element.attrib if key.startswith("on") or key.endswith("href")]
    text = seen(" ".join(" ".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text")))
    assert [payload for payload in PAYLOADS if seen(payload) not in text] == []


def test_a_page_of_pdf_holds_them_as_text_and_does_nothing():
    content = PDF.make(gathered())
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert not [word for word in (b"/URI", b"/JavaScript", b"/Launch", b"/OpenAction") if word in content]
    assert all("/Annots" not in page for page in reader.pages)
    found = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    for payload in ("<script>alert(1)</script>", "=cmd|'/Ccalc'!A0", "[lenke](https://example.com)"):
        assert payload in found


@pytest.mark.parametrize("file", [PNG, WIDE], ids=lambda file: file.id)
def test_a_picture_as_png_can_be_made_of_them(file):
    image = Image.open(io.BytesIO(file.make(gathered())))
    assert image.width == 1920
    assert sum(image.convert("L").histogram()[:128]) > 1_000


class Marks(HTMLParser):
    """The elements of a page with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.elements.append((tag, tuple(name for name, _value in attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("part", [heading, table, footing], ids=lambda part: part.__name__)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_page_holds_them_as_text(payload: str, part):
    page = Marks(part(everywhere(payload)))
    assert page.elements == Marks(part(everywhere("Oslo"))).elements
    assert seen(payload) in seen(page.text)

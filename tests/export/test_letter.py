"""A letter as PDF and for Word: one page, all its text, and what a screen reader needs."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from lib.export.letter import paper
from lib.export.letter.docx import make_docx
from lib.export.letter.files import LETTER_FORMATS
from lib.export.letter.fit import fits
from lib.export.letter.pdf import make_pdf
from lib.export.output import ExportError
from lib.figures.letter import Letter
from lib.figures.letter_of_place import letter
from lib.metrics.dimensions import members
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from tests.export.figures import NASTY
from tests.export.office import converted, pages
from tests.figures.catalogue import EXTRACT

# The widest text that an address may be.
ADDRESS = "https://alis-innsikt.helsedirektoratet.no/kommune?aar=2023&grense=2024&kommune=1804"
A4_PT = (595, 842)
PLACES = {"municipality": "1804", "none": "1151", "county": "54"}


@cache
def letter_about(kind: str, year: int = 2023) -> Letter:
    field = "counties" if kind == "county" else "municipalities"
    return letter(View(EXTRACT, Selection(years=(year,), **{field: (PLACES[kind],)})), address=ADDRESS)


@cache
def pdf(kind: str) -> bytes:
    return make_pdf(letter_about(kind))


@cache
def docx(kind: str) -> bytes:
    return make_docx(letter_about(kind))


def bare(text: str) -> str:
    """The text without white space: where a line is broken is the page's own affair."""
    return re.sub(r"[\s\u00a0]", "", text)


def said_by(found: Letter) -> list[str]:
    """Every text that a letter must have."""
    drawn = [text for each in found.pictures for text in (each.finding or each.title, each.subtitle)]
    words = [each.nothing for each in found.pictures if not each.chart]
    meanings = [text for pair in found.definitions for text in pair]
    cells = [cell for row in found.rows for cell in row]
    lines = [found.title, found.made_up, found.finding, found.source, found.address]
    return [*lines, *found.sentences, *cells, *drawn, *words, *meanings, *found.notes]


def structure(node) -> list[tuple[str, str]]:
    """The tags of a PDF in reading order, each with its alternative text."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in structure(child)]
    if not isinstance(node, dict) or "/S" not in node:
        return []
    own = (str(node["/S"]).removeprefix("/"), str(node.get("/Alt", "")))
    return [own, *(structure(node["/K"]) if "/K" in node else [])]


@pytest.mark.parametrize("kind", PLACES)
def test_a_pdf_is_one_page_of_a4_with_every_text(kind: str):
    reader = pypdf.PdfReader(io.BytesIO(pdf(kind)))
    (page,) = reader.pages
    assert tuple(round(side) for side in page.mediabox[2:]) == A4_PT
    text = bare(page.extract_text())
    assert [said for said in said_by(letter_about(kind)) if bare(said) not in text] == []


@pytest.mark.parametrize("kind", PLACES)
def test_a_pdf_can_be_read_by_a_screen_reader(kind: str):
    found, reader = letter_about(kind), pypdf.PdfReader(io.BytesIO(pdf(kind)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nb-NO"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == found.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    tags = structure(root["/StructTreeRoot"]["/K"])
    drawn = [each.alt for each in found.pictures if each.chart]
    assert [alt for tag, alt in tags if tag == "Figure"] == drawn
    names = [tag for tag, _alt in tags]
    assert [tag for tag in names if re.fullmatch(r"H\d", tag)] == ["H1", "H2", "H2", "H2"]
    assert names.count("Table") == 1 and names.count("TR") == len(found.rows)
    assert names.count("TH") == len(found.rows[0]) and names.count("LI") == len(found.sentences)


def test_a_pdf_has_its_own_fonts_and_nothing_live():
    reader = pypdf.PdfReader(io.BytesIO(pdf("municipality")))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts and all("SourceSansPro" in font["/BaseFont"] for font in fonts)
    content = pdf("municipality")
    assert [key for key in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile") if key in content] == []


def test_a_name_is_text_and_never_markup():
    for nasty in (*NASTY, '#image("/etc/passwd")', "#sys.inputs", "$x^2$ @kilde <b> // /* */ \\u{41} = H"):
        found = replace(letter_about("none"), finding=f"Sted {nasty} slutt", sentences=(nasty,))
        text = bare(pypdf.PdfReader(io.BytesIO(make_pdf(found))).pages[0].extract_text())
        assert bare(f"Sted {nasty} slutt") in text
        document = Document(io.BytesIO(make_docx(found)))
        assert f"Sted {nasty} slutt".replace("\r", " ") in [each.text for each in document.paragraphs]


@pytest.mark.parametrize("kind", PLACES)
def test_a_word_letter_has_a_native_table_headings_and_alternative_texts(kind: str):
    found, document = letter_about(kind), Document(io.BytesIO(docx(kind)))
    (table,) = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == list(found.rows)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    headings = [
        (each.style.name, each.text.strip()) for each in document.paragraphs if "Heading" in each.style.name
    ]
    titles = [each.finding or each.title for each in found.pictures]
    assert headings == [("Heading 1", found.title), *(("Heading 2", title) for title in titles)]
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    drawn = [each.alt for each in found.pictures if each.chart]
    assert [about.get("descr") for about in pictures] == drawn
    assert len({about.get("id") for about in pictures}) == len(drawn)
    text = bare("\n".join([*(each.text for each in document.paragraphs), *map("\n".join, found.rows)]))
    assert [said for said in said_by(found) if bare(said) not in text] == []


def test_a_word_letter_says_its_language_and_its_title():
    document = Document(io.BytesIO(docx("municipality")))
    assert document.core_properties.title == letter_about("municipality").title
    assert document.core_properties.language == "nb-NO"
    assert (
        document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "nb-NO"
    )
    with zipfile.ZipFile(io.BytesIO(docx("municipality"))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_a_word_letter_is_one_page_in_an_office_program(tmp_path: Path):
    for kind in PLACES:
        (tmp_path / f"{kind}.docx").write_bytes(docx(kind))
    made = converted(tmp_path.glob("*.docx"), tmp_path / "made")
    for kind in PLACES:
        (page,) = pages(made[kind])
        missing = [said for said in letter_about(kind).sentences if bare(said) not in bare(page)]
        assert missing == [], kind


def test_a_letter_in_english_says_so_in_its_language():
    view = View(EXTRACT, Selection(years=(2023,), municipalities=("1804",)), language="en")
    with use_language("en"):
        content = make_pdf(letter(view, address=ADDRESS))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert "Letter for a municipality" in reader.pages[0].extract_text()


def test_the_files_are_made_in_the_worker_and_a_letter_too_long_is_refused():
    kinds = {file.id: file for file in LETTER_FORMATS}
    assert kinds["pdf"].make(letter_about("none")).startswith(b"%PDF")
    assert kinds["docx"].make(letter_about("none")).startswith(b"PK")
    long = replace(letter_about("none"), sentences=("Ord " * 400,) * 5)
    for file in kinds.values():
        with pytest.raises(ExportError, match="Brevet kunne ikke lages"):
            file.make(long)


def test_every_municipality_and_county_has_room_on_one_page(monkeypatch: pytest.MonkeyPatch):
    # As high as a drawing may be: the map, and half of it for each beside.
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="{:g}" height="{:g}"/>'
    monkeypatch.setattr(paper, "_drawn", lambda _chart, wide, high: blank.format(wide * 4, high * 4))
    too_long, few = [], []
    for borders in (2020, 2024):
        view = View(EXTRACT, Selection(years=(2023,), borders=borders))
        # The municipalities of both borders but for a few; their counties are others.
        places = (
            [("municipalities", code) for code in members(view, "municipality")] if borders == 2020 else []
        )
        places += [("counties", code) for code in members(view, "county")]
        for field, code in places:
            found = letter(view.with_selection(replace(view.selection, **{field: (code,)})), address=ADDRESS)
            few += [found.title] if len(found.sentences) != 5 else []
            if not any(fits(found, pictures) for pictures in paper.layouts(found)):
                too_long.append(found.title)
            make_pdf(found)  # raises LetterError where it is more than one page
    assert (too_long, few) == ([], [])

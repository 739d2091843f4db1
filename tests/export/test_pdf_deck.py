"""A whole deck as PDF: pages of a slide's shape, every number in their text, and nothing live in them."""

import io
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.presentation import READY, deck_of, ready_title
from lib.export.shown import context_line, message_of
from lib.export.slides import Deck, DeckFigure, Entry
from lib.export.table_cells import MOST_ROWS
from lib.figures import recipes
from lib.figures.figure import Figure, KeyFigure
from lib.figures.values import format_full
from lib.metrics.selection import Selection
from lib.metrics.value import drawn_number
from lib.metrics.view import View
from tests.export.figures import by_hand
from tests.export.payloads import PAYLOADS
from tests.export.test_numbers_agree import marks
from tests.figures.catalogue import EXTRACT, SELECTIONS

NOW = Selection(years=(2023,))
NAMES = (
    *READY,
    "class-table:by=centrality",
    "never-applied",
    "year-maps:metric=grants",
    "growth-by:by=county",
)
MADE = (
    "budget-steps",
    "region-map:metric=grants",
    "class-table:by=centrality",
    "class-chart:by=size_class:measure=grants",
)
WIDE, HIGH = 960, 540
AROUND = 3  # the first slide, the contents, and the last about the numbers
LIVE = (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/GoToR", b"/EmbeddedFile", b"/AA")


def told(content: bytes) -> list[str]:
    """The text of each page, without white space: where a line is broken is the page's own affair."""
    return [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def bare(text: str) -> str:
    return re.sub(r"[\s\u00a0]", "", text)


@cache
def deck() -> bytes:
    return deck_to_pdf(deck_of(View(EXTRACT, NOW), NAMES, title=ready_title(), author="Avdeling for prøver"))


def numbers(figure: Figure) -> list[str]:
    """What a page writes of a figure: the texts at its marks, and the cells where its table is shown.

    Beside a map are the highest three and the lowest two with the whole, and as many columns as have room:
    the names and the drawn one at least. The rest is on the map in colours.
    """
    said = marks(figure) if figure.chart else []
    is_map = figure.chart is not None and figure.chart.kind == "choropleth"
    if not (is_map or figure.chart is None) or len(figure.table.rows) > MOST_ROWS:
        return said
    rows = figure.table.rows
    if is_map:
        place = [column.key for column in figure.table.columns].index(figure.chart.columns[-1])
        body = rows[:-1] if figure.table.has_total else rows
        known = [row for row in body if drawn_number(row[place]) is not None]
        known.sort(key=lambda row: -drawn_number(row[place]))
        kept = [*known[:3], *known[-2:], *rows[len(body) :]]
        kind = figure.table.columns[place].kind
        return [text for row in kept for text in (str(row[0]), format_full(row[place], kind))]
    for row in rows:
        for value, column in zip(row, figure.table.columns, strict=True):
            said.append(format_full(value, column.kind, unknown=column.unknown))
    return said


def test_every_page_has_the_shape_of_a_slide_and_there_is_one_for_each():
    reader = pypdf.PdfReader(io.BytesIO(deck()))
    slides = len(NAMES) + AROUND
    assert len(reader.pages) > slides
    assert {item.title for item in reader.outline[slides - 1 :]} == {"Om tallene"}
    assert {(int(page.mediabox.width), int(page.mediabox.height)) for page in reader.pages} == {(WIDE, HIGH)}
    assert reader.metadata.title == ready_title() and reader.metadata.author == "Avdeling for prøver"
    assert [item.title for item in reader.outline][:3] == [
        ready_title(),
        "Innhold",
        "513 flere leger, og 96,5\N{NO-BREAK SPACE}% av budsjettet er utbetalt",
    ]


def test_what_the_speaker_notes_define_and_note_stands_on_the_last_pages():
    long = "Kommunene i innlandet og langs kysten har fått flere leger under spesialisering enn før. " * 4
    made = deck_of(View(EXTRACT, NOW), NAMES, title=ready_title(), link="http://a.no/presentasjon?x=1")
    figures = [shown.figure for shown in made.figures]
    entries = (replace(made.entries[0], title=long.strip()), *made.entries[1:])
    content = deck_to_pdf(replace(made, entries=entries))
    about = "".join(told(content)[len(NAMES) + AROUND - 1 :])
    said = [text for pair in made.definitions for text in pair]
    said += [note for figure in figures for note in figure.notes if not note.startswith(("Kart", "Innb"))]
    assert len(said) > 20 and bare(long) in about
    assert [text for text in said if bare(text) not in about] == []
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert [number for number, page in enumerate(pages) if page.annotations] == [len(NAMES) + AROUND - 1]


def test_every_text_and_number_of_every_figure_is_text_on_its_page():
    pages, faults, compared = told(deck()), [], 0
    assert bare("Avdeling for prøver") in pages[0]
    for name, page in zip(NAMES, pages[2:], strict=False):
        made = recipes.make(View(EXTRACT, NOW), name)
        said = numbers(made)
        if made.cards:
            said = [text for card in made.cards for text in (card.label, card.text, card.below)]
        message = message_of(made)
        said += [message, context_line(made, message), made.source, made.made_up]
        compared += len(said)
        faults += [f"{name}: {text}" for text in said if bare(text).lower() not in page.lower()]
    assert faults == []
    assert compared > 150


def test_the_numbers_of_the_report_are_on_the_page_of_the_key_figures():
    """Printed in the status report of autumn 2023."""
    page = told(deck())[2 + NAMES.index("key-figures")]
    assert all(bare(said) in page for said in ("1 871", "513", "458,4 mill. kr", "228"))


@pytest.mark.parametrize("chosen", SELECTIONS[::4], ids=str)
def test_numbers_agree_for_any_selection(chosen: Selection):
    """Columns of a table that have no room are counted on the page; no row is left out."""
    pages = told(deck_to_pdf(deck_of(View(EXTRACT, chosen), MADE, title="Prøve")))
    faults = []
    for name, page in zip(MADE, pages[2:], strict=False):
        figure = recipes.make(View(EXTRACT, chosen), name)
        if figure.table.rows:
            said = numbers(figure)
            if columns := re.search(r"og(\d+)kolonne(?:r)?tilitabellen", page):
                shown = len(figure.table.columns) - int(columns[1])
                said = [
                    format_full(value, column.kind, unknown=column.unknown)
                    for row in figure.table.rows
                    for value, column in zip(row[:shown], figure.table.columns, strict=False)
                ]
            faults += [f"{name}: {text}" for text in said if bare(text).lower() not in page.lower()]
    assert faults == []


def test_fonts_are_inside_the_file():
    reader, found = pypdf.PdfReader(io.BytesIO(deck())), set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            found.add(str(descriptor["/FontName"]).partition("+")[2].partition("-")[0])
    assert found == {"LiberationSans"}


def test_every_page_has_ink_and_white_margins(tmp_path: Path):
    (tmp_path / "deck.pdf").write_bytes(deck())
    subprocess.run(["pdftoppm", "-r", "72", "-png", tmp_path / "deck.pdf", tmp_path / "page"], check=True)
    pictures = sorted(tmp_path.glob("page-*.png"))
    assert len(pictures) > len(NAMES) + AROUND
    for number, path in enumerate(pictures):
        with Image.open(path) as picture:
            grey = picture.convert("L")
        assert grey.size == (WIDE, HIGH)
        title = (96, 180, 700, 280) if number == 0 else (43, 50, 500, 88)
        assert sum(grey.crop(title).histogram()[:200]) > 200, number
        edges = ((WIDE - 16, 0, WIDE, HIGH), (40, HIGH - 8, WIDE, HIGH), (40, 0, WIDE, 8))
        assert [sum(grey.crop(edge).histogram()[:200]) for edge in edges] == [0, 0, 0], number


def hostile() -> Deck:
    """A deck with every payload as title, name, note, source, number and cell."""
    entries = []
    for name in PAYLOADS:
        figure = by_hand((name,), title=name, subtitle=name, notes=(name,), source=name, alt=name, chart=None)
        entries.append(Entry((DeckFigure(figure, name),)))
    card = KeyFigure("a", PAYLOADS[1], "", "", PAYLOADS[2], "", "", "b")
    keys = replace(by_hand(chart=None), title="=1+1", statement=PAYLOADS[0], cards=(card,))
    gathered = by_hand(PAYLOADS, notes=PAYLOADS[:6])
    return Deck(
        "<script>alert(1)</script>",
        "https://example.com",
        (*entries, Entry((DeckFigure(keys),)), Entry((DeckFigure(gathered),))),
    )


def test_sixty_names_that_could_be_more_are_text_on_pages_that_do_nothing():
    content = deck_to_pdf(hostile())
    pages = told(content)
    assert not [word for word in LIVE if word in content]
    assert all("/Annots" not in page for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert len(PAYLOADS) >= 60
    plain = [name for name in PAYLOADS if name.isprintable() and name.isascii()]
    assert len(plain) > 45
    missing = [
        name
        for name, page in zip(PAYLOADS, pages[2:], strict=False)
        if name in plain and bare(name) not in page
    ]
    assert missing == []


def test_no_doctor_is_in_the_file_nor_in_what_stands_behind_it():
    doctors = {doctor.encode() for doctor in EXTRACT.grants["doctor_id"].unique().to_pylist()}
    reader = pypdf.PdfReader(io.BytesIO(deck()))
    streams = [page.get_contents().get_data() for page in reader.pages]
    inside = b"\n".join([deck(), *streams, "".join(told(deck())).encode()])
    looks = re.compile(rb"[A-Za-z0-9_-]{%d,}" % min(map(len, doctors)))
    assert len(doctors) > 1000 and b"doctor_id" not in inside
    assert not doctors & set(looks.findall(inside))


def test_no_doctor_is_in_a_deck_of_slides_its_charts_and_workbooks_included():
    from tests.export.slides.reading import parts

    content = deck_to_pptx(deck_of(View(EXTRACT, NOW), NAMES, title=ready_title()))
    doctors = {doctor.encode() for doctor in EXTRACT.grants["doctor_id"].unique().to_pylist()}
    looks = re.compile(rb"[A-Za-z0-9_-]{%d,}" % min(map(len, doctors)))
    names = []
    for name, body in parts(content):
        names.append(name)
        assert b"doctor_id" not in body or b"gross-and-net:of=doctor_id" in body, name
        assert not doctors & set(looks.findall(body)), name
    assert any("xlsx/xl/worksheets" in name for name in names)


def test_a_figure_with_nothing_to_show_has_a_page_that_says_so():
    page = told(deck_to_pdf(Deck("a", "", (Entry((DeckFigure(by_hand(())),)),))))[1]
    assert bare("Det er ingenting å vise for dette utvalget") in page


def test_rows_without_room_are_counted_in_words():
    figure = recipes.make(View(EXTRACT, NOW), "never-applied")
    shown = told(deck())[2 + NAMES.index("never-applied")]
    (counted,) = re.findall(r"og(\d+)radertil", shown)
    rows = len(figure.table.rows) - int(counted)
    assert 10 <= rows <= MOST_ROWS
    assert all(bare(str(row[0])) in shown for row in figure.table.rows[:rows])
    assert bare(str(figure.table.rows[rows][0])) not in shown

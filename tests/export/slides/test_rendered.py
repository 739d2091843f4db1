"""What LibreOffice makes of a deck: it opens, every text is there, and there is ink where text should be."""

from pathlib import Path

import pytest
from PIL import Image

from lib.export.output import plain
from lib.export.shown import context_line, message_of
from lib.export.slides import Deck, DeckFigure, Entry, make_deck
from lib.metrics.selection import Selection
from tests.export import office
from tests.export.slides.reading import opened, spaced
from tests.export.slides.test_deck import MAKERS, OF_KEYS

CHOSEN = Selection(years=(2023,))
LABELS = sorted(MAKERS)
DOTS = 50
EMU_PER_DOT = 914_400 / DOTS


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple:
    """A deck with every figure there is, its pages' texts and pictures."""
    entries = (*(Entry((DeckFigure(MAKERS[label](CHOSEN)),)) for label in LABELS), OF_KEYS)
    content = make_deck(Deck("Til ledermøtet", "Avdelingen", entries))
    pdf = office.convert(content, tmp_path_factory.mktemp("deck"))
    return opened(content), office.pages(pdf), office.pictures(pdf, dots_per_inch=DOTS)


def ink(picture: Image.Image) -> int:
    """Pixels that are not nearly white."""
    return sum(picture.histogram()[:225])


def grey(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")


def crop(picture: Image.Image, shape) -> Image.Image:
    box = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    return picture.crop(tuple(round(side / EMU_PER_DOT) for side in box))


def letters(text: str) -> str:
    """The text without spaces: a line that is broken has none where it breaks."""
    return "".join(plain(text).split())


def test_every_slide_becomes_a_page_with_its_texts(made: tuple):
    deck, pages, _pictures = made
    assert len(pages) == len(deck.slides) == len(LABELS) + 4  # the first, the contents, key figures, the last
    faults = []
    for label, page in zip(LABELS, pages[2:], strict=False):
        figure = MAKERS[label](CHOSEN)
        for text in (context_line(figure, message_of(figure)), figure.source):
            if letters(text) not in letters(page):
                faults.append(f"{label}: {text}")
    assert faults == []


def test_the_labels_of_a_chart_are_on_its_page(made: tuple):
    _deck, pages, _pictures = made
    for label in ("region_ranking doctors county", "class_chart centrality applied_nok", "budget_steps"):
        page = letters(pages[2 + LABELS.index(label)])
        for text in MAKERS[label](CHOSEN).chart.datasets["data"]["text"]:
            assert letters(text).lower() in page.lower(), (label, text)


def test_there_is_ink_in_every_text_and_drawing(made: tuple):
    deck, _pages, pictures = made
    faults = []
    for number, (slide, path) in enumerate(zip(deck.slides, pictures, strict=True)):
        picture = grey(path)
        for shape in slide.shapes:
            wanted = 10 if shape.has_text_frame else 60
            if ink(crop(picture, shape)) < wanted:
                faults.append(f"page {number + 1}: {shape.name}")
    assert faults == []


def test_nothing_is_drawn_on_the_margins(made: tuple):
    _deck, _pages, pictures = made
    for number, path in enumerate(pictures[1:], 2):
        picture = grey(path)
        width, height = picture.size
        for edge in ((0, 0, width, 12), (0, 0, 22, height), (width - 22, 0, width, height)):
            assert ink(picture.crop(edge)) == 0, number


def test_a_text_without_letters_would_be_found(made: tuple):
    deck, _pages, pictures = made
    white = Image.new("L", grey(pictures[0]).size, 255)
    assert ink(crop(white, deck.slides[1].shapes.title)) == 0
    assert spaced(" a  b ") == "a b"

"""Where everything stands on a slide of either size: within it, apart, and every text with its room."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from lib.export.cover import lay_out_about, lay_out_contents, lay_out_cover
from lib.export.layout import lay_out
from lib.export.measure import height_of, width_of
from lib.export.page import HEIGHT, SLIDE, WIDTHS, PageLayout, Part, cover_room, slide_room
from lib.export.shown import Deck, DeckFigure, Entry
from lib.export.slide_svg import pages, slide_svg
from lib.figures import recipes
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.figures.catalogue import makers
from tests.truth.extracts import load

MAKERS = makers()
CHOSEN = (Selection(years=(2023,)), Selection(years=(2022, 2023), counties=("46",), municipalities=("4601",)))
TYPED = "Kommunene i innlandet og langs kysten har fått flere leger under spesialisering enn i noe år før, "
LONG = (TYPED * 4)[:300]
WORD = "Spesialistutdanningsordningstilskudd" * 8
TITLES = {"short": "", "300 letters": LONG, "one word": WORD[:300]}
SLACK = 0.01


def faults_of(layout: PageLayout, width: float) -> Iterator[str]:
    """Parts outside the page, two that cross, and texts that are larger than their boxes."""
    parts = [part for part in layout.all_parts if part.lines or part.cells or part.chart]
    for part in parts:
        box = part.box
        if box.left < 0 or box.top < 0 or box.left + box.width > width + SLACK or box.bottom > HEIGHT + SLACK:
            yield f"{part.kind} is outside the slide"
        if part.lines and needed(part) > box.height + SLACK:
            yield f"{part.kind} has no room for its text"
        if part.cells and (
            sum(part.cells.widths) > box.width + SLACK or sum(part.cells.heights) > box.height + SLACK
        ):
            yield f"{part.kind} has no room for its cells"
    for one, other in combinations(parts, 2):
        if crosses(sides(one), sides(other)):
            yield f"{one.kind} {one.panel} and {other.kind} {other.panel} cross"


def needed(part: Part) -> float:
    return sum(
        height_of(text, part.box.width, style.size, face="slide", bold=style.bold)
        for text, style in part.lines
    )


def sides(part: Part) -> tuple[float, float, float, float]:
    box = part.box
    return box.left, box.top, box.left + box.width, box.bottom


def crosses(a: tuple, b: tuple) -> bool:
    return a[0] < b[2] - SLACK and b[0] < a[2] - SLACK and a[1] < b[3] - SLACK and b[1] < a[3] - SLACK


def written(drawn: str) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Every line of text of a drawing, with the sides of its letters."""
    for text in ET.fromstring(drawn).iterfind(".//{*}text"):
        size, x, y = float(text.get("font-size")[:-2]), float(text.get("x")), float(text.get("y"))
        wide = width_of(text.text or "", size, face="slide", bold=text.get("font-weight") == "bold")
        left = x - {"end": wide, "middle": wide / 2}.get(text.get("text-anchor"), 0)
        yield text.text or "", (left, y - 0.72 * size, left + wide, y + 0.2 * size)


def faults_of_drawing(drawn: str, width: float) -> Iterator[str]:
    """Lines of text outside the page, and two that cross: those in charts too."""
    lines = [(text, box) for text, box in written(drawn) if text.strip()]
    for text, (left, top, right, bottom) in lines:
        if left < 0 or top < 0 or right > width or bottom > HEIGHT:
            yield f"{text!r} is outside the slide"
    for (one, a), (other, b) in combinations(lines, 2):
        if crosses(a, b):
            yield f"{one!r} and {other!r} cross"


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("label", MAKERS)
def test_everything_on_a_slide_stands_within_it_and_apart(label: str, size: str):
    width, faults = WIDTHS[size], []
    for chosen in CHOSEN:
        figure = MAKERS[label](chosen)
        for name, title in TITLES.items():
            layout = lay_out(figure, slide_room(width), SLIDE, title=title)
            faults += [f"{name}: {fault}" for fault in faults_of(layout, width)]
        drawn = slide_svg(figure, size=size, number=88)
        faults += faults_of_drawing(drawn, width)
    assert faults == []


def test_long_texts_at_thin_bars_end_within_the_slide():
    """Four years of four amounts, of which one year lacks all but one: long names and long texts."""
    view = View(load("FAR"), Selection(years=(2027,)))
    drawn = slide_svg(recipes.make(view, "budget-steps"), number=88)
    assert list(faults_of_drawing(drawn, WIDTHS["16:9"])) == []


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("entries", [1, 5, 12, 30])
def test_the_slides_around_the_figures_hold_whatever_is_typed(entries: int, size: str):
    width = WIDTHS[size]
    shown = (DeckFigure(MAKERS["budget_steps"](CHOSEN[0])), DeckFigure(MAKERS["by_year"](CHOSEN[1])))
    for title in (LONG, WORD[:300], "Kort"):
        slides = tuple(Entry((shown[place % 2],), title) for place in range(entries))
        terms = tuple((f"Begrep {place}", LONG[: 40 * place]) for place in range(1, 8))
        deck = Deck(title, title, slides, size, terms, "28. november 2026", f"https://a.no/b?{'x' * 900}")
        layouts = (
            lay_out_cover(deck, cover_room(width), SLIDE),
            lay_out_contents(deck, slide_room(width), SLIDE),
            lay_out_about(deck, slide_room(width), SLIDE),
        )
        assert [fault for layout in layouts for fault in faults_of(layout, width)] == []
        if entries < 12:
            assert [fault for _title, page in pages(deck) for fault in faults_of_drawing(page, width)] == []


def test_a_fault_would_be_found():
    figure = MAKERS["budget_steps"](CHOSEN[0])
    layout = lay_out(figure, slide_room(960), SLIDE)
    raised = replace(layout, title=replace(layout.title, box=layout.title.box.moved(-40)))
    lowered = replace(layout, subtitle=replace(layout.subtitle, box=layout.subtitle.box.moved(60)))
    assert list(faults_of(layout, 960)) == []
    assert list(faults_of(raised, 960)) and list(faults_of(lowered, 960))
    assert list(faults_of_drawing(slide_svg(figure), 700))

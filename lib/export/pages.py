"""The pages of a presentation as SVG of 16:9: the same slides for a reader who does not edit them."""

from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree as ET

from lib.export.frame import (
    GAP,
    HEIGHT,
    INNER_WIDTH,
    MARGIN,
    SMALL,
    SUBTITLE,
    TITLE,
    WIDTH,
    Frame,
    Line,
    Style,
    frame,
    height_of,
    parsed,
    shrunk,
    tag,
    wrapped,
    write,
)
from lib.export.output import printable
from lib.export.picture import drawn
from lib.export.slides.content import nothing
from lib.export.slides.deck import Deck
from lib.export.slides.look import ROLE
from lib.export.slides.tables import MOST_ROWS
from lib.export.table_drawing import drawn_table
from lib.figures import fonts
from lib.figures.figure import Figure

Box = tuple[float, float, float, float]  # left, top, width, height in px
_MAP_SHARE = 0.54  # of the width, where a table stands beside the map
_ACROSS = 3  # key figures in a row
_BAND = 24.0
_COVER = Style(40, ROLE["text"], fonts.BOLD)
_AUTHOR = Style(20, ROLE["muted"])
_SENTENCE = Style(18, ROLE["text"])
_NUMBER = Style(11, SMALL.colour)
_KEY = (Style(14, ROLE["muted"]), Style(34, ROLE["main"], fonts.BOLD), Style(13, ROLE["text"]))


def cover(deck: Deck, source: str) -> str:
    """The first page: title, author line, and what the numbers come from."""
    root = Frame(printable(deck.title), "", (), ()).blank(HEIGHT)
    band = {"width": f"{_BAND:g}", "height": f"{HEIGHT:g}", "fill": ROLE["main"]}
    ET.SubElement(root, tag("rect"), band)
    left, room = 3 * MARGIN, WIDTH - 4 * MARGIN
    title = wrapped(_COVER, deck.title, room)
    write(root, title, 0.48 * HEIGHT - height_of(tuple(title)), at=left)
    write(root, wrapped(_AUTHOR, deck.author, room), 0.52 * HEIGHT, at=left)
    below = tuple(wrapped(SMALL, source, room))
    write(root, below, HEIGHT - MARGIN - height_of(below), at=left)
    return ET.tostring(root, encoding="unicode")


def _key_page(keys: Figure, number: int | None) -> str:
    """The key figures, large, under the sentence that says what happened."""
    above = (*wrapped(TITLE, keys.title), *wrapped(SUBTITLE, keys.subtitle))
    below = tuple(line for text in (*keys.notes, keys.source) for line in wrapped(SMALL, text))
    texts = Frame(printable(keys.title), printable(keys.statement), above, below)
    left, top, width, height = _room(texts)
    whole = ET.Element(tag("g"))
    start = write(whole, wrapped(_SENTENCE, keys.statement), top) + GAP
    rows = max(-(-len(keys.cards) // _ACROSS), 1)
    wide, high = width / _ACROSS, (top + height - start) / rows
    for place, key in enumerate(keys.cards):
        down, across = divmod(place, _ACROSS)
        at, said = start + down * high, (key.label, key.text, key.below)
        for style, text in zip(_KEY, said, strict=True):
            at = write(whole, wrapped(style, text, wide - GAP), at, at=left + across * wide)
    return _page(texts, [whole], number)


def figure_page(figure: Figure, number: int | None = None) -> str:
    """A figure's chart, its map with the table beside it, its table, or its numbers. Raises DrawingError."""
    if figure.cards:
        return _key_page(figure, number)
    texts = frame(figure)
    left, top, width, height = _room(texts)
    if not figure.table.rows:
        empty = ET.Element(tag("g"))
        write(empty, wrapped(SUBTITLE, nothing(figure)), top)
        return _page(texts, [empty], number)
    if figure.chart is None:
        return _with_table(figure, (left, top, width, height), [], number)
    if figure.chart.kind == "choropleth" and len(figure.table.rows) <= MOST_ROWS:
        beside = width * _MAP_SHARE
        drawing = _placed(drawn(figure, beside, height), (left, top, beside, height))
        box = (left + beside + GAP, top, width - beside - GAP, height)
        return _with_table(figure, box, [drawing], number)
    return _page(texts, [_placed(drawn(figure, width, height), (left, top, width, height))], number)


def _with_table(figure: Figure, box: Box, parts: list[ET.Element], number: int | None) -> str:
    """A page with a table; what had no room in it is said among the notes."""
    left, top, width, height = box
    made, untold = drawn_table(figure.table, box)
    told = figure
    if untold:  # the notes take a line more, and the table has that much less
        height = _room(frame(replace(figure, notes=(*untold, *figure.notes))))[3]
        made, untold = drawn_table(figure.table, (left, top, width, height))
        told = replace(figure, notes=(*untold, *figure.notes))
    return _page(frame(told), [*parts, made], number)


def _room(texts: Frame) -> Box:
    """What the texts leave for the drawing."""
    return (MARGIN, MARGIN + height_of(texts.above) + GAP, INNER_WIDTH, texts.chart_height)


def _placed(drawing: str, box: Box) -> ET.Element:
    """A drawing in the middle of a box, as large as it is or as the box allows."""
    left, top, room, high = box
    chart, width, height = parsed(drawing)
    scale = min(1.0, room / width, high / height)
    left, top = left + (room - width * scale) / 2, top + (high - height * scale) / 2
    group = ET.Element(tag("g"), {"transform": f"translate({left:g},{top:g}) scale({scale:.4f})"})
    group.extend(chart)
    return group


def _page(texts: Frame, parts: Iterable[ET.Element], number: int | None) -> str:
    """Texts above and below, the parts between, and the number of the page."""
    _left, top, _width, height = _room(texts)
    bottom = top + height + GAP
    whole = bottom + height_of(texts.below) + MARGIN
    root = texts.blank(max(whole, HEIGHT))
    write(root, texts.above, MARGIN)
    root.extend(parts)
    write(root, texts.below, bottom)
    said: tuple[Line, ...] = ((_NUMBER, str(number)),) if number else ()
    write(root, said, max(whole, HEIGHT) - MARGIN + 6, at=WIDTH - MARGIN, anchor="end")
    picture = ET.tostring(root, encoding="unicode")
    return picture if whole <= HEIGHT else shrunk(picture)

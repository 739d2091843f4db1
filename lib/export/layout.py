"""The layout of a page: where each object is placed. Slides, PDF and pictures only write what it says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.export.measure import Face, height_of, width_of
from lib.export.office_grid import classes_of
from lib.export.output import plain
from lib.export.page import ROLE, Box, Line, PageLayout, PageStyle, Part, Room, Style
from lib.export.shown import Deck, footer_lines, selection_line
from lib.export.table_cells import MOST_ROWS, cells_of
from lib.figures.drawing import DATA, Chart
from lib.figures.figure import Figure
from lib.words import _

LEGEND_SIZE, SQUARE, SQUARE_GAP = 12.0, 12.6, 7.1
DRAWINGS = ("chart", "map", "legend", "table", "panel", "empty")
_GAP, _CARD_GAP, _FOOTER_GAP = 26.0, 24.0, 14.0
_WIDE = 700.0  # a map has room for its table beside it
_TABLE_SHARE, _LEGEND_SHARE = 0.44, 0.36
_CARDS_ACROSS = 3
# Of one of two figures: its title, and its selection in letters in which made-up rows are seen to be so.
_HEADING = (Style(16, ROLE["text"], True), Style(14, ROLE["muted"]))
_PANEL, _EMPTY, _SENTENCE = Style(14, bold=True), Style(16), Style(18)
_CARD = (Style(14, ROLE["muted"]), Style(34, ROLE["main"], True), Style(12, ROLE["text"]))
_COVER = (Style(40, ROLE["text"], True), Style(20, ROLE["muted"]), Style(14, ROLE["muted"]))


def lay_out(
    figure: Figure, room: Room, style: PageStyle, *, title: str = "", beside: bool = True
) -> PageLayout:
    """Lay a figure out on a page.

    A ``title`` is that of a page with two figures: each then has its own in its heading. A map has its table
    ``beside`` it where both have room.
    """
    selection = selection_line(figure)
    head = _title(title or figure.title, room.title, style)
    under = room.heading.moved(head.box.bottom - room.title.bottom)
    if title:
        own = zip((figure.title, selection), _HEADING, strict=True)
        heading = _texts("heading", own, under, style.face)
    else:
        heading = _texts("subtitle", [(selection, style.subtitle)], under, style.face)
    top = room.content.top + heading.box.bottom - room.heading.bottom
    lines = footer_lines(figure)
    for spare in range(3):  # lines that say which rows and columns have no room
        content, footer = _split_room(room, top, ["", ""][:spare] + lines, style)
        parts = parts_in(figure, content, style.face, beside=beside)
        if len(omitted := omissions(parts)) <= spare:
            break
    drawn = any(part.chart for part in parts)
    table = next((part.box for part in parts if part.kind == "table"), None)
    around = replace(content, width=table.left - _GAP - content.left) if table and drawn else content
    small = tuple((plain(line), style.small) for line in (*omitted, *lines))
    return PageLayout(
        head, heading, parts, Part("footer", box=footer, lines=small), around if drawn else None
    )


def lay_out_cover(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the first page: title, author, and the source of the numbers."""
    title = _texts("own", [(deck.title, _COVER[0])], room.title, style.face)
    under = room.heading.moved(title.box.bottom - room.title.bottom)
    author = _texts("own", [(deck.author, _COVER[1])], under, style.face)
    source = [(deck.first.figure.source, _COVER[2])] if deck.first else []
    return PageLayout(title, author, (), _texts("source", source, room.footer, style.face))


def omissions(parts: Sequence[Part]) -> tuple[str, ...]:
    """Lines that say which rows and columns had no room."""
    return next((part.cells.note for part in parts if part.cells), ())


def parts_of(figure: Figure) -> list[Part]:
    """The objects of a figure in reading order, not yet placed."""
    if figure.cards:
        cards = [(card.label, card.text, card.below) for card in figure.cards]
        sentence = Part("sentence", lines=_lines([(figure.statement, _SENTENCE)]))
        numbers = (
            Part("number", i, lines=_lines(zip(card, _CARD, strict=True))) for i, card in enumerate(cards, 1)
        )
        return [sentence, *numbers]
    nothing = figure.nothing or _("There is nothing to show for this selection") + "."
    empty = Part("empty", lines=_lines([(nothing, _EMPTY)]))
    charts = (figure.chart.panels or (("", figure.chart),)) if figure.chart else ()
    if not any(_has_rows(chart) for _title, chart in charts):
        return [Part("table") if figure.table.rows else empty]
    found = []
    for panel, (title, chart) in enumerate(charts, 1 if figure.chart.panels else 0):
        found += [Part("panel", panel, lines=_lines([(title, _PANEL)]))] if panel else []
        kinds = ("legend", "map") if chart.kind == "choropleth" else ("chart",)
        drawn = [Part(kind, panel, chart=chart) for kind in kinds]
        found += drawn if _has_rows(chart) else [replace(empty, panel=panel)]
    return found


def part_of(figure: Figure, kind: str, panel: int) -> Part | None:
    """The object of a kind, or None if the figure no longer has one. A map may have its table beside it."""
    if kind == "table" and figure.chart and figure.chart.kind == "choropleth" and figure.table.rows:
        return Part("table")
    return next((part for part in parts_of(figure) if (part.kind, part.panel) == (kind, panel)), None)


def parts_in(figure: Figure, box: Box, face: Face, *, beside: bool = True) -> tuple[Part, ...]:
    """The objects of a figure, placed in a box."""
    first, *rest = found = parts_of(figure)
    if first.kind == "sentence":
        return _key_figures(first, rest, box, face)
    if first.panel:
        return _panels(found, box, face)
    if first.kind == "legend" and beside and box.width > _WIDE and len(figure.table.rows) <= MOST_ROWS:
        left, right = box.columns(box.width * (1 - _TABLE_SHARE) - _GAP, gap=_GAP)
        return (*_drawing(found, left, face), fitted(Part("table"), figure, right, face))
    return _drawing(found, box, face) if first.kind != "table" else (fitted(first, figure, box, face),)


def fitted(part: Part, figure: Figure, box: Box, face: Face) -> Part:
    """An object placed in a box; a table is cut to the rows and columns that fit."""
    cells = cells_of(figure.table, box.width, box.height, face=face) if part.kind == "table" else None
    return replace(part, box=box, cells=cells)


def _has_rows(chart: Chart) -> bool:
    return any(chart.datasets[DATA].values())


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple((plain(text), style) for text, style in lines)


def _height(lines: Sequence[Line], width: float, face: Face) -> float:
    return sum(height_of(text, width, style.size, face=face, bold=style.bold) for text, style in lines)


def _texts(kind: str, lines: Iterable[Line], place: Box, face: Face) -> Part:
    """Lines in a box, which grows downwards if they need more room."""
    said = _lines(line for line in lines if line[0])
    return Part(
        kind, box=replace(place, height=max(place.height, _height(said, place.width, face))), lines=said
    )


def _title(text: str, place: Box, style: PageStyle) -> Part:
    """The title, in smaller letters and then on several lines if it is long."""
    size = style.title.size
    while (
        size > style.smallest_title and width_of(plain(text), size, face=style.face, bold=True) > place.width
    ):
        size -= 1
    return _texts("title", [(text, replace(style.title, size=size))], place, style.face)


def _split_room(room: Room, top: float, lines: Sequence[str], style: PageStyle) -> tuple[Box, Box]:
    """Split the room below ``top`` into a box for the drawing and one for the lines under it."""
    needed = _height(_lines((line, style.small) for line in lines), room.footer.width, style.face)
    start = max(room.footer.bottom - needed, top + style.least + _FOOTER_GAP)
    content = Box(room.content.left, top, room.content.width, start - _FOOTER_GAP - top)
    return content, Box(room.footer.left, start, room.footer.width, needed)


def _drawing(found: list[Part], box: Box, face: Face) -> tuple[Part, ...]:
    """Place a chart, a map and its legend, or the sentence that there is nothing to draw."""
    last = found[-1]
    if last.kind != "map":
        return (replace(last, box=box),)
    longest = max((width_of(it, LEGEND_SIZE, face=face) for it in classes_of(last.chart)), default=0)
    legend = min(longest + SQUARE + 2 * SQUARE_GAP, box.width * _LEGEND_SHARE)
    left, right = box.columns(legend, gap=_GAP / 2)
    return replace(found[0], box=left), replace(last, box=right)


def _panels(found: list[Part], box: Box, face: Face) -> tuple[Part, ...]:
    """Place several drawings side by side, each under its title."""
    number = found[-1].panel
    columns = box.columns(*[(box.width - _GAP * (number - 1)) / number] * (number - 1), gap=_GAP)
    parts = []
    for panel, column in enumerate(columns, 1):
        title, *own = (part for part in found if part.panel == panel)
        heading = 1.6 * _height([("", _PANEL)], column.width, face)
        parts += [replace(title, box=replace(column, height=heading))]
        parts += _drawing(own, column.below(heading), face)
    return tuple(parts)


def _key_figures(sentence: Part, cards: list[Part], box: Box, face: Face) -> tuple[Part, ...]:
    """Place the sentence, and the key figures under it in rows."""
    tall = _height(sentence.lines, box.width, face) + _CARD_GAP
    across, rows = _CARDS_ACROSS, max(-(-len(cards) // _CARDS_ACROSS), 1)
    below = box.below(tall)
    wide = (below.width - _CARD_GAP * (across - 1)) / across
    high = (below.height - _CARD_GAP * (rows - 1)) / rows
    parts = [replace(sentence, box=replace(box, height=tall))]
    for i, card in enumerate(cards):
        left = below.left + (i % across) * (wide + _CARD_GAP)
        parts.append(replace(card, box=Box(left, below.top + (i // across) * (high + _CARD_GAP), wide, high)))
    return tuple(parts)

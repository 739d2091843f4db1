"""Where each object of a figure is placed on a slide, picture or PDF page, which only write what it says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.export.callouts import callouts_of
from lib.export.fitting import fitted_line
from lib.export.legends import LEGEND_SIZE, SQUARE, SQUARE_GAP, key_height, legend_of
from lib.export.measure import Face, height_of, line_height, width_of
from lib.export.office_grid import classes_of
from lib.export.output import plain
from lib.export.page import ROLE, SMALLEST, Box, Line, PageLayout, PageStyle, Part, Room, Style
from lib.export.shown import context_line, first_note, footer_lines, message_of, selection_line, source_text
from lib.export.table_cells import MOST_ROWS, ON_SLIDE, cells_of, highest_and_lowest
from lib.figures.drawing import DATA, Chart
from lib.figures.figure import Figure
from lib.words import _

DRAWINGS = ("chart", "map", "legend", "key", "table", "rows", "top", "panel", "empty")
TABLES = ("table", "rows", "top")
_GAP, _CARD_GAP, _FOOTER_GAP, _NOTE_GAP = 26.0, 24.0, 14.0, 8.0
_WIDE = 700.0  # a map has room for its table beside it
_TABLE_SHARE, _LEGEND_SHARE = 0.42, 0.36
_CARDS_ACROSS, _TALL_CARD = 3, 132.0
# Of one of two figures: its title, and its selection in letters in which made-up rows are seen to be so.
_HEADING = (Style(16, ROLE["text"], True), Style(14, ROLE["muted"]))
_PANEL, _EMPTY, _SENTENCE = Style(16, bold=True), Style(16), Style(18)
_CARD = (Style(16, ROLE["muted"]), Style(40, ROLE["main"], True), Style(SMALLEST, ROLE["text"]))
_LEAST_NUMBER = 24  # the size of a key figure's letters where its card is narrow
_BADGE, BADGE_SIDE, BADGE_ABOVE = Style(14, ROLE["text"], True), 8.0, 3.0
_BADGE_GAP = 16.0
_ATTEMPTS = 4


def lay_out(
    figure: Figure, room: Room, style: PageStyle, *, title: str = "", above: str = "", beside: bool = True
) -> PageLayout:
    """Lay a figure out on a page.

    ``title`` is its owner's, in place of what the figure shows. ``above`` is that of a page with two figures:
    each then has its own in its heading. A map has its table ``beside`` it where both have room.
    """
    said = above or title or message_of(figure)
    badge = _badge(figure, room) if style.note else None
    head, whole = _title(said, up_to(room.title, badge), style)
    under = room.heading.moved(head.box.bottom - room.title.bottom)
    if above:
        own = zip((figure.title, selection_line(figure)), _HEADING, strict=True)
        heading = _texts("heading", own, under, style.face)
    else:
        context = context_line(figure, said, is_native=style.note is not None)
        shown = context if style.note else " · ".join(filter(None, (figure.made_up, context)))
        line = _fitted(shown, under.width, style.subtitle, style.face, least=SMALLEST)
        heading = _texts("line", [line], under, style.face)
    top = room.content.top + heading.box.bottom - room.heading.bottom
    arranged = _with_note if style.note else _with_lines
    parts, footer = arranged(figure, room, top, style, beside)
    drawn = any(part.chart for part in parts)
    table = next((part.box for part in parts if part.kind == "top"), None)
    content = replace(room.content, top=top, height=footer.box.top - _FOOTER_GAP - top)
    around = replace(content, width=table.left - _GAP - content.left) if table and drawn else content
    marks = (badge,) if badge else ()
    return PageLayout(head, heading, (*marks, *parts), footer, around if drawn else None, whole)


def _with_note(
    figure: Figure, room: Room, top: float, style: PageStyle, beside: bool
) -> tuple[tuple[Part, ...], Part]:
    """The parts of a slide with one note under them, and its source; the rest is in the speaker notes."""
    lines = [source_text(figure)]
    content, footer = _split_room(room, top, lines, style)
    content = replace(content, height=content.height + _FOOTER_GAP - _NOTE_GAP)
    note = first_note(figure)
    for _attempt in range(_ATTEMPTS):  # what has no room is only known once the drawing has its place
        text = _fitted(note, content.width, style.note, style.face, least=SMALLEST)
        tall = _height([text], content.width, style.face) if note else 0
        above = replace(content, height=content.height - (tall + _NOTE_GAP if note else 0))
        parts = parts_in(figure, above, style.face, beside=beside)
        omitted = " · ".join(omissions(parts))
        if not omitted or note == omitted:
            break
        note = omitted
    if note:
        box = replace(content, top=content.bottom - tall, height=tall)
        parts = (*parts, Part("note", box=box, lines=_lines([text])))
    return parts, Part("foot", box=footer, lines=_lines((line, style.small) for line in lines))


def _with_lines(
    figure: Figure, room: Room, top: float, style: PageStyle, beside: bool
) -> tuple[tuple[Part, ...], Part]:
    """The parts of a picture, and all notes and the source under them."""
    lines = footer_lines(figure)
    for spare in range(3):  # lines that say which rows and columns have no room
        content, footer = _split_room(room, top, ["", ""][:spare] + lines, style)
        parts = parts_in(figure, content, style.face, beside=beside)
        if len(omitted := omissions(parts)) <= spare:
            break
    said = _lines((line, style.small) for line in (*omitted, *lines))
    return parts, Part("foot", box=footer, lines=said)


def _badge(figure: Figure, room: Room) -> Part | None:
    """The mark of made-up rows, at the upper right where it is seen; None where the rows are real."""
    return badge_of(figure.made_up, room) if figure.made_up else None


def badge_of(text: str, room: Room) -> Part:
    """A mark in a frame at the upper right of a room."""
    wide = width_of(plain(text), _BADGE.size, face="slide", bold=True) + 2 * BADGE_SIDE + 2
    right = max(box.left + box.width for box in (room.title, room.heading))
    tall = line_height(_BADGE.size, "slide") + 2 * BADGE_ABOVE
    return Part("badge", box=Box(right - wide, room.title.top, wide, tall), lines=_lines([(text, _BADGE)]))


def badge_beside(text: str, title: Box, page_width: float) -> Part:
    """A mark beside a title, as far from the page's right edge as the title is from the left."""
    whole = replace(title, width=page_width - 2 * title.left)
    return badge_of(text, Room(whole, whole, whole, whole))


def up_to(title: Box, badge: Part | None) -> Box:
    """The title's box, where it would reach the mark, up to it."""
    room = badge.box.left - _BADGE_GAP - title.left if badge else title.width
    return replace(title, width=min(title.width, room))


def omissions(parts: Sequence[Part]) -> tuple[str, ...]:
    """Lines that say which rows and columns had no room. A table beside a map is an extract by intent."""
    return next((part.cells.note for part in parts if part.cells and part.kind != "top"), ())


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
        return [Part("rows") if figure.table.rows else empty]
    found = []
    for panel, (title, chart) in enumerate(charts, 1 if figure.chart.panels else 0):
        found += [Part("panel", panel, lines=_lines([(title, _PANEL)]))] if panel else []
        kinds = ("legend", "map") if chart.kind == "choropleth" else ("chart",)
        drawn = [Part(kind, panel, chart=chart) for kind in kinds]
        found += drawn if _has_rows(chart) else [replace(empty, panel=panel)]
    return found


def part_of(figure: Figure, kind: str, panel: int) -> Part | None:
    """The object of a kind, or None if the figure no longer has one. A map may have its table beside it.

    A slide of before has the whole table, whether its map has one beside it or not.
    """
    if kind in TABLES and figure.table.rows:
        is_map = figure.chart is not None and figure.chart.kind == "choropleth"
        if is_map or (kind != "top" and parts_of(figure)[0].kind == "rows"):
            return Part(kind)
    wanted = "chart" if kind == "key" else kind
    found = next((part for part in parts_of(figure) if (part.kind, part.panel) == (wanted, panel)), None)
    return replace(found, kind=kind) if found else None


def parts_in(figure: Figure, box: Box, face: Face, *, beside: bool = True) -> tuple[Part, ...]:
    """The objects of a figure, placed in a box."""
    first, *rest = found = parts_of(figure)
    if first.kind == "sentence":
        return _key_figures(first, rest, box, face, is_said=not figure.finding)
    if first.panel:
        return _panels(figure, found, box, face)
    if first.kind == "legend" and beside and box.width > _WIDE and len(figure.table.rows) <= MOST_ROWS:
        left, right = box.columns(box.width * (1 - _TABLE_SHARE) - _GAP, gap=_GAP)
        return (*_drawing(figure, found, left, face), fitted(Part("top"), figure, right, face))
    return _drawing(figure, found, box, face) if first.kind != "rows" else (fitted(first, figure, box, face),)


def fitted(part: Part, figure: Figure, box: Box, face: Face, *, most_columns: int | None = None) -> Part:
    """An object placed in a box; a table is cut to the rows and columns that fit."""
    if part.kind not in TABLES:
        return replace(part, box=box)
    columns = figure.chart.columns if figure.chart and part.kind == "top" else ()
    table = highest_and_lowest(figure.table, columns[-1]) if columns else figure.table
    sizes = {} if part.kind == "table" else {"sizes": ON_SLIDE}
    room = (table, box.width, box.height)
    cells = cells_of(*room, face=face, wanted=columns, most_columns=most_columns, **sizes)
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


def _fitted(text: str, width: float, style: Style, face: Face, *, least: float) -> Line:
    """A line of text in letters that let it stand on two lines, or shortened."""
    line, _was_cut = fitted_line(plain(text), width, style, face=face, least=least)
    return line


def _title(text: str, place: Box, style: PageStyle) -> tuple[Part, str]:
    """The title on two lines at most, in smaller letters or shortened if it is long; then the whole of it."""
    line, was_cut = fitted_line(
        plain(text), place.width, style.title, face=style.face, least=style.smallest_title
    )
    return _texts("title", [line], place, style.face), text if was_cut else ""


def _split_room(room: Room, top: float, lines: Sequence[str], style: PageStyle) -> tuple[Box, Box]:
    """Split the room below ``top`` into a box for the drawing and one for the lines under it."""
    needed = _height(_lines((line, style.small) for line in lines), room.footer.width, style.face)
    start = max(room.footer.bottom - needed, top + style.least + _FOOTER_GAP)
    content = Box(room.content.left, top, room.content.width, start - _FOOTER_GAP - top)
    return content, Box(room.footer.left, start, room.footer.width, needed)


def _drawing(figure: Figure, found: list[Part], box: Box, face: Face) -> tuple[Part, ...]:
    """Place a chart and its key, a map and its legend, or the sentence that there is nothing to draw."""
    last = found[-1]
    if last.kind == "chart":
        key = replace(last, kind="key", box=box)
        tall = key_height(figure, key)
        if not tall:
            return (replace(last, box=box, is_keyed=True),)
        chart = replace(last, box=box.below(tall + _NOTE_GAP), is_keyed=True)
        return replace(key, box=replace(box, height=tall)), chart
    if last.kind != "map":
        return (replace(last, box=box),)
    longest = max((width_of(it, LEGEND_SIZE, face=face) for it in classes_of(last.chart)), default=0)
    legend = min(longest + SQUARE + 2 * SQUARE_GAP, box.width * _LEGEND_SHARE)
    left, right = box.columns(legend, gap=_GAP / 2)
    classes, drawn = replace(found[0], box=left), replace(last, box=right)
    taken = [replace(left, height=legend_of(classes)[-1][-1].bottom - left.top)] if longest else []
    return classes, replace(drawn, callouts=callouts_of(figure, drawn, box, taken))


def _panels(figure: Figure, found: list[Part], box: Box, face: Face) -> tuple[Part, ...]:
    """Place several drawings side by side, each under its title."""
    number = found[-1].panel
    columns = box.columns(*[(box.width - _GAP * (number - 1)) / number] * (number - 1), gap=_GAP)
    parts = []
    for panel, column in enumerate(columns, 1):
        title, *own = (part for part in found if part.panel == panel)
        heading = 1.6 * _height([("", _PANEL)], column.width, face)
        parts += [replace(title, box=replace(column, height=heading))]
        parts += _drawing(figure, own, column.below(heading), face)
    return tuple(parts)


def _key_figures(
    sentence: Part, cards: list[Part], box: Box, face: Face, *, is_said: bool
) -> tuple[Part, ...]:
    """Place the key figures in rows, under their sentence where the title does not say what happened."""
    tall = _height(sentence.lines, box.width, face) + _CARD_GAP if is_said else 0
    across, rows = _CARDS_ACROSS, max(-(-len(cards) // _CARDS_ACROSS), 1)
    below = box.below(tall)
    wide = (below.width - _CARD_GAP * (across - 1)) / across
    needed = max((_height(card.lines, wide, face) for card in cards), default=0)
    high = min((below.height - _CARD_GAP * (rows - 1)) / rows, max(_TALL_CARD, needed))
    above = (below.height - high * rows - _CARD_GAP * (rows - 1)) / 2
    parts = [replace(sentence, box=replace(box, height=tall))] if is_said else []
    size = _number_size(cards, wide, face)
    for i, card in enumerate(cards):
        left = below.left + (i % across) * (wide + _CARD_GAP)
        place = Box(left, below.top + above + (i // across) * (high + _CARD_GAP), wide, high)
        lines = tuple((text, replace(it, size=size) if it == _CARD[1] else it) for text, it in card.lines)
        parts.append(replace(card, box=place, lines=lines))
    return tuple(parts)


def _number_size(cards: Sequence[Part], width: float, face: Face) -> float:
    """The size of letters in which every key figure stands on one line."""
    style = _CARD[1]
    longest = max((width_of(card.texts[1], style.size, face=face, bold=True) for card in cards), default=0)
    return max(min(style.size, style.size * width / longest if longest else style.size), _LEAST_NUMBER)

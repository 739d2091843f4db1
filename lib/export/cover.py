"""The slides around the figures: the first, the list of contents, and the last about the numbers."""

from dataclasses import replace

from lib.export.fitting import fitted_line
from lib.export.layout import badge_of
from lib.export.measure import height_of, line_height
from lib.export.output import plain
from lib.export.page import ROLE, SMALLEST, Box, Line, PageLayout, PageStyle, Part, Room, Style
from lib.export.shown import Deck, scope_line
from lib.words import _, count, ngettext

COVER_TITLE = 40.0
_TITLE, _AUTHOR = Style(COVER_TITLE, ROLE["text"], True), Style(20, ROLE["muted"])
_SCOPE, _DATE = Style(16, ROLE["text"]), Style(14, ROLE["muted"])
_SOURCE = Style(10, ROLE["muted"])
_LEAST_TITLE, _GAP = 28, 10.0
_ITEM, _NUMBER = Style(20, ROLE["text"]), Style(20, ROLE["main"], True)
_LEAST_ITEM, _AIR, _NUMBER_WIDE = SMALLEST, 1.7, 44.0  # the height of a row of contents, in letters
_TERM, _TEXT = Style(14, ROLE["text"], True), Style(14, ROLE["text"])


def lay_out_cover(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the first slide: title, author, what it is about, its date, and the source of the numbers."""
    line, was_cut = _line(deck.title, room.title, _TITLE, style, least=_LEAST_TITLE)
    title = Part("title", box=room.title, lines=(line,))
    author = _part("own", deck.author, room.heading, _AUTHOR, style)
    figures = [shown.figure for shown in deck.figures]
    scope = _part("scope", scope_line(figures), _under(author, room.heading), _SCOPE, style)
    date = _part("date", deck.date, _under(scope, room.heading), _DATE, style)
    mark = next((figure.made_up for figure in figures if figure.made_up), "")
    parts = [part for part in (scope, date) if part.lines]
    if mark:
        top = Room(*(replace(box, top=32) for box in vars(room).values()))
        parts.append(badge_of(mark, top))
    source = _part("source", deck.first.figure.source if deck.first else "", room.footer, _SOURCE, style)
    return PageLayout(title, author, tuple(parts), source, whole_title=deck.title if was_cut else "")


def lay_out_contents(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the list of contents: the number and the title of each slide with a figure, one line each."""
    title, _cut = _line(_("Contents"), room.title, style.title, style, least=style.smallest_title)
    most = int(room.content.height / line_height(_LEAST_ITEM, style.face))
    listed = deck.entries if len(deck.entries) <= most else deck.entries[: most - 1]
    pitch = min(room.content.height / min(len(deck.entries), most), _ITEM.size * _AIR)
    size = max(min(_ITEM.size, pitch / _AIR), _LEAST_ITEM)
    rows = [(count(deck.first_number + place), "item", entry.message) for place, entry in enumerate(listed)]
    if left_out := len(deck.entries) - len(listed):
        form = ngettext("and {n} more slide", "and {n} more slides", left_out)
        rows.append(("", "more", form.format(n=count(left_out))))
    parts = []
    for place, (number, kind, text) in enumerate(rows):
        row = replace(
            room.content, top=room.content.top + place * pitch, height=line_height(size, style.face)
        )
        beside, box = row.columns(_NUMBER_WIDE, gap=0)
        if number:
            parts.append(Part("place", place, beside, lines=((number, replace(_NUMBER, size=size)),)))
        look = replace(_ITEM, size=size)
        item, _cut = fitted_line(plain(text), box.width, look, face=style.face, least=size, lines=1)
        parts.append(Part(kind, place, box, lines=(item,)))
    empty = Part("own", box=room.heading)
    return PageLayout(
        Part("title", box=room.title, lines=(title,)), empty, tuple(parts), replace(empty, box=room.footer)
    )


def lay_out_about(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the last slide: the source, the address, and as many definitions as have room."""
    title, _cut = _line(_("About the numbers"), room.title, style.title, style, least=style.smallest_title)
    source = _part("source", deck.first.figure.source if deck.first else "", room.heading, _TEXT, style)
    link = _part("link", deck.link, _under(source, room.heading), _DATE, style)
    below = link if link.lines else source
    top = below.box.bottom + 2 * _GAP
    box = replace(room.content, top=top, height=room.footer.bottom - top)
    lines: list[Line] = []
    used = 0.0
    for term, text in deck.definitions:
        more = ((plain(term), _TERM), (plain(text), _TEXT))
        used += sum(
            height_of(said, box.width, look.size, face=style.face, bold=look.bold) for said, look in more
        )
        if used > box.height:
            break
        lines += more
    parts = [link] if link.lines else []
    parts += [Part("definitions", box=box, lines=tuple(lines))] if lines else []
    return PageLayout(
        Part("title", box=room.title, lines=(title,)), source, tuple(parts), Part("own", box=room.footer)
    )


def _line(text: str, box: Box, look: Style, style: PageStyle, *, least: float) -> tuple[Line, bool]:
    return fitted_line(plain(text), box.width, look, face=style.face, least=least)


def _part(kind: str, text: str, box: Box, look: Style, style: PageStyle) -> Part:
    """A text on two lines at most, in a box of its height; without a text it takes no room."""
    if not text:
        return Part(kind, box=replace(box, height=0))
    line, _cut = _line(text, box, look, style, least=min(SMALLEST, look.size))
    tall = height_of(line[0], box.width, line[1].size, face=style.face, bold=line[1].bold)
    return Part(kind, box=replace(box, height=tall), lines=(line,))


def _under(part: Part, column: Box) -> Box:
    """The box under a part, in a column."""
    return replace(column, top=part.box.bottom + (_GAP if part.lines else 0))

"""The slides around the figures: the first, the list of contents, and the last about the numbers."""

from collections.abc import Iterable
from dataclasses import replace

from lib.export.fitting import MOST_LINES, fitted_line
from lib.export.layout import badge_of, up_to
from lib.export.measure import height_of, line_height
from lib.export.output import plain
from lib.export.page import ROLE, SMALLEST, Box, Line, PageLayout, PageStyle, Part, Room, Style
from lib.export.shown import Deck, notes_of, scope_line
from lib.words import _, count, ngettext

COVER_TITLE = 40.0
_TITLE, _AUTHOR = Style(COVER_TITLE, ROLE["text"], True), Style(20, ROLE["muted"])
_SCOPE, _DATE = Style(16, ROLE["text"]), Style(14, ROLE["muted"])
_SOURCE = Style(10, ROLE["muted"])
_LEAST_TITLE, _GAP, _BETWEEN = 28, 10.0, 4.0
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
    parts = [part for part in (scope, date) if part.lines]
    parts += _mark(deck, Room(*(replace(box, top=32) for box in vars(room).values())))
    source = _part("source", deck.first.figure.source if deck.first else "", room.footer, _SOURCE, style)
    return PageLayout(title, author, tuple(parts), source, whole_title=deck.title if was_cut else "")


def lay_out_contents(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the list of contents: the number and the title of each slide with a figure.

    Few titles have two lines each where they need them, many have one.
    """
    marks = _mark(deck, room)
    title_box = up_to(room.title, marks[0] if marks else None)
    title, _cut = _line(_("Contents"), title_box, style.title, style, least=style.smallest_title)
    most = int(room.content.height / line_height(_LEAST_ITEM, style.face))
    listed = deck.entries if len(deck.entries) <= most else deck.entries[: most - 1]
    share = room.content.height / min(len(deck.entries), most)
    size = max(min(_ITEM.size, share / _AIR), _LEAST_ITEM)
    line = line_height(size, style.face)
    lines = MOST_LINES if share >= MOST_LINES * line + _GAP else 1
    rows = [(count(deck.first_number + place), "item", entry.message) for place, entry in enumerate(listed)]
    if left_out := len(deck.entries) - len(listed):
        form = ngettext("and {n} more slide", "and {n} more slides", left_out)
        rows.append(("", "more", form.format(n=count(left_out))))
    parts, top, look = [], room.content.top, replace(_ITEM, size=size)
    for place, (number, kind, text) in enumerate(rows):
        beside, box = replace(room.content, top=top, height=line).columns(_NUMBER_WIDE, gap=0)
        item, _cut = fitted_line(plain(text), box.width, look, face=style.face, least=size, lines=lines)
        tall = height_of(item[0], box.width, size, face=style.face)
        if number:
            parts.append(Part("place", place, beside, lines=((number, replace(_NUMBER, size=size)),)))
        parts.append(Part(kind, place, replace(box, height=tall), lines=(item,)))
        top += tall + min(share - lines * line, size * (_AIR - 1))
    parts += marks
    empty = Part("own", box=room.heading)
    return PageLayout(
        Part("title", box=title_box, lines=(title,)), empty, tuple(parts), replace(empty, box=room.footer)
    )


def lay_out_about(deck: Deck, room: Room, style: PageStyle) -> PageLayout:
    """Lay out the last slide: the source, the address, and as many definitions as have room.

    The address is shown without what is chosen; whoever writes the slide makes it lead to the whole of it.
    """
    return _about_pages(deck, room, style, deck.definitions)[0]


def lay_out_about_pages(deck: Deck, room: Room, style: PageStyle) -> list[PageLayout]:
    """The last slide, and pages after it with what has no room there, for a file without speaker notes.

    That is the other definitions, titles that were shortened, and all notes of the figures.
    """
    title = _about_title(deck, room, style).box
    said = list(deck.definitions)
    for number, entry in enumerate(deck.entries, deck.first_number):
        _title, was_cut = _line(entry.message, title, style.title, style, least=style.smallest_title)
        notes = dict.fromkeys(note for shown in entry.figures for note in notes_of(shown.figure))
        if was_cut or notes:
            heading = _("Slide {n}: {title}").format(n=count(number), title=entry.message)
            said.append((heading, " ".join(notes)))
    return _about_pages(deck, room, style, said)


def _about_pages(
    deck: Deck, room: Room, style: PageStyle, said: Iterable[tuple[str, str]]
) -> list[PageLayout]:
    """Terms with their texts under the source and the address, on as many pages as they need."""
    title, marks = _about_title(deck, room, style), _mark(deck, room)
    source = _part("source", deck.first.figure.source if deck.first else "", room.heading, _TEXT, style)
    shown = deck.link.partition("?")[0].partition("://")[2]
    link = _part("link", shown, _under(source, room.heading), _DATE, style)
    own, foot = Part("own", box=room.heading), Part("own", box=room.footer)
    pages, parts = [], [link] if link.lines else []
    top = (link if parts else source).box.bottom + 2 * _GAP
    for place, (term, text) in enumerate(said):
        lines = tuple((plain(it), look) for it, look in ((term, _TERM), (text, _TEXT)) if it)
        tall = sum(
            height_of(it, room.content.width, look.size, face=style.face, bold=look.bold)
            for it, look in lines
        )
        if top + tall > room.footer.bottom:
            pages.append(parts)
            parts, top = [], room.heading.top
        parts.append(Part("definition", place, replace(room.content, top=top, height=tall), lines=lines))
        top += tall + _BETWEEN
    pages.append(parts)
    return [
        PageLayout(title, own if number else source, (*parts, *marks), foot)
        for number, parts in enumerate(pages)
    ]


def _about_title(deck: Deck, room: Room, style: PageStyle) -> Part:
    marks = _mark(deck, room)
    box = up_to(room.title, marks[0] if marks else None)
    title, _cut = _line(_("About the numbers"), box, style.title, style, least=style.smallest_title)
    return Part("title", box=box, lines=(title,))


def _mark(deck: Deck, room: Room) -> list[Part]:
    """The mark of made-up rows; nothing where all of them are real."""
    said = next((shown.figure.made_up for shown in deck.figures if shown.figure.made_up), "")
    return [badge_of(said, room)] if said else []


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

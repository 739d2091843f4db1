"""Renew a presentation: objects that are ours get new numbers in their place, all else stays as it is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from io import BytesIO

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from lib.export.fitting import fitted_line
from lib.export.layout import DRAWINGS, TABLES, fitted, omissions, part_of, parts_in
from lib.export.measure import line_height
from lib.export.output import export_error, plain
from lib.export.page import SLIDE, SMALLEST, Box, Style
from lib.export.shown import (
    BOTH,
    context_line,
    first_note,
    footer_lines,
    message_of,
    note_lines,
    scope_line,
    selection_line,
    shared_title,
    source_text,
)
from lib.export.slide_chart import drawing
from lib.export.slides.added import add_note, mark_made_up
from lib.export.slides.deck import add_part, describe
from lib.export.slides.lost_tags import Found, lost_texts
from lib.export.slides.maps import recolour
from lib.export.slides.native_charts import renew_chart
from lib.export.slides.places import CODE, set_language
from lib.export.slides.tables import renew_table
from lib.export.slides.tag import Tag, label_of, read_tag, text_hashes
from lib.export.slides.text import box_of, renew_lines
from lib.figures.figure import Figure
from lib.words import N_

_WHAT = "the renewed presentation"
_AIR = 8.0  # points between a table and what is under it
_LOWEST, _RIGHTMOST = 0.86, 0.955  # of the slide's height and width
Make = Callable[[str], Figure | None]  # from a tag; None leaves what has that tag as it is


def renew(
    old: bytes,
    make: Make,
    *,
    in_language_of: Callable[[str], AbstractContextManager] = lambda _tag: nullcontext(),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The presentation with new numbers on the slides that we made. Raises ExportError.

    ``in_language_of`` sets the language of a tag's slide. A slide that its owner moved, an object moved
    or resized, a text reworded, and everything that is not ours stay as they are.
    """
    presentation = _open_deck(old)
    slides = list(presentation.slides)
    made: dict[str, Figure | None] = {}

    def make_once(tag: str) -> Figure | None:
        if tag not in made:
            made[tag] = make(tag)
        return made[tag]

    for number, slide in enumerate(slides, 1):
        first = next((tag.figure for _shape, tag in _ours(slide)), "")
        with in_language_of(first):
            _renew_slide(slide, make_once)
        if progress:
            progress(number, len(slides))
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def tags_of(old: bytes) -> tuple[str, ...]:
    """The figures in a presentation, each named once, in the order of its slides. Raises ExportError."""
    presentation = _open_deck(old)
    found = [tag.figure for slide in presentation.slides for _shape, tag in _ours(slide)]
    return tuple(dict.fromkeys(name for figure in found for name in figure.split(BOTH)))


def _open_deck(old: bytes):
    try:
        presentation = Presentation(BytesIO(old))
        found = any(True for slide in presentation.slides for _it in _ours(slide))
    except Exception as error:
        advice = N_("Nothing was changed. Open it in PowerPoint, save it as .pptx and try again.")
        raise export_error(_WHAT, error, N_("The presentation could not be read."), advice, CODE) from error
    if not found:
        error, what = ValueError("no tag in any name"), N_("The presentation has no slide from ALIS-innsikt.")
        advice = N_("Only slides made here can be renewed. Nothing was changed.")
        raise export_error(_WHAT, error, what, advice, CODE)
    return presentation


def _ours(slide) -> Iterator[tuple[object, Tag]]:
    """Our objects on a slide and its notes, also those that the owner grouped with others."""
    shapes = list(slide.shapes)
    if slide.has_notes_slide:
        shapes += list(slide.notes_slide.shapes)
    while shapes:
        shape = shapes.pop(0)
        if tag := read_tag(shape.name):
            yield shape, tag
        elif hasattr(shape, "shapes"):
            shapes = [*shape.shapes, *shapes]


def _renew_slide(slide, make: Make) -> None:
    found = list(_ours(slide))
    found += lost_texts(slide, found)
    add_note(slide, found, make, _without_room(slide, found, make))  # the drawings fill what is left
    omitted = {}  # tag → lines about what had no room in its new drawing
    for name in dict.fromkeys(tag.figure for _shape, tag in found if tag.part in DRAWINGS):
        figure = make(name)
        drawn = [(shape, tag) for shape, tag in found if tag.figure == name and tag.part in DRAWINGS]
        if figure is not None:
            omitted[name] = _renew_drawing(slide, drawn, figure, name)
    is_message = any(tag.part == "message" for _shape, tag in found)
    for shape, tag in found:
        if tag.part not in DRAWINGS:
            figures = [make(name) for name in tag.figure.split(BOTH)]
            if None not in figures:
                _renew_text(shape, tag, figures, omitted.get(tag.figure, ()), is_message)
    mark_made_up(slide, found, make)


def _without_room(slide, found: list[Found], make: Make) -> str:
    """What will have no room in the tables of a slide."""
    lines = []
    for shape, tag in found:
        figure = make(tag.figure) if tag.part in TABLES and tag.part != "top" else None
        part = part_of(figure, tag.part, tag.panel) if figure is not None else None
        if part is not None:
            box, columns = _table_box(slide, shape), len(shape.table.columns)
            lines += omissions([fitted(part, figure, box, SLIDE.face, most_columns=columns)])
    return " · ".join(lines)


def _renew_drawing(slide, drawn: list, figure: Figure, name: str) -> tuple[str, ...]:
    """Renew chart, map, legend and table of one figure; draw them anew if its kind is another."""
    if any(part_of(figure, tag.part, tag.panel) is None for _shape, tag in drawn):
        box = _around([shape for shape, _tag in drawn])
        if box.height < 2 * SLIDE.least:  # a line that there was nothing to show
            box = _table_box(slide, drawn[-1][0])
        for shape, _tag in drawn:
            shape._element.getparent().remove(shape._element)
        parts = parts_in(figure, box, SLIDE.face)
        for part in parts:
            add_part(slide.shapes, part, figure, name)
        set_language(slide)
        return omissions(parts)
    return tuple(line for shape, tag in drawn for line in _renew_object(slide, shape, tag, figure))


def _around(shapes: list) -> Box:
    boxes = [box_of(shape) for shape in shapes]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _renew_object(slide, shape, tag: Tag, figure: Figure) -> tuple[str, ...]:
    """Renew one object in its place; gives lines about what has no room in it."""
    is_table = tag.part in TABLES
    done, box = False, _table_box(slide, shape) if is_table else box_of(shape)
    columns = len(shape.table.columns) if is_table else None
    part = part_of(figure, tag.part, tag.panel)
    part = fitted(part, figure, box, SLIDE.face, most_columns=columns)
    if is_table:
        done = renew_table(shape, part.cells)
    elif tag.part == "chart":
        done = renew_chart(shape.chart, drawing(figure, part.chart), box)
    elif tag.part == "map":
        done = recolour(shape._element, figure, part.chart)
    elif tag.part == "panel":
        renew_lines(shape, part.texts, tag, label=label_of(shape.name))
        return ()
    elif tag.part == "empty":
        return ()
    if done:
        describe(shape, replace(tag, words=text_hashes(figure)), label_of(shape.name), figure.alt)
    else:
        _instead(shape, add_part(slide.shapes, part, figure, tag.figure))
        set_language(slide)
    return omissions([part])


def _instead(old, new) -> None:
    """Replace an object by a new one, at the same depth among the others and with the same id."""
    element = getattr(new, "_element", new)
    old._element.addprevious(element)
    old._element.getparent().remove(old._element)
    element.find(f"./*/{qn('p:cNvPr')}").set("id", str(old.shape_id))


def _table_box(slide, shape) -> Box:
    """The box that a table may grow to: to the slide's right margin, and down to the object under it."""
    lowest = shape.top + shape.height
    others = [other for other in slide.shapes if other.shape_id != shape.shape_id and other.top is not None]
    under = [other.top / Pt(1) - _AIR for other in others if other.top >= lowest]
    box, page = box_of(shape), slide.part.package.presentation_part.presentation
    right, bottom = page.slide_width / Pt(1) * _RIGHTMOST, page.slide_height / Pt(1) * _LOWEST
    tall, wide = min([bottom, *under]) - box.top, right - box.left
    return replace(box, width=max(wide, box.width), height=max(tall, box.height))


def _renew_text(shape, tag: Tag, made: list[Figure], omitted: tuple[str, ...], is_message: bool) -> None:
    """Renew a text of ours. Without a message of ours above it, the line under a title names its figure."""
    first = made[0]
    if tag.part == "badge" and not first.made_up:
        shape._element.getparent().remove(shape._element)
        return
    message = message_of(first) if len(made) == 1 else shared_title(made)
    texts: dict[str, Callable[[], list[str]]] = {
        "title": lambda: [shared_title(made)],
        "subtitle": lambda: [selection_line(first)],
        "heading": lambda: [first.title, selection_line(first)],
        "footer": lambda: [*omitted, *footer_lines(first)],
        "source": lambda: [first.source],
        "notes": lambda: note_lines(made),
        "message": lambda: [_shortened(message, shape, SLIDE.title, SLIDE.smallest_title)],
        "item": lambda: [
            _shortened(message, shape, Style(_letters(shape)), _letters(shape), lines=_lines(shape))
        ],
        "line": lambda: [context_line(first, message if is_message else "")],
        "badge": lambda: [first.made_up],
        "note": lambda: [" · ".join(omitted) or first_note(first)],
        "foot": lambda: [source_text(first)],
        "scope": lambda: [scope_line(made)],
    }
    part = part_of(first, tag.part, tag.panel)
    if tag.part not in texts and part is None:
        return
    lines = texts[tag.part]() if tag.part in texts else part.texts
    if tag.words:
        tag = replace(tag, words=text_hashes(first))
    renew_lines(shape, lines, tag, label=label_of(shape.name))


def _shortened(text: str, shape, style: Style, least: float, *, lines: int = 2) -> str:
    """A text that has room where its shape stands."""
    line, _cut = fitted_line(plain(text), box_of(shape).width, style, face="slide", least=least, lines=lines)
    return line[0]


def _lines(shape) -> int:
    """How many lines a text of ours was given."""
    return max(round(box_of(shape).height / line_height(_letters(shape), SLIDE.face)), 1)


def _letters(shape) -> float:
    """The size of a text's first letters in points."""
    sizes = (run.font.size for line in shape.text_frame.paragraphs for run in line.runs)
    return next((size.pt for size in sizes if size), SMALLEST)

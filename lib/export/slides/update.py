"""New numbers in an old presentation: what we made is renewed where it stands, all else is left as it is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from io import BytesIO

from pptx import Presentation
from pptx.oxml.ns import qn

from lib.export.slides.adopt import adopted
from lib.export.slides.content import PARTS, describe, part_of, place, put
from lib.export.slides.keys import card_lines
from lib.export.slides.look import Box
from lib.export.slides.maps import recolour
from lib.export.slides.native_charts import renew_chart
from lib.export.slides.places import language, unreadable
from lib.export.slides.series import drawing
from lib.export.slides.shown import (
    BOTH,
    footer_lines,
    note_lines,
    selection_line,
    shared_title,
    words_of,
)
from lib.export.slides.tables import cells_of, renew_table
from lib.export.slides.tag import Tag, label_of, read_tag
from lib.export.slides.text import renew_lines
from lib.figures.figure import Figure
from lib.words import N_

_LOWEST = 0.86  # of the slide's height
Make = Callable[[str], Figure | None]  # from a tag; None leaves what has that tag as it is


def renew(
    old: bytes,
    make: Make,
    *,
    speaking_as: Callable[[str], AbstractContextManager] = lambda _tag: nullcontext(),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The presentation with new numbers on the slides that we made. Raises ExportError.

    ``speaking_as`` gives the language that a tag's slide is in. A slide that its owner moved, an object moved
    or resized, a text reworded, and everything that is not ours stay as they are.
    """
    presentation = _opened(old)
    slides = list(presentation.slides)
    made: dict[str, Figure | None] = {}

    def remembered(tag: str) -> Figure | None:
        if tag not in made:
            made[tag] = make(tag)
        return made[tag]

    for number, slide in enumerate(slides, 1):
        first = next((tag.figure for _shape, tag in _ours(slide)), "")
        with speaking_as(first):
            _renew_slide(slide, remembered)
        if progress:
            progress(number, len(slides))
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def tags_of(old: bytes) -> tuple[str, ...]:
    """The figures in a presentation, each named once, in the order of its slides. Raises ExportError."""
    presentation = _opened(old)
    found = [tag.figure for slide in presentation.slides for _shape, tag in _ours(slide)]
    return tuple(dict.fromkeys(name for figure in found for name in figure.split(BOTH)))


def _opened(old: bytes):
    try:
        presentation = Presentation(BytesIO(old))
        found = any(True for slide in presentation.slides for _it in _ours(slide))
    except Exception as error:
        advice = N_("Nothing was changed. Open it in PowerPoint, save it as .pptx and try again.")
        raise unreadable(error, N_("The presentation could not be read."), advice) from error
    if not found:
        advice = N_("Only slides made here can be renewed. Nothing was changed.")
        raise unreadable(
            ValueError("no tag in any name"), N_("The presentation has no slide from ALIS-innsikt."), advice
        )
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
    found += adopted(slide, found)
    replaced = {}  # tag → what had no room in its new drawing
    for name in dict.fromkeys(tag.figure for _shape, tag in found if tag.part in PARTS):
        figure = make(name)
        drawn = [(shape, tag) for shape, tag in found if tag.figure == name and tag.part in PARTS]
        if figure is not None:
            replaced[name] = _renew_drawing(slide, drawn, figure, name)
    for shape, tag in found:
        if tag.part not in PARTS:
            figures = [make(name) for name in tag.figure.split(BOTH)]
            if None not in figures:
                _renew_text(shape, tag, figures, replaced.get(tag.figure, ()))


def _renew_drawing(slide, drawn: list, figure: Figure, name: str) -> tuple[str, ...]:
    """Chart, map, legend and table of one figure. What has become of another kind is drawn anew."""
    if any(part_of(figure, tag.part, tag.panel) is None for _shape, tag in drawn):
        box = _around([shape for shape, _tag in drawn])
        for shape, _tag in drawn:
            shape._element.getparent().remove(shape._element)
        untold = place(slide.shapes, box, figure, name)
        language(slide)
        return untold
    untold = ()
    for shape, tag in drawn:
        untold += _renew_object(slide, shape, tag, figure)
    return untold


def _around(shapes: list) -> Box:
    left, top = min(shape.left for shape in shapes), min(shape.top for shape in shapes)
    right = max(shape.left + shape.width for shape in shapes)
    bottom = max(shape.top + shape.height for shape in shapes)
    return (left, top, right - left, bottom - top)


def _renew_object(slide, shape, tag: Tag, figure: Figure) -> tuple[str, ...]:
    """Renew one object where it stands; lines that the reader must be told of what has no room in it."""
    part, box = part_of(figure, tag.part, tag.panel), (shape.left, shape.top, shape.width, shape.height)
    untold, done = (), False
    if tag.part == "table":
        box = _table_box(slide, shape)
        cells = cells_of(figure.table, box)
        untold, done = cells.note, renew_table(shape, cells)
    elif tag.part == "chart":
        done = renew_chart(shape.chart, drawing(figure, part.chart), box)
    elif tag.part == "map":
        done = recolour(shape._element, part.chart)
    elif tag.part == "panel":
        renew_lines(shape, [part.title], tag, label=label_of(shape.name))
        return ()
    elif tag.part == "empty":
        return ()
    if done:
        describe(shape, replace(tag, words=words_of(figure)), label_of(shape.name), figure.alt)
        return untold
    _instead(shape, put(slide.shapes, box, figure, tag.figure, part))
    language(slide)
    return untold


def _instead(old, new) -> None:
    """Put a new object where an old one lies: as deep among the others, and known by the same number."""
    element = getattr(new, "_element", new)
    old._element.addprevious(element)
    old._element.getparent().remove(old._element)
    element.find(f"./*/{qn('p:cNvPr')}").set("id", str(old.shape_id))


def _table_box(slide, shape) -> Box:
    """A table may grow until what stands under it, or to where the slide's margin is."""
    bottom = round(slide.part.package.presentation_part.presentation.slide_height * _LOWEST)
    lowest = shape.top + shape.height
    others = [other for other in slide.shapes if other.shape_id != shape.shape_id and other.top is not None]
    under = [other.top for other in others if other.top >= lowest]
    bottom = min([bottom, *under])
    return (shape.left, shape.top, shape.width, max(bottom - shape.top, shape.height))


def _renew_text(shape, tag: Tag, made: list[Figure], untold: tuple[str, ...]) -> None:
    first = made[0]
    if tag.part == "title":
        lines = [shared_title(made)]
    elif tag.part == "subtitle":
        lines = [selection_line(first)]
    elif tag.part == "heading":
        lines = [first.title, selection_line(first)]
    elif tag.part == "footer":
        lines = [*untold, *footer_lines(first)]
    elif tag.part == "source":
        lines = [first.source]
    elif tag.part == "notes":
        lines = note_lines(made)
    elif first.cards:
        lines = [first.statement] if tag.part == "sentence" else card_lines(first, tag.panel - 1)
    else:
        return
    if tag.words:
        tag = replace(tag, words=words_of(first))
    renew_lines(shape, lines, tag, label=label_of(shape.name))

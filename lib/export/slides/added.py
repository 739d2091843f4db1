"""What a renewed slide gets that its old figure had no need of: the mark of made-up rows, and a note."""

from collections.abc import Callable

from pptx.util import Pt

from lib.export.fitting import fitted_line
from lib.export.layout import badge_beside
from lib.export.measure import height_of
from lib.export.output import plain
from lib.export.page import SLIDE, SMALLEST, Box, Part
from lib.export.shown import first_note
from lib.export.slides.deck import add_part
from lib.export.slides.lost_tags import Found
from lib.export.slides.places import set_language
from lib.export.slides.tag import line_hash, read_tag
from lib.export.slides.text import box_of, emu
from lib.figures.figure import Figure

_GAP = 8.0  # points between a drawing, its note and the source
_MOST = 0.25  # of a drawing's height; one that would lose more keeps it, and there is no note
Make = Callable[[str], Figure | None]


def mark_made_up(slide, found: list[Found], make: Make) -> None:
    """Mark a slide whose rows are made up now and were not before."""
    titles = [(shape, tag) for shape, tag in found if tag.part == "message"]
    if not titles or any(tag.part == "badge" for _shape, tag in found):
        return
    title, tag = titles[0]
    figure = make(tag.figure)
    if figure is not None and figure.made_up:
        part = badge_beside(figure.made_up, box_of(title), _width(slide))
        add_part(slide.shapes, part, figure, tag.figure)
        set_language(slide)


def add_note(slide, found: list[Found], make: Make, omitted: str) -> None:
    """Add the note of a figure that had none; drawings that reach down to it become so much smaller.

    ``omitted`` says what has no room in its table now. A note that the speaker notes already had was on the
    slide, and its owner took it away.
    """
    parts = {tag.part: (shape, tag) for shape, tag in found}
    if "note" in parts or not {"message", "foot", "notes"} <= set(parts):
        return
    foot, tag = parts["foot"]
    figure = make(tag.figure)
    said = omitted or (plain(first_note(figure)) if figure is not None else "")
    if not said or line_hash(said) in parts["notes"][1].marks:
        return
    beside, below = box_of(parts["message"][0]), box_of(foot)
    wide = _width(slide) - 2 * beside.left
    line, _cut = fitted_line(said, wide, SLIDE.note, face=SLIDE.face, least=SMALLEST)
    tall = height_of(line[0], wide, line[1].size, face=SLIDE.face)
    box = Box(beside.left, below.top - _GAP - tall, wide, tall)
    drawn = [shape for shape, each in found if each.part in _SHRUNK and _reaches(shape, box)]
    if all(box_of(shape).bottom - box.top + _GAP < _MOST * box_of(shape).height for shape in drawn):
        for shape in drawn:
            _shrink(shape, box.top - _GAP)
        note = add_part(slide.shapes, Part("note", box=box, lines=(line,)), figure, tag.figure)
        found.append((note, read_tag(note.name)))
        set_language(slide)


_SHRUNK = ("chart", "map", "number")


def _reaches(shape, note: Box) -> bool:
    return box_of(shape).bottom > note.top - _GAP


def _shrink(shape, bottom: float) -> None:
    """Make a drawing end higher up. A map keeps its proportions, and the middle of its width."""
    box = box_of(shape)
    share = (bottom - box.top) / box.height
    if not hasattr(shape, "shapes"):
        shape.height = round(shape.height * share)
        return
    narrow = box.width * share
    smaller = Box(box.left + (box.width - narrow) / 2, box.top, narrow, box.height * share)
    shape.left, shape.top, shape.width, shape.height = emu(smaller)


def _width(slide) -> float:
    return slide.part.package.presentation_part.presentation.slide_width / Pt(1)

"""Text on a slide: always plain text, measured before it is set, and told from what its owner wrote."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from math import ceil
from unicodedata import category

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from lib.export import measure
from lib.export.slides.tag import Tag, mark

LINE_HEIGHT = 1.2
_EMU_PER_POINT = 12_700


def plain(text: str) -> str:
    """The text on one line, without control characters, which XML has no way to write. Hard spaces stay."""
    return "".join(letter if letter.isprintable() or category(letter) == "Zs" else " " for letter in text)


def width_of(text: str, size: float, *, bold: bool = False) -> int:
    """How wide a text is on one line, in EMU; size in points."""
    return ceil(measure.width_of(text, size, face="slide", bold=bold) * _EMU_PER_POINT)


def lines_of(text: str, width: int, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a width in EMU, when it is broken at spaces."""
    return len(measure.broken(text, width / _EMU_PER_POINT, size, face="slide", bold=bold))


def height_of(lines: int, size: float) -> int:
    """The height of so many lines, in EMU."""
    return round(lines * size * LINE_HEIGHT * _EMU_PER_POINT)


def colour_of(hex_colour: str) -> RGBColor:
    """``#025169`` as the library wants it."""
    return RGBColor.from_string(hex_colour.lstrip("#"))


def write(shape, lines: Sequence[str], tag: Tag, *, label: str) -> None:
    """Put lines into a shape, one paragraph each, and mark them as ours."""
    texts = [plain(line) for line in lines]
    frame = shape.text_frame
    frame.text = texts[0] if texts else ""
    for text in texts[1:]:
        frame.add_paragraph().text = text
    shape.name = _tagged(tag, texts, label)


def _tagged(tag: Tag, texts: Sequence[str], label: str) -> str:
    return replace(tag, marks=tuple(mark(text) for text in texts)).name(plain(label))


def style(shape, *, size: float | None = None, colour: str = "", bold: bool | None = None) -> None:
    """Set the letters of all of a shape's text; what is not given stays as the template has it."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            if size:
                run.font.size = Pt(size)
            if colour:
                run.font.color.rgb = colour_of(colour)
            if bold is not None:
                run.font.bold = bold


def textbox(shapes, box: Sequence[int], lines: Sequence[str], tag: Tag, *, label: str):
    """A text of ours in a box of its own, without inner margins so that it stands on the slide's edges."""
    shape = shapes.add_textbox(*map(Emu, box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(shape, lines, tag, label=label)
    return shape


def renew_lines(shape, lines: Sequence[str], tag: Tag, *, label: str) -> None:
    """Put new lines where ours stand; lines that the owner wrote or reworded stay, letter and look.

    A text without any line of ours left is not touched at all.
    """
    paragraphs = list(shape.text_frame.paragraphs)
    ours = [paragraph for paragraph in paragraphs if mark(paragraph.text) in tag.marks]
    if not ours:
        return
    texts = [plain(line) for line in lines]
    if len(texts) == len(tag.marks):
        # Line by line: a line that its owner reworded keeps its place, and its new text is left out.
        for paragraph in ours:
            retell(paragraph, texts[tag.marks.index(mark(paragraph.text))])
    else:
        # Other lines than before: of those that are the same, one that its owner reworded is left out.
        reworded = set(tag.marks) - {mark(paragraph.text) for paragraph in ours}
        _retell_all(ours, [text for text in texts if mark(text) not in reworded])
    shape.name = _tagged(tag, texts, label)


def _retell_all(ours: list, texts: list[str]) -> None:
    """As many new lines as there are, in the place of the old ones."""
    paragraphs = list(ours)
    while len(paragraphs) < len(texts):
        copy = deepcopy(paragraphs[-1]._p)
        paragraphs[-1]._p.addnext(copy)
        paragraphs.append(type(paragraphs[-1])(copy, paragraphs[-1]._parent))
    for paragraph in paragraphs[len(texts) :]:
        paragraph._p.getparent().remove(paragraph._p)
    for paragraph, text in zip(paragraphs, texts, strict=False):
        retell(paragraph, text)


def retell(paragraph, text: str) -> None:
    """Change a paragraph's text and keep the look of its first letters."""
    if paragraph.text == text:
        return
    runs = paragraph.runs
    if not runs:
        paragraph.text = text
        return
    runs[0].text = text
    for other in [child for child in paragraph._p if child is not runs[0]._r]:
        if other.tag in (qn("a:r"), qn("a:br"), qn("a:fld")):
            paragraph._p.remove(other)

"""Text on a slide: always plain text, measured before it is set, and distinguished from its owner's."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from lib.export.output import plain
from lib.export.page import ROLE, Box, Part, Style
from lib.export.slides.tag import Tag, line_hash

_EMU = 12_700  # in a point


def emu(box: Box) -> tuple[int, int, int, int]:
    """A box as the library wants it: left, top, width and height."""
    return tuple(round(side * _EMU) for side in (box.left, box.top, box.width, box.height))


def box_of(shape) -> Box:
    """Where a shape stands."""
    return Box(*(side / _EMU for side in (shape.left, shape.top, shape.width, shape.height)))


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
    # What is its owner's is known to no renewal.
    shape.name = plain(label) if tag.part == "own" else _tagged(tag, texts, label)


def _tagged(tag: Tag, texts: Sequence[str], label: str) -> str:
    return replace(tag, marks=tuple(line_hash(text) for text in texts)).name(plain(label))


def style_text(shape, styles: Sequence[Style]) -> None:
    """Set the letters of a shape's paragraphs; what a style leaves open stays as in the template."""
    for paragraph, style in zip(shape.text_frame.paragraphs, styles, strict=False):
        for run in paragraph.runs:
            run.font.size = Pt(style.size)
            if style.colour:
                run.font.color.rgb = colour_of(style.colour)
            if style.bold:
                run.font.bold = True


def textbox(shapes, part: Part, tag: Tag, *, label: str):
    """A text of ours in a box of its own, without inner margins so that it stands on the slide's edges."""
    shape = shapes.add_textbox(*map(Emu, emu(part.box)))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(shape, part.texts, tag, label=label)
    style_text(shape, [style for _text, style in part.lines])
    return shape


def frame_text(shape) -> None:
    """A frame around a text in its middle, as of a mark."""
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE  # or a program draws the frame tight around the letters
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER
    shape.line.color.rgb = colour_of(ROLE["text"])
    shape.line.width = Pt(1.25)


def renew_lines(shape, lines: Sequence[str], tag: Tag, *, label: str) -> None:
    """Replace the lines that are ours; lines that the owner wrote or reworded stay as they are.

    A text without any line of ours left is not touched at all.
    """
    paragraphs = list(shape.text_frame.paragraphs)
    ours = [paragraph for paragraph in paragraphs if line_hash(paragraph.text) in tag.marks]
    if not ours:
        return
    texts = [plain(line) for line in lines]
    if len(texts) == len(tag.marks):
        # Line by line: a line that its owner reworded keeps its place, and its new text is left out.
        for paragraph in ours:
            replace_text(paragraph, texts[tag.marks.index(line_hash(paragraph.text))])
    else:
        # Other lines than before: of those that are the same, one that its owner reworded is left out.
        reworded = set(tag.marks) - {line_hash(paragraph.text) for paragraph in ours}
        _replace_lines(ours, [text for text in texts if line_hash(text) not in reworded])
    shape.name = _tagged(tag, texts, label)


def _replace_lines(ours: list, texts: list[str]) -> None:
    """Replace all lines of a shape by new ones, however many."""
    paragraphs = list(ours)
    while len(paragraphs) < len(texts):
        copy = deepcopy(paragraphs[-1]._p)
        paragraphs[-1]._p.addnext(copy)
        paragraphs.append(type(paragraphs[-1])(copy, paragraphs[-1]._parent))
    for paragraph in paragraphs[len(texts) :]:
        paragraph._p.getparent().remove(paragraph._p)
    for paragraph, text in zip(paragraphs, texts, strict=False):
        replace_text(paragraph, text)


def replace_text(paragraph, text: str) -> None:
    """Replace a paragraph's text and keep the style of its first letters."""
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

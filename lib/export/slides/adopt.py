"""Texts of ours that lost their names: LibreOffice gives the places of a template new ones.

They are known by their words, of which the drawing they belong to carries the marks.
"""

from collections.abc import Iterator

from lib.export.shown import BOTH
from lib.export.slides.tag import Tag, mark, read_tag

Found = tuple[object, Tag]


def adopted(slide, ours: list[Found]) -> Iterator[Found]:
    """Untagged texts of the slide and its notes that are still our words, with the tags they should have."""
    carriers = [(shape, tag) for shape, tag in ours if tag.words]
    for shape in _texts(slide.shapes):
        if found := _belongs(shape, carriers):
            yield shape, found
    if slide.has_notes_slide and carriers:
        names = BOTH.join(dict.fromkeys(tag.figure for _shape, tag in carriers))
        words = {word for _shape, tag in carriers for word in tag.words}
        for shape in _texts(slide.notes_slide.shapes):
            if marks := _marks(shape, words):
                yield shape, Tag("notes", names, marks=marks)


def _texts(shapes) -> Iterator:
    for shape in shapes:
        if shape.has_text_frame and shape.text_frame.text and read_tag(shape.name) is None:
            yield shape


def _marks(shape, words) -> tuple[str, ...]:
    found = (mark(paragraph.text) for paragraph in shape.text_frame.paragraphs)
    return tuple(word for word in found if word in words)


def _belongs(shape, carriers: list[Found]) -> Tag | None:
    """The tag of a text by the drawing that most of its lines, or the nearest that as many, belong to."""
    best, most = None, (0, 0)
    for other, tag in carriers:
        marks = _marks(shape, tag.words)
        score = (len(marks), -abs(shape.left - other.left))
        if marks and (best is None or score > most):
            best, most = Tag(_part(marks, tag.words), tag.figure, marks=marks), score
    return best


def _part(marks: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Which text it is: the first of a drawing's words is its title, the second its subtitle."""
    title, subtitle = words[0] in marks, words[1] in marks
    if title and subtitle:
        return "heading"
    return "title" if title else "subtitle" if subtitle else "footer"

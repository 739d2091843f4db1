"""Texts of ours on a slide whose tags an office program dropped, found again by what the drawings carry."""

from collections.abc import Iterator

from lib.export.shown import BOTH
from lib.export.slides.tag import Tag, line_hash, read_tag

Found = tuple[object, Tag]


def lost_texts(slide, ours: list[Found]) -> Iterator[Found]:
    """Texts of the slide and its notes that lost their tags, with the tags they should have.

    LibreOffice renames the places of a template. A text is found again by the hashes of its lines, which the
    drawing that it belongs to carries.
    """
    carriers = [(shape, tag) for shape, tag in ours if tag.words]
    for shape in _texts(slide.shapes):
        if found := _belongs(shape, carriers):
            yield shape, found
    if slide.has_notes_slide and carriers:
        names = BOTH.join(dict.fromkeys(tag.figure for _shape, tag in carriers))
        words = {word for _shape, tag in carriers for word in tag.words}
        for shape in _texts(slide.notes_slide.shapes):
            if marks := _known_hashes(shape, words):
                yield shape, Tag("notes", names, marks=marks)


def _texts(shapes) -> Iterator:
    for shape in shapes:
        if shape.has_text_frame and shape.text_frame.text and read_tag(shape.name) is None:
            yield shape


def _known_hashes(shape, words) -> tuple[str, ...]:
    found = (line_hash(paragraph.text) for paragraph in shape.text_frame.paragraphs)
    return tuple(word for word in found if word in words)


def _belongs(shape, carriers: list[Found]) -> Tag | None:
    """The tag of a text, from the drawing that most of its lines belong to; of equals, the nearest."""
    best, most = None, (0, 0)
    for other, tag in carriers:
        marks = _known_hashes(shape, tag.words)
        score = (len(marks), -abs(shape.left - other.left))
        if marks and (best is None or score > most):
            best, most = Tag(_part(marks, tag.words), tag.figure, marks=marks), score
    return best


def _part(marks: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Which text it is: a drawing's first hash is that of its title, the second of its subtitle.

    The last three are those of a slide's message, of the line under it and of its source.
    """
    for word, part in zip(words[-3:], ("message", "line", "foot"), strict=False):
        if word in marks and len(marks) == 1:
            return part
    title, subtitle = words[0] in marks, words[1] in marks
    if title and subtitle:
        return "heading"
    return "title" if title else "subtitle" if subtitle else "footer"

"""The slide with the key figures: one sentence, then the numbers, large."""

from lib.export.slides.look import ROLE, SMALL_SIZE, SUBTITLE_SIZE, Box, below
from lib.export.slides.places import KEY_LAYOUT, stage
from lib.export.slides.shown import Shown, footer_lines, note_lines, selection_line, words_of
from lib.export.slides.slide import divided, finish, put_text, put_title
from lib.export.slides.tag import Tag
from lib.export.slides.text import colour_of, height_of, lines_of, style, textbox, write
from lib.figures.figure import Figure
from lib.words import _

_ACROSS = 3
_GAP = 300_000
_SENTENCE_SIZE = 18
_LABEL_SIZE, _VALUE_SIZE, _CHANGE_SIZE = 14, 34, 12


def add_keys(presentation, shown: Shown) -> None:
    """The key figures on a slide of their own."""
    keys, name = shown.figure, shown.name
    made = stage(presentation, KEY_LAYOUT)
    put_title(made, keys.title, Tag("title", name))
    put_text(made, 0, "heading", [selection_line(keys)], Tag("subtitle", name), SUBTITLE_SIZE)
    content, footer = divided(made.rooms[0], footer_lines(keys), SMALL_SIZE, spare=False)
    shape = put_text(made, 0, "footer", footer_lines(keys), Tag("footer", name), SMALL_SIZE)
    shape.left, shape.top, shape.width, shape.height = footer
    lines = lines_of(keys.statement, content[2], _SENTENCE_SIZE)
    tall = height_of(lines, _SENTENCE_SIZE) + _GAP
    sentence = textbox(
        made.slide.shapes,
        (*content[:3], tall),
        [keys.statement],
        Tag("sentence", name, words=words_of(keys)),
        label=_("What happened"),
    )
    style(sentence, size=_SENTENCE_SIZE)
    for number, box in enumerate(_grid(below(content, tall), len(keys.cards))):
        _card(made.slide.shapes, box, shown, number)
    if keys.facts:
        holder = made.slide.notes_slide.notes_placeholder
        write(holder, note_lines([keys]), Tag("notes", name), label=_("Speaker notes"))
    finish(made)


def _grid(box: Box, number: int) -> list[Box]:
    rows = -(-number // _ACROSS)
    left, top, width, height = box
    wide = (width - _GAP * (_ACROSS - 1)) // _ACROSS
    high = (height - _GAP * (rows - 1)) // max(rows, 1)
    return [
        (left + (i % _ACROSS) * (wide + _GAP), top + (i // _ACROSS) * (high + _GAP), wide, high)
        for i in range(number)
    ]


def card_lines(keys: Figure, number: int) -> list[str]:
    """One key figure: label, value, change."""
    card = keys.cards[number]
    return [card.label, card.text, card.below]


def _card(shapes, box: Box, shown: Shown, number: int) -> None:
    lines = card_lines(shown.figure, number)
    shape = textbox(shapes, box, lines, Tag("number", shown.name, number + 1), label=lines[0])
    looks = (
        (_LABEL_SIZE, ROLE["muted"], False),
        (_VALUE_SIZE, ROLE["main"], True),
        (_CHANGE_SIZE, ROLE["text"], False),
    )
    for paragraph, (size, colour, bold) in zip(shape.text_frame.paragraphs, looks, strict=True):
        for run in paragraph.runs:
            run.font.size, run.font.bold = size * 12_700, bold
            run.font.color.rgb = colour_of(colour)

"""A slide from a figure: title, selection, drawing, notes and source, and what the speaker needs to know."""

from collections.abc import Sequence

from lib.export.slides.content import place
from lib.export.slides.look import (
    DETAIL_SIZE,
    HEADING_SIZE,
    ROLE,
    SMALL_SIZE,
    SMALLEST,
    SMALLEST_TITLE,
    SUBTITLE_SIZE,
    TITLE_SIZE,
    Box,
    Room,
)
from lib.export.slides.places import CHART_LAYOUT, TABLE_LAYOUT, TWO_UP_LAYOUT, Stage, language, stage
from lib.export.slides.shown import (
    Shown,
    footer_lines,
    note_lines,
    selection_line,
    shared_name,
    shared_title,
)
from lib.export.slides.tag import Tag
from lib.export.slides.text import colour_of, height_of, lines_of, plain, style, textbox, width_of, write
from lib.words import _


def add_slide(presentation, shown: Shown) -> None:
    """One figure on a slide of its own."""
    figure = shown.figure
    made = stage(presentation, TABLE_LAYOUT if figure.chart is None else CHART_LAYOUT)
    put_title(made, figure.title, Tag("title", shown.name))
    put_text(made, 0, "heading", [selection_line(figure)], Tag("subtitle", shown.name), SUBTITLE_SIZE)
    _fill(made, 0, shown, SMALL_SIZE)
    put_notes(made.slide, [shown])
    finish(made)


def add_two_up(presentation, left: Shown, right: Shown, *, title: str = "") -> None:
    """Two figures beside each other, each with its own heading and source."""
    made = stage(presentation, TWO_UP_LAYOUT)
    both = [left, right]
    # A title of the deck's own is its owner's word: without a tag it is never renewed.
    tag = None if title else Tag("title", shared_name(both))
    put_title(made, title or shared_title([shown.figure for shown in both]), tag)
    for number, shown in enumerate(both):
        figure, heading = shown.figure, Tag("heading", shown.name)
        lines = [figure.title, selection_line(figure)]
        shape = put_text(made, number, "heading", lines, heading, DETAIL_SIZE)
        first = shape.text_frame.paragraphs[0]
        for run in first.runs:
            run.font.size, run.font.bold = HEADING_SIZE * 12_700, True
            run.font.color.rgb = colour_of(ROLE["text"])
        _fill(made, number, shown, SMALLEST)
    put_notes(made.slide, both)
    finish(made)


def put_title(made: Stage, text: str, tag: Tag | None) -> None:
    """The slide's title, in smaller letters if it is long."""
    holder = made.title
    write(holder, [text], tag or Tag("own", ""), label=_("Title"))
    if tag is None:
        holder.name = _("Title")
    if made.holders[0]:
        size = TITLE_SIZE
        while size > SMALLEST_TITLE and width_of(text, size, bold=True) > holder.width:
            size -= 1
        if size < TITLE_SIZE:
            style(holder, size=size)


def put_text(made: Stage, number: int, part: str, lines: Sequence[str], tag: Tag, size: float):
    """Lines in the template's own place, or in a box where the template has none."""
    holder, label = made.holders[number].get(part), _labels()[part]
    if holder is not None:
        write(holder, lines, tag, label=label)
        return holder
    shape = textbox(made.slide.shapes, getattr(made.rooms[number], part), lines, tag, label=label)
    style(shape, size=size, colour=ROLE["muted"])
    return shape


def _labels() -> dict[str, str]:
    """What the selection pane calls the texts."""
    return {"heading": _("Year, selection and unit"), "footer": _("Notes and source")}


def _fill(made: Stage, number: int, shown: Shown, size: float) -> None:
    """The drawing, and under it notes and source; the drawing takes the room that they leave."""
    room, figure = made.rooms[number], shown.figure
    content, footer = divided(room, footer_lines(figure), size, spare=figure.chart is None)
    untold = place(made.slide.shapes, content, figure, shown.name)
    shape = put_text(
        made, number, "footer", [*untold, *footer_lines(figure)], Tag("footer", shown.name), size
    )
    shape.left, shape.top, shape.width, shape.height = footer


def divided(room: Room, lines: Sequence[str], size: float, *, spare: bool) -> tuple[Box, Box]:
    """The room of a figure between its drawing and so many lines under it."""
    left, top, width, height = room.footer
    bottom = top + height
    number = sum(lines_of(plain(line), width, size) for line in lines) + int(spare)
    needed = height_of(number, size)
    across, start, wide, _high = room.content
    content = (across, start, wide, bottom - needed - 130_000 - start)
    return content, (left, bottom - needed, width, needed)


def put_notes(slide, shown: Sequence[Shown]) -> None:
    """The speaker's notes: definitions, numerator and denominator, selection, source and extract."""
    if lines := note_lines([it.figure for it in shown]):
        holder = slide.notes_slide.notes_placeholder
        write(holder, lines, Tag("notes", shared_name(shown)), label=_("Speaker notes"))


def finish(made: Stage) -> None:
    """What every slide of ours has at the end."""
    made.finish()
    language(made.slide)

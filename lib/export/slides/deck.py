"""Make a presentation: a title slide, then one slide for each entry, placed as its layout says."""

import datetime
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from lib.export.layout import lay_out, lay_out_cover
from lib.export.output import plain
from lib.export.page import SLIDE, Box, Part, Style
from lib.export.shown import Deck, DeckFigure, note_lines, shared_name, shared_title
from lib.export.slides.maps import legend_group, map_group
from lib.export.slides.native_charts import add_chart
from lib.export.slides.places import NewSlide, new_cover, new_slide, open_template
from lib.export.slides.series import drawing
from lib.export.slides.tables import add_table
from lib.export.slides.tag import Tag, text_hashes
from lib.export.slides.text import box_of, emu, style_text, textbox, write
from lib.figures.figure import Figure
from lib.words import _, language_tag

_WITH_WORDS = ("chart", "map", "table", "empty", "sentence")  # parts that carry the hashes of their texts
_PROPERTY = 255  # letters a property of the file may have


def to_pptx(figure: Figure, *, template: Path | None = None, tag: str = "") -> bytes:
    """One figure as a presentation of one slide. Raises ExportError."""
    presentation = open_template(template)
    _add_slide(presentation, [DeckFigure(figure, tag)])
    return _saved(presentation, figure.title, "")


def make_deck(
    deck: Deck, *, template: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The presentation's bytes. Calls ``progress(slides made, slides in all)``. Raises ExportError."""
    presentation = open_template(template)
    whole = len(deck.entries) + 1
    _add_cover(presentation, deck)
    for made, entry in enumerate(deck.entries, 1):
        if progress:
            progress(made, whole)
        _add_slide(presentation, entry.figures, title=entry.title)
    content = _saved(presentation, deck.title, deck.author)
    if progress:
        progress(whole, whole)
    return content


def _saved(presentation, title: str, author: str) -> bytes:
    properties, now = presentation.core_properties, datetime.datetime.now(datetime.UTC)
    properties.title, properties.author = plain(title)[:_PROPERTY], plain(author)[:_PROPERTY]
    properties.last_modified_by = properties.author
    properties.created = properties.modified = now.replace(tzinfo=None)
    properties.language = language_tag()
    properties.revision = 1
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _add_cover(presentation, deck: Deck) -> None:
    """Title and author; below them the source of the numbers, and whether they are synthetic."""
    made = new_cover(presentation)
    layout, own = lay_out_cover(deck, made.rooms[0], SLIDE), Tag("own", "")
    _put_title(made, layout.title, own)
    if deck.author:
        _put_text(made, 0, "heading", layout.subtitle, own).name = _("Author")
    if deck.first:
        textbox(made.slide.shapes, layout.footer, Tag("source", deck.first.name), label=_("Source"))
    made.complete()


def _add_slide(presentation, shown: Sequence[DeckFigure], *, title: str = "") -> None:
    """One figure, or two beside each other under a title, on a slide of their own."""
    figures = [it.figure for it in shown]
    made = new_slide(presentation, figures)
    above = (title or shared_title(figures)) if len(shown) > 1 else ""
    # A title of the deck's own is its owner's word: without a tag it is never renewed.
    of_title = Tag("own", "") if title and above else Tag("title", shared_name(shown))
    for number, (it, room) in enumerate(zip(shown, made.rooms, strict=True)):
        layout = lay_out(it.figure, room, SLIDE, title=above)
        if not number:
            _put_title(made, layout.title, of_title)
        _put_text(made, number, "heading", layout.subtitle, Tag(layout.subtitle.kind, it.name))
        for part in layout.parts:
            add_part(made.slide.shapes, part, it.figure, it.name)
        _put_text(made, number, "footer", layout.footer, Tag("footer", it.name))
    if lines := note_lines(figures):
        holder = made.slide.notes_slide.notes_placeholder
        write(holder, lines, Tag("notes", shared_name(shown)), label=_("Speaker notes"))
    made.complete()


def _put_title(made: NewSlide, part: Part, tag: Tag) -> None:
    """The slide's title. Its letters are the template's, but smaller if it is long."""
    holder = made.title
    write(holder, part.texts, tag, label=_("Title"))
    if tag.part == "own":
        holder.name = _("Title")
    if made.holders[0] and part.lines and part.lines[0][1].size < SLIDE.title.size:
        style_text(holder, [Style(part.lines[0][1].size)])
    _set_position(holder, part.box)


def _put_text(made: NewSlide, number: int, place: str, part: Part, tag: Tag):
    """Lines in the template's own place and letters, or in a box where the template has none."""
    label = _("Year, selection and unit") if place == "heading" else _("Notes and source")
    holder = made.holders[number].get(place)
    if holder is None:
        return textbox(made.slide.shapes, part, tag, label=label)
    write(holder, part.texts, tag, label=label)
    if part.kind == "heading":
        style_text(holder, [style for _text, style in part.lines])
    _set_position(holder, part.box)
    return holder


def _set_position(holder, box: Box) -> None:
    """A place that has room where it is goes on following the template."""
    if box != box_of(holder):
        holder.left, holder.top, holder.width, holder.height = emu(box)


def add_part(shapes, part: Part, figure: Figure, name: str):
    """One object in its box, under the name of its figure."""
    tag = Tag(part.kind, name, part.panel, words=text_hashes(figure) if part.kind in _WITH_WORDS else ())
    if part.lines:
        label = {"empty": figure.title, "sentence": _("What happened")}.get(part.kind, part.texts[0])
        return textbox(shapes, part, tag, label=label)
    if part.kind in ("map", "legend"):
        id = shapes._next_shape_id
        if part.kind == "map":
            group = map_group(id, part.box, part.chart, tag=tag, title=figure.title, said=figure.alt)
        else:
            group = legend_group(id, part.box, part.chart, tag=tag)
        shapes._spTree.insert_element_before(group, "p:extLst")
        return group
    if part.kind == "table":
        frame = add_table(shapes, part.box, part.cells)
    else:
        frame = add_chart(shapes, part.box, drawing(figure, part.chart))
    describe(frame, tag, plain(figure.title), figure.alt)
    return frame


def describe(shape, tag: Tag, label: str, said: str) -> None:
    """Name an object and give it its alternative text."""
    shape.name = tag.name(label)
    shape._element._nvXxPr.cNvPr.set("descr", plain(said))

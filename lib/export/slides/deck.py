"""Make a presentation: the first slide, the contents, one slide for each entry, and one about the numbers."""

import datetime
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from lib.export.cover import lay_out_about, lay_out_contents, lay_out_cover
from lib.export.layout import lay_out
from lib.export.output import plain
from lib.export.page import SLIDE, Box, PageLayout, Part, Style
from lib.export.shown import Deck, DeckFigure, Entry, note_lines, shared_name
from lib.export.slide_chart import drawing
from lib.export.slides.maps import key_group, legend_group, map_group
from lib.export.slides.native_charts import add_chart
from lib.export.slides.places import NewSlide, new_cover, new_slide, new_text_slide, open_template
from lib.export.slides.tables import add_table
from lib.export.slides.tag import Tag, text_hashes
from lib.export.slides.text import box_of, emu, frame_text, style_text, textbox, write
from lib.figures.figure import Figure
from lib.words import _, language_tag

# Parts that carry the hashes of their texts.
_WITH_WORDS = ("chart", "map", "table", "rows", "top", "empty", "sentence")
_PROPERTY = 255  # letters a property of the file may have
_GROUPS = {"map": map_group, "legend": legend_group, "key": key_group}


def to_pptx(figure: Figure, *, template: Path | None = None, tag: str = "") -> bytes:
    """One figure as a presentation of one slide. Raises ExportError."""
    presentation = open_template(template)
    _add_slide(presentation, Entry((DeckFigure(figure, tag),)))
    return _saved(presentation, figure.title, "")


def make_deck(
    deck: Deck, *, template: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The presentation's bytes. Calls ``progress(slides made, slides in all)``. Raises ExportError."""
    presentation = open_template(template, deck.size)
    whole = deck.number_of_slides
    _add_cover(presentation, deck)
    if deck.has_contents:
        _add_contents(presentation, deck)
    for made, entry in enumerate(deck.entries, deck.first_number - 1):
        if progress:
            progress(made, whole)
        _add_slide(presentation, entry)
    if deck.entries:
        _add_about(presentation, deck)
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
    """Title and author, what it is about, and the source of the numbers."""
    made = new_cover(presentation)
    layout, own = lay_out_cover(deck, made.rooms[0], SLIDE), Tag("own", "")
    _put_title(made, layout, own)
    if deck.author:
        _put_text(made, 0, "heading", layout.subtitle, own).name = _("Author")
    names = {"badge": deck.first.name if deck.first else "", "scope": shared_name(deck.figures)}
    for part in layout.parts:
        put_words(made.slide.shapes, part, Tag(part.kind, names[part.kind]) if part.kind in names else own)
    if deck.first:
        textbox(made.slide.shapes, layout.footer, Tag("source", deck.first.name), label=_("Source"))
    _finish(made, [layout.whole_title] if layout.whole_title else [], own)


def _add_contents(presentation, deck: Deck) -> None:
    """The titles of the slides with figures; those that are their owners' are left when it is renewed."""
    made, own = new_text_slide(presentation), Tag("own", "")
    layout = lay_out_contents(deck, made.rooms[0], SLIDE)
    _put_title(made, layout, own)
    for part in layout.parts:
        entry, tag = deck.entries[part.panel], own
        if part.kind == "item" and not entry.title:
            tag = Tag("item", shared_name(entry.figures), part.panel)
        put_words(made.slide.shapes, part, _badge_tag(deck) if part.kind == "badge" else tag)
    _finish(made, [], own)


def _add_about(presentation, deck: Deck) -> None:
    """The source, the address and the definitions; all of them are in the speaker notes too."""
    made, own = new_text_slide(presentation), Tag("own", "")
    layout = lay_out_about(deck, made.rooms[0], SLIDE)
    _put_title(made, layout, own)
    textbox(made.slide.shapes, layout.subtitle, Tag("source", deck.first.name), label=_("Source"))
    for part in layout.parts:
        shape = put_words(made.slide.shapes, part, _badge_tag(deck) if part.kind == "badge" else own)
        if part.kind == "link":
            shape.text_frame.paragraphs[0].runs[0].hyperlink.address = deck.link
    _finish(made, [*filter(None, [deck.link]), *(f"{term}: {text}" for term, text in deck.definitions)], own)


def _badge_tag(deck: Deck) -> Tag:
    return Tag("badge", deck.first.name)


def _add_slide(presentation, entry: Entry) -> None:
    """One figure, or two beside each other under a title, on a slide of their own."""
    shown, figures = entry.figures, [it.figure for it in entry.figures]
    made = new_slide(presentation, figures)
    above = entry.message if len(shown) > 1 else ""
    # A title of the deck's own is its owner's word: without a tag it is never renewed.
    title = Tag("own", "") if entry.title else Tag("title" if above else "message", shared_name(shown))
    whole = ""
    for number, (it, room) in enumerate(zip(shown, made.rooms, strict=True)):
        layout = lay_out(it.figure, room, SLIDE, title=entry.title, above=above)
        if not number:
            _put_title(made, layout, title)
            whole = layout.whole_title
        _put_text(made, number, "heading", layout.subtitle, Tag(layout.subtitle.kind, it.name))
        for part in layout.parts:
            if part.kind != "badge" or not number:
                add_part(made.slide.shapes, part, it.figure, it.name)
        _put_text(made, number, "footer", layout.footer, Tag("foot", it.name))
    _finish(made, note_lines(figures, title=whole), Tag("notes", shared_name(shown)))


def _finish(made: NewSlide, notes: Sequence[str], tag: Tag) -> None:
    """Write the speaker notes and complete the slide."""
    if notes:
        write(made.slide.notes_slide.notes_placeholder, notes, tag, label=_("Speaker notes"))
    made.complete()


def _put_title(made: NewSlide, layout: PageLayout, tag: Tag) -> None:
    """The slide's title. Its letters are the template's, but smaller if it is long."""
    holder, part = made.title, layout.title
    write(holder, part.texts, tag, label=_("Title"))
    if made.holders[0] and part.lines and part.lines[0][1].size < made.title_size:
        style_text(holder, [Style(part.lines[0][1].size)])
    _set_position(holder, part.box)


def _put_text(made: NewSlide, number: int, place: str, part: Part, tag: Tag):
    """Lines in the template's own place and letters, or in a box where the template has none."""
    label = _("Year, selection and unit") if place == "heading" else _("Notes and source")
    holder = made.holders[number].get(place)
    if holder is None:
        return textbox(made.slide.shapes, part, tag, label=label)
    write(holder, part.texts, tag, label=label)
    if part.kind in ("heading", "line"):
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
        return put_words(shapes, part, tag, figure)
    if part.kind in _GROUPS:
        group = _GROUPS[part.kind](shapes._next_shape_id, part, figure, tag)
        shapes._spTree.insert_element_before(group, "p:extLst")
        return group
    if part.cells:
        frame = add_table(shapes, part.box, part.cells)
    else:
        frame = add_chart(shapes, part.box, drawing(figure, part.chart), is_keyed=part.is_keyed)
    describe(frame, tag, plain(figure.title), figure.alt)
    return frame


def put_words(shapes, part: Part, tag: Tag, figure: Figure | None = None):
    """A text in its box, named in the selection pane; the mark of made-up rows in a frame."""
    labels = {"empty": figure.title if figure else "", "sentence": _("What happened"), "note": _("Note")}
    shape = textbox(shapes, part, tag, label=labels.get(part.kind, part.texts[0]))
    if part.kind == "badge":
        frame_text(shape)
    return shape


def describe(shape, tag: Tag, label: str, said: str) -> None:
    """Name an object and give it its alternative text."""
    shape.name = tag.name(label)
    shape._element._nvXxPr.cNvPr.set("descr", plain(said))

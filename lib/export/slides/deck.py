"""A whole presentation: a title slide, then one slide for each entry."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lib.export.slides.keys import add_keys
from lib.export.slides.look import DETAIL_SIZE
from lib.export.slides.places import TITLE_LAYOUT, opened, stage
from lib.export.slides.shown import Shown
from lib.export.slides.slide import add_slide, add_two_up, finish, put_title
from lib.export.slides.tag import Tag
from lib.export.slides.text import plain, style, textbox, write
from lib.figures.figure import Figure
from lib.words import _, language_tag

_PROPERTY = 255  # letters a property of the file may have


@dataclass(frozen=True)
class Entry:
    """One slide: one figure, or two beside each other. ``title`` is for two figures."""

    figures: tuple[Shown, ...]
    title: str = ""


@dataclass(frozen=True)
class Deck:
    """A presentation: title and author line, and its slides in order."""

    title: str
    author: str
    entries: tuple[Entry, ...]


def to_pptx(figure: Figure, *, template: Path | None = None, tag: str = "") -> bytes:
    """One figure as a presentation of one slide. Raises ExportError."""
    presentation = opened(template)
    _add_one(presentation, Shown(figure, tag))
    return _saved(presentation, figure.title, "")


def make_deck(
    deck: Deck, *, template: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The presentation's bytes. ``progress`` is told (slides made, slides in all). Raises ExportError."""
    presentation = opened(template)
    whole = len(deck.entries) + 1
    _add_title(presentation, deck)
    for made, entry in enumerate(deck.entries, 1):
        if progress:
            progress(made, whole)
        _add(presentation, entry)
    content = _saved(presentation, deck.title, deck.author)
    if progress:
        progress(whole, whole)
    return content


def _add(presentation, entry: Entry) -> None:
    if len(entry.figures) == 2:
        add_two_up(presentation, *entry.figures, title=entry.title)
    else:
        for shown in entry.figures:
            _add_one(presentation, shown)


def _add_one(presentation, shown: Shown) -> None:
    if shown.figure.cards:
        add_keys(presentation, shown)
    else:
        add_slide(presentation, shown)


def _add_title(presentation, deck: Deck) -> None:
    """Title and author; under them what the numbers come from, and whether they are synthetic."""
    made = stage(presentation, TITLE_LAYOUT)
    put_title(made, deck.title, None)
    below = next((it for it in made.slide.placeholders if it.placeholder_format.idx == 1), None)
    if below is not None and deck.author:
        write(below, [deck.author], Tag("own", ""), label="")
        below.name = _("Author")
    if source := source_of(deck):
        name, text = source
        left, height = made.title.left, presentation.slide_height
        box = (left, round(height * 0.86), made.title.width, round(height * 0.08))
        shape = textbox(made.slide.shapes, box, [text], Tag("source", name), label=_("Source"))
        style(shape, size=DETAIL_SIZE)
    finish(made)


def source_of(deck: Deck) -> tuple[str, str] | None:
    """Name and source line of the first thing in the deck."""
    for entry in deck.entries:
        for shown in entry.figures:
            return shown.name, shown.figure.source
    return None


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

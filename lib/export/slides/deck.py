"""A whole presentation: a title slide, then one slide for each entry."""

import datetime
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lib.export.shown import Deck, Shown
from lib.export.slides.places import opened
from lib.export.slides.slide import add_cover, add_slide
from lib.export.texts import plain
from lib.figures.figure import Figure
from lib.words import language_tag

_PROPERTY = 255  # letters a property of the file may have


def to_pptx(figure: Figure, *, template: Path | None = None, tag: str = "") -> bytes:
    """One figure as a presentation of one slide. Raises ExportError."""
    presentation = opened(template)
    add_slide(presentation, [Shown(figure, tag)])
    return _saved(presentation, figure.title, "")


def make_deck(
    deck: Deck, *, template: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The presentation's bytes. ``progress`` is told (slides made, slides in all). Raises ExportError."""
    presentation = opened(template)
    whole = len(deck.entries) + 1
    add_cover(presentation, deck)
    for made, entry in enumerate(deck.entries, 1):
        if progress:
            progress(made, whole)
        add_slide(presentation, entry.shown, title=entry.title)
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

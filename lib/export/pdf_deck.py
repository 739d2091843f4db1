"""A whole presentation as PDF: one page for each slide, its text as text in fonts of its own."""

from collections.abc import Callable, Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from lib.export.output import printable
from lib.export.pages import cover, figure_page
from lib.export.slides.deck import Deck, source_of
from lib.words import language_tag
from lib.worker.pictures import convert

Progress = Callable[[int, int], None]


def make_pdf(deck: Deck, *, progress: Progress | None = None) -> bytes:
    """The presentation's bytes. ``progress`` is told (pages made, pages in all). Raises DrawingError."""
    writer, whole = PdfWriter(), 1 + sum(len(entry.figures) for entry in deck.entries)
    for number, (title, page) in enumerate(_pages(deck), 1):
        content = convert("svg_to_pdf", svg=page)
        writer.append(PdfReader(BytesIO(content)), outline_item=printable(title))
        if progress:
            progress(number, whole)
    writer.metadata = {"/Title": printable(deck.title), "/Author": printable(deck.author)}
    writer.root_object[NameObject("/Lang")] = TextStringObject(language_tag())
    writer.page_mode = "/UseNone"
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _pages(deck: Deck) -> Iterator[tuple[str, str]]:
    """The title and the picture of each page, in order. Two figures on a slide have a page each."""
    found = source_of(deck)
    yield deck.title, cover(deck, found[1] if found else "")
    number = 1
    for entry in deck.entries:
        for shown in entry.figures:
            number += 1
            yield shown.figure.title, figure_page(shown.figure, number)

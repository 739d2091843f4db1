"""Figures as pictures: one image with chart, title, notes and source, and whole presentations as PDF."""

from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import NameObject, TextStringObject

from lib.export.layout import lay_out
from lib.export.output import printable, raising_export_errors
from lib.export.page import HEIGHT, PAPER, PICTURE, PageLayout
from lib.export.shown import Deck, message_of
from lib.export.slide_svg import about_pages, pages
from lib.export.standalone import standalone
from lib.export.svg import page_of, size_of
from lib.figures import geometry
from lib.figures.figure import Figure
from lib.words import N_, language_tag
from lib.worker.pictures import DrawingError, convert

PNG_SCALE = 2

Topology = Callable[[], dict]


def to_svg(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as SVG with real text, 960 px wide. Raises ExportError."""
    return _make_picture(figure, lambda: _picture(figure, topology).encode())


def to_pdf(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as one page of PDF, its text as text in embedded fonts. Raises ExportError."""
    return _make_picture(figure, lambda: convert("svg_to_pdf", svg=_picture(figure, topology)))


def to_png(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as PNG in the chart's own proportions, 1920 px wide. Raises ExportError."""
    return _make_picture(figure, lambda: _png(_picture(figure, topology), PNG_SCALE))


def to_widescreen_png(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as PNG of 1920 × 1080 px, however tall its chart is. Raises ExportError."""
    return _make_picture(figure, lambda: _png(_picture(figure, topology, is_slide=True), PNG_SCALE))


def make_pdf(deck: Deck, *, progress: Callable[[int, int], None] | None = None) -> bytes:
    """A presentation, each slide on a page. Raises DrawingError.

    Calls ``progress(pages made, pages in all)``.
    """
    more = len(about_pages(deck)) - 1 if deck.entries else 0  # pages that the slides do not have
    writer, whole = PdfWriter(), deck.number_of_slides + more
    for number, (title, page) in enumerate(pages(deck), 1):
        content = convert("svg_to_pdf", svg=page)
        writer.append(PdfReader(BytesIO(content)), outline_item=printable(title))
        if progress:
            progress(number, whole)
    if deck.entries and deck.link:
        first, *others = about_pages(deck)
        box = next(part.box for part in first.parts if part.kind == "link")
        corners = (box.left, HEIGHT - box.bottom, box.left + box.width, HEIGHT - box.top)
        writer.add_annotation(len(writer.pages) - 1 - len(others), Link(rect=corners, url=deck.link))
    writer.metadata = {"/Title": printable(deck.title), "/Author": printable(deck.author)}
    writer.root_object[NameObject("/Lang")] = TextStringObject(language_tag())
    writer.page_mode = "/UseNone"
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _picture(figure: Figure, topology: Topology, *, is_slide: bool = False) -> str:
    """A page with the chart alone, of 16:9 or as tall as the chart."""
    if figure.chart is None:
        raise DrawingError("the figure has no chart")
    layout, drawing = lay_out(figure, PAPER, PICTURE, beside=False), ""
    if layout.drawing:
        drawing = _drawn(figure, layout, topology, grow=not is_slide)
        if not is_slide:
            width, height = size_of(drawing)
            layout = layout.stretched(height * min(1.0, layout.drawing.width / width))
    return page_of(layout, name=message_of(figure), said=figure.alt, drawing=drawing, is_slide=is_slide)


def _drawn(
    figure: Figure, layout: PageLayout, topology: Topology = geometry.topology, *, grow: bool = False
) -> str:
    """The figure's chart as SVG, in the size of its box on the page. Raises DrawingError."""
    from lib.figures.spec import VEGA_LITE  # and with it Altair, which native charts do without

    width, height = layout.drawing.width, layout.drawing.height
    spec = standalone(figure.chart, width=width, height=height, topology=topology, grow=grow)
    # No address may be fetched: everything a drawing needs is inside, and the server asks nobody.
    return convert("vegalite_to_svg", vl_spec=spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def _png(svg: str, scale: float) -> bytes:
    return convert("svg_to_png", svg=svg, scale=scale)


def _make_picture(figure: Figure, make: Callable[[], bytes]) -> bytes:
    return raising_export_errors(
        f"the picture of {figure.id}", make, failures=(DrawingError,), message=_FAILED
    )


_FAILED = N_("The picture could not be made. The numbers can still be downloaded as CSV. Error code: {code}.")

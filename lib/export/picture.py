"""A figure as a picture: chart, title, subtitle, notes and source in one image on white."""

from collections.abc import Callable

from lib.export.frame import INNER_WIDTH, frame
from lib.export.output import guarded
from lib.export.standalone import standalone
from lib.figures import geometry
from lib.figures.figure import Figure
from lib.words import N_
from lib.worker.pictures import DrawingError, convert

PNG_SCALE = 2

Topology = Callable[[], dict]


def to_svg(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as SVG with real text, 960 px wide. Raises ExportError."""
    return _guarded(figure, lambda: _svg(figure, topology).encode())


def to_pdf(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as one page of PDF, its text as text in embedded fonts. Raises ExportError."""
    return _guarded(figure, lambda: convert("svg_to_pdf", svg=_svg(figure, topology)))


def to_png(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as PNG in the chart's own proportions, 1920 px wide. Raises ExportError."""
    return _guarded(figure, lambda: _png(_svg(figure, topology)))


def to_widescreen_png(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as PNG of 1920 × 1080 px, however tall its chart is. Raises ExportError."""
    return _guarded(figure, lambda: _png(_svg(figure, topology, slide=True)))


def _png(svg: str) -> bytes:
    return convert("svg_to_png", svg=svg, scale=PNG_SCALE)


def _svg(figure: Figure, topology: Topology, *, slide: bool = False) -> str:
    texts = frame(figure)
    drawing = drawn(figure, INNER_WIDTH, texts.chart_height, topology=topology, grow=not slide)
    return texts.on_slide(drawing) if slide else texts.around(drawing)


def drawn(
    figure: Figure,
    width: float,
    height: float,
    *,
    topology: Topology = geometry.topology,
    grow: bool = False,
) -> str:
    """The figure's chart alone as SVG. Raises DrawingError."""
    if figure.chart is None:
        raise DrawingError("the figure has no chart")
    from lib.figures.spec import VEGA_LITE  # and with it Altair, which native charts do without

    spec = standalone(figure.chart, width=width, height=height, topology=topology, grow=grow)
    # No address may be fetched: everything a drawing needs is inside, and the server asks nobody.
    return convert("vegalite_to_svg", vl_spec=spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def _guarded(figure: Figure, make: Callable[[], bytes]) -> bytes:
    return guarded(f"the picture of {figure.id}", make, failures=(DrawingError,), message=FAILED)


FAILED = N_("The picture could not be made. The numbers can still be downloaded as CSV. Error code: {code}.")

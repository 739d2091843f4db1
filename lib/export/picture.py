"""A figure as a picture: chart, title, subtitle, notes and source in one image on white."""

import logging
import uuid
from collections.abc import Callable

import altair as alt

from lib.export.drawing import DRAWING, DrawingError
from lib.export.errors import ExportError
from lib.export.frame import INNER_WIDTH, frame
from lib.export.standalone import standalone
from lib.figures import geometry
from lib.figures.figure import Chart, Figure
from lib.words import _

LOG = logging.getLogger(__name__)
PNG_SCALE = 2
# vl-convert refuses a version it does not hold, so a new Altair cannot be drawn with an old Vega-Lite unseen.
VEGA_LITE = alt.SCHEMA_VERSION.rpartition(".")[0]

Topology = Callable[[], dict]


def to_svg(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as SVG with real text, 960 px wide. Raises ExportError."""
    return _guarded(figure, lambda chart: _svg(figure, chart, topology).encode())


def to_png(figure: Figure, *, topology: Topology = geometry.topology) -> bytes:
    """The picture as PNG, 1920 px wide. Raises ExportError."""
    return _guarded(
        figure,
        lambda chart: DRAWING.call("svg_to_png", svg=_svg(figure, chart, topology), scale=PNG_SCALE),
    )


def _svg(figure: Figure, chart: Chart, topology: Topology) -> str:
    texts = frame(figure)
    spec = standalone(chart, width=INNER_WIDTH, height=texts.chart_height, topology=topology)
    # No address may be fetched: everything a drawing needs is inside, and the server asks nobody.
    drawing = DRAWING.call("vegalite_to_svg", vl_spec=spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return texts.around(drawing)


def _guarded(figure: Figure, make: Callable[[Chart], bytes]) -> bytes:
    """What ``make`` gives, or one sentence for the reader and the cause in the log under the same id."""
    try:
        if figure.chart is None:
            raise DrawingError("the figure has no chart")
        return make(figure.chart)
    except DrawingError as error:
        code = uuid.uuid4().hex[:8]
        LOG.error("Export %s: figure %s could not be drawn: %s", code, figure.id, error)
        message = _(
            "The picture could not be made. The numbers can still be downloaded as CSV. Error code: {code}."
        )
        raise ExportError(message.format(code=code)) from error

"""The paper of a letter: the widths on a page of A4, and each drawing in the size that it has there."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.export.output import printable
from lib.export.standalone import standalone
from lib.export.svg import size_of
from lib.figures import geometry
from lib.figures.drawing import Chart
from lib.figures.figure import Figure
from lib.figures.letter import Letter
from lib.words import _
from lib.worker.pictures import convert

PAGE_MM = (210.0, 297.0)
SIDE_MM, TOP_MM, BOTTOM_MM = 18.0, 15.0, 13.0
LEFT_MM, GUTTER_MM, RIGHT_MM = 78.0, 6.0, 90.0  # of the map, and of the drawings beside it
TEXT_MM = LEFT_MM + GUTTER_MM + RIGHT_MM
MAP_HEIGHTS_MM = (116.0, 95.0, 70.0)  # from the best: the first with which all is on one page
_PX_PER_MM = 4.0  # the letters of a chart, 12 px, are then 8.5 points high on paper


class LetterError(Exception):
    """A letter has more text than a page has room for. The message is for the log."""


@dataclass(frozen=True)
class Picture:
    """A figure on the paper. Without a drawing it has a sentence that says why, or what there is to know."""

    title: str
    subtitle: str
    alt: str
    nothing: str
    svg: str
    width_mm: float
    height_mm: float


def layouts(letter: Letter) -> Iterator[tuple[Picture, ...]]:
    """The pictures with the map as high as is best, and then lower."""
    first, *rest = letter.pictures
    for map_mm in MAP_HEIGHTS_MM:
        yield (_picture(first, LEFT_MM, map_mm), *(_picture(each, RIGHT_MM, map_mm / 2) for each in rest))


def _picture(figure: Figure, width_mm: float, most_mm: float) -> Picture:
    svg = _drawn(figure.chart, width_mm, most_mm) if figure.chart else ""
    width, height = size_of(svg) if svg else (1.0, 0.0)
    scale = min(1.0, width_mm * _PX_PER_MM / width, most_mm * _PX_PER_MM / max(height, 1.0)) / _PX_PER_MM
    return Picture(
        title=printable(figure.finding or figure.title),
        subtitle=printable(f"{figure.title} · {figure.subtitle}" if figure.finding else figure.subtitle),
        alt=printable(figure.alt),
        nothing=printable(figure.nothing or _("There is nothing to show for this selection.")),
        svg=svg,
        width_mm=width * scale,
        height_mm=height * scale,
    )


def _drawn(chart: Chart, width_mm: float, height_mm: float) -> str:
    """The chart as SVG, so wide; a map is so high, and rows as high as they need. Raises DrawingError."""
    from lib.figures.spec import VEGA_LITE  # and with it Altair, which only a drawing needs

    width, height = width_mm * _PX_PER_MM, height_mm * _PX_PER_MM
    spec = standalone(chart, width=width, height=height, topology=geometry.topology, grow=False)
    # No address may be fetched: everything a drawing needs is inside, and the server asks nobody.
    return convert("vegalite_to_svg", vl_spec=spec, vl_version=VEGA_LITE, allowed_base_urls=[])

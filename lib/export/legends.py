"""The legend of a map and the key of a chart: each entry with its place on the page."""

from dataclasses import dataclass

from lib.export.layout import LEGEND_SIZE, SQUARE, SQUARE_GAP
from lib.export.measure import line_height, width_of, wrapped
from lib.export.office_grid import classes_of
from lib.export.page import Box, Part
from lib.export.slide_chart import Series, drawing
from lib.figures.figure import Figure

_BETWEEN = 22.0  # two entries of a key
_ROUND = ("dot", "crowd")


@dataclass(frozen=True)
class Swatch:
    """The look of a small mark that stands for a colour."""

    fill: str
    line: str
    is_round: bool = False
    is_open: bool = False


def legend_of(part: Part) -> list[tuple[str, str, Box, Box]]:
    """Label and colour of each class of a map with the boxes of its square and its text, from the top."""
    box, face = part.box, "slide"
    room, at, placed = box.width - SQUARE - SQUARE_GAP, box.top, []
    for label, fill in classes_of(part.chart).items():
        lines = len(wrapped(label, room, LEGEND_SIZE, face=face))
        tall = max(lines * line_height(LEGEND_SIZE, face), SQUARE)
        square = Box(box.left, at + (tall - SQUARE) / 2, SQUARE, SQUARE)
        placed.append((label, fill, square, Box(box.left + SQUARE + SQUARE_GAP, at, room, tall)))
        at += tall + SQUARE_GAP
    return placed


def key_of(figure: Figure, part: Part) -> list[tuple[str, Swatch, Box, Box]]:
    """Name and look of each series of a chart with the boxes of its mark and its text, from the left."""
    box, left, placed = part.box, part.box.left, []
    for series in drawing(figure, part.chart).key:
        wide = width_of(series.name, LEGEND_SIZE, face="slide") + 2
        square = Box(left, box.top + (box.height - SQUARE) / 2, SQUARE, SQUARE)
        text = Box(left + SQUARE + SQUARE_GAP, box.top, wide, box.height)
        placed.append((series.name, _swatch(series), square, text))
        left = text.left + wide + _BETWEEN
    return placed


def _swatch(series: Series) -> Swatch:
    if series.look == "outline":
        return Swatch("#FFFFFF", series.colour, is_open=True)
    return Swatch(series.colour, series.colour, series.look in _ROUND)

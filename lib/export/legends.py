"""The legend of a map and the key of a chart: each entry with its place on the page."""

from dataclasses import dataclass

from lib.export.measure import line_height, width_of, wrapped
from lib.export.office_grid import classes_of
from lib.export.page import SMALLEST, Box, Part
from lib.export.slide_chart import Series, drawing
from lib.figures.figure import Figure

LEGEND_SIZE, SQUARE, SQUARE_GAP = SMALLEST, 12.6, 7.1
_BETWEEN, _ROW_GAP = 22.0, 4.0  # two entries of a key, and two rows
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
    """Name and look of each series of a chart with the boxes of its mark and its text, in rows."""
    box, tall, placed = part.box, line_height(LEGEND_SIZE, "slide"), []
    left, top = box.left, box.top
    for series in drawing(figure, part.chart).key:
        wide = width_of(series.name, LEGEND_SIZE, face="slide") + 2
        if left > box.left and left + SQUARE + SQUARE_GAP + wide > box.left + box.width:
            left, top = box.left, top + tall + _ROW_GAP
        square = Box(left, top + (tall - SQUARE) / 2, SQUARE, SQUARE)
        placed.append(
            (series.name, _swatch(series), square, Box(left + SQUARE + SQUARE_GAP, top, wide, tall))
        )
        left += SQUARE + SQUARE_GAP + wide + _BETWEEN
    return placed


def key_height(figure: Figure, part: Part) -> float:
    """The height of the key of a chart as wide as its box; none where it needs none."""
    placed = key_of(figure, part)
    return placed[-1][-1].bottom - part.box.top if placed else 0


def _swatch(series: Series) -> Swatch:
    if series.look == "outline":
        return Swatch("#FFFFFF", series.colour, is_open=True)
    return Swatch(series.colour, series.colour, series.look in _ROUND)

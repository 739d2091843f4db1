"""The look of a slide: 16:9, one left edge, sizes that are read from the back of a room."""

from dataclasses import dataclass

from lib.figures.theme import ROLES

FONT = "Arial"  # on every machine that opens a presentation, or a font of the same widths
EMU_PER_INCH = 914_400
WIDTH, HEIGHT = 12_192_000, 6_858_000
ROLE = ROLES["light"]

TITLE_SIZE, SMALLEST_TITLE = 26, 20
SUBTITLE_SIZE = 16
HEADING_SIZE = 16  # over each half of a slide with two figures
DETAIL_SIZE = 14  # under it: year, selection, unit, and that the rows are made up
SMALL_SIZE = SMALLEST = 10  # notes and source; nothing is smaller

Box = tuple[int, int, int, int]  # left, top, width, height in EMU


def inches(left: float, top: float, width: float, height: float) -> Box:
    """A box given in inches."""
    return tuple(round(side * EMU_PER_INCH) for side in (left, top, width, height))


@dataclass(frozen=True)
class Room:
    """Where one figure may stand on a slide."""

    heading: Box
    content: Box
    footer: Box


def below(box: Box, height: int) -> Box:
    """What is left of a box under its first ``height``."""
    left, top, width, whole = box
    return (left, top + height, width, max(whole - height, 0))


def columns(box: Box, *widths: int, gap: int = 0) -> list[Box]:
    """Boxes of given widths beside each other in a box; the last takes what is left."""
    left, top, width, height = box
    boxes = []
    for wanted in widths:
        boxes.append((left, top, wanted, height))
        left, width = left + wanted + gap, width - wanted - gap
    return [*boxes, (left, top, width, height)]

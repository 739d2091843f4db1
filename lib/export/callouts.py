"""The regions that a slide's title names, called out on its map: name and value, and a line to the region."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from lib.export.measure import line_height, width_of
from lib.export.named import named_regions
from lib.export.office_grid import Apart, regions_of
from lib.export.output import plain
from lib.export.page import ROLE, SMALLEST, Box, Callout, Part, Style
from lib.export.projection import fit
from lib.figures import geometry
from lib.figures.figure import Figure
from lib.figures.geometry import Point, Ring
from lib.figures.values import format_change, format_short
from lib.metrics.value import is_known

CALLOUT = Style(SMALLEST, ROLE["text"], True)
# Of a region, by why it stands out: colour and points. A thicker line would hide a coast of small islands.
OUTLINES: dict[Apart, tuple[str, float]] = {
    "": (ROLE["axis"], 0.5),
    "named": (ROLE["text"], 1.0),
    "chosen": (ROLE["text"], 2.0),
}
DOT = 5.0  # the mark where a line ends, in points across
_GAP, _AIR = 8.0, 4.0  # points between the map and a text, and between a text and its line
_STEP = 500.0  # metres; what is nearer takes no room of a text
_ROWS = (0, 1, -1, 2, -2, 3, -3)  # where a text may stand: lines below the middle of its region


def callouts_of(figure: Figure, part: Part, room: Box, taken: Iterable[Box] = ()) -> tuple[Callout, ...]:
    """The texts at the named regions of a map, in the room around it that is not taken.

    Each stands on the side where the line to it is shortest, outside the land. One without room is left out.
    """
    named = named_regions(figure) if part.chart is figure.chart else {}
    if not named:
        return ()
    rings = geometry.rings(part.chart.layer, step=_STEP)
    drawn = [region.code for region in regions_of(part.chart)]
    placed, _filled = fit((ring for code in drawn for ring in rings[code]), part.box)
    land = [placed.place(point) for code in drawn for ring in rings[code] for point in ring]
    found, taken = [], list(taken)
    for code, row in named.items():
        if code not in drawn:
            continue
        tip = placed.place(_inside(rings[code]))
        for text in _texts(figure, row):
            free = (it for it in _places(text, tip, land) if _is_within(it.box, room))
            free = [it for it in free if not any(_crosses(it.box, other) for other in taken)]
            if free:
                best = min(free, key=_length)
                found.append(best)
                taken.append(best.box)
                break
    return tuple(found)


def _texts(figure: Figure, row: int) -> list[str]:
    """``Viken 473`` or ``Nordland +74,6 %``, as in the table; then the name alone, for a narrow room."""
    values, column = figure.table.body[row], figure.table.column(figure.topic.column)
    name, value = plain(str(values[figure.table.columns[0].key])), values[column.key]
    if not is_known(value):
        return [name]
    write = format_change if figure.topic.compared else format_short
    return [plain(f"{name} {write(value, column.kind)}"), name]


def _places(text: str, tip: Point, land: list[Point]) -> Iterator[Callout]:
    """The text to the right and to the left of all land at its height, at several heights."""
    x, y = tip
    tall = line_height(CALLOUT.size, "slide")
    wide = width_of(text, CALLOUT.size, face="slide", bold=CALLOUT.bold) + 2
    for row in _ROWS:
        middle = y + row * tall
        beside = [at for at, height in land if abs(height - middle) < tall] or [x]
        box = Box(0, middle - tall / 2, wide, tall)
        right = replace(box, left=max(*beside, x) + _GAP)
        left = replace(box, left=min(*beside, x) - _GAP - wide)
        yield Callout(text, right, (right.left - _AIR, middle), tip)
        yield Callout(text, left, (left.left + wide + _AIR, middle), tip)


def _length(it: Callout) -> float:
    """The length of the line of a text; one that is not level counts for more."""
    return abs(it.edge[0] - it.tip[0]) + 2 * abs(it.edge[1] - it.tip[1])


def _inside(rings: Iterable[Ring]) -> Point:
    """A point in the largest part of a region: in the middle of its land, half way up."""
    ring = max(rings, key=lambda each: abs(_area(each)))
    ys = [y for _x, y in ring]
    y = (min(ys) + max(ys)) / 2
    crossed = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    )
    between = list(zip(crossed[::2], crossed[1::2], strict=False)) or [(ring[0][0], ring[0][0])]
    west, east = max(between, key=lambda each: each[1] - each[0])
    return (west + east) / 2, y


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _is_within(box: Box, room: Box) -> bool:
    return (
        box.left >= room.left
        and box.top >= room.top
        and box.left + box.width <= room.left + room.width
        and box.bottom <= room.bottom
    )


def _crosses(box: Box, other: Box) -> bool:
    across = box.left < other.left + other.width and other.left < box.left + box.width
    return across and box.top < other.bottom and other.top < box.bottom

"""A map's place on a page: from metres to points."""

from collections.abc import Iterable
from dataclasses import dataclass

from lib.export.page import Box
from lib.figures.geometry import Point, Ring


@dataclass(frozen=True)
class Fit:
    """From metres to a box on a page, the same scale both ways, in the middle of the box."""

    scale: float  # points per metre
    west: float
    north: float
    left: float
    top: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn, in points from the page's corner."""
        x, y = point
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale


def fit(rings: Iterable[Ring], box: Box) -> tuple[Fit, Box]:
    """The largest map of these rings that a box has room for, and the box it fills."""
    points = [point for ring in rings for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    scale = min(box.width / max(east - west, 1), box.height / max(north - south, 1))
    width, height = (east - west) * scale, (north - south) * scale
    filled = Box(box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height)
    return Fit(scale, west, north, filled.left, filled.top), filled

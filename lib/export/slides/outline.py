"""Freeforms written as DrawingML: rectangles, and regions of many islands as one shape of many contours."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from lib.export.slides.look import Box
from lib.export.slides.text import plain
from lib.figures.geometry import Point, Ring
from lib.words import language_tag

UNIT = 635  # EMU in one step of a path: a twentieth of a point, so that the numbers are short
PIXEL = 9_525  # EMU
THIN, THICK = 6_350, 25_400  # outlines in EMU: half a point, two points


@dataclass(frozen=True)
class Fit:
    """From metres to a box on the slide, the same scale both ways, in the middle of the box."""

    scale: float  # EMU per metre
    west: float
    north: float
    left: float
    top: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn, in EMU from the slide's corner."""
        x, y = point
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale


def fit(rings: Iterable[Ring], box: Box) -> tuple[Fit, Box]:
    """The largest map of these rings that a box has room for, and the box it fills."""
    points = [point for ring in rings for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    left, top, width, height = box
    scale = min(width / max(east - west, 1), height / max(north - south, 1))
    drawn_width, drawn_height = (east - west) * scale, (north - south) * scale
    start = (left + (width - drawn_width) / 2, top + (height - drawn_height) / 2)
    return Fit(scale, west, north, *start), tuple(map(round, (*start, drawn_width, drawn_height)))


def region(id: int, name: str, said: str, rings: Iterable[Ring], fitted: Fit, look: str) -> str:
    """One region as a shape; ``look`` is what ``filled`` gives."""
    placed = [[fitted.place(point) for point in ring] for ring in rings]
    xs = [x for ring in placed for x, _y in ring]
    ys = [y for ring in placed for _x, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(round((max(xs) - left) / UNIT), 1), max(round((max(ys) - top) / UNIT), 1)
    contours = "".join(_contour(ring, left, top) for ring in placed)
    path = f'<a:path w="{wide}" h="{high}">{contours}</a:path>'
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
    )
    box = (round(left), round(top), wide * UNIT, high * UNIT)
    return _shape(id, name, said, box, geometry + look)


def _contour(ring: list[tuple[float, float]], left: float, top: float) -> str:
    steps = []
    for x, y in ring:
        step = (round((x - left) / UNIT), round((y - top) / UNIT))
        if not steps or steps[-1] != step:
            steps.append(step)
    if len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()  # closed by the path itself
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in steps)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>"


def swatch(id: int, name: str, box: Box, look: str) -> str:
    """A small filled square."""
    return _shape(id, name, name, box, f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}')


def caption(id: int, text: str, box: Box, *, size: float, colour: str) -> str:
    """A line of text beside a square."""
    look = f'sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    body = (
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:r><a:rPr lang="{language_tag()}" {look}</a:rPr><a:t>{escape(plain(text))}</a:t></a:r></a:p>'
        "</p:txBody>"
    )
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return _shape(id, text, "", box, geometry, body)


def filled(fill: str, line: str, width: int) -> str:
    """A fill and an outline; colours as ``#025169``."""
    return (
        f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill><a:ln w="{width}"><a:solidFill>'
        f'<a:srgbClr val="{line[1:]}"/></a:solidFill><a:round/></a:ln>'
    )


def _shape(id: int, name: str, said: str, box: Box, look: str, body: str = "") -> str:
    left, top, width, height = box
    described = f" descr={quoteattr(plain(said))}" if said else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(plain(name))}{described}/>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{look}</p:spPr>{body}</p:sp>"
    )


def group(id: int, name: str, said: str, box: Box, shapes: Iterable[str], *, inner: Box | None = None) -> str:
    """Shapes held together. ``inner`` is the box in the shapes' own measure, where it is another one."""
    left, top, width, height = box
    at_x, at_y, wide, high = inner or box
    return (
        f'<p:grpSp {nsdecls("p", "a", "r")}><p:nvGrpSpPr><p:cNvPr id="{id}" name={quoteattr(plain(name))} '
        f"descr={quoteattr(plain(said))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{at_x}" y="{at_y}"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(shapes)}</p:grpSp>"
    )

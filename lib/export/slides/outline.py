"""Freeforms written as DrawingML: rectangles, and regions of many islands as one shape of many contours."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from lib.export.page import Box
from lib.export.slides.text import emu
from lib.export.texts import plain
from lib.figures.geometry import Point, Ring
from lib.words import language_tag

STEPS = 20  # of a path in one point, so that the numbers are short
THIN, THICK = 0.5, 2  # outlines in points


@dataclass(frozen=True)
class Fit:
    """From metres to a box on the slide, the same scale both ways, in the middle of the box."""

    scale: float  # points per metre
    west: float
    north: float
    left: float
    top: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn, in points from the slide's corner."""
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


def region(id: int, name: str, said: str, rings: Iterable[Ring], fitted: Fit, look: str) -> str:
    """One region as a shape; ``look`` is what ``filled`` gives."""
    placed = [[fitted.place(point) for point in ring] for ring in rings]
    xs = [x for ring in placed for x, _y in ring]
    ys = [y for ring in placed for _x, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(round((max(xs) - left) * STEPS), 1), max(round((max(ys) - top) * STEPS), 1)
    contours = "".join(_contour(ring, left, top) for ring in placed)
    path = f'<a:path w="{wide}" h="{high}">{contours}</a:path>'
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
    )
    return _shape(id, name, said, Box(left, top, wide / STEPS, high / STEPS), geometry + look)


def _contour(ring: list[tuple[float, float]], left: float, top: float) -> str:
    steps = []
    for x, y in ring:
        step = (round((x - left) * STEPS), round((y - top) * STEPS))
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


def filled(fill: str, line: str, width: float) -> str:
    """A fill and an outline; colours as ``#025169``."""
    outline = f'<a:solidFill><a:srgbClr val="{line[1:]}"/></a:solidFill><a:round/>'
    return f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill><a:ln w="{Pt(width)}">{outline}</a:ln>'


def _shape(id: int, name: str, said: str, box: Box, look: str, body: str = "") -> str:
    left, top, width, height = emu(box)
    described = f" descr={quoteattr(plain(said))}" if said else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(plain(name))}{described}/>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{look}</p:spPr>{body}</p:sp>"
    )


def group(id: int, name: str, said: str, box: Box, shapes: Iterable[str]) -> str:
    """Shapes held together."""
    left, top, width, height = emu(box)
    return (
        f'<p:grpSp {nsdecls("p", "a", "r")}><p:nvGrpSpPr><p:cNvPr id="{id}" name={quoteattr(plain(name))} '
        f"descr={quoteattr(plain(said))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(shapes)}</p:grpSp>"
    )

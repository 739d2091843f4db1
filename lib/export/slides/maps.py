"""The map as native shapes: one per region with its name, value and colour, and a legend beside them."""

import re
from dataclasses import dataclass

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from lib.export.slides import outline
from lib.export.slides.look import ROLE, SMALLEST, Box
from lib.export.slides.tag import Tag
from lib.export.slides.text import height_of, lines_of, plain, width_of
from lib.figures import geometry
from lib.figures.drawing import Chart
from lib.words import _

_FINEST = 0.3 * outline.PIXEL  # what is nearer than this cannot be told apart on a slide
_CODE = re.compile(r"\[(\w+)\]$")
_LEGEND_SIZE = 12.0
_SQUARE = 160_000  # EMU
_GAP = 90_000


@dataclass(frozen=True)
class Region:
    """One region as drawn."""

    code: str
    said: str  # name and value
    fill: str
    chosen: bool

    @property
    def name(self) -> str:
        """What the selection pane shows; the code is how the region is found again."""
        return f"{plain(self.said)} [{self.code}]"

    @property
    def look(self) -> str:
        """Fill and outline; a chosen region stands out."""
        line, width = (ROLE["text"], outline.THICK) if self.chosen else (ROLE["axis"], outline.THIN)
        return outline.filled(self.fill, line, width)


def regions(chart: Chart) -> list[Region]:
    """What is drawn, the chosen ones last so that their outlines are whole.

    A county the figure does not name is drawn as outside the selection; a municipality is left out.
    """
    outside = next(reversed(chart.colours), "")
    found = []
    for code, name in geometry.names(chart.layer).items():
        if code in chart.said:
            found.append(Region(code, chart.said[code], chart.fills[code], code in chart.chosen))
        elif chart.layer.startswith("counties"):
            found.append(Region(code, f"{name}: {outside}", chart.colours[outside], False))
    return sorted(found, key=lambda region: region.chosen)


def legend_of(chart: Chart) -> dict[str, str]:
    """The classes that occur, in order, or places along a ramp: label → colour."""
    shown = {region.fill for region in regions(chart)}
    return {**chart.ramp, **{label: colour for label, colour in chart.colours.items() if colour in shown}}


def map_group(id: int, box: Box, chart: Chart, *, tag: Tag, title: str, said: str):
    """The map as a group, drawn as large as the box allows."""
    drawn = regions(chart)
    codes = [region.code for region in drawn]
    whole = geometry.rings(chart.layer)
    fitted, filled = outline.fit((ring for code in codes for ring in whole[code]), box)
    coarse = geometry.rings(chart.layer, step=float(f"{_FINEST / fitted.scale:.2g}"))
    shapes = [
        outline.region(id + number, region.name, region.said, coarse[region.code], fitted, region.look)
        for number, region in enumerate(drawn, 1)
    ]
    return parse_xml(outline.group(id, tag.name(plain(title)), said, filled, shapes))


def recolour(group, chart: Chart) -> bool:
    """New values in a map of the same regions; False, and nothing done, if the regions are others."""
    shapes = {found[1]: shape for shape in group if (found := _CODE.search(_props(shape).get("name", "")))}
    drawn = {region.code: region for region in regions(chart)}
    if set(shapes) != set(drawn):
        return False
    for code, region in drawn.items():
        props, look = _props(shapes[code]), shapes[code].find(qn("p:spPr"))
        props.set("name", region.name)
        props.set("descr", plain(region.said))
        fill = look.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
        if fill is not None:
            fill.set("val", region.fill[1:])
    return True


def _props(shape):
    found = shape.find(f".//{qn('p:cNvPr')}")
    return {} if found is None else found


def legend_group(id: int, box: Box, chart: Chart, *, tag: Tag):
    """The classes that occur, one under the other from the top of the box."""
    left, top, width, _height = box
    classes = legend_of(chart)
    size = _LEGEND_SIZE
    room = width - _SQUARE - _GAP
    while size > SMALLEST and any(lines_of(label, room, size) > 1 for label in classes):
        size -= 1
    shapes, at = [], top
    for number, (label, fill) in enumerate(classes.items()):
        tall = max(height_of(lines_of(label, room, size), size), _SQUARE)
        square = (left, at + (tall - _SQUARE) // 2, _SQUARE, _SQUARE)
        look = outline.filled(fill, ROLE["axis"], outline.THIN)
        beside = (left + _SQUARE + _GAP, at, room, tall)
        shapes.append(outline.swatch(id + 2 * number + 1, label, square, look))
        shapes.append(outline.caption(id + 2 * number + 2, label, beside, size=size, colour=ROLE["text"]))
        at += tall + _GAP
    said = _("Legend: {classes}").format(classes="; ".join(classes))
    used = (left, top, width, max(at - _GAP - top, 1))
    return parse_xml(outline.group(id, tag.name(_("Legend")), said, used, shapes))


def legend_width(chart: Chart, most: int) -> int:
    """How wide the legend's column is: its longest label, as far as there is room."""
    longest = max((width_of(label, _LEGEND_SIZE) for label in legend_of(chart)), default=0)
    return min(longest + _SQUARE + 2 * _GAP, most)

"""The map as native shapes: one per region with its name, value and colour, and a legend beside them."""

import re

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from lib.export.layout import LEGEND_SIZE, SQUARE, SQUARE_GAP
from lib.export.measure import broken, line_height
from lib.export.office_grid import Region, classes_of, regions_of
from lib.export.page import ROLE, SMALLEST, Box
from lib.export.slides import outline
from lib.export.slides.tag import Tag
from lib.export.texts import plain
from lib.figures import geometry
from lib.figures.drawing import Chart
from lib.words import _

_FINEST = 0.225  # points; what is nearer than this cannot be told apart on a slide
_CODE = re.compile(r"\[(\w+)\]$")


def map_group(id: int, box: Box, chart: Chart, *, tag: Tag, title: str, said: str):
    """The map as a group, drawn as large as the box allows."""
    drawn = regions_of(chart)
    codes = [region.code for region in drawn]
    whole = geometry.rings(chart.layer)
    fitted, filled = outline.fit((ring for code in codes for ring in whole[code]), box)
    coarse = geometry.rings(chart.layer, step=float(f"{_FINEST / fitted.scale:.2g}"))
    shapes = [
        outline.region(id + number, _name(region), region.said, coarse[region.code], fitted, _look(region))
        for number, region in enumerate(drawn, 1)
    ]
    return parse_xml(outline.group(id, tag.name(plain(title)), said, filled, shapes))


def _name(region: Region) -> str:
    """What the selection pane shows; the code is how the region is found again."""
    return f"{plain(region.said)} [{region.code}]"


def _look(region: Region) -> str:
    """Fill and outline; a chosen region stands out."""
    line, width = (ROLE["text"], outline.THICK) if region.chosen else (ROLE["axis"], outline.THIN)
    return outline.filled(region.fill, line, width)


def recolour(group, chart: Chart) -> bool:
    """New values in a map of the same regions; False, and nothing done, if the regions are others."""
    shapes = {found[1]: shape for shape in group if (found := _CODE.search(_props(shape).get("name", "")))}
    drawn = {region.code: region for region in regions_of(chart)}
    if set(shapes) != set(drawn):
        return False
    for code, region in drawn.items():
        props, look = _props(shapes[code]), shapes[code].find(qn("p:spPr"))
        props.set("name", _name(region))
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
    classes = classes_of(chart)
    size, room = LEGEND_SIZE, box.width - SQUARE - SQUARE_GAP
    while size > SMALLEST and any(len(broken(it, room, size, face="slide")) > 1 for it in classes):
        size -= 1
    shapes, at = [], box.top
    for number, (label, fill) in enumerate(classes.items()):
        lines = len(broken(label, room, size, face="slide"))
        tall = max(lines * line_height(size, "slide"), SQUARE)
        square = Box(box.left, at + (tall - SQUARE) / 2, SQUARE, SQUARE)
        look = outline.filled(fill, ROLE["axis"], outline.THIN)
        beside = Box(box.left + SQUARE + SQUARE_GAP, at, room, tall)
        shapes.append(outline.swatch(id + 2 * number + 1, label, square, look))
        shapes.append(outline.caption(id + 2 * number + 2, label, beside, size=size, colour=ROLE["text"]))
        at += tall + SQUARE_GAP
    said = _("Legend: {classes}").format(classes="; ".join(classes))
    used = Box(box.left, box.top, box.width, max(at - SQUARE_GAP - box.top, 1))
    return parse_xml(outline.group(id, tag.name(_("Legend")), said, used, shapes))

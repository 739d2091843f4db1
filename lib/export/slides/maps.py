"""The map as native shapes: one per region with its name, value and colour, and a legend beside them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from lib.export.callouts import CALLOUT, DOT, OUTLINES, callouts_of
from lib.export.legends import LEGEND_SIZE, key_of, legend_of
from lib.export.named import named_regions
from lib.export.office_grid import Region, regions_of
from lib.export.output import plain
from lib.export.page import ROLE, Box, Callout, Part, Style
from lib.export.projection import Fit, fit
from lib.export.slides.tag import Tag
from lib.export.slides.text import emu
from lib.figures import geometry
from lib.figures.drawing import Chart
from lib.figures.figure import Figure
from lib.figures.geometry import Ring
from lib.words import _, language_tag

_STEPS = 20  # of a path in one point, so that the numbers are short
_THIN, _THICK = 0.5, 2  # outlines in points
_FINEST = 0.225  # points; what is nearer than this cannot be told apart on a slide
_CODE = re.compile(r"\[(\w+)\]$")
_CALLOUT = "[*]"  # at the end of the name of what belongs to a text at a region
_LABEL = Style(LEGEND_SIZE, ROLE["text"])
_DOT_FORM = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'


def map_group(id: int, part: Part, figure: Figure, tag: Tag):
    """The map as a group, drawn as large as the box allows."""
    chart, box = part.chart, part.box
    drawn = regions_of(chart, named=named_regions(figure))
    codes = [region.code for region in drawn]
    whole = geometry.rings(chart.layer)
    fitted, filled = fit((ring for code in codes for ring in whole[code]), box)
    coarse = geometry.rings(chart.layer, step=float(f"{_FINEST / fitted.scale:.2g}"))
    shapes = [
        _region(id + number, _name(region), region.said, coarse[region.code], fitted, _look(region))
        for number, region in enumerate(drawn, 1)
    ]
    shapes += _called_out(id + len(shapes), part.callouts)
    used = _around([filled, *(each.box for each in part.callouts)])
    return parse_xml(_group(id, tag.name(plain(figure.title)), figure.alt, used, shapes))


def _name(region: Region) -> str:
    """A region's name in the selection pane, with the code by which it is found again."""
    return f"{plain(region.said)} [{region.code}]"


def _look(region: Region) -> str:
    """Fill and outline; a region that is set apart stands out."""
    return _filled(region.fill, *OUTLINES[region.apart])


def _called_out(id: int, callouts: Iterable[Callout]) -> list[str]:
    """Each named region's text, a line from it to the region, and a dot there."""
    shapes = []
    for number, each in enumerate(callouts):
        (x1, y1), (x2, y2) = each.edge, each.tip
        name, first = f"{each.text} {_CALLOUT}", id + 3 * number
        line = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
        dot = Box(x2 - DOT / 2, y2 - DOT / 2, DOT, DOT)
        flipped = (x1 > x2) != (y1 > y2)
        shapes += [
            _line(first + 1, name, each.text, line, flipped=flipped),
            _shape(first + 2, name, each.text, dot, _DOT_FORM + _filled("#FFFFFF", CALLOUT.colour, 1)),
            _caption(first + 3, each.text, each.box, CALLOUT, name=name),
        ]
    return shapes


def recolour(group, figure: Figure, chart: Chart) -> bool:
    """New values in a map of the same regions; False, and nothing done, if the regions are others."""
    shapes = {found[1]: shape for shape in group if (found := _CODE.search(_props(shape).get("name", "")))}
    drawn = {region.code: region for region in regions_of(chart, named=named_regions(figure))}
    if set(shapes) != set(drawn):
        return False
    for code, region in drawn.items():
        props, look = _props(shapes[code]), shapes[code].find(qn("p:spPr"))
        props.set("name", _name(region))
        props.set("descr", plain(region.said))
        fill = look.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
        if fill is not None:
            fill.set("val", region.fill[1:])
        _renew_outline(look, region)
        group.append(shapes[code])  # in the order of a new map
    _renew_callouts(group, list(shapes.values()), figure, chart)
    return True


def _renew_outline(look, region: Region) -> None:
    """The outline of a region, if it is one of ours: an owner may have chosen another."""
    line = look.find(qn("a:ln"))
    colour = None if line is None else line.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    ours = {(Pt(width), of[1:]) for of, width in OUTLINES.values()}
    if colour is not None and (int(line.get("w", 0)), colour.get("val")) in ours:
        of, width = OUTLINES[region.apart]
        line.set("w", str(Pt(width)))
        colour.set("val", of[1:])


def _renew_callouts(group, regions: list, figure: Figure, chart: Chart) -> None:
    """The texts of the regions that are named now, in the room that the map has; its size is its owner's."""
    for old in [shape for shape in group if _props(shape).get("name", "").endswith(_CALLOUT)]:
        group.remove(old)
    place = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    room = _box(place.find(qn("a:chOff")), place.find(qn("a:chExt")))
    land = _around([_box(*shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")) for shape in regions])
    part = Part("map", box=land, chart=chart)
    # An id is that of one object on the slide, whatever else its owner has put there.
    slide = group.getroottree().getroot()
    highest = max(int(each.get("id")) for each in slide.iter(qn("p:cNvPr")))
    for shape in _called_out(highest, callouts_of(figure, part, room)):
        group.append(parse_xml(shape.replace("<p:sp>", f"<p:sp {nsdecls('p', 'a', 'r')}>", 1)))


def _box(off, ext) -> Box:
    """The box of an object's place, within its group."""
    sides = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    return Box(*(int(side) / Pt(1) for side in sides))


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _props(shape):
    found = shape.find(f".//{qn('p:cNvPr')}")
    return {} if found is None else found


def legend_group(id: int, part: Part, _figure: Figure, tag: Tag):
    """The classes that occur, one under the other from the top of the box."""
    placed = legend_of(part)
    shapes = []
    for number, (label, fill, square, beside) in enumerate(placed):
        look = _filled(fill, ROLE["axis"], _THIN)
        shapes.append(_swatch(id + 2 * number + 1, label, square, look))
        shapes.append(_caption(id + 2 * number + 2, label, beside, _LABEL))
    said = _("Legend: {classes}").format(classes="; ".join(label for label, *_rest in placed))
    bottom = placed[-1][-1].bottom if placed else part.box.top + 1
    used = replace(part.box, height=bottom - part.box.top)
    return parse_xml(_group(id, tag.name(_("Legend")), said, used, shapes))


def key_group(id: int, part: Part, figure: Figure, tag: Tag):
    """The names of a chart's series with their colours, in a row in the order of the marks."""
    shapes, names = [], []
    for number, (name, look, square, beside) in enumerate(key_of(figure, part)):
        fill = _filled(look.fill, look.line, _THICK if look.is_open else _THIN)
        shape = "ellipse" if look.is_round else "rect"
        shapes.append(_swatch(id + 2 * number + 1, name, square, fill, shape))
        shapes.append(_caption(id + 2 * number + 2, name, beside, _LABEL))
        names.append(name)
    said = _("Legend: {classes}").format(classes="; ".join(names))
    return parse_xml(_group(id, tag.name(_("Legend")), said, part.box, shapes))


def _region(id: int, name: str, said: str, rings: Iterable[Ring], fitted: Fit, look: str) -> str:
    """One region as a shape; ``look`` is what ``_filled`` gives."""
    placed = [[fitted.place(point) for point in ring] for ring in rings]
    xs = [x for ring in placed for x, _y in ring]
    ys = [y for ring in placed for _x, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(round((max(xs) - left) * _STEPS), 1), max(round((max(ys) - top) * _STEPS), 1)
    contours = "".join(_contour(ring, left, top) for ring in placed)
    path = f'<a:path w="{wide}" h="{high}">{contours}</a:path>'
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
    )
    return _shape(id, name, said, Box(left, top, wide / _STEPS, high / _STEPS), geometry + look)


def _contour(ring: list[tuple[float, float]], left: float, top: float) -> str:
    steps = []
    for x, y in ring:
        step = (round((x - left) * _STEPS), round((y - top) * _STEPS))
        if not steps or steps[-1] != step:
            steps.append(step)
    if len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()  # closed by the path itself
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in steps)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>"


def _swatch(id: int, name: str, box: Box, look: str, shape: str = "rect") -> str:
    """A small filled square or circle."""
    return _shape(id, name, name, box, f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{look}')


def _line(id: int, name: str, said: str, box: Box, *, flipped: bool) -> str:
    """A line from corner to corner of a box: from its upper left, or its lower left."""
    look = f'<a:ln w="{Pt(1)}"><a:solidFill><a:srgbClr val="{CALLOUT.colour[1:]}"/></a:solidFill></a:ln>'
    shape = _shape(id, name, said, box, f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}')
    return shape.replace("<a:xfrm>", '<a:xfrm flipV="1">', 1) if flipped else shape


def _caption(id: int, text: str, box: Box, style: Style, *, name: str = "") -> str:
    """A line of text beside a square, or beside a region."""
    letters = f'sz="{round(style.size * 100)}" b="{int(style.bold)}"'
    look = f'{letters}><a:solidFill><a:srgbClr val="{style.colour[1:]}"/></a:solidFill>'
    body = (
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:r><a:rPr lang="{language_tag()}" {look}</a:rPr><a:t>{escape(plain(text))}</a:t></a:r></a:p>'
        "</p:txBody>"
    )
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return _shape(id, name or text, "", box, geometry, body)


def _filled(fill: str, line: str, width: float) -> str:
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


def _group(id: int, name: str, said: str, box: Box, shapes: Iterable[str]) -> str:
    """Shapes held together."""
    left, top, width, height = emu(box)
    return (
        f'<p:grpSp {nsdecls("p", "a", "r")}><p:nvGrpSpPr><p:cNvPr id="{id}" name={quoteattr(plain(name))} '
        f"descr={quoteattr(plain(said))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(shapes)}</p:grpSp>"
    )

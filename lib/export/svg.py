"""A page as SVG: every part where the layout has it, on white, with its text as text.

Nothing is cut: a page whose texts leave too little room for its drawing is taller than a slide, or scaled to
one.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from lib.export.measure import line_height, wrapped
from lib.export.output import plain
from lib.export.page import HEIGHT, MARGIN, ROLE, WIDTH, Box, Line, PageLayout, Style
from lib.export.table_cells import ABOVE, SIDE, Cells
from lib.figures import fonts
from lib.words import language_tag

_SVG = "http://www.w3.org/2000/svg"
_BAND = 24.0  # of colour, along the left side of a cover
_NUMBER = Style(11, ROLE["muted"])
ET.register_namespace("", _SVG)


def size_of(drawing: str) -> tuple[float, float]:
    """The width and the height of a drawing."""
    root = ET.fromstring(drawing)
    return float(root.attrib["width"]), float(root.attrib["height"])


def page_of(
    layout: PageLayout,
    *,
    name: str,
    said: str = "",
    drawing: str = "",
    number: int | None = None,
    band: bool = False,
    is_slide: bool = True,
) -> str:
    """The page with a chart's drawing in its place; of 16:9, or as tall as its parts need.

    ``name`` and ``said`` are for screen readers. Only a cover has a ``band``.
    """
    needed = layout.footer.box.bottom + MARGIN
    height = HEIGHT if is_slide else needed
    size = {"width": f"{WIDTH:g}", "height": f"{height:g}", "viewBox": f"0 0 {WIDTH:g} {height:g}"}
    root = ET.Element(_tag("svg"), {**size, "role": "img", "lang": language_tag()})
    ET.SubElement(root, _tag("title")).text = plain(name)
    ET.SubElement(root, _tag("desc")).text = plain(said)
    ET.SubElement(root, _tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
    if band:
        ET.SubElement(
            root, _tag("rect"), {"width": f"{_BAND:g}", "height": f"{height:g}", "fill": ROLE["main"]}
        )
    whole = root
    if needed > height + 0.5:
        scale = height / needed
        whole = _group(root, (WIDTH - WIDTH * scale) / 2, 0, scale)
    if drawing and layout.drawing:
        _draw_in(whole, drawing, layout.drawing)
    _write(whole, layout.title.lines, layout.title.box, down=1)
    _write(whole, layout.subtitle.lines, layout.subtitle.box)
    for part in layout.parts:
        if part.cells:
            _table(whole, part.cells, part.box)
        elif not drawing:  # or else it has its own titles
            _write(whole, part.lines, part.box)
    _write(whole, layout.footer.lines, layout.footer.box, down=1)
    if number:
        foot = Box(MARGIN, max(needed, HEIGHT) - MARGIN, WIDTH - 2 * MARGIN, 6)
        _write(whole, ((str(number), _NUMBER),), foot, down=1, right=True)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _draw_in(root: ET.Element, drawing: str, box: Box) -> None:
    """A drawing in the middle of a box, as large as it is or as the box allows."""
    width, height = size_of(drawing)
    scale = min(1.0, box.width / width, box.height / height)
    left = box.left + (box.width - width * scale) / 2
    top = box.top + (box.height - height * scale) / 2
    # A group, not a nested <svg>: office programs read it, and a label over the edge stays visible.
    _group(root, left, top, scale).extend(ET.fromstring(drawing))


def _group(root: ET.Element, left: float, top: float, scale: float) -> ET.Element:
    where = {"transform": f"translate({left:g},{top:g}) scale({scale:.4f})"}
    return ET.SubElement(root, _tag("g"), where)


def _write(
    root: ET.Element, lines: Sequence[Line], box: Box, *, down: float = 0, right: bool = False
) -> None:
    """Lines in a box, broken to its width; ``down`` is the share of the spare height that is above them."""
    pieces = [
        (piece, style)
        for text, style in lines
        for piece in wrapped(text, box.width, style.size, face="picture", bold=style.bold)
    ]
    needed = sum(line_height(style.size, "picture") for _piece, style in pieces)
    bottom = box.top + (box.height - needed) * down
    for piece, style in pieces:
        bottom += line_height(style.size, "picture")
        attributes = {
            "x": f"{box.left + box.width * right:g}",
            "y": f"{bottom - (line_height(style.size, 'picture') - style.size):g}",
            "font-family": fonts.FAMILY,
            "font-size": f"{style.size:g}px",
            "font-weight": str(fonts.BOLD if style.bold else 400),
            "fill": style.colour or ROLE["text"],
            **({"text-anchor": "end"} if right else {}),
        }
        ET.SubElement(root, _tag("text"), attributes).text = piece


def _table(root: ET.Element, cells: Cells, box: Box) -> None:
    """The rows of a table from the top of a box, with a line under each."""
    top, last = box.top, len(cells.texts) - 1
    for row, (texts, height) in enumerate(zip(cells.texts, cells.heights, strict=True)):
        left = box.left
        for at, (text, width, numeric) in enumerate(zip(texts, cells.widths, cells.numeric, strict=True)):
            style = Style(cells.size, ROLE["text" if row else "muted"], cells.is_bold(row, at))
            cell = Box(left + SIDE, top, width - 2 * SIDE, height - (0 if row else ABOVE))
            _write(root, ((text, style),), cell, down=0.5 if row else 1, right=numeric)
            left += width
        top += height
        strong = row == 0 or (cells.has_total and row == last - 1)
        ends = {"x1": f"{box.left:g}", "x2": f"{left:g}", "y1": f"{top:g}", "y2": f"{top:g}"}
        stroke = {"stroke": ROLE["axis" if strong else "grid"], "stroke-width": "1"}
        ET.SubElement(root, _tag("line"), {**ends, **stroke})


def _tag(name: str) -> str:
    return f"{{{_SVG}}}{name}"

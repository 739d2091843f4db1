"""A picture as SVG: every part where the layout has it, on white, with its text as text.

Nothing is cut: a picture whose texts leave too little room for its drawing is taller than a slide, or scaled
to one. Slides are drawn by ``lib.export.slide_svg``, of what is here.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from lib.export.measure import Face, line_height, wrapped
from lib.export.output import plain
from lib.export.page import HEIGHT, MARGIN, ROLE, WIDTH, Box, Line, PageLayout, Style
from lib.export.table_cells import ABOVE, SIDE, Cells
from lib.figures import fonts
from lib.words import language_tag

_SVG = "http://www.w3.org/2000/svg"
# Of a slide, the letters that PowerPoint has: they are as wide as Liberation Sans, which stands in for them.
_FAMILIES: dict[Face, tuple[str, str]] = {
    "picture": (fonts.FAMILY, str(fonts.BOLD)),
    "slide": ("Liberation Sans, Arial, Helvetica, sans-serif", "bold"),
}
ET.register_namespace("", _SVG)


def size_of(drawing: str) -> tuple[float, float]:
    """The width and the height of a drawing."""
    root = ET.fromstring(drawing)
    return float(root.attrib["width"]), float(root.attrib["height"])


def empty_page(name: str, said: str, width: float, height: float) -> ET.Element:
    """A white page. ``name`` and ``said`` are for screen readers."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    root = ET.Element(tag("svg"), {**size, "role": "img", "lang": language_tag()})
    ET.SubElement(root, tag("title")).text = plain(name)
    ET.SubElement(root, tag("desc")).text = plain(said)
    ET.SubElement(root, tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
    return root


def written(root: ET.Element) -> str:
    """The page as text."""
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def page_of(
    layout: PageLayout, *, name: str, said: str = "", drawing: str = "", is_slide: bool = True
) -> str:
    """The picture with a chart's drawing in its place; of 16:9, or as tall as its parts need."""
    needed = layout.footer.box.bottom + MARGIN
    height = HEIGHT if is_slide else needed
    whole = root = empty_page(name, said, WIDTH, height)
    if needed > height + 0.5:
        scale = height / needed
        whole = _group(root, (WIDTH - WIDTH * scale) / 2, 0, scale)
    if drawing and layout.drawing:
        _draw_in(whole, drawing, layout.drawing)
    write_lines(whole, layout.title.lines, layout.title.box, down=1)
    write_lines(whole, layout.subtitle.lines, layout.subtitle.box)
    for part in layout.parts:
        if part.cells:
            draw_table(whole, part.cells, part.box)
        elif not drawing:  # or else it has its own titles
            write_lines(whole, part.lines, part.box)
    write_lines(whole, layout.footer.lines, layout.footer.box, down=1)
    return written(root)


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
    return ET.SubElement(root, tag("g"), where)


def write_lines(
    root: ET.Element,
    lines: Sequence[Line],
    box: Box,
    *,
    face: Face = "picture",
    down: float = 0,
    across: float = 0,
) -> None:
    """Lines in a box, broken to its width.

    ``down`` and ``across`` are the shares of the spare height and width that are above and before them.
    """
    family, heavy = _FAMILIES[face]
    pieces = [
        (piece, style)
        for text, style in lines
        for piece in wrapped(text, box.width, style.size, face=face, bold=style.bold)
    ]
    needed = sum(line_height(style.size, face) for _piece, style in pieces)
    bottom = box.top + (box.height - needed) * down
    for piece, style in pieces:
        bottom += line_height(style.size, face)
        attributes = {
            "x": f"{box.left + box.width * across:g}",
            "y": f"{bottom - (line_height(style.size, face) - style.size):g}",
            "font-family": family,
            "font-size": f"{style.size:g}px",
            "font-weight": heavy if style.bold else "400",
            "fill": style.colour or ROLE["text"],
            **({"text-anchor": "end" if across == 1 else "middle"} if across else {}),
        }
        ET.SubElement(root, tag("text"), attributes).text = piece


def draw_table(root: ET.Element, cells: Cells, box: Box, *, face: Face = "picture") -> None:
    """The rows of a table from the top of a box, with a line under each."""
    top, last = box.top, len(cells.texts) - 1
    for row, (texts, height) in enumerate(zip(cells.texts, cells.heights, strict=True)):
        left = box.left
        for at, (text, width, numeric) in enumerate(zip(texts, cells.widths, cells.numeric, strict=True)):
            style = Style(cells.size, ROLE["text" if row else "muted"], cells.is_bold(row, at))
            cell = Box(left + SIDE, top, width - 2 * SIDE, height - (0 if row else ABOVE))
            down = 0.5 if row else 1
            write_lines(root, ((text, style),), cell, face=face, down=down, across=float(numeric))
            left += width
        top += height
        strong = row == 0 or (cells.has_total and row == last - 1)
        ends = {"x1": f"{box.left:g}", "x2": f"{left:g}", "y1": f"{top:g}", "y2": f"{top:g}"}
        stroke = {"stroke": ROLE["axis" if strong else "grid"], "stroke-width": "1"}
        ET.SubElement(root, tag("line"), {**ends, **stroke})


def tag(name: str) -> str:
    """The name of an element of SVG."""
    return f"{{{_SVG}}}{name}"

"""A table as SVG, set as on a slide: the same rows, letters and lines."""

from xml.etree import ElementTree as ET

from lib.export.frame import LINE_HEIGHT, Style, height_of, tag, write
from lib.export.slides.look import ROLE
from lib.export.slides.tables import ABOVE, SIDE, Cells, cells_of
from lib.figures import fonts
from lib.figures.figure import Table

_EMU = 12_700  # in a px of a page 960 px wide


def drawn_table(table: Table, box: tuple[float, float, float, float]) -> tuple[ET.Element, tuple[str, ...]]:
    """The table at the top of a box in px, and lines that the reader must be told of what had no room."""
    left, top, width, height = box
    cells = cells_of(table, tuple(round(side * _EMU) for side in (left, top, width, height)))
    whole, last = ET.Element(tag("g")), len(cells.texts) - 1
    for number in range(len(cells.texts)):
        bottom = top + cells.heights[number] / _EMU * LINE_HEIGHT / 1.2
        _row(whole, cells, number, left, (top, bottom))
        strong = number == 0 or (cells.has_total and number == last - 1)
        _line(whole, left, sum(cells.widths) / _EMU, bottom, ROLE["axis" if strong else "grid"])
        top = bottom
    return whole, cells.note


def _row(whole: ET.Element, cells: Cells, number: int, left: float, span: tuple[float, float]) -> None:
    header, total = number == 0, cells.has_total and number == len(cells.texts) - 1
    colour, weight = ROLE["muted" if header else "text"], fonts.BOLD if header or total else 400
    style = Style(cells.size, colour, weight)
    side = SIDE / _EMU
    for text, wide, numeric in zip(cells.texts[number], cells.widths, cells.numeric, strict=True):
        lines = tuple((style, line) for line in style.broken(text, (wide - 2 * SIDE) / _EMU))
        tall = height_of(lines)
        spare = span[1] - span[0] - tall
        top = span[0] + (spare - ABOVE / _EMU if header else spare / 2)
        at = left + (wide / _EMU - side if numeric else side)
        write(whole, lines, top, at=at, anchor="end" if numeric else "start")
        left += wide / _EMU


def _line(whole: ET.Element, left: float, width: float, at: float, colour: str) -> None:
    ends = {"x1": f"{left:g}", "x2": f"{left + width:g}", "y1": f"{at:g}", "y2": f"{at:g}"}
    ET.SubElement(whole, tag("line"), {**ends, "stroke": colour, "stroke-width": "1"})

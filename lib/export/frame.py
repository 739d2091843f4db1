"""The picture around a chart: title and subtitle above, notes and source below, on white.

Laid out here and not by Vega, which neither wraps a line nor keeps a picture's width: every exported picture
is 960 px wide, its texts stand on one left edge, and nothing is cut.
"""

import textwrap
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from lib.export.texts import printable
from lib.figures import fonts
from lib.figures.figure import Figure

WIDTH = 960.0
HEIGHT = 540.0  # 16:9, as a slide; a drawing that needs more gets it
MARGIN = 32.0
INNER_WIDTH = WIDTH - 2 * MARGIN
GAP = 20.0  # between the texts and the chart
MIN_CHART_HEIGHT = 260.0
LINE_HEIGHT = 1.3
# Wider than the font's average letter: a reader without the font still gets the whole line.
LETTER_WIDTH = 0.56
SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", SVG)


@dataclass(frozen=True)
class Style:
    """How one kind of text is set; sizes in px. Contrast on white is at least 7:1."""

    size: float
    colour: str
    weight: int = 400


TITLE = Style(22, "#1A1A1A", fonts.BOLD)
SUBTITLE = Style(15, "#404040")
SMALL = Style(13, "#595959")

Line = tuple[Style, str]


@dataclass(frozen=True)
class Frame:
    """The wrapped texts of one figure, and the room they leave for the chart."""

    name: str
    description: str
    above: tuple[Line, ...]
    below: tuple[Line, ...]

    @property
    def chart_height(self) -> float:
        """What is left of a 16:9 picture, never less than a chart needs."""
        texts = _height(self.above) + _height(self.below)
        return max(HEIGHT - 2 * MARGIN - 2 * GAP - texts, MIN_CHART_HEIGHT)

    def around(self, drawing: str) -> str:
        """The picture as SVG, as tall as its drawing; one wider than the picture is scaled down to it."""
        chart, width, height = _parsed(drawing)
        scale = min(1.0, INNER_WIDTH / width)
        chart_top = MARGIN + _height(self.above) + GAP
        below_top = chart_top + height * scale + GAP
        whole = below_top + _height(self.below) + MARGIN
        return self._composed(chart, (MARGIN, chart_top, scale), below_top, whole)

    def on_slide(self, drawing: str) -> str:
        """The picture as SVG of 16:9: texts in their own size, the drawing scaled into the room between."""
        chart, width, height = _parsed(drawing)
        room = self.chart_height
        scale = min(1.0, INNER_WIDTH / width, room / height)
        left = MARGIN + (INNER_WIDTH - width * scale) / 2
        chart_top = MARGIN + _height(self.above) + GAP
        top = chart_top + (room - height * scale) / 2
        below_top = chart_top + room + GAP
        whole = below_top + _height(self.below) + MARGIN
        picture = self._composed(chart, (left, top, scale), below_top, whole)
        return picture if whole <= HEIGHT else _shrunk(picture)

    def _composed(
        self, chart: ET.Element, place: tuple[float, float, float], below_top: float, height: float
    ) -> str:
        """Texts and drawing on white; ``place`` is the left, the top and the scale of the drawing."""
        left, top, scale = place
        root = _root(WIDTH, height)
        ET.SubElement(root, _tag("title")).text = self.name
        ET.SubElement(root, _tag("desc")).text = self.description
        ET.SubElement(root, _tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
        _write(root, self.above, MARGIN)
        # A group, not a nested <svg>: office programs read it, and a label over the edge stays visible.
        where = {"transform": f"translate({left:g},{top:g}) scale({scale:.4f})"}
        ET.SubElement(root, _tag("g"), where).extend(chart)
        _write(root, self.below, below_top)
        return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _parsed(drawing: str) -> tuple[ET.Element, float, float]:
    chart = ET.fromstring(drawing)
    return chart, float(chart.attrib["width"]), float(chart.attrib["height"])


def _shrunk(picture: str) -> str:
    """A picture whose texts leave no room for its drawing, whole and centred on a white slide of 16:9."""
    whole, width, height = _parsed(picture)
    scale = HEIGHT / height
    root = _root(WIDTH, HEIGHT)
    ET.SubElement(root, _tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
    place = {"transform": f"translate({(WIDTH - width * scale) / 2:g},0) scale({scale:.4f})"}
    # The picture's own white measures itself by the slide, and would cover what stands beside it.
    parts = [part for part in whole if part.tag != _tag("rect")]
    ET.SubElement(root, _tag("g"), place).extend(parts)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def frame(figure: Figure) -> Frame:
    """The figure's texts, wrapped to the picture's width."""
    return Frame(
        name=printable(figure.title),
        description=printable(figure.alt),
        above=(*_wrapped(TITLE, figure.title), *_wrapped(SUBTITLE, figure.subtitle)),
        below=tuple(line for text in (*figure.notes, figure.source) for line in _wrapped(SMALL, text)),
    )


def _wrapped(style: Style, text: str) -> list[Line]:
    letters = int(INNER_WIDTH / (style.size * LETTER_WIDTH))
    return [(style, line) for line in textwrap.wrap(printable(text), letters, break_on_hyphens=False)]


def _height(lines: tuple[Line, ...]) -> float:
    return sum(style.size * LINE_HEIGHT for style, _ in lines)


def _write(root: ET.Element, lines: tuple[Line, ...], top: float) -> None:
    baseline = top
    for style, text in lines:
        baseline += style.size * LINE_HEIGHT
        attributes = {
            "x": f"{MARGIN:g}",
            "y": f"{baseline - style.size * (LINE_HEIGHT - 1):g}",
            "font-family": fonts.FAMILY,
            "font-size": f"{style.size:g}px",
            "font-weight": str(style.weight),
            "fill": style.colour,
        }
        ET.SubElement(root, _tag("text"), attributes).text = text


def _root(width: float, height: float) -> ET.Element:
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    return ET.Element(_tag("svg"), {**size, "role": "img"})


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"

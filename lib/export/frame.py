"""The picture around a chart: title and subtitle above, notes and source below, on white.

Laid out here and not by Vega, which neither wraps a line nor keeps a picture's width: every exported picture
is 960 px wide, its texts stand on one left edge, and nothing is cut.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from lib.export import measure
from lib.export.output import printable
from lib.figures import fonts
from lib.figures.figure import Figure
from lib.words import language_tag

WIDTH = 960.0
HEIGHT = 540.0  # 16:9, as a slide; a drawing that needs more gets it
MARGIN = 32.0
INNER_WIDTH = WIDTH - 2 * MARGIN
GAP = 20.0  # between the texts and the chart
MIN_CHART_HEIGHT = 260.0
LINE_HEIGHT = 1.3
SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", SVG)


@dataclass(frozen=True)
class Style:
    """How one kind of text is set; sizes in px. Contrast on white is at least 7:1."""

    size: float
    colour: str
    weight: int = 400

    def broken(self, text: str, width: float) -> list[str]:
        """The text in lines of at most a width."""
        return measure.broken(text, width, self.size, face="picture", bold=self.weight == fonts.BOLD)


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
        texts = height_of(self.above) + height_of(self.below)
        return max(HEIGHT - 2 * MARGIN - 2 * GAP - texts, MIN_CHART_HEIGHT)

    def around(self, drawing: str) -> str:
        """The picture as SVG, as tall as its drawing; one wider than the picture is scaled down to it."""
        chart, width, height = parsed(drawing)
        scale = min(1.0, INNER_WIDTH / width)
        chart_top = MARGIN + height_of(self.above) + GAP
        below_top = chart_top + height * scale + GAP
        whole = below_top + height_of(self.below) + MARGIN
        return self._composed(chart, (MARGIN, chart_top, scale), below_top, whole)

    def on_slide(self, drawing: str) -> str:
        """The picture as SVG of 16:9: texts in their own size, the drawing scaled into the room between."""
        chart, width, height = parsed(drawing)
        room = self.chart_height
        scale = min(1.0, INNER_WIDTH / width, room / height)
        left = MARGIN + (INNER_WIDTH - width * scale) / 2
        chart_top = MARGIN + height_of(self.above) + GAP
        top = chart_top + (room - height * scale) / 2
        below_top = chart_top + room + GAP
        whole = below_top + height_of(self.below) + MARGIN
        picture = self._composed(chart, (left, top, scale), below_top, whole)
        return picture if whole <= HEIGHT else shrunk(picture)

    def blank(self, height: float) -> ET.Element:
        """A white picture that says what it is."""
        root = root_of(WIDTH, height)
        ET.SubElement(root, tag("title")).text = self.name
        ET.SubElement(root, tag("desc")).text = self.description
        ET.SubElement(root, tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
        return root

    def _composed(
        self, chart: ET.Element, place: tuple[float, float, float], below_top: float, height: float
    ) -> str:
        """Texts and drawing on white; ``place`` is the left, the top and the scale of the drawing."""
        left, top, scale = place
        root = self.blank(height)
        write(root, self.above, MARGIN)
        # A group, not a nested <svg>: office programs read it, and a label over the edge stays visible.
        where = {"transform": f"translate({left:g},{top:g}) scale({scale:.4f})"}
        ET.SubElement(root, tag("g"), where).extend(chart)
        write(root, self.below, below_top)
        return ET.tostring(root, encoding="unicode", xml_declaration=False)


def parsed(drawing: str) -> tuple[ET.Element, float, float]:
    """A drawing with its width and height."""
    chart = ET.fromstring(drawing)
    return chart, float(chart.attrib["width"]), float(chart.attrib["height"])


def shrunk(picture: str) -> str:
    """A picture whose texts leave no room for its drawing, whole and centred on a white slide of 16:9."""
    whole, width, height = parsed(picture)
    scale = HEIGHT / height
    root = root_of(WIDTH, HEIGHT)
    ET.SubElement(root, tag("rect"), {"width": "100%", "height": "100%", "fill": "#FFFFFF"})
    place = {"transform": f"translate({(WIDTH - width * scale) / 2:g},0) scale({scale:.4f})"}
    # The picture's own white measures itself by the slide, and would cover what stands beside it.
    parts = [part for part in whole if part.tag != tag("rect")]
    ET.SubElement(root, tag("g"), place).extend(parts)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def frame(figure: Figure) -> Frame:
    """The figure's texts, wrapped to the picture's width."""
    return Frame(
        name=printable(figure.title),
        description=printable(figure.alt),
        above=(*wrapped(TITLE, figure.title), *wrapped(SUBTITLE, figure.subtitle)),
        below=tuple(line for text in (*figure.notes, figure.source) for line in wrapped(SMALL, text)),
    )


def wrapped(style: Style, text: str, width: float = INNER_WIDTH) -> list[Line]:
    """The text in lines of at most a width."""
    written = " ".join(printable(text).split("\n"))
    return [(style, line) for line in style.broken(written, width)] if written.strip() else []


def height_of(lines: tuple[Line, ...]) -> float:
    """The height of lines under each other."""
    return sum(style.size * LINE_HEIGHT for style, _ in lines)


def write(
    root: ET.Element, lines: Iterable[Line], top: float, *, at: float = MARGIN, anchor: str = "start"
) -> float:
    """Lines under each other from a height on; where they end."""
    baseline = top
    for style, text in lines:
        baseline += style.size * LINE_HEIGHT
        attributes = {
            "x": f"{at:g}",
            "y": f"{baseline - style.size * (LINE_HEIGHT - 1):g}",
            "font-family": fonts.FAMILY,
            "font-size": f"{style.size:g}px",
            "font-weight": str(style.weight),
            "fill": style.colour,
            **({} if anchor == "start" else {"text-anchor": anchor}),
        }
        ET.SubElement(root, tag("text"), attributes).text = text
    return baseline


def root_of(width: float, height: float) -> ET.Element:
    """An empty picture."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    return ET.Element(tag("svg"), {**size, "role": "img", "lang": language_tag()})


def tag(name: str) -> str:
    """The name of an element of SVG."""
    return f"{{{SVG}}}{name}"

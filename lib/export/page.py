"""The parts of a page: boxes, lines, objects, and the styles of slides and of pictures.

All measures are in points from the upper left corner. A slide of 16:9 is 960 by 540, and so is a picture.
"""

from dataclasses import dataclass, replace

from lib.export.measure import Face
from lib.export.table_cells import Cells
from lib.figures.drawing import Chart
from lib.figures.theme import ROLES

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 32.0
ROLE = ROLES["light"]
SMALLEST = 10.0  # of letters
_MUTED, _TEXT = ROLE["muted"], ROLE["text"]


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def moved(self, down: float) -> "Box":
        """The box further down."""
        return replace(self, top=self.top + down)

    def below(self, height: float) -> "Box":
        """The box without its upper ``height``."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 0))

    def columns(self, *widths: float, gap: float) -> list["Box"]:
        """The box split into columns of these widths, and a last one of the width that is left."""
        left, boxes = self.left, []
        for width in widths:
            boxes.append(Box(left, self.top, width, self.height))
            left += width + gap
        return [*boxes, Box(left, self.top, self.left + self.width - left, self.height)]


@dataclass(frozen=True)
class Style:
    """The letters of a line. Without a colour it has that of the page's text."""

    size: float
    colour: str = ""
    bold: bool = False


Line = tuple[str, Style]


@dataclass(frozen=True)
class Part:
    """One object on a page: lines of text, a table's cells, or what a chart draws.

    ``kind`` and ``panel``, which of several it is, are the name under which a slide's object is found again.
    """

    kind: str
    panel: int = 0
    box: Box = Box(0, 0, 0, 0)
    lines: tuple[Line, ...] = ()
    chart: Chart | None = None
    cells: Cells | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Its lines without their styles."""
        return tuple(text for text, _style in self.lines)


@dataclass(frozen=True)
class Room:
    """The boxes of a page for one figure. Texts that need more room take it from the content."""

    title: Box
    heading: Box
    content: Box
    footer: Box


@dataclass(frozen=True)
class PageStyle:
    """The letters of each text of a page, and the least height of a drawing."""

    face: Face
    title: Style
    smallest_title: float  # a long title is set in smaller letters, down to these
    subtitle: Style
    small: Style  # notes and source
    least: float


SLIDE = PageStyle("slide", Style(26, _TEXT, True), 20, Style(16, _MUTED), Style(SMALLEST, _MUTED), 72)
PICTURE = PageStyle("picture", Style(22, _TEXT, True), 22, Style(15, _MUTED), Style(13, _MUTED), 260)
_ACROSS = WIDTH - 2 * MARGIN
PAPER = Room(  # of a picture, and of a page of PDF
    title=Box(MARGIN, MARGIN, _ACROSS, 0),
    heading=Box(MARGIN, MARGIN, _ACROSS, 0),
    content=Box(MARGIN, MARGIN + 20, _ACROSS, 0),
    footer=Box(MARGIN, HEIGHT - MARGIN, _ACROSS, 0),
)
COVER = Room(  # the first page of a PDF
    title=Box(86.4, 158.4, 792, 115.2),
    heading=Box(86.4, 288, 792, 100.8),
    content=Box(86.4, 388.8, 792, 0),
    footer=Box(86.4, 464.4, 792, 43.2),
)


@dataclass(frozen=True)
class PageLayout:
    """A page for one figure, or the half of one. ``drawing`` is the box around all that a chart draws."""

    title: Part
    subtitle: Part
    parts: tuple[Part, ...]
    footer: Part
    drawing: Box | None = None

    def stretched(self, height: float) -> "PageLayout":
        """The same page with a drawing of this height, and the footer moved below it."""
        footer = self.footer.box.moved(height - self.drawing.height)
        drawing = replace(self.drawing, height=height)
        return replace(self, drawing=drawing, footer=replace(self.footer, box=footer))

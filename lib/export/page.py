"""The parts of a page: boxes, lines, objects, and the styles of slides and of pictures.

All measures are in points from the upper left corner. A slide of 16:9 is 960 by 540, and so is a picture.
"""

from dataclasses import dataclass, replace

from lib.export.measure import Face
from lib.export.table_cells import Cells
from lib.figures.drawing import Chart
from lib.figures.theme import ROLES

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 32.0
WIDTHS = {"16:9": WIDTH, "4:3": 720.0}  # of a slide, by its size; the height is the same
ROLE = ROLES["light"]
SMALLEST = 14.0  # letters on a slide, but for its source
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

    def narrowed(self, share: float) -> "Box":
        """The box where a page of this share of the width has it."""
        return replace(self, left=self.left * share, width=self.width * share)

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
class Callout:
    """A text beside what it is about, with a line from its edge to the ``tip`` there."""

    text: str
    box: Box
    edge: tuple[float, float]
    tip: tuple[float, float]


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
    is_keyed: bool = False  # of a chart: its series are named above it or at its marks
    callouts: tuple[Callout, ...] = ()  # of a map: the regions that the title names

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

    def narrowed(self, share: float) -> "Room":
        """The places on a page of this share of the width, and the same height."""
        return Room(*(each.narrowed(share) for each in vars(self).values()))


@dataclass(frozen=True)
class PageStyle:
    """The letters of each text of a page, and the least height of a drawing.

    A ``note`` is given to a page that has room for one note, and a place of its own for made-up rows.
    """

    face: Face
    title: Style
    smallest_title: float  # a title of more than two lines is set in smaller letters, down to these
    subtitle: Style
    small: Style  # notes and source
    least: float
    note: Style | None = None


SLIDE = PageStyle(
    "slide", Style(28, _TEXT, True), 20, Style(16, _MUTED), Style(10, _MUTED), 72, Style(SMALLEST, _MUTED)
)
PICTURE = PageStyle("picture", Style(22, _TEXT, True), 18, Style(15, _MUTED), Style(13, _MUTED), 260)
_ACROSS = WIDTH - 2 * MARGIN
PAPER = Room(  # of a picture
    title=Box(MARGIN, MARGIN, _ACROSS, 0),
    heading=Box(MARGIN, MARGIN, _ACROSS, 0),
    content=Box(MARGIN, MARGIN + 20, _ACROSS, 0),
    footer=Box(MARGIN, HEIGHT - MARGIN, _ACROSS, 0),
)
# The places of our template, for pages that are drawn without it.
_SLIDE_ROOM = Room(
    title=Box(43.2, 20, 748.8, 68),
    heading=Box(43.2, 92, 873.6, 22),
    content=Box(43.2, 122, 873.6, 364),
    footer=Box(43.2, 490, 799.2, 28),
)
_COVER_ROOM = Room(
    title=Box(86.4, 158.4, 792, 115.2),
    heading=Box(86.4, 288, 792, 100.8),
    content=Box(86.4, 388.8, 792, 0),
    footer=Box(86.4, 464.4, 792, 43.2),
)


def slide_room(width: float) -> Room:
    """The places of a slide that is this wide."""
    return _SLIDE_ROOM.narrowed(width / WIDTH)


def cover_room(width: float) -> Room:
    """The places of a first slide that is this wide."""
    return _COVER_ROOM.narrowed(width / WIDTH)


@dataclass(frozen=True)
class PageLayout:
    """A page for one figure, or the half of one. ``drawing`` is the box around all that a chart draws.

    ``whole_title`` is the title where it was shortened.
    """

    title: Part
    subtitle: Part
    parts: tuple[Part, ...]
    footer: Part
    drawing: Box | None = None
    whole_title: str = ""

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """Every part of the page in reading order."""
        return (self.title, self.subtitle, *self.parts, self.footer)

    def stretched(self, height: float) -> "PageLayout":
        """The same page with a drawing of this height, and the footer moved below it."""
        footer = self.footer.box.moved(height - self.drawing.height)
        drawing = replace(self.drawing, height=height)
        return replace(self, drawing=drawing, footer=replace(self.footer, box=footer))

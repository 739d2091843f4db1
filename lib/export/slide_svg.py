"""A slide as SVG: the same parts in the same places, drawn from the same records, as PowerPoint gets.

The pages of a PDF and the previews on screen are these.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from lib.export.callouts import CALLOUT, DOT, OUTLINES
from lib.export.chart_svg import draw_chart
from lib.export.cover import lay_out_about_pages, lay_out_contents, lay_out_cover
from lib.export.layout import lay_out
from lib.export.legends import key_of, legend_of
from lib.export.measure import Face
from lib.export.named import named_regions
from lib.export.office_grid import regions_of
from lib.export.page import (
    HEIGHT,
    MARGIN,
    ROLE,
    SLIDE,
    SMALLEST,
    WIDTHS,
    Box,
    PageLayout,
    Part,
    Style,
    cover_room,
    slide_room,
)
from lib.export.projection import fit
from lib.export.shown import Deck, Size, message_of
from lib.export.slide_chart import drawing
from lib.export.svg import draw_table, empty_page, tag, write_lines, written
from lib.figures import geometry
from lib.figures.figure import Figure

_FACE: Face = "slide"
_BAND = 24.0  # of colour, along the left side of a cover
_NUMBER, _LABEL = Style(SMALLEST, ROLE["muted"]), Style(SMALLEST, ROLE["text"])
_FINEST = 0.6  # points; what is nearer than this cannot be told apart on a page


def pages(deck: Deck) -> Iterator[tuple[str, str]]:
    """The title and the drawing of each slide of a presentation, in order."""
    width = WIDTHS[deck.size]
    room, style = slide_room(width), SLIDE
    yield deck.title, _page(lay_out_cover(deck, cover_room(width), style), deck.title, width=width, band=True)
    if deck.has_contents:
        contents = lay_out_contents(deck, room, style)
        yield contents.title.texts[0], _page(contents, contents.title.texts[0], width=width, number=2)
    for number, entry in enumerate(deck.entries, deck.first_number):
        for shown in entry.figures:  # two beside each other have a page each
            yield entry.message, slide_svg(shown.figure, title=entry.title, number=number, size=deck.size)
    if deck.entries:
        for number, about in enumerate(about_pages(deck), deck.number_of_slides):
            yield about.title.texts[0], _page(about, about.title.texts[0], width=width, number=number)


def about_pages(deck: Deck) -> list[PageLayout]:
    """The layouts of a presentation's last slide and of the pages that stand for its speaker notes."""
    return lay_out_about_pages(deck, slide_room(WIDTHS[deck.size]), SLIDE)


def slide_svg(figure: Figure, *, title: str = "", number: int | None = None, size: Size = "16:9") -> str:
    """The slide of one figure."""
    width = WIDTHS[size]
    layout = lay_out(figure, slide_room(width), SLIDE, title=title)
    said = figure.statement or figure.alt
    return _page(layout, title or message_of(figure), figure=figure, said=said, number=number, width=width)


def _page(
    layout: PageLayout,
    name: str,
    *,
    width: float,
    figure: Figure | None = None,
    said: str = "",
    number: int | None = None,
    band: bool = False,
) -> str:
    root = empty_page(name, said, width, HEIGHT)
    if band:
        _rectangle(root, Box(0, 0, _BAND * width / WIDTHS["16:9"], HEIGHT), fill=ROLE["main"])
    for part in layout.all_parts:
        _draw(root, part, figure, down=1 if part in (layout.title, layout.footer) else 0)
    if number:
        foot = Box(width - 2 * MARGIN - 40, HEIGHT - 40, 40 + MARGIN * 0.66, 18)
        write_lines(root, ((str(number), _NUMBER),), foot, face=_FACE, down=1, across=1)
    return written(root)


def _draw(root: ET.Element, part: Part, figure: Figure | None, *, down: float) -> None:
    if part.kind == "badge":
        _rectangle(root, part.box, fill="none", line=ROLE["text"], thick=1.25)
        write_lines(root, part.lines, part.box, face=_FACE, down=0.5, across=0.5)
    elif part.lines:
        write_lines(root, part.lines, part.box, face=_FACE, down=down)
    elif part.cells:
        draw_table(root, part.cells, part.box, face=_FACE)
    elif part.kind == "map":
        _draw_map(root, part, figure)
    elif part.kind == "legend":
        for label, fill, square, text in legend_of(part):
            _rectangle(root, square, fill=fill, line=ROLE["axis"])
            write_lines(root, ((label, _LABEL),), text, face=_FACE, down=0.5)
    elif part.kind == "key":
        for label, look, square, text in key_of(figure, part):
            round_by = square.width / 2 if look.is_round else 0
            _rectangle(
                root,
                square,
                fill=look.fill,
                line=look.line,
                thick=2 if look.is_open else 0.5,
                round_by=round_by,
            )
            write_lines(root, ((label, _LABEL),), text, face=_FACE, down=0.5)
    elif part.kind == "chart":
        draw_chart(root, drawing(figure, part.chart), part.box)


def _draw_map(root: ET.Element, part: Part, figure: Figure) -> None:
    """The regions of a map, those set apart last with a thick outline, and the texts at the named ones."""
    drawn, whole = regions_of(part.chart, named=named_regions(figure)), geometry.rings(part.chart.layer)
    fitted, _filled = fit((ring for region in drawn for ring in whole[region.code]), part.box)
    coarse = geometry.rings(part.chart.layer, step=float(f"{_FINEST / fitted.scale:.2g}"))
    for region in drawn:
        placed = ([fitted.place(point) for point in ring] for ring in coarse[region.code])
        path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in placed)
        line, thick = OUTLINES[region.apart]
        look = {"fill": region.fill, "fill-rule": "evenodd", "stroke": line, "stroke-width": f"{thick:g}"}
        ET.SubElement(root, tag("path"), {"d": path, **look, "stroke-linejoin": "round"})
    for each in part.callouts:
        (x1, y1), (x2, y2) = each.edge, each.tip
        ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
        ET.SubElement(root, tag("line"), {**ends, "stroke": ROLE["text"], "stroke-width": "1"})
        dot = {"cx": f"{x2:.1f}", "cy": f"{y2:.1f}", "r": f"{DOT / 2:g}", "fill": "#FFFFFF"}
        ET.SubElement(root, tag("circle"), {**dot, "stroke": ROLE["text"], "stroke-width": "1"})
        write_lines(root, ((each.text, CALLOUT),), each.box, face=_FACE, down=0.5)


def _rectangle(
    root: ET.Element, box: Box, *, fill: str, line: str = "none", thick: float = 0.5, round_by: float = 0
) -> None:
    sides = {"x": box.left, "y": box.top, "width": box.width, "height": box.height, "rx": round_by}
    look = {"fill": fill, "stroke": line, "stroke-width": f"{thick:g}"}
    ET.SubElement(root, tag("rect"), {**{name: f"{side:g}" for name, side in sides.items()}, **look})

"""What stands in the middle of a slide: a figure's chart, its map with a legend, or its table."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.export.slides.look import SUBTITLE_SIZE, Box, below, columns
from lib.export.slides.maps import legend_group, legend_width, map_group
from lib.export.slides.native_charts import add_chart
from lib.export.slides.series import drawing
from lib.export.slides.shown import words_of
from lib.export.slides.tables import MOST_ROWS, add_table, cells_of
from lib.export.slides.tag import Tag
from lib.export.slides.text import height_of, plain, style, textbox
from lib.figures.drawing import DATA, Chart
from lib.figures.figure import Figure
from lib.words import _

PARTS = ("chart", "map", "legend", "table", "panel", "empty")
_GAP = 330_000  # between drawings beside each other
_WIDE = 9_000_000  # a map has room for its table beside it
_TABLE_SHARE, _LEGEND_SHARE = 0.44, 0.36
_PANEL_SIZE = 14


@dataclass(frozen=True)
class Part:
    """One object that a figure needs on a slide. ``chart`` is what it draws, where it draws one."""

    kind: str
    panel: int = 0
    chart: Chart | None = None
    title: str = ""


def parts(figure: Figure) -> list[Part]:
    """The objects of a figure, in reading order."""
    if figure.chart is None or not any(_has_rows(chart) for _title, chart in _charts(figure.chart)):
        return [Part("table" if figure.table.rows else "empty")]
    found = []
    for panel, (title, chart) in enumerate(_charts(figure.chart), 1 if figure.chart.panels else 0):
        found += [Part("panel", panel, chart, title)] if panel else []
        kinds = ("legend", "map") if chart.kind == "choropleth" else ("chart",)
        found += [Part(kind, panel, chart) for kind in (kinds if _has_rows(chart) else ("empty",))]
    return found


def part_of(figure: Figure, kind: str, panel: int) -> Part | None:
    """The object of that kind, or None if the figure has it no more. A map may have its table beside it."""
    if kind == "table" and figure.chart is not None and figure.table.rows:
        return Part("table") if figure.chart.kind == "choropleth" else None
    return next((part for part in parts(figure) if (part.kind, part.panel) == (kind, panel)), None)


def _charts(chart: Chart) -> Iterator[tuple[str, Chart]]:
    yield from chart.panels or (("", chart),)


def _has_rows(chart: Chart) -> bool:
    return bool(chart.panels) or any(chart.datasets[DATA].values())


def place(shapes, box: Box, figure: Figure, name: str) -> tuple[str, ...]:
    """Draw a figure in a box under its tag's name; lines that the reader must be told of what had no room."""
    if figure.chart is not None and figure.chart.panels:
        _panels(shapes, box, figure, name)
        return ()
    found = parts(figure)
    if found[0].kind == "table":
        return _table(shapes, box, figure, name)
    if found[0].kind == "legend" and box[2] > _WIDE and len(figure.table.rows) <= MOST_ROWS:
        left, right = columns(box, round(box[2] * (1 - _TABLE_SHARE)) - _GAP, gap=_GAP)
        _draw(shapes, left, figure, name, found)
        return _table(shapes, right, figure, name)
    _draw(shapes, box, figure, name, found)
    return ()


def _panels(shapes, box: Box, figure: Figure, name: str) -> None:
    number = len(figure.chart.panels)
    width = (box[2] - _GAP * (number - 1)) // number
    found = parts(figure)
    for panel, column in enumerate(columns(box, *[width] * (number - 1), gap=_GAP), 1):
        heading = height_of(1.6, _PANEL_SIZE)
        own = [part for part in found if part.panel == panel]
        put_panel_title(shapes, (*column[:3], heading), own[0], name)
        _draw(shapes, below(column, heading), figure, name, own[1:])


def put_panel_title(shapes, box: Box, part: Part, name: str) -> None:
    """The title over one of several drawings."""
    shape = textbox(shapes, box, [part.title], Tag("panel", name, part.panel), label=part.title)
    style(shape, size=_PANEL_SIZE, bold=True)


def _draw(shapes, box: Box, figure: Figure, name: str, found: list[Part]) -> None:
    """One drawing: a chart, a map with its legend, or the sentence that there is nothing to draw."""
    last = found[-1]
    if last.kind == "map":
        beside = legend_width(last.chart, round(box[2] * _LEGEND_SHARE))
        legend, middle = columns(box, beside, gap=_GAP // 2)
        put(shapes, legend, figure, name, found[0])
        put(shapes, middle, figure, name, last)
    else:
        put(shapes, box, figure, name, last)


def put(shapes, box: Box, figure: Figure, name: str, part: Part):
    """One object in a box of its own."""
    tag = Tag(part.kind, name, part.panel, words=words_of(figure))
    label = plain(figure.title)
    if part.kind == "chart":
        frame = add_chart(shapes, box, drawing(figure, part.chart))
        describe(frame, tag, label, figure.alt)
        return frame
    if part.kind == "empty":
        shape = textbox(shapes, box, [nothing(figure)], tag, label=label)
        style(shape, size=SUBTITLE_SIZE)
        return shape
    if part.kind == "table":
        frame = add_table(shapes, box, cells_of(figure.table, box))
        describe(frame, tag, label, figure.alt)
        return frame
    id = shapes._next_shape_id
    if part.kind == "map":
        group = map_group(id, box, part.chart, tag=tag, title=figure.title, said=figure.alt)
    else:
        group = legend_group(id, box, part.chart, tag=Tag(part.kind, name, part.panel))
    shapes._spTree.insert_element_before(group, "p:extLst")
    return group


def _table(shapes, box: Box, figure: Figure, name: str) -> tuple[str, ...]:
    put(shapes, box, figure, name, Part("table"))
    return cells_of(figure.table, box).note


def nothing(figure: Figure) -> str:
    """What stands where a figure has nothing to draw: why, where that is not the selection."""
    return figure.nothing or _("There is nothing to show for this selection") + "."


def describe(shape, tag: Tag, label: str, said: str) -> None:
    """Name an object and give it its alternative text."""
    shape.name = tag.name(label)
    shape._element._nvXxPr.cNvPr.set("descr", plain(said))

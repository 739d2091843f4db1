"""A figure's drawing as the data of an Excel chart.

Vega-Lite draws more kinds than an office program does: two dots on a line become two bars, a target line
becomes a bar with an outline, a strip becomes columns, and a map becomes the ranking of its regions. The
numbers are the same.
"""

from dataclasses import dataclass, replace
from typing import Literal

from lib.export.office_grid import Grid, Row, grid_of
from lib.export.shown import native_subtitle
from lib.figures.drawing import Chart, ChartKind
from lib.figures.figure import Figure, Kind
from lib.figures.theme import colour
from lib.figures.values import format_short
from lib.metrics.registry import METRICS
from lib.metrics.value import drawn_number, number
from lib.words import _, count, lower_first

Form = Literal["bars", "stacked", "shares", "columns"]
MOST_REGIONS = 20
Known = float | int | None
_FORMS: dict[ChartKind, Form] = {
    "bars": "bars",
    "grouped_bars": "bars",
    "dumbbells": "bars",
    "bullets": "bars",
    "shares": "shares",
    "flows": "stacked",
    "strip": "columns",
}


@dataclass(frozen=True)
class Series:
    """One series: a value for each category, None where it is not known.

    ``labels`` are the texts at its marks where they say more than the value; else it is the value itself
    that is written, and only at the categories in ``labelled`` where that is given.
    """

    name: str
    colour: str
    values: tuple[Known, ...]
    labels: tuple[str, ...] = ()
    labelled: tuple[bool, ...] = ()
    outlined: bool = False


@dataclass(frozen=True)
class SheetChart:
    """A chart of a worksheet. ``kind`` says how its values are written."""

    title: str
    subtitle: str
    form: Form
    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def sheet_chart_of(figure: Figure) -> SheetChart | None:
    """The figure's chart as categories and series; None where there is nothing to draw."""
    chart = figure.chart
    if chart is None or not figure.table.rows:
        return None
    made = _ranked_regions(figure, chart) if chart.kind in ("choropleth", "panels") else _chart(figure, chart)
    return made if made.categories and made.series else None


def _chart(figure: Figure, chart: Chart) -> SheetChart:
    """A chart with a series for each row of marks. Missing values and the net of a flow stand below names."""
    grid, kind = grid_of(figure, chart), figure.table.column(chart.columns[0]).kind
    names = ["\n".join([name, *grid.missing(place)]) for place, name in enumerate(grid.categories)]
    if chart.ends:
        names = [f"{name}\n{chart.ends[name]}" for name in grid.categories]
    series = tuple(_series(chart, row, place, kind) for place, row in enumerate(grid.rows))
    if chart.kind == "strip":
        series = _own_apart(grid, series)
    return SheetChart(figure.title, native_subtitle(figure), _FORMS[chart.kind], kind, tuple(names), series)


def _series(chart: Chart, row: Row, place: int, kind: Kind) -> Series:
    texts, labels, labelled = [mark.text for mark in row.marks], (), ()
    plain = [format_short(mark.value, kind) for mark in row.marks]
    if chart.kind == "bars" and texts != plain:
        labels = tuple(texts)
    if chart.kind == "dumbbells" and place == 1:
        labels = tuple(f"{value} · {text}" for value, text in zip(plain, texts, strict=True))
    if chart.kind in ("shares", "flows"):
        labelled = tuple(mark.fits and mark.number is not None for mark in row.marks)
    outlined = chart.kind == "bullets" and place == 1
    return Series(row.name, row.colour, row.values, labels, labelled, outlined)


def _own_apart(grid: Grid, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Two series with a legend: our own column under its name, and all others together."""
    others, own = series
    labelled = tuple(value is not None for value in own.values)
    name = grid.categories[labelled.index(True)]
    return (
        replace(others, name=_("The others"), labelled=(False,) * len(labelled)),
        replace(own, name=name, labelled=labelled),
    )


def _ranked_regions(figure: Figure, chart: Chart) -> SheetChart:
    """A map's regions by the number it is coloured by, the highest first; of several maps, the last one.

    Regions without anything of it are left out. The map itself is in the pictures.
    """
    column = figure.table.column(chart.columns[-1])
    names, key = figure.table.columns[0].key, column.key
    known = [(row[names], drawn_number(row[key])) for row in figure.table.body if number(row[key])]
    known.sort(key=lambda row: (-row[1], row[0]))
    shown = known[:MOST_REGIONS]
    metric = column.label
    if key == figure.topic.column and key not in METRICS:  # a change, which is one of something
        metric = f"{METRICS[figure.topic.metric].label}: {lower_first(column.label)}"
    title = _("{metric}, ranked").format(metric=metric)
    if len(shown) < len(known):
        title = _("{metric}, the {shown} highest").format(metric=metric, shown=count(len(shown)))
    series = Series(column.label, colour("main", "light"), tuple(value for _name, value in shown))
    return SheetChart(title, figure.subtitle, "bars", column.kind, tuple(row[0] for row in shown), (series,))

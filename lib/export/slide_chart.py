"""A chart's data for PowerPoint: categories, series, true numbers, and the text at each mark.

Pure: a figure's marks in, records out. A new slide and a renewed one are both drawn from them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from lib.export.named import not_named
from lib.export.office_grid import Grid, Row, grid_of
from lib.export.output import plain
from lib.figures.drawing import Chart, ChartKind
from lib.figures.figure import Figure
from lib.figures.theme import ROLES, ink, sample_colours
from lib.words import _, lower_first

Form = Literal["clustered", "stacked", "full", "points"]
SeriesLook = Literal["fill", "outline", "dot", "crowd", "line"]
TEXT, MAIN = ROLES["light"]["text"], ROLES["light"]["main"]
FADED, FAINT = ROLES["light"]["axis"], ROLES["light"]["grid"]  # in place of a colour, and of a tint of it


@dataclass(frozen=True)
class Label:
    """The text at one point. ``place`` is where PowerPoint puts it."""

    text: str
    colour: str = TEXT
    place: Literal["outEnd", "ctr", "t"] = "outEnd"
    bold: bool = False


@dataclass(frozen=True)
class Series:
    """One row of marks. ``values`` are the numbers drawn, None where not known; of a line, its two ends."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    marks: tuple[Label | None, ...]
    look: SeriesLook = "fill"
    inside: tuple[int, ...] = ()  # of targets: the points that a bar has passed
    faded: tuple[int, ...] = ()  # points that what the figure shows does not name, where it names others
    grey: str = FADED  # of the faded points


@dataclass(frozen=True)
class SlideChart:
    """A native chart, before it has a place."""

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    legend: bool = False
    axis: bool = False  # the axis of the values is drawn with its numbers
    gap: int = 40  # per cent of a bar between two bars
    overlap: int = 0

    @property
    def key(self) -> tuple[Series, ...]:
        """The series to be named above the chart, in their order; none where each mark names its own."""
        said = all(
            mark is None or mark.text.lower().startswith(series.name.lower())
            for series in self.series
            for mark in series.marks
        )
        return self.series if self.legend and not said else ()


def drawing(figure: Figure, chart: Chart) -> SlideChart:
    """The native form of a chart that is not a map. Its marks must not be empty."""
    grid, form = grid_of(figure, chart), _FORMS[chart.kind]
    if form == "full":
        grid = _parts_apart(grid, figure.finding)
    if form == "points":
        return _strip(grid)
    names = grid.categories if form == "full" else _named(grid, chart)
    series = _PAIRS[chart.kind](grid) if chart.kind in _PAIRS else [_series(row, form) for row in grid.rows]
    if greys := _GREYS.get((chart.kind, len(series))):
        others = not_named(figure.finding, grid.categories)
        series = [replace(each, faded=others, grey=grey) for each, grey in zip(series, greys, strict=True)]
    return SlideChart(
        form,
        tuple(map(plain, names)),
        tuple(series),
        legend=len(series) > 1,
        axis=chart.kind == "flows",
        gap=_GAPS.get(chart.kind, 40),
        overlap=100 if chart.kind in ("shares", "flows", "bullets") else 0,
    )


_FORMS: dict[ChartKind, Form] = {
    "bars": "clustered",
    "grouped_bars": "clustered",
    "bullets": "clustered",
    "shares": "full",
    "flows": "stacked",
    "dumbbells": "clustered",
    "strip": "points",
}
# The greys of what the title does not name, by the kind of chart and its number of series: the fainter is
# that of the year before, or of the type with fewer.
_GREYS: dict[tuple[ChartKind, int], tuple[str, ...]] = {
    ("bars", 1): (FADED,),
    ("dumbbells", 2): (FAINT, FADED),
    ("grouped_bars", 2): (FADED, FAINT),
}
_GAPS = {"grouped_bars": 45, "bullets": 60, "flows": 60, "dumbbells": 45}


def _parts_apart(grid: Grid, finding: str) -> Grid:
    """The parts of shares in greys, darker in their order, where the title names one of the others."""
    others = not_named(finding, [row.name for row in grid.rows])
    greys = dict(zip(others, sample_colours((FAINT, FADED), len(others)), strict=True))
    rows = (replace(row, colour=greys.get(place, row.colour)) for place, row in enumerate(grid.rows))
    return replace(grid, rows=tuple(rows))


def _named(grid: Grid, chart: Chart) -> list[str]:
    """The categories with what PowerPoint draws nothing for: unknown values, and the net of a flow."""
    if chart.ends:
        return [f"{name}: {chart.ends[name].strip()}" for name in grid.categories]
    if chart.kind == "grouped_bars":
        return list(grid.with_missing())
    unknown = [all(row.values[place] is None for row in grid.rows) for place in range(len(grid.categories))]
    return [
        f"{name}: {lower_first(grid.rows[0].marks[place].text)}" if unknown[place] else name
        for place, name in enumerate(grid.categories)
    ]


def _series(row: Row, form: Form) -> Series:
    """A series with the text at each of its marks, or inside it where it has room."""
    inside = form in ("full", "stacked")
    colour, place = (ink(row.colour), "ctr") if inside else (TEXT, "outEnd")
    labelled = [mark.number is not None and (mark.fits or not inside) for mark in row.marks]
    return _with_text(row, [Label(mark.text, colour, place) for mark in row.marks], labelled, "fill")


def _dumbbells(grid: Grid) -> list[Series]:
    """A bar for each of the two years; the change is written at this year's."""
    before, now = grid.rows
    texts, marked = [Label(mark.text) for mark in now.marks], [mark.number is not None for mark in now.marks]
    nothing = [False] * len(texts)
    return [_with_text(before, texts, nothing, "fill"), _with_text(now, texts, marked, "fill")]


def _bullets(grid: Grid) -> list[Series]:
    """The text stands at the further of the two: the end of the bar, or its target."""
    value, target = grid.rows
    both = list(zip(value.values, target.values, strict=True))
    at_target = [line is not None and (bar is None or line > bar) for bar, line in both]
    texts = [Label(mark.text) for mark in value.marks]
    passed = tuple(i for i, (bar, line) in enumerate(both) if None not in (bar, line) and bar > line)
    bars = _with_text(value, texts, [not far for far in at_target], "fill")
    return [bars, replace(_with_text(target, texts, at_target, "outline"), inside=passed)]


_PAIRS: dict[ChartKind, Callable[[Grid], list[Series]]] = {"dumbbells": _dumbbells, "bullets": _bullets}


def _with_text(row: Row, texts: list[Label], where: list[bool], look: SeriesLook) -> Series:
    """A series with the texts at some of its points."""
    labels = tuple(text if here else None for text, here in zip(texts, where, strict=True))
    return Series(plain(row.name), tuple(map(_whole, row.values)), row.colour, labels, look)


def _strip(grid: Grid) -> SlideChart:
    """All along one line, with the text at our own alone, and the middle across it."""
    others, own = ([mark for mark in row.marks if mark.number is not None] for row in grid.rows)
    crowd = Series(
        _("Other municipalities"),
        tuple(_whole(mark.number) for mark in others),
        grid.rows[0].colour,
        (None,) * len(others),
        "crowd",
    )
    ours = Series(
        plain(own[0].text) if own else _("Chosen municipality"),
        tuple(_whole(mark.number) for mark in own),
        grid.rows[1].colour,
        tuple(Label(mark.text, place="t", bold=True) for mark in own),
        "dot",
    )
    middle = median(mark.number for mark in (*others, *own))
    across = Series(_("The middle"), (middle, middle), grid.rows[0].colour, (None, None), "line")
    return SlideChart("points", (), (crowd, across, ours), legend=True, axis=True)


def _whole(number: float | int | None) -> float | int | None:
    """A whole number without decimals, as its owner would write it in the chart's workbook."""
    return int(number) if number is not None and float(number).is_integer() else number

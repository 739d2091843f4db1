"""A figure's drawing as categories and series, for programs that draw charts of their own.

Vega-Lite draws more kinds than an office program does: two dots on a line become two bars, a target line
becomes a bar with an outline, a strip becomes columns, and a map becomes the ranking of its regions. The
numbers are the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from lib.export.unknown import reasons
from lib.figures.figure import Chart, ChartKind, Column, Figure, Kind
from lib.figures.narrow import PER_CENT
from lib.figures.theme import colour
from lib.figures.values import short
from lib.metrics.registry import METRICS
from lib.metrics.value import drawn, number
from lib.words import _, count, lowered

Form = Literal["bars", "stacked", "shares", "columns"]
MOST_REGIONS = 20
NOTHING: Mapping[str, list[str]] = MappingProxyType({})
Known = float | int | None


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
class Native:
    """A chart ready for an office program. ``kind`` says how its values are written."""

    title: str
    subtitle: str
    form: Form
    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def native(figure: Figure) -> Native | None:
    """The figure's chart as categories and series; None where there is nothing to draw."""
    if figure.chart is None or not figure.table.rows:
        return None
    made = _MAKERS[figure.chart.kind](figure, figure.chart)
    return made if made.categories and made.series else None


def _bars(figure: Figure, chart: Chart) -> Native:
    frame = _frame(chart)
    values, column = _values(frame["value"]), _column(figure)
    plain = [short(value, column.kind) for value in values]
    said = tuple(frame["text"]) if list(frame["text"]) != plain else ()
    series = Series(column.label, chart.colours.get("value", _main()), values, labels=said)
    return _named(figure, "bars", column.kind, frame["name"], [series], reasons(frame, "value"))


def _grouped_bars(figure: Figure, chart: Chart) -> Native:
    frame = _frame(chart)
    names, series = _pivot(chart, frame, "value")
    return _named(figure, "bars", _column(figure).kind, names, series, reasons(frame, "value"))


def _shares(figure: Figure, chart: Chart) -> Native:
    names, series = _pivot(chart, _frame(chart), "share")
    labelled = [
        _relabelled(one, [value is not None and value >= PER_CENT for value in one.values]) for one in series
    ]
    return _named(figure, "shares", "percent", names, labelled)


def _flows(figure: Figure, chart: Chart) -> Native:
    """Stacked bars; the net, which is not a part of the stack, stands with the name."""
    frame = _frame(chart)
    names, series = _pivot(chart, frame, "value")
    inside = dict(zip(zip(frame["name"], frame["series"], strict=True), frame["inside"], strict=True))
    series = [_relabelled(one, [bool(inside.get((name, one.name))) for name in names]) for one in series]
    net = dict(zip(frame["name"], frame["net_text"], strict=True))
    return _named(figure, "stacked", "count", [f"{name}\n{net[name]}" for name in names], series)


def _dumbbells(figure: Figure, chart: Chart) -> Native:
    frame = _frame(chart)
    before, after, now = _column(figure), _column(figure, 1), _values(frame["now"])
    labels = tuple(
        f"{short(value, after.kind)} · {text}" for value, text in zip(now, frame["text"], strict=True)
    )
    series = [
        Series(before.label, chart.colours["before"], _values(frame["before"])),
        Series(after.label, chart.colours["now"], now, labels=labels),
    ]
    return _named(figure, "bars", after.kind, frame["name"], series)


def _bullets(figure: Figure, chart: Chart) -> Native:
    frame = _frame(chart)
    value, target = _column(figure), _column(figure, 1)
    series = [
        Series(value.label, chart.colours["value"], _values(frame["value"])),
        Series(target.label, chart.colours["target"], _values(frame["target"]), outlined=True),
    ]
    unknown = reasons(frame, "value") | reasons(frame[frame["target"].isna()], "target")
    return _named(figure, "bars", value.kind, frame["name"], series, unknown)


def _strip(figure: Figure, chart: Chart) -> Native:
    """Columns from high to low, our own singled out: an office program's strip would lose the names."""
    column = _column(figure)
    place = figure.table.columns.index(column)
    known = [(row[0], drawn(row[place])) for row in figure.table.rows if number(row[place]) is not None]
    own = [bool(one) for one in _frame(chart)["own"]]
    ours = tuple(value if mine else None for (_name, value), mine in zip(known, own, strict=True))
    rest = tuple(None if mine else value for (_name, value), mine in zip(known, own, strict=True))
    series = [
        Series(_("The others"), chart.colours["others"], rest, labelled=(False,) * len(known)),
        Series(
            next(name for (name, _value), mine in zip(known, own, strict=True) if mine),
            chart.colours["own"],
            ours,
            labelled=tuple(own),
        ),
    ]
    return Native(
        figure.title,
        _subtitle(figure),
        "columns",
        column.kind,
        tuple(name for name, _value in known),
        tuple(series),
    )


def _regions(figure: Figure, chart: Chart) -> Native:
    """A map's regions by the number it is coloured by, the highest first; of several maps, the last one.

    Regions without anything of it are left out. The map itself is in the pictures.
    """
    column = _column(figure, len(chart.columns) - 1)
    place = figure.table.columns.index(column)
    body = figure.table.rows[:-1] if figure.table.has_total else figure.table.rows
    known = [(row[0], drawn(row[place])) for row in body if number(row[place])]
    known.sort(key=lambda row: (-row[1], row[0]))
    shown = known[:MOST_REGIONS]
    metric = column.label
    if column.key not in METRICS and figure.topic.metric in METRICS:  # a change, which is one of something
        metric = f"{METRICS[figure.topic.metric].label}: {lowered(column.label)}"
    title = _("{metric}, ranked").format(metric=metric)
    if len(shown) < len(known):
        title = _("{metric}, the {shown} highest").format(metric=metric, shown=count(len(shown)))
    series = Series(column.label, _main(), tuple(value for _name, value in shown))
    return Native(title, figure.subtitle, "bars", column.kind, tuple(row[0] for row in shown), (series,))


_MAKERS: Mapping[ChartKind, Callable[[Figure, Chart], Native]] = {
    "bars": _bars,
    "grouped_bars": _grouped_bars,
    "shares": _shares,
    "dumbbells": _dumbbells,
    "bullets": _bullets,
    "strip": _strip,
    "flows": _flows,
    "choropleth": _regions,
    "panels": _regions,
}


def _named(
    figure: Figure,
    form: Form,
    kind: Kind,
    names: Iterable[str],
    series: Iterable[Series],
    unknown: Mapping[str, list[str]] = NOTHING,
) -> Native:
    """The chart with every unknown value said below its name: an office program draws nothing for it."""
    categories = tuple("\n".join([name, *unknown.get(name, ())]) for name in names)
    return Native(figure.title, _subtitle(figure), form, kind, categories, tuple(series))


def _subtitle(figure: Figure) -> str:
    """The subtitle without what it says of a drawing that an office program draws another way.

    The unit is its last part, and what a dot or a line means follows there after a comma.
    """
    if figure.chart.kind not in ("dumbbells", "bullets"):
        return figure.subtitle
    before, dot, unit = figure.subtitle.rpartition(" · ")
    return before + dot + unit.partition(", ")[0]


def _pivot(chart: Chart, frame: pd.DataFrame, field: str) -> tuple[list[str], list[Series]]:
    """The names in the order of the rows, and one series for each of the chart's colours that has values."""
    names = list(dict.fromkeys(frame["name"]))
    cells = {
        (row["name"], row["series"]): value
        for row, value in zip(frame.to_dict("records"), _values(frame[field]), strict=True)
    }
    used = set(frame["series"])
    series = [
        Series(name, shade, tuple(cells.get((category, name)) for category in names))
        for name, shade in chart.colours.items()
        if name in used
    ]
    return names, series


def _relabelled(series: Series, labelled: list[bool]) -> Series:
    return Series(series.name, series.colour, series.values, labelled=tuple(labelled))


def _frame(chart: Chart) -> pd.DataFrame:
    return next(iter(chart.datasets.values()))


def _values(column: pd.Series) -> tuple[Known, ...]:
    """The values as Python's own numbers; what is not a number is not known."""
    return tuple(None if pd.isna(value) else value for value in column.tolist())


def _column(figure: Figure, place: int = 0) -> Column:
    """The table column that the chart's series at a place draws."""
    return figure.table.column(figure.chart.columns[place])


def _main() -> str:
    return colour("main", "light")

"""What a chart draws natively: categories, series, true numbers, and the text at each mark.

Pure: a figure's frame in, records out. A new slide and a renewed one are both drawn from them.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.export.slides.text import plain
from lib.export.unknown import reasons, with_reasons
from lib.figures.charts import DATA
from lib.figures.figure import Chart, Figure
from lib.figures.narrow import PER_CENT
from lib.figures.theme import ROLES, ink
from lib.words import _, lowered

Form = Literal["clustered", "stacked", "full", "lines", "points"]
Look = Literal["fill", "outline", "dot", "ring", "crowd"]
TEXT, MAIN = ROLES["light"]["text"], ROLES["light"]["main"]


@dataclass(frozen=True)
class Mark:
    """The text at one point. ``place`` is where PowerPoint puts it."""

    text: str
    colour: str = TEXT
    place: Literal["outEnd", "ctr", "t"] = "outEnd"
    bold: bool = False


@dataclass(frozen=True)
class Series:
    """One row of marks. ``values`` are the frame's own numbers, None where not known."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    marks: tuple[Mark | None, ...]
    look: Look = "fill"
    inside: tuple[int, ...] = ()  # of targets: the points that a bar has passed


@dataclass(frozen=True)
class Drawing:
    """A native chart, before it has a place."""

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    legend: bool = False
    axis: bool = False  # the axis of the values is drawn with its numbers
    gap: int = 40  # per cent of a bar between two bars
    overlap: int = 0


def drawing(figure: Figure, chart: Chart) -> Drawing:
    """The native form of a chart that is not a map. Its frame must not be empty."""
    frame = chart.datasets[DATA]
    return _KINDS[chart.kind](figure, chart, frame)


def _bars(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    values = _values(frame["value"])
    marks = tuple(
        None if value is None else Mark(text) for value, text in zip(values, frame["text"], strict=True)
    )
    names = tuple(
        name if value is not None else f"{name}: {lowered(text)}"
        for name, value, text in zip(frame["name"], values, frame["text"], strict=True)
    )
    series = Series(_label(figure, chart), values, chart.colours.get("value", MAIN), marks)
    return Drawing("clustered", _plain(names), (series,))


def _grouped(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    names = list(dict.fromkeys(frame["name"]))
    cells = {(row["name"], row["series"]): row for row in frame.to_dict("records")}
    series, unknown = [], reasons(frame, "value")
    for label, colour in chart.colours.items():
        values, marks = [], []
        for name in names:
            row = cells.get((name, label), {"value": None, "text": ""})
            value = _value(row["value"])
            values.append(value)
            marks.append(None if value is None else Mark(row["text"]))
        series.append(Series(label, tuple(values), colour, tuple(marks)))
    categories = [with_reasons(name, unknown[name]) for name in names]
    return Drawing("clustered", _plain(categories), tuple(series), legend=len(series) > 1, gap=45)


def _shares(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    names = tuple(dict.fromkeys(frame["name"]))
    cells = {(row["name"], row["series"]): row for row in frame.to_dict("records")}
    series = []
    for label, colour in chart.colours.items():
        rows = [cells[name, label] for name in names]
        marks = tuple(
            Mark(row["text"], ink(colour), "ctr") if row["share"] >= PER_CENT else None for row in rows
        )
        series.append(Series(label, _values(row["share"] for row in rows), colour, marks))
    return Drawing("full", _plain(names), tuple(series), legend=True, overlap=100)


def _dumbbells(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    before, now = _values(frame["before"]), _values(frame["now"])
    # The change is written over the upper of the two marks, on two lines where it has two numbers.
    texts = [Mark(text.replace(" (", "\n(", 1), place="t") for text in frame["text"]]
    over = [(last or 0) > (this or 0) for last, this in zip(before, now, strict=True)]
    return Drawing(
        "lines",
        _plain(frame["name"]),
        (
            Series(
                _label(figure, chart),
                before,
                chart.colours["before"],
                tuple(mark if high else None for mark, high in zip(texts, over, strict=True)),
                "ring",
            ),
            Series(
                _label(figure, chart, 1),
                now,
                chart.colours["now"],
                tuple(None if high else mark for mark, high in zip(texts, over, strict=True)),
                "dot",
            ),
        ),
        legend=True,
        axis=True,
    )


def _bullets(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    values, targets = _values(frame["value"]), _values(frame["target"])
    at_target = [
        target is not None and (value is None or target > value)
        for value, target in zip(values, targets, strict=True)
    ]
    marks = [Mark(text) for text in frame["text"]]
    names = [
        name if (value, target) != (None, None) else f"{name}: {lowered(text)}"
        for name, value, target, text in zip(frame["name"], values, targets, frame["text"], strict=True)
    ]
    series = (
        Series(
            _label(figure, chart),
            values,
            chart.colours["value"],
            tuple(None if far else mark for far, mark in zip(at_target, marks, strict=True)),
        ),
        Series(
            _label(figure, chart, 1),
            targets,
            chart.colours["target"],
            tuple(mark if far else None for far, mark in zip(at_target, marks, strict=True)),
            "outline",
            inside=tuple(
                place
                for place, (value, target) in enumerate(zip(values, targets, strict=True))
                if value is not None and target is not None and value > target
            ),
        ),
    )
    return Drawing("clustered", _plain(names), series, legend=True, gap=60, overlap=100)


def _flows(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    names = list(dict.fromkeys(frame["name"]))
    cells = {(row["name"], row["series"]): row for row in frame.to_dict("records")}
    series = []
    for label, colour in chart.colours.items():
        rows = [cells[name, label] for name in names]
        marks = tuple(Mark(row["text"], ink(colour), "ctr") if row["inside"] else None for row in rows)
        series.append(Series(label, _values(row["value"] for row in rows), colour, marks))
    # The net stands with the name, where no bar can run into it.
    nets = {row["name"]: row["net_text"].strip() for row in frame.to_dict("records")}
    categories = [f"{name}: {nets[name]}" for name in names]
    return Drawing("stacked", _plain(categories), tuple(series), legend=True, axis=True, gap=60, overlap=100)


def _strip(figure: Figure, chart: Chart, frame: pd.DataFrame) -> Drawing:
    rows = [row for row in frame.to_dict("records") if _value(row["value"]) is not None]
    others = [row for row in rows if not row["own"]]
    own = [row for row in rows if row["own"]]
    return Drawing(
        "points",
        (),
        (
            Series(
                _("Other municipalities"),
                _values(row["value"] for row in others),
                chart.colours["others"],
                tuple(None for _row in others),
                "crowd",
            ),
            Series(
                plain(own[0]["own_text"]) if own else _("Chosen municipality"),
                _values(row["value"] for row in own),
                chart.colours["own"],
                tuple(Mark(row["own_text"], place="t", bold=True) for row in own),
                "dot",
            ),
        ),
        legend=False,
        axis=True,
    )


_KINDS = {
    "bars": _bars,
    "grouped_bars": _grouped,
    "shares": _shares,
    "dumbbells": _dumbbells,
    "bullets": _bullets,
    "flows": _flows,
    "strip": _strip,
}


def _value(value) -> float | None:
    """A number as Python's own, None where the frame has none."""
    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _values(column) -> tuple[float | None, ...]:
    return tuple(map(_value, column))


def _plain(names) -> tuple[str, ...]:
    return tuple(plain(str(name)) for name in names)


def _label(figure: Figure, chart: Chart, place: int = 0) -> str:
    """The name of the chart's series at a place: that of the table column it draws."""
    return plain(figure.table.column(chart.columns[place]).label)

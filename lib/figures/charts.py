"""Charts that are not maps, made of marks: small frames for Vega-Lite, and the marks themselves for files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lib.figures.drawing import DATA, Chart, ChartKind, Frame, Mark, Pick, Series, SpecOf, pairs
from lib.figures.theme import SEQUENCE, colour, sample_colours
from lib.figures.tooltips import Sentence

# Pixels of height for one name, by the kind of chart.
_BAND = {"bars": 26, "grouped_bars": 20, "shares": 46, "dumbbells": 26, "bullets": 34, "flows": 34}
# The tooltip is made in the browser: a sentence, and for each name the columns that it is filled with.
Tooltip = tuple[Sentence, list[dict]] | None


def bars(
    marks: Iterable[Mark],
    *,
    column: str,
    beside: tuple[str, ...] = (),
    role: str = "main",
    pick: Pick = "",
    tooltip: Tooltip = None,
) -> Chart:
    """Horizontal bars, one for each mark, with the text written at the end.

    ``beside`` are other columns that the text is made of.
    ``pick``: what a click on a bar picks. ``tooltip``: see Tooltip.
    """
    marks = _described(marks, tooltip)
    has_partial = any(mark.is_partial for mark in marks)
    spec = SpecOf(
        "chart_specs:bars", (role, pick, tooltip and tooltip[0], has_partial, _height("bars", marks))
    )
    frame = _frame(((mark, {"value": mark.number}) for mark in marks), tooltip, pick=pick)
    return _chart("bars", spec, frame, marks, (Series(column, role),), columns=(column, *beside), pick=pick)


def bars_with_own(marks: Iterable[Mark], *, column: str) -> Chart:
    """Bars of which one is our own, in colour among grey ones. Series 0 are the others, 1 our own."""
    marks = tuple(marks)
    frame = _frame((mark, {"value": mark.number, "own": mark.series == 1}) for mark in marks)
    series = (Series(column, "axis", "others"), Series(column, "main", "own"))
    spec = SpecOf("chart_specs:bars_with_own", (_height("bars", marks),))
    return _chart("bars", spec, frame, marks, series, columns=(column,))


def grouped_bars(
    marks: Iterable[Mark], *, series: Iterable[Series], beside: tuple[str, ...] = (), pick: Pick = ""
) -> Chart:
    """Bars side by side for each name, one for each series. ``beside``: other columns of the texts."""
    marks, series = tuple(marks), tuple(series)
    height = _height("grouped_bars", marks, len(series))
    has_partial = any(mark.is_partial for mark in marks)
    spec = SpecOf("chart_specs:grouped_bars", (_roles(series), pick, has_partial, height, True))
    frame = _frame((mark, {"series": series[mark.series].name, "value": mark.number}) for mark in marks)
    columns = (*(each.column for each in series), *beside)
    return _chart("grouped_bars", spec, frame, marks, series, columns=columns, pick=pick)


def bars_of_places(
    marks: Iterable[Mark], *, names: tuple[str, ...], roles: tuple[str, ...], columns: tuple[str, ...]
) -> Chart:
    """Bars side by side for each metric, one for each place, whose name stands at its end.

    The places are numbered in the spec, which holds no choice of the reader, and so need no legend.
    """
    marks = tuple(marks)
    has_partial = any(mark.is_partial for mark in marks)
    numbered = tuple((str(place), role) for place, role in enumerate(roles))
    height = _height("grouped_bars", marks, len(roles))
    spec = SpecOf("chart_specs:grouped_bars", (numbered, "", has_partial, height, False))
    frame = _frame((mark, {"series": str(mark.series), "value": mark.number}) for mark in marks)
    series = tuple(Series(columns[0], role, name) for name, role in zip(names, roles, strict=True))
    return _chart("grouped_bars", spec, frame, marks, series, columns=columns)


def shares(marks: Iterable[Mark], *, columns: tuple[str, ...], classes: tuple[str, ...]) -> Chart:
    """Bars of 100 per cent, one for each column, parted in the order of the classes, which are the series."""
    marks = tuple(marks)
    frame = _frame(
        (mark, {"series": classes[mark.series], "share": mark.number, "middle": middle, "order": mark.series})
        for mark, middle in _middles(marks)
    )
    spec = SpecOf("chart_specs:shares", (classes, _height("shares", marks)))
    named = zip(classes, sample_colours(SEQUENCE["light"], len(classes)), strict=True)
    return Chart("shares", spec, {DATA: frame}, columns, marks=marks, colours=dict(named))


def dumbbells(
    marks: Iterable[Mark], *, columns: tuple[str, ...], pick: Pick = "", tooltip: Tooltip = None
) -> Chart:
    """The year before and this year on one line for each name, with the change written. Marks are pairs.

    ``columns`` are those of the table for both years, and for the change that is written. ``pick``: what a
    click on this year's dot picks.
    """
    marks = _described(marks, tooltip, each=2)
    spec = SpecOf("chart_specs:dumbbells", (pick, tooltip and tooltip[0], _height("dumbbells", marks)))
    both = ((before, {"before": before.number, "now": now.number}) for before, now in pairs(marks))
    frame = _frame(both, tooltip, pick=pick)
    series = (Series(columns[0], "last_year"), Series(columns[1], "main"))
    return _chart("dumbbells", spec, frame, marks, series, columns=columns, pick=pick)


def bullets(
    marks: Iterable[Mark],
    *,
    columns: tuple[str, str],
    role: str,
    beside: tuple[str, ...] = (),
    pick: Pick = "",
) -> Chart:
    """Bars with a target line that they are free to pass. Marks are pairs of value and target.

    ``beside`` are other columns that the text is made of.
    """
    marks = tuple(marks)
    frame = _frame((value, _of_target(value.number, target.number)) for value, target in pairs(marks))
    has_target = any(target.number is not None for _value, target in pairs(marks))
    has_partial = any(value.is_partial for value, _target in pairs(marks))
    spec = SpecOf("chart_specs:bullets", (role, has_target, pick, has_partial, _height("bullets", marks)))
    series = (Series(columns[0], role), Series(columns[1], "text"))
    return _chart("bullets", spec, frame, marks, series, columns=(*columns, *beside), pick=pick)


def strip(
    marks: Iterable[Mark], *, named: Mapping[str, str], all_of: str, column: str, tooltip: Tooltip
) -> Chart:
    """One dot for each name along a line, and a line by itself for each of those ``named`` (name → its text).

    Series 0 are the others, 1 our own, with its text. ``all_of`` stands before the line of all.
    """
    sentence, parts = tooltip
    marks = _described(marks, tooltip)

    def row(mark: Mark, **columns: object) -> tuple[Mark, dict]:
        return mark, {"value": mark.number, "own": mark.series == 1, **columns}

    rows = [row(mark, series=0, row=all_of) for mark in marks]
    alone = [(mark, part) for mark, part in zip(marks, parts, strict=True) if mark.name in named]
    rows += [row(mark, series=1, row=mark.name, text=named[mark.name]) for mark, _part in alone]
    frame = _frame(rows, (sentence, [*parts, *(part for _mark, part in alone)]))
    series = (Series(column, "axis", "others"), Series(column, "main", "own"))
    spec = SpecOf("chart_specs:strip", (sentence, _BAND["bars"] * (len(named) + 1)))
    return _chart("strip", spec, frame, marks, series, columns=(column,))


def flows(
    marks: Iterable[Mark], *, series: Iterable[Series], columns: tuple[str, ...], ends: Mapping[str, str]
) -> Chart:
    """Gross and net: bars that leave below zero, bars that come above, the net in words at their ``ends``."""
    marks, series = tuple(marks), tuple(series)
    frame = _frame(
        (
            mark,
            {
                "series": series[mark.series].name,
                "value": mark.number,
                "middle": middle,
                "order": mark.series,
                "inside": mark.fits,
                "net_text": ends[mark.name],
                "furthest": sum(max(other.number, 0) for other in marks if other.name == mark.name),
            },
        )
        for mark, middle in _middles(marks)
    )
    spec = SpecOf("chart_specs:flows", (_roles(series), _height("flows", marks)))
    chart = _chart("flows", spec, frame, marks, series, columns=columns)
    return replace(chart, ends=ends)


def _chart(
    kind: ChartKind,
    spec: SpecOf,
    frame: Frame,
    marks: tuple[Mark, ...],
    series: tuple[Series, ...],
    *,
    columns: tuple[str, ...] = (),
    pick: Pick = "",
) -> Chart:
    """A drawing with one frame. ``columns`` are those that it draws, where they are not the series' own."""
    return Chart(
        kind,
        spec,
        {DATA: frame},
        columns or tuple(each.column for each in series),
        series=series,
        marks=marks,
        colours={each.name or each.column: colour(each.role, "light") for each in series},
        pick=pick,
    )


def _roles(series: tuple[Series, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.role) for each in series)


def _height(kind: ChartKind, marks: tuple[Mark, ...], series: int = 1) -> int:
    """Pixels for the names of the marks, each with so many bars beside each other."""
    return _BAND[kind] * series * max(1, len({mark.name for mark in marks}))


def _described(marks: Iterable[Mark], tooltip: Tooltip, *, each: int = 1) -> tuple[Mark, ...]:
    """The marks, ``each`` of a name, with the text of the tooltip in place of their own."""
    if tooltip is None:
        return tuple(marks)
    sentence, rows = tooltip
    return tuple(
        replace(mark, said=sentence.said(rows[place // each], mark.name)) for place, mark in enumerate(marks)
    )


def _of_target(value: float | None, target: float | None) -> dict:
    return {"value": value, "target": target, "furthest": max(value or 0, target or 0)}


def _middles(marks: tuple[Mark, ...]) -> Iterator[tuple[Mark, float]]:
    """The marks with the middle of each in its bar, those below zero stacked on their own side."""
    ends: dict[tuple[str, bool], float] = defaultdict(float)
    for mark in marks:
        side = (mark.name, mark.number < 0)
        yield mark, ends[side] + mark.number / 2
        ends[side] += mark.number


def _frame(rows: Iterable[tuple[Mark, dict]], tooltip: Tooltip = None, *, pick: Pick = "") -> Frame:
    """One row for each mark that stands for a row: its own columns beside those of every frame.

    Where there is a sentence, its columns stand for what is said, their numbers packed.
    """
    rows = list(rows)
    any_partial = any(mark.is_partial for mark, _columns in rows)
    found = [
        {"name": mark.name, "text": mark.text, **columns}
        | ({} if tooltip else {"said": mark.said})
        | ({"id": mark.code} if pick == "id" else {})
        | ({"partial": mark.is_partial} if any_partial else {})
        for mark, columns in rows
    ]
    names = found[0] if found else ("name", "value", "text", "said")
    frame = {name: [row[name] for row in found] for name in names}
    if tooltip is None:
        return frame
    sentence, numbers = tooltip[0], dict(tooltip[0].numbers)
    for column in sentence.columns:
        values = [row[column] for row in tooltip[1]]
        if column in numbers:
            values = [numbers[column].packed(value) for value in values]
        frame[column] = values
    return frame

"""Generic charts: small tidy frames in, a drawing out. No data access, no filter values inside a spec.

A spec is authored in Altair once per drawing and theme, and cached: the same object comes back, so that the
live view in the browser is kept and only its data is swapped. Texts at marks come with the data, written
by the same formatter as the tables.

Every frame has ``name`` (the category as shown, in the order of the rows), ``text`` (written at the mark) and
``said`` (the sentence of the tooltip and of the screen reader).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import altair as alt
import pandas as pd

from lib.figures.figure import Chart, ChartKind, ThemeName
from lib.figures.narrow import PER_CENT
from lib.figures.sentence import Sentence
from lib.figures.spec import spec_of
from lib.figures.theme import SEQUENCE, colour, ink, spread
from lib.words import spoken

DATA = "data"
PICK = "pick"  # the name of the selection that a click makes
# Pixels of height for one name, by the kind of chart.
_BAND = {"bars": 26, "grouped_bars": 20, "shares": 46, "dumbbells": 26, "bullets": 34, "flows": 34}
# The height is that of the rows; Vega-Lite warns in the console of a height in steps whose width is fitted.
_AS_TALL_AS_ITS_ROWS = alt.AutoSizeParams(type="fit-x", contains="padding")
# Instead of a column ``said``: a sentence, and for each row of the frame the columns that it names.
Told = tuple[Sentence, list[dict]] | None
# A sum that is known for some of its rows is drawn lighter; a frame without such sums has no column for it.
_LIGHTER_IF_PARTIAL = alt.condition("datum.partial", alt.value(0.45), alt.value(1))
# One sentence per mark, the same for the mouse and for a screen reader.
_SAID = {"tooltip": alt.Tooltip("said:N"), "description": alt.Description("said:N")}


def _chart(
    kind: ChartKind,
    spec: Callable[[ThemeName], dict],
    frame: pd.DataFrame,
    colours: Mapping[str, str],
    columns: tuple[str, ...],
) -> Chart:
    """A drawing with one frame. ``columns`` are the table columns that it draws, one for each series."""
    return Chart(kind=kind, spec=spec, datasets={DATA: frame}, colours=colours, columns=columns)


def _height(kind: ChartKind, frame: pd.DataFrame, series: int = 1) -> int:
    """Pixels for the names of a frame, each with so many bars beside each other."""
    return _BAND[kind] * series * max(1, frame["name"].nunique())


def _rows(drawing: alt.LayerChart, height: int, theme: ThemeName) -> dict:
    """The finished spec of a drawing with one row for each name."""
    return spec_of(drawing.properties(height=height, autosize=_AS_TALL_AS_ITS_ROWS), theme)


def _on_white(roles: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: colour(role, "light") for name, role in roles}


def bars(
    frame: pd.DataFrame, *, columns: tuple[str], role: str = "main", picked: bool = False, told: Told = None
) -> Chart:
    """Horizontal bars, one per name, with the value written at the end. Columns: name, value, text.

    ``picked``: a click on a bar picks its ``id``, a column more. ``told``: see Told.
    """
    spec = partial(_bars, role, picked, told and told[0], _height("bars", frame))
    return _chart("bars", spec, _with_parts(frame, told), _on_white([("value", role)]), columns)


@spoken(128)
def _bars(role: str, picked: bool, sentence: Sentence | None, height: int, theme: ThemeName) -> dict:
    base = _told(sentence).encode(y=_names("name"), x=_plain("value"), **_SAID)
    bar = base.mark_bar(color=colour(role, theme), height={"band": 0.72}, **_hand(picked))
    bar = bar.encode(opacity=_LIGHTER_IF_PARTIAL)
    drawing = _end_text(base, theme) + _picking(bar, picked)
    return _rows(drawing, height, theme)


def _with_parts(frame: pd.DataFrame, told: Told) -> pd.DataFrame:
    """The frame with the columns of the sentence, its numbers packed."""
    if told is None:
        return frame
    sentence, rows = told
    numbers = dict(sentence.numbers)
    return frame.assign(
        **{
            column: pd.array([numbers[column].packed(row[column]) for row in rows], dtype="Int64")
            if column in numbers
            else [row[column] for row in rows]
            for column in sentence.columns
        }
    )


def _told(sentence: Sentence | None) -> alt.Chart:
    """A chart of the frame, with what is said of a row made from its sentence where it has one."""
    chart = alt.Chart(alt.NamedData(DATA))
    return (
        chart if sentence is None else chart.transform_calculate(said=sentence.expression(name="datum.name"))
    )


def _hand(picked: bool) -> dict:
    return {"cursor": "pointer"} if picked else {}


def _picking(mark: alt.Chart, picked: bool) -> alt.Chart:
    """The mark with the region it stands for picked by a click."""
    return mark.add_params(alt.selection_point(name=PICK, fields=["id"])) if picked else mark


def grouped_bars(
    frame: pd.DataFrame, *, columns: tuple[str, ...], roles: tuple[tuple[str, str], ...]
) -> Chart:
    """Bars side by side within each name. Columns: name, series, value, text, and partial where any is.

    ``roles``: (series, role), in the order of ``columns``.
    """
    spec = partial(_grouped_bars, roles, _height("grouped_bars", frame, len(roles)))
    return _chart("grouped_bars", spec, frame, _on_white(roles), columns)


@spoken(128)
def _grouped_bars(roles: tuple[tuple[str, str], ...], height: int, theme: ThemeName) -> dict:
    series = [name for name, _role in roles]
    base = alt.Chart(alt.NamedData(DATA)).encode(
        y=_names("name", padding=0.25),
        yOffset=alt.YOffset("series:N", sort=series),
        x=_plain("value"),
        **_SAID,
    )
    bar = base.mark_bar().encode(color=_series_colour(roles, theme), opacity=_LIGHTER_IF_PARTIAL)
    return _rows(_end_text(base, theme) + bar, height, theme)


def shares(frame: pd.DataFrame, *, columns: tuple[str, ...], classes: tuple[str, ...]) -> Chart:
    """100 per cent bars in class order. Columns: name, series, share, middle, text, order."""
    colours = spread(SEQUENCE["light"], len(classes))
    named = dict(zip(classes, colours, strict=True))
    return _chart("shares", partial(_shares, classes, _height("shares", frame)), frame, named, columns)


@spoken(128)
def _shares(classes: tuple[str, ...], height: int, theme: ThemeName) -> dict:
    colours = spread(SEQUENCE[theme], len(classes))
    base = alt.Chart(alt.NamedData(DATA)).encode(
        y=_names("name", padding=0.2),
        x=alt.X("share:Q", stack="zero", axis=None, scale=alt.Scale(domain=[0, 100], nice=False)),
        order=alt.Order("order:Q"),
        **_SAID,
    )
    bar = base.mark_bar(stroke=colour("region_line", theme), strokeWidth=1).encode(
        color=alt.Color(
            "series:N",
            sort=list(classes),
            scale=alt.Scale(domain=list(classes), range=colours),
            legend=alt.Legend(title=None, columns=2),
        )
    )
    text = (
        alt.Chart(alt.NamedData(DATA))
        .transform_filter(f"datum.share >= {PER_CENT}")
        .mark_text(fontSize=12)
        .encode(
            y=_names("name", padding=0.2),
            x=alt.X("middle:Q", axis=None),
            text="text:N",
            color=_inks(list(classes), colours),
        )
    )
    together = alt.layer(bar, text).resolve_scale(color="independent")
    return _rows(together, height, theme)


def dumbbells(
    frame: pd.DataFrame, *, columns: tuple[str, str, str], picked: bool = False, told: Told = None
) -> Chart:
    """Last year and this year on one line per name, with the change written.

    Columns: name, before, now, text; id where a click on this year's dot picks it. ``columns`` are those of
    the table for both years and the change that is written.
    """
    colours = _on_white([("before", "last_year"), ("now", "main")])
    spec = partial(_dumbbells, picked, told and told[0], _height("dumbbells", frame))
    return _chart("dumbbells", spec, _with_parts(frame, told), colours, columns)


@spoken(128)
def _dumbbells(picked: bool, sentence: Sentence | None, height: int, theme: ThemeName) -> dict:
    base = _told(sentence).encode(y=_names("name"), **_SAID)
    x = alt.X("before:Q", axis=alt.Axis(title=None, grid=True), scale=alt.Scale(zero=True))
    line = base.mark_rule(strokeWidth=2, color=colour("axis", theme)).encode(x=x, x2="now:Q")
    before = base.mark_point(
        size=90,
        filled=True,
        fill=colour("last_year", theme),
        stroke=colour("main", theme),
        strokeWidth=1,
        opacity=1,
    ).encode(x=x)
    dot = base.mark_point(size=110, filled=True, color=colour("main", theme), opacity=1, **_hand(picked))
    now = _picking(dot.encode(x="now:Q"), picked)
    furthest = base.transform_calculate(furthest="max(datum.before, datum.now)")
    text = furthest.mark_text(align="left", dx=10, color=colour("text", theme)).encode(
        x="furthest:Q", text="text:N"
    )
    return _rows(line + before + now + text, height, theme)


def bullets(frame: pd.DataFrame, *, columns: tuple[str, str], role: str) -> Chart:
    """Bars with a target line that they are free to pass.

    Columns: name, value, target, text; null where not known. ``columns`` are the value's and the target's.
    """
    colours = _on_white([("value", role), ("target", "text")])
    return _chart(
        "bullets",
        partial(_bullets, role, bool(frame["target"].notna().any()), _height("bullets", frame)),
        frame,
        colours,
        columns,
    )


@spoken(128)
def _bullets(role: str, has_target: bool, height: int, theme: ThemeName) -> dict:
    base = alt.Chart(alt.NamedData(DATA)).encode(y=_names("name", padding=0.3), **_SAID)
    x = _plain("value")
    line = base.mark_tick(thickness=3, size=28, color=colour("text", theme)).encode(x=_plain("target"))
    text = base.mark_text(align="left", dx=8, color=colour("text", theme)).encode(
        x=_plain("furthest"), text="text:N"
    )
    bar = base.mark_bar(color=colour(role, theme), height={"band": 0.8})
    bar = bar.encode(x=x, opacity=_LIGHTER_IF_PARTIAL)
    # Without a target the line has no extent, which Vega warns of.
    return _rows(text + bar + line if has_target else text + bar, height, theme)


def strip(frame: pd.DataFrame, *, columns: tuple[str], told: Told) -> Chart:
    """One mark per name along a line, our own singled out. Columns: name, value, own, own_text; see Told."""
    colours = _on_white([("others", "axis"), ("own", "main")])
    spec = partial(_strip, told and told[0])
    return _chart("strip", spec, _with_parts(frame, told), colours, columns)


@spoken(128)
def _strip(sentence: Sentence | None, theme: ThemeName) -> dict:
    base = _told(sentence).encode(
        x=alt.X("value:Q", axis=alt.Axis(title=None, grid=False), scale=alt.Scale(zero=True)),
        y=alt.value(alt.ExprRef("height - 26")),  # the height is fitted, so from the axis up
        **_SAID,
    )
    others = base.transform_filter("!datum.own").mark_tick(
        thickness=2, size=30, opacity=0.55, color=colour("axis", theme)
    )
    own = base.transform_filter("datum.own")
    mark = own.mark_tick(thickness=5, size=46, color=colour("main", theme))
    text = own.mark_text(fontWeight=600, color=colour("text", theme)).encode(
        text="own_text:N", y=alt.value(alt.ExprRef("height - 60"))
    )
    return spec_of((others + mark + text).properties(height=110), theme)


def flows(frame: pd.DataFrame, *, columns: tuple[str, ...], roles: tuple[tuple[str, str], ...]) -> Chart:
    """Gross and net: bars that leave below zero, bars that come above, the net as a marked total.

    Columns: name, series, value (negative for those who left, as its text), middle, text, inside (the text
    fits), order, furthest, net_text.
    """
    spec = partial(_flows, roles, _height("flows", frame))
    return _chart("flows", spec, frame, _on_white(roles), columns)


@spoken(128)
def _flows(roles: tuple[tuple[str, str], ...], height: int, theme: ThemeName) -> dict:
    base = alt.Chart(alt.NamedData(DATA)).encode(y=_names("name", padding=0.25), **_SAID)
    axis = alt.Axis(title=None, format=",.0f", grid=True, gridOpacity=_ONLY_AT_ZERO)
    x = alt.X("value:Q", stack="zero", axis=axis)
    bar = base.mark_bar(stroke=colour("region_line", theme), strokeWidth=0.5).encode(
        x=x, order=alt.Order("order:Q"), color=_series_colour(roles, theme)
    )
    names = [name for name, _role in roles]
    inside = (
        base.transform_filter("datum.inside")
        .mark_text(fontSize=12)
        .encode(
            x="middle:Q", text="text:N", color=_inks(names, [colour(role, theme) for _name, role in roles])
        )
    )
    first = base.transform_filter("datum.order == 0")
    text = first.mark_text(align="left", dx=8, fontWeight=600, color=colour("text", theme)).encode(
        x="furthest:Q", text="net_text:N"
    )
    return _rows(alt.layer(bar, inside, text).resolve_scale(color="independent"), height, theme)


_ONLY_AT_ZERO = {"condition": {"test": "datum.value === 0", "value": 1}, "value": 0}


def _names(field: str, *, padding: float = 0.1) -> alt.Y:
    """Names down the left side in the order of the rows, never cut."""
    return alt.Y(
        f"{field}:N",
        sort=None,
        axis=alt.Axis(title=None, domain=False, ticks=False, labelPadding=8, labelOverlap=False),
        scale=alt.Scale(paddingInner=padding, paddingOuter=padding / 2),
    )


def _plain(field: str) -> alt.X:
    """Lengths from zero without an axis, as the numbers are written; not rounded up, so that texts fit."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False))


def _end_text(base: alt.Chart, theme: ThemeName) -> alt.Chart:
    """The text at the end of each bar; an unknown value has its text at zero.

    Drawn first: a bar drops unknown values, and the first layer decides the order of the names.
    """
    return (
        base.transform_calculate(end="datum.value === null ? 0 : datum.value")
        .mark_text(align="left", dx=6, color=colour("text", theme))
        .encode(x=_plain("end"), text="text:N")
    )


def _inks(names: list[str], colours: list[str]) -> alt.Color:
    """The ink of a text inside a mark, by the mark's series. Needs a scale of its own."""
    return alt.Color(
        "series:N", scale=alt.Scale(domain=names, range=[ink(mark) for mark in colours]), legend=None
    )


def _series_colour(roles: tuple[tuple[str, str], ...], theme: ThemeName) -> alt.Color:
    names = [name for name, _role in roles]
    return alt.Color(
        "series:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[colour(role, theme) for _name, role in roles]),
        # Two columns, so that long names are not cut where the chart is narrow.
        legend=alt.Legend(title=None, columns=len(names) if len(names) == 4 else 2)
        if len(names) > 1
        else None,
    )

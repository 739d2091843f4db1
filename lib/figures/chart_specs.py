"""The Vega-Lite specs of charts that are not maps, by the kind of chart. No data and no filter value inside.

A spec is authored in Altair once per drawing and theme, and cached: the same object comes back, so that the
live view in the browser is kept and only its data is swapped. Texts at marks come with the data, written
by the same formatter as the tables.

Every frame has ``name`` (the category as shown, in the order of the rows), ``text`` (written at the mark) and
``said`` (the sentence of the tooltip and of the screen reader).
"""

import altair as alt

from lib.figures.drawing import DATA, PICK, Pick, ThemeName
from lib.figures.spec import spec_of
from lib.figures.table_parts import PER_CENT
from lib.figures.theme import SEQUENCE, colour, ink, sample_colours
from lib.figures.tooltips import Sentence
from lib.words import cached_by_language

# The height is that of the rows; Vega-Lite warns in the console of a height in steps whose width is fitted.
_AS_TALL_AS_ITS_ROWS = alt.AutoSizeParams(type="fit-x", contains="padding")
# On a phone the whole text would leave the bar no length: its first part stands there, and the table has all.
# A picture has no container, and the whole text.
_SHORT = "containerSize()[0] < 400 ? split(replace(datum.text, / \\(.*/, ''), ', ')[0] : datum.text"
# A sum that is known for some of its rows is drawn lighter.
_LIGHTER_IF_PARTIAL = alt.condition("datum.partial", alt.value(0.45), alt.value(1))
# One sentence per mark, the same for the mouse and for a screen reader.
_SAID = {"tooltip": alt.Tooltip("said:N"), "description": alt.Description("said:N")}


@cached_by_language(128)
def bars(
    role: str, pick: Pick, sentence: Sentence | None, has_partial: bool, height: int, theme: ThemeName
) -> dict:
    base = _base_chart(sentence).encode(y=_names("name"), x=_plain("value"), **_SAID)
    bar = base.mark_bar(color=colour(role, theme), height={"band": 0.72}, **_hand(pick))
    drawing = _end_text(base, theme) + _picking(_lighter(bar, has_partial), pick)
    return _rows(drawing, height, theme)


@cached_by_language(128)
def bars_with_own(height: int, theme: ThemeName) -> dict:
    base = _base_chart(None).encode(y=_names("name"), x=_plain("value"), **_SAID)
    fill = alt.condition("datum.own", alt.value(colour("main", theme)), alt.value(colour("axis", theme)))
    bar = base.mark_bar(height={"band": 0.72}).encode(color=fill)
    return _rows(_end_text(base, theme) + bar, height, theme)


@cached_by_language(128)
def grouped_bars(
    roles: tuple[tuple[str, str], ...],
    pick: Pick,
    has_partial: bool,
    height: int,
    has_legend: bool,
    theme: ThemeName,
) -> dict:
    series = [name for name, _role in roles]
    base = alt.Chart(alt.NamedData(DATA)).encode(
        y=_names("name", padding=0.25),
        yOffset=alt.YOffset("series:N", sort=series),
        x=_plain("value"),
        **_SAID,
    )
    bar = base.mark_bar(**_hand(pick)).encode(color=_series_colour(roles, theme, has_legend=has_legend))
    return _rows(_end_text(base, theme) + _picking(_lighter(bar, has_partial), pick), height, theme)


@cached_by_language(128)
def shares(classes: tuple[str, ...], height: int, theme: ThemeName) -> dict:
    colours = sample_colours(SEQUENCE[theme], len(classes))
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
    # The last class, which the finding is about, has its number beside the bar where it is too narrow.
    last = (
        alt.Chart(alt.NamedData(DATA))
        .transform_filter(
            f"datum.order === {len(classes) - 1} && datum.share < {PER_CENT} && datum.share > 0"
        )
        .mark_text(fontSize=12, align="left", dx=4, color=colour("text", theme))
        .encode(y=_names("name", padding=0.2), x=alt.XDatum(100), text="text:N")
    )
    together = alt.layer(bar, text, last).resolve_scale(color="independent")
    return _rows(together, height, theme)


@cached_by_language(128)
def dumbbells(pick: Pick, sentence: Sentence | None, height: int, theme: ThemeName) -> dict:
    base = _base_chart(sentence).encode(y=_names("name"), **_SAID)
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
    dot = base.mark_point(size=110, filled=True, color=colour("main", theme), opacity=1, **_hand(pick))
    now = _picking(dot.encode(x="now:Q"), pick)
    furthest = base.transform_calculate(furthest="max(datum.before, datum.now)")
    text = furthest.mark_text(align="left", dx=10, color=colour("text", theme)).encode(
        x="furthest:Q", text="text:N"
    )
    return _rows(line + before + now + text, height, theme)


@cached_by_language(128)
def bullets(
    role: str, has_target: bool, pick: Pick, has_partial: bool, height: int, theme: ThemeName
) -> dict:
    base = alt.Chart(alt.NamedData(DATA)).encode(y=_names("name", padding=0.3), **_SAID)
    x = _plain("value")
    line = base.mark_tick(thickness=3, size=28, color=colour("text", theme)).encode(x=_plain("target"))
    shortened = base.transform_calculate(short=_SHORT)
    text = shortened.mark_text(align="left", dx=8, color=colour("text", theme)).encode(
        x=_plain("furthest"), text="short:N"
    )
    bar = base.mark_bar(color=colour(role, theme), height={"band": 0.8}, **_hand(pick))
    bar = _picking(_lighter(bar.encode(x=x), has_partial), pick)
    # Without a target the line has no extent, which Vega warns of.
    return _rows(text + bar + line if has_target else text + bar, height, theme)


@cached_by_language(128)
def strip(sentence: Sentence | None, height: int, theme: ThemeName) -> dict:
    base = _base_chart(sentence).encode(y=_names("row").scale(padding=0.5), **_SAID)
    x = alt.X("value:Q", axis=alt.Axis(title=None, grid=False), scale=alt.Scale(zero=True))
    everyone = base.transform_filter("datum.series === 0")
    # The middle of all, through every line.
    middle = (
        alt.Chart(alt.NamedData(DATA))
        .transform_filter("datum.series === 0")
        .mark_rule(strokeDash=[4, 4], color=colour("axis", theme))
        .encode(x="median(value):Q")
    )
    others = everyone.transform_filter("!datum.own").mark_circle(
        size=70, opacity=0.5, color=colour("axis", theme)
    )
    own = everyone.transform_filter("datum.own").mark_circle(size=160, opacity=1, color=colour("main", theme))
    alone = base.transform_filter("datum.series === 1")
    fill = alt.condition("datum.own", alt.value(colour("main", theme)), alt.value(colour("axis", theme)))
    dots = alone.mark_circle(size=90, opacity=1).encode(x=x, color=fill)
    texts = [
        alone.transform_filter(test)
        .mark_text(align="left", dx=9, color=colour("text", theme), fontWeight=weight)
        .encode(x=x, text="text:N")
        for test, weight in (("datum.own", 600), ("!datum.own", 400))
    ]
    # In a layer of their own, above which what they say alike is said once.
    members = alt.layer(others.encode(x=x), own.encode(x=x), dots, *texts)
    return _rows(alt.layer(middle, members), height, theme)


@cached_by_language(128)
def flows(roles: tuple[tuple[str, str], ...], height: int, theme: ThemeName) -> dict:
    base = alt.Chart(alt.NamedData(DATA)).encode(y=_names("name", padding=0.25), **_SAID)
    axis = alt.Axis(title=None, format=",.0f", tickMinStep=1, grid=True, gridOpacity=_ONLY_AT_ZERO)
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


def _rows(drawing: alt.LayerChart, height: int, theme: ThemeName) -> dict:
    """The finished spec of a drawing with one row for each name."""
    return spec_of(drawing.properties(height=height, autosize=_AS_TALL_AS_ITS_ROWS), theme)


def _base_chart(sentence: Sentence | None) -> alt.Chart:
    """A chart of the frame, with the alternative text of each row from its sentence, if it has one."""
    chart = alt.Chart(alt.NamedData(DATA))
    return (
        chart if sentence is None else chart.transform_calculate(said=sentence.expression(name="datum.name"))
    )


def _hand(pick: Pick) -> dict:
    return {"cursor": "pointer"} if pick else {}


def _picking(mark: alt.Chart, pick: Pick) -> alt.Chart:
    """The mark with what it stands for picked by a click: the code of a region, or a name."""
    return mark.add_params(alt.selection_point(name=PICK, fields=[pick])) if pick else mark


def _lighter(bar: alt.Chart, has_partial: bool) -> alt.Chart:
    """The bars with those of partly known sums lighter; a frame without such sums has no column for it."""
    return bar.encode(opacity=_LIGHTER_IF_PARTIAL) if has_partial else bar


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
        base.transform_calculate(end="datum.value === null ? 0 : datum.value", short=_SHORT)
        .mark_text(align="left", dx=6, color=colour("text", theme))
        .encode(x=_plain("end"), text="short:N")
    )


def _inks(names: list[str], colours: list[str]) -> alt.Color:
    """The ink of a text inside a mark, by the mark's series. Needs a scale of its own."""
    return alt.Color(
        "series:N", scale=alt.Scale(domain=names, range=[ink(mark) for mark in colours]), legend=None
    )


def _series_colour(
    roles: tuple[tuple[str, str], ...], theme: ThemeName, *, has_legend: bool = True
) -> alt.Color:
    names = [name for name, _role in roles]
    return alt.Color(
        "series:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[colour(role, theme) for _name, role in roles]),
        # Two columns, so that long names are not cut where the chart is narrow.
        legend=alt.Legend(title=None, columns=len(names) if len(names) == 4 else 2)
        if has_legend and len(names) > 1
        else None,
    )

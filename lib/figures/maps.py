"""The map as a drawing. Geometry comes by URL, cached for good by the browser; only values cross the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd

from lib.figures import geometry
from lib.figures.charts import DATA, PICK
from lib.figures.figure import Chart, Kind, ThemeName
from lib.figures.inset import SIDE, corner, enlarged
from lib.figures.sentence import Number, Sentence
from lib.figures.spec import spec_of
from lib.figures.theme import DIVERGING, SEQUENCE, between, colour, spread
from lib.figures.values import short
from lib.metrics.value import drawn
from lib.words import spoken

HEIGHT = 620
_STRIPES = 5


@dataclass(frozen=True)
class Classes:
    """A scale of classes, lowest first; ``diverging`` about the one in the middle.

    ``unused`` are those that nothing drawn is in: they keep their step of the colours and have no legend.
    """

    labels: tuple[str, ...]
    diverging: bool = False
    unused: frozenset[str] = frozenset()

    def colours(self, theme: ThemeName) -> dict[str, str]:
        """The colour of every class in use, the lowest first."""
        sequence = DIVERGING[theme] if self.diverging else SEQUENCE[theme]
        steps = zip(self.labels, spread(sequence, len(self.labels)), strict=True)
        return {label: step for label, step in steps if label not in self.unused}


@dataclass(frozen=True)
class Ramp:
    """A continuous scale from ``low`` to ``high``.

    With a ``reach`` it diverges about zero and has its end colours so far up and down, whether or not the
    numbers go both ways: no more of it than from ``low`` to ``high`` has a legend.
    """

    low: float
    high: float
    kind: Kind
    reach: float = 0

    def colour(self, value: float, theme: ThemeName) -> str:
        """The colour of a value."""
        if self.reach:
            return between(DIVERGING[theme], (value + self.reach) / (2 * self.reach))
        return between(SEQUENCE[theme], (value - self.low) / ((self.high - self.low) or 1))

    def stops(self, theme: ThemeName) -> dict[float, str]:
        """Values along the ramp → their colours, near enough for what is between them to be mixed."""
        steps = len(SEQUENCE[theme]) - 1
        values = [self.low + (self.high - self.low) * step / steps for step in range(steps + 1)]
        if self.reach:
            step = 2 * self.reach / (len(DIVERGING[theme]) - 1)
            bends = (-self.reach + step * place for place in range(len(DIVERGING[theme])))
            values = [self.low, *(bend for bend in bends if self.low < bend < self.high), self.high]
        return {value: self.colour(value, theme) for value in values}

    def places(self, theme: ThemeName) -> dict[str, str]:
        """The two ends and the middle in words → their colours; no change instead, where it is passed."""
        middle = 0 if self.low < 0 < self.high else (self.low + self.high) / 2
        return {short(value, self.kind): self.colour(value, theme) for value in (self.low, middle, self.high)}


@dataclass(frozen=True)
class Look:
    """How a map is drawn, apart from its values.

    ``layer`` is an object of the shared geometry: counties_2020, counties_2024 or municipalities_2020.
    ``rest`` holds the groups that are not on the scale, as (label, colour role); a county the frame does not
    name is in the last of them, a municipality is left out, and the rest fill the picture.
    """

    layer: str
    scale: Classes | Ramp
    rest: tuple[tuple[str, str], ...]
    sentence: Sentence
    inset: bool = False
    height: int = HEIGHT

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels of the classes, if there are any, and of the rest."""
        return tuple(self.colours("light"))

    def colours(self, theme: ThemeName) -> dict[str, str]:
        """The colour of every class and group, the scale first."""
        rest = {label: colour(role, theme) for label, role in self.rest}
        return (self.scale.colours(theme) if isinstance(self.scale, Classes) else {}) | rest


def choropleth(
    rows: list[Mapping], *, look: Look, names: Mapping[str, str], columns: tuple[str, ...]
) -> Chart:
    """Regions coloured by class or along a ramp.

    Each row has id (region code), group (a class or one of the rest; empty on a ramp), chosen (outlined), and
    the columns of the look's sentence: ``number`` is what a ramp colours. Only what is needed travels: a name
    where it is other than the layer's, as in later borders.
    """
    outlined = any(row["chosen"] for row in rows)
    plain = ["group", *(["chosen"] if outlined else []), *dict(look.sentence.flags)]
    sent = {column: [row[column] for row in rows] for column in plain}
    # A region's group travels as its number: -1 is on the ramp.
    number_of = {label: i for i, label in enumerate(look.groups)}
    sent["group"] = [number_of.get(label, -1) for label in sent["group"]]
    sent |= {
        column: pd.array([number.packed(row[column]) for row in rows], dtype="Int64")
        for column, number in look.sentence.numbers
    }
    of_layer = geometry.names(look.layer)
    renamed = [names[row["id"]] if names[row["id"]] != of_layer[row["id"]] else None for row in rows]
    if any(renamed):
        sent["renamed"] = renamed
    frame = pd.DataFrame({"code": [int(row["id"]) for row in rows], **sent})
    return Chart(
        kind="choropleth",
        spec=partial(_spec, look, tuple(sent)),
        datasets={DATA: frame},
        colours=look.colours("light"),
        layer=look.layer,
        fills={row["id"]: _fill(row, look) for row in rows},
        said={row["id"]: look.sentence.said(row, names[row["id"]]) for row in rows},
        chosen=frozenset(row["id"] for row in rows if row["chosen"]),
        ramp=look.scale.places("light") if isinstance(look.scale, Ramp) else {},
        columns=columns,
    )


def _fill(row: dict, look: Look) -> str:
    if isinstance(look.scale, Ramp) and not row["group"]:
        return look.scale.colour(drawn(row["number"]), "light")
    return look.colours("light")[row["group"]]


def side_by_side(panels: tuple[tuple[str, Chart], ...]) -> Chart:
    """Maps of the same look beside each other, as (title, map)."""
    return Chart(
        kind="panels",
        spec=partial(_panels_spec, tuple((title, *chart.spec.args) for title, chart in panels)),
        datasets={f"{DATA}{i}": chart.datasets[DATA] for i, (_title, chart) in enumerate(panels)},
        panels=panels,
        columns=tuple(column for _title, chart in panels for column in chart.columns),
    )


@spoken(64)
def _panels_spec(panels: tuple[tuple[str, Look, tuple[str, ...]], ...], theme: ThemeName) -> dict:
    """The maps of one picture: each with a title and a frame of its own, what they share said once."""
    whole, specs = {}, []
    for i, (title, look, columns) in enumerate(panels):
        spec = dict(_spec(look, columns, theme))
        whole = {"config": spec.pop("config")}
        spec.pop("params")  # nothing is clicked in a picture, and a name may stand once only
        named = json.dumps(spec).replace(json.dumps({"name": DATA}), json.dumps({"name": f"{DATA}{i}"}))
        specs.append({**json.loads(named), "title": {"text": title, "anchor": "start"}})
    return {**whole, "hconcat": specs, "autosize": "pad"}  # maps side by side cannot be fitted


@spoken(512)
def _spec(look: Look, columns: tuple[str, ...], theme: ThemeName) -> dict:
    """The country, or the places chosen, and over its corner the Oslo area where there is room for it."""
    pick = alt.selection_point(name=PICK, fields=["id"])
    outlined = "chosen" in columns
    shapes = [
        _shapes(look, theme, outlined=outlined).add_params(pick).project(type="identity", reflectY=True)
    ]
    if look.inset:
        shapes.append(enlarged(_shapes(look, theme, outlined=outlined, aria=False)))
    regions = (
        alt.layer(
            *shapes,
            data=alt.UrlData(
                url=geometry.URL, format=alt.TopoDataFormat(type="topojson", feature=look.layer)
            ),
        )
        .transform_calculate(code="toNumber(datum.id)")  # whole numbers travel lighter than texts
        .transform_lookup(
            lookup="code",
            from_=alt.LookupData(data=alt.NamedData(DATA), key="code", fields=list(columns)),
            default=len(look.groups) - 1 if look.layer.startswith("counties") else None,
        )
        .transform_filter("isValid(datum.group)")
        .transform_calculate(said=_expression(look, renamed="renamed" in columns))
    )
    drawing = alt.layer(corner(theme), regions).add_params(SIDE) if look.inset else regions
    return spec_of(drawing.properties(height=look.height), theme)


def _shapes(look: Look, theme: ThemeName, *, outlined: bool, aria: bool = True) -> alt.Chart:
    """One shape a region; without ``aria`` for a second drawing of the same, that need not be read twice."""
    line, width = alt.value(colour("axis", theme)), alt.value(0.6)
    special: dict = {} if aria else {"aria": False}
    if isinstance(look.scale, Ramp):
        special["invalid"] = "show"  # what has no number on the ramp is a region all the same
    if outlined:
        line = alt.condition("datum.chosen", alt.value(colour("text", theme)), line)
        width = alt.condition("datum.chosen", alt.value(2.5), width)
    return (
        alt.Chart()
        .mark_geoshape(cursor="pointer", **special)
        .encode(
            color=_colour(look, theme),
            stroke=line,
            strokeWidth=width,
            tooltip=alt.Tooltip("said:N"),
            description=alt.Description("said:N"),
        )
    )


def _expression(look: Look, *, renamed: bool) -> str:
    """What is said of a joined region; a county without a row says its group."""
    name = "(datum.renamed || datum.properties.name)" if renamed else "datum.properties.name"
    said = look.sentence.expression(name=name)
    number, (label, role) = len(look.groups) - 1, look.rest[-1] if look.rest else ("", "")
    if role != "outside":
        return said
    unsaid = json.dumps(f": {label}", ensure_ascii=False)
    return f"datum.group === {number} ? {name} + {unsaid} : {said}"


def _colour(look: Look, theme: ThemeName) -> alt.Color:
    """Classes and rest by one scale with a legend; on a ramp the rest are set apart by their own colours."""
    groups, fills = look.groups, list(look.colours(theme).values())
    hatched = {groups.index(label): _hatch(theme) for label, role in look.rest if role == "no_data"}
    if isinstance(look.scale, Classes):
        scaled = alt.Color(
            "group:N",
            scale=alt.Scale(domain=list(range(len(groups))), range=fills),
            legend=_legend(look, theme),
        )
        apart: dict = hatched
    else:
        scaled = _ramped(look.scale, look, theme)
        apart = dict(enumerate(fills)) | hatched
    if apart:
        scaled.condition = [
            {"test": f"datum.group === {number}", "value": fill} for number, fill in apart.items()
        ]
    return scaled


def _ramped(ramp: Ramp, look: Look, theme: ThemeName) -> alt.Color:
    """A continuous scale of the sentence's number, which travels at its last written decimal."""
    unit, stops = 10 ** Number(ramp.kind).decimals, ramp.stops(theme)
    return alt.Color(
        "number:Q",
        scale=alt.Scale(
            domain=[value * unit for value in stops],
            range=list(stops.values()),
            interpolate="rgb",
            clamp=True,
        ),
        legend=alt.Legend(
            title=None,
            orient=_where(look),
            labelExpr=_NUMBER[ramp.kind],
            tickCount=3,
            gradientLength=180,
        ),
    )


# How the places along a ramp are written, from numbers as they travel; kroner in millions, as at every mark.
_NUMBER = {
    "count": "format(datum.value, ',.0f')",
    "decimal": "format(datum.value / 10, ',.1f')",
    "percent": "format(datum.value / 10, ',.0f') + '\u00a0%'",
    "nok": "abs(datum.value) < 1e6 ? format(datum.value, ',.0f') "
    ": format(datum.value / 1e6, ',.1f') + '\u00a0mill.'",
}


def _hatch(theme: ThemeName) -> dict:
    """A fill of slanted stripes: what is not known must not be taken for a value, however it is printed."""
    light, dark = colour("no_data", theme), colour("axis", theme)
    stops = []
    for i in range(_STRIPES):
        start, end = i / _STRIPES, (i + 0.3) / _STRIPES
        stops += [(start, dark), (end, dark), (end, light), ((i + 1) / _STRIPES, light)]
    return {
        "gradient": "linear",
        "x1": 0, "y1": 0, "x2": 1, "y2": 1,
        "stops": [{"offset": round(offset, 4), "color": ink} for offset, ink in stops],
    }  # fmt: skip


def _where(look: Look) -> str:
    return "top-left" if look.layer.startswith("counties") or look.inset else "bottom"


def _legend(look: Look, theme: ThemeName) -> alt.Legend:
    """The classes: beside the coast where the country leaves room, below where regions fill the picture."""
    beside = _where(look) == "top-left"
    return alt.Legend(
        title=None,
        orient=_where(look),
        labelExpr=f"{json.dumps(look.groups, ensure_ascii=False)}[datum.value]",
        columns=1 if beside else 4,
        symbolStrokeColor=colour("axis", theme),
        symbolStrokeWidth=1,
    )

"""The spec of a map: authored in Altair once for each form of it, then filled with labels, colours and words.

There are few forms, and as many styles as there are selections. A style is filled in here, not drawn anew.
"""

import json
import re
from dataclasses import dataclass

import altair as alt

from lib.figures import geometry
from lib.figures.drawing import DATA, PICK, ThemeName
from lib.figures.figure import Kind
from lib.figures.map_style import MapStyle, Ramp
from lib.figures.spec import spec_of
from lib.figures.theme import colour
from lib.figures.tooltips import Number
from lib.words import _, cached_by_language

_STRIPES = 3
# Placeholders of a form that a style is filled into: a text, the first of a list, or a condition's test.
_SAID, _COLUMNS, _UNNAMED, _LABELS, _DOMAIN, _RANGE, _APART = (
    "@said", "@columns", "@unnamed", "@labels", "@domain", "@range", "@apart"
)  # fmt: skip


_OSLO = (225_000, 6_610_000, 75_000)  # the inset's left and lower edge and its side, metres in EPSG:25833
_SIDE = alt.param(
    name="side", expr="min(width * 0.4, height * 0.41)"
)  # of the inset; east of the country is room
_LEFT, _TOP = "width - side", "height - side"  # of the inset, in the picture


@dataclass(frozen=True)
class _Form:
    """The parts of a style that decide the form of the spec. ``layer`` names an object of the geometry."""

    layer: str
    is_ramp: bool
    has_inset: bool
    height: int
    is_outlined: bool

    @property
    def is_of_counties(self) -> bool:
        return self.layer.startswith("counties")

    @property
    def legend_is_beside(self) -> bool:
        """Beside the coast where the country leaves room, below where regions fill the picture."""
        return self.is_of_counties or self.has_inset


@cached_by_language(512)
def spec_of_map(style: MapStyle, columns: tuple[str, ...], theme: ThemeName) -> dict:
    """The finished spec of a map whose frame has ``columns`` beside the code, one object for one style."""
    form = _Form(style.layer, isinstance(style.scale, Ramp), style.inset, style.height, "chosen" in columns)
    groups = style.groups
    domain, fills = list(range(len(groups))), list(style.colours(theme).values())
    labels = f"{json.dumps(groups, ensure_ascii=False)}[datum.value]"
    apart = {groups.index(label): _hatch(theme) for label, role in style.rest if role == "no_data"}
    if isinstance(style.scale, Ramp):
        apart = dict(enumerate(fills)) | apart
        unit, stops = 10 ** Number(style.scale.kind).decimals, style.scale.stops(theme)
        domain, fills = [value * unit for value in stops], list(stops.values())
        labels = _NUMBER[style.scale.kind]
    return _filled(
        _drawn(form, theme),
        {
            _SAID: _expression(style, renamed="renamed" in columns),
            _COLUMNS: list(columns),
            _UNNAMED: len(groups) - 1,
            _LABELS: labels,
            _DOMAIN: domain,
            _RANGE: fills,
            _APART: [{"test": f"datum.group === {number}", "value": fill} for number, fill in apart.items()],
        },
    )


def _filled(node: object, values: dict[str, object]) -> object:
    """A form with values in their places; a condition without any tests is left out."""
    if isinstance(node, dict):
        return {key: _filled(part, values) for key, part in node.items() if part != _TESTS or values[_APART]}
    if node == _TESTS:
        return values[_APART]
    if isinstance(node, list):
        place = node[0] if len(node) == 1 and isinstance(node[0], str) else ""
        return values[place] if place in values else [_filled(part, values) for part in node]
    return values.get(node, node) if isinstance(node, str) else node


_TESTS = [{"test": _APART, "value": _APART}]


@cached_by_language(64)
def spec_of_panels(panels: tuple[tuple[str, MapStyle, tuple[str, ...]], ...], theme: ThemeName) -> dict:
    """The maps of one picture: each with a title and a frame of its own, what they share said once."""
    whole, specs = {}, []
    for i, (title, style, columns) in enumerate(panels):
        spec = dict(spec_of_map(style, columns, theme))
        whole = {"config": spec.pop("config")}
        spec.pop("params")  # nothing is clicked in a picture, and a name may stand once only
        named = json.dumps(spec).replace(json.dumps({"name": DATA}), json.dumps({"name": f"{DATA}{i}"}))
        specs.append({**json.loads(named), "title": {"text": title, "anchor": "start"}})
    return {**whole, "hconcat": specs, "autosize": "pad"}  # maps side by side cannot be fitted


@cached_by_language(64)
def _drawn(form: _Form, theme: ThemeName) -> dict:
    """The country, or the places chosen, and over its corner the Oslo area where there is room for it."""
    pick = alt.selection_point(name=PICK, fields=["id"])
    shapes = [_shapes(form, theme).add_params(pick).project(type="identity", reflectY=True)]
    if form.has_inset:
        shapes.append(_enlarged(_shapes(form, theme, aria=False)))
    regions = (
        alt.layer(
            *shapes,
            data=alt.UrlData(
                url=geometry.URL, format=alt.TopoDataFormat(type="topojson", feature=form.layer)
            ),
        )
        .transform_calculate(code="toNumber(datum.id)")  # whole numbers travel lighter than texts
        .transform_lookup(
            lookup="code",
            from_=alt.LookupData(data=alt.NamedData(DATA), key="code", fields=[_COLUMNS]),
            default=_UNNAMED if form.is_of_counties else None,
        )
        .transform_filter("isValid(datum.group)")
        .transform_calculate(said=_SAID)
    )
    drawing = alt.layer(_corner(theme), regions).add_params(_SIDE) if form.has_inset else regions
    return _with_short_names(spec_of(drawing.properties(height=form.height), theme))


def _with_short_names(spec: dict) -> dict:
    """The spec with a short name for the click selection: Altair's is long, and is sent with every click."""
    return json.loads(re.sub(r"view_[0-9a-f]+_\d+", "map", json.dumps(spec)))


def _shapes(form: _Form, theme: ThemeName, *, aria: bool = True) -> alt.Chart:
    """One shape a region; without ``aria`` for a second drawing of the same, that need not be read twice."""
    line, width = alt.value(colour("axis", theme)), alt.value(0.6)
    special: dict = {} if aria else {"aria": False}
    if form.is_ramp:
        special["invalid"] = "show"  # a region without a number on the ramp is drawn too
    if form.is_outlined:
        line = alt.condition("datum.chosen", alt.value(colour("text", theme)), line)
        width = alt.condition("datum.chosen", alt.value(2.5), width)
    return (
        alt.Chart()
        .mark_geoshape(cursor="pointer", **special)
        .encode(
            color=_ramped(form) if form.is_ramp else _classed(form, theme),
            stroke=line,
            strokeWidth=width,
            tooltip=alt.Tooltip("said:N"),
            description=alt.Description("said:N"),
        )
    )


def _classed(form: _Form, theme: ThemeName) -> alt.Color:
    """Classes and rest by one scale with a legend."""
    legend = alt.Legend(
        title=None,
        orient="top-left" if form.legend_is_beside else "bottom",
        labelExpr=_LABELS,
        columns=1 if form.legend_is_beside else 4,
        symbolStrokeColor=colour("axis", theme),
        symbolStrokeWidth=1,
    )
    scale = alt.Scale(domain=[_DOMAIN], range=[_RANGE])
    return alt.Color("group:N", scale=scale, legend=legend, condition=_TESTS)


def _ramped(form: _Form) -> alt.Color:
    """A continuous scale of the sentence's number, which travels at its last written decimal.

    The rest are set apart by their own colours.
    """
    legend = alt.Legend(
        title=None,
        orient="top-left" if form.legend_is_beside else "bottom",
        labelExpr=_LABELS,
        tickCount=3,
        gradientLength=180,
    )
    scale = alt.Scale(domain=[_DOMAIN], range=[_RANGE], interpolate="rgb", clamp=True)
    return alt.Color("number:Q", scale=scale, legend=legend, condition=_TESTS)


def _expression(style: MapStyle, *, renamed: bool) -> str:
    """The tooltip of a region as a Vega expression; a county without a row shows its group."""
    name = "(datum.renamed || datum.properties.name)" if renamed else "datum.properties.name"
    said = style.sentence.expression(name=name)
    number, (label, role) = len(style.groups) - 1, style.rest[-1] if style.rest else ("", "")
    if role != "outside":
        return said
    unsaid = json.dumps(f": {label}", ensure_ascii=False)
    return f"datum.group === {number} ? {name} + {unsaid} : {said}"


# How the places along a ramp are written, from numbers as they travel; kroner in millions, as at every mark.
_NUMBER: dict[Kind, str] = {
    "count": "format(datum.value, ',.0f')",
    "decimal": "format(datum.value / 10, ',.1f')",
    "percent": "format(datum.value / 10, ',.0f') + '\u00a0%'",
    "nok": "abs(datum.value) < 1e6 ? format(datum.value, ',.0f') "
    ": format(datum.value / 1e6, ',.1f') + '\u00a0mill.'",
}


def _hatch(theme: ThemeName) -> dict:
    """A fill of slanted stripes, so that an unknown value is not taken for a known one in any print."""
    light, dark = colour("no_data", theme), colour("axis", theme)
    stops = []
    for i in range(_STRIPES):
        start, end = i / _STRIPES, (i + 0.3) / _STRIPES
        stops += [(start, dark), (end, dark), (end, light), ((i + 1) / _STRIPES, light)]
    stops = stops[1:-1]  # before the first and after the last their colour goes on
    return {
        "gradient": "linear",
        "x1": 0, "y1": 0, "x2": 1, "y2": 1,
        "stops": [{"offset": round(offset, 2), "color": ink} for offset, ink in stops],
    }  # fmt: skip


def _enlarged(shapes: alt.Chart) -> alt.Chart:
    """The Oslo area, where many people live in little room, larger and in the corner of the country's map."""
    left, low, side = _OSLO
    metre = f"side / {side}"
    return shapes.project(
        type="identity",
        reflectY=True,
        scale=alt.ExprRef(metre),
        translate=alt.ExprRef(f"[{_LEFT} - {left} * {metre}, {_TOP} + {low + side} * {metre}]"),
        clipExtent=alt.ExprRef(f"[[{_LEFT}, {_TOP}], [width, height]]"),
    )


def _corner(theme: ThemeName) -> alt.LayerChart:
    """The inset's edge and name, beneath the regions so that these can be clicked."""
    place = alt.Chart().encode(x=alt.value(alt.ExprRef(_LEFT)), y=alt.value(alt.ExprRef(_TOP)))
    edge = place.mark_rect(fillOpacity=0, stroke=colour("axis", theme), aria=False).encode(
        x2=alt.value(alt.ExprRef("width")), y2=alt.value(alt.ExprRef("height"))
    )
    name = place.mark_text(align="left", baseline="bottom", dy=-5, color=colour("muted", theme), aria=False)
    return alt.layer(edge, name.encode(text=alt.value(_("The Oslo area"))), data=alt.sequence(1))

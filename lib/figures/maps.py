"""The map as a drawing. Geometry comes by URL, cached for good by the browser; only values cross the wire."""

from functools import lru_cache, partial

import altair as alt
import pandas as pd

from lib.figures import geometry
from lib.figures.charts import DATA, spec_of
from lib.figures.figure import Chart, ThemeName
from lib.figures.theme import SEQUENCE, colour

HEIGHT = 620


PICK = "pick"  # the name of the click's selection


def choropleth(
    frame: pd.DataFrame, *, layer: str, classes: tuple[str, ...], no_grants: str, no_data: str
) -> Chart:
    """Regions coloured by class.

    Columns: id (region code), group (a class label or one of the two), said, chosen (outlined). ``layer`` is
    an object of the shared geometry: counties_2020, counties_2024 or municipalities_2020. A county that the
    frame does not name is drawn as ``no_data``; a municipality is left out, and the rest fill the picture.
    """
    colours = _colours(classes, no_grants, no_data, "light")
    return Chart(
        kind="choropleth",
        spec=partial(_choropleth, layer, classes, no_grants, no_data),
        datasets={DATA: frame},
        colours=colours,
        layer=layer,
        fills={id: colours[group] for id, group in zip(frame["id"], frame["group"], strict=True)},
    )


def _colours(classes: tuple[str, ...], no_grants: str, no_data: str, theme: ThemeName) -> dict[str, str]:
    """The colour of every class, the lowest first, and of the regions without one."""
    sequence = SEQUENCE[theme]
    last = max(len(classes) - 1, 1)
    steps = {name: sequence[round(i * (len(sequence) - 1) / last)] for i, name in enumerate(classes)}
    return steps | {no_grants: colour("no_grants", theme), no_data: colour("no_data", theme)}


@lru_cache(maxsize=512)
def _choropleth(layer: str, classes: tuple[str, ...], no_grants: str, no_data: str, theme: ThemeName) -> dict:
    colours = _colours(classes, no_grants, no_data, theme)
    regions = (
        alt.Chart(alt.UrlData(url=geometry.URL, format=alt.TopoDataFormat(type="topojson", feature=layer)))
        .transform_lookup(
            lookup="id",
            from_=alt.LookupData(data=alt.NamedData(DATA), key="id", fields=["group", "said", "chosen"]),
            default=no_data if layer.startswith("counties") else None,
        )
        .transform_filter("isValid(datum.group)")
        .mark_geoshape(cursor="pointer", strokeJoin="round")
        .encode(
            color=alt.Color(
                "group:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
                legend=_legend(layer, theme),
            ),
            stroke=alt.condition(
                "datum.chosen === true", alt.value(colour("text", theme)), alt.value(colour("axis", theme))
            ),
            strokeWidth=alt.condition("datum.chosen === true", alt.value(2.5), alt.value(0.6)),
            tooltip=alt.Tooltip("said:N"),
            description=alt.Description("said:N"),
        )
        .add_params(alt.selection_point(name=PICK, fields=["id"]))
        .project(type="identity", reflectY=True)
        .properties(height=HEIGHT)
    )
    return spec_of(regions, theme)


def _legend(layer: str, theme: ThemeName) -> alt.Legend:
    """The classes: beside the coast where the country leaves room, below where regions fill the picture."""
    beside = layer.startswith("counties")
    return alt.Legend(
        title=None,
        orient="top-left" if beside else "bottom",
        columns=1 if beside else 4,
        symbolStrokeColor=colour("axis", theme),
        symbolStrokeWidth=1,
    )

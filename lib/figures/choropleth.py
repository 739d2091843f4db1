"""The map as a drawing. Geometry comes by URL, cached for good by the browser; only values cross the wire."""

from collections.abc import Mapping

from lib.figures import geometry
from lib.figures.drawing import DATA, Chart, SpecOf
from lib.figures.map_style import MapStyle, Ramp
from lib.metrics.value import drawn_number


def choropleth(
    rows: list[Mapping], *, style: MapStyle, names: Mapping[str, str], columns: tuple[str, ...]
) -> Chart:
    """Regions coloured by class or along a ramp.

    Each row has id (region code), group (a class or one of the rest; empty on a ramp), chosen (outlined), and
    the columns of the tooltip: ``number`` is what a ramp colours. Only what is needed travels: a name
    where it is other than the layer's, as in later borders.
    """
    outlined = any(row["chosen"] for row in rows)
    plain = ["group", *(["chosen"] if outlined else []), *dict(style.sentence.flags)]
    sent = {column: [row[column] for row in rows] for column in plain}
    # A region's group travels as its number: -1 is on the ramp.
    number_of = {label: i for i, label in enumerate(style.groups)}
    sent["group"] = [number_of.get(label, -1) for label in sent["group"]]
    sent |= {
        column: [number.packed(row[column]) for row in rows] for column, number in style.sentence.numbers
    }
    of_layer = geometry.names(style.layer)
    renamed = [names[row["id"]] if names[row["id"]] != of_layer[row["id"]] else None for row in rows]
    if any(renamed):
        sent["renamed"] = renamed
    frame = {"code": [int(row["id"]) for row in rows], **sent}
    return Chart(
        kind="choropleth",
        spec=SpecOf("map_spec:spec_of_map", (style, tuple(sent))),
        datasets={DATA: frame},
        colours=style.colours("light"),
        layer=style.layer,
        fills={row["id"]: _fill(row, style) for row in rows},
        said={row["id"]: style.sentence.said(row, names[row["id"]]) for row in rows},
        chosen=frozenset(row["id"] for row in rows if row["chosen"]),
        ramp=style.scale.places("light") if isinstance(style.scale, Ramp) else {},
        columns=columns,
        pick="id",
    )


def _fill(row: dict, style: MapStyle) -> str:
    if isinstance(style.scale, Ramp) and not row["group"]:
        return style.scale.colour(drawn_number(row["number"]), "light")
    return style.colours("light")[row["group"]]


def side_by_side(panels: tuple[tuple[str, Chart], ...]) -> Chart:
    """Maps of the same style beside each other, as (title, map)."""
    return Chart(
        kind="panels",
        spec=SpecOf(
            "map_spec:spec_of_panels", (tuple((title, *chart.spec.args) for title, chart in panels),)
        ),
        datasets={f"{DATA}{i}": chart.datasets[DATA] for i, (_title, chart) in enumerate(panels)},
        panels=panels,
        columns=tuple(column for _title, chart in panels for column in chart.columns),
    )

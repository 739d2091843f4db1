"""The map as a drawing. Geometry comes by URL, cached for good by the browser; only values cross the wire."""

from collections.abc import Mapping

from lib.figures import geometry
from lib.figures.drawing import DATA, Chart, SpecOf
from lib.figures.map_look import Look, Ramp
from lib.metrics.value import drawn_number


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
    sent |= {column: [number.packed(row[column]) for row in rows] for column, number in look.sentence.numbers}
    of_layer = geometry.names(look.layer)
    renamed = [names[row["id"]] if names[row["id"]] != of_layer[row["id"]] else None for row in rows]
    if any(renamed):
        sent["renamed"] = renamed
    frame = {"code": [int(row["id"]) for row in rows], **sent}
    return Chart(
        kind="choropleth",
        spec=SpecOf("map_spec:spec_of_map", (look, tuple(sent))),
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
        return look.scale.colour(drawn_number(row["number"]), "light")
    return look.colours("light")[row["group"]]


def side_by_side(panels: tuple[tuple[str, Chart], ...]) -> Chart:
    """Maps of the same look beside each other, as (title, map)."""
    return Chart(
        kind="panels",
        spec=SpecOf(
            "map_spec:spec_of_panels", (tuple((title, *chart.spec.args) for title, chart in panels),)
        ),
        datasets={f"{DATA}{i}": chart.datasets[DATA] for i, (_title, chart) in enumerate(panels)},
        panels=panels,
        columns=tuple(column for _title, chart in panels for column in chart.columns),
    )

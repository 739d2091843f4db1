"""Where the grants go: the map of counties or municipalities, and the ranking beside it."""

from dataclasses import dataclass, replace
from typing import Literal

from lib.extract.model import Extract
from lib.figures import charts, classes, maps
from lib.figures.build import assemble, frame, not_additive_note, remembered, rows_of, table_by
from lib.figures.figure import Chart, Figure, Table
from lib.figures.reaching import REACH
from lib.figures.values import short, written
from lib.metrics import frames
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import N_, _, count

Level = Literal["county", "municipality"]
MAP_METRICS = ("grants", "doctors", "applied_nok", "applied_per_grant_nok", "doctors_per_100k")
RANKED = 20  # more bars than this are not read


@dataclass(frozen=True)
class _Words:
    """The titles of a level, as message ids with a place for the metric."""

    map: str
    ranking: str


_TITLES: dict[Level, _Words] = {
    "county": _Words(N_("{metric} by county, map"), N_("{metric} by county, most first")),
    "municipality": _Words(N_("{metric} by municipality, map"), N_("{metric} by municipality, most first")),
}


def measure_labels() -> dict[str, str]:
    """What the map page can measure: a metric, or the reach → label."""
    return {id: METRICS[id].label for id in MAP_METRICS} | {REACH: _("Reach")}


@remembered
def region_map(extract: Extract, selection: Selection, *, metric: str, level: Level = "county") -> Figure:
    """Counties or municipalities coloured by a metric, in the selection's borders.

    Counties show all the country, with those not chosen greyed. Municipalities show the counties chosen, or
    all; a chosen municipality is outlined among its neighbours.
    """
    measure = METRICS[metric]
    cuts = _cuts(extract, selection, metric, level)
    labels = classes.labels(cuts, measure.kind)
    no_grants, no_data = _("no grants"), _("outside the selection")
    drawn = "county" if level == "county" else "outline"
    names = DIMENSIONS[drawn].members(extract, selection.borders)
    chosen = _outlines_of(extract, selection)
    selection = _among_neighbours(selection, level)

    def group(row: dict) -> str:
        return labels[classes.class_of(row[metric] or 0, cuts)] if row["grants"] else no_grants

    values = frame(
        compute(extract, selection, (metric, "grants"), (drawn,)),
        id=lambda row: row[drawn],
        group=group,
        said=lambda row: f"{names[row[drawn]]}: {_said(row, measure)}",
        chosen=lambda row: row[drawn] in chosen,
    )
    layer = f"counties_{selection.borders}" if level == "county" else "municipalities_2020"
    drawing = maps.choropleth(values, layer=layer, classes=labels, no_grants=no_grants, no_data=no_data)
    table = _table(extract, selection, metric, level)
    return _figure(extract, selection, measure, table, drawing, id=f"{level}-map", title=_TITLES[level].map)


@remembered
def region_ranking(extract: Extract, selection: Selection, *, metric: str, level: Level = "county") -> Figure:
    """Counties or municipalities from most to least of a metric; only the first twenty are drawn."""
    selection = _among_neighbours(selection, level)
    measure, table = METRICS[metric], _table(extract, selection, metric, level)
    known = [row for row in rows_of(table) if row[metric] is not None]
    ranked = sorted(known, key=lambda row: -row[metric])
    values = frame(
        ranked[:RANKED],
        name=lambda row: row[level],
        value=lambda row: row[metric],
        text=lambda row: short(row[metric], measure.kind),
        said=lambda row: f"{row[level]}: {_said(row, measure)}",
    )
    figure = _figure(
        extract,
        selection,
        measure,
        table,
        charts.bars(values),
        id=f"{level}-ranking",
        title=_TITLES[level].ranking,
    )
    if len(ranked) <= RANKED:
        return figure
    note = _("The {n} with most of {all} are drawn; the table has all.").format(
        n=count(RANKED), all=count(len(ranked))
    )
    return replace(figure, notes=(note, *figure.notes))


def _among_neighbours(selection: Selection, level: Level) -> Selection:
    """A municipality is looked at among all of its county."""
    return replace(selection, municipalities=()) if level == "municipality" else selection


def _outlines_of(extract: Extract, selection: Selection) -> frozenset[str]:
    """The outlines of the chosen municipalities; none when no municipality is chosen."""
    if not selection.municipalities:
        return frozenset()
    return frozenset(members(extract, selection, "outline"))


def _figure(
    extract: Extract,
    selection: Selection,
    measure: Metric,
    table: Table,
    drawing: Chart,
    *,
    id: str,
    title: str,
) -> Figure:
    parts = (measure.numerator, measure.denominator) if measure.is_ratio else (measure.id,)
    return assemble(
        extract,
        selection,
        id=id,
        title=_(title).format(metric=measure.label),
        unit=measure.unit,
        table=table,
        chart=drawing,
        notes=(*not_additive_note("grants", *parts), *_border_note(selection), *_credits(id, parts)),
    )


def _table(extract: Extract, selection: Selection, metric: str, level: Level) -> Table:
    """The regions with the metric, its numerator and denominator, and the number of grants."""
    measure = METRICS[metric]
    parts = (measure.numerator, measure.denominator) if measure.is_ratio else ()
    wanted = tuple(dict.fromkeys((metric, *parts, "grants")))
    return table_by(extract, selection, level, wanted, shares=(metric,) if measure.additive else ())


def _cuts(extract: Extract, selection: Selection, metric: str, level: Level) -> tuple[float, ...]:
    """Class limits from every year and region, so that neither a year nor a place filter moves them."""
    everywhere = selection.without("county").without("municipality")
    values = [
        row[metric]
        for year in frames.years(extract)
        for row in compute(extract, everywhere.in_years(year), (metric,), (level,))
    ]
    return classes.limits([value for value in values if value is not None])


def _said(row: dict, measure: Metric) -> str:
    """The value with its unit, and what it is made of."""
    text = f"{written(row[measure.id], measure.kind)} {measure.unit}"
    if measure.is_ratio:
        over, under = METRICS[measure.numerator], METRICS[measure.denominator]
        parts = [f"{written(row[part.id], part.kind)} {part.unit}" for part in (over, under)]
        return f"{text} ({' / '.join(parts)})"
    return text


def _border_note(selection: Selection) -> tuple[str, ...]:
    if selection.borders == 2020 or min(selection.years) >= 2024:
        return ()
    return (
        _(
            "Grants before 2024 are recast to the counties of 2024 by municipality code. "
            "Ålesund (1507), divided in 2024, is shown whole in Møre og Romsdal."
        ),
    )


def region_names(extract: Extract, selection: Selection) -> dict[str, str]:
    """Every place a reader can go to: county and municipality codes with their names, counties first."""
    counties = DIMENSIONS["county"].members(extract, selection.borders)
    municipalities = DIMENSIONS["municipality"].members(extract, selection.borders)
    return dict(counties) | dict(municipalities)


def _credits(id: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Whose map and whose numbers stand beside the extract's."""
    sources = [METRICS[part].source for part in parts if METRICS[part].frame == "register"]
    drawn = [_("Map base: Kartverket (CC BY 4.0), simplified.")] if id.endswith("-map") else []
    return (*drawn, *(_("Inhabitants: {source}.").format(source=source) for source in sources))

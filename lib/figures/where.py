"""Where the grants go: the map of counties and the ranking beside it."""

from lib.extract.model import Extract
from lib.figures import charts, classes
from lib.figures.build import (
    assemble,
    frame,
    not_additive_note,
    remembered,
    rows_of,
    table_by,
)
from lib.figures.figure import Figure, Table
from lib.figures.maps import choropleth
from lib.figures.values import short, written
from lib.metrics import frames
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import _

MAP_METRICS = ("grants", "doctors", "applied_nok", "applied_per_grant_nok", "doctors_per_100k")


def measure_labels() -> dict[str, str]:
    """What the map can measure: metric → label."""
    return {id: METRICS[id].label for id in MAP_METRICS}


@remembered
def county_map(extract: Extract, selection: Selection, *, metric: str) -> Figure:
    """The country's counties coloured by a metric, in the selection's borders."""
    measure, table = METRICS[metric], _county_table(extract, selection, metric)
    cuts = _cuts(extract, selection, metric)
    labels = classes.labels(cuts, measure.kind)
    no_grants, no_data = _("no grants"), _("outside the selection")

    def group(row: dict) -> str:
        if row["grants"] == 0:
            return no_grants
        return no_data if row[metric] is None else labels[classes.class_of(row[metric], cuts)]

    values = frame(
        _coded(extract, selection, table),
        id=lambda row: row["code"],
        group=group,
        said=lambda row: _said(row, measure),
    )
    drawing = choropleth(
        values,
        layer=f"counties_{selection.borders}",
        classes=labels,
        no_grants=no_grants,
        no_data=no_data,
    )
    return _figure(
        extract, selection, measure, table, drawing, id="county-map", title=_("{metric} by county, map")
    )


@remembered
def county_ranking(extract: Extract, selection: Selection, *, metric: str) -> Figure:
    """The counties from most to least of a metric; a county without a value comes last."""
    measure, table = METRICS[metric], _county_table(extract, selection, metric)
    ranked = sorted(rows_of(table), key=lambda row: (row[metric] is None, -(row[metric] or 0)))
    values = frame(
        ranked,
        name=lambda row: row["county"],
        value=lambda row: row[metric],
        text=lambda row: short(row[metric], measure.kind),
        said=lambda row: _said(row, measure),
    )
    return _figure(
        extract,
        selection,
        measure,
        table,
        charts.bars(values),
        id="county-ranking",
        title=_("{metric} by county, most first"),
    )


def _figure(
    extract: Extract,
    selection: Selection,
    measure: Metric,
    table: Table,
    drawing: charts.Chart,
    *,
    id: str,
    title: str,
) -> Figure:
    parts = (measure.numerator, measure.denominator) if measure.is_ratio else (measure.id,)
    return assemble(
        extract,
        selection,
        id=id,
        title=title.format(metric=measure.label),
        unit=measure.unit,
        table=table,
        chart=drawing,
        notes=(*not_additive_note("grants", *parts), *_border_note(extract, selection)),
    )


def _county_table(extract: Extract, selection: Selection, metric: str) -> Table:
    """County, the metric with its numerator and denominator, and the number of grants."""
    measure = METRICS[metric]
    parts = (measure.numerator, measure.denominator) if measure.is_ratio else ()
    wanted = tuple(dict.fromkeys((metric, *parts, "grants")))
    return table_by(extract, selection, "county", wanted, shares=(metric,) if measure.additive else ())


def _coded(extract: Extract, selection: Selection, table: Table) -> list[dict]:
    codes = {name: code for code, name in DIMENSIONS["county"].members(extract, selection.borders).items()}
    return [{**row, "code": codes[row["county"]]} for row in rows_of(table)]


def _cuts(extract: Extract, selection: Selection, metric: str) -> tuple[float, ...]:
    """Class limits from every year and county, so that neither a year nor a county filter moves them."""
    everywhere = selection.without("county").without("municipality")
    values = [
        row[metric]
        for year in frames.years(extract)
        for row in compute(extract, everywhere.in_years(year), (metric,), ("county",))
    ]
    return classes.limits([value for value in values if value is not None])


def _said(row: dict, measure: Metric) -> str:
    """The sentence of a region: name, value with unit, and what it is made of."""
    value = written(row[measure.id], measure.kind)
    text = f"{row['county']}: {value} {measure.unit}"
    if measure.is_ratio:
        over, under = METRICS[measure.numerator], METRICS[measure.denominator]
        parts = [f"{written(row[part.id], part.kind)} {part.unit}" for part in (over, under)]
        return f"{text} ({' / '.join(parts)})"
    return text


def _border_note(extract: Extract, selection: Selection) -> tuple[str, ...]:
    if selection.borders == 2020 or min(selection.years) >= 2024:
        return ()
    return (
        _(
            "Grants before 2024 are recast to the counties of 2024 by municipality code. "
            "Ålesund (1507), divided in 2024, is shown whole in Møre og Romsdal."
        ),
    )

"""Where the grants go: the map of counties or municipalities, and the ranking beside it."""

from collections import Counter
from dataclasses import replace

from lib.figures import charts
from lib.figures.drawing import Chart, Mark
from lib.figures.figure import Question, Table, Topic
from lib.figures.map_style import HEIGHT
from lib.figures.ranked import ranked_note, ranked_table
from lib.figures.recipe import Content, recipe
from lib.figures.regions import (
    BESIDE,
    LEVELS,
    MAP_METRICS,
    MEASURES,
    RANKED,
    SMALL,
    Level,
    border_note,
    credits,
    is_small,
    metric_parts,
    on_scale,
    outline,
    ramp_note,
    region_chart,
    sentence_of,
    sentence_parts,
    small_note,
    table_of,
    with_whole_county,
)
from lib.figures.scales import SCALES, Scale, value_scale
from lib.figures.table_parts import few_names, not_additive_note
from lib.figures.values import format_short
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import number
from lib.metrics.view import View
from lib.words import N_, _

TITLES: dict[Level, tuple[str, str]] = {
    "county": (N_("{metric} by county, map"), N_("{metric} by county, most first")),
    "municipality": (N_("{metric} by municipality, map"), N_("{metric} by municipality, most first")),
}


def measure_labels() -> dict[str, str]:
    """The measures of the map page: metric → label."""
    return {id: METRICS[id].label for id in MEASURES}


def _map_title(*, metric: str, level: Level = "county", scale: Scale = "classes") -> str:
    return on_scale(_(TITLES[level][0]).format(metric=METRICS[metric].label), scale)


def _ranking_title(*, metric: str, level: Level = "county") -> str:
    return _(TITLES[level][1]).format(metric=METRICS[metric].label)


@recipe(_map_title, metric=MAP_METRICS, level=LEVELS, scale=SCALES)
def region_map(view: View, *, metric: str, level: Level = "county", scale: Scale = "classes") -> Content:
    """Counties or municipalities coloured by a metric, in the selection's borders.

    Counties show all the country, with those not chosen greyed. Municipalities show the counties chosen, or
    all; a chosen municipality is outlined among its neighbours.
    """
    drawing = draw_map(view, metric=metric, level=level, scale=scale)
    table = table_of(with_whole_county(view, level), metric, level)
    figure = _figure(view, metric, level, drawing, table, question="places")
    return replace(figure, notes=(*ramp_note(drawing, scale), *figure.notes))


def draw_map(
    view: View,
    *,
    metric: str,
    level: Level,
    scale: Scale,
    height: int = HEIGHT,
    beside: tuple[str, ...] = BESIDE,
    among: tuple[Selection, ...] = (),
) -> Chart:
    """The map alone, one region a shape. A metric that is no rate is shown with the metrics ``beside`` it.

    ``among`` are the selections of all the maps that it is one of.
    """
    measure, drawn = METRICS[metric], outline(level)
    colours, group = value_scale(view, metric, drawn, scale, among=among)
    shown = tuple(dict.fromkeys((metric, "grants", *(() if measure.is_ratio else beside))))
    found = compute(with_whole_county(view, level), shown, (drawn,))
    rows = [{**row, **sentence_parts(row, measure), "id": row[drawn], "value": row[metric]} for row in found]
    return region_chart(
        view,
        rows,
        level=level,
        scale=colours,
        group=group,
        sentence=sentence_of(measure, beside=beside),
        unknown=_("no data"),
        columns=(metric,),
        height=height,
    )


@recipe(_ranking_title, metric=MAP_METRICS, level=LEVELS)
def region_ranking(view: View, *, metric: str, level: Level = "county") -> Content:
    """Counties or municipalities from most to least of a metric; only the first of many are drawn."""
    view = with_whole_county(view, level)
    measure, table = METRICS[metric], table_of(view, metric, level)
    rows = [{**row, "id": code} for row, code in zip(table.body, table.codes, strict=True)]
    ranked = sorted(
        (row for row in rows if number(row[metric]) is not None), key=lambda row: -number(row[metric])
    )
    marks = [
        Mark(
            row[level],
            0,
            row[metric],
            format_short(row[metric], measure.kind) + (SMALL if is_small(row, measure) else ""),
            code=row["id"],
        )
        for row in ranked[:RANKED]
    ]
    parts = [sentence_parts(row, measure) for row in ranked[:RANKED]]
    figure = _figure(
        view,
        metric,
        level,
        charts.bars(marks, column=metric, pick="id", tooltip=(sentence_of(measure), parts))
        if ranked
        else None,
        ranked_table(table, metric),
        question="ranked places",
    )
    note = ranked_note([number(row[metric]) for row in ranked], measure.kind)
    return replace(figure, notes=(*note, *figure.notes))


def _figure(
    view: View,
    metric: str,
    level: Level,
    drawing: Chart | None,
    table: Table,
    *,
    question: Question,
) -> Content:
    measure = METRICS[metric]
    few = few_names(table, table.columns[0].key, "grants")
    return Content(
        with_whole_county(view, level),
        unit=measure.unit,
        table=table,
        chart=drawing,
        notes=_region_notes(with_whole_county(view, level), metric, table, drawing),
        topic=Topic(question=question, by=level, metric=metric, column=metric, few=few),
    )


def _region_notes(view: View, metric: str, table: Table, drawing: Chart | None) -> tuple[str, ...]:
    """Notes: why rows do not sum, what the mark means, what a reform changes, and the credits of the map."""
    measure = METRICS[metric]
    return (
        *not_additive_note("grants", *metric_parts(measure)),
        *small_note(table, measure, drawing),
        *border_note(view),
        *credits(drawn=drawing is not None and drawing.layer != ""),
    )


def place_options(view: View) -> dict[str, str]:
    """The same places by code, named as in a list to choose from: no two alike."""
    names = region_names(view)
    counties = DIMENSIONS["county"].members(view.extract, view.selection.borders)
    shared = Counter(names.values())
    forms = {True: _("{place} (county)"), False: _("{place} (municipality)")}
    return {
        code: forms[code in counties].format(place=name) if shared[name] > 1 else name
        for code, name in names.items()
    }


def region_names(view: View) -> dict[str, str]:
    """Every place a reader can go to: county and municipality codes with their names, counties first."""
    counties = DIMENSIONS["county"].members(view.extract, view.selection.borders)
    municipalities = DIMENSIONS["municipality"].members(view.extract, view.selection.borders)
    return dict(counties) | dict(municipalities)

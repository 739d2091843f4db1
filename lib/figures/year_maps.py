"""Small multiples: the same map for every year on one scale."""

from dataclasses import replace

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.figures.choropleth import side_by_side
from lib.figures.drawing import Chart
from lib.figures.figure import Column, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.region_figures import draw_map
from lib.figures.regions import (
    LEVELS,
    MAP_METRICS,
    Level,
    border_note,
    credits,
    is_small,
    mark_rows,
    metric_parts,
    on_scale,
    outline,
    ramp_note,
    small_note,
    with_whole_county,
)
from lib.figures.scales import SCALES, Scale
from lib.figures.table_parts import column_of, few_years, not_additive_note, whole_label
from lib.metrics import frames
from lib.metrics.border_changes import BorderChange, follow_borders
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import N_, _, word_list

_HEIGHT = 460
_TITLES: dict[Level, str] = {
    "county": N_("{metric} by county, year by year"),
    "municipality": N_("{metric} by municipality, year by year"),
}


def _title(*, metric: str, level: Level = "county", scale: Scale = "classes") -> str:
    return on_scale(_(_TITLES[level]).format(metric=METRICS[metric].label), scale)


@recipe(_title, metric=MAP_METRICS, level=LEVELS, scale=SCALES)
def year_maps(view: View, *, metric: str, level: Level = "county", scale: Scale = "classes") -> Content:
    """One map for every year chosen, or for every year there is where only one is; all on one scale."""
    measure = METRICS[metric]
    years = view.selection.years if len(view.selection.years) > 1 else frames.years(view.extract)
    shown = {year: _in_own_borders(view.in_years(year)) for year in years}
    among = tuple(own for own, _moves in shown.values())
    panels = tuple(
        (str(year), _map_of_year(view.extract, own, among, metric, level, scale))
        for year, (own, _moves) in shown.items()
    )
    table = _table(with_whole_county(view, level), metric, level, years)
    drawing = side_by_side(panels) if table.codes else None  # no municipality may be in all that is chosen
    return Content(
        with_whole_county(view, level),
        unit=measure.unit,
        table=table,
        chart=drawing,
        notes=(
            *ramp_note(drawing, scale),
            *not_additive_note(*metric_parts(measure)),
            *small_note(table, measure, None),
            *_borders(with_whole_county(view, level), years),
            *_border_notes({year: moves for year, (_own, moves) in shown.items()}),
            *credits(drawn=True),
        ),
        years=years,
        topic=Topic(
            question="years",
            by=level,
            metric=metric,
            few=few_years(with_whole_county(view, level).in_years(*years)),
        ),
    )


def _map_of_year(
    extract: Extract, own: Selection, among: tuple[Selection, ...], metric: str, level: Level, scale: Scale
) -> Chart:
    what = {"metric": metric, "level": level, "scale": scale}
    drawing = draw_map(View(extract, own), **what, height=_HEIGHT, beside=(), among=among)
    return replace(drawing, columns=(f"{metric}_{own.year}",))


def _in_own_borders(view: View) -> tuple[Selection, tuple[BorderChange, ...]]:
    """The selection of a year in the borders that the reader asked for, with its places followed there."""
    if not view.selection.as_published:
        return view.selection, ()
    return follow_borders(view, vintage_of(view.selection.year))


def _border_notes(moves: dict[int, tuple[BorderChange, ...]]) -> tuple[str, ...]:
    """Notes on what each chosen place was in the borders of a year that did not have it."""
    form = _("{year}: {place} is {now} in the borders of the year.")
    return tuple(
        form.format(year=year, place=move.place[1], now=word_list(name for _code, name in move.now))
        for year, followed in moves.items()
        for move in followed
    )


def _borders(view: View, years: tuple[int, ...]) -> tuple[str, ...]:
    if not view.selection.as_published:
        return border_note(view)
    if len({vintage_of(year) for year in years}) == 1:
        return ()
    note = _("Each year's map has the borders of its year. The table has those of {year}.")
    return (note.format(year=view.selection.borders),)


def _table(view: View, metric: str, level: Level, years: tuple[int, ...]) -> Table:
    by, measure = outline(level), METRICS[metric]
    shown = (metric, *(metric_parts(measure) if measure.is_ratio else ()))
    whole = compute(view.in_years(*years), shown, ("year",))
    found = compute(view.in_years(*years), shown, (by, "year"))
    values = {(row[by], row["year"]): row for row in found}
    names = members(view.in_years(*years), by)
    columns = [Column("name", DIMENSIONS[level].label)]
    for column in (column_of(METRICS[id]) for id in shown):
        columns += [
            replace(column, key=f"{column.key}_{year}", label=f"{column.label} {year}") for year in years
        ]
    lines = [(names[code], [values[code, year] for year in years]) for code in names]
    lines.append((whole_label(view.selection), list(whole)))
    rows = tuple((name, *(row[id] for id in shown for row in yearly)) for name, yearly in lines)
    small = [any(is_small(row, measure) for row in yearly) for _name, yearly in lines]
    return mark_rows(Table(tuple(columns), rows, has_total=True, codes=tuple(names)), small)

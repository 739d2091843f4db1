"""What changed where between two years: the map with no change in the middle of its scale, and the list."""

from dataclasses import replace

from lib.figures import charts
from lib.figures.captions import no_comparison
from lib.figures.change_table import COLUMN, In, change_of, change_table
from lib.figures.drawing import Chart, pair
from lib.figures.figure import Kind, Question, Table, Topic
from lib.figures.ranked import ranked_note, ranked_table
from lib.figures.recipe import Content, recipe
from lib.figures.regions import (
    LEVELS,
    MAP_METRICS,
    RANKED,
    Level,
    border_note,
    credits,
    metric_parts,
    on_scale,
    outline,
    ramp_note,
    region_chart,
    small_note,
    with_whole_county,
)
from lib.figures.scales import SCALES, Scale, change_scale
from lib.figures.table_parts import not_additive_note
from lib.figures.tooltips import Number, Sentence
from lib.figures.values import format_change, format_with_unit
from lib.metrics.change import Change, changes, compared_years
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.units import divided_municipalities
from lib.metrics.value import is_missing, number
from lib.metrics.view import View
from lib.words import N_, _, lower_first, word_list

WAYS: tuple[In, ...] = ("absolute", "percent")
_TITLES: dict[tuple[Level, In], str] = {
    ("county", "absolute"): N_("Change in {metric} by county"),
    ("county", "percent"): N_("Percentage change in {metric} by county"),
    ("municipality", "absolute"): N_("Change in {metric} by municipality"),
    ("municipality", "percent"): N_("Percentage change in {metric} by municipality"),
}


def _title(metric: str, level: Level, of: In) -> str:
    return _(_TITLES[level, of]).format(metric=lower_first(METRICS[metric].label))


def _map_title(*, metric: str, level: Level = "county", of: In = "absolute", scale: Scale = "classes") -> str:
    return on_scale(_("{title}, map").format(title=_title(metric, level, of)), scale)


def _ranking_title(*, metric: str, level: Level = "county", of: In = "absolute") -> str:
    return _("{title}, largest first").format(title=_title(metric, level, of))


@recipe(_map_title, metric=MAP_METRICS, level=LEVELS, of=WAYS, scale=SCALES)
def change_map(
    view: View,
    *,
    metric: str,
    level: Level = "county",
    of: In = "absolute",
    scale: Scale = "classes",
) -> Content:
    """Regions coloured by their change between the compared years, up and down from no change."""
    measure, drawn = METRICS[metric], outline(level)
    kind: Kind = measure.kind if of == "absolute" else "percent"
    found = changes(with_whole_county(view, level), metric, drawn)
    rows = [
        {
            "id": code,
            "value": change_of(change, of, measure),
            "grants": change.first["grants"] or change.last["grants"],
            **_parts(change, of, measure),
        }
        for code, change in found.items()
        if code is not None
    ]
    drawing = None
    if rows:
        everywhere = changes(view.without("county"), metric, drawn)
        colours, group = change_scale(
            [change_of(change, of, measure) for code, change in everywhere.items() if code is not None],
            kind,
            scale,
            held=[row["value"] for row in rows if row["grants"]],
        )
        drawing = region_chart(
            view,
            rows,
            level=level,
            scale=colours,
            group=group,
            sentence=_sentence(measure, of),
            unknown=_("nothing to compare with"),
            columns=(COLUMN[of],),
        )
    table = change_table(with_whole_county(view, level), measure, level)
    figure = _figure(view, measure, level, of, drawing, table, question="change")
    return replace(figure, notes=(*ramp_note(drawing, scale), *figure.notes))


def _sentence(measure: Metric, of: In) -> Sentence:
    """The tooltip of a change: with its unit, and the values it is from and to."""
    forms = measure.forms if of == "absolute" else ()
    kind: Kind = measure.kind if of == "absolute" else "percent"
    return Sentence(
        "{name}: {number} (" + _("from {first} to {last}") + ")",
        (
            ("number", Number(kind, signed=True, forms=forms)),
            ("first", Number(measure.kind)),
            ("last", Number(measure.kind)),
        ),
    )


def _parts(change: Change, of: In, measure: Metric) -> dict:
    return {"number": change_of(change, of, measure), "first": change.before, "last": change.now}


@recipe(_ranking_title, metric=MAP_METRICS, level=LEVELS, of=WAYS)
def change_ranking(view: View, *, metric: str, level: Level = "county", of: In = "absolute") -> Content:
    """The regions that changed most, up or down, with both years; only the first of many are drawn."""
    view = with_whole_county(view, level)
    measure = METRICS[metric]
    kind: Kind = measure.kind if of == "absolute" else "percent"
    names = DIMENSIONS[outline(level)].members(view.extract, view.selection.borders)
    found = changes(view, metric, outline(level))
    rows = [
        {"id": code, "name": names[code], "change": change, "value": change_of(change, of, measure)}
        for code, change in found.items()
        if code is not None and number(change_of(change, of, measure)) is not None
    ]
    # Those that changed most, whichever way; drawn from most up to most down, so that no sign is in between.
    rows = sorted(rows, key=lambda row: -abs(row["value"]))
    ranked = sorted(rows[:RANKED], key=lambda row: -row["value"])
    drawing = None
    if ranked:
        marks = []
        for row in ranked:
            change, text = row["change"], format_change(row["value"], kind)
            marks += pair(row["name"], change.before, change.now, text=text, code=row["id"])
        sentence = _sentence(measure, of)
        parts = [_parts(row["change"], of, measure) for row in ranked]
        columns = ("before", "now", COLUMN[of])
        drawing = charts.dumbbells(marks, columns=columns, pick="id", tooltip=(sentence, parts))
    table = ranked_table(change_table(view, measure, level), COLUMN[of])
    figure = _figure(view, measure, level, of, drawing, table, question="ranked changes")
    return replace(
        figure,
        title="" if ranked else _title(metric, level, of),
        notes=(
            *ranked_note([abs(row["value"]) for row in rows], kind, changed=True),
            *figure.notes,
        ),
    )


def _few(view: View, measure: Metric, level: Level, of: In) -> tuple[str, ...]:
    """The regions whose change rests on too few grants: a change in per cent on those of the year before."""
    names = DIMENSIONS[outline(level)].members(view.extract, view.selection.borders)
    found, least = changes(view, measure.id, outline(level)), headline_from_grants()

    def behind(change: Change) -> int:
        first, last = (number(row["grants"]) or 0 for row in (change.first, change.last))
        return first if of == "percent" else max(first, last)

    return tuple(names[code] for code, each in found.items() if code is not None and behind(each) < least)


def _figure(
    view: View,
    measure: Metric,
    level: Level,
    of: In,
    drawing: Chart | None,
    table: Table,
    *,
    question: Question,
) -> Content:
    years = compared_years(view)
    unit = _("per cent") if of == "percent" else measure.unit
    if drawing is not None and drawing.kind == "dumbbells":
        form = _("{unit}, {before} (light dot) and {year} (dark dot)")
        unit = form.format(unit=measure.unit, before=years[0], year=years[1])
    return Content(
        with_whole_county(view, level),
        unit=unit,
        table=table,
        chart=drawing,
        notes=(
            *(_rounded_note(view, measure, level) if of == "absolute" else ()),
            *(_period_note(view, years) if years and measure.kind == "nok" else ()),
            *not_additive_note(*metric_parts(measure)),
            *small_note(table, measure, drawing),
            *(border_note(with_whole_county(view, level)) or _whole_note(view, table)),
            *credits(drawn=drawing is not None and drawing.layer != ""),
        ),
        years=years or (),
        nothing="" if years else no_comparison(view.extract, view.selection.year),
        topic=Topic(
            question=question,
            by=level,
            metric=measure.id,
            column=COLUMN[of],
            compared=years or (),
            few=_few(with_whole_county(view, level), measure, level, of),
        ),
    )


def _whole_note(view: View, table: Table) -> tuple[str, ...]:
    """A note that a municipality divided since the map's outlines is compared whole; empty if not shown."""
    if not {*divided_municipalities(view.extract)} & {*table.codes}:
        return ()
    return (_("Ålesund (1507), divided in 2024, is shown whole: the map has the outlines of 2020."),)


def _rounded_note(view: View, measure: Metric, level: Level) -> tuple[str, ...]:
    """A note that a file's cells, which have more decimals, may differ a little; empty if they do not."""
    found = changes(with_whole_county(view, level), measure.id, outline(level)).values()
    if all(change_of(change, "absolute", measure) == change.absolute for change in found):
        return ()
    return (_("The change is the difference between the numbers as they are shown, rounded."),)


def _period_note(view: View, years: tuple[int, int]) -> tuple[str, ...]:
    """A note that amounts of grant periods of unequal or unknown length are compared; empty if not."""
    months = METRICS["grant_months"]
    lengths = [row[months.id] for row in compute(view.in_years(*years), (months.id,), ("year",))]
    if lengths[0] == lengths[-1] and not is_missing(lengths[0]):
        return ()
    said = [
        f"{format_with_unit(length, 'count', months.forms)} ({year})"
        for year, length in zip(years, lengths, strict=True)
    ]
    form = _("The amounts are not per month of the grant periods: {periods}.")
    return (form.format(periods=word_list(said)),)

"""The history of the scheme from 2019, with a gap for values that are not published."""

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.budget_figures import PAID_COLUMNS, paid_chart
from lib.figures.drawing import Chart, Mark, Series
from lib.figures.figure import Column, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import column_of, few_years
from lib.figures.values import format_full, format_short
from lib.metrics import budget, frames
from lib.metrics.compute import compute
from lib.metrics.exactness import printed_counts
from lib.metrics.registry import METRICS
from lib.metrics.value import Missing, Reason, ratio
from lib.metrics.view import View
from lib.words import N_, _, lower_first, year_range

_COUNTS = {"grants_alis": "alis", "doctors": "doctors"}  # metric → colour role


@recipe(N_("Paid and budget"))
def money_history(view: View) -> Content:
    """Paid and budget per year. Under a filter: what is paid in the selection, for years with grants."""
    years = _years(view)
    paid = {row["year"]: row["paid_nok"] for row in _rows(view, ("paid_nok",))}
    rows = []
    for year in years:
        amount = paid[year] if year in paid else budget.year_total(view.extract, year, "paid_nok")
        whole = budget.year_total(view.extract, year, "budget_nok")
        rows.append((str(year), amount, whole, ratio(amount, whole, 100)))
    columns = [Column("year", _("Year")), *(column_of(METRICS[id]) for id in PAID_COLUMNS)]
    if not view.selection.is_national:
        columns, rows = columns[:2], [row[:2] for row in rows]
    return Content(
        view,
        title="" if view.selection.is_national else _("Paid per year"),
        unit=_("NOK paid, with lines where the budget is") if view.selection.is_national else _("NOK paid"),
        table=Table(tuple(columns), tuple(rows)),
        chart=_money_chart(rows),
        notes=_year_notes(view),
        years=years,
        topic=Topic(question="money", by="year", few=few_years(view.in_years(*frames.years(view.extract)))),
    )


def _money_chart(rows: list[tuple]) -> Chart:
    """A chart of payments, against the budget in rows that have one."""
    if len(rows[0]) > 2:
        return paid_chart([row[:3] for row in rows], pick="name")
    texts = [format_short(paid, "nok") for _year, paid in rows]
    marks = [
        Mark(year, 0, paid, text, f"{year}: {text}") for (year, paid), text in zip(rows, texts, strict=True)
    ]
    return charts.bars(marks, column="paid_nok", role="paid", pick="name")


@recipe(N_("ALIS agreements and unique doctors"))
def count_history(view: View) -> Content:
    """ALIS agreements and unique doctors per year; what is not published is said, not drawn as zero."""
    years = _years(view)
    found = {row["year"]: row for row in _rows(view, tuple(_COUNTS))}
    rows = tuple(
        (
            str(year),
            *(found[year][id] if year in found else _printed(view.extract, id, year) for id in _COUNTS),
        )
        for year in years
    )
    series = tuple(Series(id, role, METRICS[id].label) for id, role in _COUNTS.items())
    marks = []
    for year, *values in rows:
        for place, value in enumerate(values):
            text = format_full(value, "count")
            marks.append(Mark(year, place, value, text, f"{year}, {lower_first(series[place].name)}: {text}"))
    return Content(
        view,
        unit=_("number per year"),
        table=Table((Column("year", _("Year")), *(column_of(METRICS[id]) for id in _COUNTS)), rows),
        chart=charts.grouped_bars(marks, series=series, pick="name"),
        notes=_year_notes(view),
        years=years,
        topic=Topic(question="counts", by="year"),
    )


def _years(view: View) -> tuple[int, ...]:
    """Every year something is known of; under a filter only those with grants to filter."""
    known = frames.years(view.extract)
    return (
        tuple(sorted({*known, *budget.budget_years(view.extract)})) if view.selection.is_national else known
    )


def _rows(view: View, metrics: tuple[str, ...]) -> tuple:
    return compute(view.in_years(*frames.years(view.extract)), metrics, ("year",))


def _printed(extract: Extract, metric: str, year: int) -> int | Missing:
    """The published number of a year that the extract has no rows of."""
    found = budget.alis_grants(extract, year) if metric == "grants_alis" else None
    found = printed_counts(extract).get((metric, year)) if found is None else found
    return Missing(Reason.NOT_PUBLISHED) if found is None else found


def _year_notes(view: View) -> tuple[str, ...]:
    """Which years are of earlier schemes, and which are not in the extract."""
    if not view.selection.is_national:
        return (_("While a filter is on, only years with grants in the extract are shown."),)
    without_rows = set(budget.budget_years(view.extract)) - set(frames.years(view.extract))
    national = {line.year for line in budget.lines(view.extract) if line.scheme == budget.NATIONAL}
    notes = []
    if earlier := without_rows - national:
        form = _("{years}: earlier schemes, published totals. Missing numbers are not published.")
        notes.append(form.format(years=year_range(earlier)))
    if absent := without_rows & national:
        form = _("{years}: not in the extract, published totals. Missing numbers are not published.")
        notes.append(form.format(years=year_range(absent)))
    return tuple(notes)

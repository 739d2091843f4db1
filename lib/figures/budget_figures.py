"""How the budget is used: budget, applied, granted and paid are four amounts, each with its own name."""

from collections.abc import Iterable

from lib.figures import charts
from lib.figures.drawing import Chart, Mark, Pick, Series, pair
from lib.figures.figure import Column, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import SHARE, column_of, few_years
from lib.figures.values import (
    change_short,
    format_change,
    format_full,
    format_short,
    format_with_label,
    noted,
)
from lib.metrics import budget, frames
from lib.metrics.compute import Row, compute
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import NOT_PUBLISHED, Value, is_known, is_missing, number, ratio
from lib.metrics.view import View
from lib.words import N_, _, lower_first, percent, word_list

_ROLES = {"budget_nok": "budget", "applied_nok": "applied", "granted_nok": "granted", "paid_nok": "paid"}
_UTILISATION = {
    "applied_nok": "applied_utilisation_pct",
    "granted_nok": "granted_utilisation_pct",
    "paid_nok": "paid_utilisation_pct",
}
_MONTHLY = ("budget_per_month_nok", "applied_per_month_nok", "granted_per_month_nok", "paid_per_month_nok")


@recipe(N_("From budget to payment"))
def budget_steps(view: View) -> Content:
    """Budget → applied → granted → paid, year by year, each with its own share of the budget."""
    asked, view = view.selection.years, _every_year(view)
    # A part of the country has no budget, and so no share of one.
    steps = tuple(_ROLES) if view.selection.is_national else tuple(_UTILISATION)
    metrics = (*steps, *_UTILISATION.values()) if view.selection.is_national else steps
    found = compute(view, metrics, ("year",))
    marks = []
    for row in found:
        for place, step in enumerate(steps):
            text = _step_text(row, step, _step_before(row, steps[:place]))
            marks.append(Mark(str(row["year"]), place, row[step], text, said=f"{row['year']}: {text}"))
    return Content(
        view,
        unit=_("NOK, and per cent of the budget")
        if view.selection.is_national
        else METRICS["applied_nok"].unit,
        table=_by_year(view, metrics),
        chart=charts.grouped_bars(
            marks,
            series=(Series(step, _ROLES[step], METRICS[step].label) for step in steps),
            beside=tuple(metrics[len(steps) :]),
            pick="name",
        ),
        notes=(*_national_note(view.selection), *_unknown_note(found)),
        years=view.selection.years,
        topic=Topic(question="budget", by="year", asked=asked, few=few_years(view)),
    )


def _every_year(view: View) -> View:
    """Use of the budget is read over time: every year of the extract, whichever is chosen."""
    return view.in_years(*frames.years(view.extract))


def _step_before(row: Row, steps: tuple[str, ...]) -> str:
    """The last of the steps that is known; empty where none is."""
    return next((step for step in reversed(steps) if is_known(row[step])), "")


def _step_text(row: Row, step: str, before: str) -> str:
    """``Utbetalt 445,0 mill. kr (96,5 % av budsjettet), −13,4 mill. kr fra søkt``."""
    text = format_with_label(METRICS[step].label, row[step], "nok")
    utilisation = row.get(_UTILISATION.get(step, ""))
    if utilisation is not None and not is_missing(utilisation):
        text = _("{amount} ({share} of the budget)").format(amount=text, share=percent(utilisation))
    if not (before and is_known(row[step])):
        return text
    form = _("{amount}, {change} from {step}")
    change = format_change(change_short(row[step], row[before], "nok"), "nok")
    if not change_short(row[step], row[before], "nok"):
        form, change = _("{amount}, the same as {step}"), ""
    return form.format(amount=text, change=change, step=lower_first(METRICS[before].label))


def _by_year(view: View, metrics: tuple[str, ...]) -> Table:
    """Metrics by year, without a row for the whole: amounts of unequal periods are not added up."""
    found = compute(view, metrics, ("year",))
    columns = (Column("year", _("Year")), *(column_of(METRICS[id]) for id in metrics))
    return Table(columns, tuple((str(row["year"]), *(row[id] for id in metrics)) for row in found))


@recipe(N_("Amounts per month of grant period"))
def per_month(view: View) -> Content:
    """The amounts per month of grant period, since the years cover unequal periods."""
    asked, view = view.selection.years, _every_year(view)
    shown = _MONTHLY if view.selection.is_national else _MONTHLY[1:]
    metrics = ("grant_months", *shown)
    found = compute(view, metrics, ("year",))
    roles = dict(zip(_MONTHLY, _ROLES.values(), strict=True))
    names = {id: METRICS[id].label.split(" ")[0] for id in shown}
    marks = [
        Mark(
            _year_and_months(row),
            place,
            row[id],
            format_with_label(names[id], row[id], "nok"),
            said=f"{row['year']}, {lower_first(METRICS[id].label)}: {format_short(row[id], 'nok')}",
        )
        for row in found
        for place, id in enumerate(shown)
    ]
    return Content(
        view,
        unit=METRICS["applied_per_month_nok"].unit,
        table=_by_year(view, metrics),
        chart=charts.grouped_bars(marks, series=(Series(id, roles[id], names[id]) for id in shown)),
        notes=_national_note(view.selection),
        years=view.selection.years,
        topic=Topic(question="per month", asked=asked, few=few_years(view)),
    )


def _year_and_months(row: Row) -> str:
    months = row["grant_months"]
    if is_missing(months):
        return f"{row['year']} ({months.text})"
    return _("{year} ({months} months)").format(year=row["year"], months=months)


# What the amount applied for is made of → its colour role.
_PARTS = {"alis_applied_nok": "alis", "guidance_applied_nok": "guidance", "supplement_nok": "supplement"}


@recipe(N_("Agreements, guidance and supplements"))
def parts_of_applied(view: View) -> Content:
    """The parts of the amount applied for: agreements, guidance, and the supplements within them."""
    asked, view = view.selection.years, _every_year(view)
    found = compute(view, ("applied_nok", *_PARTS), ("year",))
    amounts = _by_year(view, ("applied_nok", *_PARTS))
    form = _("{metric}, share of applied")
    shares = [Column(id + SHARE, form.format(metric=METRICS[id].label), "percent") for id in _PARTS]
    series = tuple(Series(id, role, METRICS[id].label) for id, role in _PARTS.items())
    marks = []
    for row in found:
        for place, part in enumerate(series):
            value = row[part.column]
            text = noted(format_short(value, "nok"), value, _part_share(row, part.column))
            said = f"{row['year']}, {lower_first(part.name)}: {text}"
            marks.append(Mark(str(row["year"]), place, row[part.column], text, said))
    return Content(
        view,
        unit=_("NOK applied for"),
        table=Table(
            (*amounts.columns, *shares),
            tuple(
                (*cells, *(_share(row, id) for id in _PARTS))
                for cells, row in zip(amounts.rows, found, strict=True)
            ),
        ),
        chart=charts.grouped_bars(
            marks, series=series, beside=tuple(column.key for column in shares), pick="name"
        ),
        notes=(
            _("The supplements of centrality 6 are a part of the ALIS agreements, not an addition to them."),
        ),
        years=view.selection.years,
        topic=Topic(question="parts", by="year", asked=asked, few=few_years(view)),
    )


def _share(row: Row, id: str) -> Value:
    return ratio(row[id], row["applied_nok"], 100)


def _part_share(row: Row, id: str) -> str:
    """The share of the amount applied for; a part of a part says so, as it is not one that adds up."""
    share = _share(row, id)
    if is_missing(share):
        return ""
    form = _("{share}, within the agreements") if id == "supplement_nok" else "{share}"
    return form.format(share=percent(number(share)))


_LINE_COLUMNS = (
    ("budget_nok", N_("Budget")),
    ("granted_nok", N_("Granted")),
    ("paid_nok", N_("Paid")),
)


@recipe(N_("Earlier schemes"))
def earlier_schemes(view: View) -> Content:
    """The schemes before the national one, 2019–2021, from published totals; filters do not reach them."""
    known = frames.years(view.extract)
    lines = [
        line
        for line in budget.lines(view.extract)
        if line.scheme != budget.NATIONAL and line.year not in known
    ]
    years = tuple(sorted({line.year for line in lines}))
    columns = (
        Column("scheme", _("Year and scheme")),
        *(
            Column(column, _("{metric} (NOK)").format(metric=_(label)), "nok")
            for column, label in _LINE_COLUMNS
        ),
        column_of(METRICS["paid_utilisation_pct"]),
        Column("grants", METRICS["grants"].label, "count"),
    )
    rows = []
    for line in lines:
        published = (line.budget_nok, line.granted_nok, line.paid_nok, line.grants)
        whole, granted, paid, grants = (NOT_PUBLISHED if value is None else value for value in published)
        name = f"{line.year} {line.scheme_label}"
        rows.append((name, whole, granted, paid, ratio(paid, whole, 100), grants))
    return Content(
        view.with_selection(Selection(years=years)),
        unit=_("NOK paid, with lines where the budget is"),
        table=Table(columns, tuple(rows)),
        chart=paid_chart((name, paid, whole) for name, whole, _granted, paid, *_rest in rows),
        notes=(
            _("Published totals for the whole country, without grants behind them, so no filter applies."),
        ),
        years=years,
        topic=Topic(question="earlier"),
    )


# What a drawing of payments against budgets is of.
PAID_COLUMNS = ("paid_nok", "budget_nok", "paid_utilisation_pct")


def paid_chart(rows: Iterable[tuple[str, Value, Value]], *, pick: Pick = "") -> Chart:
    """A chart of payments as bars with the budget as target, from rows of name, paid and budget."""
    marks: list[Mark] = []
    for name, paid, whole in rows:
        text, said = paid_of_budget(paid, whole), paid_and_budget(name, paid, whole)
        marks += pair(name, paid, whole, text=text, said=said)
    return charts.bullets(marks, columns=PAID_COLUMNS[:2], beside=PAID_COLUMNS[2:], role="paid", pick=pick)


def paid_of_budget(paid: Value, total_budget: Value) -> str:
    """Paid against budget at a bar, short: the unit and the names stand in the subtitle. Unknown is said."""
    if number(paid) is None or is_missing(total_budget):
        return f"{format_short(paid, 'nok')}, {format_with_label(_('budget'), total_budget, 'nok')}"
    return _("NOK {paid} of {budget} million ({share})").format(
        paid=format_full(paid, "million_nok"),
        budget=format_full(total_budget, "million_nok"),
        share=format_full(ratio(paid, total_budget, 100), "percent"),
    )


def paid_and_budget(name: str, paid: Value, total_budget: Value) -> str:
    """The same as a sentence, each amount by its name."""
    parts = (
        format_with_label(METRICS[id].label, amount, "nok")
        for id, amount in (("paid_nok", paid), ("budget_nok", total_budget))
    )
    return f"{name}: {', '.join(map(lower_first, parts))}"


def _national_note(selection: Selection) -> tuple[str, ...]:
    if selection.is_national:
        return ()
    return (_("The budget is for the whole country. It is left out while a filter is on."),)


def _unknown_note(rows: tuple[Row, ...]) -> tuple[str, ...]:
    missing = [str(row["year"]) for row in rows if row["granted_nok"] == NOT_PUBLISHED]
    if not missing:
        return ()
    return (_("Granted is not published for {years}.").format(years=word_list(missing)),)

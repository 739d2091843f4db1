"""How the budget was used, in a sentence a year made from the table of the budget."""

from lib.figures.comparisons import clauses
from lib.figures.figure import CellValue, Figure
from lib.figures.values import format_short, format_with_label, round_short
from lib.metrics.class_limits import budget_used_pct
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known, is_missing, number
from lib.words import N_, _, lower_first

_STEPS = {
    "applied_nok": ("applied_utilisation_pct", N_("{amount} applied for")),
    "granted_nok": ("granted_utilisation_pct", N_("{amount} granted")),
    "paid_nok": ("paid_utilisation_pct", N_("{amount} paid")),
}


def how_it_was_used(figure: Figure) -> str:
    """Answers "was it used" of the latest year chosen, in a line: what is paid, or how far it is."""
    row = next(row for row in figure.table.body if row["year"] == str(figure.topic.asked[-1]))
    for step, form in (("paid_nok", _used(row)), *_NOT_YET):
        share = row.get(_STEPS[step][0])
        if is_known(share):
            return _(form).format(
                amount=format_short(row[step], "nok"),
                budget=format_short(row["budget_nok"], "nok"),
                year=row["year"],
                share=format_short(share, "percent"),
            )
    said = _year_of_budget(figure, row)
    if "budget_nok" in row:
        return said
    return _("The budget is not parted by place, class or type. {amounts}").format(amounts=said)


def _used(row: dict[str, CellValue]) -> str:
    """What is said of the amount paid, by its share of the budget as it is written."""
    limits, share = budget_used_pct(), number(row.get("paid_utilisation_pct"))
    if share is None:
        return ""
    reached = [word for word, least in limits.items() if round_short(share, "percent") >= least]
    return _USED[reached[-1]] if reached else _NOT_USED


_USED = {
    "nearly": N_("Nearly: {amount} of {budget} were paid in {year} ({share})."),
    "yes": N_("Yes: {amount} of {budget} were paid in {year} ({share})."),
    "more": N_("More than that: {amount} of {budget} were paid in {year} ({share})."),
}
_NOT_USED = N_("No: {amount} of {budget} were paid in {year} ({share}).")
_NOT_YET = (
    ("granted_nok", N_("Not yet: {amount} of {budget} are granted in {year} ({share}).")),
    ("applied_nok", N_("Not yet: {amount} of {budget} are applied for in {year} ({share}).")),
)


def behind_the_use(figure: Figure) -> str:
    """Every amount of the years chosen, where the answer tells of one."""
    every = every_amount(figure)
    return "" if every == how_it_was_used(figure) else every


def every_amount(figure: Figure) -> str:
    """Year by year: the budget, and the amounts applied for, granted and paid."""
    asked = {str(year) for year in figure.topic.asked}
    rows = [row for row in figure.table.body if row["year"] in asked]
    return clauses(*(_year_of_budget(figure, row) for row in rows))


def _year_of_budget(figure: Figure, row: dict[str, CellValue]) -> str:
    steps = []
    for step, (share, form) in _STEPS.items():
        if is_missing(row[step]):
            steps.append(lower_first(format_with_label(METRICS[step].label, row[step], "nok")))
            continue
        said = _(form).format(amount=format_short(row[step], "nok"))
        if number(row.get(share)) is not None:
            said = _("{step} ({share} of the budget)").format(
                step=said, share=format_short(row[share], "percent")
            )
        steps.append(said)
    place = ", ".join(filter(None, (figure.topic.place, figure.topic.filters)))
    when = f"{row['year']} ({place})" if place else str(row["year"])
    if "budget_nok" in row:
        budget = _("budget {amount}").format(amount=format_short(row["budget_nok"], "nok"))
        if is_missing(row["budget_nok"]):
            budget = lower_first(format_with_label(METRICS["budget_nok"].label, row["budget_nok"], "nok"))
        steps.insert(0, budget)
    return f"{when}: {', '.join(steps)}."

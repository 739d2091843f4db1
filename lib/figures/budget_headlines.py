"""The findings of the figures about money: how the budget was used, from which year to which."""

from collections.abc import Callable, Mapping

from lib.figures.figure import CellValue, Figure, Question
from lib.figures.values import format_short, round_short
from lib.metrics.registry import METRICS
from lib.metrics.value import change_pct, is_known, number, ratio
from lib.words import N_, _, percent

Row = Mapping[str, CellValue]


def budget_use(figure: Figure) -> str:
    """``Budsjettet holdt i 2023: 96,5 % er utbetalt``; while nothing is paid, what is applied for."""
    row = _asked(figure)
    if row is None:
        return ""
    if is_known(row.get("paid_utilisation_pct")):
        share = format_short(row["paid_utilisation_pct"], "percent")
        form = _("The budget held in {year}: {share} of it is paid")
        if round_short(number(row["paid_utilisation_pct"]), "percent") > 100:
            form = _("More than the budget is paid in {year}: {share} of it")
        return form.format(year=row["year"], share=share)
    if is_known(row.get("applied_utilisation_pct")):
        share = format_short(row["applied_utilisation_pct"], "percent")
        return _("{share} of the budget is applied for in {year}").format(share=share, year=row["year"])
    for step, form in (("paid_nok", N_("{amount} paid in {year}")), ("applied_nok", _APPLIED)):
        if is_known(row[step]):
            return _(form).format(amount=format_short(row[step], "nok"), year=row["year"])
    return ""


_APPLIED = N_("{amount} applied for in {year}")


def _monthly(figure: Figure) -> str:
    """The change per month of grant period from the year before."""
    row = _asked(figure)
    if row is None:
        return ""
    id = next((id for id in ("paid_per_month_nok", "applied_per_month_nok") if is_known(row[id])), "")
    before = _of_year(figure, figure.topic.asked[-1] - 1)
    pct = change_pct(row[id], before[id]) if id and before else None
    # The applications of a year that is not decided are more than the grants that come of them.
    if not is_known(pct) or {*map(int, (before["year"], row["year"]))} & {*figure.topic.undecided}:
        return ""
    form = _("{metric} rises {pct} from {before} to {year}")
    if not round_short(number(pct), "percent"):
        form = _("{metric} is as high in {year} as in {before}")
    elif number(pct) < 0:
        form = _("{metric} falls {pct} from {before} to {year}")
    return form.format(
        metric=METRICS[id].label, pct=percent(abs(pct)), before=before["year"], year=row["year"]
    )


def _parts(figure: Figure) -> str:
    """How much of the amount applied for is for agreements; nothing where it is all of it."""
    row = _asked(figure)
    share = ratio(row["alis_applied_nok"], row["applied_nok"], 100) if row else None
    if not is_known(share) or number(share) == 100:
        return ""
    form = _("{part} of {whole} applied for is for ALIS agreements ({share})")
    return form.format(
        part=format_short(row["alis_applied_nok"], "nok"),
        whole=format_short(row["applied_nok"], "nok"),
        share=percent(share),
    )


def _earlier(figure: Figure) -> str:
    """The scheme that used most of its budget, and how much all of its year used."""
    rows = [row for row in figure.table.body if is_known(row["paid_utilisation_pct"])]
    if not rows:
        return ""
    most = max(rows, key=lambda row: number(row["paid_utilisation_pct"]))
    form = _("{scheme}: {paid} paid of a budget of {budget} ({share})")
    said = form.format(
        scheme=most["scheme"],
        paid=format_short(most["paid_nok"], "nok"),
        budget=format_short(most["budget_nok"], "nok"),
        share=format_short(most["paid_utilisation_pct"], "percent"),
    )
    same_year = [row for row in figure.table.body if row["scheme"][:4] == most["scheme"][:4]]
    if len(same_year) < 2 or not all(row in rows for row in same_year):
        return said
    paid, budget = (sum(number(row[id]) for row in same_year) for id in ("paid_nok", "budget_nok"))
    form = _("{said}; all {n} together {share}")
    return form.format(said=said, n=len(same_year), share=percent(ratio(paid, budget, 100)))


def _money(figure: Figure) -> str:
    """``445,0 mill. kr av 461,1 mill. kr utbetalt i 2023: 16,1 mill. kr er ikke brukt``."""
    few = figure.topic.few
    rows = [row for row in figure.table.body if is_known(row["paid_nok"]) and row["year"] not in few]
    if not rows:
        return ""
    row = rows[-1]
    paid, whole = row["paid_nok"], row.get("budget_nok")
    if not is_known(whole):
        return _("{amount} paid in {year}").format(amount=format_short(paid, "nok"), year=row["year"])
    form = _("{paid} of {budget} is paid in {year}: {share} of the budget")
    return form.format(
        paid=format_short(paid, "nok"),
        budget=format_short(whole, "nok"),
        year=row["year"],
        share=percent(ratio(paid, whole, 100)),
    )


def _asked(figure: Figure) -> Row | None:
    """The row of the latest year chosen."""
    return _of_year(figure, figure.topic.asked[-1])


def _of_year(figure: Figure, year: int) -> Row | None:
    """The row of a year; None where the table has none, or where it rests on few grants."""
    rows = (row for row in figure.table.body if row["year"] not in figure.topic.few)
    return next((row for row in rows if row["year"] == str(year)), None)


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "budget": budget_use,
    "per month": _monthly,
    "parts": _parts,
    "earlier": _earlier,
    "money": _money,
}

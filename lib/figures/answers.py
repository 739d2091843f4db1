"""The answer to each page's question, in one or two sentences made from the numbers. True under any filter.

An answer is empty where the selection leaves nothing to compare.
"""

from lib.extract.model import Extract
from lib.figures.values import short, with_sign
from lib.metrics.change import changes, compared_years
from lib.metrics.compute import Row, compute, total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import _, compact_nok, count, percent, year_range


def where_it_goes(extract: Extract, selection: Selection, metric: str) -> str:
    """Which county has most and which has least of a metric."""
    names = DIMENSIONS["county"].members(extract, selection.borders)
    rows = [row for row in compute(extract, selection, (metric, "grants"), ("county",)) if row["grants"]]
    known = sorted((row for row in rows if row[metric] is not None), key=lambda row: row[metric])
    if len(known) < 2:
        return ""
    measure, least, most = METRICS[metric], known[0], known[-1]
    return _("{metric} in {years}: most in {most} ({most_value}), least in {least} ({least_value}).").format(
        metric=measure.label,
        years=year_range(selection.years),
        most=names[most["county"]],
        most_value=short(most[metric], measure.kind),
        least=names[least["county"]],
        least_value=short(least[metric], measure.kind),
    )


def where_it_changed(extract: Extract, selection: Selection, metric: str) -> str:
    """Which county a metric rose most in between the compared years, and which it rose least or fell in."""
    names = DIMENSIONS["county"].members(extract, selection.borders)
    found = changes(extract, selection, metric, "county")
    known = [(c.absolute, code) for code, c in found.items() if code is not None and c.absolute is not None]
    if len(known) < 2:
        return ""
    kind = METRICS[metric].kind
    least, most = min(known), max(known)
    form = _("{metric} from {first} to {last}: most up in {most} ({up}), least in {least} ({down}).")
    if least[0] < 0:
        form = _("{metric} from {first} to {last}: most up in {most} ({up}), most down in {least} ({down}).")
    first, last = compared_years(extract, selection)
    return form.format(
        metric=METRICS[metric].label,
        first=first,
        last=last,
        most=names[most[1]],
        up=with_sign(most[0], kind),
        least=names[least[1]],
        down=with_sign(least[0], kind),
    )


def who_gets_it(extract: Extract, selection: Selection) -> str:
    """The centrality class with most grants, and the share of the least central against its inhabitants."""
    wanted = ("grants", "applied_nok", "population")
    rows = [row for row in compute(extract, selection, wanted, ("centrality",)) if row["grants"]]
    if len(rows) < 2:
        return ""
    whole = total(extract, selection, *wanted)
    most, last = max(rows, key=lambda row: row["grants"]), rows[-1]
    first = _(
        "In {years}, municipalities in centrality {level} had most grants: {n} of {all} ({share})."
    ).format(
        years=year_range(selection.years),
        level=most["centrality"],
        n=count(most["grants"]),
        all=count(whole["grants"]),
        share=_share(most, whole, "grants"),
    )
    if not last["population"] or not whole["applied_nok"]:
        return first
    second = _("Centrality {level} has {people} of the inhabitants and {amount} of the amount applied for.")
    return f"{first} " + second.format(
        level=last["centrality"],
        people=_share(last, whole, "population"),
        amount=_share(last, whole, "applied_nok"),
    )


def _share(part: Row, whole: Row, metric: str) -> str:
    return percent(part[metric] / whole[metric] * 100)


def was_it_used(extract: Extract, selection: Selection) -> str:
    """What was applied for, granted and paid of the budget; without a budget, the amounts alone."""
    steps = {"applied_nok": "applied_utilisation_pct", "paid_nok": "paid_utilisation_pct"}
    row = total(extract, selection, *steps, *steps.values())
    years = year_range(selection.years)
    if row["budget_nok"] is None:
        form = _("In {years}, {applied} was applied for and {paid} paid in this selection.")
        return form.format(
            years=years, applied=compact_nok(row["applied_nok"]), paid=short(row["paid_nok"], "nok")
        )
    if row["paid_nok"] is None:
        form = _("Of the budget of {budget} in {years}, {applied} was applied for ({applied_pct}).")
    else:
        form = _(
            "Of the budget of {budget} in {years}, {applied} was applied for ({applied_pct}) "
            "and {paid} paid ({paid_pct})."
        )
    return form.format(
        years=years,
        budget=compact_nok(row["budget_nok"]),
        applied=compact_nok(row["applied_nok"]),
        applied_pct=short(row["applied_utilisation_pct"], "percent"),
        paid=short(row["paid_nok"], "nok"),
        paid_pct=short(row["paid_utilisation_pct"], "percent"),
    )

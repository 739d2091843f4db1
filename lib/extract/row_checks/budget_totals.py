"""The budget table: against the rows that are delivered with it, and one year against the next."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import BUDGET_FILE, NATIONAL, is_counted
from lib.extract.findings import Finding, rows_finding
from lib.extract.row_checks.amounts import AMOUNTS
from lib.extract.thresholds import thresholds
from lib.words import _, nok, word_list

# Kroner carried over are left out: they are what happens to be left.
COMPARED = ("budget_nok", "announced_nok", *AMOUNTS)
_NAMED = 5  # years that a finding names


def budget_totals(grants: pa.Table, budget: pa.Table) -> Iterator[Finding]:
    """Every finding about the budget table. All of them name the budget's file, so that one looks there."""
    counted = grants.filter(is_counted(grants))
    sums = [(name, how) for name in AMOUNTS for how in ("sum", "count")]
    rows = {row["year"]: row for row in counted.group_by("year").aggregate(sums).to_pylist()}
    yield from _unlikely(budget)
    yield from _without_budget(grants, budget)
    yield from _without_grants(set(rows), budget)
    lines = budget.group_by("year").aggregate([*sums, ([], "count_all")]).to_pylist()
    for line in sorted(lines, key=lambda line: line["year"] or 0):
        if line["year"] is not None and line["year"] in rows:
            yield from _disagreeing(budget, rows[line["year"]], line)


def _without_grants(years: set[int | None], budget: pa.Table) -> Iterator[Finding]:
    paid = budget.filter(pc.and_(pc.equal(budget["scheme"], NATIONAL), pc.is_valid(budget["paid_nok"])))
    missing = sorted(set(paid["year"].drop_null().to_pylist()) - years)
    if missing:
        fault = _("The budget says that grants are paid in years without any grants: {years}.")
        step = _("Deliver the rows of every year, or confirm that there are none.")
        fault = fault.format(years=word_list(map(str, missing)))
        yield Finding(BUDGET_FILE, fault, step, "year", level="warning", kind="year-without-grants")


def _without_budget(grants: pa.Table, budget: pa.Table) -> Iterator[Finding]:
    """Years that have grants and no row of the budget."""
    years = set(pc.unique(grants["year"]).drop_null().to_pylist())
    missing = sorted(years - set(budget["year"].to_pylist()))
    if missing:
        named = [str(year) for year in missing[:_NAMED]] + ["…"] * (len(missing) > _NAMED)
        fault = _("The budget has no row for application years that have grants: {years}.")
        step = _("Add the year to the budget, or correct the application year of the grants.")
        fault = fault.format(years=word_list(named))
        yield Finding(BUDGET_FILE, fault, step, "year", level="warning", kind="year-without-budget")


def _unlikely(budget: pa.Table) -> Iterator[Finding]:
    """Amounts that are so far from those of the year before or after that they are in another unit."""
    most = thresholds("budget")["most_times_a_year"]
    for column in COMPARED:
        steps, years, schemes = [], set(), set()
        for scheme, amounts in _series(budget, column).items():
            for year in sorted(amounts.keys() & {known - 1 for known in amounts}):
                was, now = amounts[year], amounts[year + 1]
                # The sum of a year is not reported if one of its schemes has been.
                if max(was, now) > most * min(was, now) and not (scheme is None and {year, year + 1} & years):
                    steps.append(f"{year} {nok(was)}, {year + 1} {nok(now)}")
                    years |= {year, year + 1}
                    schemes |= {scheme}
        of_years = pc.is_in(budget["year"], value_set=pa.array(sorted(years), pa.int16()))
        of_schemes = pc.is_in(
            budget["scheme"], value_set=pa.array(sorted(filter(None, schemes)), pa.string())
        )
        breach = of_years if None in schemes else pc.and_(of_years, of_schemes)
        fault = _("The amount is more than {times} times as large in one year as in the next: {amounts}.")
        fault = fault.format(times=most, amounts="; ".join(steps[:_NAMED]))
        step = _("Look for amounts in thousands or millions, and write every amount in whole kroner.")
        yield from rows_finding(BUDGET_FILE, column, breach, "budget-unlikely", fault, step, level="warning")


def _series(budget: pa.Table, column: str) -> dict[str | None, dict[int, int]]:
    """Scheme → year → amount, and last, under None, the sums of years whose every scheme is known."""
    rows = budget.select(["year", "scheme", column]).to_pylist()
    known = [row for row in rows if None not in row.values()]
    series: dict[str | None, dict[int, int]] = {}
    for row in sorted(known, key=lambda row: row["scheme"]):
        series.setdefault(row["scheme"], {})[row["year"]] = row[column]
    unknown = {row["year"] for row in rows if row[column] is None}
    whole: dict[int, int] = {}
    for row in known:
        if row["year"] not in unknown:
            whole[row["year"]] = whole.get(row["year"], 0) + row[column]
    return series | {None: whole}


def _disagreeing(budget: pa.Table, rows: dict, line: dict) -> Iterator[Finding]:
    """Amounts whose sum over the rows is far from the budget table's, where every scheme's is known."""
    for name in AMOUNTS:
        said, summed = line[f"{name}_sum"], rows[f"{name}_sum"]
        known = line[f"{name}_count"] == line["count_all"] and rows[f"{name}_count"]
        if not known or abs(summed - said) * 100 <= thresholds("coverage")["budget_pct"] * abs(said):
            continue
        fault = _("The budget table says {said} for {year}, and the grants sum to {summed}.")
        fault = fault.format(year=line["year"], summed=nok(summed), said=nok(said))
        step = _("Correct the budget table, or look for grants that are missing or repeated.")
        of_year = pc.equal(budget["year"], line["year"])
        yield from rows_finding(BUDGET_FILE, name, of_year, "budget-disagrees", fault, step, level="warning")

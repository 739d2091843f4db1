"""The rows against the budget table that is delivered with them."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import BUDGET_FILE, GRANTS_FILE
from lib.extract.errors import Finding
from lib.extract.quality.amounts import AMOUNTS
from lib.extract.quality.counted import is_counted
from lib.extract.quality.limits import limits
from lib.words import _, joined, nok

NATIONAL = "national"  # the scheme whose grants are delivered row by row


def budget_totals(grants: pa.Table, budget: pa.Table) -> Iterator[Finding]:
    """Years that the budget table says are paid and yet have no grants, and sums that differ from its own."""
    counted = grants.filter(pc.fill_null(is_counted(grants), False))
    sums = [(name, how) for name in AMOUNTS for how in ("sum", "count")]
    rows = {row["year"]: row for row in counted.group_by("year").aggregate(sums).to_pylist()}
    yield from _without_grants(set(rows), budget)
    lines = budget.group_by("year").aggregate([*sums, ([], "count_all")]).to_pylist()
    for line in sorted(lines, key=lambda line: line["year"] or 0):
        if line["year"] is not None and line["year"] in rows:
            yield from _disagreeing(line["year"], rows[line["year"]], line)


def _without_grants(years: set[int | None], budget: pa.Table) -> Iterator[Finding]:
    paid = budget.filter(pc.and_(pc.equal(budget["scheme"], NATIONAL), pc.is_valid(budget["paid_nok"])))
    missing = sorted(set(paid["year"].drop_null().to_pylist()) - years)
    if missing:
        fault = _("The budget says that grants are paid in years without any grants: {years}.")
        step = _("Deliver the rows of every year, or confirm that there are none.")
        yield Finding(
            BUDGET_FILE,
            fault.format(years=joined(map(str, missing))),
            step,
            "year",
            level="warning",
            kind="year-without-grants",
        )


def _disagreeing(year: int, rows: dict, line: dict) -> Iterator[Finding]:
    """Amounts whose sum over the rows is far from the budget table's, where every scheme's is known."""
    for name in AMOUNTS:
        said, summed = line[f"{name}_sum"], rows[f"{name}_sum"]
        known = line[f"{name}_count"] == line["count_all"] and rows[f"{name}_count"]
        if not known or abs(summed - said) * 100 <= limits("coverage")["budget_pct"] * abs(said):
            continue
        fault = _("The rows of {year} sum to {summed}, and the budget table says {said}.")
        step = _("Look for rows that are missing or repeated, or correct the budget table.")
        yield Finding(
            GRANTS_FILE,
            fault.format(year=year, summed=nok(summed), said=nok(said)),
            step,
            name,
            level="warning",
            kind="budget-disagrees",
        )

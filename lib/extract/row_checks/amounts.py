"""Checks for amounts that contradict each other or the decision, or are impossible for a grant."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE, is_counted
from lib.extract.findings import Finding, rows_finding, true_rows
from lib.extract.thresholds import thresholds
from lib.words import N_, _, nok, word_list

AMOUNTS = ("applied_nok", "granted_nok", "paid_nok")


@dataclass(frozen=True)
class Pair:
    """Two columns of which ``lesser`` is never the larger in a sound row; no ``fault`` is the contract's."""

    lesser: str
    larger: str
    kind: str = ""
    fault: str = ""
    only_without: str = ""  # look only at rows where this column is unknown


PAIRS = (
    Pair("granted_nok", "applied_nok", "granted-above-applied", N_("More is granted than was applied for.")),
    Pair("paid_nok", "granted_nok", "paid-above-granted", N_("More is paid than was granted.")),
    Pair(
        "paid_nok",
        "applied_nok",
        "paid-above-applied",
        N_("More is paid than was applied for."),
        only_without="granted_nok",
    ),
    Pair("supplement_nok", "applied_nok"),
    Pair("period_start", "period_end"),
)


def amounts(grants: pa.Table) -> Iterator[Finding]:
    """Every finding about amounts, and about columns that stand in each other's place."""
    for pair in PAIRS:
        yield from _pair(grants, pair)
    yield from _turned_down(grants)
    yield from _granted_nothing(grants)
    yield from _scale(grants)


def _pair(grants: pa.Table, pair: Pair) -> Iterator[Finding]:
    """Columns that are swapped as a whole, or else the rows where the lesser is the larger."""
    lesser, larger = grants[pair.lesser], grants[pair.larger]
    breach = pc.greater(lesser, larger)
    wrong, differing = len(true_rows(breach)), len(true_rows(pc.not_equal(lesser, larger)))
    limit = thresholds("swapped")
    if (
        wrong > limit["share"] * differing
        and wrong >= limit["least_rows"]
        and wrong >= limit["least_share_of_rows"] * grants.num_rows
    ):
        names = word_list([pair.lesser, pair.larger])
        fault = _("The columns look as if they stand in each other's place.")
        step = _("Compare the headings with the values, and deliver each column under its own name.")
        yield from rows_finding(GRANTS_FILE, names, breach, "columns-swapped", fault, step)
    elif pair.fault:
        if pair.only_without:
            breach = pc.and_(breach, pc.is_null(grants[pair.only_without]))
        yield from _warned(grants, pair.lesser, breach, pair.kind, _(pair.fault))


def _turned_down(grants: pa.Table) -> Iterator[Finding]:
    """Grants that are rejected or dismissed, and yet have kroner granted or paid."""
    given = pc.max_element_wise(grants["granted_nok"], grants["paid_nok"])
    breach = pc.and_(pc.invert(is_counted(grants)), pc.greater(given, 0))
    fault = _("The application is rejected or dismissed, and yet kroner are granted or paid.")
    yield from _warned(grants, "decision", breach, "decision-contradicted", fault)


def _granted_nothing(grants: pa.Table) -> Iterator[Finding]:
    """Grants that are granted with no kroner: nothing decided is written as unknown, never as 0."""
    granted = pc.is_in(grants["decision"], value_set=pa.array(["granted", "partly_granted"]))
    breach = pc.and_(granted, pc.equal(grants["granted_nok"], 0))
    fault = _("The application is granted, and yet the kroner granted are 0.")
    yield from _warned(grants, "granted_nok", breach, "granted-nothing", fault)


def _warned(
    grants: pa.Table, column: str, breach: pa.ChunkedArray, kind: str, fault: str
) -> Iterator[Finding]:
    step = _("Correct the rows, or confirm that they are right.")
    yield from rows_finding(
        GRANTS_FILE, column, breach, kind, fault, step, level="warning", values=grants[column]
    )


def _scale(grants: pa.Table) -> Iterator[Finding]:
    """Amounts of a year that as a whole are in another unit than kroner."""
    limit = thresholds("amounts")
    counted = grants.filter(is_counted(grants))
    for column in AMOUNTS:
        given = counted.filter(pc.fill_null(pc.greater(counted[column], 0), False))
        sizes = given.group_by("year").aggregate([([], "count_all")])
        many = sizes.filter(pc.greater_equal(sizes["count_all"], limit["median_least_rows"]))
        for year in sorted(many["year"].drop_null().to_pylist()):
            values = given.filter(pc.equal(given["year"], year))[column]
            median = pc.quantile(values, 0.5)[0].as_py()
            if median < limit["median_least_nok"]:
                text = _("The amounts of {year} look as if they are in thousands: their median is {median}.")
                yield _off_scale("amounts-in-thousands", column, year, len(values), text, median)
            elif median > limit["median_most_nok"]:
                text = _("The amounts of {year} look as if they are in øre: their median is {median}.")
                yield _off_scale("amounts-in-ore", column, year, len(values), text, median)


def _off_scale(kind: str, column: str, year: int, rows: int, text: str, median: float) -> Finding:
    fault = text.format(year=year, median=nok(median))
    step = _("Deliver every amount in whole kroner.")
    return Finding(GRANTS_FILE, fault, step, column, rows, level="warning", kind=kind)

"""Periods that do not belong to the application year."""

import datetime
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import DAYS, GRANTS_FILE, YEARS
from lib.extract.findings import Finding, rows_finding
from lib.extract.reference import Reference
from lib.extract.thresholds import thresholds
from lib.words import _

_DAYS = pa.int32()


def periods(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Periods that reach outside their year, and those that are longer than the year's own."""
    first, last, longest = (pc.take(bound, _place(grants)) for bound in _bounds(reference))
    start, end = grants["period_start"].cast(_DAYS), grants["period_end"].cast(_DAYS)
    plausible = pc.and_(_between(start), _between(end))  # the contract tells of the others
    before, after = pc.less(start, first), pc.greater(end, last)
    outside = pc.and_(plausible, pc.or_(before, after))
    fault = _("The period reaches outside the application year and the year's own grant period.")
    step = _("Correct the year or the dates, or confirm that they are right.")
    yield from _warned(grants, outside, "period-outside-year", fault, step)
    days = pc.subtract(end.cast(pa.int64()), start.cast(pa.int64()))
    long = pc.and_(plausible, pc.greater_equal(days, longest))
    long = pc.and_not(long, pc.fill_null(outside, False))  # a row is reported once
    fault = _("The period is longer than the year's own grant period.")
    step = _("Correct the dates, or confirm that they are right.")
    yield from _warned(grants, long, "period-too-long", fault, step)


def _warned(grants: pa.Table, breach: pa.ChunkedArray, kind: str, fault: str, step: str) -> Iterator[Finding]:
    if pc.any(breach).as_py():  # only then are the dates written
        texts = [grants[name].cast(pa.string()) for name in ("period_start", "period_end")]
        dates = pc.binary_join_element_wise(*texts, "–")
        yield from rows_finding(
            GRANTS_FILE, "period_start", breach, kind, fault, step, level="warning", values=dates, known=None
        )


def _between(days: pa.ChunkedArray) -> pa.ChunkedArray:
    low, high = (_day(day) for day in DAYS)
    return pc.and_(pc.greater_equal(days, low), pc.less_equal(days, high))


def _place(grants: pa.Table) -> pa.ChunkedArray:
    """The place of each row's year among the bounds; null for a year that the contract does not allow."""
    return pc.index_in(grants["year"], value_set=pa.array(range(YEARS[0], YEARS[1] + 1), pa.int16()))


def _bounds(reference: Reference) -> tuple[pa.Array, pa.Array, pa.Array]:
    """For every year of the contract: the first day, the last day and the days that a period may have.

    A period may lie anywhere in the application year and in the grant period that was announced for it.
    """
    announced = {row["year"]: row for row in reference.grant_periods.to_pylist()}
    limit = thresholds("periods")
    rows = []
    for year in range(YEARS[0], YEARS[1] + 1):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        own = announced.get(year)
        if own is None:
            start, end = datetime.date(year - 1, limit["first_month_of_year_before"], 1), last
            longest = limit["longest_days"]
        else:
            start, end = own["period_start"], own["period_end"]
            longest = (end - start).days + 1
        rows.append((_day(min(first, start)), _day(max(last, end)), longest))
    first, last, longest = zip(*rows, strict=True)
    return pa.array(first, _DAYS), pa.array(last, _DAYS), pa.array(longest, pa.int64())


def _day(day: datetime.date) -> int:
    return (day - datetime.date(1970, 1, 1)).days

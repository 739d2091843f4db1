"""Checks for repeated rows, for missing years and for years in the future."""

import datetime
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.checks import repeated_rows
from lib.extract.contract import GRANTS_FILE
from lib.extract.findings import Finding, rows_finding
from lib.extract.thresholds import thresholds
from lib.words import _, ngettext, word_list


def coverage(grants: pa.Table, produced_at: datetime.date) -> Iterator[Finding]:
    """Every finding about repeated rows and about years."""
    yield from _alike(grants)
    yield from _ahead(grants, produced_at)
    yield from _missing_years(grants)


def _alike(grants: pa.Table) -> Iterator[Finding]:
    """Rows that are equal to a row above in everything but the id of the grant."""
    alike, pair = repeated_rows(grants, [name for name in grants.column_names if name != "grant_id"])
    fault = _("The rows are equal to rows above them in everything but the id of the grant.")
    step = _("Remove the repeated rows, or confirm that each is a grant of its own.")
    yield from rows_finding(GRANTS_FILE, None, alike, "rows-alike", fault, step, level="warning", pair=pair)


def _ahead(grants: pa.Table, produced_at: datetime.date) -> Iterator[Finding]:
    """Grants of years after the extract was made."""
    latest = produced_at.year + thresholds("coverage")["years_ahead"]
    years = grants["year"]
    ahead = pc.greater(years, pa.scalar(latest, pa.int16()))
    fault = _("The application year is after {year}, which an extract of this date can hold.")
    fault = fault.format(year=latest)
    step = _("Correct the year, or the date of the extract.")
    yield from rows_finding(
        GRANTS_FILE, "year", ahead, "year-ahead", fault, step, level="warning", values=years
    )


def _missing_years(grants: pa.Table) -> Iterator[Finding]:
    """Years between the first and the last that have no rows."""
    there = set(pc.unique(grants["year"]).drop_null().to_pylist())
    missing = [year for year in range(min(there, default=0), max(there, default=0)) if year not in there]
    if missing:
        fault = ngettext(
            "There are no rows of a year between the first and the last: {years}.",
            "There are no rows of years between the first and the last: {years}.",
            len(missing),
        ).format(years=_some(missing))
        step = _("Deliver the rows of every year, or confirm that there are none.")
        yield Finding(GRANTS_FILE, fault, step, "year", level="warning", kind="year-missing")


def _some(years: list[int]) -> str:
    """Up to five years as a list, more as the first and the last."""
    return word_list(map(str, years)) if len(years) <= 5 else f"{years[0]}–{years[-1]}"

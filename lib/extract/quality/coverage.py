"""What should be there and is not, and what is there twice."""

import datetime
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE, register_vintage
from lib.extract.errors import Finding
from lib.extract.found import first_pair, found, repeats
from lib.extract.quality.counted import is_counted
from lib.extract.quality.limits import limits
from lib.extract.reference import Reference
from lib.words import _, joined, ngettext


def coverage(grants: pa.Table, reference: Reference, produced_at: datetime.date) -> Iterator[Finding]:
    """Every finding about rows that are alike, about years and about counties."""
    yield from _alike(grants)
    yield from _ahead(grants, produced_at)
    yield from _missing_years(grants)
    yield from _missing_counties(grants, reference)


def _alike(grants: pa.Table) -> Iterator[Finding]:
    """Rows that another row above is equal to in everything but the id of the grant."""
    names = [name for name in grants.column_names if name != "grant_id"]
    alike = repeats(grants, names)
    yield from found(
        GRANTS_FILE,
        None,
        alike,
        kind="rows-alike",
        fault=_("The rows are equal to rows above them in everything but the id of the grant."),
        next_step=_("Remove the repeated rows, or confirm that each is a grant of its own."),
        level="warning",
        pair=first_pair(grants, names, alike),
    )


def _ahead(grants: pa.Table, produced_at: datetime.date) -> Iterator[Finding]:
    """Grants of years that have not come."""
    latest = produced_at.year + limits("coverage")["years_ahead"]
    fault = _("The application year is after {year}, which an extract of this date can hold.")
    yield from found(
        GRANTS_FILE,
        "year",
        pc.greater(grants["year"], pa.scalar(latest, pa.int16())),
        kind="year-ahead",
        fault=fault.format(year=latest),
        next_step=_("Correct the year, or the date of the extract."),
        level="warning",
        values=grants["year"],
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
    """Few years are listed, many are told by their ends."""
    return joined(map(str, years)) if len(years) <= 5 else f"{years[0]}–{years[-1]}"


def _missing_counties(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Counties of the register that have no counted grant in a year that otherwise has many."""
    pairs = grants.filter(pc.fill_null(is_counted(grants), False)).group_by("year")
    sizes = pairs.aggregate([([], "count_all"), ("municipality_code", "distinct")]).to_pylist()
    register = reference.municipalities.select(["vintage", "code", "county_name"]).to_pylist()
    for size in sorted(sizes, key=lambda size: size["year"] or 0):
        if size["year"] is None or size["count_all"] < limits("coverage")["county_least_rows"]:
            continue
        vintage = register_vintage(size["year"])
        counties = {row["code"]: row["county_name"] for row in register if row["vintage"] == vintage}
        there = {counties.get(code) for code in size["municipality_code_distinct"]}
        missing = sorted(set(counties.values()) - there)
        if missing:
            fault = ngettext(
                "A county has no grant in {year}: {counties}.",
                "Counties have no grant in {year}: {counties}.",
                len(missing),
            ).format(year=size["year"], counties=joined(missing))
            step = _("Look for rows that were lost on the way, or confirm that there are none.")
            yield Finding(
                GRANTS_FILE, fault, step, "municipality_code", level="warning", kind="county-missing"
            )

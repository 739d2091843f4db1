"""The grants against the municipality register: counties without any, and centrality classes that differ."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE, is_counted
from lib.extract.findings import Finding, rows_finding
from lib.extract.reference import Reference
from lib.extract.thresholds import thresholds, vintage_of
from lib.words import _, count, ngettext, word_list


def municipality_codes(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Every finding about the places that the grants are of."""
    yield from _missing_counties(grants, reference)
    yield from _differing_classes(grants, reference)


def _missing_counties(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Counties of the register that have no counted grant in a year that otherwise has many."""
    pairs = grants.filter(is_counted(grants)).group_by("year")
    sizes = pairs.aggregate([([], "count_all"), ("municipality_code", "distinct")]).to_pylist()
    register = reference.municipalities.select(["vintage", "code", "county_name"]).to_pylist()
    for size in sorted(sizes, key=lambda size: size["year"] or 0):
        if size["year"] is None or size["count_all"] < thresholds("coverage")["county_least_rows"]:
            continue
        vintage = vintage_of(size["year"])
        counties = {row["code"]: row["county_name"] for row in register if row["vintage"] == vintage}
        there = {counties.get(code) for code in size["municipality_code_distinct"]}
        missing = sorted(set(counties.values()) - there)
        if missing:
            fault = ngettext(
                "A county has no grant in {year}: {counties}.",
                "Counties have no grant in {year}: {counties}.",
                len(missing),
            ).format(year=size["year"], counties=word_list(missing))
            step = _("Look for rows that were lost on the way, or confirm that there are none.")
            yield Finding(
                GRANTS_FILE, fault, step, "municipality_code", level="warning", kind="county-missing"
            )


def _differing_classes(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Years in which many municipalities have another class than the one the register has confirmed."""
    limit = thresholds("centrality")
    own, codes = grants["centrality"], grants["municipality_code"]
    for year in sorted(pc.unique(grants["year"]).drop_null().to_pylist()):
        confirmed = _confirmed(reference, vintage_of(year))
        place = pc.index_in(codes, value_set=confirmed["code"].combine_chunks())
        differs = pc.not_equal(own, pc.take(confirmed["centrality"], place))
        of_year = pc.equal(grants["year"], year)
        compared = _municipalities(codes, pc.and_(of_year, pc.is_valid(differs)))
        breach = pc.and_(of_year, differs)
        differing = _municipalities(codes, breach)
        if compared < limit["least_municipalities"] or differing <= limit["differing_share"] * compared:
            continue
        text = _(
            "{count} of {checked} municipalities of {year} have another centrality class than the register."
        )
        fault = text.format(count=count(differing), checked=count(compared), year=year)
        step = _("Look for classes that have come into other rows, or confirm that they are right.")
        yield from rows_finding(
            GRANTS_FILE, "centrality", breach, "centrality-unlikely", fault, step, level="warning", values=own
        )


def _confirmed(reference: Reference, vintage: int) -> pa.Table:
    """The municipalities of a register whose class is the published one."""
    register = reference.municipalities
    of_vintage = pc.equal(register["vintage"], vintage)
    return register.filter(pc.and_(of_vintage, pc.equal(register["centrality_status"], "confirmed")))


def _municipalities(codes: pa.ChunkedArray, rows: pa.ChunkedArray) -> int:
    """How many municipalities the rows are of."""
    return len(pc.unique(codes.filter(pc.fill_null(rows, False))))

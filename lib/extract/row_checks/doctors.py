"""Checks for wrong doctors' ids: merged, constant, shuffled, or new every year. No id is ever quoted."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE, is_counted
from lib.extract.findings import Finding, Level, rows_finding
from lib.extract.reference import Reference
from lib.extract.thresholds import thresholds
from lib.words import _, count, decimal, ngettext, percent

DOCTOR = "doctor_id"


def doctors(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Every finding about doctors' ids, over the counted grants."""
    counted = grants.filter(is_counted(grants))
    limit = thresholds("doctors")
    per_doctor = counted.group_by(DOCTOR).aggregate([([], "count_all")])
    most = pc.max(per_doctor["count_all"]).as_py() or 0
    if counted.num_rows >= limit["least_rows"] and most > limit["constant_share"] * counted.num_rows:
        fault = _("One doctor has {share} of all grants, as if every row had been given the same id.")
        fault = fault.format(share=percent(most / counted.num_rows * 100))
        step = _("Deliver one pseudonym per doctor.")
        yield Finding(GRANTS_FILE, fault, step, DOCTOR, most, kind="doctor-id-constant")
        return  # every other finding about doctors would follow from this one
    # One row per doctor and year; the year as its place among the years of the extract.
    years = pa.array(sorted(pc.unique(counted["year"]).drop_null().to_pylist()), pa.int16())
    seen = counted.group_by([DOCTOR, "year"]).aggregate([([], "count_all")])
    seen = seen.append_column("place", pc.index_in(seen["year"], value_set=years))
    yield from _many_grants(grants, seen)
    yield from _few_doctors(counted, seen)
    yield from _years_of_a_doctor(grants, seen)
    yield from _between_years(counted, seen, years, reference)


def _about(
    grants: pa.Table, doctor_ids: pa.Array, kind: str, fault: str, step: str, level: Level = "warning"
) -> Iterator[Finding]:
    """A finding about the counted grants of these doctors, if any."""
    breach = pc.and_(is_counted(grants), pc.is_in(grants[DOCTOR], value_set=doctor_ids))
    yield from rows_finding(GRANTS_FILE, DOCTOR, breach, kind, fault, step, level=level)


def _many_grants(grants: pa.Table, seen: pa.Table) -> Iterator[Finding]:
    """Doctors with more grants in a year than one doctor can have."""
    limit = thresholds("doctors")["most_grants_a_year"]
    many = pc.unique(seen.filter(pc.greater(seen["count_all"], limit))[DOCTOR])
    fault = ngettext(
        "{count} doctor has more than {limit} grants in one year.",
        "{count} doctors have more than {limit} grants in one year.",
        len(many),
    ).format(count=count(len(many)), limit=limit)
    step = _("Look for doctors who were given the same id, or confirm that they are right.")
    yield from _about(grants, many, "doctor-many-grants", fault, step)


def _few_doctors(counted: pa.Table, seen: pa.Table) -> Iterator[Finding]:
    """Years in which doctors have so many grants each that several must share an id."""
    limit = thresholds("doctors")
    years = seen.group_by("year").aggregate([([], "count_all"), ("count_all", "sum")])
    for year in sorted(years.to_pylist(), key=lambda year: year["year"] or 0):
        number, rows = year["count_all"], year["count_all_sum"]
        if rows < limit["least_rows"] or rows <= limit["most_grants_on_average"] * number:
            continue
        fault = _("The doctors of {year} have {average} grants each, and {limit} is the most expected.")
        fault = fault.format(
            year=year["year"],
            average=decimal(rows / number),
            limit=decimal(limit["most_grants_on_average"]),
        )
        step = _("Look for doctors who were given the same id, or confirm that they are right.")
        yield Finding(GRANTS_FILE, fault, step, DOCTOR, rows, level="warning", kind="doctors-merged")


def _years_of_a_doctor(grants: pa.Table, seen: pa.Table) -> Iterator[Finding]:
    """Doctors with grants in too many years, and doctors who were away for a year between two."""
    spans = seen.group_by(DOCTOR).aggregate([("place", "min"), ("place", "max"), ("place", "count")])
    limit = thresholds("doctors")["most_years"]
    long = spans.filter(pc.greater(spans["place_count"], limit))[DOCTOR].combine_chunks()
    fault = ngettext(
        "{count} doctor has grants in more than {limit} years.",
        "{count} doctors have grants in more than {limit} years.",
        len(long),
    ).format(count=count(len(long)), limit=limit)
    step = _("Look for doctors who were given the same id, or confirm that they are right.")
    yield from _about(grants, long, "doctor-many-years", fault, step)
    years = pc.add(pc.subtract(spans["place_max"], spans["place_min"]), 1)
    away = spans.filter(pc.greater(years, spans["place_count"]))[DOCTOR].combine_chunks()
    fault = ngettext(
        "{count} doctor has no grant in a year between two that have.",
        "{count} doctors have no grant in a year between two that have.",
        len(away),
    ).format(count=count(len(away)))
    step = _("Nothing, if the doctors were away; otherwise look for rows that were lost on the way.")
    yield from _about(grants, away, "doctor-gap", fault, step, "note")


def _between_years(
    counted: pa.Table, seen: pa.Table, years: pa.Array, reference: Reference
) -> Iterator[Finding]:
    """Years that follow each other and yet do not share doctors, or whose doctors have changed place."""
    limit = thresholds("doctors")
    doctors_of = {year: seen.filter(pc.equal(seen["year"], year))[DOCTOR] for year in _pairs(years)}
    places = _places(counted, reference)
    for year in years.to_pylist():
        before, now = doctors_of.get(year - 1), doctors_of.get(year)
        if before is None or now is None or min(len(before), len(now)) < limit["least_doctors"]:
            continue
        both = before.filter(pc.is_in(before, value_set=now.combine_chunks()))
        if len(both) < limit["least_continuing_share"] * len(before):
            fault = _("Only {share} of the doctors of {before} are found in {year}.").format(
                share=percent(len(both) / len(before) * 100), before=year - 1, year=year
            )
            step = _("Make the pseudonyms with one key for all years, or confirm that they are right.")
            yield Finding(GRANTS_FILE, fault, step, DOCTOR, level="warning", kind="doctor-ids-unstable")
        stayed = _stayed(places, year)
        if len(both) >= limit["least_doctors"] and stayed < limit["least_staying_share"] * len(both):
            text = _("Only {share} of the doctors of both {before} and {year} are in the same municipality.")
            fault = text.format(share=percent(stayed / len(both) * 100), before=year - 1, year=year)
            step = _("Look for ids that have come into other rows, or confirm that they are right.")
            yield Finding(GRANTS_FILE, fault, step, DOCTOR, level="warning", kind="doctor-ids-shuffled")


def _pairs(years: pa.Array) -> set[int]:
    """The years that have the year before or after beside them."""
    known = set(years.to_pylist())
    return {year for year in known if {year - 1, year + 1} & known}


def _places(counted: pa.Table, reference: Reference) -> pa.Table:
    """One row per doctor × year × municipality, the municipality as of 2020, so that a reform moves none."""
    changes = reference.municipality_changes
    place = pc.index_in(counted["municipality_code"], value_set=changes["code_2024"].combine_chunks())
    of_2020 = pc.coalesce(pc.take(changes["code_2020"], place), counted["municipality_code"])
    table = pa.table({DOCTOR: counted[DOCTOR], "year": counted["year"], "municipality": of_2020})
    return table.group_by(table.column_names).aggregate([])


def _stayed(places: pa.Table, year: int) -> int:
    """The doctors who are in a municipality both in the year before and in the year."""
    pair = places.filter(pc.is_in(places["year"], value_set=pa.array([year - 1, year], pa.int16())))
    twice = pair.group_by([DOCTOR, "municipality"]).aggregate([([], "count_all")])
    return len(pc.unique(twice.filter(pc.equal(twice["count_all"], 2))[DOCTOR]))

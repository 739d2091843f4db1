"""Which years of an extract have rows that reproduce the printed tables, and which totals are printed."""

from lib.extract.checks import check
from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.reconciliation import from_budget, reconcile

# Measure of the printed tables → the metric that it is a total of.
_METRICS = {
    "doctors_unique": "doctors",
    "municipalities": "municipalities",
    "grants_alis": "grants_alis",
    "grants_guidance": "grants_guidance",
}
_DOCTORS_OF = {"alis": "doctors_alis", "guidance": "doctors_guidance_only"}
COUNTS = ("doctors", "municipalities", "grants", "grants_alis", "grants_guidance")


@cached_by_extract(1)
def exact_years(extract: Extract) -> tuple[int, ...]:
    """The years whose rows give every printed number that they can be asked for; empty where none does.

    A year that no number is printed for is not among them. Numbers of the budget table say nothing of rows,
    and rows that break the contract are not computed on.
    """
    if check(extract.grants, extract.budget, extract.reference):
        return ()
    asked, failed = set(), set()
    for line in reconcile(extract):
        if line.verdict == "not_in_extract" or from_budget(extract, line.cell):
            continue
        asked |= set(line.cell.years)
        if line.verdict == "differs":
            failed |= set(line.cell.years)
    return tuple(sorted((asked - failed) & set(frames.years(extract))))


@cached_by_extract(1)
def printed_counts(extract: Extract) -> dict[tuple[str, int], int]:
    """The counts of the whole country that are printed, of any year: (metric, year) → count."""
    printed = {
        (_METRICS[row["measure"]], int(row["year"])): int(row["value"])
        for row in extract.reference.published.to_pylist()
        if row["dimension"] == "country" and row["measure"] in _METRICS and row["year"].isdecimal()
    }
    # The grants are their two types together.
    for year in sorted({year for _metric, year in printed}):
        types = [printed.get((type_, year)) for type_ in ("grants_alis", "grants_guidance")]
        if None not in types:
            printed["grants", year] = sum(types)
    return printed


@cached_by_extract(4)
def unprinted_counts(extract: Extract, types: tuple[str, ...] = ()) -> tuple[tuple[str, int], ...]:
    """Counts of the whole country that no table prints, as (metric, year), of the exact years.

    ``types`` are the types of grant that are counted, where not all are.
    """
    printed, counted = printed_counts(extract).keys(), COUNTS
    if len(types) == 1:
        printed, counted = _printed_of_type(extract, *types)
    counts = ((metric, year) for year in exact_years(extract) for metric in counted)
    return tuple(count for count in counts if count not in printed)


def _printed_of_type(extract: Extract, type_: str) -> tuple[set[tuple[str, int]], tuple[str, ...]]:
    """The counts of one type of grant that are printed, and those that there are: no table has its places."""
    own = f"grants_{type_}"
    printed = {(metric, year) for metric, year in printed_counts(extract) if metric == own}
    printed |= {("grants", year) for _metric, year in printed}
    printed |= {
        ("doctors", int(row["year"]))
        for row in extract.reference.published.to_pylist()
        if (row["dimension"], row["measure"]) == ("country", _DOCTORS_OF[type_]) and row["year"].isdecimal()
    }
    return printed, tuple(each for each in COUNTS if not each.startswith("grants_") or each == own)

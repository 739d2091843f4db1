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


@cached_by_extract(1)
def unprinted_counts(extract: Extract) -> tuple[tuple[str, int], ...]:
    """Counts of the whole country that no table prints, as (metric, year), of the exact years."""
    counts = ((metric, year) for year in exact_years(extract) for metric in COUNTS)
    return tuple(count for count in counts if count not in printed_counts(extract))

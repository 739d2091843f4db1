"""The budget table by year and scheme, for years with and without grant rows."""

from dataclasses import dataclass

from lib.extract.contract import NATIONAL
from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics.value import NOT_PUBLISHED, Missing, Reason, Value
from lib.words import N_, _
from lib.words.scheme import scheme

SCHEMES = {
    "alis_self_employed": N_("ALIS, self-employed"),
    "alis_salaried": N_("ALIS, salaried"),
    "guidance_lis3": N_("Guidance LIS3"),
}
ALIS_SCHEMES = ("alis_self_employed", "alis_salaried")


@dataclass(frozen=True)
class BudgetLine:
    """One scheme in one year. Amounts in kroner; None is not published."""

    year: int
    scheme: str
    months: int | None
    budget_nok: int | None
    announced_nok: int | None
    carried_over_nok: int | None
    applied_nok: int | None
    granted_nok: int | None
    paid_nok: int | None
    grants: int | None
    source: str

    @property
    def scheme_label(self) -> str:
        """The scheme's name on screen."""
        return scheme().name if self.scheme == NATIONAL else _(SCHEMES.get(self.scheme, self.scheme))


@cached_by_extract(8)
def lines(extract: Extract) -> tuple[BudgetLine, ...]:
    """Every line of the budget table that says its year and scheme, by year."""
    known = [row for row in extract.budget.to_pylist() if None not in (row["year"], row["scheme"])]
    rows = sorted(known, key=lambda row: (row["year"], row["scheme"]))
    return tuple(BudgetLine(**row) for row in rows)


def year_total(extract: Extract, year: int, column: str) -> Value:
    """The sum of a column over the schemes of a year; missing where one is not published or there is none."""
    values = [getattr(line, column) for line in lines(extract) if line.year == year]
    if None in values:
        return NOT_PUBLISHED
    return sum(values) if values else Missing(Reason.NO_BUDGET)


def budget_years(extract: Extract) -> tuple[int, ...]:
    """Every year in the budget table."""
    return tuple(sorted({line.year for line in lines(extract)}))


def alis_grants(extract: Extract, year: int) -> int | None:
    """Published ALIS agreements of a year before the national scheme; None where any scheme's is missing."""
    values = [line.grants for line in lines(extract) if line.year == year and line.scheme in ALIS_SCHEMES]
    return None if not values or None in values else sum(values)

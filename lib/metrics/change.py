"""The change of a metric between two years, in each member of a grouping and in the whole."""

from dataclasses import dataclass, replace

from lib.metrics.compute import Row, compute
from lib.metrics.dimensions import Code
from lib.metrics.growth import comparable_years
from lib.metrics.value import Value, change_pct, difference
from lib.metrics.view import View, cached


@dataclass(frozen=True)
class Change:
    """A metric in two years. A change is missing where one is not wholly known, a per cent without a base."""

    first: Row
    last: Row
    metric: str

    @property
    def before(self) -> Value:
        """The value of the first year."""
        return self.first[self.metric]

    @property
    def now(self) -> Value:
        """The value of the last year."""
        return self.last[self.metric]

    @property
    def absolute(self) -> Value:
        """The difference, in the unit of the metric."""
        return difference(self.now, self.before)

    @property
    def percent(self) -> Value:
        """The difference in per cent of the first year."""
        return change_pct(self.now, self.before)


def compared_years(view: View) -> tuple[int, int] | None:
    """The first and the last year chosen; of one year alone, the year before and it. None without a base."""
    first, last = min(view.selection.years), max(view.selection.years)
    if first < last:
        return first, last
    return (last - 1, last) if last in comparable_years(view.extract) else None


@cached(256)
def changes(view: View, metric: str, by: str) -> dict[Code | None, Change]:
    """Every member's change between the compared years, and the whole's under None; empty without a base.

    A municipality has the class of the last year in both, so that the same ones are compared.
    """
    years = compared_years(view)
    if years is None:
        return {}
    both = replace(view.selection.in_years(*years), class_year=max(years))
    rows = compute(view.with_selection(both), (metric, "grants"), (by, "year"))
    found = {(row[by], row["year"]): row for row in rows}
    whole = {row["year"]: row for row in compute(view.with_selection(both), (metric, "grants"), ("year",))}
    first, last = years
    made = {
        code: Change(found[code, first], found[code, last], metric) for code, year in found if year == last
    }
    return made | {None: Change(whole[first], whole[last], metric)}

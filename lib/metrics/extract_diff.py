"""The difference between two extracts: every total of every year, and which changes must be approved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa

from lib.extract.contract import BUDGET
from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.extract.thresholds import read_toml, vintage_of
from lib.metrics import budget, frames
from lib.metrics.compute import Row, compute
from lib.metrics.dimensions import Code, label_of
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import Number, drawn_number
from lib.metrics.view import View
from lib.words import _

MOVED = ("grants", "doctors", "municipalities", "applied_nok", "granted_nok", "paid_nok")
GROUPINGS = ("county", "centrality", "size_class")
IN_BUDGET = "budget"  # in place of a grouping, for movements in the budget table
BUDGETED = {column.name: column.meaning for column in BUDGET if column.type == pa.int64()}
Key = tuple[int, str, Code | None]  # year, grouping ("" for the whole country), its member


@dataclass(frozen=True)
class Movement:
    """A total of a year in two extracts; None where the year is not there or the amount is not known."""

    year: int
    by: str  # "" for the whole country, IN_BUDGET for the budget table
    code: Code | None  # of the budget table, the scheme
    label: str  # the county or class in words
    metric: str
    before: Number | None
    after: Number | None
    grants: int  # in the extract that has more
    is_new_year: bool = False  # the extract before has nothing of the year
    is_gone_year: bool = False  # the extract after has nothing of the year

    @property
    def difference(self) -> Number | None:
        """The change, in the unit of the metric."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> Number | None:
        """The change in per cent of the extract before; None without a base."""
        if self.difference is None or not self.before:
            return None
        return Fraction(self.difference, self.before) * 100

    @property
    def is_unusual(self) -> bool:
        """True when it must be approved: beyond the limits, or known before and not any more.

        Any change of a known amount of the budget must be approved.
        """
        limit = movement_limits("between_extracts")
        if self.by == IN_BUDGET:
            return self.before is not None and self.after != self.before
        if self.before is None or self.grants < limit["least_grants"]:
            return False
        if self.after is None:
            return True
        if not self.before:
            return self.after > 0
        return abs(self.percent) > limit["group_pct" if self.by else "whole_pct"]


def movement_limits(subject: str) -> Mapping:
    """The limits in a section of movement.toml by name; a change beyond them must be approved."""
    return read_toml(__file__, "movement.toml")[subject]


@cached_by_extract(8)
def movements(before: Extract, after: Extract) -> tuple[Movement, ...]:
    """Every total in either extract: by year, the whole country first, then counties and classes.

    The budget table comes last.

    Counties are those of the year's own borders. A total that is 0 or unknown in both is left out.
    """
    return (*_movements(before, after), *_budget_movements(before, after))


def _movements(before: Extract, after: Extract) -> Iterator[Movement]:
    old, new = _totals(before), _totals(after)
    places = {key: place for place, key in enumerate([*new, *old])}
    order = ("", *GROUPINGS)
    for key in sorted({*old, *new}, key=lambda key: (key[0], order.index(key[1]), places[key])):
        year, by, code = key
        was, now = old.get(key, {}), new.get(key, {})
        for metric in MOVED:
            values = was.get(metric), now.get(metric)
            if any(values):
                grants = max(was.get("grants") or 0, now.get("grants") or 0)
                is_new, is_gone = (year not in frames.years(each) for each in (before, after))
                yield Movement(year, by, code, _label(after, key), metric, *values, grants, is_new, is_gone)


def _budget_movements(before: Extract, after: Extract) -> Iterator[Movement]:
    """Every amount of the budget table, and the published number of grants, by year and scheme."""
    old, new = (
        {(line.year, line.scheme): line for line in budget.lines(extract)} for extract in (before, after)
    )
    known, still_known = (set(budget.budget_years(extract)) for extract in (before, after))
    for key in sorted({*old, *new}):
        year, scheme = key
        if scheme not in (budget.NATIONAL, *budget.SCHEMES):
            continue  # an unknown scheme: the check of the contract reports it
        label = _("The budget")
        if scheme != budget.NATIONAL:
            label = _("Budget ({scheme})").format(scheme=(old.get(key) or new[key]).scheme_label)
        for column in BUDGETED:
            values = [getattr(lines.get(key), column, None) for lines in (old, new)]
            if any(value is not None for value in values):
                new_or_gone = year not in known, year not in still_known
                yield Movement(year, IN_BUDGET, scheme, label, column, *values, 0, *new_or_gone)


def _totals(extract: Extract) -> dict[Key, dict[str, Number | None]]:
    """Year × grouping × member → its totals, for every year of the extract."""
    known = frames.years(extract)
    found: dict[Key, dict[str, Number | None]] = {}
    for borders in sorted({vintage_of(year) for year in known}):
        years = tuple(year for year in known if vintage_of(year) == borders)
        selection = Selection(years=years, borders=borders)
        for by in ("", *GROUPINGS):
            rows = compute(View(extract, selection), MOVED, ("year", by) if by else ("year",))
            found |= {(row["year"], by, row[by] if by else None): _as_known(row) for row in rows}
    return found


def _as_known(row: Row) -> dict[str, Number | None]:
    """The totals, of a partly known one the known part: a delivery is compared with what was known before."""
    return {metric: drawn_number(row[metric]) for metric in MOVED}


def _label(extract: Extract, key: Key) -> str:
    year, by, code = key
    if not by:
        return _("The whole country")
    name = str(label_of(extract, vintage_of(year), by, code))
    return {
        "county": name,
        "centrality": _("centrality {level}").format(level=name),
        "size_class": _("{sizes} inhabitants").format(sizes=name),
    }[by]


def gone_years(before: Extract, after: Extract) -> tuple[int, ...]:
    """The years that the extract before has and this one has not."""
    return tuple(year for year in frames.years(before) if year not in frames.years(after))


def gone_counties(before: Extract, after: Extract) -> tuple[tuple[int, str], ...]:
    """Year and name of each county that had grants in the extract before and has none now."""
    there = frames.years(after)
    return tuple(
        (each.year, each.label)
        for each in movements(before, after)
        if each.by == "county"
        and each.metric == "grants"
        and each.year in there
        and each.before
        and not each.after
    )


def new_years(before: Extract, after: Extract) -> tuple[int, ...]:
    """The years that this extract has and the one before has not."""
    return gone_years(after, before)


def unusual_growth(extract: Extract, year: int) -> tuple[tuple[str, Number | None, Number | None], ...]:
    """The totals of a new year that are far from those of the year before: metric, year before, year."""
    totals, limit = _totals(extract), movement_limits("new_year")
    before, now = totals.get((year - 1, "", None)), totals.get((year, "", None))
    if (
        before is None
        or now is None
        or before["grants"] < movement_limits("between_extracts")["least_grants"]
    ):
        return ()
    pairs = [(metric, before[metric], now[metric]) for metric in MOVED]
    return tuple(
        (metric, was, now)
        for metric, was, now in pairs
        if was and now is not None and not limit["least_pct"] <= now / was * 100 <= limit["most_pct"]
    )


def metric_label(metric: str, by: str = "") -> str:
    """The total's name on screen; of the budget table, the meaning of its column in the contract."""
    return _(BUDGETED[metric]) if by == IN_BUDGET else METRICS[metric].label

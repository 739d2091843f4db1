"""Reconciliation: every published number beside the one computed from the extract.

A number that needs a year which the extract does not have is missing with that reason; it is never computed
from the years that are left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import budget, frames
from lib.metrics.compute import total
from lib.metrics.filters import BY_COLUMN
from lib.metrics.growth import DOCTORS, MUNICIPALITIES, flow
from lib.metrics.selection import Selection
from lib.metrics.value import Missing, Number, Partial, Reason, Value, difference, number
from lib.metrics.view import View
from lib.words.numbers import MILLION, round_half_up

Exact = Number | Missing
Verdict = Literal["agrees", "differs", "explained", "not_in_extract"]
# Grouping of a printed table → the filter of one of its rows.
_FILTERS = {"county_2020": BY_COLUMN["county"]} | BY_COLUMN


@dataclass(frozen=True)
class PublishedCell:
    """One published number: its place in the tables, its meaning, and the unit that it is printed in."""

    table: str
    year: str  # "2022", or "2022-2023"
    dimension: str
    category: str
    measure: str
    value: Decimal
    unit: str
    basis: str  # "applied", "granted" or ""
    kind: str  # "printed", or "derived" by arithmetic on printed numbers
    source: str
    note: str

    @property
    def years(self) -> tuple[int, ...]:
        """The year or years the number is about."""
        return tuple(int(year) for year in self.year.split("-"))

    @property
    def is_printed(self) -> bool:
        """Whether it is printed itself, and not worked out from numbers that are."""
        return self.kind != "derived"

    @property
    def selection(self) -> Selection:
        """The selection that gives the computed number. The tables are printed in the borders of 2020."""
        chosen = _FILTERS.get(self.dimension)
        codes = {chosen.field: (chosen.kind(self.category),)} if chosen else {}
        return Selection(years=self.years, borders=2020, **codes)


Measure = Callable[[Extract, PublishedCell], Exact]


@dataclass(frozen=True)
class Reconciled:
    """A published number and the computed one, in the published unit and rounded as printed."""

    cell: PublishedCell
    computed: Decimal | Missing
    verdict: Verdict


@cached_by_extract(8)
def reconcile(extract: Extract) -> tuple[Reconciled, ...]:
    """Every published number with its verdict, in the order of the source."""
    return tuple(_reconciled(extract, cell) for cell in _cells(extract))


def from_budget(extract: Extract, cell: PublishedCell) -> bool:
    """True when the number is computed from the budget table and not from the grants."""
    return cell.measure in _BUDGETED or cell.years[0] not in frames.years(extract)


def _cells(extract: Extract) -> list[PublishedCell]:
    rows = extract.reference.published.to_pylist()
    return [
        PublishedCell(
            **{k: v or "" for k, v in row.items() if k != "value"}, value=Decimal(str(row["value"]))
        )
        for row in rows
    ]


def _reconciled(extract: Extract, cell: PublishedCell) -> Reconciled:
    exact = _exact(extract, cell)
    if isinstance(exact, Missing):
        return Reconciled(cell, exact, "not_in_extract")
    computed = round_half_up(Decimal(exact) / MILLION, 1) if cell.unit == "MNOK" else round_half_up(exact, 0)
    if computed == cell.value:
        return Reconciled(cell, computed, "agrees")
    # The source's own note says where the report contradicts itself.
    return Reconciled(cell, computed, "explained" if "inconsistency" in cell.note else "differs")


def _exact(extract: Extract, cell: PublishedCell) -> Exact:
    """The computed number before rounding, or why the extract does not give it."""
    absent = tuple(year for year in cell.years if year not in frames.years(extract))
    is_earlier = max(cell.years) < _first_national_year(extract)
    if absent and not is_earlier:
        return Missing(Reason.YEAR_ABSENT, absent)
    compute = (_EARLIER if absent else _MEASURES).get(cell.measure)
    if compute is not None:
        return compute(extract, cell)
    return Missing(Reason.EARLIER_SCHEME if is_earlier else Reason.NOT_COMPUTED)


def _first_national_year(extract: Extract) -> int:
    """The first year that the scheme has a grant period for; the years before are of earlier schemes."""
    return min(extract.reference.grant_periods["year"].to_pylist(), default=0)


def _whole(value: Value) -> Exact:
    """The number that a value has, also of an amount that stands for another; a part is none."""
    if isinstance(value, Partial):
        return Missing(Reason.PARTLY_KNOWN)
    return value if isinstance(value, Missing) else number(value)


def _total(view: View, id: str) -> Exact:
    return _whole(total(view, id)[id])


def _metric(id: str) -> Measure:
    return lambda extract, cell: _total(View(extract, cell.selection), id)


def _amount(extract: Extract, cell: PublishedCell) -> Exact:
    """Applied or granted, as the report says of the cell; it mixes the two in one table."""
    return _total(View(extract, cell.selection), f"{cell.basis}_nok")


def _guidance_amount(extract: Extract, cell: PublishedCell) -> Exact:
    selection = Selection(years=cell.years, grant_types=("guidance",), borders=2020)
    return _total(View(extract, selection), f"{cell.basis}_nok")


def _change(compute: Callable[[Extract, int], Exact]) -> Measure:
    def changed(extract: Extract, cell: PublishedCell) -> Exact:
        return difference(compute(extract, cell.years[-1]), compute(extract, cell.years[-1] - 1))

    return changed


def _metric_change(id: str) -> Measure:
    return _change(lambda extract, year: _total(View(extract, Selection(years=(year,), borders=2020)), id))


def _flow(of: str, *parts: str) -> Measure:
    def count(extract: Extract, cell: PublishedCell) -> Exact:
        found = flow(View(extract, Selection(years=cell.years, borders=2020)), cell.years[-1], of=of)
        if found is None:
            return Missing(Reason.YEAR_ABSENT)
        return sum(getattr(found, part) for part in parts)

    return count


def _both_types(extract: Extract, cell: PublishedCell) -> Exact:
    """Doctors with both types in a year: in either list once, in the unique count once."""
    parts = [
        _total(View(extract, cell.selection), id) for id in ("doctors_alis", "doctors_guidance", "doctors")
    ]
    missing = [part for part in parts if isinstance(part, Missing)]
    return missing[0] if missing else parts[0] + parts[1] - parts[2]


def _scheme(column: str, *schemes: str) -> Measure:
    """A column of the budget table for years whose grants are not in the extract; national only."""

    def read(extract: Extract, cell: PublishedCell) -> Exact:
        lines = [line for line in budget.lines(extract) if line.year in cell.years]
        values = [getattr(line, column) for line in lines if line.scheme in schemes]
        if cell.dimension != "country" or not values or None in values:
            return Missing(Reason.EARLIER_SCHEME)
        return sum(values)

    return read


_MEASURES: dict[str, Measure] = {
    "budget": lambda extract, cell: budget.year_total(extract, cell.years[0], "budget_nok"),
    "amount": _amount,
    "amount_centrality6_supplement": _metric("supplement_nok"),
    "amount_guidance_only": _guidance_amount,
    "grants_alis": _metric("grants_alis"),
    "grants_guidance": _metric("grants_guidance"),
    "municipalities": _metric("municipalities"),
    "municipalities_change": _metric_change("municipalities"),
    "municipalities_either_year": _metric("municipalities"),
    "municipalities_both_years": _flow(MUNICIPALITIES, "continued"),
    "municipalities_only_2023": _flow(MUNICIPALITIES, "first_time", "returned", "arrived"),
    "municipalities_only_2022": _flow(MUNICIPALITIES, "left", "moved_on"),
    "doctors_alis": _metric("doctors_alis"),
    "doctors_alis_change": _metric_change("doctors_alis"),
    "doctors_guidance_only": _metric("doctors_guidance"),
    "doctors_guidance_only_change": _metric_change("doctors_guidance"),
    "doctors_unique": _metric("doctors"),
    "doctors_unique_change": _metric_change("doctors"),
    "doctors_either_year": _metric("doctors"),
    "doctors_both_years": _flow(DOCTORS, "continued"),
    "doctors_first_time_2023": _flow(DOCTORS, "first_time"),
    "doctors_left_after_2022": _flow(DOCTORS, "left"),
    "doctors_alis_and_guidance": _both_types,
    "budget_change": _change(lambda extract, year: budget.year_total(extract, year, "budget_nok")),
}

_BUDGETED = ("budget", "budget_change")

_EARLIER: dict[str, Measure] = {
    "grants_alis": _scheme("grants", *budget.ALIS_SCHEMES),
    "grants_self_employed": _scheme("grants", "alis_self_employed"),
    "grants_salaried": _scheme("grants", "alis_salaried"),
    "amount": _scheme("granted_nok", *budget.ALIS_SCHEMES),
    "amount_self_employed": _scheme("granted_nok", "alis_self_employed"),
    "amount_salaried": _scheme("granted_nok", "alis_salaried"),
}

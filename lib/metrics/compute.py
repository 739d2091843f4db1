"""Computing metrics for a selection, as a whole or by one or more groupings.

Unique counts are computed on the rows of each group, never summed from parts. Every value says what it is:
known, known for some of its rows, another amount in its place, or missing with its reason.
"""

from collections import defaultdict
from itertools import product

import narwhals as nw

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.class_limits import known_from_share
from lib.metrics.dimensions import Code, members
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.status import stand_in_years
from lib.metrics.units import UNKNOWN_SIZE, scope_of
from lib.metrics.value import Missing, Number, Partial, Reason, StandIn, Value, ratio
from lib.metrics.view import View, cached

Row = dict[str, Value | str]
_ROWS, _PENDING = "rows", "rows_pending"
_OF_ROWS = ("grants", "turned_down")  # frames of the extract's rows


def total(view: View, *metrics: str) -> Row:
    """The metrics for the whole selection: metric id → value."""
    return compute(view, metrics)[0]


@cached(4096)
def compute(view: View, metrics: tuple[str, ...], by: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """The metrics of every group that the selection leaves.

    One row per combination of the groupings' members, in printed order, also for members without grants:
    the member's code under its grouping, the value under its metric. Counts and amounts without any grants
    are 0. Rates use inhabitants of the latest year chosen, unless grouped by year.
    """
    parts = _with_parts(metrics)
    plain = [metric for metric in parts if not metric.is_ratio]
    answers = {metric.id: _GroupValues(view.extract, view.selection, metric, by) for metric in plain}
    found = _measure(view, [metric for metric in plain if answers[metric.id].why is None], by)
    rows = []
    for key in product(*(members(view, column) for column in by)):
        group = dict(zip(by, key, strict=True))
        row: Row = group | {m.id: answers[m.id].value(group, found[key].get(m.id)) for m in plain}
        row |= {metric.id: _divide(row, metric) for metric in parts if metric.is_ratio}
        rows.append(row)
    return tuple(rows)


def _with_parts(metrics: tuple[str, ...]) -> list[Metric]:
    """The metrics asked for and the parts of their ratios, each once."""
    wanted: dict[str, Metric] = {}
    for metric in (METRICS[id] for id in metrics):
        for part in (metric.numerator, metric.denominator):
            if part is not None:
                wanted[part] = METRICS[part]
        wanted[metric.id] = metric
    return list(wanted.values())


def _divide(row: Row, metric: Metric) -> Value:
    over, under = row[metric.numerator], row[metric.denominator]
    found = ratio(over, under, metric.scale)
    if isinstance(found, StandIn) and metric.denominator == "budget_nok":
        return Missing(Reason.NOT_PUBLISHED)  # of one amount, not of the one that stands in for it
    return found


class _GroupValues:
    """Turns the computed numbers of one metric into values, each with what it covers or why it is missing."""

    def __init__(self, extract: Extract, selection: Selection, metric: Metric, by: tuple[str, ...]) -> None:
        self._extract, self._selection, self._metric, self._by = extract, selection, metric, by
        self.why = self._missing_for_all()
        self._years = None if self.why is not None else self._existing_years()
        self._sizeless = (
            sizeless_years(View(extract, selection), by) if "size_class" in by or selection.sizes else set()
        )
        self._yearly = () if self.why is not None else self._year_by_year()
        self._lacking = self._missing_year()

    def value(self, group: dict[str, Code], found: dict | None) -> Value:
        """The value of a group from ``found``, what its rows gave, or None without rows."""
        if self.why is not None:
            return self.why
        year = group.get("year")
        if self._years is not None and not self._years & ({year} if year else {*self._selection.years}):
            return Missing(Reason.DID_NOT_EXIST)
        if (year or self._selection.year) in self._sizeless and group.get("size_class") != UNKNOWN_SIZE:
            several = len(self._selection.years) > 1 and not year and "size_class" not in group
            return Missing(Reason.NO_POPULATION, (self._selection.year,) if several else ())
        if self._metric.frame in ("budget", "periods"):
            return self._of_all_years(year, found)
        if self._metric.frame == "turned_down":
            return self._of_turned_down(year, found)
        if self._lacking is not None:
            return self._lacking
        value = self._known(found) if found and found[_ROWS] else self._without_rows(year)
        return self._as_stand_in(value, year)

    def _without_rows(self, year: int | None) -> Value:
        """The value where there are no rows: 0, unless the country's is missing for the same years."""
        selection, metric = self._selection, self._metric
        if metric.known is None or metric.frame != "grants" or (selection.is_national and not self._by):
            return 0
        country = Selection((year,) if year else selection.years, borders=selection.borders)
        found = compute(View(self._extract, country), (metric.id,))[0][metric.id]
        return found if isinstance(found, Missing) else 0

    def _missing_for_all(self) -> Missing | None:
        """The reason that no group has a value; None if groups may have one."""
        selection, metric = self._selection, self._metric
        if metric.grant_type and selection.grant_types and metric.grant_type not in selection.grant_types:
            return Missing(Reason.FILTERED_AWAY)
        absent = tuple(year for year in selection.years if year not in frames.years(self._extract))
        if metric.frame in _OF_ROWS and absent and "year" not in self._by:
            return Missing(Reason.YEAR_ABSENT, absent if len(selection.years) > 1 else ())
        if metric.frame == "register" and not {*self._by} <= {*frames.DIMENSIONS}:
            return Missing(Reason.NO_BASE)
        if metric.frame == "budget" and (set(self._by) - {"year"} or not selection.is_national):
            return Missing(Reason.NATIONAL_ONLY)
        if metric.frame == "periods" and set(self._by) - {"year"}:
            return Missing(Reason.NATIONAL_ONLY)
        return None

    def _existing_years(self) -> set[int] | None:
        """The years in which a chosen municipality exists; None where none is chosen."""
        if not self._selection.municipalities or self._metric.frame in ("budget", "periods"):
            return None
        frame = frames.register(self._extract, scope_of(View(self._extract, self._selection), self._by))
        there = frame.filter(self._selection.condition(columns=frozenset({"municipality"})))
        return set(there["year"].to_list())

    def _year_by_year(self) -> tuple[Value, ...]:
        """The value of each year of a sum over years, which asks for all of them."""
        selection, metric = self._selection, self._metric
        summed = "year" not in self._by and len(selection.years) > 1
        if metric.known is None or metric.frame != "grants" or not summed:
            return ()
        return tuple(
            row[metric.id] for row in compute(View(self._extract, selection), (metric.id,), ("year",))
        )

    def _missing_year(self) -> Missing | None:
        """The reason that a sum over years is missing: one of its years is."""
        lacking = {
            year: value.reason
            for year, value in zip(self._selection.years, self._yearly, strict=False)
            if isinstance(value, Missing) and value.reason is not Reason.DID_NOT_EXIST
        }
        return Missing(next(iter(lacking.values())), tuple(lacking)) if lacking else None

    def _of_all_years(self, year: int | None, found: dict | None) -> Value:
        """A value of the budget table: known only where every year asked for has it."""
        metric, asked = self._metric, (year,) if year else self._selection.years
        frame, column = frames.budget, metric.id
        if metric.frame == "periods":
            frame, column = frames.periods, "months"
        there = frame(self._extract).filter(nw.col("year").is_in(list(asked)))
        rows = there.select("year", column).rows()
        without = tuple(y for y in asked if not [v for r, v in rows if r == y] or (y, None) in rows)
        if without:
            return Missing(metric.missing, without if len(asked) > 1 else ())
        return found["value"]

    def _of_turned_down(self, year: int | None, found: dict | None) -> Value:
        """A value of those turned down: an extract without a row of them in all of a year tells nothing."""
        asked = (year,) if year else self._selection.years
        without = tuple(each for each in asked if each not in frames.years_turned_down(self._extract))
        if without:
            return Missing(Reason.YEAR_ABSENT, without if len(asked) > 1 else ())
        return found["value"] if found and found[_ROWS] else 0

    def _known(self, found: dict) -> Value:
        """The value of a group's rows, as far as it is known."""
        metric, rows = self._metric, found[_ROWS]
        known = rows if metric.known is None else found["known"]
        if known == rows:
            return found["value"]
        if metric.needs_all:
            return Missing(metric.missing)
        pending = found[_PENDING]
        reason = Reason.NOT_DECIDED if pending >= rows - known else metric.missing
        if not known:
            return Missing(reason)
        a_year_is_partial = any(isinstance(value, Partial) for value in self._yearly)
        if a_year_is_partial or known < known_from_share() * rows:
            return Partial(found["value"], known, rows, reason)
        return found["value"]

    def _as_stand_in(self, value: Value, year: int | None) -> Value:
        if self._metric.amount != "applied" or isinstance(value, Missing):
            return value
        years = {year} if year else {*self._selection.years}
        standing = tuple(sorted(years & stand_in_years(self._extract)))
        return StandIn(value, standing, is_part=len(standing) < len(years)) if standing else value


def sizeless_years(view: View, by: tuple[str, ...]) -> set[int]:
    """The years chosen in which no municipality has a size, as its inhabitants are not known."""
    frame = frames.register(view.extract, scope_of(view, by))
    sizes = (
        frame.filter(nw.col("year").is_in(list(view.selection.years))).select("year", "size_class").unique()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for year, size in sizes.rows():
        found[year].add(size)
    return {year for year, there in found.items() if there == {UNKNOWN_SIZE}}


def _measure(
    view: View, metrics: list[Metric], by: tuple[str, ...]
) -> dict[tuple, dict[str, dict[str, Number]]]:
    """Group key → metric id → value, rows, rows known and rows pending.

    One pass over a frame for all metrics that look at the same rows.
    """
    passes: dict[tuple, list[Metric]] = defaultdict(list)
    for metric in metrics:
        passes[metric.frame, metric.grant_type, id(metric.where)].append(metric)
    values: dict[tuple, dict[str, dict]] = defaultdict(dict)
    for (name, grant_type, _where), together in passes.items():
        frame = _rows_of(view, name, by)
        if grant_type is not None:
            frame = frame.filter(nw.col("grant_type") == grant_type)
        if together[0].where is not None:
            frame = frame.filter(together[0].where)
        columns = [m.expression.alias(m.id) for m in together]
        columns += [m.known.alias(f"{m.id}.known") for m in together if m.known is not None]
        columns.append(nw.len().alias(_ROWS))
        if name in _OF_ROWS:
            columns.append(nw.col(_PENDING).sum())
        grouped = frame.group_by(*by).agg(*columns) if by else frame.select(*columns)
        for row in grouped.rows(named=True):
            shared = {_ROWS: row[_ROWS], _PENDING: row.get(_PENDING, 0)}
            values[tuple(row[column] for column in by)] |= {
                m.id: {"value": row[m.id], "known": row.get(f"{m.id}.known"), **shared} for m in together
            }
    return values


def _rows_of(view: View, name: str, by: tuple[str, ...]) -> nw.DataFrame:
    """The rows of a frame within the selection."""
    if name in ("budget", "periods"):
        frame = frames.budget if name == "budget" else frames.periods
        return frame(view.extract).filter(view.selection.condition(columns=frozenset()))
    scope = scope_of(view, by)
    if name == "register":
        latest = view.selection if "year" in by else view.selection.in_years(view.selection.year)
        return frames.register(view.extract, scope).filter(
            latest.condition(columns=frozenset(frames.DIMENSIONS))
        )
    frame = frames.turned_down if name == "turned_down" else frames.grants
    pending = nw.when(nw.col("decision") == "pending").then(1).otherwise(0)
    return frame(view.extract, scope).filter(view.selection.condition()).with_columns(pending.alias(_PENDING))

"""Reach: the municipalities without grants, and those that came to or left the scheme between two years."""

from dataclasses import dataclass, replace

import narwhals as nw

from lib.metrics import frames
from lib.metrics.dimensions import Code, members
from lib.metrics.growth import comparable_years, municipalities_existed
from lib.metrics.units import scope_of
from lib.metrics.value import Missing, Reason, Value, ratio
from lib.metrics.view import View, cached


@dataclass(frozen=True)
class Reach:
    """A group's municipalities in the latest year chosen, and those without a grant in any chosen year."""

    municipalities: int
    without: int
    population: Value  # missing where it is not known of every municipality
    population_without: Value

    @property
    def population_without_pct(self) -> Value:
        """The share of the group's inhabitants who live where there is no grant."""
        return ratio(self.population_without, self.population, 100)


@cached(256)
def not_reached(view: View) -> nw.DataFrame:
    """The municipalities of the selection in its latest year, one row each, and ``reached`` (bool).

    Columns: municipality (the unit), county, centrality, size_class, population (null where not known).
    """
    scope = scope_of(view)
    latest = view.selection.in_years(view.selection.year).condition(columns=frozenset(frames.DIMENSIONS))
    units = (
        frames.register(view.extract, scope)
        .filter(latest)
        .group_by("municipality", "county", "centrality", "size_class")
        .agg(
            nw.col("population").sum(),
            known=nw.col("population").count(),
            parts=nw.len(),
        )
        .with_columns(population=nw.when(nw.col("known") == nw.col("parts")).then("population"))
        .drop("known", "parts")
    )
    there = frames.grants(view.extract, scope).filter(view.selection.condition())
    reached = there.select("municipality", reached=nw.lit(value=True)).unique()
    found = units.join(reached, on="municipality", how="left").sort("municipality")
    return found.with_columns(reached=nw.col("reached").fill_null(value=False))


def reach_by(view: View, by: str) -> dict[Code | None, Reach]:
    """The reach in every member of a grouping, and in the whole under None."""
    rows = not_reached(view).rows(named=True)
    groups = {key: [row for row in rows if row[by] == key] for key in members(view, by)}
    return {key: _reach(found) for key, found in (groups | {None: rows}).items()}


def _reach(rows: list[dict]) -> Reach:
    without = [row for row in rows if not row["reached"]]
    return Reach(
        municipalities=len(rows),
        without=len(without),
        population=_inhabitants(rows),
        population_without=_inhabitants(without),
    )


def _inhabitants(rows: list[dict]) -> Value:
    numbers = [row["population"] for row in rows]
    return Missing(Reason.NO_POPULATION) if None in numbers else sum(numbers)


@dataclass(frozen=True)
class MunicipalityChanges:
    """The codes of the municipalities with grants in only one of two years in a row."""

    came: tuple[str, ...]
    left: tuple[str, ...]


def municipality_changes(view: View, year: int) -> MunicipalityChanges | None:
    """Which municipalities came to and left the selection in ``year``; None without a year before.

    The codes are in the selection's borders; a municipality divided between the two years is whole.
    """
    both = view.selection.in_years(year - 1, year)
    if year not in comparable_years(view.extract) or not municipalities_existed(view.with_selection(both)):
        return None
    grants = frames.grants(
        view.extract, replace(scope_of(view.with_selection(both)), class_year=view.selection.class_year)
    )
    before, now = (
        set(grants.filter(view.selection.in_years(when).condition())["municipality"].to_list())
        for when in (year - 1, year)
    )
    return MunicipalityChanges(came=tuple(sorted(now - before)), left=tuple(sorted(before - now)))

"""Reach: which municipalities the scheme has not reached, and which came and left between two years."""

from dataclasses import dataclass

import narwhals as nw

from lib.extract.memory import remembered
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import Code, members
from lib.metrics.growth import MUNICIPALITIES, comparable_years
from lib.metrics.selection import Selection


@dataclass(frozen=True)
class Reach:
    """A group's municipalities in the latest year chosen, and those without a grant in any chosen year."""

    municipalities: int
    without: int
    population: int | None  # None where it is not known of every municipality
    population_without: int | None

    @property
    def population_without_pct(self) -> float | None:
        """The share of the group's inhabitants who live where there is no grant."""
        if self.population_without is None or not self.population:
            return None
        return self.population_without / self.population * 100


@remembered(256)
def not_reached(extract: Extract, selection: Selection) -> nw.DataFrame:
    """The municipalities of the selection, one row each: its place in the register and ``reached`` (bool)."""
    register = frames.register(extract, selection.borders)
    latest = selection.in_years(selection.year).condition(columns=frozenset(frames.DIMENSIONS))
    there = frames.grants(extract, selection.borders).filter(selection.condition())
    reached = there.select("outline", reached=nw.lit(value=True)).unique()
    found = register.filter(latest).join(reached, on="outline", how="left")
    return found.with_columns(reached=nw.col("reached").fill_null(value=False))


def reach_by(extract: Extract, selection: Selection, by: str) -> dict[Code | None, Reach]:
    """The reach in every member of a grouping, and in the whole under None."""
    rows = not_reached(extract, selection).rows(named=True)
    groups = {key: [row for row in rows if row[by] == key] for key in members(extract, selection, by)}
    return {key: _reach(found) for key, found in (groups | {None: rows}).items()}


def _reach(rows: list[dict]) -> Reach:
    without = [row for row in rows if not row["reached"]]
    return Reach(
        municipalities=len(rows),
        without=len(without),
        population=_inhabitants(rows),
        population_without=_inhabitants(without),
    )


def _inhabitants(rows: list[dict]) -> int | None:
    numbers = [row["population"] for row in rows]
    return None if None in numbers else sum(numbers)


@dataclass(frozen=True)
class Comings:
    """The municipalities (codes of 2020) with grants in one of two years that follow each other, not both."""

    came: tuple[str, ...]
    left: tuple[str, ...]


def comings(extract: Extract, selection: Selection, year: int) -> Comings | None:
    """Which municipalities came to and left the selection in ``year``; None without a year before."""
    if year not in comparable_years(extract):
        return None
    grants = frames.grants(extract, selection.borders)
    before, now = (
        set(grants.filter(selection.in_years(when).condition())[MUNICIPALITIES].to_list())
        for when in (year - 1, year)
    )
    return Comings(came=tuple(sorted(now - before)), left=tuple(sorted(before - now)))

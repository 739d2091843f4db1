"""The selection: the years and filters that the reader has chosen. All rows are filtered by it."""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import narwhals as nw

from lib.extract.thresholds import VINTAGES as BORDERS
from lib.extract.thresholds import vintage_of
from lib.metrics.filters import BY_COLUMN, FILTERS


@dataclass(frozen=True)
class Selection:
    """Years and filters of a view. An empty filter means everything; ``years`` is never empty.

    ``borders`` is the county vintage (2020 or 2024) that ``counties`` and ``municipalities`` are codes of;
    where it is not given, that of the latest year. ``against`` are codes of places or classes that
    those chosen are compared with, which filters nothing.
    """

    years: tuple[int, ...]
    counties: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    centralities: tuple[int, ...] = ()
    sizes: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = ()
    borders: int = 0
    as_published: bool = False  # each year in its own borders, where years stand beside each other
    class_year: int | None = None  # the year whose classes the filters mean in every year; None for its own
    against: tuple[str, ...] = ()  # places and classes, see filters.member_compared

    def __post_init__(self) -> None:
        if not self.borders:
            object.__setattr__(self, "borders", vintage_of(max(self.years, default=min(BORDERS))))

    @property
    def year(self) -> int:
        """The year that is described when one must be: the latest chosen."""
        return max(self.years)

    @property
    def filters(self) -> dict[str, tuple]:
        """Column → chosen codes, years left out, for the filters in use."""
        return {each.column: codes for each in FILTERS if (codes := getattr(self, each.field))}

    @property
    def is_national(self) -> bool:
        """True when nothing but years is chosen, so that national budgets can be compared with it."""
        return not self.filters

    @property
    def places(self) -> Literal["county", "municipality"]:
        """What is compared where places are: municipalities once one county or one of them is chosen."""
        return "municipality" if len(self.counties) == 1 or self.municipalities else "county"

    def in_years(self, *years: int) -> "Selection":
        """The same filters in other years."""
        return replace(self, years=tuple(sorted(years)))

    def without(self, column: str) -> "Selection":
        """The selection with one filter lifted, and the filters on places within it."""
        lifted = BY_COLUMN[column].lifted_with
        return replace(self, **{each.field: () for each in FILTERS if each.column in lifted})

    def condition(self, *, columns: frozenset[str] | None = None) -> nw.Expr:
        """The filter as an expression on a frame; ``columns`` limits it to those the frame has."""
        tests = [nw.col("year").is_in(list(self.years))] + [
            _chosen(column, list(codes))
            for column, codes in self.filters.items()
            if columns is None or column in columns
        ]
        return reduce(lambda left, right: left & right, tests)


def _chosen(column: str, codes: list) -> nw.Expr:
    """A filter's test. A municipality that was divided is chosen with its parts, which carry its outline."""
    chosen = nw.col(column).is_in(codes)
    return chosen | nw.col("outline").is_in(codes) if column == "municipality" else chosen

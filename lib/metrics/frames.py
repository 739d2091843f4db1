"""The frames that metrics are computed on: the extract's rows with the columns that group them."""

import narwhals as nw

from lib.extract.contract import NOT_COUNTED
from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics.selection import Selection
from lib.metrics.units import Scope, units, years
from lib.metrics.view import View

__all__ = [
    "DIMENSIONS",
    "NOT_COUNTED",
    "Scope",
    "budget",
    "county_of",
    "grants",
    "periods",
    "register",
    "turned_down",
    "whole_view",
    "years",
    "years_turned_down",
]

DIMENSIONS = ("year", "county", "municipality", "outline", "centrality", "size_class")


@cached_by_extract(8)
def grants(extract: Extract, scope: Scope) -> nw.DataFrame:
    """Counted grants: the contract's columns and county, municipality, outline, centrality, size_class.

    One row per grant that is neither rejected nor dismissed, with the columns of its unit in ``scope``.
    """
    return _placed(extract, scope, ~nw.col("decision").is_in(NOT_COUNTED))


@cached_by_extract(4)
def turned_down(extract: Extract, scope: Scope) -> nw.DataFrame:
    """Rejected and dismissed applications, with the same columns as the grants."""
    return _placed(extract, scope, nw.col("decision").is_in(NOT_COUNTED))


@cached_by_extract(4)
def years_turned_down(extract: Extract) -> frozenset[int]:
    """The years with rows of rejected or dismissed applications; of others, it is not known if any were."""
    rows = nw.from_native(extract.grants, eager_only=True)
    return frozenset(rows.filter(nw.col("decision").is_in(NOT_COUNTED))["year"].to_list())


def _placed(extract: Extract, scope: Scope, rows: nw.Expr) -> nw.DataFrame:
    frame = nw.from_native(extract.grants, eager_only=True).filter(rows).drop("centrality")
    places = nw.from_native(units(extract, scope), eager_only=True).drop("population")
    return frame.join(places, on=["year", "municipality_code"], how="left")


@cached_by_extract(8)
def register(extract: Extract, scope: Scope) -> nw.DataFrame:
    """The municipality register by year: one row per municipality code and year of the extract.

    Carries population of 1 January and the same grouping columns as the grants, so that a rate's
    denominator is filtered and grouped as its numerator is.
    """
    return nw.from_native(units(extract, scope), eager_only=True)


def whole_view(extract: Extract) -> View:
    """The view of every year of an extract without any filter."""
    return View(extract, Selection(years=years(extract)))


def budget(extract: Extract) -> nw.DataFrame:
    """The budget table: one row per year and scheme, amounts in kroner, unknown is null."""
    return nw.from_native(extract.budget, eager_only=True)


@cached_by_extract(8)
def periods(extract: Extract) -> nw.DataFrame:
    """The months of the grant periods: year, months. The budget table's, else those of the year's notice."""
    months = [nw.col("year").cast(nw.Int64), nw.col("months").cast(nw.Int64)]
    stated = budget(extract).select(*months)
    known = stated.filter(~nw.col("months").is_null())["year"].to_list()
    notices = nw.from_native(extract.reference.grant_periods, eager_only=True).select(*months)
    announced = notices.filter(~nw.col("year").is_in(known))
    return nw.concat([stated.filter(~nw.col("year").is_in(announced["year"].to_list())), announced])


@cached_by_extract(8)
def county_of(extract: Extract, borders: int) -> dict[str, str]:
    """Municipality code in ``borders`` (or 1507, kept whole) → county code."""
    found = {}
    for whole in (True, False):
        rows = register(extract, Scope(borders, whole=whole)).select("municipality", "county").unique()
        found |= dict(rows.rows())
    vintage = extract.reference.municipalities.to_pylist()
    return found | {row["code"]: row["county_code"] for row in vintage if row["vintage"] == borders}

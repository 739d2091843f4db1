"""The municipality register as units: what one municipality, its class and its size are in a scope.

A unit is a municipality as it is counted and shown. Rows are recast between border vintages by municipality
code, never by shares. 1507 Ålesund was divided in 2024 and cannot be divided after the fact: where years on
both sides of the reform are looked at together, it and its parts are one unit under the code 1507.
Grants, register, reach, flow and neighbours all join on these units, so that the numerator and the
denominator of a rate are about the same places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.extract.reference import Reference
from lib.extract.thresholds import vintage_of
from lib.metrics.class_limits import size_class
from lib.metrics.view import View

UNKNOWN_CENTRALITY, UNKNOWN_SIZE = 0, "?"


@dataclass(frozen=True)
class Scope:
    """Which units there are: county borders, whether a divided municipality is whole, and the class year.

    ``class_year`` is the year whose class and size each unit has in every year; None for each year's own.
    """

    borders: int
    whole: bool = False
    class_year: int | None = None


def scope_of(view: View, by: Iterable[str] = ()) -> Scope:
    """The scope of a selection's years looked at together, or each by itself where ``by`` has the year.

    A divided municipality is whole where places of years on both sides of its reform stand together, unless
    the reader has chosen one of its parts, which did not exist before.
    """
    by, chosen = tuple(by), set(view.selection.municipalities)
    together = "year" not in by or "municipality" in by
    spans = len({vintage_of(year) for year in view.selection.years}) > 1
    summed = "year" not in by and len(view.selection.years) > 1
    return Scope(
        view.selection.borders,
        whole=together and spans and not chosen & parts_of_divided(view.extract),
        class_year=view.selection.class_year or (view.selection.year if summed else None),
    )


@cached_by_extract(16)
def units(extract: Extract, scope: Scope) -> pa.Table:
    """One row per year × municipality code valid that year, with its unit in the scope.

    ``municipality`` is the unit, ``outline`` the municipality of 2020, ``county`` in the scope's borders,
    ``population`` that of the code on 1 January; ``centrality`` and ``size_class`` are the unit's, and
    unknown ones have a code of their own, so that the classes of a grouping always sum to the whole.
    """
    rows = _located(extract, scope)
    classes = _classes(extract, rows)
    for row in rows:
        year = row["year"] if scope.class_year is None else scope.class_year
        row["centrality"], row["size_class"] = classes.get(
            (year, row["municipality"]), classes[row["year"], row["municipality"]]
        )
        del row["register_centrality"]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _located(extract: Extract, scope: Scope) -> list[dict]:
    """The register's rows of each year of the extract, each with its unit."""
    reference, borders = extract.reference, scope.borders
    recast, to_2020 = recast_codes(reference, borders), recast_codes(reference, 2020)[2024]
    counties = {
        (row["vintage"], row["code"]): row["county_code"] for row in reference.municipalities.to_pylist()
    }
    whole_units = divided_municipalities(extract) if scope.whole else ()
    rows = []
    for row in reference.municipalities.to_pylist():
        target = recast[row["vintage"]].get(row["code"], (row["code"],))
        unit = target[0] if len(target) == 1 else row["code"]
        outline = row["code"] if row["vintage"] == 2020 else to_2020[row["code"]][0]
        rows += [
            {
                "year": year,
                "municipality_code": row["code"],
                "municipality": outline if outline in whole_units else unit,
                "outline": outline,
                "county": counties[borders, target[0]],
                "population": row.get(f"population_{year}"),
                "register_centrality": row["centrality"],
            }
            for year in years(extract)
            if vintage_of(year) == row["vintage"]
        ]
    return rows


def _classes(extract: Extract, rows: list[dict]) -> dict[tuple[int, str], tuple[int, str]]:
    """(year, unit) → centrality and size class. The size is that of all the unit's inhabitants."""
    parts: dict[tuple[int, str], list[dict]] = defaultdict(list)
    for row in rows:
        parts[row["year"], row["municipality"]].append(row)
    own = own_centralities(extract)
    return {key: (_centrality(found, own), _size(found)) for key, found in parts.items()}


def _centrality(parts: list[dict], own: dict[tuple[int, str], Counter]) -> int:
    """The class of a unit: the extract's own where all its rows agree, else that of its largest part."""
    stated = Counter()
    for row in parts:
        stated.update(own.get((row["year"], row["municipality_code"]), {}))
    if len(stated) == 1:
        return next(iter(stated))
    largest = max(parts, key=lambda row: row["population"] or 0)
    return largest["register_centrality"] or UNKNOWN_CENTRALITY


def _size(parts: list[dict]) -> str:
    numbers = [row["population"] for row in parts]
    return UNKNOWN_SIZE if None in numbers else size_class(sum(numbers))


@cached_by_extract(8)
def own_centralities(extract: Extract) -> dict[tuple[int, str], Counter]:
    """(year, municipality code) → the classes that the extract's rows state, with their number of rows."""
    rows = (
        nw.from_native(extract.grants, eager_only=True)
        .filter(~nw.col("centrality").is_null())
        .group_by("year", "municipality_code", "centrality")
        .agg(nw.len().alias("rows"))
        .rows(named=True)
    )
    found: dict[tuple[int, str], Counter] = defaultdict(Counter)
    for row in rows:
        found[row["year"], row["municipality_code"]][row["centrality"]] = row["rows"]
    return dict(found)


@cached_by_extract(8)
def years(extract: Extract) -> tuple[int, ...]:
    """The application years that have rows in the extract, in order."""
    return tuple(sorted(extract.grants["year"].unique().drop_null().to_pylist()))


@cached_by_extract(8)
def divided_municipalities(extract: Extract) -> tuple[str, ...]:
    """The municipalities of 2020 that a reform has divided since."""
    forward = recast_codes(extract.reference, 2024)[2020]
    return tuple(code for code, successors in forward.items() if len(successors) > 1)


@cached_by_extract(8)
def parts_of_divided(extract: Extract) -> frozenset[str]:
    """The municipalities of 2024 that are parts of a divided one."""
    forward = recast_codes(extract.reference, 2024)[2020]
    return frozenset(part for code in divided_municipalities(extract) for part in forward[code])


def recast_codes(reference: Reference, borders: int) -> dict[int, dict[str, tuple[str, ...]]]:
    """For each vintage: municipality code → its code or codes in ``borders``."""
    pairs = [(row["code_2020"], row["code_2024"]) for row in reference.municipality_changes.to_pylist()]
    forward: dict[str, tuple[str, ...]] = {}
    backward: dict[str, tuple[str, ...]] = {}
    for old, new in pairs:
        forward[old] = (*forward.get(old, ()), new)
        backward[new] = (*backward.get(new, ()), old)
    return {2020: forward if borders == 2024 else {}, 2024: backward if borders == 2020 else {}}


_SCHEMA = pa.schema(
    [
        ("year", pa.int16()),
        ("municipality_code", pa.string()),
        ("municipality", pa.string()),
        ("outline", pa.string()),
        ("county", pa.string()),
        ("population", pa.int64()),
        ("centrality", pa.int8()),
        ("size_class", pa.string()),
    ]
)

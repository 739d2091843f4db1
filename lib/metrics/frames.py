"""The frames that metrics are computed on: the extract's rows with the columns that group them.

Rows are recast between border vintages by municipality code, never by shares. 1507 Ålesund was split in
2024 and cannot be split after the fact: in 2024 borders its earlier rows keep their own code.
"""

import narwhals as nw
import pyarrow as pa

from lib.extract.memory import remembered
from lib.extract.model import Extract
from lib.extract.reference import Reference
from lib.metrics.limits import size_class, vintage_of

NOT_COUNTED = ("rejected", "dismissed")
DIMENSIONS = ("year", "county", "municipality", "outline", "centrality", "size_class")


@remembered(8)
def grants(extract: Extract, borders: int) -> nw.DataFrame:
    """Counted grants: the contract's columns and county, municipality, outline, size_class.

    One row per grant that is neither rejected nor dismissed. ``county`` and ``municipality`` are in
    ``borders``; ``outline`` is the municipality of 2020, the same through every reform since.
    """
    frame = nw.from_native(extract.grants, eager_only=True)
    frame = frame.filter(~nw.col("decision").is_in(NOT_COUNTED))
    places = _places_by_year(extract, borders)
    return (
        frame.join(nw.from_native(places, eager_only=True), on=["year", "municipality_code"], how="left")
        .with_columns(centrality=nw.coalesce("centrality", "register_centrality"))
        .drop("register_centrality")
    )


@remembered(8)
def register(extract: Extract, borders: int) -> nw.DataFrame:
    """The municipality register by year: one row per municipality and year of the extract.

    Carries population of 1 January and the same grouping columns as the grants, so that a rate's
    denominator is filtered and grouped as its numerator is.
    """
    places = _places_by_year(extract, borders)
    own_class = (
        nw.from_native(extract.grants, eager_only=True)
        .group_by("year", "municipality_code")
        .agg(nw.col("centrality").max())
    )
    return (
        nw.from_native(places, eager_only=True)
        .join(own_class, on=["year", "municipality_code"], how="left")
        .with_columns(centrality=nw.coalesce("centrality", "register_centrality"))
        .drop("register_centrality")
    )


def budget(extract: Extract) -> nw.DataFrame:
    """The budget table: one row per year and scheme, amounts in kroner, unknown is null."""
    return nw.from_native(extract.budget, eager_only=True)


@remembered(8)
def years(extract: Extract) -> tuple[int, ...]:
    """The application years that have grants in the extract, in order."""
    return tuple(sorted(extract.grants["year"].unique().drop_null().to_pylist()))


@remembered(8)
def _places_by_year(extract: Extract, borders: int) -> pa.Table:
    """One row per year × municipality valid that year, with its place in ``borders`` and its size."""
    reference = extract.reference
    recast = _recast(reference, borders)
    to_2020 = _recast(reference, 2020)[2024]
    counties = {
        (row["vintage"], row["code"]): row["county_code"] for row in reference.municipalities.to_pylist()
    }
    rows = []
    for row in reference.municipalities.to_pylist():
        for year in years(extract):
            if vintage_of(year) != row["vintage"]:
                continue
            target = recast[row["vintage"]].get(row["code"], (row["code"],))
            whole = target[0] if len(target) == 1 else row["code"]
            population = row.get(f"population_{year}")
            rows.append(
                {
                    "year": year,
                    "municipality_code": row["code"],
                    "municipality": whole,
                    "outline": row["code"] if row["vintage"] == 2020 else to_2020[row["code"]][0],
                    "county": counties[borders, target[0]],
                    "size_class": size_class(population),
                    "population": population,
                    "register_centrality": row["centrality"],
                }
            )
    return pa.Table.from_pylist(rows, schema=_PLACES)


@remembered(8)
def county_of(extract: Extract, borders: int) -> dict[str, str]:
    """Municipality code in ``borders`` (or 1507, kept whole) → county code."""
    rows = register(extract, borders).select("municipality", "county").unique().rows()
    vintage = extract.reference.municipalities.to_pylist()
    known = {row["code"]: row["county_code"] for row in vintage if row["vintage"] == borders}
    return known | dict(rows)


_PLACES = pa.schema(
    [
        ("year", pa.int16()),
        ("municipality_code", pa.string()),
        ("municipality", pa.string()),
        ("outline", pa.string()),
        ("county", pa.string()),
        ("size_class", pa.string()),
        ("population", pa.int64()),
        ("register_centrality", pa.int8()),
    ]
)


@remembered(8)
def divided(extract: Extract) -> tuple[str, ...]:
    """The municipalities of 2020 that a reform has divided since."""
    forward = _recast(extract.reference, 2024)[2020]
    return tuple(code for code, successors in forward.items() if len(successors) > 1)


def _recast(reference: Reference, borders: int) -> dict[int, dict[str, tuple[str, ...]]]:
    """For each vintage: municipality code → its code or codes in ``borders``."""
    pairs = [(row["code_2020"], row["code_2024"]) for row in reference.municipality_changes.to_pylist()]
    forward: dict[str, tuple[str, ...]] = {}
    backward: dict[str, tuple[str, ...]] = {}
    for old, new in pairs:
        forward[old] = (*forward.get(old, ()), new)
        backward[new] = (*backward.get(new, ()), old)
    return {2020: forward if borders == 2024 else {}, 2024: backward if borders == 2020 else {}}

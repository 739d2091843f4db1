"""The extract read the plain way, so that the pages' numbers can be counted by another hand."""

import pandas as pd

from tests.pages.app import DATA

# The year's own codes: the first two digits are the county in the borders of 2020.
LIMITS = {"a": 100_000, "b": 50_000, "c": 20_000, "d": 10_000, "e": 5_000, "f": 2_000, "g": 0}


def grants() -> pd.DataFrame:
    """One row per grant with county and size class. The demo extract has no rejected rows."""
    folder = DATA / "extracts" / (DATA / "CURRENT").read_text().strip()
    rows = pd.read_parquet(folder / "grants.parquet")
    assert set(rows.decision) == {"granted"}
    places = pd.read_csv(DATA / "reference" / "sources" / "municipalities_2020.csv", dtype=str)
    people = places.set_index("code").filter(like="population_").astype(int)
    inhabitants = [
        people.at[code, f"population_{year}"]
        for code, year in zip(rows.municipality_code, rows.year, strict=True)
    ]
    return rows.assign(
        county=rows.municipality_code.str[:2],
        size_class=[
            next(name for name, least in LIMITS.items() if number >= least) for number in inhabitants
        ],
    )

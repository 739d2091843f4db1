"""The reference files as the oracle reads them: places of two registers, their classes, printed amounts."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
REFORM = 2024
WHOLE, PARTS = "1507", ("1508", "1580")
LEAST_IN_SIZE = {"a": 100_000, "b": 50_000, "c": 20_000, "d": 10_000, "e": 5_000, "f": 2_000, "g": 0}
UNKNOWN_SIZE, UNKNOWN_CENTRALITY = "?", 0
TYPES = {"alis": "alis", "veiledning": "guidance"}


@cache
def municipalities() -> pd.DataFrame:
    table = pd.read_parquet(REFERENCE / "municipalities.parquet")
    return table.astype({name: "Int64" for name in table.columns if name.startswith("population")})


@cache
def changes() -> tuple[dict[str, str], dict[str, str]]:
    """Code of 2024 → code of 2020, and the other way; of a divided one the first part."""
    table = pd.read_parquet(REFERENCE / "municipality_changes.parquet")
    pairs = list(zip(table["code_2020"], table["code_2024"], strict=True))[::-1]
    return {new: old for old, new in pairs}, dict(pairs)


@cache
def register_codes(borders: int) -> dict[str, str]:
    """Municipality code → county code, in the register of 2020 or 2024."""
    table = municipalities()
    table = table[table["vintage"] == borders]
    return dict(zip(table["code"], table["county_code"], strict=True))


@cache
def county_names(borders: int) -> dict[str, str]:
    """County code → name."""
    table = municipalities()
    table = table[table["vintage"] == borders]
    return dict(zip(table["county_code"], table["county_name"], strict=True))


@cache
def municipality_names(borders: int) -> dict[str, str]:
    """Municipality code → name in the register of 2020 or 2024."""
    table = municipalities()
    table = table[table["vintage"] == borders]
    return dict(zip(table["code"], table["name"].str.replace(" - ", " – "), strict=True))


@cache
def published() -> pd.DataFrame:
    return pd.read_parquet(REFERENCE / "published.parquet")


@cache
def printed_amounts() -> dict[int, dict[str, Fraction]]:
    """Year → what the printed amount of the whole country is called, and how many million kroner it is."""
    table = published()
    table = table[(table["measure"] == "amount") & (table["dimension"] == "country")]
    found: dict[int, dict[str, Fraction]] = {}
    for row in table.to_dict("records"):
        if str(row["year"]).isdecimal():
            found.setdefault(int(row["year"]), {})[row["basis"]] = Fraction(str(row["value"]))
    return found


@cache
def periods() -> dict[int, int]:
    """Year → months of its grant period, where the reference has them."""
    table = pd.read_parquet(REFERENCE / "grant_periods.parquet")
    return {int(year): int(months) for year, months in zip(table["year"], table["months"], strict=True)}


def vintage(year: int) -> int:
    """The register that codes of a year belong to."""
    return 2024 if year >= REFORM else 2020


def unit_of(code: str, year: int, borders: int, whole: bool) -> str:
    """The code that a municipality of a year is shown under in the borders."""
    if vintage(year) == borders:
        return WHOLE if whole and code in PARTS else code
    old_of, new_of = changes()
    if vintage(year) == 2024:
        return old_of[code]
    return WHOLE if code == WHOLE else new_of[code]


def county_of_unit(unit: str, borders: int) -> str:
    """The county of a unit in the borders; Ålesund before its division is in that of its parts."""
    codes = register_codes(borders)
    return codes[unit] if unit in codes else codes[PARTS[0]]


def size_of(inhabitants: object) -> str:
    """The size class of so many inhabitants."""
    if inhabitants is None or pd.isna(inhabitants):
        return UNKNOWN_SIZE
    return next(code for code, least in LEAST_IN_SIZE.items() if inhabitants >= least)

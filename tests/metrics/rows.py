"""Hand-made extracts for the metrics: rows written out, so that every number can be counted by eye."""

import datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

from lib.extract.contract import GRANTS, schema
from lib.extract.model import Extract
from lib.extract.read import open_extract
from tests.handmade import DATA, make_folder, publish_small

_COLUMNS = (
    "grant_id",
    "year",
    "municipality_code",
    "doctor_id",
    "grant_type",
    "decision",
    "applied_nok",
    "granted_nok",
    "paid_nok",
    "supplement_nok",
    "centrality",
)

# Two years, two counties (46 Vestland, 18 Nordland), four municipalities: 4601 Bergen (size a, centrality 2),
# 4621 Voss (d, 4), 1835 Træna (g, 6) and 1836 Rødøy (g, 6). The doctors:
#   a  has one agreement in 2022 and two in 2023, the second of them still pending
#   b  goes from guidance to an agreement
#   c  moves from Træna (county 18) to Voss (county 46)
#   d  is rejected in 2022, so 2023 is the first year
#   e  has guidance in 2022, in a municipality the extract puts in class 5; dismissed in 2023, so gone
ELEVEN = (
    ("g01", 2022, "4601", "a", "alis", "granted", 100_000, 100_000, 90_000, 0, None),
    ("g02", 2022, "4601", "b", "guidance", "granted", 30_000, 20_000, 20_000, 0, None),
    ("g03", 2022, "1835", "c", "alis", "partly_granted", 200_000, 150_000, None, 40_000, None),
    ("g04", 2022, "1836", "d", "alis", "rejected", 90_000, 0, None, 0, None),
    ("g05", 2022, "4621", "e", "guidance", "granted", 25_000, 25_000, 25_000, 0, 5),
    ("g06", 2023, "4601", "a", "alis", "granted", 110_000, None, 105_000, 0, None),
    ("g07", 2023, "4601", "a", "alis", "pending", 50_000, None, None, 0, None),
    ("g08", 2023, "4601", "b", "alis", "granted", 120_000, None, 120_000, 0, None),
    ("g09", 2023, "4621", "c", "alis", "granted", 150_000, None, 140_000, 0, None),
    ("g10", 2023, "1836", "d", "guidance", "granted", 40_000, None, None, 0, None),
    ("g11", 2023, "4621", "e", "guidance", "dismissed", 26_000, None, None, 0, None),
)

# Three years on both sides of the county reform. 1507 Ålesund became 1508 Ålesund and 1580 Haram; 3024/3201
# is Bærum, 3801/3901 Horten, 3807/4003 Skien, 5401/5501 Tromsø, 5403/5601 Alta.
ACROSS_THE_REFORM = (
    ("g01", 2022, "1507", "a", "alis", "granted", 1_000, None, None, 0, None),
    ("g02", 2022, "3024", "b", "alis", "granted", 2_000, None, None, 0, None),
    ("g03", 2023, "1507", "a", "alis", "granted", 4_000, None, None, 0, None),
    ("g04", 2023, "3801", "c", "alis", "granted", 8_000, None, None, 0, None),
    ("g05", 2023, "3807", "d", "alis", "granted", 16_000, None, None, 0, None),
    ("g06", 2023, "5401", "e", "alis", "granted", 32_000, None, None, 0, None),
    ("g07", 2024, "1508", "a", "alis", "granted", 64_000, None, None, 0, None),
    ("g08", 2024, "1580", "f", "alis", "granted", 128_000, None, None, 0, None),
    ("g09", 2024, "5501", "e", "alis", "granted", 256_000, None, None, 0, None),
    ("g10", 2024, "5601", "g", "alis", "granted", 512_000, None, None, 0, None),
    ("g11", 2024, "3201", "b", "alis", "granted", 1_024_000, None, None, 0, None),
    ("g12", 2024, "3901", "c", "alis", "granted", 2_048_000, None, None, 0, None),
)


def grants_of(rows: tuple[tuple, ...]) -> pa.Table:
    """The rows as the contract has them; what the metrics do not look at is the same everywhere."""
    given = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    period = {"period_start": datetime.date(2022, 1, 1), "period_end": datetime.date(2024, 12, 31)}
    names = schema(GRANTS).names
    full = [{**dict.fromkeys(names), **period, **row} for row in given]
    return pa.Table.from_pylist(full, schema=schema(GRANTS))


def extract_of(folder: Path, grants: pa.Table, **changes: object) -> Extract:
    """The rows published into a new folder and opened again, so that they are known to keep the contract."""
    made = make_folder(folder / "data")
    publish_small(made, grants=grants, **changes)
    return open_extract(made)


@cache
def demo_extract() -> Extract:
    """The committed demo extract, opened once."""
    return open_extract(DATA)

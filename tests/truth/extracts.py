"""Extracts of every kind that ``publish`` accepts, for the tests of what the dashboard says of them.

``D`` is the committed demo. The others are made from it: its rows carried on into later years, cut down, or
decided otherwise. Every choice comes from a seeded generator that draws in a fixed order, so that a build
gives the same bytes whatever the hash seed.
"""

import datetime
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lib.extract.contract import BUDGET, GRANTS, schema
from lib.extract.model import Extract
from lib.extract.publish import publish
from lib.extract.read import open_extract
from tests.handmade import DATA, make_folder
from tests.truth.yearly import Row, carried_on, decided, demo_rows, far_from, mixture, shifted, thinned

DEMO = DATA / "extracts" / "demo-2023-10-20"
D = "D"


@dataclass(frozen=True)
class Made:
    """The rows of an extract and what its manifest says of it."""

    grants: tuple[Row, ...]
    budget: tuple[Row, ...]
    produced_at: datetime.date = datetime.date(2025, 11, 26)
    source: str = "Syntetiske rader laget for prøvene"
    notes: tuple[str, ...] = ("Radene er oppdiktet for prøvene.",)


def raw(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of an extract as plain frames: grants, budget. Unknown amounts are missing, never 0."""
    made = _made(name)
    return _frame(made.grants, GRANTS), _frame(made.budget, BUDGET)


def build(name: str, folder: Path) -> Path:
    """Publish an extract into a fresh data folder, ready for ``$ALIS_DATA``; gives the folder."""
    if name == D:
        return copied(folder)
    made = _made(name)
    make_folder(folder)
    publish(
        folder,
        grants=pa.Table.from_pylist(list(made.grants), schema=schema(GRANTS)),
        budget=pa.Table.from_pylist(list(made.budget), schema=schema(BUDGET)),
        produced_at=made.produced_at,
        source=made.source,
        synthetic=True,
        notes=made.notes,
        extract_id=f"truth-{name.lower().replace('_', '-')}",
    )
    return folder


def copied(folder: Path) -> Path:
    """The committed demo and reference in a folder of their own."""
    for part in (DEMO.relative_to(DATA), Path("reference")):
        shutil.copytree(DATA / part, folder / part)
    shutil.copy(DATA / "CURRENT", folder / "CURRENT")
    return folder


@cache
def load(name: str) -> Extract:
    """The extract as the dashboard opens it, once per process."""
    with TemporaryDirectory(prefix="truth-") as folder:
        return open_extract(build(name, Path(folder) / "data"))


def names() -> tuple[str, ...]:
    """Every extract there is a recipe for, the demo first."""
    return tuple(_RECIPES)


@cache
def _made(name: str) -> Made:
    made = _RECIPES[name]()
    ordered = sorted(made.grants, key=lambda row: row["grant_id"])
    return replace(made, grants=tuple(ordered))


def _frame(rows: Iterable[Row], columns: tuple) -> pd.DataFrame:
    table = pa.Table.from_pylist(list(rows), schema=schema(columns))
    return table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.int8(): pd.Int8Dtype()}.get)


def _demo() -> Made:
    return Made(
        tuple(demo_rows()),
        tuple(pq.read_table(DEMO / "budget.parquet").to_pylist()),
        produced_at=datetime.date(2023, 10, 20),
        source="Syntetiske rader laget fra publiserte tabeller (statusrapport høsten 2023)",
        notes=("Radene er oppdiktet: de stemmer med alle publiserte tall for 2022 og 2023.",),
    )


def _budget(*years: int) -> tuple[Row, ...]:
    """The budget rows of the demo up to 2023, and a national one of each later year asked for."""
    published = {2024: (12, 557_900_000), 2025: (9, 600_000_000), 2026: (12, 600_000_000)}
    rows = [row for row in _demo().budget if row["year"] <= 2023]
    rows += [
        {
            "year": year,
            "scheme": "national",
            "months": published[year][0],
            "budget_nok": published[year][1],
            "announced_nok": published[year][1],
            "source": "Laget for prøvene",
        }
        for year in years
    ]
    return tuple(rows)


def _four_years() -> Made:
    """2024 has 60 decided of 2 545 counted, and rejected and dismissed ones; all of 2025 is pending."""
    rng = Random(4)
    known = demo_rows()
    in_2024 = carried_on(rng, known, year=2024, grants=2545, rejected=96)
    in_2024 = decided(rng, in_2024, share=60 / 2545, paid_share=0)
    in_2025 = carried_on(rng, [*known, *in_2024], year=2025, grants=2290, rejected=0)
    return Made((*known, *in_2024, *in_2025), _budget(2024, 2025))


def _far() -> Made:
    """2026 is granted and not paid; 2027 is pending, with neither budget nor population in the reference."""
    rng = Random(26)
    known = demo_rows()
    in_2026 = carried_on(rng, known, year=2026, grants=2240, rejected=40, gap=3)
    in_2026 = decided(rng, in_2026, share=1, paid_share=0)
    in_2027 = carried_on(rng, [*known, *in_2026], year=2027, grants=2328, rejected=0)
    return Made((*known, *in_2026, *in_2027), _budget(2026), datetime.date(2026, 11, 26))


def _gaps() -> Made:
    """Six years with holes between them, few rows in each, and every kind of decision."""
    rng = Random(19)
    known = demo_rows()
    sizes = {2019: 94, 2021: 120, 2022: 180, 2024: 219, 2026: 150, 2027: 132}
    rows: list[Row] = []
    for year, size in sizes.items():
        # Each year holds some of the doctors of the year before it, so that some continue and some return.
        pool = [row for row in known if row["year"] == (2022 if year < 2024 else 2023)]
        part = mixture(rng, rows, pool, year=year, grants=size)
        part = decided(rng, part, share=0 if year >= 2026 else 1, paid_share=0.9 if year <= 2022 else 0)
        rows += part
    only_alis = [row | ({"grant_type": "alis"} if row["year"] == 2021 else {}) for row in rows]
    rows = [_none_in_nordland(row) for row in only_alis]
    rows = _equal_cities(rng, rows, year=2022, grants=9)
    return Made(tuple(rows), _budget(2024, 2026), datetime.date(2026, 11, 26))


def _none_in_nordland(row: Row) -> Row:
    if row["year"] == 2024 and row["municipality_code"].startswith("18"):
        return row | {"decision": "rejected", "granted_nok": 0, "paid_nok": None}
    return row


def _equal_cities(rng: Random, rows: list[Row], *, year: int, grants: int) -> list[Row]:
    """Oslo and Bergen with so many grants each in the year, taken from or given by the rest."""
    kept = [row for row in rows if not (row["year"] == year and row["municipality_code"] in ("0301", "4601"))]
    spare = [row for row in demo_rows() if row["year"] == year]
    used = {row["doctor_id"] for row in kept}
    for code in ("0301", "4601"):
        own = [row for row in spare if row["municipality_code"] == code and row["doctor_id"] not in used]
        kept += [far_from(rng, row, year, f"{code}{number}") for number, row in enumerate(own[:grants])]
    return kept


def _one() -> Made:
    """One year, three municipalities, one type; Ålesund after the split is among them, Haram is not."""
    counts = Counter()
    rows = []
    for row in _four_years().grants:
        code, there = row["municipality_code"], row["year"] == 2025 and row["grant_type"] == "alis"
        if there and code in ("0301", "1508", "5001") and counts[code] < 20:
            counts[code] += 1
            rows.append(row)
    return Made(tuple(rows), _budget(2025))


def _part() -> Made:
    """2024 is 60 per cent decided and 10 per cent paid."""
    rng = Random(60)
    known = demo_rows()
    in_2024 = carried_on(rng, known, year=2024, grants=2488, rejected=0)
    return Made((*known, *decided(rng, in_2024, share=0.6, paid_share=0.1)), _budget(2024))


def _mixed() -> Made:
    """The demo with one grant of Bergen in class 5, and every application of Nordland rejected in 2023."""
    demo = _demo()
    first = min(
        row["grant_id"] for row in demo.grants if row["year"] == 2023 and row["municipality_code"] == "4601"
    )
    rows = []
    for row in demo.grants:
        if row["grant_id"] == first:
            row = row | {"centrality": 5}
        if row["year"] == 2023 and row["municipality_code"].startswith("18"):
            row = row | {"decision": "rejected", "granted_nok": None, "paid_nok": None}
        rows.append(row)
    return replace(demo, grants=tuple(rows), source=Made.source, notes=Made.notes)


def _only_rejected() -> Made:
    rows = [row for row in demo_rows() if row["year"] == 2023][:40]
    kinds = ("rejected", "dismissed")
    refused = [
        row | {"decision": kinds[place % 2], "granted_nok": None, "paid_nok": None}
        for place, row in enumerate(rows)
    ]
    return Made(tuple(refused), _budget(), datetime.date(2023, 11, 26))


def _no_budget() -> Made:
    """Two years of grants, and a budget of another year only."""
    budget = [row for row in _demo().budget if row["year"] == 2019]
    return Made(tuple(demo_rows()), tuple(budget), datetime.date(2023, 11, 26))


def _ties() -> Made:
    """Two grants in every county in 2022; in 2023 three in six of them and two in the others."""
    by_county: dict[str, list[Row]] = {}
    for row in demo_rows():
        if row["year"] == 2022:
            by_county.setdefault(row["municipality_code"][:2], []).append(row)
    before = [row for code in sorted(by_county) for row in by_county[code][:2]]
    more = [row for code in sorted(by_county)[:6] for row in by_county[code][2:3]]
    return Made((*before, *shifted([*before, *more], year=2023)), _budget(), datetime.date(2023, 11, 26))


def _all_fall() -> Made:
    """Every county has fewer grants, doctors and kroner in 2023 than in 2022."""
    before = [row for row in demo_rows() if row["year"] == 2022]
    return Made(
        (*before, *shifted(thinned(before, share=0.6), year=2023)), _budget(), datetime.date(2023, 11, 26)
    )


_RECIPES: dict[str, Callable[[], Made]] = {
    D: _demo,
    "Y4": _four_years,
    "FAR": _far,
    "GAPS": _gaps,
    "ONE": _one,
    "PART": _part,
    "MIXED": _mixed,
    "ONLY_REJECTED": _only_rejected,
    "NO_BUDGET": _no_budget,
    "TIES": _ties,
    "ALL_FALL": _all_fall,
}

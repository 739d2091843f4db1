"""Rows of one year made from those of another: who continues, who is new, and what has been decided."""

import datetime
from collections import Counter
from functools import cache
from math import ceil
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

Row = dict[str, object]
DATA = Path(__file__).parents[2] / "data"
DEMO_GRANTS = DATA / "extracts" / "demo-2023-10-20" / "grants.parquet"
MUNICIPALITIES = DATA / "reference" / "municipalities.parquet"
CHANGES = DATA / "reference" / "municipality_changes.parquet"
REFORM = 2024
CONTINUE, MOVE, RETURN = 0.84, 0.02, 0.12


@cache
def _demo_rows() -> tuple[Row, ...]:
    return tuple(sorted(pq.read_table(DEMO_GRANTS).to_pylist(), key=lambda row: row["grant_id"]))


def demo_rows() -> list[Row]:
    """The grants of the committed demo, in the order of their ids."""
    return list(_demo_rows())


@cache
def _successors() -> dict[str, tuple[str, ...]]:
    pairs = sorted((row["code_2020"], row["code_2024"]) for row in pq.read_table(CHANGES).to_pylist())
    found: dict[str, tuple[str, ...]] = {}
    for old, new in pairs:
        found[old] = (*found.get(old, ()), new)
    return found


@cache
def _register(vintage: int) -> dict[str, Row]:
    rows = pq.read_table(MUNICIPALITIES).to_pylist()
    return {
        row["code"]: row for row in sorted(rows, key=lambda row: row["code"]) if row["vintage"] == vintage
    }


def _code_in(rng: Random, code: str, year: int) -> str:
    """The code of a place in the register of a year; a divided place becomes one of its parts."""
    if year < REFORM or code in _register(REFORM):
        return code
    parts = _successors()[code]
    return parts[0] if len(parts) == 1 or rng.random() < 0.8 else parts[-1]


def carried_on(
    rng: Random, known: list[Row], *, year: int, grants: int, rejected: int, gap: int = 1
) -> list[Row]:
    """A later year with so many counted grants, all pending, and some rejected or dismissed ones.

    Most doctors of ``year - gap`` go on, a few in another municipality, with the class their rows had; some
    of earlier years return; the rest are new, with the class of the register. The rejected are new too.
    """
    before = [row for row in known if row["year"] == year - gap]
    there = sorted({row["doctor_id"] for row in before})
    earlier = sorted({row["doctor_id"] for row in known} - set(there))
    stay = {doctor for doctor in there if rng.random() < CONTINUE}
    back = {doctor for doctor in earlier if rng.random() < RETURN}
    last = {row["doctor_id"]: row["year"] for row in known if row["doctor_id"] in back}
    old = [
        row
        for row in known
        if (row["doctor_id"] in stay and row["year"] == year - gap)
        or (row["doctor_id"] in back and row["year"] == last[row["doctor_id"]])
    ]
    rows = [_again(rng, row, year) for row in old][:grants]
    while len(rows) < grants:
        rows.append(_new(rng, rng.choice(before), year, f"n{len(rows):05d}"))
    for number in range(rejected):
        refused = _new(rng, rng.choice(before), year, f"r{number:05d}")
        kind, granted = (("rejected", 0), ("dismissed", None))[number % 2]
        rows.append(refused | {"decision": kind, "granted_nok": granted})
    return _numbered(rows, year)


def mixture(rng: Random, known: list[Row], pool: list[Row], *, year: int, grants: int) -> list[Row]:
    """A small year: a third of its grants of doctors seen before, the others drawn from a pool."""
    rows: list[Row] = []
    seen = sorted({row["doctor_id"] for row in known})
    again = set(rng.sample(seen, min(len(seen), grants // 3)))
    latest = {row["doctor_id"]: row for row in known}
    rows += [_again(rng, latest[doctor], year) for doctor in sorted(again)]
    others = [row for row in pool if row["doctor_id"] not in latest]
    while len(rows) < grants:
        rows.append(_again(rng, rng.choice(others), year))
    return _numbered(rows, year)


def decided(rng: Random, rows: list[Row], *, share: float, paid_share: float) -> list[Row]:
    """The rows with a share of the counted ones decided, and a share of all counted ones paid."""
    counted = [row["grant_id"] for row in rows if row["decision"] not in ("rejected", "dismissed")]
    order = rng.sample(counted, len(counted))
    settled = set(order[: round(len(counted) * share)])
    paid = set(order[: round(len(counted) * paid_share)])
    return [_decision(rng, row, row["grant_id"] in settled, row["grant_id"] in paid) for row in rows]


def _decision(rng: Random, row: Row, settled: bool, paid: bool) -> Row:
    if not settled:
        return row
    partly = rng.random() < 0.1
    granted = row["applied_nok"] * 9 // 10 if partly else row["applied_nok"]
    kind = "partly_granted" if partly else "granted"
    return row | {"decision": kind, "granted_nok": granted, "paid_nok": granted if paid else None}


def shifted(rows: list[Row], *, year: int) -> list[Row]:
    """The rows a year or more later, of the same doctors, decided and paid as they were."""
    return _numbered([_moved_to(row, year) for row in rows], year)


def thinned(rows: list[Row], *, share: float) -> list[Row]:
    """The first rows of every county and type, so that each has fewer; one that has a single row has none."""
    group = [(str(row["municipality_code"])[:2], row["grant_type"]) for row in rows]
    most = {key: ceil(count * share) if count > 1 else 0 for key, count in Counter(group).items()}
    taken: Counter = Counter()
    kept = []
    for key, row in zip(group, rows, strict=True):
        taken[key] += 1
        if taken[key] <= most[key]:
            kept.append(row)
    return kept


def far_from(rng: Random, row: Row, year: int, mark: str) -> Row:
    """A row of its own id in the year, settled and paid in full."""
    moved = _moved_to(row, year) | {"grant_id": f"{year}-x{mark}", "decision": "granted"}
    return moved | {"granted_nok": moved["applied_nok"], "paid_nok": moved["applied_nok"]}


def _again(rng: Random, row: Row, year: int) -> Row:
    """A doctor's grant in a later year: now and then elsewhere, or with an agreement after guidance only."""
    found = _moved_to(row, year) | _undecided()
    found["municipality_code"] = _code_in(rng, row["municipality_code"], year)
    if rng.random() < MOVE:
        found |= _elsewhere(rng, year)
    if row["grant_type"] == "guidance" and rng.random() < 0.3:
        found |= {"grant_type": "alis", "practice_form": "salaried", "position_type": "gp"}
    return found | {"applied_nok": int(row["applied_nok"] * rng.uniform(0.95, 1.1))}


def _new(rng: Random, like: Row, year: int, mark: str) -> Row:
    """A doctor who is there for the first time, in a place drawn by its inhabitants."""
    found = _moved_to(like, year) | _undecided() | _elsewhere(rng, year)
    return found | {"doctor_id": f"d{year}{mark}", "supplement_nok": 0}


def _elsewhere(rng: Random, year: int) -> Row:
    register = _register(REFORM if year >= REFORM else 2020)
    column = "population_2024" if year >= REFORM else "population_2023"
    codes = list(register)
    (code,) = rng.choices(codes, [register[code][column] for code in codes])
    return {"municipality_code": code, "centrality": register[code]["centrality"]}


def _undecided() -> Row:
    return {"decision": "pending", "granted_nok": None, "paid_nok": None}


def _moved_to(row: Row, year: int) -> Row:
    """The row with its period in another year; a supplement stays within the amount applied for."""
    ahead = year - row["year"]
    start, end = (_days(row[name], ahead) for name in ("period_start", "period_end"))
    return row | {"year": year, "period_start": start, "period_end": end}


def _days(day: datetime.date | None, ahead: int) -> datetime.date | None:
    if day is None:
        return None
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + ahead, day=last)


def _numbered(rows: list[Row], year: int) -> list[Row]:
    """Ids of their own, and no supplement above what was applied for."""
    return [
        row
        | {
            "grant_id": f"{year}-{number:06d}",
            "supplement_nok": min(row["supplement_nok"], row["applied_nok"]),
        }
        for number, row in enumerate(rows, start=1)
    ]

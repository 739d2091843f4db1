"""Extracts made in memory. ``python -m tests.extract.made ROWS`` tells what many rows cost to judge."""

import datetime
import re
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import BUDGET, BUDGET_FILE, GRANTS, GRANTS_FILE, schema
from lib.extract.files import FileEntry
from lib.extract.model import Extract, Manifest
from lib.extract.reference import Reference
from lib.metrics.extract_report import check_extract
from tests.handmade import committed_reference


def many_grants(rows: int) -> pa.Table:
    """Sound grants of 2022 and 2023, two thirds as many doctors in each, who stay in their municipality."""
    register = reference().municipalities.to_pylist()
    codes = pa.array([row["code"] for row in register if row["vintage"] == 2020])
    doctor = np.concatenate([np.arange(rows // 2) * 3 // 4, np.arange(rows - rows // 2) * 3 // 4])
    year = np.repeat([2022, 2023], [rows // 2, rows - rows // 2])
    first = np.where(year == 2022, np.datetime64("2022-01-01"), np.datetime64("2022-10-01"))
    last = np.where(year == 2022, np.datetime64("2022-09-30"), np.datetime64("2023-08-31"))
    applied = 50_000 + np.arange(rows) * 7_919 % 100_000  # never the same in two rows of a doctor
    columns = {
        "grant_id": pa.array([f"g{number}" for number in range(rows)]),
        "year": year,
        "municipality_code": codes.take(pa.array(doctor % len(codes))),
        "doctor_id": pa.array(doctor).cast(pa.string()),
        "grant_type": pa.repeat("alis", rows),
        "practice_form": pa.repeat("salaried", rows),
        "position_type": pa.repeat("gp", rows),
        "period_start": first,
        "period_end": last,
        "decision": pa.repeat("granted", rows),
        "applied_nok": applied,
        "granted_nok": applied - 10,
        "paid_nok": applied - 20,
        "supplement_nok": np.zeros(rows, dtype=np.int64),
        "centrality": pa.nulls(rows, pa.int8()),
    }
    return pa.table(columns).cast(schema(GRANTS))


def budget_for(grants: pa.Table) -> pa.Table:
    """The budget table that agrees with the grants: one national row per year."""
    turned_down = pc.is_in(grants["decision"], value_set=pa.array(["rejected", "dismissed"]))
    names = ("applied_nok", "granted_nok", "paid_nok")
    sums = grants.filter(pc.invert(turned_down)).group_by("year")
    sums = sums.aggregate([(name, "sum") for name in names])
    rows = [
        {"year": row["year"], "scheme": "national", "source": "by hand"}
        | {name: row[f"{name}_sum"] for name in names}
        for row in sums.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=schema(BUDGET))


def in_memory(grants: pa.Table, budget: pa.Table | None = None, id: str = "made") -> Extract:
    """An extract that was never published, produced in October 2023."""
    files = {name: FileEntry("0" * 64, 0, 0) for name in (GRANTS_FILE, BUDGET_FILE)}
    manifest = Manifest(id, 1, datetime.date(2023, 10, 20), "by hand", True, files, ())
    return Extract(manifest, grants, budget_for(grants) if budget is None else budget, reference())


@cache
def reference() -> Reference:
    """The committed reference, read once."""
    return committed_reference()


def main() -> None:
    """Judge so many rows against themselves in another extract, and say the seconds and the peak memory."""
    before = in_memory(many_grants(int(sys.argv[1])), id="before")
    extract = in_memory(before.grants)
    started, made = time.perf_counter(), _peak_mb()
    report = check_extract(extract, before)
    seconds = time.perf_counter() - started
    kinds = sorted({found.kind for found in report.findings})
    print(f"{', '.join(kinds)}; {seconds:.1f} s; {made:.0f} MB made; {_peak_mb():.0f} MB at most")


def _peak_mb() -> float:
    """What this process has held at most; ``ru_maxrss`` would count what it was started from, too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    main()

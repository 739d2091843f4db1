"""The budget table of the demo extract, from the published figures alone; what is not published is null."""

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from lib.build.demo.published import Period
from lib.extract.contract import BUDGET, schema

MILLION = 1_000_000
SCHEMES = {
    "ALIS, self-employed GPs": "alis_self_employed",
    "ALIS, salaried GPs": "alis_salaried",
    "Guidance LIS3": "guidance_lis3",
    "National ALIS and guidance": "national",
}
AMOUNTS = ("budget", "applied", "granted", "paid")


def budget_table(source: Path, periods: Mapping[int, Period]) -> pa.Table:
    """One row per year × scheme from the CSV source, amounts in whole NOK; empty cells are null."""
    rows, text = [], ""
    with source.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            text = text if line["source"] == "same" else line["source"]
            scheme, year = SCHEMES[line["scheme"]], int(line["year"])
            row = {f"{name}_nok": _nok(line[f"{name}_mnok"]) for name in AMOUNTS}
            row |= {"year": year, "scheme": scheme, "source": text}
            row["months"] = periods[year].months if scheme == "national" else None
            row["announced_nok"] = _announced(text, row["budget_nok"])
            row["carried_over_nok"] = None  # not published for any year
            row["grants"] = int(line["grants"]) if line["grants"] else None
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=schema(BUDGET))


def paid_in_all(budget: pa.Table, year: int) -> int:
    """NOK paid to the national scheme in a year."""
    return next(
        row["paid_nok"] for row in budget.to_pylist() if (row["year"], row["scheme"]) == (year, "national")
    )


def _nok(million: str) -> int | None:
    """Million NOK as written in the source → whole NOK; empty → None."""
    return int(Decimal(million) * MILLION) if million else None


def _announced(text: str, budget: int | None) -> int | None:
    """NOK announced to the municipalities, which the source gives in its remark only.

    "announced 225" is an amount in million NOK beside the budget; "Announced amount" says that the budget
    of the row is itself the announced one.
    """
    beside = re.search(r"\bannounced (\d+(?:\.\d+)?)", text)
    if beside:
        return _nok(beside[1])
    return budget if text.startswith("Announced amount") else None

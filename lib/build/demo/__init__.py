"""The demo extract: synthetic rows below the published totals of 2022 and 2023, and exact at them.

No row of the scheme is public. These rows are made so that every printed figure can be shown, filtered and
checked; below the printed tables they tell nothing. Building it needs SciPy, reading it does not.
"""

import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from lib.build.demo.counts import grants_by_municipality
from lib.build.demo.demo_amounts import amounts_of
from lib.build.demo.demo_budget import budget_table, paid_in_all
from lib.build.demo.demo_doctors import doctor_years
from lib.build.demo.demo_grants import grants_of
from lib.build.demo.published import SECOND, Period, Places, Published, size_class
from lib.build.demo.rounding import DemoError
from lib.build.demo.rows import grants_table
from lib.extract import reference as reference_tables
from lib.extract.place import open_store
from lib.extract.publish import publish
from lib.extract.reference import Reference
from lib.extract.store import REFERENCE, Store
from lib.words import _

__all__ = ["DemoError", "build", "publish_demo"]

EXTRACT_ID = "demo-2023-10-20"
PRODUCED_AT = datetime.date(2023, 10, 20)  # the date of the report that the rows agree with
SEED = 20231020
SUBJECTS = ("counts", "doctors", "grants", "amounts", "rows")
VINTAGE = 2020  # the register that both years' codes belong to


def publish_demo(place: Store | str | Path | None = None) -> str:
    """Publish the demo extract in a place that has its reference; returns what ``publish`` returns."""
    store = open_store(place)
    at = store.at(REFERENCE)
    grants, budget = build(reference_tables.load(at), reference_tables.sources_of(at))
    return publish(
        store,
        grants=grants,
        budget=budget,
        extract_id=None if store.ids_follow_content else EXTRACT_ID,
        produced_at=PRODUCED_AT,
        source=_("Synthetic rows made from published tables (status report, autumn 2023)"),
        synthetic=True,
        notes=(
            _("Rows made up to meet the printed tables of 2022 and 2023. Below them they tell nothing."),
            _("No decisions of 2023 are published: all grants count as granted, kroner granted are empty."),
            _("Rejected applications are not published and have no rows."),
            _("The number of grants in 2022 is not published: each doctor has one per type."),
            _("Kroner paid in 2022 are the 241.9 million that were granted; the report says 242 million."),
        ),
    )


def build(reference: Reference, sources: Path) -> tuple[pa.Table, pa.Table]:
    """The tables ``grants`` and ``budget`` of the contract; the same for the same reference and sources.

    ``sources`` is the folder with ``budget.csv``. Raises DemoError when the published totals cannot be met.
    """
    random = {subject: np.random.Generator(np.random.PCG64([SEED, i])) for i, subject in enumerate(SUBJECTS)}
    published = Published.from_table(reference.published)
    places, periods = _places(reference), _periods(reference)
    budget = budget_table(sources / "budget.csv", periods)
    counts = grants_by_municipality(places, published, random["counts"])
    years = doctor_years(counts, places, published, random["doctors"])
    grants = grants_of(years, periods, places, published, random["grants"])
    paid = paid_in_all(budget, SECOND)
    amounts = amounts_of(grants, periods, places, published, paid, random["amounts"])
    return grants_table(grants, amounts, periods, places, random["rows"]), budget


def _places(reference: Reference) -> Places:
    """The municipalities of the register that was valid in both years, with the population of 2023."""
    rows = [row for row in reference.municipalities.to_pylist() if row["vintage"] == VINTAGE]
    rows.sort(key=lambda row: row["code"])
    population = [row[f"population_{SECOND}"] for row in rows]
    return Places(
        code=tuple(row["code"] for row in rows),
        county=tuple(row["county_code"] for row in rows),
        centrality=tuple(str(row["centrality"]) for row in rows),
        size=tuple(size_class(people) for people in population),
        population=np.array(population, dtype=np.int64),
    )


def _periods(reference: Reference) -> dict[int, Period]:
    """The grant period of each year."""
    return {
        row["year"]: Period(row["period_start"], row["months"]) for row in reference.grant_periods.to_pylist()
    }

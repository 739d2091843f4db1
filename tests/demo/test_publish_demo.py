"""Building the demo extract again gives what is committed; its budget is the published one."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lib.build.demo import build, publish_demo
from lib.extract import reference

DATA = Path(__file__).parents[2] / "data"
ID = "demo-2023-10-20"
FILES = ("manifest.json", "grants.parquet", "budget.parquet")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own with a freshly published demo extract."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "reference", folder / "reference")
    publish_demo(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_fresh_build_has_the_bytes_of_the_committed_extract(published: Path, name: str):
    assert (published / "extracts" / ID / name).read_bytes() == (DATA / "extracts" / ID / name).read_bytes()


def test_the_published_extract_becomes_the_current_one(published: Path):
    assert (published / "CURRENT").read_text(encoding="utf-8").strip() == ID


def test_building_twice_gives_equal_tables(published: Path):
    grants, budget = build(reference.load(DATA / "reference"), DATA / "reference" / "sources")
    folder = published / "extracts" / ID
    assert grants.equals(pq.read_table(folder / "grants.parquet"))
    assert budget.equals(pq.read_table(folder / "budget.parquet"))


MILLION = 1_000_000
# year, scheme, months, budget, announced, applied, granted, paid, grants: copied by hand from the sources.
BUDGET = [
    (2019, "alis_self_employed", None, 30 * MILLION, None, None, None, 10 * MILLION, None),
    (2020, "alis_self_employed", None, None, None, None, None, 16 * MILLION, 71),
    (2021, "alis_self_employed", None, 48 * MILLION, None, None, 87_781_361, 88 * MILLION, 387),
    (2021, "alis_salaried", None, 54 * MILLION, None, None, 41_740_000, 42 * MILLION, 177),
    (2021, "guidance_lis3", None, 63_600_000, None, None, 21_182_838, 21 * MILLION, None),
    (2022, "national", 9, 241_900_000, 225 * MILLION, 241_900_000, 241_900_000, 242 * MILLION, None),
    (2023, "national", 11, 461_100_000, 431 * MILLION, 458_400_000, None, 445 * MILLION, 2235),
    (2024, "national", 12, 557_900_000, 557_900_000, None, None, None, None),
]
COLUMNS = (
    "year",
    "scheme",
    "months",
    "budget_nok",
    "announced_nok",
    "applied_nok",
    "granted_nok",
    "paid_nok",
)


def test_budget_holds_what_is_published_and_leaves_the_rest_empty():
    rows = pq.read_table(DATA / "extracts" / ID / "budget.parquet").to_pylist()
    assert [tuple(row[name] for name in (*COLUMNS, "grants")) for row in rows] == BUDGET
    assert {row["carried_over_nok"] for row in rows} == {None}


def test_every_budget_row_has_a_source_of_its_own():
    rows = pq.read_table(DATA / "extracts" / ID / "budget.parquet").to_pylist()
    assert all("20" in row["source"] for row in rows)
    assert (
        rows[3]["source"]
        == rows[2]["source"]
        == ("Notice 03.03.2021; granted: årsrapport 2021 tab. 6.1; paid: årsrapport 2023 tab. 5.8")
    )

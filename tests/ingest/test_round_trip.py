"""The demo extract, written as Norwegian offices write and read back, is the demo extract."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.checks import check
from lib.extract.model import Extract
from lib.ingest import Ingested, Mapping, read_budget, read_grants
from tests.ingest.norwegian import (
    BUDGET_HEADINGS,
    DIALECTS,
    GRANT_HEADINGS,
    Dialect,
    csv_bytes,
    write_xlsx,
)


def assert_equal(read: Ingested, expected: pa.Table) -> None:
    """Column by column, so that a fault is named."""
    assert read.table.schema.equals(expected.schema)
    assert read.table.num_rows == len(read.row_numbers) == expected.num_rows
    for name in expected.column_names:
        assert read.table[name].to_pylist() == expected[name].to_pylist(), name


def kinds(read: Ingested) -> set[str]:
    return {found.kind for found in read.findings}


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_csv_of_every_dialect_gives_the_demo_extract_back(
    dialect: Dialect, tmp_path: Path, demo: Extract, shipped: Mapping
):
    grants, budget = tmp_path / "tilskudd.csv", tmp_path / "budsjett.csv"
    grants.write_bytes(csv_bytes(demo.grants, GRANT_HEADINGS, dialect))
    budget.write_bytes(csv_bytes(demo.budget, BUDGET_HEADINGS, dialect))
    read = read_grants(grants, shipped, demo.reference)
    assert_equal(read, demo.grants)
    read_back = read_budget(budget, shipped)
    assert_equal(read_back, demo.budget)
    left_out = {"total-row"} if dialect.has_total else set()
    assert kinds(read) == kinds(read_back) == left_out
    first = len(dialect.above) + 2
    assert read.row_numbers.to_pylist() == list(range(first, first + demo.grants.num_rows))
    assert check(read.table, read_back.table, demo.reference) == ()


def test_a_workbook_gives_the_demo_extract_back(tmp_path: Path, demo: Extract, shipped: Mapping):
    grants = write_xlsx(tmp_path / "tilskudd.xlsx", demo.grants, GRANT_HEADINGS)
    budget = write_xlsx(tmp_path / "budsjett.xlsx", demo.budget, BUDGET_HEADINGS, sheet="Budsjett")
    read = read_grants(grants, shipped, demo.reference)
    assert_equal(read, demo.grants)
    assert_equal(read_budget(budget, shipped, sheet="Budsjett"), demo.budget)
    assert kinds(read) == {"total-row"}
    assert read.row_numbers[0].as_py() == 5  # two lines, one blank, the headings


@pytest.mark.parametrize(
    "headings", [GRANT_HEADINGS, {name: name for name in GRANT_HEADINGS}], ids=["Norwegian", "contract"]
)
def test_parquet_gives_the_demo_extract_back(
    headings: dict[str, str], tmp_path: Path, demo: Extract, shipped: Mapping
):
    path = tmp_path / "tilskudd.parquet"
    pq.write_table(demo.grants.rename_columns([headings[name] for name in demo.grants.column_names]), path)
    assert_equal(read_grants(path, shipped, demo.reference), demo.grants)


def test_parquet_with_the_types_of_pandas_gives_the_demo_extract_back(
    tmp_path: Path, demo: Extract, shipped: Mapping
):
    types = {pa.int16(): pa.float64(), pa.int64(): pa.float64(), pa.date32(): pa.timestamp("ns")}
    schema = pa.schema([(field.name, types.get(field.type, field.type)) for field in demo.grants.schema])
    table = demo.grants.cast(schema)
    text = table["decision"].dictionary_encode()
    table = table.set_column(table.schema.get_field_index("decision"), "decision", text)
    path = tmp_path / "tilskudd.parquet"
    pq.write_table(table, path)
    assert_equal(read_grants(path, shipped, demo.reference), demo.grants)


def test_columns_in_any_order_give_the_same_table(tmp_path: Path, demo: Extract, shipped: Mapping):
    turned = dict(reversed(GRANT_HEADINGS.items()))
    path = tmp_path / "tilskudd.csv"
    path.write_bytes(csv_bytes(demo.grants, turned, DIALECTS[0]))
    # The total now stands under "Sentralitet", with every key of its row empty.
    assert_equal(read_grants(path, shipped, demo.reference), demo.grants)


def test_progress_ends_at_the_whole(tmp_path: Path, demo: Extract, shipped: Mapping):
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))

    text = tmp_path / "tilskudd.csv"
    text.write_bytes(csv_bytes(demo.grants, GRANT_HEADINGS, DIALECTS[0]))
    read_grants(text, shipped, demo.reference, progress=progress)
    assert told[-1] == (text.stat().st_size,) * 2
    book = write_xlsx(tmp_path / "tilskudd.xlsx", demo.grants, GRANT_HEADINGS)
    read_grants(book, shipped, demo.reference, progress=progress)
    assert told[-1][0] == told[-1][1] == demo.grants.num_rows + 1  # with the total

"""Data folders that earlier versions published are read, listed and gone back in, byte for byte."""

import datetime
import json
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.frozen import adapter, files

ROOTS = {"with history": files.WITH_HISTORY, "without history": files.WITHOUT_HISTORY}
NOT_COUNTED = ("rejected", "dismissed")


def folders() -> list[Path]:
    return [path for root in ROOTS.values() for path in sorted((root / "extracts").iterdir())]


def root_of(folder: Path) -> Path:
    return folder.parents[1]


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.name)
def test_an_old_extract_says_its_numbers(folder: Path) -> None:
    extract = adapter.read(root_of(folder), folder.name)
    rows = pd.read_parquet(folder / "grants.parquet")
    rows = rows[~rows["decision"].isin(NOT_COUNTED)]
    assert sorted(rows["year"].unique()) == [2022, 2023]
    for year, part in rows.groupby("year"):
        # Counted by pandas from the raw rows: one grant a row, each doctor once.
        counted = {"grants": len(part), "doctors": part["doctor_id"].nunique()}
        assert adapter.count(extract, int(year), "grants", "doctors") == counted
    assert adapter.count(extract, 2023, "applied_nok")["applied_nok"] == int(
        rows.loc[rows["year"] == 2023, "applied_nok"].sum()
    )


def test_the_extract_in_use_is_the_one_that_was() -> None:
    for root in ROOTS.values():
        current = (root / "CURRENT").read_text(encoding="utf-8").strip()
        assert adapter.open_extract(root).manifest.id == current
    (with_history, without) = (adapter.open_extract(root).manifest for root in ROOTS.values())
    assert with_history.replaced == "2023-06-30-d4bfd63d" and without.replaced is None
    assert with_history.published_at == datetime.datetime(2023, 10, 20, 12, tzinfo=datetime.UTC)
    assert without.published_at is None


def test_old_extracts_are_listed_newest_first() -> None:
    listed = adapter.extracts(files.WITH_HISTORY)
    assert [each.id for each in listed] == ["2023-10-20-1f59e59b", "2023-06-30-d4bfd63d"]
    assert [each.in_use for each in listed] == [True, False]
    assert [each.fault for each in (*listed, *adapter.extracts(files.WITHOUT_HISTORY))] == [None] * 3


def test_an_old_history_leads_back(tmp_path: Path) -> None:
    shutil.copytree(files.WITH_HISTORY, tmp_path / "data")
    assert adapter.rollback(tmp_path / "data") == "2023-06-30-d4bfd63d"
    assert (tmp_path / "data" / "CURRENT").read_text() == "2023-06-30-d4bfd63d\n"
    assert (tmp_path / "data" / "HISTORY").read_text() == "2023-06-30-d4bfd63d\n"


def test_a_folder_without_history_gets_one_with_its_next_extract(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(files.WITHOUT_HISTORY, root)
    made = again(root, files.WITH_HISTORY / "extracts" / "2023-06-30-d4bfd63d")
    assert (root / "HISTORY").read_text() == f"demo-2023-10-20\n{made}\n"
    assert adapter.rollback(root) == "demo-2023-10-20"


def test_the_same_rows_give_the_same_id_and_bytes(tmp_path: Path) -> None:
    """Ids follow from bytes, and links, slides and HISTORY hold ids."""
    folder = files.WITH_HISTORY / "extracts" / "2023-06-30-d4bfd63d"
    root = tmp_path / "data"
    shutil.copytree(files.WITH_HISTORY / "reference", root / "reference")
    made = root / "extracts" / again(root, folder)
    assert made.name == folder.name
    for name in ("grants.parquet", "budget.parquet", "manifest.json"):
        assert (made / name).read_bytes() == (folder / name).read_bytes(), name


def again(root: Path, folder: Path) -> str:
    """Publish the rows of an extract once more, with what its manifest says."""
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    grants, budget = (pq.read_table(folder / f"{name}.parquet") for name in ("grants", "budget"))
    return adapter.add_extract(
        root,
        grants,
        budget,
        produced_at=datetime.date.fromisoformat(said["produced_at"]),
        source=said["source"],
        notes=tuple(said["notes"]),
        published_at=datetime.datetime.fromisoformat(said["published_at"]),
    )

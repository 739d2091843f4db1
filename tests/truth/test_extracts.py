"""The extracts of the tests: the same bytes at every build, and what each is said to hold."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.truth.extracts import build, load, names, raw

REPOSITORY = Path(__file__).resolve().parents[2]
PUT = """
import sys
from pathlib import Path
from tests.truth.extracts import build, names
for name in names():
    build(name, Path(sys.argv[1]) / name)
"""


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_under_different_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
        command = [sys.executable, "-c", PUT, str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment, cwd=REPOSITORY)
    one, other = _hashes(tmp_path / "1"), _hashes(tmp_path / "4711")
    assert len([file for file in one if file.endswith("grants.parquet")]) == len(names())
    assert one == other


@pytest.mark.parametrize("name", names())
def test_the_raw_rows_are_those_of_the_extract(name: str) -> None:
    grants, budget = raw(name)
    extract = load(name)
    assert grants["grant_id"].tolist() == sorted(extract.grants["grant_id"].to_pylist())
    assert len(budget) == extract.budget.num_rows


def _counted(name: str) -> pd.DataFrame:
    grants, _budget = raw(name)
    return grants[~grants["decision"].isin(["rejected", "dismissed"])]


def test_2024_of_y4_is_decided_for_60_of_2545_and_2025_is_pending() -> None:
    counted = _counted("Y4")
    in_2024 = counted[counted["year"] == 2024]
    assert (len(in_2024), in_2024["granted_nok"].notna().sum(), in_2024["paid_nok"].notna().sum()) == (
        2545,
        60,
        0,
    )
    assert set(counted[counted["year"] == 2025]["decision"]) == {"pending"}
    grants, _budget = raw("Y4")
    refused = grants[grants["decision"].isin(["rejected", "dismissed"])]["applied_nok"].sum()
    assert 19_000_000 < refused < 21_500_000
    assert {"1508", "1580"} <= set(in_2024["municipality_code"])
    assert "1507" not in set(in_2024["municipality_code"])


def test_2027_of_far_has_neither_budget_nor_population() -> None:
    _grants, budget = raw("FAR")
    assert 2027 in set(_counted("FAR")["year"])
    assert 2027 not in set(budget["year"])
    assert "population_2027" not in load("FAR").reference.municipalities.column_names


def test_gaps_has_equal_cities_a_rejected_county_and_a_year_of_one_type() -> None:
    grants, _budget = raw("GAPS")
    assert sorted(set(grants["year"])) == [2019, 2021, 2022, 2024, 2026, 2027]
    assert grants.groupby("year").size().between(94, 219).all()
    in_2022 = grants[grants["year"] == 2022]["municipality_code"].value_counts()
    assert (in_2022["0301"], in_2022["4601"]) == (9, 9)
    nordland = grants[(grants["year"] == 2024) & grants["municipality_code"].str.startswith("18")]
    assert set(nordland["decision"]) == {"rejected"}
    assert set(grants[grants["year"] == 2021]["grant_type"]) == {"alis"}
    assert set(grants[grants["year"] >= 2026]["decision"]) == {"pending"}


def test_one_is_one_year_of_one_type_in_three_municipalities() -> None:
    grants, _budget = raw("ONE")
    assert (set(grants["year"]), set(grants["grant_type"])) == ({2025}, {"alis"})
    assert set(grants["municipality_code"]) == {"0301", "1508", "5001"}


def test_part_is_three_fifths_decided_and_a_tenth_paid() -> None:
    counted = _counted("PART")
    in_2024 = counted[counted["year"] == 2024]
    assert (in_2024["granted_nok"].notna().sum(), in_2024["paid_nok"].notna().sum()) == (1493, 249)


def test_mixed_has_one_row_of_bergen_in_class_5_and_nordland_rejected() -> None:
    grants, _budget = raw("MIXED")
    bergen = grants[(grants["year"] == 2023) & (grants["municipality_code"] == "4601")]
    assert sorted(bergen["centrality"].value_counts().to_dict().items()) == [(2, 144), (5, 1)]
    nordland = grants[(grants["year"] == 2023) & grants["municipality_code"].str.startswith("18")]
    assert set(nordland["decision"]) == {"rejected"}


def test_every_county_falls_in_all_fall() -> None:
    grants, _budget = raw("ALL_FALL")
    counties = grants["municipality_code"].str[:2]
    for values in (grants["grant_id"], grants["doctor_id"]):
        counts = values.groupby([counties, grants["year"]]).nunique().unstack(fill_value=0)
        assert (counts[2023] < counts[2022]).all()


def test_ties_has_equal_counts() -> None:
    grants, _budget = raw("TIES")
    counts = grants.groupby([grants["year"], grants["municipality_code"].str[:2]]).size()
    assert set(counts[2022]) == {2}
    assert sorted(counts[2023]) == [2] * 5 + [3] * 6


def test_only_rejected_has_no_counted_row_and_no_budget_lacks_its_years() -> None:
    assert _counted("ONLY_REJECTED").empty
    assert set(raw("NO_BUDGET")[1]["year"]) == {2019}


def test_a_build_is_in_use_in_its_folder(tmp_path: Path) -> None:
    folder = build("ONE", tmp_path / "data")
    assert (folder / "CURRENT").read_text().strip() == "truth-one"

"""The reference against numbers counted in its sources and printed in the report."""

import json
import shutil
from collections import Counter

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lib.extract import reference
from lib.extract.files import entry_of, parquet_bytes
from lib.extract.findings import ExtractError
from lib.extract.reference import Reference, build, load
from tests.handmade import DATA, committed_reference


@pytest.fixture(scope="module")
def committed() -> Reference:
    return committed_reference()


def municipalities(committed: Reference, vintage: int) -> list[dict]:
    table = committed.municipalities
    return table.filter(pc.equal(table["vintage"], vintage)).to_pylist()


def test_the_registers_have_356_and_357_municipalities_with_unique_codes(committed):
    for vintage, number in ((2020, 356), (2024, 357)):
        codes = {row["code"] for row in municipalities(committed, vintage)}
        assert len(codes) == len(municipalities(committed, vintage)) == number
        assert all(len(code) == 4 and code.isdigit() for code in codes)
    assert "0301" in codes


def test_every_municipality_has_a_centrality_class_and_its_standing(committed):
    assert set(committed.municipalities["centrality"].to_pylist()) == {1, 2, 3, 4, 5, 6}
    standing = Counter(
        (row["vintage"], row["centrality_status"]) for row in committed.municipalities.to_pylist()
    )
    assert standing == {
        (2020, "confirmed"): 169,
        (2020, "assumed_same_as_2024"): 187,
        (2024, "confirmed"): 357,
    }


def test_populations_are_those_published_and_unknown_years_stay_null(committed):
    rows = {(row["vintage"], row["code"]): row for row in committed.municipalities.to_pylist()}
    assert rows[2020, "0301"]["population_2023"] == 709_037
    assert rows[2020, "0301"]["population_2024"] is None
    assert rows[2024, "0301"]["population_2024"] == 717_710
    assert rows[2024, "0301"]["population_2023"] is None
    # Statistics Norway: inhabitants of the whole country on 1 January.
    for vintage, year, inhabitants in (
        (2020, 2022, 5_425_270),
        (2020, 2023, 5_488_984),
        (2024, 2024, 5_550_203),
    ):
        table = municipalities(committed, vintage)
        assert sum(row[f"population_{year}"] for row in table) == inhabitants


def test_only_alesund_was_split_and_every_other_code_leads_to_one(committed):
    changes = committed.municipality_changes.to_pylist()
    after = Counter(row["code_2020"] for row in changes)
    assert {code: number for code, number in after.items() if number > 1} == {"1507": 2}
    assert {row["code_2024"] for row in changes if row["code_2020"] == "1507"} == {"1508", "1580"}
    assert set(after) == {row["code"] for row in municipalities(committed, 2020)}
    assert {row["code_2024"] for row in changes} == {row["code"] for row in municipalities(committed, 2024)}


def test_published_holds_the_101_printed_cells_of_the_five_tables(committed):
    cells = [
        row for row in committed.published.to_pylist() if row["table"] in ("2.1", "2.2", "2.3", "2.4", "2.5")
    ]
    assert len(cells) == 101
    assert {row["kind"] for row in cells} == {"printed"}
    assert len({(row["table"], row["year"], row["category"], row["measure"]) for row in cells}) == 101


@pytest.mark.parametrize("table", ["2.3", "2.4", "2.5"])
def test_each_breakdown_sums_to_the_printed_totals(committed, table):
    sums = Counter()
    for row in committed.published.to_pylist():
        if row["table"] == table and row["category"] != "NO":
            sums[row["measure"]] += row["value"]
    whole = {
        row["measure"]: row["value"]
        for row in committed.published.to_pylist()
        if row["table"] == table and row["category"] == "NO"
    }
    assert sums == whole == {"grants_alis": 2142, "grants_guidance": 93, "amount": 458_416_101}


def test_there_are_11_and_15_counties_and_every_municipality_lies_in_one(committed):
    counties = committed.counties.to_pylist()
    assert Counter(row["vintage"] for row in counties) == {2020: 11, 2024: 15}
    known = {(row["vintage"], row["code"], row["name"]) for row in counties}
    used = {
        (row["vintage"], row["county_code"], row["county_name"])
        for row in committed.municipalities.to_pylist()
    }
    assert used == known
    assert all(row["area_km2"] for row in counties if row["vintage"] == 2020)


def test_grant_periods_have_unequal_months(committed):
    months = {row["year"]: row["months"] for row in committed.grant_periods.to_pylist()}
    assert months == {2022: 9, 2023: 11, 2024: 12, 2025: 9}


def test_the_committed_reference_is_what_its_sources_give_byte_for_byte(tmp_path):
    build(DATA / "reference" / "sources", tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(built) == {reference.MANIFEST, *reference.FILES}
    assert [
        name for name, content in built.items() if (DATA / "reference" / name).read_bytes() != content
    ] == []


def test_a_changed_reference_file_is_refused_by_name(tmp_path):
    folder = shutil.copytree(DATA / "reference", tmp_path / "reference")
    path = folder / "counties.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"0")
    with pytest.raises(
        ExtractError, match=r"reference/counties\.parquet: .*Neste steg: Bygg referansen på nytt"
    ):
        load(folder)


def test_a_reference_with_other_columns_is_refused_by_name(tmp_path):
    folder = shutil.copytree(DATA / "reference", tmp_path / "reference")
    counties = pq.read_table(folder / "counties.parquet").drop_columns(["area_km2"])
    content = parquet_bytes(counties)
    (folder / "counties.parquet").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["counties.parquet"] = entry_of(content, counties.num_rows)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(
        ExtractError, match=r"reference/counties\.parquet: Filen har andre kolonner .*Neste steg"
    ):
        load(folder)


def test_a_reference_manifest_that_lacks_a_file_is_refused(tmp_path):
    folder = shutil.copytree(DATA / "reference", tmp_path / "reference")
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["files"]["counties.parquet"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ExtractError, match=r"reference/manifest\.json: Manifestet beskriver ikke"):
        load(folder)


def test_a_broken_source_is_refused_by_name_and_leaves_the_built_files(tmp_path):
    sources = shutil.copytree(DATA / "reference" / "sources", tmp_path / "sources")
    build(sources, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    (sources / "grant_periods.csv").write_text("year,months\n2022,nine\n", encoding="utf-8")
    with pytest.raises(ExtractError, match=r"grant_periods\.csv: .*Neste steg"):
        build(sources, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == before

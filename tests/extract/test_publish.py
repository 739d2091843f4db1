"""Publishing: an extract is whole or absent, never changed, and what cannot be used is never put in use."""

import json
import shutil
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lib.extract import folder as folder_module
from lib.extract.findings import ExtractError
from lib.extract.read import open_extract
from tests.handmade import EXTRACT_ID, publish_small, small_budget, small_grants, with_value

PUBLISHES = 20


def state(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Every path of the folder with its content, and its inode so that a rewrite shows."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
        if path.name != ".lock"
    }


def test_the_same_rows_give_the_same_bytes_wherever_they_are_published(published, empty_folder):
    assert publish_small(empty_folder) == EXTRACT_ID
    place = empty_folder / "extracts" / EXTRACT_ID
    names = {path.name for path in place.iterdir()}
    assert names == {"manifest.json", "grants.parquet", "budget.parquet"}
    for name in names:
        assert (place / name).read_bytes() == (published / "extracts" / EXTRACT_ID / name).read_bytes()
    assert (empty_folder / "CURRENT").read_text() == f"{EXTRACT_ID}\n"
    assert [path.name for path in empty_folder.rglob(".*")] == [".lock"]


def test_published_pages_carry_checksums_and_statistics(published):
    place = published / "extracts" / EXTRACT_ID
    column = pq.read_metadata(place / "grants.parquet").row_group(0).column(1)
    assert column.compression == "ZSTD"
    assert (column.statistics.min, column.statistics.max) == (2022, 2023)
    content = bytearray((place / "grants.parquet").read_bytes())
    content[column.dictionary_page_offset + column.total_compressed_size - 2] ^= 1  # in the last page
    reading = pa.BufferReader(bytes(content))
    with pytest.raises(OSError, match=r"(?i)crc|checksum"):
        pq.ParquetFile(reading, page_checksum_verification=True).read()


def test_the_same_content_again_changes_no_file_of_the_extract(folder):
    before = state(folder / "extracts")
    publish_small(folder)
    assert state(folder / "extracts") == before


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "Andre rader"},
        {"grants": small_grants().slice(0, 5)},
        {"synthetic": False},
    ],
    ids=["source", "rows", "synthetic"],
)
def test_an_id_in_use_is_refused_to_other_content(folder, changes):
    before = state(folder)
    with pytest.raises(
        ExtractError, match=f"extracts/{EXTRACT_ID}: Id-en er alt brukt .* Neste steg: Publiser med"
    ):
        publish_small(folder, **changes)
    assert state(folder) == before


@pytest.mark.parametrize("extract_id", ["", ".", "..", "../x", "a/b", ".hidden", "æ", "a b", "x" * 101])
def test_an_id_that_is_no_plain_folder_name_is_refused(empty_folder, extract_id):
    before = state(empty_folder)
    with pytest.raises(ExtractError, match="Id-en er ikke et enkelt mappenavn"):
        publish_small(empty_folder, extract_id)
    assert state(empty_folder) == before


def test_rows_that_break_the_contract_are_refused_and_nothing_changes(folder):
    before = state(folder)
    grants = with_value(with_value(small_grants(), "year", 0, 1999), "decision", 1, None)
    with pytest.raises(ExtractError) as raised:
        publish_small(folder, "new", grants=grants, budget=small_budget().slice(0, 0))
    assert {(finding.file, finding.column) for finding in raised.value.findings} == {
        ("grants.parquet", "year"),
        ("grants.parquet", "decision"),
        ("budget.parquet", None),
    }
    assert state(folder) == before


def test_types_are_cast_where_every_value_survives_and_refused_where_not(empty_folder):
    grants = small_grants()
    loose = pa.Table.from_pandas(
        grants.to_pandas(), preserve_index=False
    )  # int64 years, float amounts, metadata
    assert not loose.schema.equals(grants.schema)
    publish_small(empty_folder, grants=loose)
    assert open_extract(empty_folder).grants.equals(grants)
    halves = loose.set_column(loose.column_names.index("applied_nok"), "applied_nok", pa.array([0.5] * 6))
    with pytest.raises(
        ExtractError, match=r"kolonnen applied_nok: Kolonnen har typen double\..* typen int64\."
    ):
        publish_small(empty_folder, "halves", grants=halves)


@pytest.mark.parametrize("failing", ["write_file", "sync_folder", "replace_file"])
def test_a_publish_that_fails_on_the_way_leaves_everything_as_it_was(folder, monkeypatch, failing):
    before = state(folder)

    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(folder_module, failing, fail)
    with pytest.raises(ExtractError, match=r"Disken kunne ikke .* fortsatt i bruk\. Neste steg: Få disken"):
        publish_small(folder, "new")
    assert state(folder) == before
    assert open_extract(folder).manifest.id == EXTRACT_ID


def test_a_manifest_that_the_reader_would_refuse_is_never_put_in_use(folder):
    before = state(folder)
    with pytest.raises(ExtractError, match=r"extracts/new/manifest\.json: .*synthetic"):
        publish_small(folder, "new", synthetic="yes")
    assert state(folder) == before


def test_publishing_without_a_reference_is_refused(tmp_path):
    with pytest.raises(ExtractError, match=r"reference/manifest\.json: Filen mangler"):
        publish_small(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_extract_changed_by_hand_is_not_taken_for_the_same(folder):
    path = folder / "extracts" / EXTRACT_ID / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"source": "endret"}))
    with pytest.raises(ExtractError, match="Id-en er alt brukt"):
        publish_small(folder)


def test_a_reader_sees_whole_extracts_only_while_twenty_are_published(folder):
    amounts = {f"run-{run:02}": 1000 + run for run in range(PUBLISHES)}
    totals = {EXTRACT_ID: 910_000} | {name: 6 * amount for name, amount in amounts.items()}
    seen, wrong, done = set(), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                extract = open_extract(folder)
            except ExtractError as error:
                wrong.append(str(error))
                continue
            total = pc.sum(extract.grants["applied_nok"]).as_py()
            seen.add(extract.manifest.id)
            if total != totals[extract.manifest.id]:
                wrong.append(f"{extract.manifest.id}: {total}")

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for name, amount in amounts.items():
            grants = small_grants()
            place = grants.schema.get_field_index("applied_nok")
            same = pa.array([amount] * 6, pa.int64())
            none = pa.array([0] * 6, pa.int64())
            grants = grants.set_column(place, "applied_nok", same).set_column(
                place + 3, "supplement_nok", none
            )
            publish_small(folder, name, grants=grants)
    finally:
        done.set()
        reader.join()
    assert wrong == []
    assert len(seen) > PUBLISHES / 4
    assert open_extract(folder).manifest.id == "run-19"


def test_a_left_over_of_a_killed_publish_is_not_in_the_way(folder):
    shutil.copytree(folder / "extracts" / EXTRACT_ID, folder / "extracts" / ".0123")
    publish_small(folder, "new")
    assert open_extract(folder).manifest.id == "new"

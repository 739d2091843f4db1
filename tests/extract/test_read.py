"""Opening an extract: every way it can be broken ends in one message that names file, fault and next step."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from lib.__main__ import main
from lib.extract.files import entry_of, parquet_bytes
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import open_extract
from tests.extract.rights import without_rights
from tests.handmade import EXTRACT_ID, publish_small, small_budget, small_grants, with_value

EXTRACT = f"extracts/{EXTRACT_ID}"
FLIPS = 60


def test_a_good_extract_gives_its_rows_manifest_and_reference(published):
    extract = open_extract(published)
    assert extract.grants.equals(small_grants())
    assert extract.budget.equals(small_budget())
    assert extract.manifest.id == EXTRACT_ID
    assert extract.manifest.produced_at.isoformat() == "2023-10-20"
    assert extract.manifest.synthetic is True
    assert extract.manifest.notes == ("Seks tilskudd, tre leger",)
    assert extract.manifest.files["grants.parquet"].rows == 6
    assert extract.reference.municipalities.num_rows == 356 + 357
    assert len({extract, open_extract(published)}) == 2  # identity, so that it can key a cache


def test_the_data_folder_is_that_of_the_environment_else_the_one_beside_lib(monkeypatch, tmp_path):
    monkeypatch.delenv("ALIS_DATA", raising=False)
    assert open_store().root == Path(__file__).parents[2] / "data"
    monkeypatch.setenv("ALIS_DATA", str(tmp_path))
    assert open_store().root == tmp_path


def edit_manifest(folder: Path, **fields: object) -> None:
    path = folder / EXTRACT / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def swap(folder: Path, name: str, content: bytes, rows: int) -> None:
    """Put other bytes in place of a file, with a manifest that vouches for them."""
    (folder / EXTRACT / name).write_bytes(content)
    manifest = json.loads((folder / EXTRACT / "manifest.json").read_text())
    manifest["files"][name] = entry_of(content, rows)
    edit_manifest(folder, **manifest)


def cut(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])


def rewrite_manifest_text(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / EXTRACT / "manifest.json").write_text(text)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unreadable_text() -> bytes:
    """A Parquet file whose text is not UTF-8."""
    grants = small_grants()
    raw = pa.array([b"g\xff\xfe", *(b"g%d" % row for row in range(5))], pa.binary())
    wrong = pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())
    return parquet_bytes(grants.set_column(0, "grant_id", wrong))


# name: (how it breaks, the file that is named, a part of the fault)
BROKEN = {
    "no CURRENT": (lambda at: (at / "CURRENT").unlink(), "CURRENT", "mangler"),
    "CURRENT is empty": (lambda at: (at / "CURRENT").write_text(""), "CURRENT", "ikke id-en"),
    "CURRENT leads out": (lambda at: (at / "CURRENT").write_text("../x"), "CURRENT", "ikke id-en"),
    "CURRENT is absolute": (lambda at: (at / "CURRENT").write_text("/etc"), "CURRENT", "ikke id-en"),
    "CURRENT is two lines": (lambda at: (at / "CURRENT").write_text("a\nb"), "CURRENT", "ikke id-en"),
    "CURRENT is bytes": (lambda at: (at / "CURRENT").write_bytes(b"\xff\x00"), "CURRENT", "ikke id-en"),
    "CURRENT is a folder": (lambda at: replace_by_folder(at / "CURRENT"), "CURRENT", "ikke en fil"),
    "CURRENT is another id": (
        lambda at: (at / "CURRENT").write_text("x"),
        "extracts/x",
        "Uttrekket finnes ikke",
    ),
    "no extracts": (lambda at: shutil.rmtree(at / "extracts"), EXTRACT, "Uttrekket finnes ikke"),
    "no manifest": (lambda at: (at / EXTRACT / "manifest.json").unlink(), "manifest.json", "mangler"),
    "empty manifest": (rewrite_manifest_text(""), "manifest.json", "tom"),
    "bad JSON": (rewrite_manifest_text("{"), "manifest.json", "ikke gyldig JSON"),
    "deep JSON": (rewrite_manifest_text("[" * 100_000), "manifest.json", "ikke gyldig JSON"),
    "half a character": (rewrite_manifest_text('{"id": "\\ud800"}'), "manifest.json", "ikke gyldig JSON"),
    "JSON list": (rewrite_manifest_text("[]"), "manifest.json", "ikke et manifest"),
    "JSON without fields": (rewrite_manifest_text("{}"), "manifest.json", "contract, files, id"),
    "contract 2": (lambda at: edit_manifest(at, contract=2), "manifest.json", "kontrakt 2, men"),
    "contract as text": (lambda at: edit_manifest(at, contract="1"), "manifest.json", "feil slag: contract."),
    "contract as yes": (lambda at: edit_manifest(at, contract=True), "manifest.json", "feil slag: contract."),
    "no such day": (lambda at: edit_manifest(at, produced_at="2023-02-30"), "manifest.json", "produced_at"),
    "synthetic as text": (
        lambda at: edit_manifest(at, synthetic="no"),
        "manifest.json",
        "feil slag: synthetic.",
    ),
    "no source": (lambda at: edit_manifest(at, source=""), "manifest.json", "feil slag: source."),
    "note as number": (lambda at: edit_manifest(at, notes=[1]), "manifest.json", "merknad"),
    "another id": (lambda at: edit_manifest(at, id="other"), "manifest.json", "et annet uttrekk"),
    "no files": (lambda at: edit_manifest(at, files={}), "manifest.json", "beskriver ikke grants.parquet"),
    "files as lists": (
        lambda at: edit_manifest(at, files={"grants.parquet": [], "budget.parquet": []}),
        "manifest.json",
        "beskriver ikke",
    ),
    "huge sizes": (
        lambda at: edit_manifest(
            at,
            files={
                name: {"sha256": "0", "rows": 1, "bytes": 10**400}
                for name in ("grants.parquet", "budget.parquet")
            },
        ),
        "manifest.json",
        "beskriver ikke",
    ),
    "no grants": (
        lambda at: (at / EXTRACT / "grants.parquet").unlink(),
        f"{EXTRACT}/grants.parquet",
        "mangler",
    ),
    "no budget": (
        lambda at: (at / EXTRACT / "budget.parquet").unlink(),
        f"{EXTRACT}/budget.parquet",
        "mangler",
    ),
    "empty grants": (lambda at: cut(at / EXTRACT / "grants.parquet", 0), "grants.parquet", "tom"),
    "truncated grants": (
        lambda at: cut(at / EXTRACT / "grants.parquet", 900),
        "grants.parquet",
        "900 byte",
    ),
    "grants is a folder": (
        lambda at: replace_by_folder(at / EXTRACT / "grants.parquet"),
        "grants.parquet",
        "ikke en fil",
    ),
    "not Parquet": (
        lambda at: swap(at, "grants.parquet", b"year;doctor", 1),
        "grants.parquet",
        "ikke lesbar Parquet",
    ),
    "text is not UTF-8": (
        lambda at: swap(at, "grants.parquet", unreadable_text(), 6),
        "grants.parquet",
        "ikke lesbar Parquet",
    ),
    "other number of rows": (
        lambda at: swap(at, "grants.parquet", parquet_bytes(small_grants().slice(0, 5)), 6),
        "grants.parquet",
        "5 rader, men manifestet sier 6",
    ),
    "no rows": (
        lambda at: swap(at, "grants.parquet", parquet_bytes(small_grants().slice(0, 0)), 0),
        "grants.parquet",
        "ingen rader",
    ),
    "breach of the contract": (
        lambda at: swap(at, "grants.parquet", parquet_bytes(with_value(small_grants(), "year", 0, 1999)), 6),
        "grants.parquet, kolonnen year",
        "«1999»",
    ),
    "no reference": (lambda at: shutil.rmtree(at / "reference"), "reference/manifest.json", "mangler"),
    "broken reference": (
        lambda at: cut(at / "reference" / "municipalities.parquet", 500),
        "reference/municipalities.parquet",
        "500 byte",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_extract_is_told_with_file_fault_and_next_step_and_the_command_says_the_same(folder, name):
    break_it, file, fault = BROKEN[name]
    break_it(folder)
    with pytest.raises(ExtractError) as raised:
        open_extract(folder)
    text = str(raised.value)
    assert text.startswith("Dataene kan ikke brukes: 1 feil er funnet.")
    assert re.search(rf"{re.escape(file)}: .*{re.escape(fault)}.* Neste steg: \w", text), text
    told = CliRunner().invoke(main, ["check", "--data", str(folder)])
    assert (told.exit_code, told.stdout, told.stderr) == (1, "", f"{text}\n")


def test_faults_of_both_files_are_told_together(folder):
    (folder / EXTRACT / "grants.parquet").unlink()
    cut(folder / EXTRACT / "budget.parquet", 0)
    with pytest.raises(ExtractError) as raised:
        open_extract(folder)
    assert [finding.file for finding in raised.value.findings] == [
        f"{EXTRACT}/grants.parquet",
        f"{EXTRACT}/budget.parquet",
    ]


def flipped(content: bytes) -> Iterator[bytes]:
    """The content with one bit turned, at places spread over the whole of it."""
    for turn in range(FLIPS):
        at = turn * (len(content) - 1) // (FLIPS - 1)
        changed = bytearray(content)
        changed[at] ^= 1 << turn % 8
        yield bytes(changed)


@pytest.mark.parametrize("name", ["grants.parquet", "budget.parquet"])
def test_every_flipped_bit_is_found_by_the_checksum(folder, name):
    path = folder / EXTRACT / name
    good = path.read_bytes()
    for content in flipped(good):
        path.write_bytes(content)
        with pytest.raises(ExtractError, match=rf"{name}: Filen er endret etter at den ble publisert"):
            open_extract(folder)
    path.write_bytes(good)
    open_extract(folder)


@pytest.mark.parametrize("name", ["grants.parquet", "budget.parquet"])
def test_a_flipped_bit_that_the_manifest_vouches_for_never_gives_other_numbers(folder, name):
    found = 0
    for content in flipped((folder / EXTRACT / name).read_bytes()):
        swap(folder, name, content, {"grants.parquet": 6, "budget.parquet": 3}[name])
        try:
            extract = open_extract(folder)
        except ExtractError:
            found += 1
        else:  # a byte of the footer that says nothing of the rows
            assert extract.grants.equals(small_grants())
            assert extract.budget.equals(small_budget())
    assert found > FLIPS / 3


def test_columns_written_by_another_tool_come_in_the_order_of_the_contract(folder):
    grants = small_grants()
    reordered = grants.select(grants.column_names[::-1]).replace_schema_metadata({"pandas": "not json"})
    sink = pa.BufferOutputStream()
    pq.write_table(reordered, sink, compression="snappy")
    swap(folder, "grants.parquet", sink.getvalue().to_pybytes(), 6)
    assert open_extract(folder).grants.equals(grants)


@pytest.mark.parametrize(
    ("locked", "told"),
    [
        ("CURRENT", "CURRENT"),
        ("extracts", EXTRACT),
        (EXTRACT, f"{EXTRACT}/manifest.json"),
        (f"{EXTRACT}/grants.parquet", f"{EXTRACT}/grants.parquet"),
        ("reference", "reference/manifest.json"),
        (".", "CURRENT"),
    ],
)
def test_what_may_not_be_read_is_told_by_name(published, locked, told):
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = Path(shutil.copytree(published, Path(above) / "data"))
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (folder / locked).chmod(0)
        try:
            with without_rights(), pytest.raises(ExtractError) as raised:
                open_extract(folder)
        finally:
            (folder / locked).chmod(0o755)
    assert f"{told}: Lesetilgang mangler. Neste steg: Gi brukeren" in str(raised.value)


def test_a_data_folder_that_is_not_there_is_told_by_the_command_without_a_traceback(tmp_path):
    nowhere = tmp_path / "nowhere"
    done = subprocess.run(
        [sys.executable, "-m", "lib", "check"],
        env={**os.environ, "ALIS_DATA": str(nowhere)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{nowhere}: Datamappen finnes ikke. Neste steg: La ALIS_DATA peke på mappen" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_check_command_says_what_the_extract_holds(published):
    told = CliRunner().invoke(main, ["check", "--data", str(published)])
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.splitlines()[:6] == [
        "Uttrekket kan leses.",
        f"Uttrekk: {EXTRACT_ID}",
        "Kilde: Håndlagde rader",
        "Dato: 20. oktober 2023",
        "Rader: 6 tilskudd, 3 budsjettrader",
        "Syntetisk: ja",
    ]


def test_the_checksum_in_the_manifest_is_that_of_the_file(published):
    manifest = json.loads((published / EXTRACT / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        content = (published / EXTRACT / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["bytes"] == len(content)


def test_another_extract_can_be_put_in_use_by_its_id_alone(folder):
    publish_small(folder, "later", source="Nyere rader")
    assert open_extract(folder).manifest.source == "Nyere rader"
    (folder / "CURRENT").write_text(EXTRACT_ID)
    assert open_extract(folder).manifest.source == "Håndlagde rader"

"""A folder of Parquet files as Spark writes them is one table; a folder of anything else is refused."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.ingest import Ingested, Mapping, read_grants
from tests.ingest.norwegian import GRANT_HEADINGS, Office

UUID = "c1b2a3d4-5e6f-4a1b-8c2d-3e4f5a6b7c8d-c000.snappy.parquet"
OFFICE = Office()
Folder = Callable[..., Ingested]


def table(office: Office = OFFICE) -> pa.Table:
    return pa.table(dict(zip(office.headings, zip(*office.rows, strict=True), strict=True)))


def spark(folder: Path, *parts: pa.Table) -> Path:
    """The parts as Spark leaves them in a folder, the last one written first."""
    folder.mkdir()
    for number, part in reversed(list(enumerate(parts))):
        name = f"part-{number:05d}-{UUID}"
        pq.write_table(part, folder / name)
        (folder / f".{name}.crc").write_bytes(b"crc\x00\x01")
    (folder / "_SUCCESS").write_bytes(b"")
    (folder / "._SUCCESS.crc").write_bytes(b"crc\x00\x00")
    return folder


@pytest.fixture
def read(demo: Extract, shipped: Mapping) -> Folder:
    def reader(path: Path, **options: object) -> Ingested:
        return read_grants(path, shipped, demo.reference, **options)

    return reader


def refused(read: Folder, path: Path, **options: object) -> str:
    """The kind of the one fault, which is told in Norwegian with the folder's or the file's name."""
    with pytest.raises(ExtractError) as raised:
        read(path, **options)
    (found,) = raised.value.findings
    assert found.file == path.name or (path / found.file).exists()
    assert found.next_step
    return found.kind


def test_the_demo_extract_in_parts_is_the_demo_extract(tmp_path: Path, read: Folder, demo: Extract):
    grants = demo.grants.rename_columns([GRANT_HEADINGS[name] for name in demo.grants.column_names])
    ends = [0, 1200, 1200, 3000, grants.num_rows]  # one part is empty
    parts = [grants.slice(start, end - start) for start, end in pairwise(ends)]
    told: list[tuple[int, int]] = []
    ingested = read(spark(tmp_path / "tilskudd.parquet", *parts), progress=lambda *done: told.append(done))
    for name in demo.grants.column_names:
        assert ingested.table[name].to_pylist() == demo.grants[name].to_pylist(), name
    assert ingested.row_numbers.to_pylist() == list(range(1, 3830))
    (found,) = ingested.findings
    assert (found.kind, found.level, found.file) == ("folder-read", "note", "tilskudd.parquet")
    assert "Filer i mappen: 4" in found.fault
    assert [rows in found.fault for rows in ("(rad 1–1200)", "(rad 1201–3000)", "(rad 3001–3829)")] == [
        True
    ] * 3
    assert told[-1] == (3829, 3829)


def test_a_fault_in_a_later_file_has_the_running_number_of_its_row(tmp_path: Path, read: Folder):
    spoilt = table(OFFICE.with_cell("Søkt beløp", 1, "mye"))
    folder = spark(
        tmp_path / "tilskudd", table(), spoilt.append_column("Merknad", [["", "", "x"]]).drop("Merknad")
    )
    with pytest.raises(ExtractError) as raised:
        read(folder)
    (found,) = (found for found in raised.value.findings if found.level == "error")
    assert (found.kind, found.file, found.rows) == ("amount-text", "tilskudd", (5,))


def test_columns_in_another_order_and_of_another_type_are_read_by_their_heading(tmp_path: Path, read: Folder):
    turned = table().select(OFFICE.headings[::-1])
    numbers = turned.set_column(1, "Søkt beløp", pa.array([1, 2, 3], pa.int32()))
    whole = read(spark(tmp_path / "tilskudd", table(), numbers)).table
    assert whole["grant_id"].to_pylist() == ["s1", "s2", "s3"] * 2
    assert whole["applied_nok"].to_pylist() == [150_000, 30_000, 300_000, 1, 2, 3]


def test_files_with_other_columns_are_refused(tmp_path: Path, read: Folder):
    folder = spark(tmp_path / "tilskudd", table(), table(OFFICE.without("Tillegg")))
    assert refused(read, folder) == "folder-columns"


def with_entry(name: str, content: bytes | None) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        (folder / name).mkdir() if content is None else (folder / name).write_bytes(content)

    return add


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (with_entry("year=2023", None), "folder-partitioned"),
        (with_entry("_temporary", None), "folder-unfinished"),
        (with_entry("_delta_log", None), "folder-log"),
        (with_entry(".hoodie", None), "folder-log"),
        (with_entry("_spark_metadata", None), "folder-log"),
        (with_entry("budsjett.csv", b"a;b\n"), "folder-mixed"),
        (with_entry("lesmeg.txt", b"Hei"), "folder-mixed"),
        (with_entry("part-00009.parquet", b""), "file-empty"),
        (with_entry("part-00009.parquet", b"PAR1 cut off"), "parquet-broken"),
    ],
)
def test_a_folder_that_is_not_one_finished_table_is_refused(
    change: Callable[[Path], None], kind: str, tmp_path: Path, read: Folder
):
    folder = spark(tmp_path / "tilskudd", table())
    change(folder)
    assert refused(read, folder) == kind


def test_an_empty_folder_and_one_of_csv_files_are_refused(tmp_path: Path, read: Folder):
    folder = spark(tmp_path / "tilskudd")
    assert refused(read, folder) == "file-unreadable"
    (folder / "part-00000.csv").write_bytes(OFFICE.bytes())
    assert refused(read, folder) == "folder-mixed"


def test_a_file_that_changes_while_it_is_read_is_told_with_its_name(tmp_path: Path, read: Folder):
    folder = spark(tmp_path / "tilskudd", table(), table())
    last = sorted(folder.glob("part-*"))[-1]

    def cut(_done: int, _whole: int) -> None:
        last.write_bytes(b"PAR1")

    assert refused(read, folder, progress=cut) == "parquet-broken"


def test_what_spark_writes_beside_the_files_is_not_read(tmp_path: Path, read: Folder):
    folder = spark(tmp_path / "tilskudd", table())
    for name in ("_metadata", "_committed_123", "_started_123", ".DS_Store"):
        (folder / name).write_bytes(b"x")
    assert read(folder).table.num_rows == 3


def test_a_folder_has_no_sheets(tmp_path: Path, read: Folder):
    assert refused(read, spark(tmp_path / "tilskudd", table()), sheet="Ark1") == "sheet-missing"


def test_a_folder_of_another_table_is_told(tmp_path: Path, read: Folder):
    assert refused(read, spark(tmp_path / "tilskudd", pa.table({"a": [1]}))) == "headings-missing"

"""Extracts in an object store: the same as in a folder, and its faults told calmly and without secrets."""

import datetime
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from lib.__main__ import main
from lib.extract import objects, reference
from lib.extract.findings import ExtractError
from lib.extract.history import extracts, rollback, use
from lib.extract.objects import opened, shown_address
from lib.extract.publish import publish
from lib.extract.read import current_id, open_extract, read
from lib.extract.store import Store
from tests.extract.objectstore import CREDENTIALS, KEY, Server, running
from tests.extract.publishers import PROCESSES, mixed, numbered, publish_numbered, read_on
from tests.handmade import DATE, small_budget

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server; the credentials of its owner are those of this process."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with running(tmp_path_factory.mktemp("objects")) as started:
            started.make_bucket("data")
            yield started


@pytest.fixture
def address(server: Server, tmp_path: Path) -> str:
    """A place of its own in the bucket, with the reference and nothing published."""
    made = server.address("data", tmp_path.name)
    reference.build(reference.COMMITTED, Store.of(made).at("reference"))
    return made


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """No test meets what another remembered."""
    opened.cache_clear()
    yield


def test_an_extract_is_published_read_listed_and_rolled_back_as_in_a_folder(address):
    first = publish_numbered(address, 1, named=False)
    later = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    second = publish(
        address,
        grants=numbered(2),
        budget=small_budget(),
        produced_at=DATE,
        source="2",
        synthetic=False,
        published_at=later,
    )
    extract = open_extract(address)
    assert (extract.manifest.id, extract.manifest.replaced) == (second, first)
    assert extract.manifest.published_at == later
    assert extract.grants.equals(numbered(2))
    assert [(each.id, each.in_use, each.rows) for each in extracts(address)] == [
        (second, True, 6),
        (first, False, 6),
    ]
    assert rollback(address) == first
    assert open_extract(address).manifest.id == first
    with pytest.raises(ExtractError, match="Ingen uttrekk har vært i bruk før dette"):
        rollback(address)
    assert use(address, second) == second
    assert read(address, first).grants.equals(numbered(1))


def test_the_same_content_again_writes_nothing_but_current_and_mends_what_is_damaged(address):
    store = Store.of(address)
    first = publish_numbered(address, 1, named=False)
    publish_numbered(address, 2, named=False)
    at = f"extracts/{first}/grants.parquet"
    before = store.read_bytes(at, at)
    store.swap(at, before[:-1] + b"?")
    with pytest.raises(ExtractError, match="sjekksummen stemmer ikke"):
        read(address, first)
    assert publish_numbered(address, 1, named=False) == first
    assert store.read_bytes(at, at) == before
    assert current_id(address) == first


def test_an_id_of_ones_own_is_refused(address):
    with pytest.raises(ExtractError, match=r"extracts/n1: I et objektlager følger id-en av innholdet"):
        publish_numbered(address, 1)


def test_a_publication_that_died_is_taken_up_again_and_cleared_only_when_it_is_old(address, monkeypatch):
    store = Store.of(address)
    first = publish_numbered(address, 1, named=False)
    files = store.list(f"extracts/{first}")
    store.swap("extracts/died/grants.parquet", b"half")
    publish_numbered(address, 2, named=False)
    assert "died" in store.list("extracts"), "it may be under way"
    monkeypatch.setattr(objects, "ABANDONED_SECONDS", -60)
    publish_numbered(address, 3, named=False)
    assert "died" not in store.list("extracts")
    assert store.list(f"extracts/{first}") == files, "a published extract was cleared"
    store.delete("extracts")
    store.swap(f"extracts/{first}/grants.parquet", b"half")
    monkeypatch.undo()
    assert publish_numbered(address, 1, named=False) == first
    assert mixed(open_extract(address)) is None


def test_a_reader_in_another_process_never_fails_and_never_mixes_during_publications(address, monkeypatch):
    publish_numbered(address, 0, named=False)
    stop, answers = PROCESSES.Event(), PROCESSES.Queue()
    reader = PROCESSES.Process(target=read_on, args=(address, stop, answers))
    reader.start()
    try:
        for number in range(1, 31):
            publish_numbered(address, number, named=False)
    finally:
        stop.set()
    readings, seen, faults = answers.get(timeout=60)
    reader.join()
    assert reader.exitcode == 0
    assert faults == []
    assert readings > 5 and seen >= 1


def test_the_id_in_use_is_remembered_for_a_moment_and_new_after_it(address, monkeypatch):
    first, second = (publish_numbered(address, number, named=False) for number in (1, 2))
    assert current_id(address) == second
    other = objects._impatient(objects.fs.FileSystem.from_uri(address)[0])
    base = Store.of(address)._base
    with other.open_output_stream(f"{base}/CURRENT") as stream:  # as another process does
        stream.write(f"{first}\n".encode())
    assert current_id(address) == second
    assert current_id(address, now=True) == first
    monkeypatch.setattr(objects, "REMEMBERED_SECONDS", 0.0)
    assert current_id(address) == first


def test_a_bucket_that_is_missing_is_told(server):
    told = r"s3://nowhere/alis(/reference)?: Bøtten \(bucket\) finnes ikke\..* Neste steg: Rett"
    for act in (open_extract, current_id, lambda place: publish_numbered(place, 1, named=False)):
        with pytest.raises(ExtractError, match=told):
            act(server.address("nowhere"))


def test_credentials_that_are_wrong_are_told_and_not_shown(server, address):
    publish_numbered(address, 1, named=False)
    wrong = address.replace("s3://", f"s3://{KEY}:geheim%2Fwort@")
    for act in (open_extract, extracts, lambda place: publish_numbered(place, 2, named=False)):
        with pytest.raises(ExtractError, match=r"s3://data/.*: Objektlageret avviser tilgangen") as raised:
            act(wrong)
        assert not re.search(rf"{KEY}|geheim|wort|127\.0\.0\.1", str(raised.value))


def test_a_server_that_is_gone_is_told_and_what_was_read_stays(tmp_path, server):
    (tmp_path / "objects").mkdir()
    with running(tmp_path / "objects") as own:
        own.make_bucket("data")
        address = own.address("data")
        reference.build(reference.COMMITTED, Store.of(address).at("reference"))
        publish_numbered(address, 1, named=False)
        extract = open_extract(address)
        own.stop()
        told = r"s3://data/alis.*: Objektlageret svarer ikke\..* Neste steg: Kontroller nettverket"
        for act in (
            open_extract,
            lambda place: publish_numbered(place, 2, named=False),
            lambda place: rollback(place),
        ):
            with pytest.raises(ExtractError, match=told):
                act(address)
        assert mixed(extract) is None


def test_a_server_that_accepts_and_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(objects, "ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(objects, "TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        place = f"s3://k:s@data/alis?scheme=http&endpoint_override=127.0.0.1:{port}&region=eu-north-1"
        with pytest.raises(ExtractError, match="Objektlageret svarer ikke"):
            current_id(place)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://user:geheim@host/data", r"ftp://host/data: Data kan ikke ligge på en slik adresse"),
        ("s3://key:geheim@bucket/data?nonsense=geheim", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://key:ge/heim@bucket/data?nonsense=1", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://", r"s3:: Adressen til dataene (mangler|er ikke)"),
        ("abfs://box:geheim@account/data?nonsense=1", r"abfs://box@account/data: Adressen .* er ikke gyldig"),
        ("gs://token:geheim@bucket/data?nonsense=1", r"gs://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://a b/data", r"s3://a b/data: Adressen til dataene er ikke gyldig"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_secrets(address, told):
    done = CliRunner().invoke(main, ["check", "--data", address])
    assert (done.exit_code, done.stdout) == (1, "")
    assert re.search(f"{told}.* Neste steg: ", done.stderr)
    assert not re.search("geheim|heim@|nonsense|Traceback", done.stderr)


def test_a_file_address_is_a_folder(folder):
    assert open_extract(folder.as_uri()).grants.equals(open_extract(folder).grants)


def test_azure_and_google_addresses_open_without_asking_the_network():
    assert shown_address("abfs://box@account.dfs.core.windows.net/data?x=1").endswith("data")
    assert Store.of("abfs://box@account.dfs.core.windows.net/data").ids_follow_content
    google = Store.of("gs://anonymous@bucket/data")
    assert google.shown == "gs://bucket/data"
    assert google._system.__reduce__()[1][0]["retry_time_limit"] == datetime.timedelta(seconds=10)


def test_the_command_line_reads_an_object_store_and_ends_without_a_word(address):
    publish_numbered(address, 1, named=False)
    done = subprocess.run(
        [sys.executable, "-W", "default", "-m", "lib", "check"],
        env=os.environ | {"ALIS_DATA": address},
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Uttrekket kan leses.")

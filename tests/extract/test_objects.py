"""Extracts in an object store: the same as in a folder, and its faults told calmly and without secrets."""

import datetime
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from lib.__main__ import main
from lib.extract import objects, place, reference
from lib.extract.extract_history import HISTORY, extracts, rollback, use
from lib.extract.findings import ExtractError
from lib.extract.objects import Objects
from lib.extract.place import open_address, open_store, shown_address
from lib.extract.publish import publish
from lib.extract.read import current_id, open_extract, read
from tests.extract.objectstore import CREDENTIALS, KEY, SECRET, Server, running
from tests.extract.publishers import PROCESSES, mixed, numbered, publish_numbered, publish_racing, read_on
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
    reference.build(reference.COMMITTED, open_store(made).at("reference"))
    return made


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """No test meets what another remembered."""
    open_address.cache_clear()
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
    store = open_store(address)
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
    store = open_store(address)
    first = publish_numbered(address, 1, named=False)
    files = store.list(f"extracts/{first}")
    store.swap("extracts/died/grants.parquet", b"half")
    publish_numbered(address, 2, named=False)
    assert "died" in store.list("extracts"), "it may be under way"
    monkeypatch.setattr(objects, "ABANDONED_SECONDS", -60)
    publish_numbered(address, 3, named=False)
    assert not store.list("extracts/died")
    assert store.list(f"extracts/{first}") == files, "a published extract was cleared"
    store.delete("extracts")
    store.swap(f"extracts/{first}/grants.parquet", b"half")
    monkeypatch.undo()
    assert publish_numbered(address, 1, named=False) == first
    assert mixed(open_extract(address)) is None


def test_a_reader_in_another_process_never_fails_and_never_mixes_during_publications(address, monkeypatch):
    publish_numbered(address, 0, named=False)
    stop, begun, answers = PROCESSES.Event(), PROCESSES.Event(), PROCESSES.Queue()
    reader = PROCESSES.Process(target=read_on, args=(address, stop, answers, begun))
    reader.start()
    try:
        assert begun.wait(60)
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
    store = open_store(address)
    assert current_id(store) == second
    open_address.cache_clear()
    open_store(address).set_current(first, second)  # as another process does
    assert current_id(store) == second
    assert current_id(store, now=True) == first
    monkeypatch.setattr(objects, "REMEMBERED_SECONDS", 0.0)
    assert current_id(store) == first


class Overtaken:
    """A bucket in which another publication comes between looking at CURRENT and writing it."""

    def __init__(self, bucket: object, other: Callable[[], object]) -> None:
        self._bucket, self._other = bucket, other

    def __getattr__(self, name: str) -> object:
        return getattr(self._bucket, name)

    def put(self, path: str, content: bytes, **how: object) -> object:
        if path.endswith("CURRENT") and self._other:
            other, self._other = self._other, None
            other()
        return self._bucket.put(path, content, **how)


@pytest.mark.parametrize("first", [True, False], ids=["nothing in use", "one in use"])
def test_of_two_who_have_seen_the_same_in_use_the_second_is_refused(address, first):
    zero = None if first else publish_numbered(address, 0, named=False)
    store, won = open_store(address), []
    other = Overtaken(
        store._bucket, lambda: won.append(publish_numbered(address, 2, named=False, expected_current=zero))
    )
    mine = Objects(other, store._base, store.shown)
    with pytest.raises(ExtractError, match=r"CURRENT: En annen publisering pågår\. Neste steg: Vent til"):
        publish_numbered(mine, 1, named=False, expected_current=zero)
    assert current_id(address, now=True) == won[0]
    history = store.read_bytes(HISTORY, HISTORY).decode().split()
    assert history == [each for each in (zero, won[0]) if each], "one that never was in use"
    with pytest.raises(ExtractError, match="Et annet uttrekk ble tatt i bruk imens"):
        publish_numbered(address, 1, named=False, expected_current=zero)


def test_two_who_publish_the_same_at_once_both_succeed(address):
    publish_numbered(address, 0, named=False)
    store = open_store(address)
    other = Overtaken(store._bucket, lambda: publish_numbered(address, 1, named=False))
    mine = Objects(other, store._base, store.shown)
    assert publish_numbered(mine, 1, named=False) == current_id(address, now=True)


@pytest.mark.parametrize("first", [True, False], ids=["nothing in use", "one in use"])
def test_of_many_processes_that_publish_at_once_no_two_replace_the_same_extract(address, first):
    if not first:
        publish_numbered(address, 0, named=False)
    start, answers = PROCESSES.Barrier(4), PROCESSES.Queue()
    children = [
        PROCESSES.Process(target=publish_racing, args=(address, number, start, answers))
        for number in range(1, 5)
    ]
    for child in children:
        child.start()
    told = [answers.get(timeout=60) for _child in children]
    for child in children:
        child.join()
    done = {made: replaced for made, replaced in told if made}
    assert all("En annen publisering pågår" in why for made, why in told if not made)
    assert len(set(done.values())) == len(done) >= 1, "one was put in use over another unseen"
    (last,) = done.keys() - done.values()
    assert current_id(address) == last
    past = open_store(address).read_bytes(HISTORY, HISTORY).decode().split()
    assert set(past) <= done.keys() | set(done.values())


def test_what_the_environment_says_does_not_win_over_the_address(server, address, monkeypatch):
    publish_numbered(address, 1, named=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of-another-key")
    for keys in (f"s3://{KEY}:{SECRET}@", None):
        asked = address.replace("s3://", keys) if keys else f"{address}&access_key={KEY}&secret_key={SECRET}"
        assert open_extract(asked).grants.equals(numbered(1))
    assert open_extract(f"{asked}&retry_limit_seconds=5").grants.equals(numbered(1))
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{server.port}")
    plain = re.sub("scheme=http&endpoint_override=[^&]*&", "", asked)
    assert open_extract(plain).grants.equals(numbered(1)), "an endpoint of the environment is taken"


def test_credentials_that_cannot_be_sent_are_told(address, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "geheim\n")
    open_address.cache_clear()
    with pytest.raises(ExtractError, match=r"Objektlageret kunne ikke .* Kontroller påloggingen") as raised:
        current_id(address)
    assert "geheim" not in str(raised.value)


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
        reference.build(reference.COMMITTED, open_store(address).at("reference"))
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
    monkeypatch.setitem(place.TIMEOUTS, "read_timeout", "1s")
    monkeypatch.setitem(place.RETRY, "max_retries", 0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        address = f"s3://k:s@data/alis?scheme=http&endpoint_override=127.0.0.1:{port}&region=eu-north-1"
        with pytest.raises(ExtractError, match="Objektlageret svarer ikke"):
            current_id(address)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://user:geheim@host/data", r"ftp://host/data: Data kan ikke ligge på en slik adresse"),
        ("s3://key:geheim@bucket/data?nonsense=geheim", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://key:ge/heim@bucket/data?nonsense=1", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://", r"s3:: Adressen til dataene er ikke"),
        ("s3://bucket/data?geheim", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://key@bucket/data?region=x", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://bucket/data?region=x%0Ageheim", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://geheim%0A:b@bucket/data?region=x", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://bucket/data?endpoint_override=a%20b", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://bucket/data?endpoint_override=host:99999", r"s3://bucket/data: Adressen .* er ikke gyldig"),
        ("s3://bucket/a/../b?endpoint_override=host", r"s3://bucket/a/../b.*: Objektlageret kunne ikke"),
        (
            "s3://bucket/data?region=x&tls_ca_file_path=/geheim",
            r"s3://bucket/data: Adressen .* er ikke gyldig",
        ),
        ("file://host/data", r"file://host/data: Adressen .* er ikke gyldig"),
        ("gs://bucket/data?retry_limit_seconds=geheim", r"gs://bucket/data: Adressen .* er ikke gyldig"),
        ("abfs://container/data", r"abfs://container/data: Adressen .* er ikke gyldig"),
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


def test_an_option_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(
        ExtractError, match=r"Neste steg: Bare .* kjent .*: access_key, endpoint_override, re"
    ):
        open_store("s3://bucket/data?allow_bucket_creation=true")


def test_a_file_address_is_a_folder(folder):
    assert open_extract(folder.as_uri()).grants.equals(open_extract(folder).grants)


def test_azure_and_google_addresses_open_without_asking_the_network():
    assert shown_address("abfs://box@account.dfs.core.windows.net/data?x=1").endswith("data")
    azure = open_store("abfs://box:a2V5@account.dfs.core.windows.net/data")
    assert azure.ids_follow_content and azure.shown == "abfs://box@account.dfs.core.windows.net/data"
    assert azure._bucket.config["endpoint"] == "https://account.blob.core.windows.net"
    google = open_store("gs://anonymous@bucket/data")
    assert google.shown == "gs://bucket/data"
    assert google._bucket.retry_config["max_retries"] == 1
    patient = open_store("gs://anonymous@bucket/data?retry_limit_seconds=60")
    assert patient._bucket.retry_config["retry_timeout"] == datetime.timedelta(minutes=1)


def test_the_region_of_a_bucket_is_asked_for_where_nothing_says_it(monkeypatch):
    for name in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(place, "_region", {"bucket": "eu-north-1"}.get)
    regions = [
        open_store(address)._bucket.config["region"]
        for address in ("s3://bucket/data", "s3://bucket/data?region=eu-west-1")
    ]
    assert regions == ["eu-north-1", "eu-west-1"]


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

"""Damage, kills, a full disk and many at once: never a wrong number, always a whole extract in use."""

import os
import random
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.extract import folder as folder_module
from lib.extract.files import entry_of
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import open_extract, read_extract
from tests.extract.publishers import (
    PROCESSES,
    hold,
    mixed,
    publish_limited,
    publish_numbered,
    publish_signalled,
    publish_until_step,
    read_on,
)
from tests.extract.rights import without_rights
from tests.handmade import EXTRACT_ID, committed_reference, make_folder

SEED = 20231020
DAMAGES = 1000
FILES = ("grants.parquet", "budget.parquet")
REFERENCE = committed_reference()


@pytest.fixture
def numbered_folder(empty_folder: Path) -> Path:
    """A data folder with extract n0 in use."""
    publish_numbered(str(empty_folder), 0)
    return empty_folder


def left_behind(folder: Path) -> list[str]:
    """Half-made folders and files, by name."""
    hidden = [*(folder / "extracts").iterdir(), *folder.iterdir()]
    return [path.name for path in hidden if path.name.startswith(".") and path.name != ".lock"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one bit turned, its end cut off, or a block of it zeroed; never as it was."""
    while True:
        changed, at = bytearray(content), chance.randrange(len(content))
        match chance.choice(("bit", "cut", "zeros")):
            case "bit":
                changed[at] ^= 1 << chance.randrange(8)
            case "cut":
                del changed[at:]
            case "zeros":
                end = min(at + chance.choice((1, 16, 512)), len(content))
                changed[at:end] = bytes(end - at)
        if changed != content:
            return bytes(changed)


def test_of_a_thousand_damaged_files_none_is_read_and_size_or_checksum_of_the_manifest_finds_each(folder):
    chance, layers = random.Random(SEED), Counter()
    place = folder / "extracts" / EXTRACT_ID
    good = {name: (place / name).read_bytes() for name in FILES}
    for name in FILES:
        (place / name).chmod(0o644)
    for turn in range(DAMAGES):
        name = FILES[turn % 2]
        (place / name).write_bytes(damaged(good[name], chance))
        with pytest.raises(ExtractError) as raised:
            read_extract(open_store(place), EXTRACT_ID, REFERENCE)
        layers[re.search(r"sjekksummen|tom|byte", str(raised.value))[0]] += 1
        (place / name).write_bytes(good[name])
    assert layers.total() == DAMAGES
    assert layers["sjekksummen"] > DAMAGES / 2 and layers["byte"] > DAMAGES / 5


def test_of_a_thousand_damaged_files_that_a_manifest_vouches_for_none_gives_other_rows(folder):
    """The second line: page checksums, Parquet itself and the contract, with the manifest out of the way."""
    chance, layers = random.Random(SEED + 1), Counter()
    place = folder / "extracts" / EXTRACT_ID
    whole = open_extract(folder)
    manifest = (place / "manifest.json").read_text()
    good = {name: (place / name).read_bytes() for name in FILES}
    for name in (*FILES, "manifest.json"):
        (place / name).chmod(0o644)
    for turn in range(DAMAGES):
        name = FILES[turn % 2]
        content = damaged(good[name], chance)
        (place / name).write_bytes(content)
        known, now = entry_of(good[name], 0), entry_of(content, 0)
        vouched = manifest.replace(known["sha256"], now["sha256"])
        (place / "manifest.json").write_text(
            vouched.replace(f'"bytes": {known["bytes"]}', f'"bytes": {now["bytes"]}')
        )
        try:
            extract = read_extract(open_store(place), EXTRACT_ID, REFERENCE)
        except ExtractError as error:
            assert "manifest.json" not in str(error) and "sjekksummen" not in str(error)
            layers["Parquet" if re.search(r"lesbar Parquet|er tom\. Neste", str(error)) else "contract"] += 1
        else:  # a byte of the footer that says nothing of the rows
            assert extract.grants.equals(whole.grants) and extract.budget.equals(whole.budget), turn
            layers["same rows"] += 1
        (place / name).write_bytes(good[name])
    assert layers["Parquet"] > DAMAGES / 2, layers


def test_readers_in_other_processes_never_fail_and_never_mix_during_200_publications(numbered_folder):
    stop, answers = PROCESSES.Event(), PROCESSES.Queue()
    readers = [
        PROCESSES.Process(target=read_on, args=(str(numbered_folder), stop, answers)) for _ in range(2)
    ]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 201):
            publish_numbered(str(numbered_folder), number)
        time.sleep(0.5)  # a reader that started late reads, too
    finally:
        stop.set()
    results = [answers.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    for readings, seen, faults in results:
        assert faults == []
        assert readings > 50
        assert seen > 10


def assert_whole_and_mended(folder: Path, before: str, number: int) -> str:
    """A whole extract is in use, the old one or the new, and the next publication clears up; gives its id."""
    extract = open_extract(folder)
    assert mixed(extract) is None
    assert extract.manifest.id in {before, f"n{number}"}
    after = publish_numbered(str(folder), 10_000 + number)
    assert open_extract(folder).manifest.id == after
    assert left_behind(folder) == []
    assert {"n0", after} <= {path.name for path in (folder / "extracts").iterdir()}
    return after


def test_after_a_kill_at_any_moment_of_100_publications_a_whole_extract_is_in_use(numbered_folder):
    chance, ends, began = random.Random(SEED), Counter(), time.perf_counter()
    publish_numbered(str(numbered_folder), 9_999)
    before, took = "n9999", time.perf_counter() - began
    for number in range(1, 101):
        here, there = PROCESSES.Pipe()
        child = PROCESSES.Process(target=publish_signalled, args=(str(numbered_folder), number, there))
        child.start()
        here.recv()
        time.sleep(chance.uniform(0, took))
        child.kill()
        child.join()
        ends["killed" if child.exitcode else "done"] += 1
        took *= 1.05 if child.exitcode else 0.85  # on a busy machine the first measure is soon too long
        ends["left behind"] += bool(left_behind(numbered_folder))
        before = assert_whole_and_mended(numbered_folder, before, number)
    assert ends["killed"] > 40, ends


def test_after_a_kill_before_each_step_on_the_files_a_whole_extract_is_in_use(numbered_folder):
    before, left, steps = "n0", 0, 0
    for step in range(1000):
        child = PROCESSES.Process(target=publish_until_step, args=(str(numbered_folder), step + 1, step))
        child.start()
        child.join()
        if child.exitcode == 0:
            steps = step
            break
        left += bool(left_behind(numbered_folder))
        before = assert_whole_and_mended(numbered_folder, before, step + 1)
    assert steps > 15, "the steps of a publication were not seen"
    assert left > 5, "no kill came while the extract was half made"


def test_a_second_publication_waits_a_moment_then_says_so_and_a_kill_releases_the_lock(
    numbered_folder, monkeypatch
):
    here, there = PROCESSES.Pipe()
    child = PROCESSES.Process(target=hold, args=(str(numbered_folder), there))
    child.start()
    here.recv()
    monkeypatch.setattr(folder_module, "WAIT_SECONDS", 0.2)
    with pytest.raises(ExtractError, match=r"En annen publisering pågår\. Det som var i bruk, .* Vent til"):
        publish_numbered(str(numbered_folder), 1)
    assert left_behind(numbered_folder) == [f".{'0' * 32}"], "another's work under way was cleared"
    child.kill()
    child.join()
    assert publish_numbered(str(numbered_folder), 1) == "n1"
    assert left_behind(numbered_folder) == []


def test_eight_publishers_at_once_come_one_after_the_other(numbered_folder):
    children = [
        PROCESSES.Process(target=publish_numbered, args=(str(numbered_folder), number))
        for number in range(1, 9)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 8
    past = (numbered_folder / "HISTORY").read_text().split()
    assert sorted(past) == sorted(f"n{number}" for number in range(9))
    assert open_extract(numbered_folder).manifest.id == past[-1]


def test_what_is_not_ours_is_not_cleared(numbered_folder):
    kept = [numbered_folder / "extracts" / name for name in (".snapshot", ".nfs0001", "by-hand")]
    for path in kept:
        path.mkdir()
    publish_numbered(str(numbered_folder), 1)
    assert all(path.is_dir() for path in kept)


NO_ROOM = r"extracts/n1: Det er ikke plass på disken\. Det som var i bruk, er fortsatt i bruk\."


@pytest.mark.parametrize("limit_bytes", [0, 100, 4000])
def test_where_no_file_may_grow_further_the_old_extract_stays_and_nothing_is_left(
    numbered_folder, limit_bytes
):
    here, there = PROCESSES.Pipe()
    child = PROCESSES.Process(target=publish_limited, args=(str(numbered_folder), 1, limit_bytes, there))
    child.start()
    assert re.search(NO_ROOM, here.recv())
    child.join()
    assert mixed(open_extract(numbered_folder)) is None
    assert open_extract(numbered_folder).manifest.id == "n0"
    assert left_behind(numbered_folder) == []
    assert publish_numbered(str(numbered_folder), 1) == "n1"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("there is no mount command; the limit on a file's size is tested all the same")
    if done.returncode:
        pytest.skip(f"mounting is not permitted here: {done.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_the_old_extract_stays_and_when_there_is_room_publishing_succeeds(tiny_disk):
    folder = make_folder(tiny_disk / "data")
    publish_numbered(str(folder), 0)
    room = os.statvfs(tiny_disk).f_bavail * os.statvfs(tiny_disk).f_frsize
    (tiny_disk / "filling").write_bytes(bytes(room - 8192))
    with pytest.raises(ExtractError, match=NO_ROOM):
        publish_numbered(str(folder), 1)
    assert open_extract(folder).manifest.id == "n0"
    assert left_behind(folder) == []
    (tiny_disk / "filling").unlink()
    assert publish_numbered(str(folder), 1) == "n1"


def test_in_a_folder_that_may_not_be_written_the_old_extract_stays():
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = make_folder(Path(above) / "data")
        publish_numbered(str(folder), 0)
        folder.chmod(0o555)
        (folder / ".lock").chmod(0o444)
        with (
            without_rights(),
            pytest.raises(ExtractError, match=r"Skrivetilgang mangler\. Det som var i bruk"),
        ):
            publish_numbered(str(folder), 1)
        assert open_extract(folder).manifest.id == "n0"
        folder.chmod(0o755)

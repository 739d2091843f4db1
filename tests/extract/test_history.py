"""Which extracts there are, which was in use when, and going back: always to what was in use before."""

import datetime
import json
import shutil

import pytest

from lib.extract.extract_history import extracts, in_use, rollback, use
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.publish import publish
from lib.extract.read import open_extract, read
from tests.extract.publishers import numbered
from tests.handmade import DATE, EXTRACT_ID, publish_small, small_budget

NOON = datetime.datetime(2026, 11, 24, 13, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))


def publish_at(folder, number: int, hour: int, **changes: object) -> str:
    """The numbered grants, without an id of their own, published so many hours after noon."""
    arguments = {
        "grants": numbered(number),
        "budget": small_budget(),
        "produced_at": DATE,
        "source": str(number),
        "synthetic": False,
        "published_at": NOON + datetime.timedelta(hours=hour),
    }
    return publish(folder, **(arguments | changes))


def manifest(folder, extract_id: str) -> dict:
    return json.loads((folder / "extracts" / extract_id / "manifest.json").read_text())


def test_without_an_id_it_follows_from_the_date_and_everything_in_the_extract(folder):
    first = publish_at(folder, 1, 0)
    assert first.startswith("2023-10-20-") and len(first) == len("2023-10-20-01234567")
    assert publish_at(folder, 1, 5) == first, "when it was published is not a part of it"
    others = [
        publish_at(folder, 1, 0, source="another"),
        publish_at(folder, 1, 0, synthetic=True),
        publish_at(folder, 1, 0, notes=("a note",)),
        publish_at(folder, 1, 0, produced_at=DATE + datetime.timedelta(days=1)),
        publish_at(folder, 1, 0, budget=small_budget().slice(0, 2)),
        publish_at(folder, 2, 0, source="1"),
    ]
    assert len({first, *others}) == 7


def test_the_manifest_says_when_it_was_published_and_what_it_replaced_only_if_asked(folder):
    first = publish_at(folder, 1, 0)
    said = manifest(folder, first)
    assert (said["published_at"], said["replaced"]) == ("2026-11-24T12:00:00+00:00", EXTRACT_ID)
    known = open_extract(folder).manifest
    assert (known.published_at, known.replaced) == (NOON, EXTRACT_ID)
    assert not {"published_at", "replaced"} & set(manifest(folder, EXTRACT_ID))
    assert read(folder, EXTRACT_ID).manifest.published_at is None


def test_the_first_extract_of_a_place_replaced_nothing(empty_folder):
    assert manifest(empty_folder, publish_at(empty_folder, 1, 0))["replaced"] is None
    assert open_extract(empty_folder).manifest.replaced is None


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("published_at", "yesterday", "Feltet published_at er ikke et tidspunkt"),
        ("published_at", "2026-11-24T12:00:00", "Feltet published_at er ikke et tidspunkt"),
        ("published_at", 5, "Feltet published_at er ikke et tidspunkt"),
        ("replaced", "../x", "Feltet replaced er ikke id-en"),
        ("replaced", 5, "Feltet replaced er ikke id-en"),
    ],
)
def test_a_manifest_that_tells_nonsense_of_its_publication_is_refused(folder, field, value, told):
    first = publish_at(folder, 1, 0)
    path = folder / "extracts" / first / "manifest.json"
    path.chmod(0o644)
    path.write_text(json.dumps(manifest(folder, first) | {field: value}))
    with pytest.raises(ExtractError, match=told):
        open_extract(folder)


def test_extracts_are_listed_newest_first_with_what_cannot_be_read_last(folder):
    first, second = publish_at(folder, 1, 0), publish_at(folder, 2, 2)
    third = publish_at(folder, 3, 1)
    (folder / "extracts" / third / "grants.parquet").unlink()
    (folder / "extracts" / "aaa").mkdir()
    listed = extracts(folder)
    assert [each.id for each in listed] == [second, first, EXTRACT_ID, third, "aaa"]  # digits before letters
    newest, demo = listed[0], listed[2]
    assert (newest.in_use, newest.rows, newest.synthetic, newest.produced_at) == (False, 6, False, DATE)
    assert newest.published_at == NOON + datetime.timedelta(hours=2)
    assert (demo.published_at, demo.synthetic, demo.fault) == (None, True, None)
    faults = {each.id: str(each.fault) for each in listed[3:]}
    assert f"extracts/{third}/grants.parquet: Filen mangler eller" in faults[third]
    assert "extracts/aaa/manifest.json: Filen mangler." in faults["aaa"]
    assert [each.id for each in listed if each.in_use] == [third]


def test_going_back_goes_to_what_was_in_use_before_and_again_further(folder):
    first, second = publish_at(folder, 1, 0), publish_at(folder, 2, 1)
    assert publish_at(folder, 1, 2) == first, "the same again, after another"
    assert [rollback(folder) for _turn in range(3)] == [second, first, EXTRACT_ID]
    assert open_extract(folder).manifest.id == EXTRACT_ID
    with pytest.raises(ExtractError, match=r"CURRENT: Ingen uttrekk har vært i bruk før dette\. .* i bruk\."):
        rollback(folder)
    assert open_extract(folder).manifest.id == EXTRACT_ID
    assert use(folder, second) == second
    assert rollback(folder) == EXTRACT_ID


def test_one_that_cannot_be_read_is_never_put_in_use(folder):
    first = publish_at(folder, 1, 0)
    path = folder / "extracts" / EXTRACT_ID / "grants.parquet"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    for act in (rollback, lambda place: use(place, EXTRACT_ID)):
        with pytest.raises(ExtractError, match=rf"{EXTRACT_ID}/grants\.parquet: Filen har"):
            act(folder)
    for wrong in ("missing", "../extracts/" + EXTRACT_ID, ""):
        with pytest.raises(ExtractError, match=r"Uttrekket finnes ikke|ikke et enkelt mappenavn"):
            use(folder, wrong)
    assert in_use(open_store(folder)) == first


@pytest.mark.parametrize(
    ("history", "current", "back_to"),
    [
        (["{small}", "{first}", "{second}"], "{first}", "{small}"),  # killed before CURRENT followed
        (["{small}", "{first}"], "{second}", "{first}"),  # put in use by hand
        (["{small}", "not/an/id", "{first}"], "{first}", "{small}"),  # edited by hand
        (["{first}", "{second}", "{first}"], "{first}", "{second}"),
    ],
)
def test_a_history_that_a_kill_or_a_hand_left_behind_is_mended(folder, history, current, back_to):
    names = {"small": EXTRACT_ID, "first": publish_at(folder, 1, 0), "second": publish_at(folder, 2, 1)}
    (folder / "HISTORY").write_text("\n".join(history).format(**names))
    (folder / "CURRENT").write_text(current.format(**names))
    assert rollback(folder) == back_to.format(**names)


def test_a_place_without_a_history_knows_only_what_is_in_use(folder):
    first = publish_at(folder, 1, 0)
    (folder / "HISTORY").unlink()
    with pytest.raises(ExtractError, match="Ingen uttrekk har vært i bruk"):
        rollback(folder)
    publish_at(folder, 2, 1)
    assert rollback(folder) == first


def test_the_same_content_again_mends_a_damaged_file_and_keeps_the_manifest(folder):
    first = publish_at(folder, 1, 0)
    place = folder / "extracts" / first
    kept = {path.name: path.read_bytes() for path in place.iterdir()}
    (place / "grants.parquet").chmod(0o644)
    (place / "grants.parquet").write_bytes(b"")
    (place / "budget.parquet").unlink()
    assert publish_at(folder, 1, 3) == first
    assert {path.name: path.read_bytes() for path in place.iterdir()} == kept


def test_published_files_may_not_be_written(folder):
    place = folder / "extracts" / publish_small(folder, "new")
    assert {path.stat().st_mode & 0o222 for path in place.iterdir()} == {0}


def test_a_place_that_is_not_there_is_told_and_not_made(tmp_path):
    nowhere = tmp_path / "nowhere"
    for act in (extracts, rollback, lambda place: use(place, "x"), lambda place: publish_small(place)):
        with pytest.raises(ExtractError, match="nowhere: Datamappen finnes ikke"):
            act(nowhere)
    assert not nowhere.exists()


def test_an_extract_taken_along_by_hand_is_read_in_its_new_place(published, empty_folder):
    shutil.copytree(published / "extracts" / EXTRACT_ID, empty_folder / "extracts" / EXTRACT_ID)
    assert use(empty_folder, EXTRACT_ID) == EXTRACT_ID
    assert open_extract(empty_folder).grants.equals(open_extract(published).grants)

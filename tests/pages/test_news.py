"""New numbers while readers read: taken at the next click, told, never mixed; and what a link was made on."""

import datetime
import threading
from pathlib import Path

import pyarrow as pa
import pytest

from lib.figures.extract_list import extract_list
from lib.metrics.frames import whole_view
from lib.ui.current_extract import ExtractProvider
from lib.words import _
from tests.handmade import make_folder, publish_small, small_grants, with_value
from tests.pages.app import PAGES, charts, go, html, key_figures, notices, visit, words

OLD, NEW = "handmade-old", "handmade-new"


def one_doctor_more() -> pa.Table:
    """The small extract in which the second grant of d1 in 2023 is a fourth doctor's instead."""
    return with_value(small_grants(), "doctor_id", 3, "d4")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the small extract in use."""
    folder = make_folder(tmp_path / "data")
    publish_small(folder, OLD)
    monkeypatch.setenv("ALIS_DATA", str(folder))
    return folder


def test_new_numbers_are_taken_at_the_next_click_and_told_until_the_reader_goes_on(data: Path):
    site = visit()
    assert key_figures(site)["doctors"] == "3"
    assert notices(site) == []
    publish_small(data, NEW, grants=one_doctor_more())
    site.run()
    assert key_figures(site)["doctors"] == "4"
    (said,) = notices(site)
    assert said.startswith("Nye tall fra 20. oktober 2023")
    assert NEW in said
    assert OLD in said
    assert "unike leger 3 → 4 (+1)" in said
    assert "tilskudd" not in said, "what is the same is not said to have changed"
    go(site, "kart.py")
    assert len(notices(site)) == 1
    site.get_by_key("filter-type").set_value(["alis"])
    site.run()
    assert notices(site) == []


def test_every_number_of_a_page_is_of_the_same_extract(data: Path):
    site = visit()
    publish_small(data, NEW, grants=one_doctor_more())
    for page in PAGES:
        go(site, page)
        assert OLD not in html(site).split("Nye tall fra")[-1].partition("</p>")[2], page
        assert NEW in html(site) or page in ("kommune.py", "presentasjon.py")


def test_a_new_extract_that_cannot_be_read_leaves_the_last_good_one_with_a_banner(data: Path):
    site = visit()
    publish_small(data, NEW, grants=one_doctor_more())
    broken = data / "extracts" / NEW / "grants.parquet"
    kept = broken.read_bytes()
    broken.chmod(0o644)
    broken.write_bytes(kept[:-100])
    site.run()
    assert key_figures(site)["doctors"] == "3"
    (said,) = notices(site)
    assert said.startswith("Det nyeste uttrekket kan ikke leses. Tallene er fra")
    assert OLD in said
    assert len(charts(site)) > 0


def test_a_missing_current_leaves_the_last_good_one(data: Path):
    site = visit()
    (data / "CURRENT").unlink()
    site.run()
    assert key_figures(site)["doctors"] == "3"
    assert len(notices(site)) == 1


def test_a_year_that_the_new_extract_does_not_have_is_named(data: Path):
    later = with_value(small_grants(), "year", 5, 2024)
    publish_small(data, NEW, grants=later)
    site = visit(aar="2024")
    assert notices(site) == []
    (data / "CURRENT").write_text(f"{OLD}\n")
    site.run()
    assert not site.exception
    assert any("2024" in said and "ikke finnes" in said for said in notices(site))
    assert site.query_params["aar"] == "2023"


def test_a_link_says_which_extract_it_was_made_on(data: Path):
    assert visit().query_params["uttrekk"] == OLD


def test_a_link_made_on_an_earlier_extract_says_what_has_changed_since(data: Path):
    publish_small(data, NEW, grants=one_doctor_more())
    (said,) = notices(visit(uttrekk=OLD, aar="2023"))
    assert said == (
        f"Lenken ble laget på uttrekket {OLD}, og siden viser {NEW}. "
        "Endret i dette utvalget: unike leger 3 → 4 (+1)."
    )
    (said,) = notices(visit(uttrekk=OLD, aar="2022"))
    assert said.endswith(_("The key figures of this selection are the same."))
    assert notices(visit(uttrekk=NEW)) == []


@pytest.mark.parametrize("asked", ["never-made", "../reference", "<b>x</b>", ".."])
def test_a_link_made_on_an_extract_that_is_gone_says_so_and_shows_the_page(data: Path, asked: str):
    site = visit(uttrekk=asked)
    (said,) = notices(site)
    assert said.startswith("Lenken gjelder uttrekket ") and f"som ikke finnes her. Siden viser {OLD}." in said
    assert "finnes ikke lenger" not in said
    assert key_figures(site)["doctors"] == "3"
    assert "<b>" not in html(site).split("role=status")[1].partition("</p>")[0]


def test_readers_at_once_each_get_a_whole_extract_while_new_ones_come(data: Path):
    """What is served holds the rows that its own manifest tells of, whatever is published meanwhile."""
    provider, stop, seen, failures = ExtractProvider(data), threading.Event(), set(), []

    def read() -> None:
        while not stop.is_set():
            try:
                extract = provider.current().extract
                assert extract.manifest.files["grants.parquet"].rows == extract.grants.num_rows
                seen.add((extract.manifest.id, extract.grants.num_rows))
            except Exception as error:  # noqa: BLE001 - whatever it is, a reader must not meet it
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _number in range(3)]
    for reader in readers:
        reader.start()
    for number in range(12):
        publish_small(data, f"n{number}", grants=small_grants().slice(0, 6 - number % 3))
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert all(rows == 6 - int(id[1:]) % 3 for id, rows in seen if id.startswith("n"))
    assert provider.current().extract.manifest.id == "n11"


def test_a_broken_extract_is_looked_at_again_after_a_while_and_not_at_every_click(data: Path):
    now = [0.0]
    provider = ExtractProvider(data, clock=lambda: now[0])
    assert provider.current().trouble is None
    publish_small(data, NEW, grants=one_doctor_more())
    path = data / "extracts" / NEW / "grants.parquet"
    whole = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"")
    assert provider.current().trouble is not None
    path.write_bytes(whole)
    assert provider.current().extract.manifest.id == OLD, "read again at once"
    now[0] = 60.0
    served = provider.current()
    assert (served.extract.manifest.id, served.trouble) == (NEW, None)


def test_om_tallene_shows_the_checks_the_differences_and_the_extracts(data: Path):
    about = "om_tallene.py"
    before = words(visit(about))
    assert "Hva kontrollene fant" in before
    assert "Hva er endret siden forrige uttrekk" not in before, "there is none before the first"
    now = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    publish_small(data, NEW, grants=one_doctor_more(), published_at=now)
    site = visit(about)
    shown = words(site)
    assert "Hva er endret siden forrige uttrekk" in shown
    row = shown.partition(f"I {OLD}")[2]
    assert "Unike leger 3 4 +1 33,3 %" in row
    assert any(fold.label.startswith("Alle uttrekk") for fold in site.expander)


def test_the_extracts_are_listed_newest_first_with_the_one_that_is_shown(data: Path):
    now = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    publish_small(data, NEW, grants=one_doctor_more(), published_at=now)
    provider = ExtractProvider(data)
    table = extract_list(whole_view(provider.current().extract), listed=provider.listed()).table
    assert table.rows == (
        (NEW, "20. oktober 2023", "1. mars 2024 kl. 13:00", 6, "vises her"),
        (OLD, "20. oktober 2023", "–", 6, "tidligere"),
    )

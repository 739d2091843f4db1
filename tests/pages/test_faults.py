"""A faulty extract: one calm message on every page, the command line's own, and not one number."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from lib.__main__ import main
from lib.words import _
from tests.pages.app import DATA, PAGES, charts, figures, key_figures, plain, visit, words


def missing_folder(data: Path) -> None:
    shutil.rmtree(data)


def missing_file(data: Path) -> None:
    (extract(data) / "grants.parquet").unlink()


def empty_file(data: Path) -> None:
    (extract(data) / "budget.parquet").write_bytes(b"")


def flipped_bit(data: Path) -> None:
    path = extract(data) / "grants.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def unknown_extract(data: Path) -> None:
    (data / "CURRENT").write_text("finnes-ikke\n", encoding="utf-8")


def changed_manifest(data: Path) -> None:
    path = extract(data) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"]["grants.parquet"]["rows"] += 1
    path.write_text(json.dumps(manifest), encoding="utf-8")


def missing_reference(data: Path) -> None:
    (data / "reference" / "municipalities.parquet").unlink()


FAULTS = [
    missing_folder,
    missing_file,
    empty_file,
    flipped_bit,
    unknown_extract,
    changed_manifest,
    missing_reference,
]


def extract(data: Path) -> Path:
    return data / "extracts" / (data / "CURRENT").read_text().strip()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the site reads."""
    copy = shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("ALIS_DATA", str(copy))
    return copy


def test_the_copy_is_read_when_it_is_whole(data: Path):
    site = visit()
    assert _("The numbers cannot be shown") not in words(site)
    assert figures(site) > 0
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_on_every_page_in_the_words_of_the_command_line(
    data: Path, fault: Callable[[Path], None]
):
    fault(data)
    check = CliRunner().invoke(main, ["check"])
    assert check.exit_code == 1
    assert check.output.strip()
    for page in PAGES:
        site = visit(page, aar="2022")
        assert not site.exception
        assert words(site) == f"{_('The numbers cannot be shown')} {plain(check.output)}"
        assert figures(site) == len(charts(site)) == len(key_figures(site)) == 0
        assert not [node for node in site if getattr(node, "key", None) == "undo"], (
            "no filters without numbers"
        )


def test_the_numbers_are_back_when_the_fault_is_mended(data: Path):
    kept = (extract(data) / "grants.parquet").read_bytes()
    flipped_bit(data)
    assert _("The numbers cannot be shown") in words(visit())
    (extract(data) / "grants.parquet").write_bytes(kept)
    assert figures(visit()) > 0, "a fault must not be remembered"


@pytest.mark.parametrize("fault", FAULTS)
def test_the_message_names_what_to_do_and_no_doctor(data: Path, fault: Callable[[Path], None]):
    fault(data)
    text = words(visit())
    assert _("Next step: {step}").format(step="").strip() in text
    assert "Traceback" not in text
    assert "doctor" not in text

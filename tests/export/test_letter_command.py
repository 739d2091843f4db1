"""``python -m lib letter``: one place, several, or all of a county in one zip."""

import io
import zipfile
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from lib.__main__ import main


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["letter", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to write in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_place_has_a_file_of_its_own(here: Path):
    (here / "brev").mkdir()
    said = run("--municipality", "4601", "--county", "18", "--year", "2022", "--out", "brev")
    names = [
        "alis_kommunebrev-4601_2022_bergen_demodata.pdf",
        "alis_fylkesbrev-18_2022_nordland_demodata.pdf",
    ]
    assert (said.exit_code, said.output.splitlines()) == (0, [f"Skrevet: brev/{name}" for name in names])
    text = pypdf.PdfReader(here / "brev" / names[0]).pages[0].extract_text()
    assert "Kommunebrev: Bergen 2022" in text and "/kommune?aar=2022&kommune=4601" in text


def test_a_county_alone_has_its_letter(here: Path):
    said = run("--county", "46")
    assert (said.exit_code, said.output) == (0, "Skrevet: alis_fylkesbrev-46_2023_vestland_demodata.pdf\n")


def test_all_municipalities_of_a_county_are_one_zip(here: Path):
    said = run("--all", "--county", "03", "--format", "docx")
    (path,) = here.glob("*.zip")
    assert (said.exit_code, said.stdout) == (0, f"Skrevet: {path.name}\n")
    assert said.stderr == "1 av 1 brev\n"
    assert path.name == "alis_kommunebrev_2023_oslo_demodata.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["alis_kommunebrev-0301_2023_oslo_demodata.docx"]
        assert zipfile.is_zipfile(io.BytesIO(archive.read(archive.namelist()[0])))


def test_what_cannot_be_written_is_said_in_a_sentence(here: Path):
    for arguments, message in (
        ((), "Oppgi steder med --municipality eller --county"),
        (("--all", "--municipality", "4601"), "Oppgi steder med --municipality eller --county"),
        (("--municipality", "9999"), "Det finnes ingen kommune 9999 i grensene fra 2020."),
        (("--county", "99"), "99"),
        (("--municipality", "4601", "--year", "1999"), "1999"),
        (("--municipality", "4601", "--out", "finnes-ikke"), "Se etter at mappen finnes"),
    ):
        said = run(*arguments)
        assert said.exit_code == 1 and message in said.stderr, arguments
        assert said.stderr.count("\n") == 1 and "Traceback" not in said.stderr
    assert list(here.iterdir()) == []

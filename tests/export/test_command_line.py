"""``python -m lib deck`` and ``figure``: languages, PDF, and that no file of an owner's is lost."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from lib.__main__ import main
from lib.export import ExportError
from lib.export.output import save
from lib.export.presentation import READY
from lib.figures import recipes
from tests.export.slides.reading import opened, texts

ONE = ("--figure", "budget-steps")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def shown(path: Path) -> list[str]:
    return [texts(slide) for slide in opened(path.read_bytes()).slides]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to write in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_name_that_ends_as_pdf_gives_pages(here: Path):
    assert run("deck", "--year", "2023", "--county", "46", "--out", "d.pdf") == (0, "Skrevet: d.pdf\n")
    reader = pypdf.PdfReader(here / "d.pdf")
    assert len(reader.pages) == len(READY) + 4  # the title, the contents, about the numbers, the definitions
    assert "Vestland" in reader.pages[2].extract_text()


def test_a_deck_and_a_figure_in_english(here: Path):
    assert run("deck", *ONE, "--language", "en", "--out", "d.pptx") == (0, "Skrevet: d.pptx\n")
    assert "From budget to payment" in shown(here / "d.pptx")[1]
    assert run("figure", "budget-steps", "--language", "en", "--format", "csv")[0] == 0
    (made,) = here.glob("*.csv")
    assert re.fullmatch(r"alis_from-budget-to-payment_2022-2023_demo-data\.csv", made.name)
    assert run("deck", *ONE, "--language", "tlh")[0] == 2


def test_places_are_compared_as_on_the_pages(here: Path):
    """117 and 141 grants in 2023: printed table 2.5 has them by county."""
    places = ("--year", "2023", "--county", "18", "--against", "54")
    assert run("figure", "comparison", *places, "--format", "csv")[0] == 0
    (made,) = here.glob("*.csv")
    rows = {row.split(";")[0]: row.split(";") for row in made.read_text("utf-8-sig").splitlines()}
    at = rows["Sted"].index("Tilskudd")
    assert [rows[place][at] for place in ("Nordland", "Troms og Finnmark")] == ["117", "141"]


def test_a_figure_about_one_municipality_can_be_written(here: Path):
    assert run("figure", "place-figures", "--municipality", "1804", "--format", "csv")[0] == 0
    (made,) = here.glob("*.csv")
    assert "_bodo_" in made.name


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--municipality", "9999"), "Det finnes ingen kommune 9999 i grensene fra 2020."),
        (("--county", "18", "--against", "99"), "Det finnes ikke noe sted eller noen klasse 99 å"),
    ],
)
def test_a_place_that_is_not_there_is_named(here: Path, option: tuple[str, ...], said: str):
    code, text = run("figure", "comparison", *option)
    assert code == 1 and said in text
    assert list(here.iterdir()) == []


def test_a_default_name_replaces_no_file(here: Path):
    assert run("deck", *ONE)[0] == 0
    first = (here / "alis.pptx").read_bytes()
    code, said = run("deck", *ONE)
    assert code == 1 and "alis.pptx finnes her allerede" in said and "--out" in said
    assert (here / "alis.pptx").read_bytes() == first


def test_an_update_never_touches_the_old_file(here: Path):
    ranking = ("--figure", "class-table:by=centrality")
    assert run("deck", *ranking, "--year", "2022", "--out", "alis.pptx")[0] == 0
    old = (here / "alis.pptx").read_bytes()
    assert run("deck", "--update", "alis.pptx", "--year", "2023") == (0, "Skrevet: alis-2023.pptx\n")
    assert (here / "alis.pptx").read_bytes() == old
    assert shown(here / "alis-2023.pptx") != shown(here / "alis.pptx")
    code, said = run("deck", "--update", "alis.pptx", "--year", "2023")
    assert code == 1 and "alis-2023.pptx finnes her allerede" in said


@pytest.mark.parametrize("arguments", [("--update", "a.pptx"), ("--template", "a.pptx")], ids=str)
def test_a_pdf_is_neither_renewed_nor_has_a_template(arguments: tuple[str, ...], here: Path):
    assert run("deck", *ONE, "--out", "a.pptx")[0] == 0
    code, said = run("deck", *arguments, "--out", "b.pdf")
    assert code == 1 and "Bare en .pptx" in said and not (here / "b.pdf").exists()


def code_in(said: str) -> str:
    (code,) = re.findall(r"Feilkode: ([0-9a-f]{8})\.", said)
    return code


@pytest.mark.parametrize("command", [("deck", *ONE), ("figure", "budget-steps")], ids=lambda it: it[0])
def test_a_full_disk_is_said_with_an_id_in_the_log(command: tuple[str, ...], caplog):
    code, said = run(*command, "--out", "/dev/full")  # a real device that is always full
    assert code == 1 and "Disken er full" in said and "Traceback" not in said
    assert code_in(said) in caplog.text and "No space left" in caplog.text


@pytest.mark.parametrize("command", [("deck", *ONE), ("figure", "budget-steps")], ids=lambda it: it[0])
@pytest.mark.parametrize("target", ["no-such-folder/d.pptx", "."])
def test_a_target_that_cannot_be_written_is_said(command: tuple[str, ...], target: str, here: Path, caplog):
    code, said = run(*command, "--out", target)
    assert code == 1 and "kunne ikke skrives" in said and "Traceback" not in said
    assert code_in(said) in caplog.text
    assert list(here.iterdir()) == []


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_beside_it(here: Path, monkeypatch):
    target = here / "alis.pptx"
    target.write_bytes(b"the owner's")

    def full(self: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match="Disken er full"):
        save(target, b"new")
    assert target.read_bytes() == b"the owner's" and list(here.iterdir()) == [target]


def test_a_file_that_was_written_can_be_read_by_others(here: Path):
    save(here / "a.csv", io.BytesIO(b"1").getvalue())
    assert (here / "a.csv").stat().st_mode & 0o777 == 0o644


def test_a_presentation_is_not_written_under_the_name_of_another_kind_of_file(here: Path):
    for name in ("d.docx", "d.ppt"):
        code, said = run("deck", *ONE, "--out", name)
        assert code == 1 and ".pptx" in said and ".pdf" in said, said
    assert not list(here.iterdir())


def test_a_figure_that_cannot_be_made_is_refused_before_the_others_are(monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(recipes, "make", lambda _view, name: made.append(name))
    for name in ("by-year", "tull"):
        code, said = run("deck", *ONE, "--figure", name, "--out", "d.pptx")
        assert (code, made) == (1, []) and name in said


def test_each_extract_that_is_not_there_is_named():
    code, said = run("diff", "finnes-ikke", "heller-ikke")
    assert code == 1 and "extracts/finnes-ikke" in said and "extracts/heller-ikke" in said

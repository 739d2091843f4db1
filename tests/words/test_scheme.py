"""The configuration of a scheme: its words replace the catalogues' own, and a faulty file is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from lib.words.scheme import SHIPPED, Scheme, SchemeError, scheme

REPOSITORY = Path(__file__).parents[2]


def of(monkeypatch: pytest.MonkeyPatch, path: Path) -> Scheme:
    monkeypatch.setenv("ALIS_SCHEME", str(path))
    return scheme.__wrapped__()


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The shipped file with a text replaced, read as the scheme."""

    def read(old: str, new: str) -> Scheme:
        text = SHIPPED.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "other.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return of(monkeypatch, path)

    return read


def test_the_shipped_scheme_changes_no_word():
    assert scheme().worded()("Unique doctors", "Unike leger") == "Unike leger"
    assert scheme().source_of("published") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Unike leger", "Unike tannleger"),
        ("Leger i begge år", "Tannleger i begge år"),
        ("{n} unik lege", "{n} unik tannlege"),
        ("kollegers", "kollegers"),  # only whole words
        ("ALIS-avtaler og unike leger", "Spesialistavtaler og unike tannleger"),
        ("per lege.", "per tannlege."),
    ],
)
def test_a_term_is_replaced_as_a_whole_word_with_its_capital(written, text: str, said: str):
    terms = 'lege = "tannlege"\nleger = "tannleger"\n"ALIS-avtaler" = "spesialistavtaler"'
    assert written("[terms]\n", f"[terms]\n{terms}\n").worded()("id", text) == said


def test_a_whole_text_wins_over_terms(written):
    other = written("[texts]\n", '[texts]\n"Unique doctors" = "Hoder"\n')
    assert other.worded()("Unique doctors", "Unike leger") == "Hoder"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "Nasjonal', 'nome = "Nasjonal', "name, nome"),
        ('file_prefix = "alis"', "file_prefix = 7", "file_prefix"),
        ('alis = "alis"', 'dentist = "alis"', "links"),
        ("[texts]\n", '[texts]\n"Unique doctors" = 7\n', "texts"),
        ('title = "Ulike perioder"', 'tittel = "Ulike perioder"', "method"),
        ("[terms]", "[terms", "TOML"),
    ],
)
def test_a_faulty_file_is_named_with_what_is_wrong(written, old: str, new: str, named: str):
    with pytest.raises(SchemeError) as raised:
        written(old, new)
    assert named in str(raised.value)
    assert "other.toml (ALIS_SCHEME)" in str(raised.value)


def test_a_process_without_a_scheme_ends_with_one_sentence(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "lib", "check"],
        cwd=REPOSITORY,
        env={"ALIS_SCHEME": str(tmp_path / "none.toml"), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "none.toml (ALIS_SCHEME)" in done.stderr
    assert "Traceback" not in done.stderr

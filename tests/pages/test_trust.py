"""The page about the numbers: what it explains, and that it is about the whole extract whatever is chosen."""

import re
from pathlib import Path

import pytest

from lib.figures.reading import explanations
from lib.ui.current_extract import extract_provider
from tests.pages.app import REPOSITORY, notices, plain, sentence, visit, words
from tests.truth import extracts

ABOUT = "om_tallene.py"
TITLES = ["Delvis kjent", "Ikke avgjort", "Delt plass", "Grenser etter år"]


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def y4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extract of four years in use."""
    monkeypatch.setenv("ALIS_DATA", str(extracts.build("Y4", tmp_path / "data")))


def test_the_page_explains_what_a_reader_meets_each_with_an_example():
    said = words(visit(ABOUT))
    explained = explanations(extract_provider().current().extract)
    assert [each.title for each in explained] == TITLES
    for each in explained:
        assert plain(f"{each.title} {each.text} Eksempel: {each.example}") in said
    assert "minst 95 % av tilskuddene" in said  # lib/metrics/limits.toml: known
    assert "«10,4 mill. kr for 60 av 2 545 avgjorte»" in plain(said)
    assert "Når 2023 er valgt, er Viken ett fylke. Når 2024 eller begge år er valgt" in said
    assert "det Akershus, Buskerud og Østfold" in said
    assert "Ålesund (1507) ble delt i 2024 og vises samlet" in said


def test_the_document_says_what_the_page_says():
    document = one_line((REPOSITORY / "docs" / "om-tallene.md").read_text(encoding="utf-8"))
    for each in explanations(extracts.load("D")):
        assert one_line(f"## {each.title} {each.text} Eksempel: {each.example}") in document


def test_the_verdict_stands_first_and_says_first_what_is_made_up():
    assert sentence(visit(ABOUT)).startswith(
        "Bare de trykte tallene: radene under dem er oppdiktet og laget for å stemme. 111 av 112"
    )


@pytest.mark.parametrize(
    ("chosen", "aside"),
    [
        ({"fylke": "46"}, "fylke"),
        ({"fylke": "46", "kommune": "4601"}, "fylke og kommune"),
        ({"aar": "2022", "type": "veiledning"}, "år og tilskuddstype"),
        ({"sentralitet": "6", "storrelse": "g"}, "sentralitetsklasse og kommunestørrelse"),
    ],
    ids=str,
)
def test_filters_are_set_aside_in_words_on_a_page_of_the_whole_extract(chosen: dict, aside: str):
    site = visit(ABOUT, **chosen)
    assert f"Filteret på {aside} gjelder ikke her." in notices(site)
    lead = re.search(r"Kan tallene stoles på\? (.*?) syntetiske demodata", words(site))[1]
    assert lead == "2022–2023 · hele landet · alle typer"


def test_no_figure_about_the_extract_is_a_sum_of_its_years():
    assert "2023 samlet" not in words(visit(ABOUT))


def test_without_filters_nothing_is_set_aside():
    assert not [said for said in notices(visit(ABOUT)) if said.startswith("Filteret")]


def test_an_extract_of_more_years_than_are_printed_says_which_are_made_up(y4: None):
    site = visit(ABOUT)
    said = words(site)
    assert "Alle tilskudd for 2024 og 2025 er oppdiktet." in sentence(site)
    assert "syntetiske data" in said
    assert "demodata" not in said
    # The notices of the scheme: the period of 2022 is of 9 months, of 2023 11, of 2024 12 and of 2025 9.
    assert "9 måneder for 2022, 11 måneder for 2023, 12 måneder for 2024 og 9 måneder for 2025" in said


def test_the_periods_are_those_of_the_years_in_the_extract():
    assert "skifter fra år til år: 9 måneder for 2022 og 11 måneder for 2023. Vekst" in words(visit(ABOUT))

"""The page about the numbers: what it explains, and that it is about the whole extract whatever is chosen."""

import re
from pathlib import Path

import pytest

from lib.figures.reading import explanations
from lib.metrics.glossary import glossary
from lib.ui.current_extract import extract_provider
from tests.pages.app import REPOSITORY, html, notices, plain, sentence, visit, words
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
        "Bare de trykte tallene: 111 av 112 publiserte tall stemmer, fordi radene under dem er oppdiktet"
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


def test_the_contents_name_the_sections_in_their_order_and_each_is_there():
    markup = html(visit(ABOUT))
    contents = re.search(r"<nav class=contents.*?</nav>", markup)[0]
    anchors = re.findall(r"href=#([\w-]+)", contents)
    assert anchors == ["stemmer-det", "hva-er-endret", "kontrollene", "ordliste", "metode", "fagfolk"]
    assert re.findall(r"<h2 class=section id=([\w-]+)>", markup) == anchors


def test_every_term_is_open_under_its_address():
    markup = html(visit(ABOUT))
    for term in glossary().values():
        (said,) = re.findall(rf"<div id={term.anchor}>(.*?)</div>", markup)
        assert plain(said).startswith(plain(f"{term.label} {term.definition}")), term.id
        assert all(plain(text) in plain(said) for _label, text in term.details), term.id


def test_the_report_is_linked_where_the_scheme_names_one():
    # The chapter of tables 2.1–2.5, on the publisher's own pages.
    address = (
        "https://www.helsedirektoratet.no/rapporter/allmennlegetjenesten--statusrapport-hosten-2023/"
        "leger-i-spesialisering/alis-tilskudd-bidrar-til-flere-nye-allmennleger"
    )
    assert f'<a href="{address}" target=_blank>' in html(visit(ABOUT))
    assert "statusrapport høsten 2023, kapittel 2.2 (helsedirektoratet.no)" in words(visit(ABOUT))


def test_the_tables_are_folded_under_how_many_agree():
    labels = [each.label for each in visit(ABOUT).expander]
    assert labels[:5] == [
        "Tabell 2.1: 8 av 8 stemmer",
        "Tabell 2.2: 12 av 12 stemmer",
        "Tabell 2.3: 21 av 21 stemmer",
        "Tabell 2.4: 24 av 24 stemmer",
        "Tabell 2.5: 36 av 36 stemmer",
    ]

"""What the page about the numbers says of an extract: how far it can be trusted, and what is made up."""

from dataclasses import replace

import pytest

from lib.figures.captions import source_line
from lib.figures.key_figures import key_figures
from lib.figures.trust import agreement, behind_the_agreement, extract_facts, published_tables, reconciliation
from lib.metrics.extract_diff import movement_limits
from lib.metrics.frames import whole_view
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth import extracts

SAID = {
    # 159 numbers are published: 112 of 2020, 2022 and 2023, and 47 of 2021 by size or of locums.
    # 8 follow from them.
    "D": (
        "Bare de trykte tallene: 111 av 112 publiserte tall stemmer, fordi radene under dem er oppdiktet og "
        "laget for å stemme.",
        # The text prints 230 million where table 2.1 gives 461.1 − 241.9 = 219.2.
        "Det gjør også 8 av 8 som er regnet ut av publiserte tall. Ett tall er trykt i to utgaver i "
        "rapporten (230,0 og 219,2 mill.\u00a0kr). 47 gjelder tidligere ordninger og er ikke i uttrekket.",
    ),
    "ONE": (
        "Nei: radene er oppdiktet og gjengir ikke de publiserte tabellene. 8 av 8 publiserte tall stemmer, "
        "alle med budsjettabellen.",
        "47 gjelder tidligere ordninger og er ikke i uttrekket. 112 gjelder år som uttrekket ikke har "
        "(2022–2023).",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_the_verdict_says_first_what_is_made_up_and_tells_apart_what_is_not_checked(name: str):
    extract = extracts.load(name)
    assert (agreement(extract), behind_the_agreement(extract)) == SAID[name]


def test_the_verdict_names_the_years_that_no_table_is_printed_for():
    said = agreement(extracts.load("Y4"))
    assert said.startswith("Bare de trykte tallene: 111 av 112 publiserte tall stemmer, fordi ")
    assert said.endswith("laget for å stemme. Alle tilskudd for 2024 og 2025 er oppdiktet.")


def test_numbers_that_are_worked_out_are_not_called_published():
    figure = reconciliation(whole_view(extracts.load("D")), table="derived")
    assert "slik de følger av trykte tall" in figure.subtitle and "Publisert" not in figure.notes[0]
    assert [column.label for column in figure.table.columns][1:3] == ["Av trykte tall", "Beregnet"]
    assert len(figure.table.rows) == 8


def test_each_table_is_headed_by_how_many_of_its_numbers_agree():
    # Cells of the printed tables: 8, 12, 21, 24 and 36; one of the five in the text is printed twice.
    demo = extracts.load("D")
    found = [reconciliation(whole_view(demo), table=table).finding for table in published_tables(demo)]
    assert found[:7] == [
        "Tabell 2.1: 8 av 8 stemmer",
        "Tabell 2.2: 12 av 12 stemmer",
        "Tabell 2.3: 21 av 21 stemmer",
        "Tabell 2.4: 24 av 24 stemmer",
        "Tabell 2.5: 36 av 36 stemmer",
        "Tall i rapportens tekst: 4 av 5 stemmer",
        "Utregnet av trykte tall: 8 av 8 stemmer",
    ]
    one = extracts.load("ONE")
    assert reconciliation(whole_view(one), table="2.5").finding == "Tabell 2.5: ingen kan kontrolleres"


def test_a_year_that_is_not_there_is_not_called_an_earlier_scheme():
    # GAPS has rows of 2021, so only what they do not say is missing: self-employed, salaried, locums.
    said = behind_the_agreement(extracts.load("GAPS"))
    assert "37 gjelder tidligere ordninger" in said
    assert "103 gjelder år som uttrekket ikke har (2023)" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("D", "Syntetiske demodata under de publiserte totalene."),
        ("Y4", "Syntetiske data. Bare 2022 og 2023 gjengir de publiserte tabellene."),
        ("GAPS", "Syntetiske data, som ikke gjengir de publiserte tabellene."),
        ("MIXED", "Syntetiske data, som ikke gjengir de publiserte tabellene."),
    ],
)
def test_made_up_rows_meet_the_published_totals_only_where_they_do(name: str, said: str):
    extract = extracts.load(name)
    assert source_line(extract, with_inhabitants=False).endswith(said)
    assert f"{said} Innbyggere: SSB" in source_line(extract)
    facts = extract_facts(whole_view(extract))
    assert dict(facts.facts)["Syntetisk"] == said
    in_table = "ja, under de publiserte totalene" if name == "D" else said.rstrip(".")
    assert dict(facts.table.rows)["Syntetisk"] == in_table
    assert ("demodata" in facts.file_stem) == (name == "D")


@pytest.mark.parametrize("source", ["Helsedirektoratet", "Helsedirektoratet, Nasjonal ALIS og veiledning"])
def test_made_up_rows_are_not_said_to_be_from_the_publisher_of_the_tables(source: str):
    extract = extracts.load("GAPS")
    stated = replace(extract, manifest=replace(extract.manifest, source=source))
    assert source_line(stated).startswith("Kilde: oppdiktede rader. Uttrekk truth-gaps")
    facts = extract_facts(whole_view(stated))
    assert dict(facts.facts)["Kilde"] == dict(facts.table.rows)["Kilde"] == "oppdiktede rader"
    owned = replace(stated, manifest=replace(stated.manifest, synthetic=False))
    assert source_line(owned).startswith(f"Kilde: {source}. Uttrekk truth-gaps")


def test_no_note_of_the_demo_says_that_all_published_numbers_agree():
    notes = extract_facts(whole_view(extracts.load("D"))).notes
    assert len(notes) == 5
    assert all(note.startswith("Merknad i uttrekket: ") for note in notes)
    assert not [note for note in notes if "alle publiserte tall" in note]


def test_counts_that_no_table_prints_are_called_made_up_where_they_stand():
    # Tables 2.1–2.2 print the doctors and municipalities of both years; grants are printed for 2023 only.
    demo = extracts.load("D")
    rows = dict(extract_facts(whole_view(demo)).table.rows)
    assert rows["Ikke publisert, oppdiktet"] == "2022: tilskudd, ALIS-avtaler og kun veiledning"
    for years in ((2022,), (2023,), (2022, 2023)):
        basis = {each.id: each.basis for each in key_figures(View(demo, Selection(years=years))).cards}
        assert basis["grants"] == "oppdiktet for 2022", years
        assert basis["doctors"] == basis["municipalities"] == ""


def test_the_limits_of_movement_call_no_made_up_growth_published():
    source = movement_limits("new_year")["source"]
    # 1 871 of 1 358 doctors and 445 of 242 million are printed; 2 235 of 1 594 grants are the demo's own.
    assert "40 %" not in source
    assert "38 %" in source
    assert "84 %" in source

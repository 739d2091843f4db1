"""What amounts, per cents and classes are of, said where they stand. Numbers are counted from the rows."""

import io

import openpyxl
import pytest
from pptx import Presentation

from lib.export import PPTX, XLSX
from lib.figures.budget_figures import budget_steps
from lib.figures.change_map import change_map, change_ranking
from lib.figures.class_figures import class_chart
from lib.figures.flows import gross_and_net
from lib.figures.growth_answers import who_changed_type
from lib.figures.municipality_sheet import by_year
from lib.figures.peers import among
from lib.figures.reach_figures import without_grants
from lib.figures.region_figures import region_map, region_ranking
from lib.figures.scheme_history import count_history, money_history
from lib.figures.type_changes import changed_type
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load
from tests.truth.test_not_decided import page, said

ONLY_2022 = "Oppdiktet: antall "


def test_of_a_sum_only_the_year_that_is_granted_is_said_to_be():
    """458,4 mill. kr of the 700,3 are applied for in 2023; the 241,9 of 2022 are granted."""
    answer = said(page("D", "oversikt.py", aar="2022,2023"))
    assert "700,3 mill. kr (for 2022: innvilget)" in answer
    assert "innvilget i 2022" not in answer


def test_the_base_of_a_change_per_month_is_not_the_amount_of_the_year():
    lines = page("Y4", "oversikt.py", aar="2025").keys["applied_nok"]
    assert any("(9 mnd., 12 i 2024)" in line for line in lines), lines
    assert not any(", fra " in line for line in lines)


def test_a_change_that_is_written_as_zero_is_not_none():
    """Telemark applied for 1 721 kr more in 2025 than the 14 755 748 of 2024: 0,0 per cent."""
    answer = said(page("Y4", "kart.py", aar="2025", maal="sokt", vis="endring-prosent"))
    assert "nesten uendret i Telemark" in answer
    figure = change_map(View(load("Y4"), Selection(years=(2025,))), metric="applied_nok", of="percent")
    assert "ingen endring" not in figure.chart.colours
    assert "0,0\u00a0%" in figure.chart.colours


@pytest.mark.parametrize(
    ("metric", "is_rounded"), [("grants", False), ("applied_nok", False), ("doctors_per_100k", True)]
)
def test_rounding_is_said_where_there_is_any(metric: str, is_rounded: bool):
    figure = change_ranking(View(load("D"), Selection(years=(2023,))), metric=metric)
    assert any("avrundet" in note for note in figure.notes) == is_rounded


def test_counts_that_no_table_prints_are_marked():
    """The report prints the doctors of 2022, not how many agreements or grants they have."""
    assert (
        f"{ONLY_2022}ALIS-avtaler (2022)." in count_history(View(load("D"), Selection(years=(2023,)))).notes
    )
    by_class = class_chart(View(load("D"), Selection(years=(2022,))), by="centrality", measure="grants")
    assert f"{ONLY_2022}tilskudd (2022)." in by_class.notes
    assert not any(
        ONLY_2022 in note for note in region_map(View(load("D"), Selection((2023,))), metric="grants").notes
    )


def test_one_class_is_not_said_to_have_all_of_itself():
    answer = said(page("D", "sentralitet.py", maal="andeler", sentralitet="6"))
    assert answer == "Tilskudd i 2023 (sentralitet 6): sentralitet 6 (minst sentral) har 123."


def test_shares_say_what_they_are_of():
    """Of Vestland's 301 grants 11 are in class 6, and of its 646 205 inhabitants 26 446."""
    answer = said(page("D", "sentralitet.py", maal="andeler", fylke="46"))
    assert ", av utvalget (Vestland): 4,1 % av innbyggerne, 3,7 % av tilskuddene og " in answer


def test_a_year_without_a_budget_lacks_it():
    figure = money_history(View(load("FAR"), Selection(years=(2027,))))
    texts = dict(zip(*(figure.chart.datasets["data"][column] for column in ("name", "text")), strict=True))
    assert texts["2027"] == "ikke avgjort, budsjettet mangler"
    assert texts["2020"].endswith("budsjett: ikke publisert")


def test_a_title_names_the_budget_only_where_it_is_shown():
    assert "budsjett" in money_history(View(load("D"), Selection(years=(2023,)))).title
    assert "budsjett" not in money_history(View(load("D"), Selection(years=(2023,), counties=("46",)))).title


def test_a_map_of_unknown_values_has_no_classes():
    chosen = Selection(years=(2027,))
    figure = region_map(View(load("FAR"), chosen), metric="applied_per_100k_nok")
    assert set(figure.chart.colours) == {"ingen data"}
    assert region_ranking(View(load("FAR"), chosen), metric="applied_per_100k_nok").chart is None


def test_a_municipality_of_unknown_size_is_not_set_among_others():
    figure = among(View(load("FAR"), Selection(years=(2027,), municipalities=("4601",))), by="size_class")
    assert figure.title == "Blant kommuner i samme størrelse"
    assert "Innbyggertallet mangler" in figure.nothing


def test_definitions_are_of_what_the_table_has():
    without = without_grants(View(load("D"), Selection(years=(2023,))), by="county")
    assert "minst ett tilskudd" not in " ".join(text for _label, text in without.facts)
    yearly = by_year(View(load("D"), Selection(years=(2023,), municipalities=("4601",))))
    assert "siste valgte året" not in " ".join(text for _label, text in yearly.facts)


def test_what_is_missing_is_said_once_beside_its_category():
    """Nothing is paid of 2025 of Y4, and nothing is granted."""
    figure = budget_steps(View(load("Y4"), Selection(years=(2025,))))
    slide = Presentation(io.BytesIO(PPTX.make(figure))).slides[0]
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    names = [str(name) for name in chart.plots[0].categories]
    assert "2025 (innvilget: ikke avgjort og utbetalt: ikke avgjort)" in names
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.make(figure)))["Diagram"]
    cells = {cell for row in sheet.iter_rows(max_col=1, values_only=True) for cell in row if cell}
    assert "2025\nInnvilget: ikke avgjort\nUtbetalt: ikke avgjort" in cells


def test_a_change_of_type_is_one_sentence():
    """Of the doctors of 2024, 17 went from guidance alone to an agreement in 2025."""
    answer = who_changed_type(changed_type(View(load("Y4"), Selection(years=(2025,))))).replace("\u00a0", " ")
    assert "flest leger gikk fra kun veiledning til ALIS-avtale (17)" in answer
    assert "2025: ikke avgjort" in answer
    assert "→" not in answer


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        # Bergen has 145 of the country's grants, all in class 2.
        (
            ("sentralitet.py", {"kommune": "4601", "fylke": "46"}),
            "Tilskudd i 2023 (Bergen): sentralitet 2 har 145.",
        ),
        (("vekst.py", {"fylke": "46,11"}), "I 2023 hadde Rogaland og Vestland "),
        (("kart.py", {"fylke": "46", "type": "veiledning"}), "Tilskudd i 2023 (Vestland, kun veiledning): "),
    ],
)
def test_a_sentence_names_the_places_it_is_about(address: tuple, sentence: str):
    name, chosen = address
    assert sentence in said(page("D", name, **chosen))


def test_amounts_that_are_written_alike_are_equal():
    """5 593 164 and 5 571 467 kr in municipalities of 5 000 to 9 999 inhabitants: both 5,6 million."""
    answer = said(page("D", "kart.py", maal="sokt", storrelse="e"))
    assert "mest i Agder og Møre og Romsdal (5,6 mill. kr)" in answer


def test_a_region_is_in_the_class_that_its_written_amount_is_in():
    """Innlandet applied for 33 978 889 kr in 2024, which is written 34,0: not under 34,0."""
    figure = region_map(View(load("Y4"), Selection(years=(2024,))), metric="applied_nok")
    told = figure.chart.said["34"].replace("\u00a0", " ")
    assert "34,0 mill. kr" in told
    colour = figure.chart.fills["34"]
    (label,) = (name for name, shade in figure.chart.colours.items() if shade == colour)
    assert "under 34,0" not in label


def test_sizes_of_a_year_without_inhabitants_cannot_be_chosen():
    (notice, *_rest) = page("FAR", "kart.py", aar="2027", storrelse="b").notices
    assert "innbyggertallet mangler" in notice
    assert "Ingen tilskudd" not in notice


def test_nothing_is_granted_yet_in_a_year_that_is_not_decided_also_where_nobody_applied():
    """Haram has no application in 2025 of ONE, of which nothing is decided."""
    haram = Selection(years=(2025,), municipalities=("1580",))
    row = by_year(View(load("ONE"), haram)).table.body[0]
    assert (row["granted_nok"].text, row["paid_nok"].text) == ("ikke avgjort", "ikke avgjort")
    assert "For 2025 har kommunen så langt ingen søknader." in said(page("ONE", "kommune.py", kommune="1580"))


def test_a_part_of_a_divided_municipality_is_not_said_to_be_of_other_borders():
    (notice, *_rest) = page("Y4", "kommune.py", kommune="1508", aar="2022,2025", grense="2024").notices
    assert "er en del av Ålesund (1507) i årene før 2024" in notice
    assert "inndelingen" not in notice


def test_years_that_are_made_up_throughout_are_named_beside_those_that_are_in_part():
    (note,) = (n for n in count_history(View(load("Y4"), Selection((2025,)))).notes if "Oppdiktet" in n)
    assert note.endswith("ALIS-avtaler (2022). Alle tall for 2024–2025 er oppdiktet.")


def test_inhabitants_have_their_source_wherever_they_stand():
    for figure in (
        without_grants(View(load("D"), Selection(years=(2023,))), by="county"),
        among(View(load("D"), Selection(years=(2023,), municipalities=("4601",))), by="centrality"),
        by_year(View(load("D"), Selection(years=(2023,), municipalities=("4601",)))),
    ):
        assert "Innbyggere: SSB" in figure.source, figure.id


def test_those_who_are_gone_are_called_by_their_own_year():
    """190 of the doctors with an agreement in 2022 left in 2023, which is decided; 2024 is not."""
    notes = " ".join(
        gross_and_net(View(load("Y4"), Selection((2022, 2023, 2024, 2025), grant_types=("alis",)))).notes
    )
    assert "2023: ikke videreført 190" in notes

"""What was once untrue of places over the reform, of amounts and bases, and in files."""

import csv
import io

import openpyxl
import pytest

from lib.export import CSV, XLSX
from lib.figures.by_class import class_shares
from lib.figures.change_map import change_ranking
from lib.figures.growing import gross_and_net
from lib.figures.reaching import without_grants
from lib.metrics.compute import total
from lib.metrics.differences import movements
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load
from tests.truth.found import Found, untrue

NOW = Selection(years=(2023,))
FOUND = (
    # 14 doctors of 59 198 inhabitants, in both strips.
    Found(
        "one-rate-of-a-part-of-a-divided-municipality",
        "Y4",
        "/kommune?kommune=1508&grense=2024&aar=2025",
        ("Ålesund 23,6",),
        ("Ålesund 20,", "Ålesund 18,"),
    ),
    # Ålesund has grants, Haram is a municipality of its own without any.
    Found(
        "reach-beside-a-divided-municipality",
        "ONE",
        "/kart?maal=rekkevidde",
        ("354 av 357 kommuner er uten søknader",),
        ("353 av 357",),
    ),
    # 59 198 and 9 409 inhabitants in 2025.
    Found(
        "a-divided-municipality-over-its-division",
        "Y4",
        "/kommune?kommune=1507&aar=2022&aar=2025&grense=2024",
        ("Ålesund med Haram i Møre og Romsdal har 68 607 innbyggere",),
        ("Ålesund (til 2024)",),
    ),
    # 2027 has amounts applied for, and no line in the table of grant periods.
    Found(
        "months-that-are-missing",
        "FAR",
        "/budsjett",
        ("2027 (tilskuddsperioden mangler)", "2027, søkt per måned: tilskuddsperioden mangler"),
        ("None", "Søkt ikke publisert"),
    ),
    # Which of the four amounts a rate is of.
    Found(
        "kroner-per-grant-say-which-kroner",
        "D",
        "/kart?maal=sokt&per=tilskudd",
        ("Søkt per tilskudd etter fylke, kart", "Søkt per tilskudd (kr)"),
        ("Kroner per tilskudd",),
    ),
    # 123 of 424 832 and 146 of 429 101: 28,95 and 34,02 as written are 5,0 apart.
    Found(
        "a-change-of-two-rates-as-they-stand-beside-it",
        "D",
        "/kart?maal=leger&per=innbyggere&vis=endring",
        ("Vestfold og Telemark: +5,0 leger per 100 000 innbyggere (fra 29,0 til 34,0)",),
        ("+5,1 leger",),
    ),
    # 13 of 43 municipalities; who lives there is another measure.
    Found(
        "municipalities-without-grants-are-of-municipalities",
        "D",
        "/kart?maal=rekkevidde&fylke=46",
        (
            "Vestland: 13 av 43 kommuner er uten tilskudd i 2023.",
            "Vestland / 43 / 13 / 25 415 / 646 205 / 3,9 %",
        ),
        ("13 av 43 (", "aldri"),
    ),
    # All of Nordland's rows of 2023 are rejected in MIXED.
    Found(
        "what-was-rejected-is-no-amount-of-nothing",
        "MIXED",
        "/?fylke=18&aar=2023",
        ("Ingen tilskudd i 2023 for dette utvalget (Nordland): 117 søknader er avslått eller avvist.",),
        ("søkt om 0 kr",),
    ),
    Found(
        "rejected-applications-are-no-part-of-what-is-applied-for",
        "D",
        "/om-tallene",
        ("Kroner det er søkt om i søknader som er avslått eller avvist. Ikke en del av søkt.",),
    ),
    Found(
        "the-year-chosen-is-the-one-that-grows",
        "D",
        "/vekst?aar=2022",
        ("I 2022 hadde ordningen 1 358 unike leger.", "2021 er ikke i uttrekket"),
        ("721 førstegang",),
    ),
    # 445,0 of eleven months against 241,9 of nine.
    Found(
        "kroner-of-unequal-periods",
        "D",
        "/",
        ("+50,5 % per måned i tilskuddsperioden (11 måneder, 9 i 2022). 2022: 241,9 mill. kr",),
        ("+84,0 %", "+89,5 %"),
    ),
    Found(
        "a-budget-that-a-county-has-none-of",
        "D",
        "/budsjett?fylke=46",
        ("Budsjettet gjelder hele landet og er utelatt når et filter er på.",),
    ),
    Found(
        "a-page-that-obeys-no-filter-says-so",
        "D",
        "/om-tallene?fylke=46",
        ("Filteret på fylke gjelder ikke her.", "2022–2023 · hele landet"),
        ("2023 · Vestland",),
    ),
)


@pytest.mark.parametrize("found", FOUND, ids=[each.id for each in FOUND])
def test_a_page_says_what_is_so(found: Found):
    assert untrue(found) == []


def test_a_publication_and_the_page_count_the_same_municipalities():
    """258 in 2024, Ålesund and Haram apart, as they are in that year: 228 in 2023, where they are one."""
    moved = {
        move.year: move.after
        for move in movements(load("D"), load("Y4"))
        if move.metric == "municipalities" and not move.by
    }
    assert (moved[2023], moved[2024]) == (228, 258)
    for year, number in moved.items():
        assert total(View(load("Y4"), Selection((year,))), "municipalities")["municipalities"] == number


def sheet(content: bytes, name: str) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))


def test_a_series_of_a_workbook_is_called_what_it_draws():
    """Of Rogaland: how many of its smallest are without grants; their number in all is another column."""
    chosen = Selection(years=(2023,), counties=("11",), sizes=("g",))
    rows = sheet(XLSX.make(without_grants(View(load("D"), chosen), by="county")), "Diagram")
    heads = next(row for row in rows if row[0] == "Tallene i diagrammet")
    assert heads[1] == "Uten tilskudd"


def test_a_change_in_a_workbook_names_its_years_and_keeps_its_decimals():
    """Nordland: 41,5 doctors per 100 000 inhabitants in 2023, 22,9 in 2022."""
    rows = sheet(XLSX.make(change_ranking(View(load("D"), NOW), metric="doctors_per_100k")), "Diagram")
    heads = next(row for row in rows if row[0] == "Tallene i diagrammet")
    assert list(heads[1:3]) == [
        "Leger per 100\u00a0000 innbyggere 2022",
        "Leger per 100\u00a0000 innbyggere 2023",
    ]
    nordland = next(row for row in rows if row[0] == "Nordland")
    assert [round(value, 1) for value in nordland[1:3]] == [22.9, 41.5]


def test_a_share_in_a_file_says_that_it_is_per_cent():
    text = CSV.make(class_shares(View(load("D"), NOW), by="centrality")).decode("utf-8-sig")
    heads = next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert "Tilskudd, andel av landet (prosent)" in heads


def test_an_alternative_text_has_those_who_left():
    """Of the 1 358 doctors of 2022, 208 are not in 2023."""
    assert "ikke videreført 208" in gross_and_net(View(load("D"), NOW)).alt

"""The answer of a page is true of the table beside it, in the unit, level and filters that are shown.

The numbers are counted from the rows of the committed extract with pandas: Bergen has 145 of Vestland's 301
grants and of the country's 2 235; Nordland goes from 67 to 117, Oslo from 224 to 269.
"""

import pytest

from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import growth_by
from lib.figures.municipality_sheet import shares
from lib.figures.reach_figures import came_and_left
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.pages.app import plain, sentence, visit, with_more
from tests.truth.extracts import load

ANSWERS = [
    # page, choices, what is said, what is not
    (
        "kart.py",
        {"vis": "endring-prosent"},
        ["mest opp i Nordland (+74,6 %)", "minst opp i Oslo (+20,1 %)"],
        "Viken",
    ),
    ("kart.py", {"niva": "kommuner"}, ["mest i Oslo (269)"], "Viken"),
    ("kart.py", {"type": "veiledning", "vis": "endring"}, ["mest ned i", "minst ned i", "(−4)"], "mest opp"),
    ("kart.py", {"storrelse": "a"}, ["ingen i 5 av 11"], "minst i Trøndelag"),
    ("kart.py", {"fylke": "46"}, ["mest i Bergen (145)", "ingen i 13 av 43"], "Viken"),
    (
        "kart.py",
        {"maal": "rekkevidde", "type": "veiledning"},
        ["282 av 356 kommuner er uten tilskudd (kun veiledning)"],
        "søkt",
    ),
    (
        "oversikt.py",
        {"fylke": "46", "type": "veiledning"},
        ["I 2023 hadde Vestland (kun veiledning) 9 unike leger, "],
        "hadde ordningen",
    ),
    ("sentralitet.py", {"sentralitet": "2"}, ["sentralitet 2"], "flest"),
    (
        "budsjett.py",
        {},
        ["Nesten: 445,0 mill. kr av 461,1 mill. kr ble utbetalt i 2023 (96,5 %)."],
        "innvilget",
    ),
]

# Where a place stands is its line; who it is, and its shares of county and country, stand behind it.
OF_A_PLACE = [
    ({"kommune": "4601"}, ["48,2 % av tilskuddene i Vestland", "6,5 % av landets"], "100,0"),
    (
        {"kommune": "4601", "fylke": "46", "sentralitet": "3"},
        ["145 tilskudd", "gjelder ikke her"],
        "ingen tilskudd",
    ),
    (
        {"kommune": "4601", "storrelse": "g"},
        ["289 330 innbyggere", "145 tilskudd"],
        "ingen tilskudd",
    ),
]

BEHIND = [
    (
        "budsjett.py",
        {},
        ["budsjett 461,1 mill. kr", "utbetalt 445,0 mill. kr (96,5 % av budsjettet)"],
    ),
    ("kart.py", {"maal": "rekkevidde"}, ["Der bor "]),
    ("vekst.py", {}, ["721 førstegang", "1 150 fortsatte", "208 ikke videreført"]),
]


@pytest.mark.parametrize(("page", "chosen", "said"), BEHIND, ids=[case[0] for case in BEHIND])
def test_what_stands_behind_the_answer_is_not_in_its_line(page: str, chosen: dict, said: list[str]):
    shown = visit(page, **chosen)
    line, everything = plain(sentence(shown)), plain(with_more(shown))
    for part in said:
        assert part not in line
        assert part in everything


@pytest.mark.parametrize(
    ("page", "chosen", "said", "never"), ANSWERS, ids=[str(case[:2]) for case in ANSWERS]
)
def test_the_answer_is_that_of_the_table(page: str, chosen: dict, said: list[str], never: str):
    found = plain(sentence(visit(page, **chosen)))
    for part in said:
        assert part in found, found
    assert never not in found


@pytest.mark.parametrize(
    ("chosen", "said", "never"), OF_A_PLACE, ids=["-".join(case[0]) for case in OF_A_PLACE]
)
def test_what_is_said_of_a_place_is_that_of_the_table(chosen: dict, said: list[str], never: str):
    shown = visit("kommune.py", **chosen)
    assert sentence(shown).startswith("Bergen hadde 119 leger i 2023, mot 58 i 2022. ")
    found = with_more(shown)
    for part in said:
        assert part in found, found
    assert never not in found


def test_nobody_has_left_a_year_that_is_not_decided():
    """The legend, the note and the table of 2024 and 2025, which are not decided, beside those of 2023."""
    flows = {}
    for year in (2023, 2024, 2025):
        figure = gross_and_net(View(load("Y4"), Selection(years=(year,))))
        flows[year] = " ".join(
            [*figure.chart.colours, *figure.notes, *(c.label for c in figure.table.columns)]
        )
    assert "Ikke videreført" in flows[2023]
    for year in (2024, 2025):
        assert "kke videreført" not in flows[year]
        assert "Ikke med så langt" in flows[year]


def test_a_municipality_divided_between_the_years_grows_as_one():
    """2024 beside 2023 in Møre og Romsdal: Ålesund and Haram were one, and stand as one."""
    figure = growth_by(View(load("Y4"), Selection(years=(2024,), counties=("15",))), by="municipality")
    names = [row[0] for row in figure.table.rows]
    assert "Ålesund med Haram" in names
    assert "Haram" not in names


def test_a_note_on_a_year_that_is_not_decided_is_not_said_of_one_that_is_beside_it():
    both = " ".join(gross_and_net(View(load("Y4"), Selection(years=(2023, 2025)))).notes)
    assert "Ikke alle vedtak for 2025 er fattet" in both
    assert "Ikke videreført: i ordningen året før" in both


def test_those_who_came_from_elsewhere_are_not_called_returned():
    """Of 2025 in Rogaland and Vestland: some returned, and others were elsewhere the year before."""
    figure = gross_and_net(View(load("Y4"), Selection(years=(2025,), counties=("11", "46"))))
    heads = [column.label for column in figure.table.columns]
    assert {"Kom tilbake", "Kom fra andre deler av ordningen"} <= set(heads)
    assert not any("eller fra andre deler" in head for head in heads)


def test_no_municipality_has_left_a_year_that_is_not_decided():
    figure = came_and_left(View(load("Y4"), Selection(years=(2025,))))
    said = " ".join([figure.title, figure.subtitle, *(row[-1] for row in figure.table.rows)])
    assert "ikke med så langt" in said
    assert "falt fra" not in said


def test_a_municipality_that_is_a_county_is_compared_with_the_country_alone():
    heads = [
        column.label
        for column in shares(
            View(load("D"), Selection(years=(2023,), municipalities=("0301",)))
        ).table.columns
    ]
    assert heads.count("I Oslo") == 1
    assert not any("Andel av Oslo" in head for head in heads)

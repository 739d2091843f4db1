"""The sheet of a place: its key figures beside its county's, its peers, and where to go on."""

import pytest

from lib.extract.model import Extract
from lib.figures.answers import answer
from lib.figures.largest_changes import largest_changes
from lib.figures.peers import among, among_counties, similar
from lib.figures.place_figures import place_figures
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import ELEVEN, demo_extract, extract_of, grants_of


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    rows = tuple(row for row in ELEVEN if row[5] != "pending")
    return extract_of(tmp_path_factory.mktemp("decided"), grants_of(rows))


def view(extract: Extract, year: int = 2023, **chosen: tuple[str, ...]) -> View:
    return View(extract, Selection((year,), **chosen))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_four_numbers_have_the_county_and_the_country_beside_them(eleven: Extract):
    # 2023: Bergen has g06 g07 g08 of a and b, 280 000 kr; Vestland g09 of c besides, 430 000 kr; all g10 too.
    # 2022: Bergen has g01 and g02 of a and b. Inhabitants of Bergen 289 330: 280 000 kr is 97 øre each.
    cards = {card.id: card for card in place_figures(view(eleven, municipalities=("4601",))).cards}
    assert list(cards) == ["doctors", "grants", "applied_nok", "applied_per_inhabitant_nok"]
    assert (cards["doctors"].value, cards["doctors"].basis) == ("2", "Vestland 3; hele landet 4")
    assert cards["doctors"].change == "uendret fra 2022"
    assert (cards["grants"].value, cards["grants"].change) == ("3", "+1 (+50,0\u00a0%) fra 2 i 2022")
    assert plain(cards["applied_nok"].basis) == "Vestland 430 000 kr; hele landet 470 000 kr"
    assert cards["applied_nok"].change == "", "the years cover periods of unequal length"
    assert plain(cards["applied_per_inhabitant_nok"].text) == "1 kr"


def test_few_doctors_are_told_beside_the_number():
    (doctors, *others) = place_figures(view(demo_extract(), municipalities=("1836",))).cards
    assert plain(doctors.warning) == "3 leger; én mer eller mindre endrer raten med 33 %"
    assert not any(card.warning for card in others)
    assert place_figures(view(demo_extract(), municipalities=("4601",))).cards[0].warning == ""


def test_a_county_has_only_the_country_beside_it_and_so_has_oslo():
    for chosen in ({"counties": ("18",)}, {"municipalities": ("0301",)}):
        figure = place_figures(view(demo_extract(), **chosen))
        assert len(figure.table.rows) == 2
        assert figure.cards[0].basis == "hele landet 1\u00a0871"


def test_the_county_is_the_municipalitys_whatever_the_filter_says(eleven: Extract):
    figure = place_figures(view(eleven, municipalities=("4601",), counties=("18",), centralities=(6,)))
    assert [row[0] for row in figure.table.rows] == ["Bergen", "Vestland", "Hele landet"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"municipalities": ("4601",)}, "Bergen hadde 2 leger i 2023, mot 2 i 2022."),
        ({"municipalities": ("1836",)}, "Rødøy hadde 1 lege i 2023, mot ingen i 2022."),
        ({"municipalities": ("1835",)}, "Træna hadde ingen leger i 2023, mot 1 i 2022."),
        (
            {"counties": ("18",), "grant_types": ("guidance",)},
            "Nordland hadde 1 lege (kun veiledning) i 2023, mot ingen i 2022.",
        ),
    ],
)
def test_the_first_line_has_the_year_before(decided: Extract, chosen: dict, said: str):
    assert answer(place_figures(view(decided, **chosen))) == said


def test_a_year_that_is_not_decided_is_not_set_against_the_year_before(eleven: Extract):
    # g07 of Bergen is pending.
    said = answer(place_figures(view(eleven, municipalities=("4601",))))
    assert said == "Bergen har 2 leger med tilskudd eller søknad i 2023."


def test_bodo_is_fifth_of_its_class_and_second_of_its_size():
    bodo = view(demo_extract(), municipalities=("1804",))
    assert (
        plain(answer(among(bodo, by="centrality")))
        == "Nummer 5 av 52 kommuner i sentralitet 3, målt per innbygger."
    )
    assert plain(among(bodo, by="size_class").finding).startswith("Bodø er nummer 2 av 13 kommuner")


def test_nobody_is_ranked_by_the_alphabet():
    berlevag = among(view(demo_extract(), municipalities=("5440",)), by="centrality")
    assert answer(berlevag) == "Ingen leger, som 66 andre av 109 kommuner i sentralitet 6 (minst sentral)."
    assert berlevag.finding == ""


def test_who_shares_a_place_is_named_beside_it():
    """Of 1 January 2023: 119 doctors of 289 330 inhabitants and 60 of 146 011 are both 41.1 per 100 000."""
    figure = among(view(demo_extract(), municipalities=("4601",)), by="centrality")
    assert (
        plain(figure.finding) == "Bergen deler 4. plass av 19 kommuner i sentralitet 2: 41,1, midten er 35,4"
    )
    frame = figure.chart.datasets["data"]
    named = [name for name, series in zip(frame["row"], frame["series"], strict=True) if series == 1]
    assert named[3:5] == ["Bergen", "Stavanger"]


def test_five_above_and_five_below_are_named_and_no_crowd_of_equals():
    frame = among(view(demo_extract(), municipalities=("1804",)), by="centrality").chart.datasets["data"]
    named = [name for name, series in zip(frame["row"], frame["series"], strict=True) if series == 1]
    assert len(named) == 4 + 1 + 5, "four are above the fifth"
    assert named[4] == "Bodø"
    assert frame["series"].count(0) == 52
    frame = among(view(demo_extract(), municipalities=("5440",)), by="centrality").chart.datasets["data"]
    named = [name for name, series in zip(frame["row"], frame["series"], strict=True) if series == 1]
    assert named[-1] == "Berlevåg" and len(named) == 6, "66 others have none either"


def test_counties_stand_among_the_counties():
    figure = among_counties(view(demo_extract(), counties=("18",)))
    # Status report: 100 doctors of 241 084 inhabitants are 41.5; the sixth of eleven has 34.0.
    assert plain(figure.finding) == "Nordland er nummer 3 av 11 fylker: 41,5, midten er 34,0"
    assert answer(figure) == "Nummer 3 av 11 fylker, målt per innbygger."


def test_similar_municipalities_are_of_the_same_class_and_size_and_lead_on():
    figure = similar(view(demo_extract(), municipalities=("1804",)))
    # Of the 52 in centrality 3, four others have 50 000–99 999 inhabitants on 1 January 2023.
    assert [row[0].partition(" –")[0] for row in figure.table.rows] == [
        "Skien",
        "Sandefjord",
        "Ålesund",
        "Tromsø",
    ]
    assert figure.table.codes == ("3807", "3804", "1507", "5401")


def test_of_many_similar_ones_the_nearest_are_shown_and_it_is_said():
    figure = similar(view(demo_extract(), municipalities=("5440",)))
    assert len(figure.table.rows) == 10
    assert figure.notes[0].startswith("De 10 nærmeste i innbyggertall av 65 ")


def test_without_a_place_the_largest_changes_are_where_to_begin(eleven: Extract):
    # From 2022 to 2023: Træna lost c and Voss got c but lost e; Rødøy got d; Bergen kept a and b.
    figure = largest_changes(view(eleven))
    assert [(row[0], row[3]) for row in figure.table.rows] == [("Rødøy", 1), ("Træna", -1)]
    assert largest_changes(view(eleven, 2022)).nothing

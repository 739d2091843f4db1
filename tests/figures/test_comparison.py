"""Places beside each other, against the printed tables and what is counted by hand."""

from fractions import Fraction

import pytest

from lib.export import webpage
from lib.export.table_cells import cells_of
from lib.extract.model import Extract
from lib.figures import recipes
from lib.figures.answers import answer
from lib.figures.comparison import CHARTS, comparison, comparison_chart
from lib.figures.region_figures import region_map
from lib.metrics.selection import Selection
from lib.metrics.value import Missing, Points
from lib.metrics.view import View
from tests.metrics.rows import ELEVEN, demo_extract, extract_of, grants_of

NORTH = Selection((2023,), counties=("18",), against=("54",))
CITIES = Selection((2023,), municipalities=("4601",), against=("0301",))


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def table(figure) -> dict[str, dict]:
    """Place → column → value."""
    keys = [column.key for column in figure.table.columns]
    return {row[0]: dict(zip(keys, row, strict=True)) for row in figure.table.rows}


def test_two_counties_have_the_grants_of_the_printed_table():
    # Status report, autumn 2023, table 2.5: Nordland 109 + 8, Troms og Finnmark 132 + 9, in all 2 142 + 93.
    figure = comparison(View(demo_extract(), NORTH))
    found = table(figure)
    assert [found[place]["grants"] for place in ("Nordland", "Troms og Finnmark", "Hele landet")] == [
        117,
        141,
        2_235,
    ]
    assert found["Forskjell"]["grants"] == -24
    assert plain(answer(figure)) == (
        "Nordland har 117 tilskudd, Troms og Finnmark 141; per 100 000 innbyggere 48,5 mot 58,2."
    )


def test_kroner_per_inhabitant_of_two_cities_and_the_country():
    figure = comparison_chart(View(demo_extract(), CITIES), by="kroner")
    assert (
        plain(answer(figure)) == "Søkt per innbygger i 2023: Bergen 97 kr og Oslo 57 kr. Hele landet: 84 kr."
    )


def test_every_cell_is_counted_by_hand(eleven: Extract):
    # 2023, Vestland: g06 g07 g08 g09 of a b c, 430 000 kr. Nordland: g10 of d, 40 000 kr. 2022, Vestland: a b
    # e (g01 g02 g05). Nordland: c (g03); g04 is rejected. Vestland has 43 municipalities, Nordland 41.
    figure = comparison(View(eleven, Selection((2023,), counties=("46",), against=("18",))))
    found = table(figure)
    west, north = found["Vestland"], found["Nordland"]
    assert (west["doctors"], west["grants"], west["municipalities"], west["without"]) == (3, 4, 2, 41)
    assert (north["doctors"], north["grants"], north["municipalities"], north["without"]) == (1, 1, 1, 40)
    assert (west["doctors_change_pct"], north["doctors_change_pct"]) == (0, 0)
    assert west["grants_change_pct"] == Fraction(100, 3)
    assert north["grants_change_pct"] == 0
    assert (west["applied_nok"], north["applied_nok"]) == (430_000, 40_000)
    assert found["Forskjell"]["applied_nok"] == 390_000
    points = found["Forskjell"]["grants_change_pct"]
    assert isinstance(points, Points) and points == Fraction("33.3")


def test_the_larger_is_bold_and_equals_are_not(eleven: Extract):
    figure = comparison(View(eleven, Selection((2023,), counties=("46",), against=("18",))))
    keys = [column.key for column in figure.table.columns]
    strong = {(row, keys[at]) for row, at in figure.table.strong}
    assert {(0, "grants"), (0, "doctors"), (0, "without"), (0, "applied_nok")} <= strong
    assert not {(0, "doctors_change_pct"), (1, "doctors_change_pct")} & strong
    assert "<td><b>4</b>" in webpage.table(figure)


def test_a_screen_and_a_slide_read_the_table_with_the_metrics_downwards():
    figure = comparison(View(demo_extract(), NORTH))
    head = webpage.table(figure).partition("<tbody>")[0]
    assert [part in head for part in ("Nordland", "Troms og Finnmark", "Forskjell", "Hele landet")] == [
        True
    ] * 4
    cells = cells_of(figure.table, 896, 330, face="slide")
    assert cells.texts[0] == ("Sted", "Nordland", "Troms og Finnmark", "Forskjell", "Hele landet")
    assert not cells.left_out and not cells.columns_left_out
    row = next(at for at, texts in enumerate(cells.texts) if texts[0] == "Tilskudd")
    assert cells.is_bold(row, 2) and not cells.is_bold(row, 1)


def test_colours_follow_the_places_through_all_charts():
    view = View(demo_extract(), Selection((2023,), counties=("18",), against=("54", "46")))
    charts = [comparison_chart(view, by=by).chart for by in CHARTS]
    assert len({tuple(chart.colours.items()) for chart in charts}) == 1
    assert list(charts[0].colours) == ["Nordland", "Troms og Finnmark", "Vestland", "Hele landet"]
    assert len(set(charts[0].colours.values())) == 4


def test_a_rate_with_few_behind_it_says_what_one_more_would_do():
    figure = comparison(View(demo_extract(), Selection((2023,), municipalities=("1836",), against=("4601",))))
    # Three doctors: one is a third.
    assert "Rødøy: 3 leger; én mer eller mindre endrer raten med 33 %." in map(plain, figure.notes)
    assert not any(note.startswith("Bergen") for note in figure.notes)
    assert figure.finding == "", "a place with so few is not made a headline"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"counties": ("18",), "against": ("18",)}, "Nordland er valgt to ganger og vises én gang."),
        (
            {"municipalities": ("4601",), "against": ("46",)},
            "Bergen ligger i Vestland og er med i tallene for begge.",
        ),
        (
            {"counties": ("18",), "against": ("54", "11", "46", "03", "34")},
            "Høyst 4 vises ved siden av hverandre. Utelatt: Oslo og Innlandet.",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(chosen: dict, said: str):
    assert said in comparison(View(demo_extract(), Selection((2023,), **chosen))).notes


def test_one_place_stands_beside_the_country():
    figure = comparison(View(demo_extract(), Selection((2023,), against=("18",))))
    assert list(table(figure)) == ["Nordland", "Hele landet"]
    assert plain(answer(figure)) == (
        "Nordland har 117 tilskudd; per 100 000 innbyggere 48,5 mot 40,7 i hele landet."
    )


def test_a_year_that_the_extract_lacks_is_said_and_is_not_zero():
    figure = comparison(View(demo_extract(), Selection((2021,), counties=("18",), against=("54",))))
    assert all(isinstance(row["grants"], Missing) for row in table(figure).values())
    assert "ikke i uttrekket" in answer(figure)


def test_the_places_are_in_a_tag_and_come_back_with_it():
    tag = recipes.tag_of("comparison", NORTH)
    assert recipes.read_tag(tag) == ("comparison", NORTH)
    name, selection = recipes.read_tag(tag)
    assert recipes.make(View(demo_extract(), selection), name).table.rows


def test_a_figure_that_compares_nothing_is_refused_by_name():
    with pytest.raises(recipes.FigureError, match="sammenligner steder"):
        recipes.make(View(demo_extract(), Selection((2023,), counties=("18",))), "comparison")


def test_other_figures_are_the_same_whatever_is_compared():
    alone = region_map(View(demo_extract(), Selection((2023,), counties=("18",))), metric="grants")
    assert region_map(View(demo_extract(), NORTH), metric="grants") is alone

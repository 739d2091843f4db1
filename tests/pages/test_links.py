"""What a link asks for: filters, unknown values, borders, reset, and the selection nobody is in."""

import pandas as pd
import pytest

from lib.extract.read import open_extract
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_LINK
from lib.ui import address
from tests.handmade import DATA
from tests.pages.app import (
    ASKS_FIRST,
    PAGES,
    charts,
    figures,
    go,
    html,
    key_figures,
    notices,
    sentence,
    visit,
    words,
)
from tests.pages.rows import grants

EMPTY = "Ingen tilskudd i 2023 for dette utvalget (sentralitet 1, under 2 000 innbyggere). Ta bort et filter:"
NOBODY = {"sentralitet": "1", "storrelse": "g"}


def said_unknown(what: str) -> str:
    """The message that names what a link asks for in vain."""
    return f"Lenken viser til {what} som ikke finnes her, og det er sett bort fra."


def chosen(site) -> dict[str, list]:
    """What the filters say is chosen."""
    keys = ("fylke", "grense", "sentralitet", "storrelse", "type")
    return {
        "aar": list(map(int, site.get_by_key("filter-aar").value.split())),
        **{key: site.get_by_key(f"filter-{key}").value for key in keys},
    }


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"fylke": "99"}, "et fylke (99)"),
        ({"aar": "1999"}, "et år (1999)"),
        ({"aar": "i fjor"}, "et år (i fjor)"),
        ({"grense": "2019"}, "en inndeling (2019)"),
        ({"sentralitet": "7"}, "en sentralitetsklasse (7)"),
        ({"storrelse": "A"}, "en kommunestørrelse (A)"),
        ({"type": "guidance2"}, "en tilskuddstype (guidance2)"),
        ({"kommune": "9999"}, "en kommune (9999)"),
        ({"kommune": "9" * 50}, "en kommune (" + "9" * 29 + "…)"),
        ({"fylke": ["98", "99"], "grense": "2019"}, "en inndeling (2019) og fylker (98 og 99)"),
    ],
    ids=str,
)
def test_an_unknown_value_is_named_in_a_sentence_and_the_rest_of_the_page_stands(params: dict, named: str):
    site = visit(**params)
    assert notices(site) == [said_unknown(named)]
    assert not site.exception
    assert key_figures(site) == key_figures(visit())


def test_a_known_value_beside_an_unknown_one_is_followed():
    site = visit(fylke=["46", "99"], aar=["2022", "1999"])
    assert notices(site) == [said_unknown("et år (1999) og et fylke (99)")]
    assert key_figures(site) == key_figures(visit(fylke="46", aar="2022"))


@pytest.mark.parametrize("page", ["kart.py", "sentralitet.py"])
def test_an_unknown_measure_is_named_and_the_page_measures_grants(page: str):
    site = visit(page, maal="tull")
    assert notices(site) == [said_unknown("et mål (tull)")]
    assert charts(site) == charts(visit(page))


def test_everything_a_link_asks_for_in_vain_is_in_one_box_above_the_switches():
    site = visit("kart.py", maal="tull", per="dag", vis="alt", niva="by", skala="log", fylke="99")
    assert notices(site) == [
        said_unknown(
            "et fylke (99), et mål (tull), et grunnlag (dag), en visning (alt), "
            "et nivå (by) og en skala (log)"
        )
    ]
    assert html(site).index("Lenken viser til") < html(site).index("<p class=answer>")
    deck = visit("presentasjon.py", bilde=["tull", "per-month", "tøys"], spraak="fr")
    assert notices(deck) == [said_unknown("figurer (tull og tøys) og et språk (fr)")]


def test_a_measure_in_a_link_is_shown():
    shown = next(iter(charts(visit("kart.py", maal="leger", per="innbyggere"))))
    assert shown.startswith("Leger per 100")


def test_a_filter_follows_the_reader_to_every_page():
    site = visit(fylke="46", aar="2022", type="veiledning")
    for page in PAGES:
        go(site, page)
        assert chosen(site) == {
            "aar": [2022], "fylke": ["46"], "grense": 2020, "sentralitet": [], "storrelse": [],
            "type": ["guidance"],
        }  # fmt: skip
        assert site.query_params["fylke"] == "46"


def test_a_choice_of_a_filter_stands_in_the_address():
    site = visit()
    site.get_by_key("filter-aar").set_value("2022 2023")
    site.get_by_key("filter-type").set_value(["guidance"])
    site.run()
    assert site.query_params["aar"] == ["2022", "2023"]
    assert site.query_params["type"] == "veiledning"
    rows = grants()
    assert key_figures(site)["doctors"] == str(rows[rows.grant_type == "guidance"].doctor_id.nunique())


@pytest.mark.parametrize("link", BY_LINK)
def test_every_choice_of_every_filter_stands_in_the_address_as_it_is_read(link: str):
    extract = open_extract(DATA)
    codes = list(DIMENSIONS[BY_LINK[link].column].members(extract, 2020))
    for code in codes[:3]:
        chosen = address.read(extract, {"aar": ["2023"]}).chosen | {link: (code,)}
        params = address.params_of(chosen)
        assert len(params.get(link, [])) == 1, code
        assert address.read(extract, params).chosen == chosen


def test_the_years_are_one_by_one_and_all_together():
    assert visit(aar="2022").get_by_key("filter-aar").options == ["2022", "2023", "2022–2023"]


def test_the_number_behind_a_choice_is_the_grants_it_gives():
    rows = grants()
    rows = rows[(rows.year == 2022) & (rows.grant_type == "alis")]
    options = visit(aar="2022", type="alis").get_by_key("filter-sentralitet").options
    for level in range(1, 7):
        number = int((rows.centrality == level).sum())
        assert options[level - 1].endswith(f" · {number}"), options[level - 1]


def test_the_borders_of_2024_give_fifteen_counties_to_choose():
    assert len(visit().get_by_key("filter-fylke").options) == 11
    assert len(visit(grense="2024").get_by_key("filter-fylke").options) == 15


def test_counties_of_other_borders_are_followed_with_the_borders():
    site = visit(fylke=["30", "46"])
    before = key_figures(site)
    site.get_by_key("filter-grense").set_value(2024)
    site.run()
    assert not site.exception
    assert sorted(chosen(site)["fylke"]) == ["31", "32", "33", "46"]
    assert site.query_params["grense"] == "2024"
    assert key_figures(site) == before, "Viken is its three parts"
    assert ["Viken (30) finnes ikke" in text for text in notices(site)] == [True]


def test_a_county_of_other_borders_in_a_link_is_followed_and_named():
    site = visit(fylke="30", grense="2024")
    (said,) = notices(site)
    assert "Akershus (32), Buskerud (33) og Østfold (31)" in said
    assert key_figures(site) == key_figures(visit(fylke="30"))


def test_as_published_has_the_borders_of_the_year():
    assert key_figures(visit(fylke="30", grense="publisert")) == key_figures(visit(fylke="30"))
    (said,) = notices(visit(fylke="31", grense="publisert"))
    assert said.startswith("Østfold (31) finnes ikke i inndelingen fra 2020.")


def test_reset_gives_the_first_view_back():
    site = visit(
        "kart.py", aar="2022", fylke=["46", "99"], grense="2020", sentralitet="2", storrelse="a", type="alis"
    )
    assert notices(site)
    site.button(key="reset").click().run()
    first = visit("kart.py")
    assert chosen(site) == chosen(first)
    assert notices(site) == []
    assert charts(site) == charts(first)
    assert site.query_params["aar"] == "2023"
    assert "fylke" not in site.query_params


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("kart.py", {"maal": "leger", "vis": "aar-for-aar"}),
        ("kommune.py", {}),
        ("oversikt.py", NOBODY),
    ],
    ids=str,
)
def test_a_page_that_ends_early_says_in_its_address_what_it_shows(page: str, asked: dict):
    site = visit(page, **asked)
    site.get_by_key("filter-aar").set_value("2022")
    site.run()
    assert {name: site.query_params.get(name) for name in ("aar", *asked)} == {"aar": "2022", **asked}


def test_the_selection_of_nobody_is_empty_in_the_rows():
    rows = grants()
    assert rows[(rows.centrality == 1) & (rows.size_class == "g")].empty


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"om_tallene.py", *ASKS_FIRST}])
def test_an_empty_selection_says_so_once_and_shows_no_figure(page: str):
    site = visit(page, **NOBODY)
    assert notices(site) == [EMPTY]
    assert figures(site) == 0
    assert charts(site) == {}
    assert key_figures(site) == {}
    assert not site.exception


def test_the_way_out_of_an_empty_selection_is_on_the_page():
    site = visit(**NOBODY)
    site.button(key="reset").click().run()
    assert notices(site) == []
    assert sentence(site) == sentence(visit())


def test_rows_read_plainly_are_the_rows_of_the_page():
    rows: pd.DataFrame = grants()
    assert len(rows[rows.year == 2023]) == 2235


def test_a_figure_shown_as_a_table_and_one_unfolded_are_in_the_link():
    site = visit("vekst.py")
    site.button_group(key="show-gross-and-net").set_value("table").run()
    assert site.query_params["tabell"] == "gross-and-net"
    followed = visit("vekst.py", tabell="gross-and-net", utvidet="yearly-growth")
    assert followed.button_group(key="show-gross-and-net").value == "table"
    assert [fold.proto.expanded for fold in followed.expander if "yearly" in fold.proto.id] == [True]
    followed.button_group(key="show-gross-and-net").set_value("chart").run()
    assert "tabell" not in followed.query_params


def test_a_number_of_before_2020_is_followed_to_what_the_place_became():
    site = visit("kommune.py", kommune="0213")
    assert any("Ski (0213)" in text and "Nordre Follo (3020)" in text for text in notices(site))
    assert "Nordre Follo" in words(site)
    site = visit("kart.py", fylke="12")
    assert any("Hordaland (12)" in text and "Vestland (46)" in text for text in notices(site))

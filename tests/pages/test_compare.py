"""Comparing places on the pages: the box, the chips, the link, and what a wrong link is told."""

import pytest

from lib.words import _
from tests.pages.app import notices, sentence, visit, words
from tests.pages.test_filters import chips, press

NORTH = "Nordland har 117 tilskudd, Troms og Finnmark 141; per 100 000 innbyggere 48,5 mot 58,2."
COMPARING = ("oversikt.py", "vekst.py", "budsjett.py", "kommune.py")


def box(site):
    return next((each for each in site.selectbox if each.key == "compare"), None)


@pytest.mark.parametrize("page", COMPARING)
def test_a_link_shows_two_places_beside_each_other_in_place_of_the_page(page: str):
    site = visit(page, fylke="18", mot="54")
    assert not site.exception
    assert chips(site) == ["Nordland", "mot Troms og Finnmark"]
    assert "Nordland / Troms og Finnmark" in words(site)
    assert "Forskjell" in words(site)
    assert site.query_params["mot"] == "54"


def test_the_answer_is_of_the_pages_own_question():
    assert sentence(visit(fylke="18", mot="54")) == NORTH
    assert sentence(visit("kommune.py", fylke="18", mot="54")) == NORTH
    kroner = sentence(visit("budsjett.py", kommune="4601", mot="0301"))
    assert kroner == "Søkt per innbygger i 2023: Bergen 97 kr og Oslo 57 kr. Hele landet: 84 kr."
    assert sentence(visit("vekst.py", fylke="18", mot="54")).startswith(
        "Endring i leger fra 2022: Nordland +81,8 %"
    )


def test_classes_are_compared_as_places_are():
    # Status report, autumn 2023, table 2.3: 403 grants in centrality 1, 123 in centrality 6.
    site = visit(sentralitet="6", mot="sentralitet-1")
    assert not site.exception
    assert sentence(site).startswith("Sentralitet 6 har 123 tilskudd, sentralitet 1 har 403; ")
    assert chips(site) == ["Sentralitet 6", "mot sentralitet 1"]
    assert "Sentralitet 6 / Sentralitet 1" in words(site) and "Forskjell" in words(site)
    assert "Sentralitet 5" in box(site).options and "Sentralitet 1" not in box(site).options
    box(site).set_value("sentralitet-5").run()
    assert site.query_params["mot"] == ["sentralitet-1", "sentralitet-5"]


def test_classes_of_a_place_are_compared_with_all_of_it():
    site = visit("vekst.py", sentralitet="2", mot="sentralitet-3", fylke="46")
    assert "Vestland · Sentralitet 2 / Sentralitet 3" in words(site)
    assert "Hele utvalget" in words(site) and "Hele landet" not in words(site)


def test_a_place_is_not_compared_with_a_class_and_the_page_of_a_place_knows_none():
    site = visit(fylke="18", mot=["54", "sentralitet-3"])
    assert "Sentralitet 3 er ikke med: steder sammenlignes med steder" in words(site)
    site = visit("kommune.py", kommune="4601", sentralitet="2", mot="sentralitet-3")
    assert "~~mot sentralitet 3~~ (gjelder ikke her)" in chips(site)
    assert "Forskjell" not in words(site)


def test_the_box_adds_a_place_and_undo_takes_it_away():
    site = visit(fylke="18")
    assert "Troms og Finnmark" in box(site).options
    assert "Nordland" not in box(site).options
    box(site).set_value("54").run()
    assert chips(site) == ["Nordland", "mot Troms og Finnmark"]
    assert site.query_params["mot"] == "54"
    press(site, _("Undo"))
    assert chips(site) == ["Nordland"]
    assert "mot" not in site.query_params


def test_a_chip_takes_one_place_away_and_one_button_all():
    site = visit(fylke="18", mot=["54", "46"])
    press(site, "mot Troms og Finnmark")
    assert site.query_params["mot"] == "46"
    press(site, _("Remove all filters"))
    assert chips(site) == []
    assert "mot" not in site.query_params


def test_the_box_is_where_a_place_is_and_there_is_room_for_one_more():
    assert box(visit()) is None
    assert box(visit(kommune="4601")) is not None
    assert box(visit(fylke="18", mot=["54", "46", "11"])) is None
    assert box(visit("kart.py", fylke="18")) is None


def test_a_page_that_compares_nothing_strikes_the_chip_through_and_shows_its_own():
    site = visit("kart.py", fylke="18", mot="54")
    assert chips(site) == ["Nordland", "~~mot Troms og Finnmark~~ (gjelder ikke her)"]
    assert "Nordland / Troms og Finnmark" not in words(site)
    assert site.query_params["mot"] == "54", "another page goes on comparing"


def test_an_unknown_place_is_named_and_the_page_is_its_own():
    site = visit(fylke="18", mot=["99", "4601"])
    assert any("et sted å sammenligne med (99)" in text for text in notices(site))
    assert chips(site) == ["Nordland", "mot Bergen"]
    site = visit(sentralitet="6", mot=["sentralitet-7", "storrelse-å"])
    assert any("sentralitet-7 og storrelse-å" in text for text in notices(site))
    site = visit(mot="9999")
    assert any("et sted å sammenligne med (9999)" in text for text in notices(site))
    assert "Unike leger" in words(site) and "Forskjell" not in words(site)


def test_a_county_of_other_borders_is_followed_to_what_it_became():
    site = visit(fylke="46", mot="54", grense="2024")
    assert [label.partition(" –")[0] for label in chips(site)] == ["Vestland", "mot Finnmark", "mot Troms"]
    assert any("Troms og Finnmark (54) finnes ikke" in text for text in notices(site))


def test_places_without_a_grant_can_be_compared():
    site = visit(kommune="1835", mot="1836")
    assert "Træna har 0 tilskudd, Rødøy 3" in sentence(site)

"""The filters of a page: chips, undo, the way out of an empty selection, and the menu of a phone."""

import pytest

from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui import filter_bar
from lib.words import _
from tests.pages.app import PAGES, go, key_figures, notices, visit
from tests.pages.rows import grants
from tests.truth.extracts import load


def chips(site) -> list[str]:
    return [button.label for button in site.button if (button.key or "").startswith("chip-")]


def press(site, label: str):
    """Press the button with a label."""
    next(button for button in site.button if button.label == label).click()
    return site.run()


def test_what_is_chosen_stands_in_words_and_is_removed_one_by_one():
    site = visit(fylke=["46", "11"], sentralitet="6", storrelse="g", type="veiledning")
    said = ["Rogaland", "Vestland", "Sentralitet 6", "Under 2\xa0000 innbyggere", "Kun veiledning"]
    assert chips(site) == said
    press(site, "Rogaland")
    assert chips(site) == said[1:]
    assert site.query_params["fylke"] == "46"
    press(site, "Sentralitet 6")
    assert chips(site) == ["Vestland", "Under 2\xa0000 innbyggere", "Kun veiledning"]
    assert "sentralitet" not in site.query_params


def test_without_filters_there_are_no_chips():
    site = visit()
    assert chips(site) == []
    assert _("Remove all filters") not in [button.label for button in site.button]


def test_a_municipality_stands_for_its_county_and_gives_it_back():
    site = visit("kart.py", fylke="46", kommune="4601")
    assert chips(site) == ["Bergen"]
    press(site, "Bergen")
    assert chips(site) == ["Vestland"]
    assert site.query_params["fylke"] == "46"


def test_many_choices_of_a_filter_are_one_chip_and_several_years_are_one():
    site = visit(aar=["2022", "2023"], fylke=["03", "11", "15", "18", "46"])
    assert chips(site) == ["2022–2023", "5 fylker"]
    press(site, "2022–2023")
    assert site.query_params["aar"] == "2023"
    press(site, "5 fylker")
    assert chips(site) == []


@pytest.mark.parametrize(
    ("page", "struck"),
    [
        ("oversikt.py", []),
        ("kommune.py", ["~~Sentralitet 2~~ (gjelder ikke her)"]),
        ("om_tallene.py", ["~~Sentralitet 2~~ (gjelder ikke her)", "~~ALIS-avtale~~ (gjelder ikke her)"]),
    ],
)
def test_a_filter_that_the_page_ignores_is_struck_through(page: str, struck: list[str]):
    site = visit(page, sentralitet="2", type="alis")
    assert [chip for chip in chips(site) if "~~" in chip] == struck
    assert len(chips(site)) == 2


def test_one_year_is_chosen_in_place_of_another():
    rows = grants()
    site = visit()
    site.get_by_key("filter-aar").set_value("2022")
    site.run()
    assert site.query_params["aar"] == "2022"
    said = key_figures(site)["doctors"].replace("\xa0", "").replace(" ", "")
    assert said == str(rows[rows.year == 2022].doctor_id.nunique())


def test_undo_takes_back_one_change_at_a_time_whatever_it_was():
    site = visit("kart.py")
    assert site.button(key="undo").disabled
    for key, value in (("filter-fylke", ["46"]), ("filter-sentralitet", [3]), ("filter-aar", "2022")):
        site.get_by_key(key).set_value(value)
        site.run()
    site.get_by_key("maal-tilskudd-leger-sokt").set_value("leger")
    site.run()
    assert (site.query_params["maal"], site.query_params["aar"]) == ("leger", "2022")
    left = []
    while not site.button(key="undo").disabled:
        site.button(key="undo").click().run()
        left.append({name: site.query_params.get(name) for name in ("maal", "aar", "sentralitet", "fylke")})
    assert [step["maal"] for step in left] == ["tilskudd"] * 4
    assert [step["aar"] for step in left] == ["2022", "2023", "2023", "2023"]
    assert [step["sentralitet"] for step in left] == ["3", "3", None, None]
    assert [step["fylke"] for step in left] == ["46", "46", "46", None]


def test_twenty_changes_can_be_undone():
    site = visit()
    for number in range(22):
        site.get_by_key("filter-aar").set_value("2022" if number % 2 == 0 else "2023")
        site.run()
    undone = 0
    while not site.button(key="undo").disabled:
        site.button(key="undo").click().run()
        undone += 1
    assert undone == 20


def test_removing_all_gives_the_switches_back_too_and_can_be_undone():
    site = visit("kart.py", fylke="46", maal="leger", per="innbyggere", vis="endring")
    press(site, _("Remove all filters"))
    assert dict(site.query_params).keys() == {"aar", "maal", "uttrekk"}
    assert site.query_params["maal"] == "tilskudd"
    site.button(key="undo").click().run()
    assert site.query_params["fylke"] == "46"
    assert site.query_params["vis"] == "endring"


def test_an_empty_selection_says_which_filter_to_remove_and_what_that_gives():
    rows = grants()
    now = rows[rows.year == 2023]
    site = visit(sentralitet="1", storrelse="g")
    assert len(notices(site)) == 1
    offered = {
        button.key: button.label for button in site.button if (button.key or "").startswith("without-")
    }
    assert offered == {
        "without-sentralitet": f"Uten sentralitet 1: {len(now[now.size_class == 'g'])} tilskudd",
        "without-storrelse": "Uten kommuner med under 2\xa0000 innbyggere: "
        f"{len(now[now.centrality == 1])} tilskudd",
    }
    site.button(key="without-sentralitet").click().run()
    assert notices(site) == []
    assert key_figures(site)["grants"] == str(len(now[now.size_class == "g"]))


@pytest.mark.parametrize("page", PAGES)
def test_the_menu_of_a_phone_has_every_filter_and_says_what_they_give(page: str):
    site = visit(page, fylke="46")
    assert "phone-fylke" not in site.session_state
    site.session_state["filter-menu-open"] = True
    site.run()
    for name in ("aar", "fylke", "sentralitet", "storrelse", "type", "grense"):
        assert site.get_by_key(f"phone-{name}")
    rows = grants()
    doctors = rows[(rows.year == 2023) & (rows.county == "46")].doctor_id.nunique()
    assert site.button(key="filter-close").label == f"Vis {doctors} leger"
    site.get_by_key("phone-fylke").set_value([])
    site.run()
    assert "fylke" not in site.query_params
    site.button(key="filter-close").click().run()
    assert site.session_state["filter-menu-open"] is False


def test_the_filters_go_along_to_the_next_page_and_undo_reaches_back():
    site = visit()
    site.get_by_key("filter-fylke").set_value(["46"])
    site.run()
    go(site, "kart.py")
    assert chips(site) == ["Vestland"]
    site.button(key="undo").click().run()
    assert chips(site) == []


def test_the_menu_says_no_number_where_none_is_known():
    """Nothing is known of sizes in a year without inhabitants: "Vis 0 leger" is another thing."""
    view = View(load("GAPS"), Selection(years=(2027,), sizes=("g",), borders=2024))
    assert filter_bar._what_it_gives(view) == "Vis siden"
    assert filter_bar._what_it_gives(view.without("size_class")).endswith(" leger")

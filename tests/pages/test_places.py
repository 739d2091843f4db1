"""Where a click on a place leads: to a place of the borders in use, whichever borders it is drawn in."""

from urllib.parse import parse_qs

import pytest

from lib.figures.change_map import change_ranking
from lib.metrics.frames import county_of
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui.place_navigation import link_to
from tests.pages.app import visit
from tests.truth.extracts import load

NEW = View(load("D"), Selection(years=(2023,), borders=2024))


def test_every_municipality_of_a_change_leads_to_one_of_the_borders_in_use():
    """The map of municipalities is drawn in the borders of 2020."""
    counties = county_of(NEW.extract, 2024)
    codes = change_ranking(NEW, metric="grants", level="municipality").table.codes
    assert len(codes) == 356
    for code in codes:
        link = parse_qs(link_to(NEW, code).removeprefix("?"))
        assert link["fylke"] == list(dict.fromkeys(counties[each] for each in link["kommune"])), code


@pytest.mark.parametrize(
    ("code", "leads"),
    [
        ("3033", "?fylke=32&kommune=3209"),  # Ullensaker
        ("4601", "?fylke=46&kommune=4601"),  # Bergen kept its code
        ("1507", "?fylke=15&kommune=1507"),  # Ålesund, shown whole in years before its division
        ("46", "?fylke=46"),
    ],
)
def test_a_place_leads_to_its_own(code: str, leads: str):
    assert link_to(NEW, code) == leads


@pytest.mark.parametrize("mode", ["endring", "endring-prosent"])
def test_the_table_of_a_change_by_municipality_is_shown_in_the_new_borders(mode: str):
    site = visit("kart.py", vis=mode, niva="kommuner", grense="2024")
    for figure in ("change-map", "change-ranking"):
        site.button_group(key=f"show-{figure}").set_value("table").run()
        assert not site.exception

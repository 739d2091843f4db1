"""Years that are not decided: their status is of what is chosen, and nothing of theirs is called decided.

Of 2024 of Y4, 60 of 2 545 grants are decided, and of 2025 none. Counted from the rows: 7 of 327 in Vestland,
0 of 17 in Ålesund (1508); 2023 and 2025 have 4 525 grants and applications of 2 558 doctors.
"""

import pytest

from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import yearly_growth
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load
from tests.truth.reading import Read, read
from tests.truth.states import State


def page(extract: str, name: str, **params: str) -> Read:
    """The page with single or comma-separated choices, as its reader has it."""
    return read(State(extract, name, {key: tuple(value.split(",")) for key, value in params.items()}))


def said(found: Read) -> str:
    """The answer of a page and what stands behind it, with plain spaces."""
    return " ".join([*found.answers, *found.details]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("chosen", "status"),
    [({}, "60 av 2 545 avgjorte"), ({"fylke": "46"}, "7 av 327 avgjorte")],
)
def test_the_status_of_a_year_is_that_of_what_is_chosen(chosen: dict, status: str):
    found = page("Y4", "kart.py", aar="2024", **chosen)
    assert f"{status})" in said(found)
    for figure in found.figures:
        assert f"2024 ({status})" in figure.subtitle.replace("\u00a0", " ")


def test_a_municipality_that_nothing_is_decided_of_has_applications():
    answer = said(page("Y4", "kommune.py", aar="2024", kommune="1508", fylke="15"))
    assert "For 2024 har kommunen så langt 17 søknader" in answer
    assert "av tilskuddene og søknadene i Møre og Romsdal" in answer
    assert "hadde" not in answer


def test_a_sum_of_a_decided_year_and_applications_says_both():
    answer = said(page("Y4", "oversikt.py", aar="2023,2025"))
    assert "2 558 unike leger med tilskudd eller søknad" in answer
    assert "4 525 tilskudd og søknader" in answer
    assert "2023 er etter vedtak og 2025 er søknader" in answer
    assert "har søkt" not in answer


def test_years_are_not_compared_where_the_place_did_not_exist():
    """Haram is there from 2024, so that there is nothing to compare 2024 with."""
    answer = said(page("Y4", "oversikt.py", aar="2024", kommune="1580", fylke="15"))
    assert "kommet like langt" not in answer


def test_one_change_of_municipalities_on_both_pages():
    """228 in 2023; 258 in 2024, among them Ålesund and Haram, which were one: 257 of the same places."""
    overview = page("Y4", "oversikt.py", aar="2024").keys["municipalities"]
    assert overview[1:] == ("258", "+29 (+12,7\u00a0%) på de samme stedene. 2023: 228")
    growth = said(page("Y4", "vekst.py", aar="2024", maal="kommuner"))
    assert (
        "258 kommuner med tilskudd eller søknad, 29 flere enn i 2023 (+12,7 %) på de samme stedene" in growth
    )


def test_nobody_is_gone_from_a_year_of_which_little_is_decided():
    answer = said(page("Y4", "oversikt.py", aar="2024"))
    assert "323 er ikke med så langt" in answer
    assert "ikke videreført" not in answer
    assert "hadde ordningen 2 254 unike leger med tilskudd eller søknad" in answer


def test_a_decided_year_is_said_as_before():
    figure = gross_and_net(View(load("Y4"), Selection(years=(2023,))))
    assert "Ikke videreført: i ordningen året før, men ikke i året selv." in figure.notes
    assert not any("ferdig avgjort" in note for note in figure.notes)


def test_a_single_year_is_no_per_cent_of_the_year_before():
    assert yearly_growth(View(load("ONE"), Selection(years=(2025,)))).notes == ()

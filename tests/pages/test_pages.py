"""Every page, through the site and alone."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.words import _
from tests.pages.app import (
    ASKS_FIRST,
    DATA,
    FIRST,
    PAGES,
    REPOSITORY,
    SECONDS,
    SHEET,
    charts,
    everything_sent,
    figures,
    go,
    html,
    key_figures,
    source,
    visit,
    words,
)

EXTRACT = DATA / "extracts" / (DATA / "CURRENT").read_text().strip()
SELECTIONS = [
    {},
    {"aar": "2022"},
    {"aar": ["2022", "2023"], "grense": "2024"},
    {"fylke": "46", "type": "veiledning"},
    {"sentralitet": "6", "storrelse": "g", "aar": "2023"},
]


def test_the_nine_pages_are_here():
    expected = [
        "budsjett",
        "kart",
        "kommune",
        "om_tallene",
        "oversikt",
        "presentasjon",
        "rekkevidde",
        "sentralitet",
        "vekst",
    ]
    assert [f"{name}.py" for name in expected] == PAGES


@pytest.mark.parametrize(
    ("params", "theme"), [*((params, "light") for params in SELECTIONS), ({}, "dark")], ids=str
)
def test_every_page_runs_under_every_selection(params: dict, theme: str):
    site = visit(theme=theme, **params)
    for page in PAGES:
        go(site, page)
        assert not site.exception, f"{page}: {site.exception[0].value}"
        assert _("The numbers cannot be shown") not in words(site)
        assert figures(site) > 0 or page in ASKS_FIRST, page


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_alone_and_says_what_it_says_in_the_site(page: str):
    alone = AppTest.from_file(REPOSITORY / "pages" / page, default_timeout=SECONDS).run()
    assert not alone.exception
    assert html(visit(page)) == html(alone)
    assert charts(visit(page)) == charts(alone)


def test_the_first_page_opens_with_the_printed_numbers_of_2023():
    assert key_figures(visit()) == {
        "doctors": "1 871",
        "municipalities": "228",
        "grants": "2 235",
        "applied_nok": "458,4 mill. kr",
        "paid_nok": "445,0 mill. kr",
        "paid_utilisation_pct": "96,5 %",
    }


def test_a_link_to_2022_opens_with_the_printed_numbers_of_2022():
    shown = key_figures(visit(aar="2022"))
    assert shown["doctors"] == "1 358"
    assert shown["municipalities"] == "187"
    assert shown["applied_nok"] == "241,9 mill. kr"


def test_the_change_from_the_year_before_is_the_printed_one():
    said = words(visit())
    assert "+513 (+37,8 %)" in said
    assert "+41 (+21,9 %)" in said


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ASKS_FIRST])
def test_synthetic_numbers_are_called_so_on_every_page_and_in_its_source_line(page: str):
    site = visit(page)
    assert _("synthetic demo data") in words(site)
    assert _("Synthetic demo data below the published totals.") in source(site)
    assert figures(site) > 0


@pytest.mark.parametrize("params", SELECTIONS, ids=str)
def test_no_doctor_is_in_anything_that_is_sent(params: dict):
    doctors = set(pd.read_parquet(EXTRACT / "grants.parquet")["doctor_id"])
    length = len(next(iter(doctors)))
    assert {len(id) for id in doctors} == {length}, "the search below needs ids of one length"
    site = visit(**params)
    for page in PAGES:
        sent = everything_sent(go(site, page)).decode("latin-1")
        assert _("synthetic demo data").encode().decode("latin-1") in sent, "the search sees nothing"
        assert not doctors & {sent[at : at + length] for at in range(len(sent))}
        assert "doctor_id" not in sent


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_the_second_time_as_the_first(page: str):
    site = visit(page)
    first = html(site)
    assert html(site.run()) == first
    assert html(go(go(site, FIRST), page)) == first


def test_the_sheet_of_a_municipality_is_reached_by_a_link():
    site = visit(SHEET, fylke="46", kommune="4621")
    assert "Voss i Vestland" in words(site)
    assert "16 144" in words(site)  # inhabitants on 1 January 2023, as in the register
    assert figures(site) == 3  # and two folded


def test_a_municipality_without_grants_has_a_sheet_too():
    # Utsira (1151) has some 200 inhabitants and no grants in either year.
    site = visit(SHEET, fylke="11", kommune="1151")
    assert _("It has no grants{of_type} in {years}.").format(of_type="", years="2023") in words(site)
    assert not site.exception


def test_a_picked_slide_is_told_as_powerpoint_draws_it():
    """Its two years are bars there, not dots."""
    page = visit("presentasjon.py", aar="2023", bilde=["growth-by:by=county"])
    assert "Vekst i unike leger etter fylke · 2022–2023" in html(page) and "prikk" not in html(page)

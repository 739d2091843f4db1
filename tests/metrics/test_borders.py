"""County borders of 2020 and 2024: rows are recast by municipality code, and nothing is lost on the way.

Amounts are powers of two (in thousands), so that a wrong sum shows which rows it took.
"""

from dataclasses import replace

import pytest

from lib.extract.model import Extract
from lib.figures.year_maps import year_maps
from lib.metrics.compute import compute, total
from lib.metrics.growth import MUNICIPALITIES, Flow, flow
from lib.metrics.registry import METRICS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.view import View

# Inhabitants of the country on 1 January, as Statistics Norway prints them.
INHABITANTS = {2022: 5_425_270, 2023: 5_488_984, 2024: 5_550_203}
FRAMES = ("grants", "register")  # what counties divide: a budget and a period are the country's
COUNTIES = {
    (2020, 2022): {"15": 1, "30": 2},
    (2020, 2023): {"15": 4, "38": 8 + 16, "54": 32},
    (2020, 2024): {"15": 64 + 128, "54": 256 + 512, "30": 1024, "38": 2048},
    (2024, 2022): {"15": 1, "32": 2},
    (2024, 2023): {"15": 4, "39": 8, "40": 16, "55": 32},
    (2024, 2024): {"15": 64 + 128, "55": 256, "56": 512, "32": 1024, "39": 2048},
}


def applied(extract: Extract, chosen: Selection, column: str) -> dict[str, int]:
    """Member → thousands of kroner applied for, where there are any."""
    rows = compute(View(extract, chosen), ("applied_nok",), (column,))
    return {row[column]: row["applied_nok"] // 1000 for row in rows if row["applied_nok"]}


@pytest.mark.parametrize(("borders", "year"), COUNTIES)
def test_county_totals_in_both_borders(reform: Extract, borders: int, year: int):
    chosen = Selection(years=(year,), borders=borders)
    assert applied(reform, chosen, "county") == COUNTIES[borders, year]


@pytest.mark.parametrize(("borders", "year"), COUNTIES)
def test_a_county_filter_gives_what_the_county_has_in_the_table(reform: Extract, borders: int, year: int):
    for county, amount in COUNTIES[borders, year].items():
        chosen = Selection(years=(year,), counties=(county,), borders=borders)
        assert total(View(reform, chosen), "applied_nok")["applied_nok"] == amount * 1000


@pytest.mark.parametrize("borders", BORDERS)
@pytest.mark.parametrize("years", [(2022,), (2023,), (2024,), (2022, 2023, 2024)])
def test_counties_sum_to_the_country_in_both_borders(reform: Extract, borders: int, years: tuple):
    metrics = tuple(id for id, metric in METRICS.items() if metric.additive and metric.frame in FRAMES)
    chosen = Selection(years=years, borders=borders)
    whole, parts = total(View(reform, chosen), *metrics), compute(View(reform, chosen), metrics, ("county",))
    for metric in set(metrics) - {"granted_nok", "paid_nok"}:  # not known for any of these rows
        assert sum(row[metric] for row in parts) == whole[metric]


@pytest.mark.parametrize("borders", BORDERS)
@pytest.mark.parametrize("year", INHABITANTS)
def test_inhabitants_sum_to_the_country_in_both_borders(reform: Extract, borders: int, year: int):
    rows = compute(View(reform, Selection(years=(year,), borders=borders)), ("population",), ("county",))
    assert len(rows) == {2020: 11, 2024: 15}[borders]
    assert all(row["population"] > 0 for row in rows)
    assert sum(row["population"] for row in rows) == INHABITANTS[year]


def test_aalesund_is_whole_before_it_was_divided_and_in_old_borders(reform: Extract):
    new, old = (Selection(years=(2022, 2023), borders=borders) for borders in (2024, 2020))
    assert applied(reform, new, "municipality")["1507"] == 1 + 4
    assert applied(reform, old.in_years(2024), "municipality")["1507"] == 64 + 128
    assert "1508" not in applied(reform, old.in_years(2024), "municipality")


def test_aalesund_is_whole_over_years_and_its_parts_apart_from_the_reform_on(reform: Extract):
    over_years = applied(reform, Selection(years=(2022, 2023, 2024), borders=2024), "municipality")
    assert over_years["1507"] == 5 + 64 + 128
    after = applied(reform, Selection(years=(2024,), borders=2024), "municipality")
    assert (after["1508"], after["1580"]) == (64, 128)


def test_other_municipalities_keep_one_code_through_the_reform(reform: Extract):
    found = applied(reform, Selection(years=(2022, 2023, 2024), borders=2024), "municipality")
    assert found["5501"] == 32 + 256  # Tromsø, 5401 until 2023
    assert found["3201"] == 2 + 1024  # Bærum, 3024 until 2023
    assert not {"5401", "3024"} & found.keys()


def test_a_renumbered_municipality_has_not_left_and_come_again(reform: Extract):
    # Borders of 2020. 2023: 1507 3801 3807 5401. 2024: 1507 3801 5401, 3024 (there in 2022), 5403 (new).
    found = flow(View(reform, Selection(years=(2024,), borders=2020)), 2024, of=MUNICIPALITIES)
    assert found == Flow(2024, first_time=1, continued=3, returned=1, arrived=0, left=1, moved_on=0)


def test_a_divided_municipality_has_not_left(reform: Extract):
    # Of those in 2023 only Skien (4003) has none in 2024; the two parts of Ålesund stand for the whole.
    found = flow(View(reform, Selection(years=(2024,), borders=2024)), 2024, of=MUNICIPALITIES)
    assert found.left == 1


def test_doctors_of_a_county_are_followed_through_the_reform(reform: Extract):
    # Troms: e in Tromsø both years. Finnmark: g is new in Alta. In old borders they are one county.
    troms = Selection(years=(2024,), counties=("55",), borders=2024)
    assert flow(View(reform, troms), 2024) == Flow(2024, 0, 1, 0, 0, 0, 0)
    assert flow(View(reform, Selection(years=(2024,), counties=("54",), borders=2020)), 2024) == Flow(
        2024, 1, 1, 0, 0, 0, 0
    )


def test_as_published_every_year_is_drawn_in_its_own_borders_with_places_followed(reform: Extract):
    vestfold = Selection(years=(2022, 2023, 2024), counties=("39",), borders=2024, as_published=True)
    figure = year_maps(View(reform, vestfold), metric="grants", level="county")
    drawn = {title: panel.layer for title, panel in figure.chart.panels}
    assert drawn == {"2022": "counties_2020", "2023": "counties_2020", "2024": "counties_2024"}
    # Horten and Skien of 2023 are both in Vestfold og Telemark; of 2024 only Horten is in Vestfold.
    said = {title: " ".join(panel.said.values()) for title, panel in figure.chart.panels}
    assert "Vestfold og Telemark: 2 tilskudd" in said["2023"]
    assert "Vestfold: 1 tilskudd" in said["2024"]
    assert "2023: Vestfold er Vestfold og Telemark i årets inndeling." in figure.notes
    viken = Selection(years=(2022, 2024), counties=("30",), borders=2020, as_published=True)
    notes = year_maps(View(reform, viken), metric="grants", level="county").notes
    assert "2024: Viken er Akershus, Buskerud og Østfold i årets inndeling." in notes
    plain = year_maps(View(reform, replace(viken, as_published=False)), metric="grants", level="county")
    assert {panel.layer for _title, panel in plain.chart.panels} == {"counties_2020"}


def test_borders_that_are_not_chosen_are_those_of_the_latest_year(reform: Extract):
    # Years of both sides of the reform are looked at in the counties that there are now.
    assert [Selection(years=years).borders for years in ((2022, 2023), (2023, 2024))] == [2020, 2024]
    over_the_reform = {"15": 1 + 64 + 128, "32": 2 + 1024, "39": 2048, "55": 256, "56": 512}
    assert applied(reform, Selection(years=(2022, 2024)), "county") == over_the_reform

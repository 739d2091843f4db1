"""Every metric on eleven rows, against numbers counted by eye in tests/metrics/rows.py.

Not counted anywhere: g04 (rejected) and g11 (dismissed). Counted: g07, which is pending. Left are
2022: g01 g02 g03 g05 and 2023: g06 g07 g08 g09 g10. Voss (g05) is in class 5 in 2022, by the extract's own
word, and in class 4, the register's, in 2023 (g09).
"""

import pytest

from lib.extract.model import Extract
from lib.metrics.compute import compute, total
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import NO_BASE, Missing, Partial, Reason
from lib.metrics.view import View

COUNTRY_2022, COUNTRY_2023 = (
    5_425_270,
    5_488_984,
)  # inhabitants on 1 January, as Statistics Norway prints them
BERGEN_2022, BERGEN_2023 = 286_930, 289_330
VOSS_2022, VOSS_2023 = 15_875, 16_144
TRAENA_2022, ROEDOEY_2022 = 450, 1_153
TRAENA_2023, ROEDOEY_2023 = 444, 1_139

NATIONAL = Missing(Reason.NATIONAL_ONLY)
PARTLY = Missing(Reason.PARTLY_KNOWN)


def paid(amount: int, known: int, rows: int) -> Partial:
    """An amount that is paid for some of the grants."""
    return Partial(amount, known, rows, Reason.NOT_PAID)


WHOLE = {
    # metric: (2022, 2023, both years)
    "grants": (4, 5, 9),
    "grants_alis": (2, 4, 6),  # g01 g03 · g06 g07 g08 g09
    "grants_guidance": (2, 1, 3),  # g02 g05 · g10
    "doctors": (4, 4, 5),  # a b c e · a b c d · a b c d e
    "doctors_alis": (2, 3, 3),  # a c · a b c · a b c
    "doctors_guidance": (2, 1, 3),  # b e · d · b e d
    "municipalities": (3, 3, 4),  # 4601 1835 4621 · 4601 4621 1836 · all four
    "applied_nok": (355_000, 470_000, 825_000),
    "alis_applied_nok": (300_000, 430_000, 730_000),
    "guidance_applied_nok": (55_000, 40_000, 95_000),
    "supplement_nok": (40_000, 0, 40_000),
    # g03, g07 and g10 are not paid yet: known for 3 of 4, 3 of 5 and 6 of 9 grants.
    "paid_nok": (paid(135_000, 3, 4), paid(365_000, 3, 5), paid(500_000, 6, 9)),
    "turned_down": (1, 1, 2),  # g04 · g11
    "turned_down_nok": (90_000, 26_000, 116_000),
    "population": (COUNTRY_2022, COUNTRY_2023, COUNTRY_2023),  # of the latest year chosen
    "all_municipalities": (356, 356, 356),
    "budget_nok": (200_000, 700_000, 900_000),
    "grant_months": (9, 11, 20),
    "applied_per_grant_nok": (355_000 / 4, 470_000 / 5, 825_000 / 9),
    "alis_applied_per_grant_nok": (150_000, 107_500, 730_000 / 6),
    "guidance_applied_per_grant_nok": (27_500, 40_000, 95_000 / 3),
    "doctors_per_100k": (4 / COUNTRY_2022 * 1e5, 4 / COUNTRY_2023 * 1e5, 5 / COUNTRY_2023 * 1e5),
    "grants_per_100k": (4 / COUNTRY_2022 * 1e5, 5 / COUNTRY_2023 * 1e5, 9 / COUNTRY_2023 * 1e5),
    "applied_per_100k_nok": (
        355_000 / COUNTRY_2022 * 1e5,
        470_000 / COUNTRY_2023 * 1e5,
        825_000 / COUNTRY_2023 * 1e5,
    ),
    "applied_per_inhabitant_nok": (
        355_000 / COUNTRY_2022,
        470_000 / COUNTRY_2023,
        825_000 / COUNTRY_2023,
    ),
    "paid_per_inhabitant_nok": (PARTLY,) * 3,
    "applied_per_doctor_nok": (355_000 / 4, 470_000 / 4, 825_000 / 5),
    "applied_utilisation_pct": (177.5, 470 / 7, 825 / 9),
    "paid_utilisation_pct": (PARTLY,) * 3,
    "applied_per_month_nok": (355_000 / 9, 470_000 / 11, 41_250),
    "paid_per_month_nok": (PARTLY,) * 3,
    "budget_per_month_nok": (200_000 / 9, 700_000 / 11, 45_000),
}
# Granted is known for 2022 only: g01 100 000, g02 20 000, g03 150 000, g05 25 000.
GRANTED_2022 = {
    "granted_nok": 295_000,
    "granted_utilisation_pct": 147.5,
    "granted_per_month_nok": 295_000 / 9,
    "granted_per_inhabitant_nok": 295_000 / COUNTRY_2022,
}


def by(extract: Extract, metric: str, column: str, *, years: tuple[int, ...]) -> dict:
    """Member → value, for the members that have one and are not zero."""
    rows = compute(View(extract, Selection(years=years)), (metric,), (column,))
    return {row[column]: row[metric] for row in rows if row[metric]}


def near(value: object) -> object:
    """The value, to be compared as closely as numbers can be."""
    if isinstance(value, tuple):
        return tuple(map(near, value))
    return value if isinstance(value, Partial | Missing) else pytest.approx(value)


def test_every_metric_of_the_registry_is_counted_here():
    assert set(METRICS) == WHOLE.keys() | GRANTED_2022.keys()


@pytest.mark.parametrize("metric", WHOLE)
def test_metric_of_each_year_and_of_both(eleven: Extract, metric: str):
    chosen = ((2022,), (2023,), (2022, 2023))
    found = tuple(total(View(eleven, Selection(years=years)), metric)[metric] for years in chosen)
    assert found == near(WHOLE[metric])


@pytest.mark.parametrize("metric", WHOLE)
def test_metric_by_year_is_the_metric_of_the_year(eleven: Extract, metric: str):
    expected = {2022: WHOLE[metric][0], 2023: WHOLE[metric][1]}
    found = by(eleven, metric, "year", years=(2022, 2023))
    assert found == {year: near(value) for year, value in expected.items() if value}


@pytest.mark.parametrize("metric", GRANTED_2022)
def test_granted_is_known_for_the_decided_year_and_unknown_for_the_other(eleven: Extract, metric: str):
    assert total(View(eleven, Selection(years=(2022,))), metric)[metric] == pytest.approx(
        GRANTED_2022[metric]
    )
    assert total(View(eleven, Selection(years=(2023,))), metric)[metric].reason in UNKNOWN


UNKNOWN = (Reason.NOT_PUBLISHED, Reason.PARTLY_KNOWN)


COUNTIES_2023 = {  # g06–g09 are in Vestland, g10 in Nordland
    "grants": {"46": 4, "18": 1},
    "grants_alis": {"46": 4},
    "grants_guidance": {"18": 1},
    "doctors": {"46": 3, "18": 1},
    "doctors_alis": {"46": 3},
    "doctors_guidance": {"18": 1},
    "municipalities": {"46": 2, "18": 1},
    "applied_nok": {"46": 430_000, "18": 40_000},
    "alis_applied_nok": {"46": 430_000},
    "guidance_applied_nok": {"18": 40_000},
    "supplement_nok": {},
    "paid_nok": {"46": Partial(365_000, 3, 4, Reason.NOT_DECIDED)},  # g07 is pending
    "applied_per_grant_nok": {"46": 107_500, "18": 40_000},
    "alis_applied_per_grant_nok": {"46": 107_500},
    "guidance_applied_per_grant_nok": {"18": 40_000},
}
CENTRALITIES_2022 = {  # g01 g02 in class 2, g05 in 5 by the extract's own word, g03 in 6
    "grants": {2: 2, 5: 1, 6: 1},
    "grants_alis": {2: 1, 6: 1},
    "grants_guidance": {2: 1, 5: 1},
    "doctors": {2: 2, 5: 1, 6: 1},
    "doctors_alis": {2: 1, 6: 1},
    "doctors_guidance": {2: 1, 5: 1},
    "municipalities": {2: 1, 5: 1, 6: 1},
    "applied_nok": {2: 130_000, 5: 25_000, 6: 200_000},
    "alis_applied_nok": {2: 100_000, 6: 200_000},
    "guidance_applied_nok": {2: 30_000, 5: 25_000},
    "supplement_nok": {6: 40_000},
    "granted_nok": {2: 120_000, 5: 25_000, 6: 150_000},
    "paid_nok": {2: 110_000, 5: 25_000},  # class 6 has one grant, not paid yet
    "applied_per_grant_nok": {2: 65_000, 5: 25_000, 6: 200_000},
}
SIZES = {  # both years: Bergen a (g01 g02 g06 g07 g08), Voss d (g05 g09), Træna and Rødøy g (g03 g10)
    "grants": {"a": 5, "d": 2, "g": 2},
    "doctors": {"a": 2, "d": 2, "g": 2},  # a b · e c · c d
    "doctors_alis": {"a": 2, "d": 1, "g": 1},
    "doctors_guidance": {"a": 1, "d": 1, "g": 1},
    "municipalities": {"a": 1, "d": 1, "g": 2},
    "applied_nok": {"a": 410_000, "d": 175_000, "g": 240_000},
    "supplement_nok": {"g": 40_000},
    "paid_nok": {"a": Partial(335_000, 4, 5, Reason.NOT_DECIDED), "d": 165_000},  # g07 is pending
}
TYPES = {  # both years
    "grants": {"alis": 6, "guidance": 3},
    "doctors": {"alis": 3, "guidance": 3},  # b has been both
    "municipalities": {"alis": 3, "guidance": 3},  # 4601 1835 4621 · 4601 4621 1836
    "applied_nok": {"alis": 730_000, "guidance": 95_000},
    "supplement_nok": {"alis": 40_000},
    "paid_nok": {"alis": paid(455_000, 4, 6), "guidance": paid(45_000, 2, 3)},
    "applied_per_grant_nok": {"alis": 730_000 / 6, "guidance": 95_000 / 3},
}
GROUPED = [
    pytest.param(column, years, metric, expected, id=f"{column}-{metric}")
    for column, years, table in (
        ("county", (2023,), COUNTIES_2023),
        ("centrality", (2022,), CENTRALITIES_2022),
        ("size_class", (2022, 2023), SIZES),
        ("grant_type", (2022, 2023), TYPES),
    )
    for metric, expected in table.items()
]


@pytest.mark.parametrize(("column", "years", "metric", "expected"), GROUPED)
def test_metric_by_grouping(eleven: Extract, column: str, years: tuple, metric: str, expected: dict):
    found = by(eleven, metric, column, years=years)
    assert found == {code: near(value) for code, value in expected.items()}


def test_rows_come_in_printed_order_with_the_members_that_have_nothing(eleven: Extract):
    rows = compute(View(eleven, Selection(years=(2023,))), ("grants",), ("size_class",))
    assert [(row["size_class"], row["grants"]) for row in rows] == [
        ("a", 3),
        ("b", 0),
        ("c", 0),
        ("d", 1),
        ("e", 0),
        ("f", 0),
        ("g", 1),
    ]


def test_two_groupings_give_each_combination(eleven: Extract):
    chosen = Selection(years=(2022, 2023), counties=("18", "46"))
    rows = compute(View(eleven, chosen), ("doctors",), ("year", "county"))
    assert [tuple(row.values()) for row in rows] == [
        (2022, "18", 1),  # c
        (2022, "46", 3),  # a b e
        (2023, "18", 1),  # d
        (2023, "46", 3),  # a b c
    ]


def test_the_extracts_own_class_wins_over_the_registers_and_moves_the_inhabitants_along(eleven: Extract):
    voss = Selection(years=(2022,), municipalities=("4621",))
    found = compute(View(eleven, voss), ("grants", "population"), ("centrality",))
    assert {row["centrality"]: row["grants"] for row in found if row["grants"]} == {5: 1}
    assert {row["centrality"]: row["population"] for row in found if row["population"]} == {5: VOSS_2022}
    later = compute(View(eleven, voss.in_years(2023)), ("grants", "population"), ("centrality",))
    assert {row["centrality"]: row["grants"] for row in later if row["grants"]} == {4: 1}
    assert {row["centrality"]: row["population"] for row in later if row["population"]} == {4: VOSS_2023}


@pytest.mark.parametrize(
    ("year", "municipality", "inhabitants", "doctors"),
    [(2022, "4601", BERGEN_2022, 2), (2023, "4601", BERGEN_2023, 2), (2023, "1836", ROEDOEY_2023, 1)],
)
def test_a_rate_uses_the_inhabitants_of_its_own_year(
    eleven: Extract, year: int, municipality: str, inhabitants: int, doctors: int
):
    row = total(View(eleven, Selection(years=(year,), municipalities=(municipality,))), "doctors_per_100k")
    assert row["population"] == inhabitants
    assert row["doctors_per_100k"] == pytest.approx(doctors / inhabitants * 100_000)


def test_a_rate_by_year_uses_each_years_inhabitants(eleven: Extract):
    small = Selection(years=(2022, 2023), municipalities=("1835", "1836"))
    rows = compute(View(eleven, small), ("population",), ("year",))
    assert [row["population"] for row in rows] == [TRAENA_2022 + ROEDOEY_2022, TRAENA_2023 + ROEDOEY_2023]


@pytest.mark.parametrize(
    "chosen",
    [
        {"counties": ("46",)},
        {"municipalities": ("4601",)},
        {"centralities": (2,)},
        {"sizes": ("a",)},
        {"grant_types": ("alis",)},
    ],
)
def test_the_national_budget_is_unknown_under_a_filter(eleven: Extract, chosen: dict):
    row = total(
        View(eleven, Selection(years=(2023,), **chosen)), "applied_utilisation_pct", "paid_utilisation_pct"
    )
    assert row["applied_nok"] > 0
    assert (row["budget_nok"], row["applied_utilisation_pct"], row["paid_utilisation_pct"]) == (NATIONAL,) * 3


def test_the_months_of_the_grant_period_are_the_same_under_any_filter(eleven: Extract):
    vestland = Selection(years=(2023,), counties=("46",), grant_types=("alis",))
    row = total(View(eleven, vestland), "applied_per_month_nok", "budget_per_month_nok")
    assert row["grant_months"] == 11
    assert row["applied_per_month_nok"] == pytest.approx(430_000 / 11)  # g06 g07 g08 g09
    assert row["budget_per_month_nok"] == NATIONAL


def test_the_national_budget_is_unknown_for_a_part_of_the_country(eleven: Extract):
    rows = compute(View(eleven, Selection(years=(2023,))), ("applied_utilisation_pct",), ("county",))
    assert {row["applied_utilisation_pct"] for row in rows} == {NATIONAL}


def test_unknown_amounts_are_none_and_no_grants_are_zero(eleven: Extract):
    # Nordland 2023 has g10 alone, granted and not paid; Oslo has no grants at all.
    metrics = ("grants", "applied_nok", "granted_nok", "paid_nok", "applied_per_grant_nok")
    nordland = total(View(eleven, Selection(years=(2023,), counties=("18",))), *metrics)
    assert nordland["granted_nok"] == Missing(Reason.NOT_PUBLISHED)
    assert nordland["paid_nok"] == Missing(Reason.NOT_PAID)
    oslo = total(View(eleven, Selection(years=(2023,), counties=("03",))), *metrics)
    assert (oslo["grants"], oslo["applied_nok"]) == (0, 0)
    assert oslo["applied_per_grant_nok"] == NO_BASE


def test_a_ratio_without_a_denominator_is_none(eleven: Extract):
    # Vestland 2023 has no guidance grants.
    row = total(View(eleven, Selection(years=(2023,), counties=("46",))), "guidance_applied_per_grant_nok")
    assert row == {"guidance_applied_nok": 0, "grants_guidance": 0, "guidance_applied_per_grant_nok": NO_BASE}


def test_inhabitants_cannot_be_split_by_grant_type(eleven: Extract):
    rows = compute(View(eleven, Selection(years=(2023,))), ("doctors_per_100k",), ("grant_type",))
    assert [(row["doctors"], row["population"], row["doctors_per_100k"]) for row in rows] == [
        (3, NO_BASE, NO_BASE),
        (1, NO_BASE, NO_BASE),
    ]


def test_a_filter_on_grant_type_keeps_all_inhabitants(eleven: Extract):
    row = total(View(eleven, Selection(years=(2023,), grant_types=("alis",))), "doctors_per_100k")
    assert (row["doctors"], row["population"]) == (3, COUNTRY_2023)


def test_filters_are_combined_and_choices_of_one_filter_are_added(eleven: Extract):
    agreements_in_bergen_or_voss = Selection(years=(2023,), municipalities=("4601", "4621"), sizes=("d", "g"))
    assert total(View(eleven, agreements_in_bergen_or_voss), "applied_nok")["applied_nok"] == 150_000  # g09

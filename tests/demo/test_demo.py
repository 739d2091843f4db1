"""The committed demo extract: exact at every published figure, and believable below them.

What the rows say is computed here from the files alone, with pandas, and not by the dashboard's metrics.
"""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"
EXTRACT = DATA / "extracts" / "demo-2023-10-20"

GRANTS = pd.read_parquet(EXTRACT / "grants.parquet")
BUDGET = pd.read_parquet(EXTRACT / "budget.parquet")
PUBLISHED = pd.read_parquet(DATA / "reference" / "published.parquet")
REGISTER = pd.read_parquet(DATA / "reference" / "municipalities.parquet").query("vintage == 2020")
PERIODS = pd.read_parquet(DATA / "reference" / "grant_periods.parquet").set_index("year")

SIZE_FROM = {100_000: "a", 50_000: "b", 20_000: "c", 10_000: "d", 5_000: "e", 2_000: "f", 0: "g"}
ROWS = GRANTS.merge(REGISTER, left_on="municipality_code", right_on="code", suffixes=("", "_register"))
ROWS["size"] = [next(name for low, name in SIZE_FROM.items() if n >= low) for n in ROWS.population_2023]
ROWS["base_nok"] = ROWS.applied_nok - ROWS.supplement_nok
AGREEMENTS, GUIDANCE = ROWS[ROWS.grant_type == "alis"], ROWS[ROWS.grant_type == "guidance"]
GROUPS = {"centrality": "centrality", "size_class": "size", "county_2020": "county_code"}


def cells() -> pd.DataFrame:
    """The published figures of 2022 and 2023 that the rows must meet."""
    years = PUBLISHED.year.isin(["2022", "2023", "2022-2023"])
    return PUBLISHED[
        years & PUBLISHED.kind.isin(["printed", "derived"]) & (PUBLISHED.measure != "budget_change")
    ]


def ids(column: str, year: int, grant_type: str | None = None) -> set[str]:
    rows = ROWS[(ROWS.year == year) & ((ROWS.grant_type == grant_type) | (grant_type is None))]
    return set(rows[column])


def overlaps(what: str, column: str) -> dict[str, int]:
    """How many are in either year, both, and only one."""
    first, second = ids(column, 2022), ids(column, 2023)
    return {
        f"{what}_either_year": len(first | second),
        f"{what}_both_years": len(first & second),
        f"{what}_change": len(second) - len(first),
    } | (
        {"doctors_first_time_2023": len(second - first), "doctors_left_after_2022": len(first - second)}
        if what == "doctors"
        else {f"{what}_only_2023": len(second - first), f"{what}_only_2022": len(first - second)}
    )


def computed(year: str, dimension: str, category: str, measure: str) -> float:
    """A published figure as the rows have it, in whole NOK where it is an amount."""
    if year == "2022-2023":
        found = overlaps("doctors", "doctor_id") | overlaps("municipalities", "municipality_code")
        for name, kind in (("alis", "alis"), ("guidance_only", "guidance"), ("unique", None)):
            change = len(ids("doctor_id", 2023, kind)) - len(ids("doctor_id", 2022, kind))
            found[f"doctors_{name}_change"] = change
        return found[measure]
    number = int(year)
    if measure == "budget":
        return BUDGET[(BUDGET.year == number) & (BUDGET.scheme == "national")].budget_nok.item()
    rows = ROWS[ROWS.year == number]
    if dimension != "country":
        rows = rows[rows[GROUPS[dimension]].astype(str) == category]
    doctors = {kind: set(rows[rows.grant_type == kind].doctor_id) for kind in ("alis", "guidance")}
    return {
        "amount": rows["granted_nok" if number == 2022 else "applied_nok"].sum(),
        "amount_centrality6_supplement": rows.supplement_nok.sum(),
        "amount_guidance_only": rows[rows.grant_type == "guidance"].applied_nok.sum(),
        "municipalities": rows.municipality_code.nunique(),
        "doctors_alis": len(doctors["alis"]),
        "doctors_guidance_only": len(doctors["guidance"]),
        "doctors_unique": len(doctors["alis"] | doctors["guidance"]),
        "doctors_alis_and_guidance": len(doctors["alis"] & doctors["guidance"]),
        "grants_alis": (rows.grant_type == "alis").sum(),
        "grants_guidance": (rows.grant_type == "guidance").sum(),
    }[measure]


def in_printed_unit(value: float, unit: str) -> Decimal:
    """NOK as million NOK with one decimal, half up, where the table is printed so."""
    if unit != "MNOK":
        return Decimal(int(value))
    return (Decimal(int(value)) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    "cell",
    [pytest.param(cell, id="-".join(cell[:5])) for cell in cells().itertuples(index=False, name=None)],
)
def test_rows_reproduce_the_published_figure(cell: tuple):
    named = dict(zip(PUBLISHED.columns, cell, strict=True))
    value = computed(named["year"], named["dimension"], named["category"], named["measure"])
    assert in_printed_unit(value, named["unit"]) == Decimal(str(named["value"]))


def test_every_printed_cell_of_the_report_is_among_those_checked():
    tables = cells().table.value_counts()
    assert {name: tables[name] for name in ("2.1", "2.2", "2.3", "2.4", "2.5")} == {
        "2.1": 8,
        "2.2": 12,
        "2.3": 21,
        "2.4": 24,
        "2.5": 36,
    }
    assert (tables["text"], tables["derived"]) == (2, 8)


def test_budget_grew_by_what_the_table_says_and_not_the_text():
    # The text of the report says 230; its own table 2.1 gives 461.1 - 241.9.
    assert (
        computed("2023", "country", "NO", "budget") - computed("2022", "country", "NO", "budget")
        == 219_200_000
    )


def test_totals_of_2023_are_exact_to_the_krone():
    rows = ROWS[ROWS.year == 2023]
    assert (len(rows), rows.applied_nok.sum(), rows.paid_nok.sum()) == (2235, 458_416_101, 445_000_000)


def test_paid_in_2022_is_the_published_242_million():
    rows = ROWS[ROWS.year == 2022]
    assert rows.paid_nok.sum() == rows.granted_nok.sum() == 241_900_000
    assert (Decimal(241_900_000) / 1_000_000).quantize(Decimal(1), ROUND_HALF_UP) == 242


def test_what_is_not_published_is_left_empty():
    assert ROWS[ROWS.year == 2023].granted_nok.isna().all()
    assert ROWS[ROWS.year == 2022].granted_nok.notna().all()


def test_nobody_is_paid_more_than_was_applied_for():
    assert (ROWS.paid_nok <= ROWS.applied_nok).all()
    assert (ROWS.paid_nok > 0).all()


def test_supplements_are_for_agreements_in_centrality_6_only():
    with_supplement = ROWS.supplement_nok > 0
    assert (with_supplement == ((ROWS.centrality == 6) & (ROWS.grant_type == "alis"))).all()
    assert (ROWS.base_nok > 0).all()
    assert (ROWS.supplement_nok >= 0).all()


def test_every_row_has_the_class_of_its_municipality():
    assert len(ROWS) == len(GRANTS) == 3829
    assert (ROWS.centrality == ROWS.centrality_register).all()


@pytest.mark.parametrize("column", ["centrality", "size", "county_code"])
@pytest.mark.parametrize("year", [2022, 2023])
def test_kroner_per_agreement_are_of_the_right_order_in_each_class(column: str, year: int):
    mean = AGREEMENTS[AGREEMENTS.year == year].groupby(column).base_nok.mean()
    assert mean.between(130_000, 260_000).all(), mean


@pytest.mark.parametrize("year", [2022, 2023])
def test_kroner_per_guidance_grant_are_of_the_right_order(year: int):
    assert GUIDANCE[GUIDANCE.year == year].applied_nok.between(20_000, 60_000).all()


def test_amounts_are_spread_and_longer_grants_cost_more():
    oslo = AGREEMENTS[(AGREEMENTS.municipality_code == "0301") & (AGREEMENTS.year == 2023)]
    days = (pd.to_datetime(oslo.period_end) - pd.to_datetime(oslo.period_start)).dt.days
    assert oslo.applied_nok.nunique() > 0.9 * len(oslo)
    assert oslo.applied_nok.corr(days) > 0.6


@pytest.mark.parametrize("year", [2022, 2023])
def test_larger_municipalities_have_more_doctors(year: int):
    places = ROWS[ROWS.year == year].groupby("municipality_code")
    doctors, people = places.doctor_id.nunique(), places.population_2023.first()
    assert doctors.rank().corr(people.rank()) > 0.85
    assert doctors.idxmax() == "0301"


def test_periods_are_inside_the_period_of_the_year():
    start, end = (ROWS.year.map(PERIODS[name]) for name in ("period_start", "period_end"))
    assert (ROWS.period_start >= start).all()
    assert (ROWS.period_end <= end).all()
    assert (ROWS.period_start < ROWS.period_end).all()


def test_grants_of_one_doctor_in_a_year_follow_each_other():
    ordered = ROWS.sort_values(["doctor_id", "year", "period_start"])
    previous_end = ordered.groupby(["doctor_id", "year"]).period_end.shift()
    again = previous_end.notna()
    assert again.sum() == 236 + 329 + 30 + 5
    assert (ordered.period_start[again] > previous_end[again]).all()


def test_doctors_have_several_grants_only_where_the_totals_need_them():
    per_doctor = ROWS.groupby(["year", "grant_type", "doctor_id"]).size()
    surplus = (per_doctor - 1).groupby(["year", "grant_type"]).agg(["sum", "max"])
    assert surplus["sum"].to_dict() == {
        (2022, "alis"): 0,
        (2022, "guidance"): 0,
        (2023, "alis"): 329,
        (2023, "guidance"): 5,
    }
    assert surplus["max"].max() == 1


def test_few_doctors_move_and_guidance_leads_to_an_agreement():
    places = ROWS.groupby(["doctor_id", "year"]).municipality_code.agg(set).unstack().dropna()
    moved = [not (first & second) for first, second in zip(places[2022], places[2023], strict=True)]
    assert 10 <= sum(moved) <= 100
    only_guidance = ids("doctor_id", 2022, "guidance") - ids("doctor_id", 2022, "alis")
    continued = only_guidance & ids("doctor_id", 2023)
    assert len(continued & ids("doctor_id", 2023, "alis")) > 0.8 * len(continued) > 0


def test_form_and_position_go_together():
    found = set(zip(ROWS.grant_type, ROWS.practice_form.fillna("-"), ROWS.position_type, strict=True))
    assert found == {
        ("alis", "self_employed", "gp"),
        ("alis", "salaried", "gp"),
        ("alis", "salaried", "introduction"),
        ("alis", "salaried", "other_municipal"),
        ("guidance", "-", "guidance_only"),
        ("guidance", "salaried", "guidance_only"),
    }
    assert set(ROWS.decision) == {"granted"}


def test_ids_are_unique_pseudonyms_that_say_nothing():
    assert GRANTS.grant_id.is_unique
    assert GRANTS.grant_id.is_monotonic_increasing
    assert GRANTS.doctor_id.str.fullmatch("d[0-9a-f]{12}").all()
    order = GRANTS.doctor_id.drop_duplicates().rank().reset_index(drop=True)
    assert abs(order.corr(pd.Series(order.index))) < 0.1

"""The oracle against the printed tables and counts made by hand."""

from fractions import Fraction

import pandas as pd

from tests.truth.oracle import Oracle, oracle, shared_rank
from tests.truth.pick import Flow, Pick, half_up

D = oracle("D")


def test_the_printed_tables_of_the_demo() -> None:
    in_2022, in_2023 = Pick((2022,), 2020), Pick((2023,), 2020)
    assert (D.count(in_2022, "doctors"), D.count(in_2023, "doctors")) == (1358, 1871)
    assert (D.count(in_2022, "municipalities"), D.count(in_2023, "municipalities")) == (187, 228)
    assert (D.count(in_2023, "grants"), D.amount(in_2023, "applied_nok").value) == (2235, 458_416_101)
    assert D.flow(in_2023, 2023) == Flow(1871, 1358, 721, 1150, 0, 0, 208, 0)


def test_bergen_has_145_of_the_301_grants_of_vestland() -> None:
    assert D.count(Pick((2023,), 2020, counties=("46",)), "grants") == 301
    assert D.count(Pick((2023,), 2020, municipalities=("4601",)), "grants") == 145
    assert D.population(Pick((2023,), 2020, counties=("46",))) == 646_205


def test_alesund_is_one_place_over_the_reform_and_in_the_borders_of_2020() -> None:
    y4 = oracle("Y4")
    assert y4.register(Pick((2023, 2024), 2024, municipalities=("1507",)))["population"].tolist() == [67_866]
    assert y4.register(Pick((2024,), 2020, municipalities=("1507",)))["population"].tolist() == [67_866]
    apart = y4.register(Pick((2024,), 2024, counties=("15",)))
    assert {"1508", "1580"} <= set(apart["unit"])
    assert "1507" not in set(apart["unit"])


def test_a_place_whose_rows_disagree_has_the_class_of_the_register() -> None:
    mixed = oracle("MIXED")
    bergen = mixed.rows(Pick((2023,), 2020, municipalities=("4601",)))
    assert (set(bergen["centrality"]), len(bergen)) == ({2}, 145)


def test_a_known_share_and_a_missing_population_are_told_apart() -> None:
    in_2024 = oracle("Y4").amount(Pick((2024,), 2024), "granted_nok")
    assert (in_2024.known, in_2024.rows, in_2024.is_known) == (60, 2545, False)
    assert oracle("FAR").population(Pick((2027,), 2024)) is None
    assert oracle("FAR").budget_of((2026, 2027)) is None


def test_flows_by_hand() -> None:
    rows = [("a", 2021), ("a", 2023), ("b", 2022), ("b", 2023), ("c", 2022), ("d", 2023)]
    frame = pd.DataFrame(
        {
            "grant_id": [str(place) for place in range(len(rows))],
            "year": [year for _doctor, year in rows],
            "doctor_id": [doctor for doctor, _year in rows],
            "municipality_code": "0301",
            "grant_type": "alis",
            "decision": "granted",
            "centrality": 1,
        }
    )
    made = Oracle(frame, pd.DataFrame({"year": [], "budget_nok": []}))
    assert made.flow(Pick((2023,), 2020), 2023) == Flow(3, 2, 1, 1, 1, 0, 1, 0)


def test_ranks_are_shared_and_halves_go_up() -> None:
    assert shared_rank({"x": 3, "y": 3, "z": 1}, "y") == (1, 2, 3)
    assert shared_rank({"x": 3, "y": 3, "z": 1}, "z") == (3, 1, 3)
    assert half_up(Fraction(2875, 100), 1) == Fraction(288, 10)
    assert half_up(Fraction(-5, 10), 0) == -1

"""Which bars are drawn of many: never so many "with most" that one of several equals is among them."""

import pytest

from lib.figures.change_map import change_ranking
from lib.figures.ranked import ranked_note
from lib.figures.region_figures import region_ranking
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load

TEN = tuple(range(100, 0, -10))


def noted(values: tuple, *, changed: bool = False) -> str:
    return "".join(ranked_note(values, "decimal", changed=changed)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        # Ten that differ and five more: 15 of 15, or of 16 where the last is less.
        ((*TEN, *(9, 8, 7, 6, 5)), ""),
        ((*TEN, *(9, 8, 7, 6, 5, 4)), "De 15 med mest av 16 er tegnet, tabellen har alle."),
        ((*TEN, 9, 9, 9, 9, 9, 4), "De 15 med mest av 16 er tegnet, tabellen har alle."),
        # Five of the seven that have 9.
        (
            (*TEN, *(9,) * 7),
            "De 10 med mest av 17 er tegnet, og 5 av de 7 som er like etter dem. Tabellen har alle.",
        ),
        # 9,04 and 9,01 are both written 9,0.
        (
            (*TEN, 9.04, *(9.01,) * 6),
            "De 10 med mest av 17 er tegnet, og 5 av de 7 som er like etter dem. Tabellen har alle.",
        ),
        (
            (30, *(2,) * 19),
            "Den med mest av 20 er tegnet, og 14 av de 19 som er like etter den. Tabellen har alle.",
        ),
        ((0,) * 20, "15 av de 20 som deler førsteplassen, er tegnet. Tabellen har alle 20."),
        ((*(3,) * 16, 1), "15 av de 16 som deler førsteplassen, er tegnet. Tabellen har alle 17."),
    ],
)
def test_equals_are_not_divided_without_a_word(values: tuple, said: str):
    assert noted(values) == said


def test_a_change_is_said_as_one():
    assert noted((*TEN, *(9,) * 7), changed=True) == (
        "De 10 av 17 som er mest endret, er tegnet, og 5 av de 7 som er like etter."
    )
    assert noted(tuple(range(20, 0, -1)), changed=True) == (
        "De 15 av 20 som er mest endret, er tegnet, tabellen har alle."
    )


def test_a_ranking_has_its_table_in_the_order_of_its_title():
    """Grants of 2023 by county: Viken 473, Vestland 301, Oslo 269 … and Møre og Romsdal 84 as the least."""
    figure = region_ranking(View(load("D"), Selection((2023,))), metric="grants")
    assert [row[:2] for row in figure.table.rows[:3]] == [("Viken", 473), ("Vestland", 301), ("Oslo", 269)]
    assert [row[:2] for row in figure.table.rows[-2:]] == [("Møre og Romsdal", 84), ("Hele landet", 2235)]
    assert figure.table.codes[:3] == ("30", "46", "03")
    assert figure.alt.index("Viken") < figure.alt.index("Agder")
    changed = change_ranking(View(load("D"), Selection((2023,))), metric="grants", of="percent")
    assert changed.table.rows[0][0] == "Nordland"  # 67 → 117, which is 74.6 per cent more
    assert changed.table.rows[-2][0] == "Oslo"  # 224 → 269, 20.1 per cent

"""Which bars are drawn of many: never so many "with most" that one of several equals is among them."""

import pytest

from lib.figures.ranked import ranked_note

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
        "De 10 av 17 som er mest endret, er tegnet, og 5 av de 7 som er like etter dem. Tabellen har alle."
    )
    assert noted(tuple(range(20, 0, -1)), changed=True) == (
        "De 15 av 20 som er mest endret, er tegnet, tabellen har alle."
    )

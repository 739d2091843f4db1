"""The note on which bars are drawn of many, held to the column of the table that they are ordered by."""

import re
from collections.abc import Iterator

from lib.figures.figure import Figure
from tests.truth.said import NUMBER, first_number, whole
from tests.truth.tables import WHOLES, shown

DRAWN = 15
NOTE = re.compile(
    rf"^(?:De (?P<n>{NUMBER})|Den|(?P<first>{NUMBER}) av de (?P<share>{NUMBER}) som deler førsteplassen)"
    rf".*?(?: er|, er) tegnet(?:, og (?P<some>{NUMBER}) av de (?P<equal>{NUMBER}) som er like)?"
)


def false_bars(figure: Figure) -> Iterator[str]:
    """What is false in the notes on bars: the equals that they stop among must be told of."""
    for note in figure.notes:
        if (found := NOTE.match(note)) is not None:
            expected = _parts(_values(figure))
            if _said(found) != expected:
                yield f"{figure.id}: above, some and equal are {expected} – «{note}»"


def _said(found: re.Match) -> tuple[int, int, int]:
    """So many above, and so many drawn of those that are equal after them."""
    if found["first"]:
        return 0, whole(found["first"]), whole(found["share"])
    above = whole(found["n"]) if found["n"] else 1
    return (above, whole(found["some"]), whole(found["equal"])) if found["some"] else (above, 0, 0)


def _parts(values: list) -> tuple[int, int, int]:
    last = values[DRAWN - 1]
    some, equal = values[:DRAWN].count(last), values.count(last)
    return (DRAWN, 0, 0) if some == equal else (DRAWN - some, some, equal)


def _values(figure: Figure) -> list:
    """The numbers that the bars are ordered by, as they are written, the highest or most changed first."""
    growth, table = figure.id.startswith("growth-by-"), shown(figure)
    texts = table.column("this_year" if growth else figure.topic.column)
    numbers = [
        first_number(text) for row, text in zip(table.rows, texts, strict=True) if row[0] not in WHOLES
    ]
    values = [number.value for number in numbers if number is not None]
    return sorted(map(abs, values) if figure.id == "change-ranking" else values, reverse=True)

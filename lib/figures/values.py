"""How a value is written, by its kind: in full in tables, short at a mark."""

from lib.figures.figure import Cell, Kind
from lib.words import _, compact_nok, count, decimal, percent, signed
from lib.words.numbers import MILLION

_FULL = {
    "text": str,
    "count": count,
    "nok": count,
    "million_nok": lambda value: decimal(value / MILLION),
    "percent": percent,
    "decimal": decimal,
    "signed_count": signed,
    "signed_decimal": lambda value: with_sign(value, "decimal"),
}
_SHORT = {**_FULL, "nok": compact_nok, "million_nok": compact_nok}


def written(value: Cell, kind: Kind, *, unknown: str = "") -> str:
    """A table cell's text. The unit stands in the column's label; an unknown value says so."""
    return (unknown or _("not published")) if value is None else _FULL[kind](value)


def short(value: Cell, kind: Kind) -> str:
    """The text at a mark, with its unit where the number alone could be misread."""
    return _("not published") if value is None else _SHORT[kind](value)


def with_sign(value: float, kind: Kind) -> str:
    """A change at a mark: with its sign, and its unit where the number alone could be misread."""
    return _SIGNS[(value > 0) - (value < 0)] + _SHORT[kind](abs(value))


_SIGNS = {-1: "\u2212", 0: "", 1: "+"}

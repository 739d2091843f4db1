"""How a value becomes text, by its kind: in full in tables, short at a mark. There is no other way."""

from collections.abc import Callable
from fractions import Fraction
from math import isfinite

from lib.figures.figure import CellValue, Column, Kind
from lib.metrics.value import (
    Missing,
    Number,
    Partial,
    Points,
    Reason,
    StandIn,
    Value,
    difference,
    is_missing,
    number,
)
from lib.words import _, compact_nok, count, decimal, percent, signed
from lib.words.numbers import MILLION, round_half_up

_FULL = {
    "text": str,
    "count": count,
    "nok": count,
    "million_nok": lambda value: decimal(Fraction(value) / MILLION),
    "percent": percent,
    "decimal": decimal,
    "signed_count": signed,
    "signed_nok": signed,
    "signed_decimal": lambda value: format_change(value, "decimal"),
}
_SHORT = {**_FULL, "nok": compact_nok, "million_nok": compact_nok}
_DECIMALS = {"percent": 1, "decimal": 1, "signed_decimal": 1}


def format_full(value: CellValue, kind: Kind, *, unknown: str = "") -> str:
    """The text of a table cell, whose column has the unit in its label. A missing value gives its reason."""
    return _said(value, _FULL[kind], unknown)


def format_short(value: CellValue, kind: Kind) -> str:
    """The text at a mark: kroner in millions, and a unit where the number alone could be misread."""
    return _said(value, _SHORT[kind], "")


def format_with_label(label: str, value: CellValue, kind: Kind) -> str:
    """A value after its name: ``Søkt 458,4 mill. kr``, ``Innvilget: ikke avgjort``; or a reason alone."""
    said = format_short(value, kind)
    if isinstance(value, Missing) and value.reason in NAMES_ITSELF:
        return said
    return f"{label}: {said}" if is_missing(value) else f"{label} {said}"


NAMES_ITSELF = (Reason.NO_BUDGET, Reason.NOT_PAID)


def format_with_unit(value: CellValue, kind: Kind, forms: tuple[str, str]) -> str:
    """A value in full with its unit, singular or plural; a missing value gives only its reason."""
    return _said(value, lambda known: forms[abs(known) != 1].format(n=_FULL[kind](known)), "")


def _said(value: CellValue, form: Callable[[CellValue], str], unknown: str) -> str:
    if value is None:
        return unknown or _("not published")
    if isinstance(value, Missing):
        return value.text
    if isinstance(value, Partial):
        return _("{value} for {coverage}").format(value=form(value.value), coverage=value.coverage)
    if isinstance(value, Points):
        return _("{points} percentage points").format(points=signed(value, 1))
    if isinstance(value, StandIn):
        return _("{value} ({mark})").format(value=form(value.value), mark=value.mark)
    return form(value)


def within(text: str, value: CellValue) -> str:
    """The text of a value as it stands within brackets: ``50,2 mill. kr, innvilget i 2022``."""
    return text.replace(f" ({value.mark})", f", {value.mark}") if isinstance(value, StandIn) else text


def noted(text: str, value: CellValue, note: str) -> str:
    """The text of a value with a note in its brackets: ``20 mill. kr (innvilget i 2022, 8,3 %)``."""
    if not note:
        return text
    return f"{text.removesuffix(')')}, {note})" if isinstance(value, StandIn) else f"{text} ({note})"


def file_content(value: CellValue, column: Column) -> str | int | float:
    """The content of a file's cell: a plain number if it is known, else the words on screen."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Fraction) and not isinstance(value, Points) and isfinite(value):
        return float(value) if isinstance(value, Fraction) else value
    known = isinstance(value, Missing | Partial | StandIn | Points)
    return format_full(value if known else None, column.kind, unknown=column.unknown)


def format_change(value: CellValue, kind: Kind) -> str:
    """A change at a mark: with its sign, and its unit where the number alone could be misread."""
    if not isinstance(value, int | float | Fraction):
        return format_short(value, kind)
    shown = round_half_up(value, decimals_of(kind))
    return _SIGNS[(shown > 0) - (shown < 0)] + _SHORT[_UNSIGNED.get(kind, kind)](abs(value))


_UNSIGNED: dict[Kind, Kind] = {"signed_count": "count", "signed_decimal": "decimal", "signed_nok": "nok"}
_SIGNS = {-1: "\u2212", 0: "", 1: "+"}


def decimals_of(kind: Kind) -> int:
    """The decimals that values of a kind are written with."""
    return _DECIMALS.get(kind, 0)


def round_full(value: Number, kind: Kind) -> Number:
    """The value rounded as ``format_full`` writes it, so that two values with the same text are equal."""
    return Fraction(round_half_up(value, decimals_of(kind)))


def round_short(value: Number, kind: Kind) -> Number:
    """The value rounded as ``format_short`` writes it, where kroner are tenths of a million."""
    return _in_millions(value) if kind == "nok" and abs(value) >= MILLION else round_full(value, kind)


def change_full(now: Value, before: Value, kind: Kind) -> Value:
    """The change between two values as they are written in full, which is what their reader subtracts.

    Rounded by itself, a change may differ from that in its last figure: 29.0 → 34.0 would be +5.1.
    """
    return _difference(now, before, lambda value: round_full(value, kind))


def change_short(now: Value, before: Value, kind: Kind) -> Value:
    """The change between two values as they are written at marks: ``change_full`` for ``format_short``.

    Of kroner below a million, which are written in full beside rounded millions, the change is exact.
    """
    change = change_full(now, before, kind)
    if kind != "nok" or isinstance(change, Missing) or min(abs(number(now)), abs(number(before))) < MILLION:
        return change
    of_millions = _difference(now, before, _in_millions)
    return of_millions if abs(of_millions) >= MILLION else change


def _difference(now: Value, before: Value, shown: Callable[[Number], Number]) -> Value:
    changed = difference(now, before)
    if isinstance(changed, Missing):
        return changed
    found = shown(number(now)) - shown(number(before))
    return int(found) if found == int(found) else found


def _in_millions(nok: Number) -> Number:
    """Kroner as they are written from a million up: in tenths of a million."""
    tenth = Fraction(MILLION, 10)
    return Fraction(round_half_up(Fraction(nok) / tenth, 0)) * tenth

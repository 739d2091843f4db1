"""Tooltips, made in the browser from whole numbers: 356 sentences would be most of a page.

The same form gives the same words in Python, for files; a test holds the two to each other. Numbers are
rounded here, half up, and travel as whole numbers at the decimals their kind is written with.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lib.figures.figure import Kind
from lib.figures.values import format_full, format_short
from lib.metrics.value import Partial, is_missing, number
from lib.words import _
from lib.words.numbers import MILLION, MILLION_NOK, MINUS, WHOLE_NOK, percent_sign, round_half_up


@dataclass(frozen=True)
class Number:
    """How a tooltip writes the numbers of a column. ``signed``: a change; ``unknown``: text without a value.

    A column that is always known has an empty ``unknown``. ``forms`` are the texts of one thing and of
    several, after the number ``{n}``; kroner may be ``rounded`` as in a headline, with their unit.
    """

    kind: Kind
    signed: bool = False
    unknown: str = "–"
    forms: tuple[str, str] = ()
    rounded: bool = False

    @property
    def decimals(self) -> int:
        """The decimals that the kind is written with."""
        return 1 if self.kind in ("decimal", "percent") else 0

    def packed(self, value: float | None) -> int | None:
        """The number as it is sent: a whole number in units of its last written decimal."""
        exact = value.value if isinstance(value, Partial) else number(value)
        return None if exact is None else int(round_half_up(exact, self.decimals) * 10**self.decimals)

    def text(self, value: float | None) -> str:
        """The number in words."""
        if is_missing(value):
            return self.unknown
        packed, sign = self.packed(value), ""
        if self.signed:  # before the unit too, where the language has that before the number
            sign, value = {True: "+", False: MINUS}[packed > 0] if packed else "", abs(value)
        text = (format_short if self.rounded else format_full)(value, self.kind)
        text = self.forms[abs(packed) != 10**self.decimals].format(n=text) if self.forms else text
        return sign + text

    def expression(self, field: str) -> str:
        """The same words of a packed number, as a Vega expression."""
        number = f"abs({field})" if self.signed else field
        number = f"{number} / 10" if self.decimals else number
        unit = f" + {_quoted(percent_sign())}" if self.kind == "percent" else ""
        said = f"format({number}, ',.{self.decimals}f'){unit}"
        if self.rounded:
            said = _rounded(field)
        if self.forms:
            before, _n, after = self.forms[1].partition("{n}")
            one, many = _quoted(self.forms[0].partition("{n}")[2]), _quoted(after)
            said = f"{_quoted(before)} + {said}" if before else said
            said += f" + {many}" if one == many else f" + (abs({field}) === 1 ? {one} : {many})"
        if self.signed:
            said = f"({field} > 0 ? '+' : {field} < 0 ? '{MINUS}' : '') + {said}"
        if not self.unknown:
            return said
        return f"(isValid({field}) ? {said} : {_quoted(self.unknown)})"


@dataclass(frozen=True)
class Sentence:
    """The form of a tooltip, with columns in braces and ``{name}`` among them, and how each is written."""

    form: str
    numbers: tuple[tuple[str, Number], ...]
    flags: tuple[tuple[str, str], ...] = ()  # columns of yes or no, and what is said where it is yes

    def said(self, row: Mapping, name: str) -> str:
        """The sentence of a row with the numbers as they are."""
        texts = {column: number.text(row[column]) for column, number in self.numbers}
        texts |= {column: text if row[column] else "" for column, text in self.flags}
        return self.form.format(name=name, **texts)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the form names, the name apart."""
        return tuple(part for part in re.findall(r"\{(\w+)\}", self.form) if part != "name")

    def columns_of(self, row: Mapping) -> dict:
        """A row's columns that the form names."""
        return {column: row[column] for column in self.columns}

    def expression(self, *, name: str) -> str:
        """The same sentence as a Vega expression; ``name`` is an expression for the name."""
        said = {column: number.expression(f"datum.{column}") for column, number in self.numbers}
        said |= {column: f"(datum.{column} ? {_quoted(text)} : '')" for column, text in self.flags}
        said["name"] = name
        parts = [
            said[part] if i % 2 else _quoted(part) for i, part in enumerate(re.split(r"\{(\w+)\}", self.form))
        ]
        return " + ".join(part for part in parts if part != '""')


def _rounded(field: str) -> str:
    """Kroner as in a headline, half up: whole below a million, above it millions with one decimal."""
    whole = _around(WHOLE_NOK, f"format({field}, ',.0f')")
    millions = _around(MILLION_NOK, f"format(floor({field} / 1e5 + 0.5) / 10, ',.1f')")
    return f"({field} < {MILLION} ? {whole} : {millions})"


def _around(form: str, number: str) -> str:
    """A Vega expression for a number with the words that the language has before and after it."""
    before, after = _(form).split("{amount}")
    return " + ".join(part for part in (_quoted(before), number, _quoted(after)) if part != '""')


def _quoted(text: str) -> str:
    """A text as a Vega string literal."""
    return json.dumps(text, ensure_ascii=False)

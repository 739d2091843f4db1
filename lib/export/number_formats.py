"""Number formats of office files. The reader's own program puts in the separators of its language."""

from lib.figures.figure import Kind
from lib.figures.values import decimals_of
from lib.words import _
from lib.words.numbers import MILLION, MILLION_NOK, WHOLE_NOK, percent_sign, round_half_up

_MINUS = "\N{MINUS SIGN}"
LEFT = f'#,##0;"{_MINUS}"#,##0'  # counts of which those that left stand below zero


def in_cells(kind: Kind) -> str:
    """The format of a cell. Its value is never changed: a percentage is 37.8, an amount whole kroner."""
    return _IN_CELLS.get(kind) or f'#,##0.0"{percent_sign()}"'


_IN_CELLS: dict[Kind, str] = {
    "text": "@",
    "count": "#,##0",
    "nok": "#,##0",
    "million_nok": "#,##0.0,,",
    "decimal": "#,##0.0",
    "signed_count": f'+#,##0;"{_MINUS}"#,##0;0',
    "signed_nok": f'+#,##0;"{_MINUS}"#,##0;0',
    "signed_decimal": f'+#,##0.0;"{_MINUS}"#,##0.0;0.0',
}


def in_cell(value: float, kind: Kind) -> float:
    """The value of a cell: as it is, but nothing where a format would write less than nothing, as −0.0."""
    return 0 if value < 0 and not round_half_up(value, decimals_of(kind)) else value


def at_marks(kind: Kind) -> str:
    """The format of a label at a mark, with its unit, as ``lib.figures.values.format_short`` writes it."""
    if kind not in ("nok", "million_nok"):
        return in_cells(kind)
    return f"[>={MILLION}]{_around(MILLION_NOK, '#,##0.0,,')};{_around(WHOLE_NOK, '#,##0')}"


def _around(form: str, number: str) -> str:
    """A number's format within the words that the language has before and after it."""
    before, after = _(form).split("{amount}")
    return "".join((f'"{before}"' if before else "", number, f'"{after}"' if after else ""))

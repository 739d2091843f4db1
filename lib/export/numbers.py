"""Number formats of office files. The program of a Norwegian reader puts in hard spaces and commas."""

from lib.figures.figure import Kind
from lib.words import _

_HARD_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MILLION = 1_000_000

# The value in the cell is never changed: a percentage is held as 37.8, an amount in whole kroner.
IN_CELLS: dict[Kind, str] = {
    "text": "@",
    "count": "#,##0",
    "nok": "#,##0",
    "million_nok": "#,##0.0,,",
    "percent": f'#,##0.0"{_HARD_SPACE}%"',
    "decimal": "#,##0.0",
    "signed_count": f'+#,##0;"{_MINUS}"#,##0;0',
}
SHARE = f'#,##0"{_HARD_SPACE}%"'
WITHOUT_SIGN = "#,##0;#,##0"


def at_marks(kind: Kind) -> str:
    """The format of a label at a mark, short and with its unit, as ``lib.figures.values.short`` writes it."""
    if kind not in ("nok", "million_nok"):
        return IN_CELLS[kind]
    million, krone = _("million NOK"), _("NOK")
    return f'[>={_MILLION}]#,##0.0,,"{_HARD_SPACE}{million}";#,##0"{_HARD_SPACE}{krone}"'

"""A figure's table as CSV that Excel opens right: UTF-8 with BOM, and for a Norwegian one semicolons and
decimal comma; in English commas and decimal point.

The table comes first, so that it is rectangular from the first line; what the numbers are (title, year,
selection, notes, source) follows after an empty line and never parts from them.
"""

import csv
import io

from lib.figures.figure import CellValue, Column, Figure
from lib.figures.file_table import file_table
from lib.figures.values import file_content
from lib.words import _, language
from lib.words.numbers import round_half_up

MAX_DECIMALS = 6
# Language → cell separator and decimal mark, as a spreadsheet in that language expects them.
MARKS = {"nb": (";", ","), "en": (",", ".")}
# A spreadsheet reads a cell that starts with one of these as a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(figure: Figure) -> bytes:
    """The figure's table and texts. Numbers stand as the table holds them, in the unit of their label."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=MARKS[language()][0], lineterminator="\r\n")
    table = file_table(figure.table)
    columns = table.columns
    writer.writerow(_text(_header(column)) for column in columns)
    writer.writerows(
        [_cell(value, column) for value, column in zip(row, columns, strict=True)] for row in table.rows
    )
    writer.writerow([])
    texts = (figure.title, figure.subtitle, *figure.notes, figure.source)
    writer.writerows([_text(text)] for text in texts if text)
    return stream.getvalue().encode("utf-8-sig")


def _header(column: Column) -> str:
    """The column's label with its unit, which a cell with a bare number does not say."""
    says_so = _("per cent") in column.label
    is_bare = column.kind == "percent" and not says_so
    return _("{label} (per cent)").format(label=column.label) if is_bare else column.label


def _cell(value: CellValue, column: Column) -> str:
    if value is None:
        return ""
    content = file_content(value, column)
    return _text(content) if isinstance(content, str) else _number(content)


def _text(value: str) -> str:
    """Text that a spreadsheet shows and never runs."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _number(value: float) -> str:
    """A number with the decimals it has, six at most: ``12.50`` → ``12,5``."""
    digits = f"{round_half_up(value, MAX_DECIMALS):f}".rstrip("0").rstrip(".")
    return "0" if digits in ("", "-0") else digits.replace(".", MARKS[language()][1])

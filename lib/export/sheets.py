"""What every sheet of a workbook shares: its inks, its first two lines, and text that stays text."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.export.output import printable
from lib.figures.theme import colour

INK, MUTED, RULE, HEADER = colour("text", "light"), "#595959", colour("axis", "light"), "#E8EEF1"


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
    """A cell of text: never a formula, a link or a number, whatever it looks like."""
    sheet.write_string(row, column, printable(text), form)


def write_heading(book: Workbook, sheet: Worksheet, title: str, subtitle: str) -> None:
    """The first two lines of a sheet."""
    write_text(sheet, 0, 0, title, book.add_format({"bold": True, "font_size": 14, "font_color": INK}))
    write_text(sheet, 1, 0, subtitle, book.add_format({"font_color": MUTED}))

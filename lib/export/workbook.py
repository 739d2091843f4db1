"""A figure as an Excel workbook: its table with real numbers, a native chart, and what the numbers are.

Everything is written as what it is: text as text, which no spreadsheet runs, and numbers in full
precision with a format that shows them as the page does.
"""

import io
import textwrap
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.export.measure import width_of
from lib.export.native import sheet_chart_of
from lib.export.number_formats import in_cell, in_cells
from lib.export.output import printable, raising_export_errors
from lib.export.sheet_chart import AS_TEXT, HEADER, INK, MUTED, RULE, write_chart, write_heading, write_text
from lib.figures.figure import CellValue, Column, Figure, Table
from lib.figures.file_table import file_table
from lib.figures.values import file_content, format_full
from lib.words import N_, _

A4 = 9
HEADER_ROW = 3  # below title, subtitle and an empty row
WIDEST = 60  # letters; longer texts are broken into lines
NARROWEST = 10
POINTS = 11  # the size of letters in a sheet
DIGIT = 5.25  # the width of a digit in points, which the width of a column is told in
ABOUT = 34  # letters of a label on the sheet about the numbers
ROW_POINTS = 15
LINE = 90  # letters of a note on one line
MANY_COLUMNS = 6  # from here on the names stay while the reader scrolls sideways
LONGEST_PROPERTY = 255


def to_xlsx(figure: Figure) -> bytes:
    """The workbook: table, chart where there is one, and "Les meg". Raises ExportError."""
    return raising_export_errors(
        f"the workbook of {figure.id}",
        lambda: _workbook(figure),
        failures=(XlsxWriterException,),
        message=N_(
            "The workbook could not be made. The numbers can still be downloaded as CSV. Error code: {code}."
        ),
    )


def _workbook(figure: Figure) -> bytes:
    stream = io.BytesIO()
    with Workbook(stream, AS_TEXT) as book:
        title, source = (printable(text)[:LONGEST_PROPERTY] for text in (figure.title, figure.source))
        book.set_properties({"title": title, "subject": source})
        _write_table_sheet(book, figure)
        drawing = sheet_chart_of(figure)
        if drawing:
            write_chart(book, _sheet(book, _("Chart")), figure, drawing)
        _write_about(book, _sheet(book, _("Read me")), figure)
    return stream.getvalue()


def _sheet(book: Workbook, name: str) -> Worksheet:
    """A sheet that prints on A4 across, as wide as the paper."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")
    return sheet


def _write_table_sheet(book: Workbook, figure: Figure) -> None:
    sheet, table = _sheet(book, _("Table")), file_table(figure.table)
    write_heading(book, sheet, figure.title, figure.subtitle)
    widths = [_width(table, place) for place in range(len(table.columns))]
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        write_text(sheet, HEADER_ROW, place, column.label, _header(book, column))
    _write_rows(book, sheet, table, widths)
    sheet.freeze_panes(HEADER_ROW + 1, 1 if len(table.columns) >= MANY_COLUMNS else 0)
    sheet.repeat_rows(HEADER_ROW)
    _write_notes(book, sheet, figure, widths)


def _write_rows(book: Workbook, sheet: Worksheet, table: Table, widths: list[float]) -> None:
    plain = [_cell_format(book, column) for column in table.columns]
    total = [_cell_format(book, column, bold=True, top=1, top_color=RULE) for column in table.columns]
    for number, row in enumerate(table.rows):
        last = table.has_total and number == len(table.rows) - 1
        place, lines = HEADER_ROW + 1 + number, 1
        for across, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            form = (total if last else plain)[across]
            content = file_content(value, column)
            if isinstance(content, str):
                write_text(sheet, place, across, content, form)
                lines = max(lines, _lines(content, widths[across]))
            else:
                sheet.write_number(place, across, in_cell(content, column.kind), form)
        sheet.set_row(place, ROW_POINTS * lines)


def _write_notes(book: Workbook, sheet: Worksheet, figure: Figure, widths: list[float]) -> None:
    """Notes and source under the table, broken into lines over as many columns as a line needs."""
    across, width = 0, widths[0]
    while width < LINE:
        across += 1
        width += widths[across] if across < len(widths) else NARROWEST
    sheet.set_column(len(widths), max(across, len(widths)), NARROWEST)
    form = book.add_format({"text_wrap": True, "valign": "top", "font_color": MUTED, "font_size": 10})
    place = HEADER_ROW + len(figure.table.rows) + 2
    for text in filter(None, (*figure.notes, figure.source)):
        if across:  # one cell alone is not a range to merge
            sheet.merge_range(place, 0, place, across, "", form)
        write_text(sheet, place, 0, text, form)
        sheet.set_row(place, ROW_POINTS * _lines(text, width))
        place += 1


def _write_about(book: Workbook, sheet: Worksheet, figure: Figure) -> None:
    """Write the facts about the numbers, so that the file can be trusted without the page."""
    label = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "font_color": INK})
    text = book.add_format({"valign": "top", "text_wrap": True, "font_color": INK})
    sheet.set_column(0, 0, ABOUT)
    sheet.set_column(1, 1, LINE)
    write_heading(book, sheet, figure.title, figure.subtitle)
    said = [
        *figure.facts,
        *((_("Note"), note) for note in figure.notes),
        (_("Source line"), figure.source),
        (_("The numbers"), _("The cells hold the numbers in full precision and show them rounded.")),
    ]
    for place, (name, value) in enumerate(said, 3):
        write_text(sheet, place, 0, name, label)
        write_text(sheet, place, 1, value, text)
        sheet.set_row(place, ROW_POINTS * max(_lines(name, ABOUT), _lines(value, LINE)))


def _lines(text: str, width: float) -> int:
    """Lines of a text broken between its words. Not every program works out the height of a row by itself."""
    parts = text.splitlines() or [""]
    return sum(max(1, len(textwrap.wrap(part, int(width)))) for part in parts)


def _header(book: Workbook, column: Column) -> Format:
    align = "left" if column.kind == "text" else "right"
    look = {"bold": True, "text_wrap": True, "valign": "bottom", "align": align, "font_color": INK}
    return book.add_format({**look, "bg_color": HEADER, "bottom": 1, "bottom_color": RULE})


def _cell_format(book: Workbook, column: Column, **look: object) -> Format:
    side = {"text_wrap": True} if column.kind == "text" else {"align": "right"}
    base = {"num_format": in_cells(column.kind), "valign": "top", "font_color": INK}
    return book.add_format({**base, **side, **look})


def _width(table: Table, place: int) -> float:
    """Letters of the widest cell; a label may be broken between its words."""
    column = table.columns[place]
    cells = [_shown(row[place], column) for row in table.rows]
    words = max(map(_letters, column.label.split()), default=0)
    widest = max([words, min(len(column.label), 16), *map(len, cells)])
    return max(NARROWEST, min(WIDEST, widest) + 2)


def _letters(word: str) -> int:
    """How many digits are as wide as a word of a header, which a spreadsheet breaks where it has no room."""
    points = width_of(word, POINTS, face="slide", bold=True)
    return ceil(points / DIGIT)


def _shown(value: CellValue, column: Column) -> str:
    content = file_content(value, column)
    return content if isinstance(content, str) else format_full(content, column.kind)

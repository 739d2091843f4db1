"""The sheet with a native Excel chart, and under it the numbers that the chart reads.

The chart takes title, names and values from cells and never from a string of ours, which Excel could take
for a formula; whoever edits a cell changes the chart.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from lib.export.native import Series, SheetChart
from lib.export.number_formats import LEFT, at_marks, in_cell
from lib.export.output import printable
from lib.figures.figure import Figure
from lib.figures.theme import colour, ink
from lib.words import _

# A name that starts with "=" would be a formula, and one that starts with "http" a link.
AS_TEXT = {"in_memory": True} | dict.fromkeys(
    ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
)
INK, MUTED, RULE, HEADER = colour("text", "light"), "#595959", colour("axis", "light"), "#E8EEF1"
TYPES = {
    "bars": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "shares": {"type": "bar", "subtype": "percent_stacked"},
    "columns": {"type": "column"},
}
CHART_ROW = 3  # below title, subtitle and an empty row
WIDTH, LEAST_HEIGHT = 960, 400
ON_ONE_PAGE = 30  # categories; a longer list runs over several pages
FEW = 3  # categories that would be blocks if they filled the chart
AROUND = 130  # px of title, subtitle and legend
BAR, CATEGORY = 20, 12  # px of one bar, and of the room between two categories
ROW = 20  # px of a sheet's row
NAMES, NUMBERS = 44, 20  # letters of a column
NOTHING = {"none": True}


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
    """Write text to a cell, never as a formula, a link or a number."""
    sheet.write_string(row, column, printable(text), form)


def write_heading(book: Workbook, sheet: Worksheet, title: str, subtitle: str) -> None:
    """The first two lines of a sheet."""
    write_text(sheet, 0, 0, title, book.add_format({"bold": True, "font_size": 14, "font_color": INK}))
    write_text(sheet, 1, 0, subtitle, book.add_format({"font_color": MUTED}))


def write_chart(book: Workbook, sheet: Worksheet, figure: Figure, drawing: SheetChart) -> None:
    """Title and subtitle, the chart, its numbers and the source, from top to bottom."""
    write_heading(book, sheet, drawing.title, drawing.subtitle)
    if len(drawing.categories) <= ON_ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    height = _height(drawing)
    top = CHART_ROW + -(-height // ROW) + 2
    _write_numbers(book, sheet, drawing, top)
    bottom = top + len(drawing.categories) + 3
    write_text(sheet, bottom, 0, figure.source, book.add_format({"font_color": MUTED, "font_size": 10}))

    chart = book.add_chart(TYPES[drawing.form])
    cells = _Cells(sheet.get_name(), top, len(drawing.categories))
    for place, series in enumerate(drawing.series):
        chart.add_series(_series(drawing, series, cells, place))
    _style(chart, drawing, cells)
    chart.set_size({"width": WIDTH, "height": height})
    chart.show_blanks_as("gap")
    # The position is read out with the chart: what it shows, in words.
    sheet.insert_chart(CHART_ROW, 0, chart, {"description": printable(figure.alt), "object_position": 2})


class _Cells:
    """Where the chart finds its numbers on the sheet: names, then one column per series, then labels."""

    def __init__(self, sheet: str, top: int, rows: int) -> None:
        self._sheet, self._top, self._rows = quote_sheetname(sheet), top, rows

    def title(self) -> str:
        return self._cell(0, 0)

    def subtitle(self) -> str:
        return self._cell(1, 0)

    def name(self, column: int) -> str:
        return self._cell(self._top, column)

    def column(self, column: int) -> str:
        cells = xl_range_abs(self._top + 1, column, self._top + self._rows, column)
        return f"={self._sheet}!{cells}"

    def label(self, row: int, column: int) -> str:
        return self._cell(self._top + 1 + row, column)

    def _cell(self, row: int, column: int) -> str:
        return f"={self._sheet}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def _write_numbers(book: Workbook, sheet: Worksheet, drawing: SheetChart, top: int) -> None:
    """The data area. An unknown value is an empty cell: text would be drawn as zero."""
    head = {"bold": True, "text_wrap": True, "valign": "bottom", "font_color": INK, "bottom": 1}
    left, right = (
        book.add_format({**head, "align": align, "bottom_color": RULE}) for align in ("left", "right")
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK})
    indented = book.add_format({"valign": "top", "font_color": INK, "align": "left", "indent": 2})
    left_indented = book.add_format({**head, "align": "left", "indent": 2, "bottom_color": RULE})
    number = book.add_format({"num_format": _label_format(drawing), "valign": "top", "font_color": INK})
    sheet.set_column(0, 0, NAMES)
    sheet.set_column(1, 2 * len(drawing.series), NUMBERS)
    write_text(sheet, top, 0, _("The numbers of the chart"), left)
    for row, name in enumerate(drawing.categories, top + 1):
        write_text(sheet, row, 0, name, wrapped)
        sheet.set_row_pixels(row, ROW * len(name.splitlines()))
    for place, series in enumerate(drawing.series, 1):
        write_text(sheet, top, place, series.name, right)
        for row, value in enumerate(series.values, top + 1):
            if value is not None:
                sheet.write_number(row, place, in_cell(value, drawing.kind), number)
    for place, series in _with_labels(drawing):
        write_text(sheet, top, place, _("At the mark"), left_indented)
        for row, label in enumerate(series.labels, top + 1):
            write_text(sheet, row, place, label, indented)


def _with_labels(drawing: SheetChart) -> list[tuple[int, Series]]:
    """The series with texts of their own, by the column of those texts."""
    labelled = [series for series in drawing.series if series.labels]
    return list(enumerate(labelled, len(drawing.series) + 1))


def _series(drawing: SheetChart, series: Series, cells: _Cells, place: int) -> dict[str, Any]:
    """One series: its colour, edge and labels, by the form of the chart."""
    stacked = drawing.form in ("stacked", "shares")
    look = {
        "fill": {"color": series.colour},
        "border": {"color": "#FFFFFF", "width": 0.5} if stacked else NOTHING,
    }
    if series.outlined:
        look = {"fill": {"color": "#FFFFFF"}, "border": {"color": series.colour, "width": 1.5}}
    return {
        "name": cells.name(place + 1),
        "categories": cells.column(0),
        "values": cells.column(place + 1),
        "gap": 40 if len(drawing.categories) > FEW else 90,
        "overlap": 100 if stacked or drawing.form == "columns" else 0,
        "data_labels": _labels(drawing, series, cells),
        **look,
    }


def _labels(drawing: SheetChart, series: Series, cells: _Cells) -> dict[str, Any]:
    stacked = drawing.form in ("stacked", "shares")
    labels: dict[str, Any] = {
        "value": True,
        "num_format": _label_format(drawing),
        "position": "center" if stacked else "outside_end",
        "font": {"color": ink(series.colour) if stacked else INK, "size": 10},
    }
    column = next((place for place, one in _with_labels(drawing) if one is series), None)
    if column is not None:
        font = labels["font"]
        labels["custom"] = [
            {"value": cells.label(row, column), "font": font} for row in range(len(series.values))
        ]
    elif series.labelled:
        labels["custom"] = [None if shown else {"delete": True} for shown in series.labelled]
    return labels


def _style(chart: Chart, drawing: SheetChart, cells: _Cells) -> None:
    """Set title, axes and legend; hide frames, gridlines and axes that carry no information."""
    chart.set_title(
        {"name": cells.title(), "name_font": {"size": 14, "bold": True, "color": INK}, "overlay": False}
    )
    chart.set_chartarea({"border": NOTHING, "fill": {"color": "#FFFFFF"}})
    chart.set_plotarea({"fill": NOTHING})
    if len(drawing.series) > 1:
        chart.set_legend({"position": "bottom", "font": {"size": 10, "color": INK}})
    else:
        chart.set_legend({"none": True})
    named = {"name": cells.subtitle(), "name_font": {"size": 10, "bold": False, "color": MUTED}}
    names = {"num_font": {"size": 10, "color": INK}, "line": {"color": RULE}, "major_tick_mark": "none"}
    # Numbers are written at the marks: no scale, no grid. Bars start at zero.
    bare = {"label_position": "none", "line": NOTHING, "major_gridlines": {"visible": False}}
    bare |= {"major_tick_mark": "none", "minor_tick_mark": "none"}
    if drawing.form == "columns":
        scale = {
            "num_font": {"size": 10, "color": INK},
            "num_format": _label_format(drawing),
            "line": NOTHING,
        }
        grid = {"visible": True, "line": {"color": colour("grid", "light")}}
        chart.set_y_axis({**scale, "min": 0, "major_gridlines": grid})
        chart.set_x_axis({**named, **names, "label_position": "none"})
        return
    lowest = {} if drawing.form == "stacked" else {"min": 0}
    chart.set_x_axis({**bare, **named, **lowest})
    chart.set_y_axis({**names, "reverse": True, "label_position": "low"})


def _label_format(drawing: SheetChart) -> str:
    return LEFT if drawing.form == "stacked" else at_marks(drawing.kind)


def _height(drawing: SheetChart) -> int:
    bars = len(drawing.series) if drawing.form == "bars" else 1.5
    if drawing.form == "columns":
        return LEAST_HEIGHT
    return max(LEAST_HEIGHT, int(AROUND + len(drawing.categories) * (BAR * bars + CATEGORY)))

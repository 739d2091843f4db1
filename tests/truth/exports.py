"""The files that a figure leaves in: their texts, and charts whose series are what they are called."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from pptx import Presentation

from lib.export import CSV, PPTX, XLSX
from lib.figures.figure import Figure
from tests.truth.said import first_number
from tests.truth.tables import Shown, shown
from tests.truth.wording import faults_of


@dataclass(frozen=True)
class Series:
    """A series of a native chart: its name, and value by category."""

    name: str
    values: dict[str, float | None]


def false_files(figure: Figure) -> Iterator[str]:
    """What is wrong in the files of a figure."""
    if not figure.table.rows:
        return
    table = shown(figure)
    files = {"csv": (_csv(figure), []), "xlsx": _workbook(figure), "pptx": _slide(figure)}
    for kind, (texts, charts) in files.items():
        for text in texts:
            yield from (f"{figure.id}, {kind}: {fault}" for fault in faults_of(text))
        for series in charts:
            yield from (f"{figure.id}, {kind}: {fault}" for fault in false_series(series, table))


def false_series(series: list[Series], table: Shown) -> Iterator[str]:
    """Series with one name, and series that are called a column that has other numbers."""
    names = [each.name for each in series]
    yield from (f"two series are called «{n}»" for n in sorted(set(names)) if names.count(n) > 1)
    rows = {row[0]: row for row in table.rows}
    for each in series:
        if each.name not in table.heads[1:]:
            continue
        place = table.heads.index(each.name)
        for name, value in each.values.items():
            said = first_number(rows[name][place]) if name in rows else None
            if said is not None and value is not None and abs(abs(float(said.value)) - abs(value)) > 0.5001:
                yield f"«{each.name}» of {name} is {value}, and {rows[name][place]} in the table"


def _csv(figure: Figure) -> list[str]:
    return CSV.make(figure).decode("utf-8-sig").splitlines()[:1]


def _workbook(figure: Figure) -> tuple[list[str], list[list[Series]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(XLSX.make(figure)))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    charts = [
        [_series_of(book, each) for each in chart.series]
        for sheet in book.worksheets
        for chart in sheet._charts
        if chart.series and chart.series[0].cat is not None
    ]
    return texts, charts


def _series_of(book: openpyxl.Workbook, series: object) -> Series:
    (name,) = _cells(book, series.tx.strRef.f)
    categories = _cells(book, (series.cat.strRef or series.cat.numRef).f)
    values = map(_number, _cells(book, series.val.numRef.f))
    return Series(str(name), dict(zip(map(str, categories), values, strict=False)))


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _cells(book: openpyxl.Workbook, reference: str) -> list[object]:
    sheet, _bang, area = reference.rpartition("!")
    found = book[sheet.strip("'")][area.replace("$", "")]
    if not isinstance(found, tuple):
        return [found.value]
    return [cell.value for row in found for cell in (row if isinstance(row, tuple) else (row,))]


def _slide(figure: Figure) -> tuple[list[str], list[list[Series]]]:
    deck = Presentation(io.BytesIO(PPTX.make(figure)))
    texts, charts = [], []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                plot = shape.chart.plots[0]
                names = list(map(str, plot.categories))
                charts.append([Series(s.name, dict(zip(names, s.values, strict=False))) for s in plot.series])
        if slide.has_notes_slide:
            texts.append(slide.notes_slide.notes_text_frame.text)
    return [line for text in texts for line in text.splitlines()], charts

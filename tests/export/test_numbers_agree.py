"""What leaves says the same as the screen: for random selections, every number of every figure."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from html import unescape

import openpyxl
import pandas as pd
import pytest

from lib.export import CSV, PDF, PNG, SVG, WIDE, XLSX
from lib.export.workbook import HEADER_ROW
from lib.figures.figure import Figure
from lib.figures.file_table import file_table
from lib.figures.values import format_full
from lib.metrics.selection import Selection
from lib.metrics.value import drawn_number, number
from tests.figures.catalogue import EXTRACT, MAKERS, SELECTIONS, built

PAIRS, DRAWN = 260, 24
LEAST_SHARE = 6  # per cent: a narrower part of a bar has no room for its number


@cache
def pairs() -> tuple[tuple[str, Figure], ...]:
    """Every figure once, and then figures and selections at random; the same on every machine."""
    chance = random.Random(20231020)
    labels = [*MAKERS, *chance.choices(list(MAKERS), k=PAIRS - len(MAKERS))]
    chosen = [(label, chance.randrange(len(SELECTIONS))) for label in labels]
    return tuple((f"{label}, selection {i}", built(SELECTIONS[i])[label]) for label, i in chosen)


@cache
def workbooks() -> tuple[tuple[str, Figure, bytes], ...]:
    return tuple((label, figure, XLSX.make(figure)) for label, figure in pairs())


def opened() -> Iterator[tuple[str, Figure, openpyxl.Workbook]]:
    for label, figure, content in workbooks():
        yield label, figure, openpyxl.load_workbook(io.BytesIO(content))


def test_there_are_enough_of_them_and_they_differ():
    assert len(pairs()) >= 200
    assert len({label for label, _figure in pairs()}) >= 200
    assert {label.partition(",")[0] for label, _figure in pairs()} == set(MAKERS)


def test_every_cell_of_the_workbook_is_that_of_the_table():
    faults, compared = [], 0
    for label, figure, book in opened():
        table = file_table(figure.table)
        sheet, columns = book["Tabell"], table.columns
        last = HEADER_ROW + 1 + len(figure.table.rows)
        found = list(sheet.iter_rows(HEADER_ROW + 1, last, max_col=len(columns), values_only=True))
        if list(found[0]) != [column.label for column in columns]:
            faults.append(f"{label}: {found[0]}")
        for cells, row in zip(found[1:], table.rows, strict=True):
            for cell, value, column in zip(cells, row, columns, strict=True):
                compared += isinstance(value, int | float | Fraction)
                if not isinstance(value, str | int | float | Fraction):
                    value = format_full(value, column.kind, unknown=column.unknown)
                value = float(value) if isinstance(value, Fraction) else value
                exact = isinstance(value, int | float) and cell == pytest.approx(value, rel=1e-14)
                if not exact and (isinstance(value, int | float) or cell != value):
                    faults.append(f"{label}: {column.label} {cell!r} for {value!r}")
    assert compared > 10_000
    assert faults[:12] == []


def test_every_number_of_the_chart_is_one_of_the_table():
    faults, compared, charts = [], 0, 0
    for label, figure, book in opened():
        cells = (drawn_number(c) for row in figure.table.rows for c in row if not isinstance(c, str))
        known = {round(abs(c), 6) for c in cells if c is not None}
        for chart in book["Diagram"]._charts if "Diagram" in book.sheetnames else ():
            charts += 1
            for series in chart.series:
                cells = series.val.numRef.f.partition("!")[2].replace("$", "")
                for (cell,) in book["Diagram"][cells] if ":" in cells else [[book["Diagram"][cells]]]:
                    if cell.value is not None:
                        compared += 1
                        if round(abs(cell.value), 6) not in known | {0.0}:
                            faults.append(f"{label}: {cell.value}")
    assert charts > 100
    assert compared > 1500
    assert faults[:12] == []


def asked(figure: Figure) -> list:
    """The values of the first column that the chart draws, without the whole."""
    return [row[figure.chart.columns[0]] for row in figure.table.body]


def test_a_figure_with_a_chart_has_one_in_the_workbook():
    """Unless every value is zero or unknown, where a ranking has nobody to rank."""
    drawable = [figure for _label, figure in pairs() if figure.chart and figure.table.rows]
    without = [
        label
        for label, figure, book in opened()
        if figure.chart
        and "Diagram" not in book.sheetnames
        and any(number(cell) for row in figure.table.rows for cell in row[1:])
        and any(number(value) for value in asked(figure))
    ]
    assert len(drawable) > 100
    assert without == []


def test_every_number_of_the_csv_is_that_of_the_table():
    faults, compared = [], 0
    for label, figure in pairs():
        text = CSV.make(figure).decode("utf-8-sig")
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        table = file_table(figure.table)
        for cells, row in zip(found[1 : 1 + len(table.rows)], table.rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, int | float | Fraction):
                    compared += 1
                    if float(cell.replace(",", ".")) != pytest.approx(float(value), abs=1e-6):
                        faults.append(f"{label}: {cell} for {value}")
    assert compared > 10_000
    assert faults[:12] == []


def marks(figure: Figure) -> list[str]:
    """The texts that a chart writes at its marks."""
    found = []
    for frame in figure.chart.datasets.values():
        for row in pd.DataFrame(frame).to_dict("records"):
            if figure.chart.kind == "strip" and not row["series"]:  # the line of all has no texts
                continue
            small = row.get("share", 100) < LEAST_SHARE or row.get("inside") is False
            found += [row[key] for key in ("text", "own_text", "net_text") if row.get(key) and not small]
    return found


def test_every_text_of_a_chart_is_in_its_picture():
    drawn = [(label, figure) for label, figure in pairs() if figure.chart and marks(figure)]
    faults, compared = [], 0
    for label, figure in random.Random(7).sample(drawn, DRAWN):
        svg = SVG.make(figure).decode()
        texts = [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
        compared += len(marks(figure))
        faults += [f"{label}: {text}" for text in marks(figure) if text not in texts]
    assert compared > 100
    assert faults[:12] == []


def readable(content: bytes) -> bytes:
    """What stands in a file, its compressed parts included."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join([*map(archive.read, archive.namelist()), "\n".join(archive.namelist()).encode()])


def test_no_doctor_is_in_any_file():
    """Neither the column nor a pseudonym, in the XML of a workbook as little as in its cells."""
    doctors = EXTRACT.grants["doctor_id"].unique().to_pylist()
    assert len(doctors) > 1000
    length = min(map(len, doctors))
    assert length >= 6  # shorter than that, and a number could be one by chance
    known = {doctor.encode() for doctor in doctors}
    looks = re.compile(rb"[A-Za-z0-9_-]{%d,}" % length)
    files = [(label, content) for label, _figure, content in workbooks()]
    files += [(label, CSV.make(figure)) for label, figure in pairs()]
    chosen = Selection(years=(2023,))
    for label in ("region_map grants county", "gross_and_net doctor_id"):
        files += [(label, file.make(MAKERS[label](chosen))) for file in (SVG, PDF, PNG, WIDE)]
    for label, content in files:
        inside = readable(content)
        assert b"doctor_id" not in inside, label
        assert not known & set(looks.findall(inside)), label

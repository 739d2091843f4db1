"""The numbers on a slide are those of the figure, whichever figure and selection: charts, tables and maps."""

from dataclasses import replace
from random import Random
from statistics import median

import pandas as pd
import pytest

from lib.export.slides import to_pptx
from lib.figures.drawing import DATA
from lib.figures.figure import Figure
from lib.figures.values import format_full
from lib.metrics.value import drawn_number
from tests.export.slides.reading import labels, opened, part, spaced, workbook_numbers
from tests.figures.catalogue import EXTRACT, makers
from tests.metrics.selections import drawn

PAIRS = 240
MAKERS = makers()
COLUMNS = {
    "bars": ("value",),
    "grouped_bars": ("value",),
    "shares": ("share",),
    "dumbbells": ("before", "now"),
    "bullets": ("value", "target"),
    "flows": ("value",),
    "strip": ("value",),
}


# The key figures stand as texts, which test_deck.py reads.
LABELS = sorted(label for label in MAKERS if label not in ("key_figures", "place_figures"))


def pairs() -> list:
    """Figure and selection, drawn with a fixed seed; every figure at least twice."""
    random = Random(20231020)
    found = []
    while len(found) < PAIRS:
        found += random.sample(LABELS, len(LABELS))
    return list(zip(found[:PAIRS], drawn(EXTRACT, PAIRS, seed=4), strict=True))


def numbers(column) -> list[float]:
    """The numbers at the digits that a workbook holds for sure."""
    return sorted(float(f"{float(value):.12g}") for value in column if value is not None and pd.notna(value))


def faults_of_chart(figure: Figure, shape) -> list[str]:
    chart, frame = shape.chart, pd.DataFrame(figure.chart.datasets[DATA])
    if figure.chart.kind == "strip":  # on screen its neighbours stand once more, each on a line of its own
        frame = frame[frame["series"] == 0]
    wanted = numbers(value for name in COLUMNS[figure.chart.kind] for value in frame[name])
    inside = numbers(workbook_numbers(chart))
    native = [series for plot in chart.plots for series in plot.series]
    if figure.chart.kind == "strip":
        middle = next(series for series in native if series.name == "Midten")
        ends = [float(v.text) for v in middle._element.iterfind(".//{*}xVal//{*}v")]
        if ends != pytest.approx([median(wanted)] * 2):
            return [f"the middle is drawn at {ends}"]
        native.remove(middle)
        for number in (*numbers(ends), -1, 1):  # and its height
            inside.remove(number)
        drawn_ = [float(v.text) for s in native for v in s._element.iterfind(".//{*}xVal//{*}v")]
        inside = inside[len(inside) - len(wanted) :] if not any(inside[: -len(wanted)]) else inside
    else:
        drawn_ = [value for series in native for value in series.values]
    faults = [] if numbers(drawn_) == wanted else [f"drawn {numbers(drawn_)} for {wanted}"]
    faults += [] if inside == wanted else [f"workbook {inside} for {wanted}"]
    if figure.chart.kind in ("bars", "grouped_bars"):
        texts = sorted(spaced(text) for series in native for text in labels(series).values())
        known = frame[frame["value"].notna()]
        expected = sorted(spaced(text) for text in known["text"])
        faults += [] if texts == expected else [f"labels {texts} for {expected}"]
    return faults


def cells(figure: Figure, shape) -> tuple[list, list]:
    """The rows that a table on a slide has without its header, and all of the figure's with its columns."""
    header, *shown = [[spaced(cell.text) for cell in row.cells] for row in shape.table.rows]
    if figure.table.is_turned:
        told = zip(*(row(figure, each) for each in figure.table.rows), strict=True)
        labels = (spaced(column.label) for column in figure.table.columns)
        return shown, [[label, *texts] for label, texts in zip(labels, told, strict=True)][1:]
    labels = [spaced(column.label) for column in figure.table.columns]
    places = [labels.index(name) for name in header]  # those without room are counted in words below it
    return shown, [[row(figure, each)[place] for place in places] for each in figure.table.rows]


def row(figure: Figure, values: tuple) -> list[str]:
    return [
        spaced(format_full(value, column.kind, unknown=column.unknown))
        for value, column in zip(values, figure.table.columns, strict=True)
    ]


def faults_of_table(figure: Figure, shape) -> list[str]:
    got, wanted = cells(figure, shape)
    body = len(got) - int(figure.table.has_total)
    expected = wanted[:body] + (wanted[-1:] if figure.table.has_total else [])
    return [] if got == expected else [f"table {got} for {expected}"]


def faults_of_top(figure: Figure, shape) -> list[str]:
    """The highest and the lowest beside a map: whole rows of the figure, and the first is the highest."""
    got, wanted = cells(figure, shape)
    place = [column.key for column in figure.table.columns].index(figure.chart.columns[-1])
    known = [value for each in figure.table.rows if (value := drawn_number(each[place])) is not None]
    body = figure.table.rows[:-1] if figure.table.has_total else figure.table.rows
    first = next((each for each in body if spaced(str(each[0])) == got[0][0]), None)
    highest = max((n for each in body if (n := drawn_number(each[place])) is not None), default=None)
    strange = [each for each in got if each not in wanted and set(each) != {"…", ""}]
    faults = [f"not rows of the figure: {strange}"] if strange else []
    if len(known) > len(got) and (first is None or drawn_number(first[place]) != highest):
        faults.append(f"{got[0]} is not the highest")
    return faults


def faults_of_map(figure: Figure, shape) -> list[str]:
    drawn_ = {s.name.rpartition("[")[2][:-1]: s for s in shape.shapes}
    faults = []
    for code, words in figure.chart.said.items():
        region = drawn_.get(code)
        if region is None:
            faults.append(f"{code} is not drawn")
        elif str(region.fill.fore_color.rgb) != figure.chart.fills[code][1:]:
            faults.append(f"{words} has colour {region.fill.fore_color.rgb}")
        elif not spaced(region.name).startswith(spaced(words)):
            faults.append(f"{words} is named {region.name}")
    return faults


CHECKS = {"chart": faults_of_chart, "rows": faults_of_table, "top": faults_of_top, "map": faults_of_map}


def test_every_number_read_back_is_the_figures():
    faults, compared = [], dict.fromkeys(CHECKS, 0)
    for label, chosen in pairs():
        figure = MAKERS[label](chosen)
        slide = opened(to_pptx(figure)).slides[0]
        charts = figure.chart.panels if figure.chart else ()
        panels = [replace(figure, chart=chart) for _title, chart in charts]
        found = 0
        for number, shown in enumerate(panels or [figure], 1 if panels else 0):
            for kind, check in CHECKS.items():
                shape = part(slide, kind, number)
                if shape is not None:
                    found += 1
                    compared[kind] += 1
                    faults += [f"{label}, {chosen}: {fault}" for fault in check(shown, shape)]
        if figure.table.rows and found < max(len(panels), 1):
            faults.append(f"{label}, {chosen}: nothing drawn")
    assert faults == []
    assert sum(compared.values()) >= 200 and min(compared.values()) >= 20, compared


@pytest.mark.parametrize("label", ["never_applied", "came_and_left", "definitions"])
def test_rows_without_room_are_counted_in_words(label: str):
    figure = MAKERS[label](drawn(EXTRACT, 1)[0].in_years(2022, 2023))
    figure = figure if len(figure.table.rows) > 16 else MAKERS["definitions"](drawn(EXTRACT, 1)[0])
    slide = opened(to_pptx(figure)).slides[0]
    shown = len(part(slide, "rows").table.rows) - 1
    assert shown <= 16
    assert f"og {len(figure.table.rows) - shown} rader til" in part(slide, "note").text_frame.text

"""Chart and table of every figure hold the same numbers, under selections that leave gaps too."""

import re
from collections.abc import Iterator

import pytest

from lib.figures.figure import Figure
from lib.figures.values import format_full, format_short
from lib.metrics.value import drawn_number as number_drawn
from lib.metrics.value import is_missing
from lib.ui import show_figure as showing
from lib.words.numbers import round_half_up
from tests.pages.app import PAGES, charts, go, visit

# The columns of a chart's rows that hold what is measured; the rest are positions and texts.
MEASURED = ("value", "target", "before", "now", "share")
SELECTIONS = [
    {},
    {"aar": ["2022", "2023"]},
    {"fylke": ["46", "03"], "type": "alis"},
    {"grense": "2024", "sentralitet": "6"},
    {"maal": "andeler"},
    {"maal": "leger", "per": "innbyggere", "aar": "2022"},
    {"maal": "sokt", "per": "tilskudd", "storrelse": ["a", "g"]},
]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """The figures of a page that stand open, as they are shown; emptied by the test between pages."""
    figures: list[Figure] = []
    show = showing.show

    def recording(figure: Figure, **options: bool) -> None:
        if not options.get("folded"):
            figures.append(figure)
        show(figure, **options)

    monkeypatch.setattr(showing, "show", recording)
    return figures


def drawn(site, shown: list[Figure]) -> Iterator[tuple[Figure, list[dict]]]:
    """Each figure with a chart, and the rows the browser got for it."""
    rows = charts(site)
    for figure in shown:
        if figure.chart is not None and figure.table.rows:
            sent = rows.pop(figure.alt)
            yield figure, said_of_map(figure, sent) if figure.chart.fills else sent
    assert not rows, "a chart without a table"


def said_of_map(figure: Figure, sent: list[dict]) -> list[dict]:
    """What a map says of each region it was sent; a test of the figures holds the browser's words to it."""
    chart, groups = figure.chart, list(figure.chart.colours)
    codes = {int(code): code for code in chart.said}
    assert len(sent) == len(codes)
    return [{"said": chart.said[codes[row["code"]]], "group": groups[row["group"]]} for row in sent]


@pytest.mark.parametrize("params", SELECTIONS, ids=str)
def test_a_chart_shows_the_numbers_of_its_table(params: dict, shown: list[Figure]):
    site = visit(**params)
    checked = 0
    for page in PAGES:
        shown.clear()
        go(site, page)
        for figure, rows in drawn(site, shown):
            for row in rows:
                checked += check(figure, row)
    assert checked > 40, "too few numbers were compared for this to mean anything"


@pytest.mark.parametrize("params", SELECTIONS[:3], ids=str)
def test_every_row_of_a_table_is_in_its_chart(params: dict, shown: list[Figure]):
    site = visit(**params)
    for page in PAGES:
        shown.clear()
        go(site, page)
        for figure, rows in drawn(site, shown):
            if figure.id == "region-ranking":  # draws the first, and says so
                continue
            missing = {named(row) for row in figure.table.rows[: -1 if figure.table.has_total else None]}
            assert rows, figure.id
            for row in rows:
                about = row["series"] if figure.chart.kind == "shares" else said(row)
                missing -= {name for name in missing if about.startswith(name)}
            assert not missing, figure.id


def said(row: dict) -> str:
    """The sentence of a mark; a ranking makes its own of the name and the numbers."""
    return row.get("said") or row["name"]


def named(row: tuple) -> str:
    return str(row[0])


def check(figure: Figure, row: dict) -> int:
    """Every measured number of a chart's row stands in the table's row of that name; how many they were."""
    # In the chart of shares a bar is what is shared out, and a row of the table one of its parts.
    about = row["series"] if figure.chart.kind == "shares" else said(row)
    table = next(cells for cells in figure.table.rows if about.startswith(named(cells)))
    cells = [number_drawn(cell) for cell in table[1:] if not isinstance(cell, str)]
    numbers = [abs(cell) for cell in cells if cell is not None]
    measured = [row[column] for column in MEASURED if row.get(column) is not None]
    for value in measured:
        assert any(abs(value) == pytest.approx(number, rel=1e-9) for number in numbers), (figure.id, row)
    if not measured and "group" in row:
        check_class(figure, row, table)
    return len(measured)


def check_class(figure: Figure, row: dict, cells: tuple) -> None:
    """A region of the map has no number of its own: its sentence and its class say the table's."""
    column, value = figure.table.columns[1], cells[1]
    if is_missing(value):  # a dash, with the parts that it has nothing of
        assert ": – " in row["said"]
        return
    assert format_full(value, column.kind, unknown=column.unknown) in row["said"], (figure.id, row)
    value = number_drawn(value)
    if not value:
        return
    if column.kind in ("decimal", "percent"):  # a class holds what is written: 35,99 is in "36,0 or more"
        value = float(round_half_up(value, 1))
    low, high = limits(row["group"])
    unit = 1_000_000 if "mill" in row["group"] else 1
    assert low * unit <= value <= high * unit, (figure.id, row, format_short(value, column.kind))


def limits(group: str) -> tuple[float, float]:
    """The limits a class is named by: ``under 100``, ``100 til 150``, ``200 eller mer``."""
    found = [
        float(text.replace("\xa0", "").replace(",", "."))
        for text in re.findall(r"\d[\d\xa0]*(?:,\d+)?", group)
    ]
    if len(found) == 2:
        return found[0], found[1]
    return (float("-inf"), found[0]) if group.startswith("under") else (found[0], float("inf"))

"""A comparison in files: real numbers with a row for each place, and on a slide the metrics downwards."""

import csv
import io

import openpyxl
import pytest
from pptx import Presentation

from lib.export.csv import to_csv
from lib.export.deck_files import deck_to_pptx
from lib.export.presentation import deck_of, renew_deck
from lib.export.workbook import to_xlsx
from lib.figures.comparison import comparison, comparison_chart
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import demo_extract

# Status report, autumn 2023, table 2.5: 109 + 8, 132 + 9, and 2 142 + 93.
NORDLAND, TROMS_OG_FINNMARK, COUNTRY = 117, 141, 2_235


@pytest.fixture(scope="module")
def view() -> View:
    return View(demo_extract(), Selection((2023,), counties=("18",), against=("54",)))


def test_csv_has_a_row_for_each_place_with_its_number_and_its_code(view: View):
    rows = list(csv.reader(io.StringIO(to_csv(comparison(view)).decode("utf-8-sig")), delimiter=";"))
    head, *body = rows
    at = head.index("Tilskudd")
    assert [(row[0], row[head.index("Fylkesnummer")], row[at]) for row in body[:4]] == [
        ("Nordland", "18", str(NORDLAND)),
        ("Troms og Finnmark", "54", str(TROMS_OG_FINNMARK)),
        ("Forskjell", "", str(NORDLAND - TROMS_OG_FINNMARK)),
        ("Hele landet", "", str(COUNTRY)),
    ]


def test_a_workbook_has_numbers_and_a_native_chart(view: View):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(comparison_chart(view, by="inhabitants"))))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[4]]
    place = head.index("Tilskudd") + 1
    assert [sheet.cell(row, place).value for row in (5, 6, 8)] == [NORDLAND, TROMS_OG_FINNMARK, COUNTRY]
    (chart,) = book.worksheets[1]._charts
    assert len(chart.series) == 3


def test_a_slide_has_the_places_side_by_side_and_is_renewed_with_them(view: View):
    content = deck_to_pptx(deck_of(view, ("comparison",), title="To fylker"))
    renewed = renew_deck(content, demo_extract(), years=(2022,))
    for file, doctors in (
        (content, "100"),
        (renewed, "55"),
    ):  # of Nordland
        slide = Presentation(io.BytesIO(file)).slides[1]
        (table,) = (shape.table for shape in slide.shapes if shape.has_table)
        head = [cell.text for cell in table.rows[0].cells]
        assert head[:3] == ["Sted", "Nordland", "Troms og Finnmark"]
        row = next(row for row in table.rows if row.cells[0].text == "Unike leger")
        assert row.cells[1].text == doctors

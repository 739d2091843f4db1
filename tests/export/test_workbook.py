"""The workbook: real numbers with Norwegian formats, a native chart, and a sheet that says what they are."""

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from lib.export import XLSX
from lib.export.measure import width_of
from lib.export.native import MOST_REGIONS, sheet_chart_of
from lib.export.number_formats import in_cell
from lib.figures.change_map import change_map
from lib.figures.figure import Column, Figure, Table
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.export.figures import by_hand
from tests.figures.catalogue import EXTRACT, MAKERS

CHOSEN = Selection(years=(2023,))
# One drawing of each kind → type of the native chart, its grouping, and its series.
NATIVE = {
    "region_ranking grants county": ("bar", "clustered", 1),
    "class_chart centrality grants": ("bar", "clustered", 2),
    "class_shares centrality": ("bar", "percentStacked", 6),
    "growth_by county": ("bar", "clustered", 2),
    "money_history": ("bar", "clustered", 2),
    "gross_and_net doctor_id": ("bar", "stacked", 3),
    "among centrality": ("col", "clustered", 2),
    "region_map grants municipality": ("bar", "clustered", 1),
}


def opened(figure: Figure) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(XLSX.make(figure)))


def part(figure: Figure, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(XLSX.make(figure))) as archive:
        return ET.fromstring(archive.read(name))


def elements(root: ET.Element, tag: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.tag.endswith("}" + tag)]


def of_kinds() -> Figure:
    """A table with every kind of column, an unknown value and a total."""
    kinds = ("count", "nok", "million_nok", "percent", "decimal", "signed_count")
    columns = (Column("name", "Fylke"), *(Column(kind, kind, kind, "–") for kind in kinds))
    rows = (("Oslo", 1871, 458416101, 458416101, 37.776141, 12.345, 513), ("Alle", *[None] * 6))
    return by_hand(chart=None, table=Table(columns, rows, has_total=True))


def test_the_sheets_are_table_chart_and_read_me():
    assert opened(by_hand()).sheetnames == ["Tabell", "Diagram", "Les meg"]
    assert opened(by_hand(chart=None)).sheetnames == ["Tabell", "Les meg"]


def test_numbers_are_numbers_and_shown_by_their_kind():
    cells = opened(of_kinds())["Tabell"][5][:7]
    assert [cell.value for cell in cells[1:]] == [1871, 458416101, 458416101, 37.776141, 12.345, 513]
    assert [cell.number_format for cell in cells[1:]] == [
        "#,##0",
        "#,##0",
        "#,##0.0,,",
        '#,##0.0"\xa0%"',
        "#,##0.0",
        '+#,##0;"−"#,##0;0',
    ]


def test_an_unknown_number_is_said_and_not_zero():
    assert [cell.value for cell in opened(of_kinds())["Tabell"][6][:7]] == ["Alle", *["–"] * 6]
    assert opened(by_hand(("a", "b", "c")))["Tabell"]["B7"].value == "ikke publisert"


def test_the_row_of_the_whole_is_bold_where_there_is_one():
    sheet = opened(of_kinds())["Tabell"]
    assert not sheet["A5"].font.bold and sheet["A6"].font.bold and sheet["B6"].font.bold
    assert not opened(by_hand())["Tabell"]["A6"].font.bold


def test_the_header_stays_and_the_paper_is_a4_across():
    book = opened(by_hand())
    assert book["Tabell"].freeze_panes == "A5"
    assert opened(MAKERS["growth_by county"](CHOSEN))["Tabell"].freeze_panes == "B5"
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1)


def test_no_word_of_a_header_is_wider_than_its_column():
    for label in ("region_map grants municipality", "key_figures"):
        sheet = opened(MAKERS[label](CHOSEN))["Tabell"]
        for cell in sheet[4]:
            room = sheet.column_dimensions[cell.column_letter].width * 5.25
            for word in (cell.value or "").split():
                assert width_of(word, 11, face="slide", bold=True) <= room, word


def test_notes_and_source_stand_below_the_table_and_the_source_below_the_chart():
    figure = by_hand()
    book = opened(figure)
    column = [row[0].value for row in book["Tabell"].iter_rows()]
    assert column[-3:] == [None, *figure.notes, figure.source]
    assert [row[0].value for row in book["Diagram"].iter_rows()][-1] == figure.source


def test_read_me_says_what_the_numbers_are():
    figure = MAKERS["region_ranking applied_per_grant_nok county"](CHOSEN)
    rows = list(opened(figure)["Les meg"].iter_rows(min_row=4, max_col=2, values_only=True))
    assert rows[: len(figure.facts)] == list(figure.facts)
    labels = {label for label, _text in rows}
    assert {"Utvalg", "Kilde", "Uttrekk", "Dato", "Kontrollsum", "Syntetisk", "Teller / nevner"} <= labels
    assert ("Kildelinje", figure.source) in rows
    assert "Syntetiske demodata" in figure.source


def test_the_properties_of_the_file_are_title_and_source():
    figure = by_hand(title="Å" * 400)
    properties = opened(figure).properties
    assert (properties.title, properties.subject) == ("Å" * 255, figure.source)


@pytest.mark.parametrize(("label", "form"), NATIVE.items(), ids=NATIVE)
def test_each_kind_of_drawing_has_a_native_chart(label: str, form: tuple[str, str, int]):
    chart = part(MAKERS[label](CHOSEN), "xl/charts/chart1.xml")
    found = [elements(chart, tag)[0].get("val") for tag in ("barDir", "grouping")]
    assert (*found, len(elements(chart, "ser"))) == form


@pytest.mark.parametrize("label", ["class_chart centrality grants", "class_shares centrality"])
def test_its_colours_are_those_of_the_screen(label: str):
    figure = MAKERS[label](CHOSEN)
    chart = part(figure, "xl/charts/chart1.xml")
    fills = [series.find("./{*}spPr/{*}solidFill/{*}srgbClr").get("val") for series in elements(chart, "ser")]
    assert [f"#{fill}" for fill in fills] == list(figure.chart.colours.values())


@pytest.mark.parametrize("label", NATIVE)
def test_a_chart_with_written_numbers_has_no_grid_and_bars_start_at_zero(label: str):
    chart = part(MAKERS[label](CHOSEN), "xl/charts/chart1.xml")
    columns = label.startswith("among")
    assert bool(elements(chart, "majorGridlines")) is columns
    assert columns or all(e.get("val") == "1" for e in elements(chart, "showVal"))
    stacked = label.startswith("gross")  # those who left are below zero
    assert [e.get("val") for e in elements(chart, "min")] == ([] if stacked else ["0"])


def test_the_chart_is_described_by_the_alternative_text():
    figure = by_hand(alt="Kroner etter fylke: Oslo 3")
    (frame,) = elements(part(figure, "xl/drawings/drawing1.xml"), "graphicFrame")
    assert elements(frame, "cNvPr")[0].get("descr") == figure.alt


def test_a_map_becomes_the_ranking_of_its_highest_regions_and_says_so():
    made = sheet_chart_of(MAKERS["region_map grants municipality"](CHOSEN))
    (series,) = made.series
    assert len(series.values) == MOST_REGIONS
    assert list(series.values) == sorted(series.values, reverse=True)
    assert made.title == "Tilskudd, de 20 høyeste"
    county = MAKERS["region_map grants county"](CHOSEN)
    assert set(sheet_chart_of(county).categories) == {row[0] for row in county.table.rows[:-1]}


def test_a_map_of_changes_becomes_the_ranking_of_the_changes():
    """Grants of 2022 and 2023, counted from the rows: Viken 342 and 473, Møre og Romsdal 61 and 84."""
    figure = change_map(View(EXTRACT, CHOSEN), metric="grants")
    made = sheet_chart_of(figure)
    (series,) = made.series
    assert (made.title, series.name) == ("Tilskudd: endring, rangert", "Endring")
    assert (made.categories[0], series.values[0]) == ("Viken", 473 - 342)
    assert (made.categories[-1], series.values[-1]) == ("Møre og Romsdal", 84 - 61)
    rows = (row for sheet in opened(figure) for row in sheet.iter_rows(values_only=True))
    assert not [cell for row in rows for cell in row if cell == "Tilskudd 2022, rangert"]


def test_an_unknown_value_is_an_empty_cell_of_the_chart_and_said_beside_its_name():
    made = sheet_chart_of(MAKERS["count_history"](CHOSEN))
    assert made.categories[0] == "2019\nikke publisert"
    assert made.categories[1] == "2020\nUnike leger: ikke publisert"
    assert [series.values[:2] for series in made.series] == [(None, 71), (None, None)]


def test_the_numbers_under_a_chart_are_named_and_what_is_unknown_is_an_empty_cell():
    rows = list(opened(by_hand(("Vestland", "Oslo", "Agder")))["Diagram"].iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if row[0] == "Tallene i diagrammet")
    assert rows[top][1] == "Kroner (kr)"
    # Oslo's −3,25 is drawn, and Agder, which is not known, is neither 0 nor a text that is drawn as 0.
    assert [row[1] for row in rows[top + 1 : top + 4]] == [1234.5, -3.25, None]


def test_the_flows_below_zero_are_written_with_a_minus_and_the_net_stands_with_the_name():
    figure = MAKERS["gross_and_net doctor_id"](CHOSEN)
    made = sheet_chart_of(figure)
    assert min(value for series in made.series for value in series.values) == -208
    assert made.categories == ("2023\nnetto +513 (+37,8\xa0%)",)
    formats = {e.get("formatCode") for e in elements(part(figure, "xl/charts/chart1.xml"), "numFmt")}
    assert '#,##0;"−"#,##0' in formats


def test_parts_of_a_bar_are_written_with_the_decimal_that_makes_them_a_whole():
    """31 + 17 + 24 + 12 + 9 + 6 + 2 per cent were 101."""
    chart = part(MAKERS["class_shares size_class"](CHOSEN), "xl/charts/chart1.xml")
    formats = {e.get("formatCode") for e in elements(chart, "numFmt")}
    assert '#,##0.0"\xa0%"' in formats and '#,##0"\xa0%"' not in formats


def test_no_cell_says_minus_zero():
    """A format writes −0.04 as "−0,0"; what is above zero keeps all its decimals."""
    assert in_cell(-0.04, "percent") == 0
    assert str(in_cell(-0.04, "signed_decimal")) == "0"
    assert in_cell(-0.05, "percent") == -0.05
    assert in_cell(0.04, "percent") == 0.04
    assert in_cell(-0.4, "count") == 0


def test_what_a_mark_says_beyond_its_value_is_a_label_of_the_chart():
    chart = part(MAKERS["yearly_growth doctors"](CHOSEN), "xl/charts/chart1.xml")
    texts = [e.text for label in elements(chart, "dLbl") for e in elements(label, "v")]
    assert texts == ["1\xa0358", "1\xa0871 (+513, +37,8\xa0%)"]


def test_a_subtitle_does_not_speak_of_dots_and_lines_that_are_not_drawn():
    for label in ("growth_by county", "money_history"):
        figure = MAKERS[label](CHOSEN)
        said = sheet_chart_of(figure).subtitle
        assert figure.subtitle.startswith(said + ", ")


def test_an_empty_table_makes_a_workbook_without_a_chart():
    empty = by_hand((), notes=())
    assert opened(empty).sheetnames == ["Tabell", "Les meg"]

"""The CSV file: what Norwegian Excel reads, the same numbers as the table, and nothing that runs."""

import csv
import io
from fractions import Fraction

import pytest

from lib.export import CSV
from lib.figures.budget_figures import budget_steps
from lib.figures.class_figures import class_table
from lib.figures.figure import Figure
from lib.figures.file_table import file_table
from lib.metrics.selection import Selection
from lib.metrics.value import Points
from lib.metrics.view import View
from tests.export.figures import NASTY, by_hand
from tests.figures.catalogue import SELECTIONS, makers
from tests.truth.extracts import load

WITHOUT_NUMBERS = (
    "came_and_left",
    "definitions",
    "differences",
    "extract_facts",
    "findings none",
    "quality_report",
    "reconciliation",
)


def read(figure: Figure) -> list[list[str]]:
    text = CSV.make(figure).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_excel_reads_it_as_norwegian():
    content = CSV.make(by_hand())
    assert content.startswith(b"\xef\xbb\xbf")  # tells Excel that it is UTF-8
    assert b"\r\n" in content
    assert read(by_hand())[:3] == [["Fylke", "Kroner (kr)"], ["Vestland", "1234,5"], ["Oslo", "-3,25"]]


def test_an_unknown_value_is_an_empty_cell_and_not_zero():
    assert read(by_hand(("a", "b", "c")))[3] == ["c", ""]


def test_title_selection_notes_and_source_follow_the_numbers():
    figure = by_hand()
    texts = [row[0] for row in read(figure)[4:] if row]
    assert texts == [figure.title, figure.subtitle, *figure.notes, figure.source]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_from_data_stays_text(name: str):
    cell = read(by_hand((name,)))[1][0]
    assert cell.strip("'\t\r ") == name.strip("\t\r ")
    assert cell[0] not in "=+-@\t\r"


def test_a_negative_number_stays_a_number():
    assert number(read(by_hand())[2][1]) == -3.25


@pytest.mark.parametrize(
    ("label", "head", "codes"),
    [
        ("region_ranking grants county", "Fylkesnummer", {"Oslo": "03", "Møre og Romsdal": "15"}),
        ("change_map doctors municipality absolute", "Kommunenummer", {"Oslo": "0301", "Ålesund": "1507"}),
        ("never_applied", "Kommunenummer", {"Utsira": "1151", "Stranda": "1525"}),
        ("came_and_left", "Kommunenummer", {"Stranda": "1525"}),
        ("without_grants county", "Fylkesnummer", {"Viken": "30"}),
        ("growth_by county", "Fylkesnummer", {"Vestland": "46"}),
    ],
)
def test_a_region_has_its_number_beside_its_name(label: str, head: str, codes: dict[str, str]):
    """Numbers of the borders of 2020, as Statistics Norway has them."""
    rows = read(makers()[label](SELECTIONS[0]))
    assert rows[0][1] == head
    found = {row[0]: row[1] for row in rows[1:] if len(row) > 1}
    assert {name: found[name] for name in codes} == codes
    assert found.get("Hele landet", "") == ""


@pytest.mark.parametrize("label", makers())
def test_the_numbers_are_those_of_the_table(label: str):
    make, compared = makers()[label], 0
    for chosen in SELECTIONS[::4]:
        figure = make(chosen)
        rows = read(figure)[1 : 1 + len(figure.table.rows)]
        for written, row in zip(rows, file_table(figure.table).rows, strict=True):
            for text, value in zip(written, row, strict=True):
                if isinstance(value, Points):  # said in words: the column is one of per cents
                    assert text.endswith(" prosentpoeng")
                    text = text.removesuffix(" prosentpoeng").replace("−", "-")
                    assert number(text) == pytest.approx(float(value), abs=0.05)
                    compared += 1
                elif isinstance(value, int | float | Fraction):
                    assert number(text) == pytest.approx(float(value), abs=1e-6)
                    compared += 1
                elif value is None:
                    assert text == ""
    assert compared or label.startswith(WITHOUT_NUMBERS)


def test_what_a_number_stands_for_is_beside_it_and_the_column_stays_one_of_numbers():
    """For 2022 only the granted amount is printed; 2024 of PART is decided for 1 493 of its 2 488 grants."""
    rows = read(class_table(View(load("D"), Selection(years=(2022,))), by="centrality"))
    place = rows[0].index("Søkt (kr)")
    assert rows[0][place + 1] == "Merknad til søkt (kr)"
    whole = next(row for row in rows if row[:1] == ["Hele landet"])
    assert whole[place : place + 2] == ["241900000", "innvilget i 2022"]
    rows = read(budget_steps(View(load("PART"), Selection(years=(2024,)))))
    place = rows[0].index("Innvilget (kr)")
    year = next(row for row in rows if row[:1] == ["2024"])
    assert number(year[place]) == 309_843_279
    assert year[place + 1].replace("\u00a0", " ") == "1 493 av 2 488 avgjorte"

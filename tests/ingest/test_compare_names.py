"""Names and counties beside the municipality's number: the number counts, and what disagrees is told."""

import pyarrow as pa
import pytest

from lib.extract.findings import ExtractError, Finding
from lib.ingest import Ingested
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office
from tests.ingest.test_broken import parquet
from tests.ingest.workbooks import workbook

TOLD = {"municipality-differs", "municipality-name-unknown", "county-differs"}


def office(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Kommune",)) -> Office:
    """Three rows, each of a year, a number and what stands beside it; the last row is repeated."""
    years, numbers, *beside = zip(*(*rows, *[rows[-1]] * (3 - len(rows))), strict=True)
    made = Office().with_column("Søknadsår", years).with_column("Kommunenr", numbers)
    for heading, texts in zip(headings, beside, strict=True):
        made = made.with_column(heading, texts)
    return made


def told(ingested: Ingested) -> dict[str, Finding]:
    return {found.kind: found for found in ingested.findings if found.kind in TOLD}


FILES = office(("2023", "0301", "Oslo"), ("2023", "4601", "Bergen"), ("2022", "1835", "Træna"))


@pytest.mark.parametrize("heading", ["Kommune", "KOMMUNE", "Kommune (navn)", "Kommunenavn"])
@pytest.mark.parametrize("write", [Office.bytes, workbook], ids=["CSV", "XLSX"])
def test_number_and_name_side_by_side_are_read_by_the_number(heading: str, write, read: Reader):
    ingested = read(write(FILES.renamed("Kommune", heading)))
    assert ingested.table["municipality_code"].to_pylist() == ["0301", "4601", "1835"]
    assert told(ingested) == {}
    (compared,) = (found for found in ingested.findings if found.kind == "column-compared")
    assert (compared.level, f"«{heading}»" in compared.fault) == ("note", True)


def test_number_and_name_side_by_side_in_parquet(read: Reader):
    ingested = read(parquet(Kommune=pa.array(["Oslo", "Bergen", "Træna"])))
    assert ingested.table["municipality_code"].to_pylist() == ["0301", "4601", "1835"]
    assert told(ingested) == {}


def test_the_name_may_stand_first(read: Reader):
    turned = Office(FILES.headings[::-1], tuple(row[::-1] for row in FILES.rows))
    assert read(turned.bytes()).table["municipality_code"].to_pylist() == ["0301", "4601", "1835"]


def test_a_column_kommune_alone_is_still_the_number(read: Reader):
    alone = Office().renamed("Kommunenr", "Kommune").with_column("Kommunenavn", ["Oslo", "Bergen", "Træna"])
    assert read(alone.bytes()).table["municipality_code"].to_pylist() == ["0301", "4601", "1835"]


def test_two_columns_of_numbers_are_still_the_same_thing(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(Office().with_column("Kommunenummer", ["0301", "4601", "1835"]).bytes())
    assert [found.kind for found in raised.value.findings if found.level == "error"] == ["heading-twice"]


@pytest.mark.parametrize(
    ("year", "number", "name"),
    [
        ("2023", "5001", "Trondheim"),
        ("2023", "5001", "TRONDHEIM"),
        ("2023", "5001", "Trondheim – Tråante"),
        ("2023", "5001", "Trondheim - Tråante"),
        ("2023", "5001", "Tråante – Trondheim"),
        ("2023", "5001", "Trondheim/Tråante"),
        ("2023", "5001", "Tråante"),
        ("2023", "5001", "Trondheim kommune"),
        ("2023", "5001", "5001 Trondheim"),
        ("2023", "5001", "Trondheim (5001)"),
        ("2023", "5001", "5001"),
        ("2023", "301", "Oslo"),
        ("2023", "4204", "Kristiansand"),
        ("2023", "1875", "Hábmer"),
        ("2023", "1875", "Hamarøy"),
        ("2023", "1875", "Hamaroey"),
        ("2023", "5436", "Porsáŋgu"),  # the register writes Porsángu
        ("2023", "1515", "Herøy"),
        ("2023", "1818", "Herøy"),
        ("2023", "1818", "Herøy i Nordland"),
        ("2024", "3114", "Våler (Viken)"),  # 3018 Våler (Viken) became 3114 Våler (Østfold)
        ("2023", "1833", "Rana – Raane"),  # double in the register of 2024 only
        ("2024", "1833", "Rana"),
        ("2024", "5401", "Tromsø"),  # recast to 5501
        ("2023", "1580", "Haram"),  # recast to 1507 Ålesund, of which it was a part
        ("2023", "4601", ""),
        ("2023", "4601", "-"),
    ],
)
def test_a_name_agrees_however_it_is_written(year: str, number: str, name: str, read: Reader):
    assert told(read(office((year, number, name)).bytes())) == {}


def test_another_municipalitys_name_is_an_error_with_rows_and_an_example(read: Reader):
    rows = (("2023", "0301", "Oslo"), ("2023", "4601", "Stavanger"), ("2023", "1835", "Trondheim"))
    with pytest.raises(ExtractError) as raised:
        read(office(*rows).bytes())
    (found,) = (found for found in raised.value.findings if found.level == "error")
    assert (found.kind, found.column, found.rows) == ("municipality-differs", "Kommune", (3, 4))
    assert (found.count, found.example) == (2, "4601 Bergen og «Stavanger»")
    ingested = read(office(*rows).bytes(), keep_going=True)
    assert ingested.table["municipality_code"].to_pylist() == ["0301", "4601", "1835"]


@pytest.mark.parametrize("beside", ["1103", "1103 Stavanger", "Oslo/Stavanger"])
def test_another_municipality_by_its_number_or_among_several(beside: str, read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(office(("2023", "0301", beside)).bytes())
    assert raised.value.findings[0].kind == "municipality-differs"
    assert raised.value.findings[0].example == "0301 Oslo og «Stavanger»"


def test_a_number_and_a_name_in_one_cell_that_disagree_are_told_too(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(Office().with_cell("Kommunenr", 1, "4601 Oslo").bytes())
    found = raised.value.findings[0]
    assert (found.kind, found.rows, found.example) == ("municipality-differs", (3,), "4601 Bergen og «Oslo»")


@pytest.mark.parametrize(
    ("year", "number", "name", "example"),
    [
        ("2023", "4601", "Bærgen", "4601 Bergen og «Bærgen»"),
        ("2023", "1507", "Haram", "1507 Ålesund og «Haram»"),  # no municipality until 2024
        ("2023", "4601", "Kari Nordmann", "4601 Bergen"),
        ("2023", "4601", "Bergen 2", "4601 Bergen og «Bergen 2»"),
        ("2023", "4601", "Bergn (Kari Nordmann)", "4601 Bergen"),
        ("2023", "4601", "01019012345", "4601 Bergen"),
    ],
)
def test_a_name_of_no_municipality_that_year_is_a_warning_and_quoted_only_if_like_one(
    year: str, number: str, name: str, example: str, read: Reader
):
    ingested = read(office((year, number, "-"), (year, number, name), (year, number, "")).bytes())
    found = told(ingested)["municipality-name-unknown"]
    assert (found.level, found.rows, found.example) == ("warning", (3,), example)
    assert ingested.table["municipality_code"].to_pylist() == [number] * 3
    assert ingested.unread == frozenset()


COUNTIES = ("Fylkesnr", "Fylke", "Kommune")


@pytest.mark.parametrize(
    ("year", "number", "county", "name"),
    [
        ("2023", "4601", "46", "Vestland"),
        ("2023", "0301", "3", "OSLO"),
        ("2023", "0301", "03", "Oslo fylke"),
        ("2023", "3005", "30", "Viken"),
        ("2024", "3301", "33", "Buskerud"),
        ("2024", "3005", "30", "Viken"),  # recast, and so is its county
        ("2024", "3005", "33", "Buskerud"),
        ("2024", "5501", "55", "Troms – Romsa – Tromssa"),
        ("2023", "5001", "50 Trøndelag", "50"),
        ("2023", "5001", "", "-"),
    ],
)
def test_counties_are_read_past_where_they_agree(
    year: str, number: str, county: str, name: str, read: Reader
):
    ingested = read(office((year, number, county, name, ""), headings=COUNTIES).bytes())
    assert told(ingested) == {}
    assert "heading-unknown" not in {found.kind for found in ingested.findings}


@pytest.mark.parametrize(
    ("year", "number", "county", "name", "heading", "example"),
    [
        ("2023", "4601", "46", "Rogaland", "Fylke", "4601 Bergen (Vestland) og «Rogaland»"),
        ("2023", "4601", "12", "Vestland", "Fylkesnr", "4601 Bergen (Vestland) og «12»"),
        ("2024", "3301", "33", "Viken", "Fylke", "3301 Drammen (Buskerud) og «Viken»"),
        ("2023", "4601", "46", "Kari Nordmann", "Fylke", "4601 Bergen (Vestland)"),
        ("2023", "3005", "33", "Viken", "Fylkesnr", "3005 Drammen (Viken) og «33»"),
    ],
)
def test_another_county_is_a_warning(
    year: str, number: str, county: str, name: str, heading: str, example: str, read: Reader
):
    ingested = read(office((year, number, county, name, ""), headings=COUNTIES).bytes())
    found = told(ingested)["county-differs"]
    assert (found.level, found.column, found.example) == ("warning", heading, example)
    assert (found.count, found.rows) == (3, (2, 3, 4))


def test_a_number_of_no_municipality_is_left_for_the_contract_to_name(read: Reader):
    ingested = read(office(("2023", "9999", "Oslo"), ("2023", "x", "Oslo"), ("2023", "", "Oslo")).bytes())
    assert told(ingested) == {}


def test_an_error_value_in_a_column_that_is_only_compared_stops_nothing(read: Reader):
    def draw(_book: object, page: object) -> None:
        page.write_formula("I3", "=VLOOKUP(1,A1:B2,2)", None, "#N/A")

    ingested = read(workbook(FILES, draw=draw))
    assert told(ingested) == {}
    assert "cell-error" not in {found.kind for found in ingested.findings}


def test_the_names_of_all_municipalities_agree_with_their_numbers(demo, read: Reader):
    rows = demo.reference.municipalities.to_pylist()
    first = Office().rows[0]
    cells = [
        (f"s{at}", str(row["vintage"]), row["code"], *first[3:], name, row["county_code"], row["county_name"])
        for at, (row, name) in enumerate(
            (row, name) for row in rows for name in (row["name"], row["short_name"])
        )
    ]
    content = Office((*Office().headings, "Kommune", "Fylkesnr", "Fylke"), tuple(cells)).bytes()
    ingested = read(content)
    assert ingested.table.num_rows == 2 * (356 + 357)
    assert told(ingested) == {}

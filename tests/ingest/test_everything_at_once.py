"""One run tells all there is to mend: a cell that cannot be read hides nothing, and nothing is told twice."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.extract.contract import GRANTS
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.ingest import Mapping, read_budget
from lib.ingest.delivery import CheckedDelivery, Delivery, check_delivery
from tests.handmade import DATA
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import BUDGET_HEADINGS, DIALECTS, Office, csv_bytes
from tests.ingest.workbooks import workbook
from tests.metrics.rows import demo_extract

HEADINGS = (*Office().headings, "Periode fra", "Periode til", "Innvilget beløp", "Sentralitet")
GOOD = ("2023", "0301", "d0", "ALIS-avtale", "Innvilget", "150000", "0", "01.01.2023", "31.08.2023", "1", "1")
# The cells that are wrong; the headings are in row 1, so the first of them is row 2 of the file.
UNREADABLE = (
    ("Vedtak", "Innvilga 2", "label-unknown"),
    ("Avtaletype", "Stipend", "label-unknown"),
    ("Søkt beløp", "mye", "amount-text"),
    ("Periode fra", "31.06.2023", "date-invalid"),
    ("Søknadsår", "i fjor", "number-text"),
    ("Lege-id", "01019012345", "doctor-identity"),
    ("Lege-id", "HANSEN", "doctor-name"),
)
AGAINST_THE_CONTRACT = (
    ("Kommunenr", "9999", "municipality-unknown"),
    ("Kommunenr", "Oslo", "code-malformed"),
    ("Kommunenr", "", "value-missing"),
    ("Tillegg", "160000", "supplement-above-applied"),
    ("Periode til", "31.12.2022", "period-reversed"),
    ("Sentralitet", "7", "value-outside"),
    ("Saksnummer", "s0", "key-repeated"),
)
FAULTS = (*UNREADABLE, *AGAINST_THE_CONTRACT)


def faulty() -> Office:
    """A row for each fault, and nothing else wrong in it."""
    rows = []
    for number, (heading, value, _kind) in enumerate(FAULTS):
        row = dict(zip(HEADINGS, (f"s{number}", *GOOD), strict=True))
        row |= {"Lege-id": f"d{number}", heading: value}
        rows.append(tuple(row.values()))
    return Office(HEADINGS, tuple(rows))


def checked(folder: Path, content: bytes, name: str = "tilskudd.csv", **more: object) -> CheckedDelivery:
    grants, budget = folder / name, folder / "budsjett.csv"
    grants.write_bytes(content)
    budget.write_bytes(csv_bytes(demo_extract().budget, BUDGET_HEADINGS, DIALECTS[0]))
    given = {"grants": grants, "budget": budget, "source": "Kilde", **more}
    return check_delivery(open_store(DATA), Delivery(produced_at=datetime.date(2023, 10, 20), **given))


def test_a_dozen_faults_of_both_sorts_are_told_in_one_run(tmp_path: Path):
    errors = checked(tmp_path, faulty().bytes()).report.errors
    told = {(found.kind, row) for found in errors for row in found.rows}
    assert told >= {(kind, row) for row, (_heading, _value, kind) in enumerate(FAULTS, start=2)}


def test_a_cell_that_cannot_be_read_is_not_told_as_empty_too(tmp_path: Path):
    report = checked(tmp_path, faulty().bytes()).report
    empty = [found.column for found in report.errors if found.kind == "value-missing"]
    assert empty == ["Kommunenr (municipality_code)"]


def test_a_fault_of_the_contract_names_the_owners_heading(tmp_path: Path):
    report = checked(tmp_path, faulty().bytes()).report
    columns = {found.kind: found.column for found in report.errors}
    assert columns["value-outside"] == "Sentralitet (centrality)"
    assert columns["period-reversed"] == "Periode til (period_end)"


def test_nothing_of_a_person_is_told_when_reading_goes_on(tmp_path: Path):
    report = checked(tmp_path, faulty().bytes()).report
    text = report.to_text() + report.to_json()
    assert "01019012345" not in text
    assert "HANSEN" not in text


def test_a_person_refused_is_not_in_the_table_either(read: Reader):
    office = Office().with_column("Lege-id", ["01019012345", "HANSEN", "010190*****"])
    assert read(office.bytes(), keep_going=True).table["doctor_id"].null_count == 3


def test_without_keep_going_a_fault_of_a_value_raises(read: Reader):
    with pytest.raises(ExtractError):
        read(faulty().bytes())


def broken_files() -> Iterator[tuple[bytes, str]]:
    yield b"", "file-empty"
    yield b"x;y\n1;2\n", "headings-missing"
    yield Office().without("Vedtak").bytes(), "heading-missing"
    yield Office().bytes().replace(b";30000;0", b";30000"), "row-width"


@pytest.mark.parametrize(("content", "kind"), tuple(broken_files()))
def test_a_fault_of_the_file_still_stops_the_reading(content: bytes, kind: str, read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(content, keep_going=True)
    assert raised.value.findings[0].kind == kind


def test_an_error_value_of_excel_is_told_once(tmp_path: Path):
    def error(_book: object, page: object) -> None:
        page.write_formula("G3", "=1/0", None, "#DIV/0!")

    content = workbook(Office(HEADINGS, faulty().rows[-3:]), draw=error)
    kinds = [found.kind for found in checked(tmp_path, content, "tilskudd.xlsx").report.errors]
    assert "cell-error" in kinds
    assert "value-missing" not in kinds


def test_the_headings_of_the_owner_are_known_by_column(read: Reader):
    headings = read(Office().bytes()).headings
    assert headings["applied_nok"] == "Søkt beløp"
    assert headings.keys() <= {column.name for column in GRANTS}
    assert len(headings) == 8


def test_headings_that_stand_again_are_left_out_and_told_once(read: Reader):
    office = Office()
    again = Office(office.headings, (*office.rows[:2], office.headings, office.rows[2], office.headings))
    for content in (again.bytes(), workbook(again)):
        ingested = read(content)
        assert ingested.table.equals(read(office.bytes()).table)
        (found,) = (found for found in ingested.findings if found.kind == "headings-repeated")
        assert (found.level, found.rows) == ("note", (4, 6))
        assert ingested.row_numbers.to_pylist() == [2, 3, 5]


def swapped_error(found: ExtractError) -> None:
    assert [found.kind for found in found.findings] == ["files-swapped"]
    assert "ser ut til å være byttet om" in str(found)


def test_a_budget_for_grants_is_one_error(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(csv_bytes(demo_extract().budget, BUDGET_HEADINGS, DIALECTS[0]))
    swapped_error(raised.value)


def test_grants_for_a_budget_are_one_error(tmp_path: Path, shipped: Mapping):
    path = tmp_path / "budsjett.csv"
    path.write_bytes(Office().bytes())
    with pytest.raises(ExtractError) as raised:
        read_budget(path, shipped)
    swapped_error(raised.value)


def test_a_grants_file_that_only_lacks_its_doctors_is_not_called_a_budget(read: Reader):
    office = Office().without("Lege-id").with_column("Ordning", ["Nasjonal", "Nasjonal", "Nasjonal"])
    with pytest.raises(ExtractError) as raised:
        read(office.bytes())
    assert "files-swapped" not in {found.kind for found in raised.value.findings}

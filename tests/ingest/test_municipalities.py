"""Municipality numbers are mended only where one number can be meant."""

from lib.extract.checks import check
from lib.extract.model import Extract
from tests.handmade import small_budget
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office


def codes(read: Reader, *rows: tuple[str, str]) -> tuple[list, dict]:
    """The numbers that (year, number) give, and the findings by kind."""
    years, numbers = zip(*rows, strict=True)
    office = Office().with_column("Søknadsår", years).with_column("Kommunenr", numbers)
    ingested = read(office.bytes())
    return ingested.table["municipality_code"].to_pylist(), {found.kind: found for found in ingested.findings}


def test_a_lost_zero_is_put_back_and_told(read: Reader):
    found, told = codes(read, ("2023", "301"), ("2023", "0301"), ("2023", "301.0"))
    assert found == ["0301"] * 3
    assert told["municipality-zero"].rows == (2, 4)


def test_old_numbers_are_recast_to_those_of_the_year(read: Reader):
    # Statistics Norway, changes of 1 January 2024: 5401 Tromsø became 5501, 3005 Drammen 3301.
    found, told = codes(read, ("2024", "5401"), ("2024", "3005"), ("2023", "5401"))
    assert found == ["5501", "3301", "5401"]
    assert told["municipality-recast"].rows == (2, 3)
    assert "5401 → 5501" in told["municipality-recast"].fault


def test_new_numbers_are_recast_to_those_of_an_earlier_year(read: Reader):
    # 1508 Ålesund and 1580 Haram were both part of 1507 Ålesund until 2024.
    found, _told = codes(read, ("2023", "5501"), ("2022", "1508"), ("2023", "1580"))
    assert found == ["5401", "1507", "1507"]


def test_a_municipality_that_was_split_is_left_for_the_contract_to_name(read: Reader, demo: Extract):
    found, told = codes(read, ("2024", "1507"), ("2024", "9999"), ("2023", "1507"))
    assert found == ["1507", "9999", "1507"]
    assert "municipality-recast" not in told
    office = Office().with_cell("Søknadsår", 0, "2024").with_cell("Kommunenr", 0, "1507")
    breaches = check(read(office.bytes()).table, small_budget(), demo.reference)
    assert [found.example for found in breaches] == ["«1507»"]


def test_what_is_no_number_is_left_as_it_stands(read: Reader):
    found, _told = codes(read, ("2023", "Oslo"), ("2023", "12"), ("2023", "0301/4601"))
    assert found == ["Oslo", "12", "0301/4601"]

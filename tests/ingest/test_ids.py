"""Ids that a spreadsheet has rewritten are refused, and ids that only look like it are not."""

import datetime
import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.findings import ExtractError
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office
from tests.ingest.test_broken import parquet
from tests.ingest.workbooks import workbook

KEY = b"sixteen bytes .."
COLUMNS = {"Lege-id": "doctor-rewritten", "Saksnummer": "grant-rewritten"}


def errors(read: Reader, content: bytes, **options: object) -> dict[str, tuple[int, ...]]:
    """The kinds of the errors with the rows they name; none where the file is read."""
    try:
        read(content, **options)
    except ExtractError as raised:
        return {found.kind: found.rows for found in raised.findings if found.level == "error"}
    return {}


def many(column: str, ids: list[str]) -> bytes:
    """A file of as many rows as there are ids."""
    first = dict(zip(Office().headings, Office().rows[0], strict=True))
    rows = [
        first | {"Saksnummer": f"s{at}", "Lege-id": f"d{at}", column: each} for at, each in enumerate(ids)
    ]
    return Office(Office().headings, tuple(tuple(row.values()) for row in rows)).bytes()


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize(
    "ids",
    [
        ("1,23457E+11", "1,23457E+11", "x3"),  # two have become one
        ("1,23457E+11", "1,23458E+11", "x3"),  # and here each is still another
        ("1.23457E+11", "1.23458E+11", "x3"),
        ("1.23457e+11", "9.9e+14", "x3"),
        ("1E+12", "2E+12", "x3"),
        ("1.2345678901E11", "1.2345678902E11", "x3"),  # as Java writes them
        ("12,3E+10", "-1,2E-05", "x3"),
        ("########", "########", "x3"),
        ("123457000000", "123458000000", "x3"),  # the power of ten read and written once more
    ],
)
def test_ids_that_lost_digits_in_a_spreadsheet_are_refused(column: str, ids: tuple[str, ...], read: Reader):
    content = Office().with_column(column, ids).bytes()
    assert errors(read, content) == {COLUMNS[column]: (2, 3)}
    assert errors(read, content, pseudonym_key=KEY) == {COLUMNS[column]: (2, 3)}
    with pytest.raises(ExtractError) as raised:
        read(content)
    assert not [each for each in ids if each in str(raised.value)]
    table = read(content, keep_going=True).table
    assert table["doctor_id" if column == "Lege-id" else "grant_id"].to_pylist() == [None, None, "x3"]


@pytest.mark.parametrize("column", COLUMNS)
def test_numbers_of_a_workbook_that_hold_more_digits_than_it_keeps_are_refused(column: str, read: Reader):
    cells = {
        f"{'AD'[column == 'Lege-id']}{row}": number for row, number in ((2, 1.2e15), (3, 98765432109876543))
    }
    assert errors(read, workbook(Office(), **cells)) == {COLUMNS[column]: (2, 3)}
    cells = dict(zip(cells, (123457000000, 123458000000), strict=True))
    assert errors(read, workbook(Office(), **cells)) == {COLUMNS[column]: (2, 3)}
    cells = dict(zip(cells, (123456789012345, 123456789012), strict=True))
    assert errors(read, workbook(Office(), **cells)) == {}


def test_ids_that_became_dates_are_refused(read: Reader):

    assert errors(read, workbook(Office(), D3=datetime.date(2023, 2, 1))) == {"doctor-rewritten": (3,)}


def test_real_numbers_of_parquet_that_lack_digits_are_refused_and_whole_ones_are_not(read: Reader):
    ids = [123456789012345678, 123456789012345679, 3]
    assert errors(read, parquet(**{"Lege-id": pa.array(map(float, ids))})) == {"doctor-rewritten": (1, 2)}
    read_back = read(parquet(**{"Lege-id": pa.array(ids, pa.int64())})).table["doctor_id"]
    assert read_back.to_pylist() == ["123456789012345678", "123456789012345679", "3"]


def test_many_ids_cut_to_fifteen_digits_are_refused(read: Reader):
    chance = random.Random(7)
    cut = [f"{chance.randrange(10**14, 10**15)}0" for _number in range(20)]
    assert errors(read, many("Lege-id", cut)).keys() == {"doctor-rewritten"}


@pytest.mark.parametrize(
    "ids",
    [
        ("1234e567", "12345e67", "1e100000"),  # hashes may be digits and an e
        ("1e5", "2e5", "3e5"),
        ("d1,5", "1.2", "1.23457"),
        ("123456789012", "123456789013", "223456789012"),
        ("100000", "200000", "300000"),
        ("#1", "#2", "#3"),
    ],
)
def test_ids_that_only_look_like_it_are_read(ids: tuple[str, ...], read: Reader):
    assert read(Office().with_column("Lege-id", ids).bytes()).table["doctor_id"].to_pylist() == list(ids)


def test_numbers_in_a_row_pass_though_one_of_them_ends_in_zeros(read: Reader):
    ids = [str(299_999_999_900 + number) for number in range(150)]  # 300000000000 among them
    assert errors(read, many("Saksnummer", ids)) == {}
    chance = random.Random(7)
    ids = [str(chance.randrange(10**15, 10**16)) for _number in range(150)]  # some of them end in 0
    assert any(each.endswith("0") for each in ids)
    assert errors(read, many("Lege-id", ids)) == {}


# Telephone numbers


@pytest.mark.parametrize(
    "ids",
    [
        [f"{number:015d}" for number in range(150)],  # filled up with zeros
        [f"00{number}" for number in range(4712345678901, 4712345679051)],
        [f"00{number}" for number in range(1234567890123, 1234567890273)],
        ["001234567890123", "812345678901234", "712345678901234"],
        ["004791234567", "812345678901", "712345678901"],  # one of three of twelve digits
        ["0047 9123 4567", "8123 4567 8901", "7123 4567 8901"],
        ["123 456 789 012", "223 456 789 012", "323 456 789 012"],
        ["+1", "+12345", "+123456"],
    ],
    ids=lambda ids: ids[0],
)
def test_ids_of_digits_are_no_telephone_numbers(ids: list[str], read: Reader):
    assert errors(read, many("Lege-id", ids)) == {}


@pytest.mark.parametrize(
    "text",
    [
        *("+47 912 34 567", "+4791234567", "0047 912 34 567", "00 47 91 23 45 67", "004791234567"),
        *("004522345678", "0046701234567", "00358401234567", "003545812345", "+46 (0)70-123 45 67"),
        *("912 34 567", "91 23 45 67", "912 345 67", "47 912 34 567", "0044 20 7946 0958"),
    ],
)
def test_telephone_numbers_are_refused_and_not_quoted(text: str, read: Reader):
    content = Office().with_column("Lege-id", [text, "d2", "d3"]).bytes()
    assert errors(read, content) == {"doctor-name": (2,)}
    with pytest.raises(ExtractError) as raised:
        read(content)
    assert text not in str(raised.value)


def test_a_column_of_telephone_numbers_is_refused_though_they_are_alike(read: Reader):
    ids = [f"0047912345{number:02d}" for number in range(20)]
    assert errors(read, many("Lege-id", ids)).keys() == {"doctor-name"}


def test_ids_of_the_types_of_parquet_with_a_dictionary_are_looked_through_too(read: Reader):
    table = pq.read_table(io.BytesIO(parquet()))
    column = pa.array(["1,23457E+11", "d2", "d3"]).dictionary_encode()
    content = io.BytesIO()
    pq.write_table(table.set_column(table.schema.get_field_index("Lege-id"), "Lege-id", column), content)
    assert errors(read, content.getvalue()) == {"doctor-rewritten": (1,)}

"""Only pseudonyms pass, nothing of a doctor is ever in a message, and with a key nothing else is kept."""

import hashlib
import hmac
import logging

import pytest

from lib.extract.findings import ExtractError
from lib.ingest.parse_ids import identity_number, names_somebody
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office
from tests.ingest.workbooks import workbook

KEY = b"sixteen bytes .."


def check_digits(nine: str) -> str:
    """The two check digits of nine digits, as Skatteetaten publishes the rule."""
    first = -sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), nine, strict=True)) % 11
    ten = nine + str(first)
    second = -sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), ten, strict=True)) % 11
    return f"{first}{second}"


def doctors(*ids: str) -> Office:
    return Office().with_column("Lege-id", ids)


def pseudonym(text: str) -> str:
    return hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()[:32]


@pytest.mark.parametrize(
    "text",
    [
        "01019012345",
        "010190 12345",
        "010190-12345",
        "0101 9012 345",
        "41019012345",
        "01019012345 Kari",
        "nr. 01019012345",
        "fnr01019012345",
        "L01019012345",
        "01019012345x",
    ],
)
def test_eleven_digits_are_an_identity_number(text: str):
    assert identity_number(text) in ("01019012345", "41019012345")


def test_a_zero_lost_in_a_spreadsheet_is_put_back_where_the_check_digits_are_right():
    number = "010100101" + check_digits("010100101")
    assert identity_number(number[1:]) == number
    wrong = number[1:-1] + str((int(number[-1]) + 1) % 10)
    assert identity_number(wrong) is None


@pytest.mark.parametrize(
    "text",
    [
        "d1",
        "lege-17",
        "12345",
        "a01019012345",  # eleven digits within a hash
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "0123456789012",
        "deadbeef",
        "ABCDEF==",
        "0b01019012345e77d1a2b3c4d5e6f708",
        "Lege 17",
        "ID 4711",
        "AB",
        "12 345",
    ],
)
def test_a_pseudonym_is_neither_a_number_of_a_person_nor_a_name(text: str):
    assert identity_number(text) is None
    assert not names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann",
        "Nordmann, Kari",
        "Åse-Marie O'Hara",
        "K. Nordmann",
        "kari nordmann",
        "k@n.no",
        "Dr. Ås, P.",
        "HANSEN",
        "xyz.nordmann",
        "Hansen-Lie",
        "O'Hara",
        "Dr. Hansen 12",
        "Hansen, f. 1980",
        "1980 Hansen",
        "+47 912 34 567",
        "+4791234567",
        "912 34 567",
        "91 23 45 67",
    ],
)
def test_a_name_or_address_is_told(text: str):
    assert names_somebody(text)


def test_pseudonyms_are_kept_as_they_are(read: Reader):
    assert read(doctors("d1", " D2 ", "3f25").bytes()).table["doctor_id"].to_pylist() == ["d1", "D2", "3f25"]


def test_with_a_key_every_id_is_hashed_and_one_person_is_one_pseudonym(read: Reader):
    office = doctors("010190 12345", "01019012345", " Lege-7 ")
    ids = read(office.bytes(), pseudonym_key=KEY).table["doctor_id"].to_pylist()
    assert ids == [pseudonym("01019012345"), pseudonym("01019012345"), pseudonym("lege-7")]


def test_a_number_that_lost_its_zero_in_a_workbook_is_still_the_same_person(read: Reader):
    number = "010100101" + check_digits("010100101")
    content = workbook(doctors(number, "d2", "d3"), D3=int(number))
    ids = read(content, pseudonym_key=KEY).table["doctor_id"].to_pylist()
    assert ids[0] == ids[1] == pseudonym(number)


def test_an_empty_id_gets_no_pseudonym(read: Reader):
    ids = read(doctors("d1", "", "-").bytes(), pseudonym_key=KEY).table["doctor_id"]
    assert ids.to_pylist()[1:] == [None, None]


def test_names_are_refused_with_a_key_too(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(doctors("Kari Nordmann", "d2", "d3").bytes(), pseudonym_key=KEY)
    assert [found.kind for found in raised.value.findings if found.level == "error"] == ["doctor-name"]


def test_a_key_must_have_sixteen_bytes(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(Office().bytes(), pseudonym_key=KEY[:15])
    assert [found.kind for found in raised.value.findings] == ["pseudonym-key-weak"]
    assert read(Office().bytes(), pseudonym_key=KEY).table.num_rows == 3


def test_numbers_of_the_register_of_health_personnel_are_a_warning(read: Reader):
    office = doctors("1234567", "7654321", "d3")
    found = {found.kind: found.level for found in read(office.bytes()).findings}
    assert found["doctor-number"] == "warning"
    assert "doctor-number" not in {found.kind for found in read(office.bytes(), pseudonym_key=KEY).findings}


def test_neither_ids_nor_the_key_are_told_or_logged(read: Reader, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    office = doctors("01019012345", "lege-4711", "Kari Nordmann").with_cell("Søkt beløp", 0, "x")
    told = []
    for key in (None, KEY):
        with pytest.raises(ExtractError) as raised:
            read(office.bytes(), pseudonym_key=key)
        told.append(str(raised.value) + repr(raised.value.findings))
    told.append(caplog.text)
    for secret in ("01019012345", "4711", "Nordmann", KEY.decode(), KEY.hex(), pseudonym("lege-4711")):
        assert secret not in "".join(told)


def test_a_short_hash_that_holds_a_valid_number_is_an_identity_number():
    number = "010190124" + check_digits("010190124")
    assert identity_number(f"a{number}") == number
    assert identity_number(f"a{number[:-1]}{(int(number[-1]) + 1) % 10}") is None


@pytest.mark.parametrize("text", ["010190*****", "010190 *****", "010190123**", "nr. 010190-*****"])
@pytest.mark.parametrize("key", [None, KEY])
def test_an_identity_number_with_hidden_digits_is_refused_even_with_a_key(
    text: str, key: bytes | None, read: Reader
):
    with pytest.raises(ExtractError) as raised:
        read(doctors(text, "d2", "d3").bytes(), pseudonym_key=key)
    assert [found.kind for found in raised.value.findings if found.level == "error"] == ["doctor-identity"]
    assert "010190" not in str(raised.value)


def test_numbers_of_the_register_that_are_half_of_the_ids_are_no_warning(read: Reader):
    kinds = {found.kind for found in read(doctors("1234567", "d2", "d2").bytes()).findings}
    assert "doctor-number" not in kinds


@pytest.mark.parametrize("key", [b" " * 32, b"a" * 32, b"abcdefg" * 5, b"short"])
def test_a_key_that_can_be_guessed_is_refused(key: bytes, read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(Office().bytes(), pseudonym_key=key)
    assert [found.kind for found in raised.value.findings] == ["pseudonym-key-weak"]
    assert key.decode().strip() not in str(raised.value) or not key.strip()


def test_identity_numbers_for_case_numbers_are_refused_and_not_quoted(read: Reader):
    person = "410190123" + check_digits("410190123")
    chance = "20230000001"  # its control digits are wrong
    with pytest.raises(ExtractError) as raised:
        read(Office().with_column("Saksnummer", [person, chance, "s3"]).bytes())
    (found,) = (found for found in raised.value.findings if found.level == "error")
    assert (found.kind, found.rows) == ("grant-identity", (2, 3))
    assert person not in str(raised.value)
    assert chance not in str(raised.value)


def test_case_numbers_of_eleven_digits_pass_though_one_of_them_is_valid_by_chance(read: Reader):
    by_chance = "202300000" + check_digits("202300000")
    office = Office().with_column("Saksnummer", [by_chance, "20230000011", "20230000012"])
    assert read(office.bytes()).table["grant_id"][0].as_py() == by_chance

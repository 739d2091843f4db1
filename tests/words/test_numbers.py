"""Numbers, amounts and dates as a Norwegian reader writes them.

A hard space is written ``\\xa0`` here, and the minus sign ``−``, so that neither can be mistaken for its
neighbour on the keyboard.
"""

import datetime
import unicodedata
from decimal import Decimal

import pytest

from lib.metrics.dimensions import alphabetical
from lib.words import (
    cached_by_language,
    compact_nok,
    count,
    date,
    decimal,
    moment,
    nok,
    percent,
    signed,
    use_language,
    word_list,
    year_range,
)
from lib.words.numbers import round_half_up
from tests.handmade import committed_reference


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.25, 1, "2,3"),  # half to even would give 2,2
        (2.35, 1, "2,4"),  # and the binary 2.35 lies below
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),  # half away from zero, as the printed tables
        (0.04, 1, "0,0"),
        (-0.04, 1, "0,0"),  # never minus zero
        (-0.05, 1, "−0,1"),
        (Decimal("0.125"), 2, "0,13"),
        (100, 1, "100,0"),
    ],
)
def test_rounding_is_half_up(value, decimals: int, text: str):
    assert decimal(value, decimals) == text


def test_rounding_a_float_takes_the_decimal_it_prints_as():
    assert round_half_up(1.005, 2) == Decimal("1.01")
    assert round_half_up(458_416_101 / 1_000_000, 1) == Decimal("458.4")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1\xa0000"),
        (1871, "1\xa0871"),
        (458_416_101, "458\xa0416\xa0101"),
        (-267, "−267"),
        (-1234.5, "−1\xa0235"),
    ],
)
def test_thousands_are_parted_by_a_hard_space(value, text: str):
    assert count(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (513, 0, "+513"),
        (-267, 0, "−267"),
        (0, 0, "0"),
        (0.4, 0, "0"),
        (-0.4, 0, "0"),
        (1.45, 1, "+1,5"),
        (1234, 0, "+1\xa0234"),
    ],
)
def test_a_change_carries_its_sign_and_zero_none(value, decimals: int, text: str):
    assert signed(value, decimals) == text


def test_per_cent_has_one_decimal_and_a_hard_space():
    assert percent(513 / 1358 * 100) == "37,8\xa0%"
    assert percent(513 / 1358 * 100, with_sign=True) == "+37,8\xa0%"
    assert percent(-25, with_sign=True) == "−25,0\xa0%"
    assert percent(127.04, 0) == "127\xa0%"
    assert percent(1234.5) == "1\xa0234,5\xa0%"


def test_kroner_are_written_in_full():
    assert nok(458_416_101) == "458\xa0416\xa0101\xa0kr"
    assert nok(-1000) == "−1\xa0000\xa0kr"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0\xa0kr"),
        (999_949, "999\xa0949\xa0kr"),
        (999_999, "999\xa0999\xa0kr"),  # below a million nothing is rounded
        (1_000_000, "1,0 mill. kr"),
        (1_049_999, "1,0 mill. kr"),
        (1_050_000, "1,1 mill. kr"),
        (458_416_101, "458,4 mill. kr"),
        (1_234_500_000, "1\xa0234,5 mill. kr"),
        (-999_999, "−999\xa0999\xa0kr"),
        (-2_250_000, "−2,3 mill. kr"),
        (241_949_999.9, "241,9 mill. kr"),  # a kroner share rounds once
    ],
)
def test_kroner_of_a_headline_are_millions_from_a_million_up(amount, text: str):
    # The thousands and "kr" are held together; the words around "mill." are tested below.
    assert compact_nok(amount).replace("\xa0mill.\xa0", " mill. ") == text


def test_no_text_of_a_number_can_break_over_two_lines():
    texts = (count(1_871), percent(37.8), nok(458_416_101), compact_nok(458_416_101), signed(-1_234))
    assert [text for text in texts if " " in text] == []


def test_no_number_has_a_hyphen_for_a_minus():
    texts = (decimal(-1.5), count(-1000), signed(-1), percent(-1), nok(-1), compact_nok(-2_000_000))
    assert all("-" not in text and text.startswith("−") for text in texts)


def test_dates_are_written_out():
    assert date(datetime.date(2023, 10, 20)) == "20. oktober 2023"
    assert date(datetime.date(2024, 1, 1)) == "1. januar 2024"


@pytest.mark.parametrize(
    ("parts", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a og b"), (("a", "b", "c"), "a, b og c")],
)
def test_lists_end_with_og_and_have_no_comma_before_it(parts: tuple, text: str):
    assert word_list(parts) == text


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([2023], "2023"),
        ([2023, 2022], "2022–2023"),
        ([2022, 2023, 2022], "2022–2023"),
        (range(2019, 2025), "2019–2024"),
        ([2022, 2024], "2022 og 2024"),
        ([2019, 2021, 2022], "2019, 2021 og 2022"),
    ],
)
def test_years_that_follow_each_other_are_a_range(years, text: str):
    assert year_range(years) == text


def test_names_are_sorted_as_in_a_norwegian_register():
    names = ["Ås", "Østfold", "Ærlig", "Zulu", "Ørland", "Åfjord", "Oslo", "Aure", "Agder"]
    assert sorted(names, key=alphabetical) == [
        "Agder",
        "Aure",
        "Oslo",
        "Zulu",
        "Ærlig",
        "Ørland",
        "Østfold",
        "Åfjord",
        "Ås",
    ]


def test_names_of_several_words_and_sami_letters_stand_in_their_place():
    names = ["Vestland", "Vestfold og Telemark", "Vestfold", "Kárášjohka", "Karmøy", "Karasjok"]
    assert sorted(names, key=alphabetical) == [
        "Kárášjohka",
        "Karasjok",
        "Karmøy",
        "Vestfold",
        "Vestfold og Telemark",
        "Vestland",
    ]


def test_every_letter_of_the_register_has_its_place_in_the_alphabet():
    names = committed_reference().municipalities["name"].to_pylist()
    letters = {letter for name in names for letter in name if letter.isalpha()}
    assert {"á", "š", "æ", "Ø", "å"} <= letters
    known = {letter for letter in letters if alphabetical("a") <= alphabetical(letter) <= alphabetical("å")}
    assert known == letters


def test_letters_of_other_alphabets_are_sorted_as_the_norwegian_ones_they_are_written_for():
    """As Norwegian library rules sort: ä as æ, ö as ø, aa as å, an accent as none, letters after spaces."""
    names = ["Åa", "Ås", "Aas", "Øra", "Öra", "Äre", "Ære", "Ñor", "Nord", "Nos", "Žan", "Zar", "ʒuk", "Ēvje"]
    ordered = ["Ēvje", "Ñor", "Nord", "Nos", "Žan", "Zar", "Ære", "Äre", "Øra", "Öra", "Åa", "Ås", "Aas"]
    assert sorted(names, key=alphabetical) == [*ordered, "ʒuk"]
    assert sorted(["Nord-Odal", "Nordre", "Nord Fron", "Nord"], key=alphabetical) == [
        "Nord",
        "Nord Fron",
        "Nord-Odal",
        "Nordre",
    ]


def test_how_a_letter_is_stored_does_not_move_a_name():
    stored = [unicodedata.normalize("NFD", name) for name in ("Åfjord", "Østre", "Zulu", "Årdal")]
    assert [unicodedata.normalize("NFC", name) for name in sorted(stored, key=alphabetical)] == [
        "Zulu",
        "Østre",
        "Åfjord",
        "Årdal",
    ]


def test_in_english_numbers_amounts_and_dates_are_written_as_english_readers_write_them():
    with use_language("en"):
        assert decimal(1871.25) == "1,871.3"
        assert signed(-513) == "\N{MINUS SIGN}513"
        assert percent(37.78) == "37.8%"
        assert nok(458_416_101) == "NOK 458,416,101"
        assert compact_nok(458_416_101) == "NOK 458.4 million"
        assert date(datetime.date(2023, 10, 20)) == "20 October 2023"
        assert word_list(["a", "b", "c"]) == "a, b and c"
    assert decimal(1871.25) == "1\N{NO-BREAK SPACE}871,3"


def test_what_is_remembered_in_one_language_is_not_said_in_another():
    @cached_by_language(8)
    def said(number: int) -> str:
        return count(number)

    assert said(1000) == "1\N{NO-BREAK SPACE}000"
    with use_language("en"):
        assert said(1000) == "1,000"
    assert said(1000) == "1\N{NO-BREAK SPACE}000"


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        (datetime.datetime(2023, 10, 20, 22, 5, tzinfo=datetime.UTC), "21. oktober 2023 kl. 00:05"),
        (datetime.datetime(2023, 12, 31, 23, 30, tzinfo=datetime.UTC), "1. januar 2024 kl. 00:30"),
    ],
)
def test_a_time_is_that_of_norway_in_summer_and_winter(utc: datetime.datetime, said: str):
    assert moment(utc) == said

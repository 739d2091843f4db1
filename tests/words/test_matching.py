"""Finding what is typed among names: without the letters of a Norwegian keyboard, and with a typing fault."""

import pytest

from lib.words.matching import Entry, find, folded, nearest

NAMES = (
    "Vestland",
    "Våler (Innlandet)",
    "Bærum",
    "Bodø",
    "Bø",
    "Ål",
    "Ås",
    "Oslo",
    "Os",
    "Sør-Varanger",
    "Nordre Follo",
)
ENTRIES = [Entry((name,), name) for name in NAMES]


def found(query: str) -> list[str]:
    return [name for _fit, name in find(query, ENTRIES)]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Våler", "valer"),
        ("Vaaler", "valer"),
        ("Bodö", "bodo"),
        ("Bodoe", "bodo"),
        ("Bærum", "barum"),
        ("Baerum", "barum"),
        ("Kárášjohka", "karasjohka"),
        ("Deatnu – Tana", "deatnu tana"),
        ("Đ Ŧ Ŋ", "d t n"),
        ("Sør-Varanger", "sor varanger"),
        ("  Herøy (Nord", "heroy nord"),
        ("per 100 000", "per 100 000"),
        ("«…»", ""),
    ],
)
def test_a_text_is_folded_to_letters_that_any_keyboard_has(written: str, plain: str):
    assert folded(written) == plain


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("vestl", ["Vestland"]),
        ("VESTLAND", ["Vestland"]),
        ("vaaler", ["Våler (Innlandet)"]),
        ("innlandet", ["Våler (Innlandet)"]),
        ("sor varanger", ["Sør-Varanger"]),
        ("follo", ["Nordre Follo"]),
        ("follo nordre", ["Nordre Follo"]),
        ("os", ["Os", "Oslo"]),  # what is the whole name is first
        ("bo", ["Bø", "Bodø"]),
        ("", []),
        ("–", []),
    ],
)
def test_what_fits_is_found_best_first(query: str, first: list[str]):
    assert found(query) == first


@pytest.mark.parametrize("query", ["vestlnd", "vetsland", "vestlland", "vesdland", "wvestland", "vestlnad"])
def test_one_letter_may_be_missing_wrong_too_many_or_swapped(query: str):
    assert found(query) == ["Vestland"]


def test_a_fault_in_what_is_typed_so_far_is_a_fault_too():
    assert found("vsetl") == ["Vestland"]
    assert found("nordre folo") == ["Nordre Follo"]
    assert found("nordrefollo") == ["Nordre Follo"]


@pytest.mark.parametrize("query", ["vsetlnad", "bgd", "1508", "xyzzy"])
def test_two_faults_short_words_and_numbers_are_not_guessed_at(query: str):
    entries = [*ENTRIES, Entry(("1507",), "Ålesund")]
    assert find(query, entries) == []


def test_no_fault_is_looked_for_where_something_fits_as_it_is_typed():
    entries = [Entry(("Hamar",), "Hamar"), Entry(("Haram",), "Haram")]
    assert [name for _fit, name in find("haram", entries)] == ["Haram"]


def test_words_that_belong_to_a_name_find_it_and_do_not_make_it_the_name():
    entries = [Entry(("Tilskudd etter fylke",), "figure", words="kart aldri"), Entry(("Kart",), "page")]
    assert [value for _fit, value in find("kart", entries)] == ["page", "figure"]
    assert [value for _fit, value in find("aldri", entries)] == ["figure"]


def test_the_nearest_name_is_offered_where_nothing_fits():
    assert nearest("vsetlnad", ENTRIES) == "Vestland"
    assert nearest("baerrumm", ENTRIES) == "Bærum"
    assert nearest("xyzzy", ENTRIES) is None

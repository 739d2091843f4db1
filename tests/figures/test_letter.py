"""What a letter says of a place: counted by hand, as printed, and no more than is known."""

from dataclasses import replace

import pytest

from lib.extract.model import Extract
from lib.figures.letter import Letter
from lib.figures.letter_of_place import letter, stem_of, subject_of
from lib.metrics.selection import Selection
from lib.metrics.value import number
from lib.metrics.view import View
from tests.figures.catalogue import EXTRACT
from tests.metrics.rows import ACROSS_THE_REFORM, ELEVEN, extract_of, grants_of

NOW = Selection(years=(2023,))


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


def about(extract: Extract = EXTRACT, *, year: int = 2023, **place: str) -> Letter:
    """The letter about ``municipalities`` or ``counties``, a code."""
    chosen = {column: (code,) for column, code in place.items()}
    return letter(View(extract, Selection(years=(year,), **chosen)), address="/kommune")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_place_stands_beside_its_county_and_the_country(eleven: Extract):
    # 2023: Voss has doctor c; Vestland a, b and c with g06–g09; the country d with g10 besides.
    found = about(eleven, municipalities="4621")
    assert [[plain(cell) for cell in row] for row in found.rows][1:] == [
        # 100 000 × 1 / 16 144 = 6,19… and 150 000 / 16 144 = 9,29…
        ["Voss", "16 144", "1", "6,2", "1", "150 000 kr", "9 kr"],
        ["Vestland", "646 205", "3", "0,5", "4", "430 000 kr", "1 kr"],
        ["Hele landet", "5 488 984", "4", "0,1", "5", "470 000 kr", "0 kr"],
    ]


def test_a_change_of_few_is_told_without_per_cent(eleven: Extract):
    # Voss: e in 2022, c in 2023. Of so few there is no headline, and the answer stands in its place.
    found = about(eleven, municipalities="4621")
    assert plain(found.finding) == "I 2023 hadde Voss 1 unik lege, like mange som i 2022"
    assert found.title.startswith("Kommunebrev: Voss 2023 ·"), "its one grant is decided"
    bergen = about(eleven, municipalities="4601")
    assert bergen.title.startswith("Kommunebrev: Bergen 2023 (2 av 3 avgjorte) ·"), "g07 is pending"
    assert any(note.startswith("Årene er ikke kommet like langt") for note in bergen.notes)
    assert "%" not in about(municipalities="1806").finding, "Narvik has 9 doctors"
    assert (
        plain(about(municipalities="1804").finding) == "25 unike leger i 2023, 14 flere enn i 2022 (+127,3 %)"
    )


def test_the_counties_say_what_is_printed():
    printed = {
        (row["category"], row["measure"]): row["value"]
        for row in EXTRACT.reference.published.to_pylist()
        if (row["table"], row["dimension"]) == ("2.5", "county_2020")
    }
    codes = {code for code, _measure in printed}
    assert len(codes) == 11
    for code in codes:
        row = about(counties=code).numbers.table.body[0]
        types = (printed[code, "grants_alis"], printed[code, "grants_guidance"])
        assert (row["grants"], row["applied_nok"]) == (sum(types), printed[code, "amount"]), code


def test_five_sentences_whatever_the_place_and_the_year():
    for year in (2022, 2023):
        for place in ({"municipalities": code} for code in ("0301", "1151", "1507", "1804", "1826")):
            said = about(year=year, **place).sentences
            assert len(said) == 5, (year, place)
            assert all(sentence.endswith(".") for sentence in said)
        for code in ("03", "54"):
            assert len(about(year=year, counties=code).sentences) == 5


def test_a_place_is_drawn_among_its_nearest():
    nearest = about(municipalities="1804").pictures[-1].chart
    own = [mark.name for mark in nearest.marks if mark.series == 1]
    assert own == ["Bodø"]
    values = [number(mark.value) for mark in nearest.marks]
    assert values == sorted(values, reverse=True) and len(values) == 7
    assert [mark.name for mark in nearest.marks][3] == "Bodø", "three stand on each side"
    # 25 doctors and 53 259 inhabitants; four of 52 have more: see the sheet's own test of the order.
    assert "Med 46,9 leger per 100 000 innbyggere er Bodø nummer 5 av 52 kommuner i sentralitet 3." in map(
        plain, about(municipalities="1804").sentences
    )


def test_a_place_without_grants_has_words_in_place_of_bars():
    found = about(municipalities="1151")
    years = found.pictures[1]
    assert years.chart is None and years.nothing == "Utsira: kommunen er uten tilskudd i 2022–2023."
    assert found.rows[1][3] == "0,0*" and any(note.startswith("Merket *:") for note in found.notes)
    assert [mark.name for mark in found.pictures[2].chart.marks][-1] == "Utsira", "of many with none, one"


def test_a_mark_that_every_row_has_stands_in_the_header():
    header, *rows = about(year=2022, municipalities="1804").rows
    assert header[5] == "Søkt (innvilget i 2022)"
    assert [plain(row[5]) for row in rows] == ["2,4 mill. kr", "13,3 mill. kr", "241,9 mill. kr"]


def test_a_letter_says_that_its_rows_are_made_up(eleven: Extract):
    assert about(municipalities="1804").made_up == "DEMODATA"
    real = replace(eleven, manifest=replace(eleven.manifest, synthetic=False))
    assert about(real, municipalities="4621").made_up == ""


def test_a_letter_is_about_one_place():
    assert subject_of(View(EXTRACT, NOW)) == ""
    assert subject_of(View(EXTRACT, replace(NOW, counties=("46", "18")))) == ""
    assert subject_of(View(EXTRACT, replace(NOW, counties=("46",)))) == "county"
    both = replace(NOW, counties=("46",), municipalities=("4601",))
    assert subject_of(View(EXTRACT, both)) == "municipality"
    assert stem_of(View(EXTRACT, both)) == "alis_kommunebrev-4601_2023_bergen_demodata"


def test_a_divided_municipality_and_its_parts_have_letters(tmp_path):
    extract = extract_of(tmp_path, grants_of(ACROSS_THE_REFORM))
    # 2024: doctor a in Ålesund with g07, f in Haram with g08.
    for code, name in (("1508", "Ålesund"), ("1580", "Haram")):
        found = about(extract, year=2024, municipalities=code)
        assert (found.place, found.rows[1][2]) == (name, "1")

"""One municipality's sheet, counted by hand: its shares with what they are shares of, and its peers."""

from pathlib import Path

import pytest

from lib.extract.model import Extract
from lib.figures import municipality, municipality_sheet, peers
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import ACROSS_THE_REFORM, ELEVEN, extract_of, grants_of

VOSS = Selection(years=(2023,), counties=("46",), municipalities=("4621",))


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


@pytest.fixture(scope="module")
def reform(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    folder: Path = tmp_path_factory.mktemp("reform")
    return extract_of(folder, grants_of(ACROSS_THE_REFORM))


def test_a_share_stands_with_its_numerator_and_denominator(eleven: Extract):
    # 2023: Voss has g09. Vestland has that and g06, g07, g08 in Bergen. The country has g10 besides.
    found = {row[0]: row[1:] for row in municipality_sheet.shares(View(eleven, VOSS)).table.rows}
    assert found["Tilskudd"] == (1, 4, pytest.approx(100 / 4), 5, pytest.approx(100 / 5))
    applied = (150_000, 430_000, 470_000)
    own, county, of_county, country, of_country = found["Søkt (kr)"]
    assert (own, county, country) == applied
    assert of_county == pytest.approx(100 * 15 / 43)
    assert of_country == pytest.approx(100 * 15 / 47)
    said = municipality_sheet.about(View(eleven, VOSS)).replace("\u00a0", " ")
    # One of Vestland's four is pending.
    assert said.endswith("Det er 25,0 % av tilskuddene og søknadene i Vestland og 20,0 % av landets.")


def test_peers_stand_with_what_their_rate_is_made_of(eleven: Extract):
    figure = peers.among(View(eleven, VOSS), by="size_class")
    labels = [column.label for column in figure.table.columns]
    voss = next(row for row in figure.table.rows if row[0] == "Voss")
    found = dict(zip(labels, voss, strict=True))
    # One doctor (c) and 16 144 inhabitants on 1 January 2023.
    assert (found["Unike leger"], found["Innbyggere"]) == (1, 16_144)
    assert voss[1] == pytest.approx(100_000 / 16_144)
    values = [row[1] for row in figure.table.rows]
    assert values == sorted(values, reverse=True), "the highest stands first"
    assert [mark.name for mark in figure.chart.marks if mark.series == 1] == ["Voss"]


def test_a_peer_over_few_inhabitants_is_marked(eleven: Extract):
    rodoy = Selection(years=(2023,), counties=("18",), municipalities=("1836",))
    figure = peers.among(View(eleven, rodoy), by="centrality")
    (own,) = (mark.text for mark in figure.chart.marks if mark.text)
    assert own.startswith("Rødøy")
    assert own.endswith("*")
    assert any(note.startswith("Merket *:") for note in figure.notes)


@pytest.mark.parametrize(
    ("year", "borders", "code", "status"),
    [
        (2023, 2020, "1835", "erstatning: klassen fra 2024"),
        (2024, 2020, "1835", "bekreftet"),
        (2024, 2024, "1835", "bekreftet"),
        (2023, 2020, "3018", "bekreftet"),  # Våler i Viken, printed in the status report
    ],
)
def test_a_class_says_whether_it_is_confirmed_for_its_year(
    reform: Extract, year: int, borders: int, code: str, status: str
):
    chosen = Selection(years=(year,), municipalities=(code,), borders=borders)
    assert municipality.municipality_of(View(reform, chosen)).centrality_status == status


def test_a_divided_municipality_is_shown_whole_with_all_its_inhabitants(reform: Extract):
    # 1 January 2024: 1508 Ålesund 58 509, 1580 Haram 9 357.
    whole = municipality.municipality_of(
        View(reform, Selection(years=(2022, 2024), municipalities=("1507",), borders=2024))
    )
    assert (whole.population, whole.county) == (58_509 + 9_357, "Møre og Romsdal")

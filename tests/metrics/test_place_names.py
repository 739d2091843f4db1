"""Every place by every name and number that it has or has had: the register, and the places before it."""

import csv
from functools import cache

import pytest

from lib.extract.reference import COMMITTED
from lib.metrics.frames import county_of
from lib.metrics.place_names import Place, _former, places
from lib.words.matching import Entry, find
from tests.metrics.rows import demo_extract

EXTRACT = demo_extract()


def register(borders: int) -> dict[str, str]:
    """Municipality code → name, from the committed register."""
    with (COMMITTED / f"municipalities_{borders}.csv").open(encoding="utf-8") as source:
        return {row["code"]: row["name"] for row in csv.DictReader(source)}


@cache
def entries(borders: int) -> tuple[Entry[Place], ...]:
    return tuple(Entry(each.names, each) for each in places(EXTRACT, borders))


def found(query: str, borders: int = 2020) -> list[Place]:
    return [place for _fit, place in find(query, entries(borders))]


@pytest.mark.parametrize("borders", [2020, 2024])
def test_every_municipality_is_found_by_each_part_of_its_name_and_by_its_number(borders: int):
    for code, name in register(borders).items():
        for typed in (code, *name.split(" - ")):
            assert any(place.codes == (code,) and not place.now for place in found(typed, borders)), typed
    assert len(register(borders)) == {2020: 356, 2024: 357}[borders]


@pytest.mark.parametrize("borders", [2020, 2024])
def test_every_place_leads_to_places_of_the_borders_and_to_their_counties(borders: int):
    counties = county_of(EXTRACT, borders)
    for place in places(EXTRACT, borders):
        assert place.codes, place.name
        if place.level == "municipality":
            assert place.counties == tuple(dict.fromkeys(counties[code] for code in place.codes)), place.name
        else:
            assert set(place.counties) <= set(counties.values()), place.name


def test_every_former_municipality_is_found_by_its_number():
    numbers = {name for place in places(EXTRACT, 2020) for name in place.names}
    assert len(_former()) > 300
    assert [code for code, _name, _target in _former() if code not in numbers] == []


@pytest.mark.parametrize(
    ("typed", "borders", "name", "codes"),
    [
        # Read in Statistics Norway's tables of changes, Klass 131.
        ("ski", 2020, "Ski", ("3020",)),  # Nordre Follo
        ("ski", 2024, "Ski", ("3207",)),
        ("oppegård", 2024, "Oppegård", ("3207",)),
        ("0213", 2020, "Ski", ("3020",)),
        ("1201", 2020, "Bergen", ("4601",)),
        ("haram", 2020, "Haram", ("1507",)),  # Ålesund in these borders
        ("haram", 2024, "Haram", ("1580",)),
        ("1507", 2020, "Ålesund", ("1507",)),
        ("1507", 2024, "Ålesund med Haram", ("1507",)),
        ("aalesund", 2020, "Ålesund", ("1507",)),
        ("vaaler", 2020, "Våler (Innlandet)", ("3419",)),
        ("sor-varanger", 2020, "Sør-Varanger", ("5444",)),
        ("unjarga", 2020, "Nesseby – Unjárga", ("5442",)),
        ("karasjohka", 2020, "Karasjok – Kárášjohka", ("5437",)),
        ("hattfjelldal", 2020, "Hattfjelldal – Aarborte", ("1826",)),
        ("aarborte", 2020, "Hattfjelldal – Aarborte", ("1826",)),
        ("snaase", 2020, "Snåsa – Snåase", ("5041",)),
        ("viken", 2020, "Viken", ("30",)),
        ("viken", 2024, "Viken", ("32", "33", "31")),  # Akershus, Buskerud and Østfold
        ("telemark", 2020, "Telemark", ("38",)),  # with Vestfold in these borders
        ("hordaland", 2020, "Hordaland", ("46",)),
        ("trøndelag", 2020, "Trøndelag", ("50",)),
        ("herøy (nord", 2020, "Herøy (Nordland)", ("1818",)),
    ],
)
def test_a_name_of_today_or_of_before_leads_to_its_place(typed: str, borders: int, name: str, codes: tuple):
    first = found(typed, borders)[0]
    assert (first.name, first.codes) == (name, codes)


def test_a_place_of_other_borders_says_what_it_is_in_these():
    assert found("ski")[0].now == ("Nordre Follo",)
    assert found("haram")[0].now == ("Ålesund",)
    assert found("haram")[0].is_later
    assert not found("viken", 2024)[0].is_later
    assert found("viken", 2024)[0].now == ("Akershus", "Buskerud", "Østfold")
    assert found("bergen")[0].now == ()


def test_oslo_is_a_county_and_a_municipality_and_the_county_is_first():
    assert [(place.level, place.codes) for place in found("oslo")] == [
        ("county", ("03",)),
        ("municipality", ("0301",)),
    ]


@pytest.mark.parametrize("borders", [2020, 2024])
def test_no_two_places_look_alike(borders: int):
    shown = [(place.level, place.name, place.now) for place in places(EXTRACT, borders)]
    assert len(set(shown)) == len(shown)

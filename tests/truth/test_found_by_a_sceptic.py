"""Pages that a sceptical reader could contradict: per cents without a base, sums that are none, empty claims.

Every number is counted from the rows of the extract and the register with pandas.
"""

import csv

import pytest

from lib.export import CSV
from lib.figures.answers import answer
from lib.figures.key_figures import key_figures
from lib.figures.reach_figures import without_grants
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load
from tests.truth.found import Found, untrue

REACH = (
    # Troms og Finnmark has 39 municipalities, 27 of them in class 6, where 54 839 people live.
    Found(
        "reach-of-a-class-in-a-county",
        "D",
        "/kart?aar=2023&maal=rekkevidde&sentralitet=6&fylke=54",
        (
            "Sentralitet 6 i Troms og Finnmark: 13 av 27 kommuner er uten tilskudd i 2023.",
            "Der bor 34,4 % av innbyggerne i disse 27.",
        ),
        ("uten tilskudd (sentralitet 6)",),
    ),
    Found(
        "reach-of-a-size",
        "D",
        "/kart?maal=rekkevidde&storrelse=g&type=alis",
        (
            "Under 2 000 innbyggere: ",
            " kommuner er uten tilskudd (ALIS-avtale) i 2023.",
            "innbyggerne i disse",
        ),
        ("uten tilskudd (under 2 000",),
    ),
    Found(
        "reach-of-the-country",
        "D",
        "/kart?maal=rekkevidde",
        ("% av innbyggerne.",),
        ("i disse",),
    ),
    # The one municipality of Oslo has grants: no share of nobody is told.
    Found(
        "reach-of-one-that-is-reached",
        "D",
        "/kart?maal=rekkevidde&fylke=03",
        ("Oslo: kommunen har tilskudd i 2023.",),
        ("0 av 1 kommune er", "Der bor 0,0 %"),
    ),
)

# Table 2.2 prints the doctors of 2022 by type; no table prints its grants, or the places of one type.
MADE_UP = (
    Found("made-up-in-a-change", "D", "/kart?vis=endring", ("Oppdiktet: antall tilskudd (2022).",)),
    Found("made-up-in-per-cent", "D", "/kart?vis=endring-prosent", ("Oppdiktet: antall tilskudd (2022).",)),
    Found(
        "made-up-in-a-change-of-a-rate",
        "D",
        "/kart?vis=endring&per=innbyggere",
        ("Oppdiktet: antall tilskudd (2022).",),
    ),
    Found("printed-in-a-change", "D", "/kart?vis=endring&maal=leger", (), ("Oppdiktet: antall",)),
    Found(
        "made-up-of-one-type",
        "D",
        "/kart?aar=2022&type=alis",
        ("Oppdiktet: antall tilskudd og ALIS-avtaler (2022).",),
    ),
    Found(
        "made-up-classes-of-one-type",
        "D",
        "/sentralitet?aar=2022&type=veiledning",
        ("Oppdiktet: antall tilskudd og kun veiledning (2022).",),
    ),
    Found("printed-of-one-type", "D", "/kart?type=alis", (), ("Oppdiktet: antall",)),
    Found(
        "made-up-key-figures-of-one-type",
        "D",
        "/?aar=2022&type=alis",
        ("oppdiktet for 2022",),
    ),
    Found("of-a-county-nothing-is-printed", "D", "/kart?fylke=46&vis=endring", (), ("Oppdiktet: antall",)),
)

# A doctor of both years is counted once; reach and rates are of the years together.
TOGETHER = tuple(
    Found(f"together-{number}", "D", address, ("2022–2023 samlet · ",), ("i sum ·",))
    for number, address in enumerate(
        (
            "/sentralitet?aar=2022&aar=2023&maal=leger",
            "/kart?aar=2022&aar=2023&maal=rekkevidde",
            "/kommune?aar=2022&aar=2023&kommune=4601",
        )
    )
)

# Both dots of a pair are filled, the first in a lighter colour; a slide draws the budget as a frame of lines.
DRAWN = (
    Found(
        "dots-of-growth",
        "D",
        "/vekst?maal=steder",
        ("leger, 2022 (lys prikk) og 2023 (mørk prikk)",),
        ("(ring)", "(fylt)"),
    ),
    Found(
        "dots-of-a-change",
        "D",
        "/kart?vis=endring",
        ("tilskudd, 2022 (lys prikk) og 2023 (mørk prikk)",),
        ("(ring)", "(fylt)"),
    ),
    Found(
        "lines-of-the-budget",
        "D",
        "/budsjett",
        ("kr utbetalt, samlet budsjett er tegnet med strek",),
        ("streken er",),
    ),
)

NOTES = (
    # A map has no marks at its regions, and its rate is of doctors; the ranking beside it writes them.
    Found(
        "mark-of-a-map",
        "D",
        "/kart?maal=leger&per=innbyggere&niva=kommuner",
        ("Merket * i tabellen: liten nevner, under ", " innbyggere. Én lege flytter raten mye."),
        ("tilskudd flytter",),
    ),
    Found(
        "mark-of-a-rate-of-grants",
        "D",
        "/kart?per=innbyggere&niva=kommuner",
        (" innbyggere. Ett tilskudd flytter raten mye.",),
    ),
    # Ålesund is in Møre og Romsdal (15), and Oslo (03) has nothing of it.
    Found(
        "a-divided-municipality-that-is-elsewhere",
        "D",
        "/kart?fylke=03&grense=2024",
        ("Tilskudd før 2024 er plassert i fylkene fra 2024 etter kommunenummer.",),
        ("Ålesund (1507)",),
    ),
    Found(
        "a-divided-municipality-that-is-there",
        "D",
        "/kart?fylke=15&grense=2024",
        ("Ålesund (1507), som ble delt i 2024, vises samlet i Møre og Romsdal.",),
    ),
    Found(
        "a-divided-municipality-in-reach",
        "D",
        "/kart?aar=2022&aar=2023&maal=rekkevidde&grense=2024",
        ("Ålesund (1507), som ble delt i 2024, vises samlet i Møre og Romsdal.",),
    ),
)

SENTENCES = (
    # The report prints what was granted of 2022, and what was applied for of 2023.
    Found(
        "two-amounts-that-are-not-the-same",
        "D",
        "/kart?maal=sokt&vis=endring",
        (
            "Søkt fra 2022 til 2023: for 2022 er det innvilget beløp og for 2023 søkt beløp, "
            "som ikke kan sammenlignes.",
        ),
        ("2023: ikke samme beløp",),
    ),
    Found(
        "one-bracket-for-a-value-and-its-mark",
        "D",
        "/kart?aar=2022&maal=sokt",
        ("mest i Viken (50,2 mill. kr, innvilget i 2022)",),
        ("(50,2 mill. kr (",),
    ),
    Found(
        "a-year-that-the-mark-names",
        "D",
        "/kart?vis=aar-for-aar&maal=sokt",
        ("Søkt, hele landet: 241,9 mill. kr (innvilget i 2022) og 458,4 mill. kr (2023).",),
        ("(2022) (2022)", "i 2022) (2022)"),
    ),
    Found(
        "one-bracket-for-a-part-and-its-share",
        "D",
        "/budsjett",
        ("229,6 mill. kr (innvilget i 2022, 94,9 %)",),
        ("innvilget i 2022) (",),
    ),
    Found(
        "a-share-before-what-it-is-of",
        "D",
        "/sentralitet?aar=2022&aar=2023&maal=andeler",
        ("% av søkt beløp (for 2022: innvilget).",),
        ("innvilget) av søkt",),
    ),
    Found(
        "one-phrase-for-those-who-moved-on",
        "D",
        "/vekst?type=veiledning",
        (
            "gikk til andre deler av ordningen",
            "Gikk til andre deler av ordningen",
            "men utenfor utvalget i ett av dem.",
        ),
        ("Gikk videre", "den andre siden av utvalget"),
    ),
    Found(
        "a-place-that-is-told-of-once",
        "D",
        "/kart?maal=leger&fylke=03",
        ("Unike leger i 2023: Oslo har 217.",),
        ("(Oslo): Oslo",),
    ),
    # Bergen is in class 2 alone, with its 145 grants.
    Found(
        "shares-of-a-place-of-one-class",
        "D",
        "/sentralitet?maal=andeler&kommune=4601&fylke=46",
        ("Tilskudd i 2023 (Bergen): sentralitet 2 har 145.",),
        ("0,0 %, 0,0 % og 0,0 %", "0,0 % av innbyggerne, 0,0 %"),
    ),
    # No grants in 13 of 43 municipalities of Vestland, and so no kroner.
    Found(
        "nothing-of-kroner",
        "D",
        "/kart?maal=sokt&fylke=46",
        ("ingenting i 13 av 43 kommuner.",),
        ("ingen i 13",),
    ),
    Found(
        "names-within-a-sentence",
        "D",
        "/sentralitet?maal=leger",
        ("Unike leger, unike leger med ALIS-avtale og unike leger med kun veiledning: talt",),
    ),
)

# Of Y4, nothing of 2025 is decided, and some of 2024; both have the amount announced as budget.
UNDECIDED = (
    Found(
        "without-applications",
        "Y4",
        "/kart?aar=2025&maal=rekkevidde",
        ("Kommuner uten søknader etter fylke", "er uten søknader (ikke avgjort) i 2025"),
        ("Kommuner uten tilskudd",),
    ),
    Found(
        "without-grants-or-applications",
        "Y4",
        "/kart?aar=2024&maal=rekkevidde",
        ("Kommuner uten tilskudd eller søknader etter fylke", "Uten tilskudd eller søknader"),
        ("uten tilskudd etter",),
    ),
    Found("a-budget-that-is-not-shown", "Y4", "/?aar=2024&fylke=46", (), ("utlyst beløp står som budsjett",)),
    Found("a-budget-that-is", "Y4", "/?aar=2024", ("2024: utlyst beløp står som budsjett.",)),
)


@pytest.mark.parametrize(
    "found", (*REACH, *MADE_UP, *TOGETHER, *DRAWN, *NOTES, *SENTENCES, *UNDECIDED), ids=lambda found: found.id
)
def test_the_page_says_what_is_so(found: Found):
    assert untrue(found) == []


def test_a_class_that_a_county_has_not_is_not_counted():
    chosen = Selection(years=(2023,), counties=("03",), centralities=(6,))
    assert answer(without_grants(View(load("D"), chosen), by="county")) == (
        "Sentralitet 6 i Oslo: det er ingen slike kommuner."
    )


def in_csv(extract: str, chosen: Selection) -> dict[str, list[str]]:
    """The key figures' file: what each of its columns is called, and its cells."""
    table = CSV.make(key_figures(View(load(extract), chosen))).decode("utf-8-sig").split("\r\n\r\n")[0]
    heads, *rows = csv.reader(table.splitlines(), delimiter=";")
    assert len(set(heads)) == len(heads), "two columns have one name"
    return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def test_what_changed_is_named_beside_its_per_cent():
    found = in_csv("D", Selection(years=(2023,)))
    assert found["Endring i kommuner i prosent"][-1].startswith("21,9")
    assert found["Endring i leger i prosent"][-1].startswith("37,7")


def test_rejections_that_have_no_rows_are_not_none():
    # The demo has no row of them; GAPS has those of Nordland in 2024, and none of Vestland.
    assert in_csv("D", Selection(years=(2023,)))["Avslått eller avvist"] == ["ikke i uttrekket"] * 2
    assert in_csv("GAPS", Selection(years=(2024,), counties=("18",)))["Avslått eller avvist"][-1] == "15"
    assert in_csv("GAPS", Selection(years=(2024,), counties=("46",)))["Avslått eller avvist"][-1] == "0"

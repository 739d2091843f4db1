"""Pages that once said something untrue of what is counted, compared or filtered: each says what is so now.

Every number is counted from the rows of the extract and the register with pandas.
"""

import pytest

from tests.truth.found import Found, untrue

SCOPE = (
    # Vestland has 646 205 of 5 488 984 inhabitants, and 301 of 2 235 grants; Bergen has 145 of them.
    Found(
        "county-share-of-a-municipality",
        "D",
        "/kommune?kommune=4601",
        ("48,2 % av tilskuddene i Vestland", "Innbyggere / 289 330 / 646 205 / 44,8 % / 5 488 984 / 5,3 %"),
        ("6,5 % av tilskuddene i Vestland", "289 330 / 5 488 984"),
    ),
    # 145 of 301 and of 2 235, whichever classes are chosen beside the municipality; 26,6 is of class 2.
    Found(
        "shares-of-a-municipality-beside-a-class",
        "D",
        "/kommune?kommune=4601&fylke=46&sentralitet=2",
        ("48,2 % av tilskuddene i Vestland og 6,5 % av landets",),
        ("100,0 % av tilskuddene", "26,6 % av landets"),
    ),
    Found(
        "inhabitants-of-a-municipality-beside-a-size",
        "D",
        "/kommune?kommune=4601&fylke=46&storrelse=g",
        ("Innbyggere / 289 330 / 646 205", "Filteret på kommunestørrelse gjelder ikke her."),
        ("Innbyggere / 0",),
    ),
    # Guidance only: 2 of Vestland's 9 and of the country's 93.
    Found(
        "shares-of-a-municipality-of-one-type",
        "D",
        "/kommune?kommune=4601&fylke=46&type=veiledning",
        ("22,2 % av tilskuddene (kun veiledning) i Vestland og 2,2 % av landets",),
        ("% av tilskuddene i Vestland",),
    ),
    # Ålesund has 19 grants in 2023, and none of them is for guidance only.
    Found(
        "municipality-without-grants-of-one-type",
        "D",
        "/kommune?kommune=1507&fylke=15&type=veiledning",
        ("Kommunen har ingen tilskudd (kun veiledning) i 2023.",),
        ("Kommunen har ingen tilskudd i 2023",),
    ),
    # 74 of 356 municipalities have grants for guidance only; 42,9 % of the inhabitants live in the others.
    Found(
        "municipalities-without-grants-of-one-type",
        "D",
        "/kart?type=veiledning&maal=rekkevidde",
        ("2023 · hele landet · Kun veiledning · 282 kommuner", "Der bor 42,9 % av innbyggerne."),
        ("kommuner har ingen tilskudd", "282 av 356 kommuner er uten tilskudd i 2023"),
    ),
    # The grants of Oslo, of Bergen among 43 municipalities of which 30 have some, and of class 2.
    Found("answer-for-one-county", "D", "/kart?fylke=03", ("Tilskudd i 2023: Oslo har 269.",)),
    Found(
        "answer-for-one-municipality",
        "D",
        "/kart?fylke=46&kommune=4601",
        ("Tilskudd i 2023 (Vestland): mest i Bergen (145), ingen i 13 av 43 kommuner.",),
    ),
    Found("answer-for-one-class", "D", "/sentralitet?sentralitet=2", ("sentralitet 2 har 545.",)),
    Found(
        "answer-for-the-classes-of-one-county",
        "D",
        "/sentralitet?fylke=03",
        ("Tilskudd i 2023 (Oslo): sentralitet 1 (mest sentral) har 269.",),
    ),
    # Doctors: 488 in class 3, 106 in class 6. Kroner: 120 167 104 and 37 108 888.
    Found(
        "answer-for-doctors-by-class",
        "D",
        "/sentralitet?maal=leger",
        ("Unike leger i 2023: mest i sentralitet 3 (488), minst i sentralitet 6 (minst sentral) (106).",),
        ("Tilskudd i 2023: mest",),
    ),
    Found(
        "answer-for-kroner-by-class",
        "D",
        "/sentralitet?maal=sokt",
        ("Søkt i 2023: mest i sentralitet 3 (120,2 mill. kr)", "(37,1 mill. kr)."),
        ("Tilskudd i 2023: mest",),
    ),
    # Municipalities with grants in 2022 and in 2023, as sets: 57 new, 171 in both, 16 gone.
    Found(
        "answer-for-growth-in-municipalities",
        "D",
        "/vekst?maal=kommuner",
        (
            "228 kommuner med tilskudd, 41 flere enn i 2022",
            "57 førstegang, 171 fortsatte, 16 ikke videreført",
        ),
        ("1 871 unike leger",),
    ),
    # Doctors by the types they had in both years: 197 both → alis, 99 guidance → alis, 19, 4 and 1.
    Found(
        "finding-for-change-of-type",
        "D",
        "/vekst?maal=typer",
        (
            "Begge typer til ALIS-avtale / 197 / Kun veiledning til ALIS-avtale / 99",
            "Vanligst: 197 leger fra begge typer til ALIS-avtale",
        ),
    ),
)

BASE = (
    # Of 96 823 inhabitants in municipalities under 2 000, 81,4 % in class 6; of 39 grants, 35.
    Found(
        "class-share-within-a-size",
        "D",
        "/sentralitet?maal=andeler&storrelse=g",
        (
            "Sentralitet 6 (minst sentral) i 2023, av utvalget (under 2 000 innbyggere): 81,4 % av "
            "innbyggerne, 89,7 % av tilskuddene og 94,4 % av søkt beløp.",
            "Innbyggere, andel av utvalget",
        ),
        ("Sentralitet 6 har 81,4 %", "i 2023: 81,4 %", "andel av landet"),
    ),
    # Of Vestland's inhabitants 4,1 % live in class 6, which has 11 of its 301 grants.
    Found(
        "class-share-within-a-county",
        "D",
        "/sentralitet?maal=andeler&fylke=46",
        ("i 2023, av utvalget (Vestland): 4,1 % av innbyggerne, 3,7 % av tilskuddene og 5,4 % av søkt",),
        ("i 2023: 4,1 %", "andel av landet"),
    ),
    # The country's budget is not divided by type, and the selection is the whole country.
    Found(
        "budget-of-one-type",
        "D",
        "/?type=alis",
        ("bare kjent for hele landet og alle typer samlet", "1 813 unike leger"),
        ("budsjettet finnes bare for hele landet",),
    ),
)

FILTERED = (
    # 355 and 88 doctors have guidance only; the agreements are left out by the filter, and not none.
    Found(
        "agreements-that-are-filtered-away-by-year",
        "D",
        "/?type=veiledning",
        ("2022 / valgt bort / 355 / 2023 / valgt bort / 88",),
        ("2022, ALIS-avtaler: 0", "2023 / 0 / 88"),
    ),
    Found(
        "agreements-that-are-filtered-away-on-the-map",
        "D",
        "/kart?type=veiledning",
        ("Agder: 3 tilskudd, ALIS-avtaler –",),
        ("0 ALIS-avtaler",),
    ),
    # 24 of 93 in class 3.
    Found(
        "agreements-that-are-filtered-away-by-class",
        "D",
        "/sentralitet?type=veiledning",
        ("3 / 24 / valgt bort / valgt bort / 24 / 25,8 %", "3, ALIS-avtale: valgt bort"),
        ("ALIS-avtale: 0 tilskudd",),
    ),
    Found(
        "agreements-that-are-filtered-away-in-the-amounts",
        "D",
        "/budsjett?type=veiledning",
        ("2023 / 3 500 000 / valgt bort / 3 500 000",),
        ("søkt, ALIS-avtaler: 0 kr",),
    ),
    # Each of the four has its name; together 678 doctors in 2023, 467 in 2022.
    Found(
        "four-counties-by-name",
        "D",
        "/?fylke=46&fylke=11&fylke=42&fylke=34",
        ("I 2023 hadde Agder, Innlandet, Rogaland og Vestland 678 unike leger, 211 flere enn i 2022",),
        ("4 av 11 (fylke)", "I 2023 hadde ordningen 678"),
    ),
    Found(
        "two-sizes-by-name",
        "D",
        "/?fylke=46&storrelse=a&storrelse=g",
        ("I 2023 hadde Vestland (100 000 eller flere og under 2 000 innbyggere) 122 unike leger",),
        ("100 000 eller flere og Under 2 000",),
    ),
    # Of Akershus' 21 municipalities Hurdal, Jevnaker and Vestby have none; Gjerdrum has come since 2022.
    Found(
        "came-and-left-in-the-borders-chosen",
        "D",
        "/kart?maal=rekkevidde&grense=2024&fylke=32",
        ("Akershus: 3 av 21 kommuner er uten tilskudd i 2023.", "Gjerdrum / Akershus / kom til"),
        ("Viken",),
    ),
)

SUPERLATIVES = (
    # From 2024 to 2025 every county falls: Oslo from 319 to 277, Finnmark from 53 to 51.
    Found(
        "least-fall-where-all-fall",
        "Y4",
        "/kart?aar=2025&vis=endring",
        ("mest ned i Oslo (−42), minst ned i Finnmark (−2).",),
        ("mest opp",),
    ),
    # Guidance only: 16 in Oslo, 3 in Agder and 3 in Møre og Romsdal; 24 in class 3 and 24 in class 4.
    Found(
        "equals-among-counties",
        "D",
        "/kart?type=veiledning",
        ("mest i Oslo (16), minst i Agder og Møre og Romsdal (3).",),
        ("minst i Agder (3)",),
    ),
    Found(
        "equals-among-classes",
        "D",
        "/sentralitet?type=veiledning",
        ("mest i sentralitet 3 og sentralitet 4 (24), minst i sentralitet 5 (7).",),
        ("mest i sentralitet 3 (24)",),
    ),
    # Every application of Nordland is rejected in 2023 in one extract, and in 2024 in the other.
    Found("a-county-with-none", "MIXED", "/kart", ("mest i Viken (473), ingen i Nordland.",), ("minst i",)),
    Found(
        "a-county-with-none-of-few",
        "GAPS",
        "/kart?aar=2024",
        ("mest i Vestland (35), ingen i Nordland.",),
        ("minst i",),
    ),
    # Of the 102 municipalities in class 5, 55 have doctors and 47 have none, Aremark among them.
    Found(
        "shared-place-of-a-municipality",
        "D",
        "/kommune?kommune=3012",
        ("Delt 56. plass av 102 kommuner i sentralitet 5, målt per innbygger.",),
        ("Nummer 57 av 102", "Nummer 56 av 102"),
    ),
    # Oslo, Ålesund and Trondheim alone have grants: all 104 of class 5 have 0.
    Found(
        "no-place-where-all-are-equal",
        "ONE",
        "/kommune?kommune=1580",
        ("Ingen leger, som 103 andre av 104 kommuner i sentralitet 5.",),
        ("Nummer", "Delt 1. plass"),
    ),
    # 13 of Vestland's municipalities have 5 grants or more, and 4 have 4: the 15 bars stop among equals.
    Found(
        "bars-that-stop-among-equals",
        "D",
        "/kart?fylke=46",
        ("De 13 med mest av 43 er tegnet, og 2 av de 4 som er like etter dem. Tabellen har alle.",),
        ("De 15 med mest av 43",),
    ),
    # 0 doctors in 2022 and 4 in 2023: the year before is there, and is no base for per cent.
    Found(
        "no-base-for-per-cent",
        "D",
        "/vekst?fylke=18&kommune=1820",
        ("2023 / 4 / +4 / uten grunnlag",),
        ("2023 / 4 / +4 / ikke i uttrekket",),
    ),
)


@pytest.mark.parametrize("found", [*SCOPE, *BASE, *FILTERED, *SUPERLATIVES], ids=lambda each: each.id)
def test_a_page_says_what_is_so(found: Found) -> None:
    assert untrue(found) == []

"""Pages that once said something untrue of several years, or of places and classes that have changed.

Every number is counted from the rows of the extract and the register with pandas.
"""

import pytest

from tests.truth.found import Found, untrue

PERIODS = (
    # Grants of both years over inhabitants of 2023: 242 over 242 452, and 191 over 373 628.
    Found(
        "rate-of-two-years-is-said-to-be-a-sum",
        "D",
        "/kart?aar=2022&aar=2023&per=innbyggere",
        (
            "i 2022–2023 samlet: mest i Troms og Finnmark (99,8), minst i Innlandet (51,1).",
            "2022–2023 samlet · hele landet",
        ),
        ("i 2022–2023: mest", "i 2023: mest"),
    ),
    # 44 026 618 kr of both years in Nordland over 107 doctors.
    Found(
        "kroner-per-doctor-of-two-years-are-said-to-be-a-sum",
        "D",
        "/kart?aar=2022&aar=2023&maal=sokt&per=leger",
        ("Søkt per lege i 2022–2023 samlet: mest i Nordland (411 464 kr, for 2022: innvilget)",),
        ("i 2022–2023: mest", "i 2023: mest"),
    ),
    # 1 033 grants of both years in class 3, 189 in class 6.
    Found(
        "classes-of-two-years-are-said-to-be-a-sum",
        "D",
        "/sentralitet?aar=2022&aar=2023",
        (
            "i 2022–2023 samlet: mest i sentralitet 3 (1 033)",
            "minst i sentralitet 6 (minst sentral) (189).",
            "2022–2023 samlet · hele landet",
        ),
    ),
    # From 2024 to 2025 Oslo falls by 37 doctors, Finnmark and Telemark by 1; 2022 is chosen and not compared.
    Found(
        "year-that-a-growth-of-places-leaves-out",
        "Y4",
        "/vekst?aar=2022&aar=2025&maal=steder",
        (
            "Unike leger 2024 / Unike leger 2025",
            " / −37 / ",
            "2022 er ikke med her: endringen er fra året før, 2024, til 2025.",
        ),
    ),
    # 17 doctors of both years had guidance only, and have agreements; 7 had both.
    Found(
        "year-that-a-change-of-type-leaves-out",
        "Y4",
        "/vekst?aar=2022&aar=2025&maal=typer",
        (
            "Kun veiledning til ALIS-avtale / 17 / Begge typer til ALIS-avtale / 7",
            "2022 er ikke med her: endringen er fra året før, 2024, til 2025.",
        ),
    ),
    # Sets of municipalities in 2024 and in 2025: 5 new, 6 gone.
    Found(
        "year-that-came-and-left-leaves-out",
        "Y4",
        "/kart?aar=2022&aar=2025&maal=rekkevidde",
        (
            "5 kom til, 6 er ikke med så langt",
            "2022 er ikke med her: endringen er fra året før, 2024, til 2025.",
        ),
    ),
    Found(
        "no-year-is-left-out-of-a-growth-of-two-years",
        "D",
        "/vekst?aar=2022&aar=2023&maal=steder",
        ("Viken øker mest: 111 flere leger (",),
        ("er ikke med her",),
    ),
    # Doctors of both years 8 over 20 322 inhabitants, in class and in size; 16 grants, 7 of them of 2022.
    Found(
        "one-rate-of-a-municipality-that-changed-size",
        "D",
        "/kommune?kommune=3023&aar=2022&aar=2023",
        ("Nesodden i Viken har", "Nesodden / 39,4 / 8 / 20 322 / 16"),
        ("Nesodden / 34,4", "Nesodden 34,4"),
    ),
)

PLACES = (
    # Vestland has 298 applications of 2025, Finnmark 51; Viken ended with 2023.
    Found(
        "counties-of-the-year",
        "Y4",
        "/kart",
        ("Tilskudd i 2025 (ikke avgjort): mest i Vestland (298), minst i Finnmark (51).",),
        ("Viken",),
    ),
    # Ålesund has 16 doctors and 58 509 inhabitants in 2024, Haram 4 and 9 357.
    Found(
        "parts-of-a-divided-municipality",
        "Y4",
        "/kart?fylke=15&aar=2024&grense=2024&maal=leger&per=innbyggere",
        ("Ålesund / 27,3 / 16 / 58 509", "Haram / 42,7 / 4 / 9 357"),
        ("Ålesund (til 2024)", "/ 0 / 58 509"),
    ),
    # Before: 67 520 inhabitants and 17 doctors. Both years: 24 doctors, and 58 509 + 9 357 inhabitants.
    Found(
        "divided-municipality-before-it-was",
        "Y4",
        "/kart?fylke=15&aar=2023&grense=2024&maal=leger&per=innbyggere",
        ("Ålesund med Haram / 25,2 / 17 / 67 520",),
        ("Ålesund (til 2024)", "/ Haram /"),
    ),
    Found(
        "divided-municipality-over-both-years",
        "Y4",
        "/kart?fylke=15&aar=2023&aar=2024&grense=2024&maal=leger&per=innbyggere",
        ("Ålesund med Haram / 35,4 / 24 / 67 866",),
        ("Ålesund (til 2024)", "Haram / 0,0", "Ålesund / 0,0"),
    ),
    # 17 grants for 16 doctors in 2024; before that the municipality was another, with another number.
    Found(
        "years-before-a-municipality",
        "Y4",
        "/kommune?kommune=1508&grense=2024",
        ("2022 / fantes ikke / fantes ikke", "2023 / fantes ikke", "2024 / 16 / 1 / 16 / 3 499 952"),
        ("2022 / 0", "2023 / 0"),
    ),
    # 258 codes have grants in 2024, Ålesund and Haram among them, 228 in 2023; places: 226 + 21 + 10 = 257.
    Found(
        "municipalities-on-the-first-page-over-the-reform",
        "Y4",
        "/?aar=2024&grense=2024",
        ("Kommuner\n258", "2 545 tilskudd og søknader i 258 kommuner"),
        ("234", "233"),
    ),
    Found(
        "municipalities-that-grow-over-the-reform",
        "Y4",
        "/vekst?aar=2024&grense=2024&maal=kommuner",
        (
            "I 2024 hadde ordningen 258 kommuner med tilskudd eller søknad, 29 flere enn i 2023",
            "21 førstegang, 10 kom tilbake, 226 fortsatte, 2 er ikke med så langt",
            "2024 er talt i årets egne kommuner. Endringen sammenligner de samme stedene.",
            "2024 / 228 / 257 / +29",
            "2024: en kommune som er delt siden året før, er talt som én i begge årene.",
        ),
        ("234", "233"),
    ),
)

CLASSES = (
    # One of Bergen's 145 rows says class 5, the others 2: it is in class 2 with all that it has.
    Found(
        "class-of-a-municipality-whose-rows-disagree",
        "MIXED",
        "/kommune?kommune=4601",
        ("er i sentralitet 2 (registerets klasse, fordi radene i uttrekket er uenige)",),
        ("sentralitet 5",),
    ),
    # Inhabitants of the municipalities of each class, and their grants: 545 with Bergen's 145, and 168.
    Found(
        "grants-and-inhabitants-in-one-class",
        "MIXED",
        "/sentralitet?maal=andeler",
        ("2 / 1 405 274 / 25,6 % / 545 / 25,7 %", "5 / 547 202 / 10,0 % / 168 / 7,9 %"),
    ),
    # Strand's rows of 2025 say 4 of nine and 3 of two; the register of 2024 says 3.
    Found(
        "class-that-the-register-decides",
        "Y4",
        "/kommune?kommune=1130&fylke=11&grense=2024",
        ("er i sentralitet 3 (registerets klasse, fordi radene i uttrekket er uenige)",),
        ("sentralitet 4 (bekreftet)",),
    ),
    # All of Haram's rows say 3, and the register says 5: the class is the extract's, and confirmed by none.
    Found(
        "class-that-is-the-extracts-own",
        "Y4",
        "/kommune?kommune=1580&fylke=15&grense=2024",
        ("er i sentralitet 3 (uttrekkets egen klasse)",),
        ("3 (bekreftet)",),
    ),
)


@pytest.mark.parametrize("found", [*PERIODS, *PLACES, *CLASSES], ids=lambda each: each.id)
def test_a_page_says_what_is_so(found: Found) -> None:
    assert untrue(found) == []

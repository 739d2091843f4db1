"""Pages that once said something untrue where not all is known: undecided years, and a year without a budget.

Every number is counted from the rows of the extract and the register with pandas.
"""

import pytest

from tests.truth.found import Found, untrue

# What a reader saw of 2027, which has neither budget nor population nor a period.
HOLES = (
    "Noe gikk galt",
    "None",
    "har ikke publisert innbyggere",
    "ikke publisert innbyggere",
    "utbetalt ikke publisert.",
    "ikke publisert, budsjett",
    "ukjent innbyggere",
    "? innbyggere",
    "Der bor – ",
)

KNOWN = (
    # 2 290 of 2025, none decided; 531 313 124 kr applied for 2024, and 490 468 590 of 600 million for 2025.
    Found(
        "first-page-of-a-year-that-is-not-decided",
        "Y4",
        "/",
        (
            "2025 (søknader per 26. november 2025, ikke avgjort)",
            "For 2025 har 2 034 unike leger søkt i ordningen så langt, 220 færre enn i 2024 (−9,8 %)",
            "2 290 søknader fra 257 kommuner",
            "(2024: 60 av 2 545 avgjorte, 2025: ikke avgjort)",
            "Utnyttelse, søkt\n81,7 %",
        ),
        ("ikke publisert av samlet budsjett", "Innvilget ikke publisert", "355 ikke videreført", "Viken"),
    ),
    # Doctors: 675 in no earlier year, 31 in 2022 and not in 2023, 1 548 in both, 323 of 2023 only.
    Found(
        "those-who-returned-to-the-whole-country",
        "Y4",
        "/?aar=2024",
        (
            "675 førstegang, 31 kom tilbake, 1 548 fortsatte, 323 er ikke med så langt",
            "2023 er etter vedtak og 2024 er delvis avgjort (60 av 2 545 avgjorte).",
        ),
        ("andre deler av ordningen",),
    ),
    # 60 of the 2 545 grants of 2024 are decided, with 13 271 395 kr.
    Found(
        "granted-for-a-few-that-are-decided",
        "Y4",
        "/budsjett?aar=2024",
        (
            "innvilget 13,3 mill. kr for 60 av 2 545 avgjorte",
            "13 271 395 for 60 av 2 545 avgjorte",
        ),
        ("innvilget 13,3 mill. kr (", "1 105 950"),  # 13 271 395 over 12 months
    ),
    Found(
        "granted-per-month-for-a-few-that-are-decided",
        "Y4",
        "/budsjett?aar=2024&belop=maaned",
        ("2024, innvilget per måned: bare delvis kjent",),
        ("1 105 950",),
    ),
    # Of 2 488 grants 1 493 are decided, with 309 843 279 kr, and 249 paid, with 52 602 113 kr.
    Found(
        "paid-for-a-tenth",
        "PART",
        "/",
        ("52,6 mill. kr", "249 av 2 488 utbetalte", "1 493 av 2 488 avgjorte"),
        ("−88,2 %", "−89,2 %", " 9,4 %", "(9,4 %"),  # 52,6 of 445,0; and per month, 12 and 11; of 557,9
    ),
    Found(
        "granted-for-three-fifths",
        "PART",
        "/budsjett",
        ("innvilget 309,8 mill. kr for 1 493 av 2 488 avgjorte", "52 602 113 for 249 av 2 488 utbetalte"),
        ("55,5 %", "52,6 mill. kr (9,4"),  # of 557,9 million
    ),
    # 600 million for 2026 and none for 2027; 468 460 108 applied for in 2026 is 78,1 % of them.
    Found(
        "budget-of-two-years-that-one-of-them-lacks",
        "FAR",
        "/budsjett?aar=2026&aar=2027",
        (
            "2026: budsjett 600,0 mill. kr, søkt 468,5 mill. kr (78,1 % av budsjettet)",
            "2027: budsjettet mangler, søkt 497,7 mill. kr",
        ),
        ("161,0 %", "i 2026–2027", "966,1 mill. kr (", *HOLES),  # 966,1 of 600,0
    ),
    Found(
        "budget-of-all-years-that-one-of-them-lacks",
        "FAR",
        "/?aar=2022&aar=2023&aar=2026&aar=2027",
        ("Utnyttelse, søkt\n–",),
        ("127,9 %", *HOLES),  # 1 666,4 million applied for over 1 303,0
    ),
    # 2 328 grants of 2027; 6 157 with those of 2022 and 2023. No size is known for 2027.
    Found(
        "sizes-without-inhabitants",
        "FAR",
        "/sentralitet?aar=2027&inndeling=storrelse",
        (
            "100 000 eller flere / innbyggertallet mangler",
            "ukjent / 2 328 / 2 278",
            "Hele landet / 2 328 / 2 278",
        ),
        ("100 000 eller flere / 0", *HOLES),
    ),
    Found(
        "sizes-that-one-of-three-years-lacks",
        "FAR",
        "/sentralitet?aar=2022&aar=2023&aar=2027&inndeling=storrelse",
        ("ukjent / 6 157 / 5 659", "Hele landet / 6 157 / 5 659"),
        ("100 000 eller flere / 0", *HOLES),
    ),
    # 128 of 2 328 grants are in class 6; its share of the inhabitants is not known.
    Found(
        "shares-without-inhabitants",
        "FAR",
        "/sentralitet?aar=2027&maal=andeler",
        (
            "Innbyggere er ikke tegnet: innbyggertallet mangler.",
            "6 (minst sentral) / innbyggertallet mangler / innbyggertallet mangler / 128 / 5,5 %",
        ),
        ("Innbyggere, 1 (mest sentral)", *HOLES),
    ),
    # 263 of 357 municipalities have applied.
    Found(
        "reach-without-inhabitants",
        "FAR",
        "/kart?aar=2027&maal=rekkevidde",
        ("94 av 357 kommuner er uten søknader (ikke avgjort) i 2027.",),
        ("Der bor", *HOLES),
    ),
    # Bergen has 154 of Vestland's 311 applications and of 2 328.
    Found(
        "municipality-without-inhabitants",
        "FAR",
        "/kommune?kommune=4601&aar=2027",
        (
            "Innbyggertallet for 2027 mangler.",
            "Innbyggertallet mangler, og dermed også størrelsen",
            "49,5 % av søknadene i Vestland og 6,6 % av landets",
        ),
        HOLES,
    ),
    Found(
        "first-page-of-a-year-without-a-budget",
        "FAR",
        "/?maal=sokt",
        (
            "2 328 søknader fra 263 kommuner",
            "Utnyttelse, søkt\n–",
            "2027 / ikke avgjort / budsjettet mangler",
            "ikke avgjort, budsjettet mangler",
        ),
        HOLES,
    ),
    Found(
        "budget-that-is-missing",
        "FAR",
        "/budsjett?belop=maaned",
        ("2027 / tilskuddsperioden mangler",),
        HOLES,
    ),
    Found("presentation-without-inhabitants", "FAR", "/presentasjon", ("Ingenting er valgt ennå",), HOLES),
)


@pytest.mark.parametrize("found", KNOWN, ids=lambda each: each.id)
def test_a_page_says_what_is_so(found: Found) -> None:
    assert untrue(found) == []

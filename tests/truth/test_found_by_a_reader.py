"""Pages that once said something untrue, or left out what a number needs, found by reading them.

Every number is counted from the rows of the extract and the register with pandas.
"""

import pytest

from tests.truth.found import Found, untrue

READ = (
    # 58 doctors in 2022 and 119 in 2023 in Bergen; the other counties are not chosen, and not unchanged.
    Found(
        "where-one-municipality-grows",
        "D",
        "/vekst?maal=steder&kommune=4601",
        ("Bergen / 58 / 119 / +61 / ",),
        ("Askøy / ", "uendret i"),
    ),
    # Bergen has 145 grants, most of the municipalities of Vestland.
    Found(
        "a-municipality-is-looked-at-in-its-county",
        "D",
        "/kart?kommune=4601",
        ("Tilskudd i 2023 (Vestland): mest i Bergen (145)",),
        ("av 356 kommuner", "Oslo (269)"),
    ),
    # All 15 applications of Nordland in 2024, for 3 605 874 kr, were rejected.
    Found(
        "applied-says-what-was-rejected",
        "GAPS",
        "/kart?aar=2024&maal=sokt",
        ("2024: søkt er uten 15 avslåtte og avviste søknader (3,6 mill. kr).",),
    ),
    # The budget of both years is the amount announced: 557,9 and 600,0 million.
    Found(
        "a-budget-that-is-announced",
        "Y4",
        "/budsjett",
        ("2024 og 2025: utlyst beløp står som budsjett.",),
    ),
    Found(
        "key-figures-of-an-announced-budget", "Y4", "/?aar=2024", ("2024: utlyst beløp står som budsjett.",)
    ),
    # The whole country is no selection: 3,8 % of the inhabitants live in the class.
    Found(
        "shares-of-the-country",
        "Y4",
        "/sentralitet?maal=andeler",
        ("Sentralitet 6 (minst sentral) i 2025 (ikke avgjort): 3,8 % av innbyggerne",),
        ("av utvalget",),
    ),
    # Nothing of 2025 is decided, so that nobody has a grant, and nobody has been refused one.
    Found(
        "no-applications-of-a-county-so-far",
        "ONE",
        "/?aar=2025&fylke=46",
        ("Ingen søknader for 2025 så langt for dette utvalget (Vestland).",),
        ("Ingen tilskudd",),
    ),
    # Applied for in 2023, granted in 2022: no county has a change, and so none is first.
    Found(
        "a-ranking-of-nothing-has-no-first",
        "D",
        "/kart?maal=sokt&vis=endring",
        ("Endring i søkt etter fylke\n",),
        ("størst først",),
    ),
    # 1508 and 1580 are two in both years, and one outline on the map.
    Found(
        "a-divided-municipality-that-is-compared-whole",
        "Y4",
        "/kart?aar=2024,2025&grense=2024&niva=kommuner&vis=endring",
        ("Ålesund (1507), som ble delt i 2024, er vist samlet fordi kartet har grensene fra 2020.",),
    ),
    # The notices have the months where the extract's budget lacks the year: 445,0 / 11 against 241,9 / 9.
    Found(
        "months-that-the-notices-have",
        "NO_BUDGET",
        "/",
        ("+50,5 % per måned (11 mnd., 9 i 2022)",),
        ("tilskuddsperioden mangler",),
    ),
    # And where no notice has them, the sentence says so.
    Found(
        "months-that-nothing-has",
        "FAR",
        "/kart?aar=2026,2027&vis=endring&maal=sokt",
        (
            "Beløpene er ikke per måned i tilskuddsperiodene: 12 måneder (2026) og "
            "tilskuddsperioden mangler (2027).",
        ),
    ),
    Found(
        "applications-among-the-key-figures", "Y4", "/?aar=2025", ("Søknader\n2 290",), ("Tilskudd\n2 290",)
    ),
)


@pytest.mark.parametrize("found", READ, ids=lambda each: each.id)
def test_a_page_says_what_is_so(found: Found):
    assert untrue(found) == []

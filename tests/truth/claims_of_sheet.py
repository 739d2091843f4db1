"""What the sheet of a municipality says; it obeys years, types and the municipality alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.claim import INSIDE, OF_WHOLE, YEARS, called, pattern
from tests.truth.pick import Pick, half_up
from tests.truth.said import NUMBER, says, says_amount, whole, years_in_words


def sheet(asked: Asked) -> Pick:
    """What the municipality's page is about."""
    return replace(asked.pick, counties=(), centralities=(), sizes=())


def _place_is(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked)
    unit = asked.oracle.register(pick).iloc[0]
    people = asked.oracle.population(pick)
    if found["name"] != asked.name("unit", pick.municipalities[0]):
        yield f"the place is {asked.name('unit', pick.municipalities[0])}"
    alone = found["name"] == asked.name("county", unit["county"])
    if found["county"] != (None if alone else asked.name("county", unit["county"])):
        yield f"the county is {asked.name('county', unit['county'])}"
    if (whole(found["people"]) if found["people"] else None) != people:
        yield f"the inhabitants are {people}"
    if int(found["level"]) != unit["centrality"]:
        yield f"the class is {unit['centrality']}"


def _place_had(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked)
    if found["years"] != years_in_words(pick.years):
        yield f"the years are {pick.years}"
    for what, group in (("grants", "grants"), ("doctors", "doctors")):
        if whole(found[group]) != asked.oracle.count(pick, what):
            yield f"{what}: {asked.oracle.count(pick, what)}"
    if not says_amount(
        found["amount"],
        asked.amount(pick, "applied_nok"),
        stands_in=asked.stands_in,
        of_some=asked.stands_in_for_some,
    ):
        yield f"applied for: {asked.amount(pick, 'applied_nok').value}"
    yield from _only_type(asked, found["inside"] or "")
    yield from called(asked, pick, found["what"])


def _place_has_none(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked)
    if asked.oracle.count(pick, "grants"):
        yield f"it has {asked.oracle.count(pick, 'grants')}"
    if found["years"] != years_in_words(pick.years):
        yield f"the years are {pick.years}"
    yield from called(asked, pick, found.groupdict().get("what") or "tilskudd")
    yield from _only_type(asked, found["inside"] or "")


def _no_inhabitants(asked: Asked, found: re.Match) -> Iterator[str]:
    if int(found["year"]) != asked.pick.year or asked.oracle.population(sheet(asked)) is not None:
        yield f"of {asked.pick.year}: {asked.oracle.population(sheet(asked))}"


def _only_type(asked: Asked, inside: str) -> Iterator[str]:
    words = asked.filters[-1] if asked.pick.types else ""
    if inside != words:
        yield f"what is said of the type is «{words}»"


def _share_of_wholes(asked: Asked, found: re.Match) -> Iterator[str]:
    pick, source = sheet(asked), asked.oracle
    mine = source.count(pick, "grants")
    county = source.register(pick).iloc[0]["county"]
    wholes = {"country": replace(pick, municipalities=())}
    wholes["county"] = replace(wholes["country"], counties=(county,))
    for name, of in wholes.items():
        share = found.groupdict().get(name)
        if share and not says(share, Fraction(mine) * 100 / source.count(of, "grants"), "%"):
            yield f"of the {name}: {mine} of {source.count(of, 'grants')}"
    if found.groupdict().get("where") and found["where"] != asked.name("county", county):
        yield f"the county is {asked.name('county', county)}"
    yield from _only_type(asked, found["inside"] or "")
    yield from called(asked, wholes["country"], found["what"])


def _rank(asked: Asked, found: re.Match) -> Iterator[str]:
    values, own, group = alike(asked, found["group"])
    if own not in values:
        yield "its value is not known"
        return
    rank = 1 + sum(value > values[own] for value in values.values())
    shared = sum(value == values[own] for value in values.values())
    if (whole(found["rank"]), whole(found["all"])) != (rank, len(values)):
        yield f"the place is {rank} of {len(values)} {group}"
    if (shared > 1) != found["how"].lower().startswith("delt"):
        yield f"{shared} share the place"


def _same_as(asked: Asked, found: re.Match) -> Iterator[str]:
    values, own, _group = alike(asked, found["group"])
    others = sum(value == values[own] for value in values.values()) - 1
    if (whole(found["n"]), whole(found["all"])) != (others, len(values)):
        yield f"{others} others of {len(values)} have the same"


def alike(asked: Asked, group: str) -> tuple[dict[str, Fraction], str, str]:
    """Doctors per 100 000 inhabitants of the municipalities of a class, as shown; its own unit; the class."""
    pick = sheet(asked)
    own = asked.oracle.register(pick).iloc[0]
    among = replace(pick, municipalities=())
    among = (
        replace(among, centralities=(int(own["centrality"]),))
        if "sentralitet" in group
        else replace(among, sizes=(own["size"],))
    )
    values = asked.values(among, "unit", "doctors", "innbyggere")
    shown = {unit: half_up(value, 1) for unit, value in values.items() if value is not None}
    return shown, own["unit"], group


SHEET = (
    pattern(
        "place",
        rf"^(?P<name>.+?)(?: i (?P<county>[A-ZÆØÅ][^.]*?))? (?:har (?P<people>{NUMBER}) innbyggere og )?"
        r"er i sentralitet (?P<level>\d) \([^)]*\)",
        _place_is,
    ),
    pattern(
        "place had",
        rf"(?P<when>I|For) (?P<years>{YEARS}) (?:hadde|har) kommunen (?:så langt )?(?P<grants>{NUMBER}) "
        rf"(?P<what>tilskudd og søknader|tilskudd eller søknad|tilskudd|søknade?r?){INSIDE} for "
        rf"(?P<doctors>{NUMBER}) unike? leger?, og det er søkt om (?P<amount>.+?)(?=\. )",
        _place_had,
    ),
    pattern("place has none", rf"Kommunen har ingen tilskudd{INSIDE} i (?P<years>{YEARS})", _place_has_none),
    pattern(
        "place has none so far",
        rf"For (?P<years>{YEARS}) har kommunen så langt ingen "
        rf"(?P<what>søknader|tilskudd eller søknader){INSIDE}",
        _place_has_none,
    ),
    pattern("no inhabitants", r"Innbyggertallet for (?P<year>\d{4}) mangler", _no_inhabitants),
    pattern(
        "share of county and country",
        rf"Det er (?P<county>{NUMBER}\u00a0%) av (?P<what>{OF_WHOLE}){INSIDE} i (?P<where>[^.]+?) "
        rf"og (?P<country>{NUMBER}\u00a0%) av landets",
        _share_of_wholes,
    ),
    pattern(
        "share of country",
        rf"Det er (?P<country>{NUMBER}\u00a0%) av (?P<what>{OF_WHOLE}){INSIDE} i landet(?=\.)",
        _share_of_wholes,
    ),
    pattern(
        "rank",
        rf"(?P<how>Nummer|Delt) (?P<rank>{NUMBER})(?:\. plass)? av (?P<all>{NUMBER}) kommuner "
        r"(?P<group>.*)(?=\.)",
        _rank,
    ),
    pattern(
        "same as",
        rf"(?:[Ss]amme verdi som|Ingen leger, som) (?P<n>{NUMBER}) andre av (?P<all>{NUMBER}) kommuner "
        r"(?P<group>.*)(?=\.)",
        _same_as,
    ),
)

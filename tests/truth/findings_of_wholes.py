"""What findings say of years beside each other, of shares, and of those without grants."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.claims_of_places import false_names
from tests.truth.finding import ENOUGH, KR, PCT, VALUE, About, enough, grants_of, in_year, kind
from tests.truth.pick import Pick
from tests.truth.said import NUMBER, says, whole


def _over_years(about: About, found: re.Match) -> Iterator[str]:
    asked, years = about.asked, (int(found["first"]), int(found["last"]))
    shown = asked.pick.years if len(asked.pick.years) > 1 else asked.oracle.years
    solid = [
        year
        for year in shown
        if asked.oracle.is_decided(about.pick, year) and (grants_of(about, year) or 0) >= ENOUGH
    ]
    if years != (solid[0], solid[-1]):
        yield f"the years are {solid}"
    if found["label"].lower() != about.label:
        yield f"what is measured is {about.label}"
    for year, text in zip(years, (found["before"], found["now"]), strict=True):
        value = asked.values(in_year(about, year), None, about.measure, about.against)[None]
        if not says(text, value, about.unit):
            yield f"{year} has {float(value)}"
        if about.measure == "applied_nok" and asked.oracle.stands_in(year):
            yield "an amount stands for another"


def _last_class(about: About, name: str) -> Iterator[str]:
    register = about.asked.oracle.register(about.pick)
    column = "size" if about.by == "size" else "centrality"
    if name.lower() != about.name(max(register[column])).lower():
        yield f"the last class is {about.name(max(register[column]))}"


def _class_pick(about: About) -> Pick:
    register = about.asked.oracle.register(about.pick)
    if about.by == "size":
        return replace(about.pick, sizes=(max(register["size"]),))
    return replace(about.pick, centralities=(int(max(register["centrality"])),))


def _shares(about: About, found: re.Match) -> Iterator[str]:
    source, mine = about.asked.oracle, _class_pick(about)
    yield from _last_class(about, found["name"])
    yield from enough(source.count(mine, "grants"))
    people = source.population(mine), source.population(about.pick)
    rows = source.count(mine, "grants"), source.count(about.pick, "grants")
    applied = source.amount(mine, "applied_nok").value, source.amount(about.pick, "applied_nok").value
    nouns = {"grants": "tilskuddene", "applications": "søknadene", "both": "tilskuddene og søknadene"}
    of = {"innbyggerne": people, nouns[about.counts()]: rows, "søkt beløp": applied}
    for share, what in re.findall(rf"({PCT}) av (.+?)(?=, {PCT}| og {PCT}|$)", found["shares"]):
        part, all_of_it = of.get(what, (None, None))
        if not all_of_it or part is None or not says(share, Fraction(part) * 100 / all_of_it, "%"):
            yield f"{what}: {part} of {all_of_it}"
    if "søkt" in found["shares"] and about.asked.stands_in:
        yield "an amount stands for another"


def _per_agreement(about: About, found: re.Match) -> Iterator[str]:
    yield from _last_class(about, found["name"])
    source = about.asked.oracle
    for text, pick in ((found["amount"], _class_pick(about)), (found["whole"], about.pick)):
        of_type = replace(pick, types=("alis",))
        grants = source.count(of_type, "grants")
        if not says(text, Fraction(source.amount(of_type, "applied_nok").value) / grants, "kr"):
            yield f"{source.amount(of_type, 'applied_nok').value} of {grants}"
        yield from enough(grants)
    if about.asked.stands_in:
        yield "an amount stands for another"


def _without(about: About, found: re.Match) -> Iterator[str]:
    """``Flest kommuner uten tilskudd i Viken: 12 av 51``."""
    source, pick = about.asked.oracle, about.pick
    field = "centralities" if about.by == "centrality" else "counties"
    reach = {
        key: source.reach(replace(pick, **{field: (key,)}))[:2] for key in source.members(pick, about.by)
    }
    reach = {key: both for key, both in reach.items() if both[0]}
    most = max(without for _every, without in reach.values())
    there = [key for key, (_every, without) in reach.items() if without == most]
    yield from false_names(found["names"], [about.name(key) for key in there])
    if whole(found["n"]) != most or bool(found["all"]) != (len(there) == 1):
        yield f"{most} of {there}"
    if found["all"] and whole(found["all"]) != reach[there[0]][0]:
        yield f"of {reach[there[0]][0]}"
    words = {"grants": "tilskudd", "applications": "søknader", "both": "tilskudd eller søknader"}
    if found["noun"] != words[about.counts()]:
        yield f"the rows are {about.counts()}"


def _listed_without(about: About, found: re.Match) -> Iterator[str]:
    """``128 kommuner er uten tilskudd``."""
    words = {"grants": "tilskudd", "applications": "søknad", "both": "tilskudd eller søknad"}
    _all, without, _people, _people_without = about.asked.oracle.reach(about.asked.pick)
    if whole(found["n"]) != without:
        yield f"{without} are without"
    if found["of"] != words[about.counts()]:
        yield f"the rows are {about.counts()}"


OF_WHOLES = (
    kind(
        "without",
        rf"(?P<n>{NUMBER}) kommuner? er uten (?P<of>tilskudd eller søknad|tilskudd|søknad)",
        _listed_without,
    ),
    kind(
        "years",
        rf"(?P<label>[^:]+): (?P<before>{VALUE}) i (?P<first>\d{{4}}) "
        rf"og (?P<now>{VALUE}) i (?P<last>\d{{4}})",
        _over_years,
    ),
    kind("shares", rf"(?P<name>[^:]+): (?P<shares>{PCT} av .*)", _shares),
    kind(
        "per agreement",
        rf"(?P<name>[^:]+): (?P<amount>{KR}) søkt per ALIS-avtale, mot (?P<whole>{KR}) i alt",
        _per_agreement,
    ),
    kind(
        "without",
        rf"Flest kommuner uten (?P<noun>tilskudd eller søknader|tilskudd|søknader) i (?P<names>.+): "
        rf"(?P<n>{NUMBER}) (?:av (?P<all>{NUMBER})|i hver)",
        _without,
    ),
)

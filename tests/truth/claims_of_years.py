"""What is said year by year, of shares, of the budget and of the reach."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.claim import (
    GIVEN_OR_SOUGHT,
    INSIDE,
    KNOWN_UNITS,
    OF_WHOLE,
    VALUE,
    YEARS,
    counts,
    grouping,
    pattern,
)
from tests.truth.claims_of_places import in_a_sentence, measured
from tests.truth.pick import half_up
from tests.truth.said import NUMBER, says, says_amount, whole, years_in_words


def _yearly(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from measured(asked, found["metric"])
    about, place = asked.neighbours, asked.places_of(asked.neighbours) or "hele landet"
    if found["place"] != place:
        yield f"the place is {place}"
    for words in asked.filters:
        if words not in (found["inside"] or ""):
            yield f"the filter «{words}» is not said"
    shown = re.findall(rf"({VALUE}) \((?:innvilget i )?({YEARS})\)(?:, | og |$)", found["values"])
    marked = set(map(int, re.findall(r"innvilget i (\d{4})", found["values"])))
    if asked.measure == "applied_nok" and marked != {
        y for y in (int(y) for _text, y in shown) if asked.oracle.stands_in(y)
    }:
        yield f"an amount that stands for another is said to, and only that: {marked}"
    if asked.shows == "aar-for-aar" and not shown:
        yield "no values are read"
    for text, year in shown:
        value = asked.values(about.alone(int(year)), None, asked.measure, asked.against)[None]
        if not says(text, value, KNOWN_UNITS[asked.measure]):
            yield f"{year} has {value}"


def _shares(asked: Asked, found: re.Match) -> Iterator[str]:
    if found["years"] != years_in_words(asked.pick.years):
        yield f"the years are {asked.pick.years}"
    by, pick, source = grouping(asked)[0], asked.pick, asked.oracle
    names = {in_a_sentence(by, asked.name(by, key)).lower(): key for key in source.members(pick, by)}
    if found["name"].lower() not in names:
        yield f"the classes are {list(names)}"
        return
    level = names[found["name"].lower()]
    people = source.population_by(pick, by)
    parts = {
        "innbyggerne": (people.get(level, 0), source.population(pick)),
        _OF_ROWS[counts(asked, pick)]: (
            source.count_by(pick, "grants", by)[level],
            source.count(pick, "grants"),
        ),
        "søkt": (
            source.amount_by(pick, "applied_nok", by)[level].value,
            source.amount(pick, "applied_nok").value,
        ),
    }
    for share, what in re.findall(rf"({NUMBER}\u00a0%)[^%]*? av ({OF_WHOLE}|\w+)", found["shares"]):
        part, of = parts.get(what, (None, None))
        if not of or part is None or not says(share, Fraction(part) * 100 / of, "%"):
            yield f"{what}: {part} of {of}"
    chosen = [*filter(None, [asked.places]), *asked.filters]
    if len(names) == 1:
        yield "one class has all of itself"
    for words in chosen:
        if words not in (found["inside"] or ""):
            yield f"«{words}» is not said"


_OF_ROWS = {"grants": "tilskuddene", "applications": "søknadene", "both": "tilskuddene og søknadene"}
_STEPS = {"søkt": "applied_nok", "innvilget": "granted_nok", "utbetalt": "paid_nok"}


def _budget(asked: Asked, found: re.Match) -> Iterator[str]:
    year = int(found["year"])
    if year not in asked.pick.years:
        yield "the year is not chosen"
        return
    budget = asked.oracle.budget_of([year]) if asked.pick.is_national else None
    said = re.search(r"(?:samlet )?budsjett(?:et)?:? (?P<text>.*?)(?=, søkt)", found["steps"])
    if (said is None) != (not asked.pick.is_national):
        yield "a budget is said of the whole country, and only of it"
    elif said and not says(said["text"], budget, "kr"):
        yield f"the budget is {budget}"
    for word, column in _STEPS.items():
        part = re.search(rf"(?<!\(){word}:? (?P<text>.*?)(?=, (?:søkt|innvilget|utbetalt)|$)", found["steps"])
        amount = asked.oracle.amount(asked.pick.alone(year), column)
        if part is None:
            yield f"{word} is not said"
            continue
        share = re.search(rf"\(({NUMBER}\u00a0%) av [^)]*\)", part["text"])
        text = part["text"].replace(share[0], "") if share else part["text"]
        stands_in = column == "applied_nok" and asked.oracle.stands_in(year)
        if not says_amount(text, amount, stands_in=stands_in):
            yield f"{word}: {amount}"
        if share and not (
            budget and amount.is_known and says(share[1], Fraction(amount.value) * 100 / budget, "%")
        ):
            yield f"{word}: {amount} of {budget} is not {share[1]}"


_USED = {"Nei": (0, 95), "Nesten": (95, 99.5), "Ja": (99.5, 100.5), "Mer enn det": (100.5, 1e9)}


def _used(asked: Asked, found: re.Match) -> Iterator[str]:
    """Of the latest year chosen: what is paid of the budget; else what is granted, or applied for."""
    year, source, words = int(found["year"]), asked.oracle, found.groupdict()
    column = "paid_nok" if words["said"] else "granted_nok" if "innvilget" in found[0] else "applied_nok"
    amount, budget = source.amount(asked.pick.alone(year), column), source.budget_of([year])
    if year != asked.pick.year or not asked.pick.is_national or not says(found["budget"], budget, "kr"):
        yield f"the budget of {asked.pick.year} is {budget}"
        return
    share = half_up(Fraction(amount.value) * 100 / budget, 1)
    if not says_amount(found["amount"], amount) or not says(found["share"], share, "%"):
        yield f"{column}: {amount}, {float(share)}"
    if column == "applied_nok" and source.stands_in(year):
        yield "an amount stands for another"
    if words["said"]:
        least, most = _USED[words["said"]]
        if not least <= share < most:
            yield f"{float(share)} is said otherwise"
        return
    further = ("paid_nok",) if column == "granted_nok" else ("paid_nok", "granted_nok")
    for step in further:
        known = source.amount(asked.pick.alone(year), step)
        if known.is_known and not known.is_missing:
            yield f"{step} is known: {known}"


def _reach(asked: Asked, found: re.Match) -> Iterator[str]:
    every, without, _people, _none = asked.oracle.reach(asked.pick)
    number = 0 if found["n"] == "Ingen" else whole(found["n"])
    if (number, whole(found["all"])) != (without, every) or (found["n"] == "Ingen") != (without == 0):
        yield f"{without} of {every} are without"
    yield from _reach_of(asked, found)


def _reach_of_one(asked: Asked, found: re.Match) -> Iterator[str]:
    every, without, _people, _none = asked.oracle.reach(asked.pick)
    if every != 1 or without != (found["has"] != "har"):
        yield f"{without} of {every} are without"
    yield from _reach_of(asked, found)


def _reach_of_none(asked: Asked, found: re.Match) -> Iterator[str]:
    if asked.oracle.reach(asked.pick)[0]:
        yield "there are some"
    yield from _which(asked, found["place"])


def _reach_of(asked: Asked, found: re.Match) -> Iterator[str]:
    """Which municipalities are told of: by place and class; and by years and type of grant."""
    yield from _which(asked, found["place"] or "")
    if found["years"] != years_in_words(asked.pick.years):
        yield f"the years are {asked.pick.years}"
    if asked.pick.types and asked.filters[-1] not in (found["inside"] or ""):
        yield f"the filter «{asked.filters[-1]}» is not said"


def _which(asked: Asked, place: str) -> Iterator[str]:
    classes = ", ".join(asked.filters[: len(asked.filters) - bool(asked.pick.types)])
    which = " i ".join(filter(None, (classes, asked.places)))
    if place != which[:1].upper() + which[1:]:
        yield f"the municipalities told of are «{which}»"


def _live_there(asked: Asked, found: re.Match) -> Iterator[str]:
    every, without, people, there = asked.oracle.reach(asked.pick)
    if not people or there is None or not says(found["share"], Fraction(there) * 100 / people, "%"):
        yield f"{there} of {people} live there"
    if bool(found["all"]) != bool(asked.pick.centralities or asked.pick.sizes):
        yield "the base of the share is said where it is a class, and only there"
    elif found["all"] and whole(found["all"]) != every:
        yield f"the base is {every}"
    if not 0 < without < every:
        yield "the share says nothing"


YEARLY = (
    pattern(
        "years",
        rf"^(?P<metric>(?:Tilskudd|Unike leger|Leger|Søkt|Kroner|Beløp)[^,(:]*?){INSIDE}, (?P<place>[^:]+): "
        r"(?P<values>.*\((?:innvilget i )?\d{4}\))(?=\.$)",
        _yearly,
    ),
    pattern(
        "shares",
        rf"^(?P<name>Sentralitet \d(?: \([^)]*\))?|Kommuner med .+? innbyggere) "
        rf"i (?P<years>{YEARS})(?: \([^)]*\))?"
        rf"(?:, av utvalget{INSIDE})?: (?P<shares>.*%.*)(?=\.$)",
        _shares,
    ),
    pattern(
        "budget",
        rf"(?:^|(?<=\. ))(?P<year>\d{{4}}){INSIDE}: (?P<steps>.*?(?:utbetalt).*?)(?=\.$|\. \d{{4}}\b)",
        _budget,
    ),
    pattern(
        "used",
        rf"^(?P<said>{'|'.join(_USED)}): (?P<amount>{VALUE}) av (?P<budget>{VALUE}) ble utbetalt i "
        rf"(?P<year>\d{{4}}) \((?P<share>{NUMBER}\u00a0%)\)(?=\.$)",
        _used,
    ),
    pattern(
        "used so far",
        rf"^(?P<said>)Ikke ennå: (?:det er søkt om )?(?P<amount>{VALUE}) av (?P<budget>{VALUE})"
        rf"(?: er innvilget)? i (?P<year>\d{{4}}) \((?P<share>{NUMBER}\u00a0%)\)(?=\.$)",
        _used,
    ),
    pattern(
        "reach",
        rf"^(?:(?P<place>[^:]+): )?(?P<n>{NUMBER}|Ingen) av (?P<all>{NUMBER}) kommuner er uten "
        rf"(?:{GIVEN_OR_SOUGHT}){INSIDE} i (?P<years>{YEARS})(?=\.)",
        _reach,
    ),
    pattern(
        "reach of one",
        rf"^(?P<place>[^:]+): kommunen (?P<has>har|er uten) (?:{GIVEN_OR_SOUGHT}){INSIDE} "
        rf"i (?P<years>{YEARS})(?=\.)",
        _reach_of_one,
    ),
    pattern("reach of none", r"^(?P<place>[^:]+): det er ingen slike kommuner(?=\.)", _reach_of_none),
    pattern(
        "live there",
        rf"^Der bor (?P<share>{NUMBER}\u00a0%) av innbyggerne(?: i disse (?P<all>{NUMBER}))?(?=\.)",
        _live_there,
    ),
)

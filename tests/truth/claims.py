"""What the sentences claim, judged by the oracle: a small table of patterns, one for each kind of claim.

A pattern takes the words of one claim out of a text and says what is false about it. A number of a text that
no pattern has taken is a fault too, so that a new kind of sentence is not believed unseen: add a pattern.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.truth.asked import NAMES, Asked
from tests.truth.oracle import Flow, Pick, half_up
from tests.truth.said import NUMBER, STOOD_IN, in_words, says, says_amount, whole, years_in_words

VALUE = r"[^()]*?\d[^()]*(?:\([^()]*\))?"
YEARS = r"\d{4}(?:(?:–|, | og )\d{4})*"
INSIDE = r"(?: \((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
MEMBERS = "(?:fylker|kommuner|klasser)"
OF_WHOLE = "tilskuddene og søknadene|tilskuddene|søknadene"
GIVEN = "tilskudd til|søknade?r? fra|tilskudd (?:og søknader|eller søknad) i"
GIVEN_OR_SOUGHT = "tilskudd eller søknader|tilskudd|søknader"
KNOWN_UNITS = {"grants": "", "doctors": "", "applied_nok": "kr"}
Check = Callable[[Asked, re.Match], Iterator[str]]


@dataclass(frozen=True)
class Claim:
    """A kind of claim: what it is called, the words it is made with, and what is false about one."""

    name: str
    words: re.Pattern
    check: Check


def false_claims(asked: Asked, text: str, claims: tuple["Claim", ...] = ()) -> list[str]:
    """What is false in a text, and which of its numbers no pattern knows."""
    faults, rest = [], text
    for claim in claims or CLAIMS:
        for found in claim.words.finditer(text):
            faults += [f"{claim.name}: {fault} – «{found[0]}»" for fault in claim.check(asked, found)]
            rest = rest[: found.start()] + "_" * len(found[0]) + rest[found.end() :]
    for number in re.finditer(r"\d[\d\u00a0,]*", rest):
        faults.append(f"no pattern for {number[0]} in «{text}»")
    return faults


# What the sentence is about.


def _subject(asked: Asked, found: re.Match) -> Iterator[str]:
    years, compared = asked.pick.years, asked.compared
    if asked.state.page == GROWTH:
        compared = (asked.pick.year - 1, asked.pick.year)
    if asked.state.page == GROWTH or asked.shows.startswith("endring"):
        years = compared
    if found["first"]:
        if (int(found["first"]), int(found["last"])) != compared:
            yield f"the years compared are {compared}"
    elif found["years"] != years_in_words(years):
        yield f"the years are {years}"
    if bool(found["sum"]) != (len(years) > 1 and not found["first"]):
        yield "a sum over years is said where there is one, and only there"
    yield from _measured(asked, found["metric"])
    yield from _inside(asked, found["inside"] or "", years, rest=asked_after(found))


def asked_after(found: re.Match) -> str:
    """What a text says after its subject."""
    return found.string[found.end() :]


def _measured(asked: Asked, metric: str) -> Iterator[str]:
    measure = "grants" if asked.measure == "andeler" else asked.measure
    against = asked.against if asked.state.page == "kart.py" and measure in KNOWN_UNITS else "alt"
    name = NAMES.get((measure, against), "")
    if not (metric.startswith(name) if against == "alt" else name in metric.lower() or name == metric):
        yield f"what is measured is {measure}, {against}"


def _inside(asked: Asked, inside: str, years: tuple[int, ...], rest: str) -> Iterator[str]:
    """Filters and the state of the years, as they stand in brackets.

    A place is not said where it is the only one of what is told in the ``rest`` of the text.
    """
    place = asked.places_of(_grouping(asked)[1])
    if place and re.fullmatch(rf": (?:{re.escape(place)} har .*|[^ ]+(?: .*)? i {re.escape(place)})\.", rest):
        place = ""
    rest = inside
    for words in ([place] if place else []) + asked.filters:
        if words not in rest:
            yield f"«{words}» is chosen and not said"
        rest = rest.replace(words, "", 1)
    for year in years:
        status = status_of(asked, year, _grouping(asked)[1])
        said = f"{year}: {status}" if len(years) > 1 else status
        if status and said not in rest:
            yield f"the state of {year} is not said: «{said}»"
        rest = rest.replace(said, "", 1) if status else rest
    if rest.strip(" ,·"):
        yield f"«{rest.strip(' ,·')}» is neither a filter nor the state of a year"


def status_of(asked: Asked, year: int, pick: Pick) -> str:
    """What is said of a year that is not decided in a choice; nothing of one that is."""
    decided, of = asked.oracle.decided(pick, year)
    if decided == 0 < of:
        return "ikke avgjort"
    if asked.oracle.rows(pick.alone(year)).empty and not asked.oracle.is_decided(pick, year):
        return "ikke ferdig avgjort"
    return "" if asked.oracle.is_decided(pick, year) else f"{_count(decided)} av {_count(of)} avgjorte"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


# Superlatives of the map and of the classes.


def _grouping(asked: Asked) -> tuple[str, Pick, str, str]:
    """By what the page's answer compares, over which rows, and what."""
    if asked.state.page == "sentralitet.py":
        return "centrality", asked.pick, "grants" if asked.measure == "andeler" else asked.measure, "alt"
    if asked.state.page == GROWTH:
        by = "unit" if len(asked.pick.counties) == 1 or asked.pick.municipalities else "county"
        return by, asked.pick, "doctors", "alt"
    return asked.level, asked.neighbours, asked.measure, asked.against


def shown_values(asked: Asked) -> dict[str, list[Fraction]]:
    """Name → the values under it, as precise as a table shows them; those without a value left out."""
    by, pick, measure, against = _grouping(asked)
    values = asked.values(pick, by, measure, against)
    if by == "centrality":  # of a place, the classes that it has municipalities of
        there = {c for y in pick.years for c in asked.oracle.register(pick.alone(y))["centrality"]}
        values = {key: values[key] for key in there & values.keys()}
    places = 1 if against == "innbyggere" and measure != "applied_nok" else 0
    known = {key: v for key, v in values.items() if v is not None}
    if measure == "applied_nok":  # as it is written: from a million in tenths of one
        return _by_name(asked, by, {key: _as_written(v) for key, v in known.items()})
    return _by_name(asked, by, {key: half_up(v, places) for key, v in known.items()})


def _as_written(nok: Fraction) -> Fraction:
    return half_up(Fraction(nok) / 100_000, 0) * 100_000 if abs(nok) >= 1_000_000 else half_up(nok, 0)


def _by_name(asked: Asked, by: str, values: dict) -> dict[str, list[Fraction]]:
    named: dict[str, list[Fraction]] = {}
    for key, value in values.items():
        name = asked.name(by, key)
        named.setdefault(f"sentralitet {name}" if by == "centrality" else name, []).append(value)
    return named


def _most(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _extreme(asked, found, shown_values(asked), max)


def _least(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _extreme(asked, found, shown_values(asked), min)


def _extreme(
    asked: Asked, found: re.Match, values: dict[str, list[Fraction]], pick: Callable
) -> Iterator[str]:
    everyone = [value for each in values.values() for value in each]
    if len(set(everyone)) < 2:
        yield "all have the same, so none has most or least"
        return
    best = pick(everyone)
    yield from _named(found["names"], [name for name, each in values.items() if best in each])
    unit = KNOWN_UNITS[_grouping(asked)[2]]
    if not says(found["value"], best, unit):
        yield f"the value is {float(best)}"
    marked = STOOD_IN.search(found["value"])
    of_some = bool(marked and marked["some"])
    if unit == "kr" and (bool(marked), of_some) != (asked.stands_in, asked.stands_in_for_some):
        yield "an amount granted stands for the one applied for, and that is said where it is so"


def _named(text: str, expected: list[str]) -> Iterator[str]:
    """Whether a text names all of those expected, or some and how many others, and nobody else."""
    rest, named = f", {text}", 0
    for name in sorted(expected, key=len, reverse=True):
        while (place := rest.find(name)) >= 0:
            rest, named = rest[:place] + rest[place + len(name) :], named + 1
    others = re.search(rf"({NUMBER}) andre", rest)
    counted = whole(others[1]) if others else 0
    if named + counted != len(expected) and len(set(expected)) == len(expected):
        yield f"it is {len(expected)} who have it: {expected[:5]}"
    rest = re.sub(rf"({NUMBER}) andre|en annen| og |,", "", rest)
    if rest.strip():
        yield f"«{rest.strip()}» is not among {expected[:5]}"


def _thing(asked: Asked, found: re.Match) -> Iterator[str]:
    if bool(found["thing"]) != (_grouping(asked)[2] == "applied_nok"):
        yield "of kroner it is nothing that is there, of others none"


def _none_in_some(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _thing(asked, found)
    everyone = [value for each in shown_values(asked).values() for value in each]
    if (whole(found["n"]), whole(found["all"])) != (everyone.count(0), len(everyone)):
        yield f"{everyone.count(0)} of {len(everyone)} have none"


def _none_in_one(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _thing(asked, found)
    values = shown_values(asked)
    yield from _named(found["names"], [name for name, each in values.items() if 0 in each])


def _same_in_all(asked: Asked, found: re.Match) -> Iterator[str]:
    everyone = [value for each in shown_values(asked).values() for value in each]
    if len(set(everyone)) != 1 or whole(found["n"]) != len(everyone):
        yield f"the values are {sorted(set(map(float, everyone)))[:4]} of {len(everyone)}"
    elif not says(found["value"], everyone[0], KNOWN_UNITS[_grouping(asked)[2]]):
        yield f"the value is {float(everyone[0])}"


def _only_one(asked: Asked, found: re.Match) -> Iterator[str]:
    if asked.state.page not in ("kart.py", "sentralitet.py"):
        yield "no page compares this"
        return
    values = shown_values(asked)
    if [found["name"]] != list(values):
        yield f"those compared are {list(values)[:4]}"
    elif not says(found["value"], values[found["name"]][0], KNOWN_UNITS[_grouping(asked)[2]]):
        yield f"the value is {float(values[found['name']][0])}"


# Changes.


def changes(asked: Asked) -> tuple[dict[str, list[Fraction]], dict[str, list[Fraction]], str]:
    """Name → change, exact and from rounded parts, as precise as shown; and the unit it is said in."""
    by, pick, measure, against = _grouping(asked)
    if asked.state.page == GROWTH:
        return _growth_by_place(asked)
    first, last = (asked.in_year(year, by, measure, against, pick) for year in asked.compared)
    decimals = 1 if against == "innbyggere" and measure != "applied_nok" else 0
    in_percent = asked.shows == "endring-prosent"
    exact, rounded = {}, {}
    for key, now in last.items():
        before = first.get(key)
        if now is None or before is None or (in_percent and not before):
            continue
        for target, (a, b) in (
            (exact, (before, now)),
            (rounded, (half_up(before, decimals), half_up(now, decimals))),
        ):
            change = Fraction(b - a) * 100 / a if in_percent and a else Fraction(b - a)
            target[key] = half_up(change, 1 if in_percent else decimals)
    unit = "%" if in_percent else KNOWN_UNITS[measure]
    return _by_name(asked, by, exact), _by_name(asked, by, rounded), unit


_DIRECTIONS = {
    "mest opp": (max, 1),
    "minst opp": (min, 1),
    "mest ned": (min, -1),
    "minst ned": (max, -1),
}


def _growth_by_place(asked: Asked) -> tuple[dict[str, list[Fraction]], dict[str, list[Fraction]], str]:
    """County, or municipality of the one county → the net of the flow of its doctors into the latest year."""
    year, by = asked.pick.year, _grouping(asked)[0]
    field = "municipalities" if by == "unit" else "counties"
    flows = {
        key: asked.oracle.flow(replace(asked.pick, **{field: (key,)}), year)
        for key in asked.oracle.members(replace(asked.pick, years=(year - 1, year)), by)
    }
    values = {key: Fraction(flow.now - flow.before) for key, flow in flows.items() if flow is not None}
    named = _by_name(asked, by, values)
    return named, named, ""


def _changed(asked: Asked, found: re.Match) -> Iterator[str]:
    *either, unit = changes(asked)
    faults = [list(_changed_in(values, unit, found)) for values in either]
    yield from min(faults, key=len)


def _changed_in(values: dict[str, list[Fraction]], unit: str, found: re.Match) -> Iterator[str]:
    choose, sign = _DIRECTIONS[found["way"]]
    everyone = [value for each in values.values() for value in each]
    best = choose(everyone)
    if best * sign <= 0:
        yield f"none goes that way; the changes are from {float(min(everyone))} to {float(max(everyone))}"
        return
    yield from _named(found["names"], [name for name, each in values.items() if best in each])
    if not says(found["value"], best, unit) or not found["value"].startswith("+" if best > 0 else "−"):
        yield f"the change is {float(best)}"


def _unchanged(asked: Asked, found: re.Match) -> Iterator[str]:
    *either, _unit = changes(asked)
    still = {name for values in either for name, each in values.items() if 0 in each}
    if bool(found["nearly"]) != bool(still - _really_unchanged(asked)):
        yield f"written as no change, and changed: {sorted(still - _really_unchanged(asked))[:5]}"
    names = [[name for name, each in values.items() if 0 in each] for values in either]
    yield from min((list(_named(found["names"], each)) for each in names), key=len)


def _really_unchanged(asked: Asked) -> set[str]:
    """Those whose number is the same in both years, to the last krone."""
    if asked.state.page == GROWTH:
        return {name for name, values in _growth_by_place(asked)[0].items() if 0 in values}
    by, pick, measure, against = _grouping(asked)
    first, last = (asked.in_year(year, by, measure, against, pick) for year in asked.compared)
    return {asked.name(by, key) for key, now in last.items() if now is not None and now == first.get(key)}


def _one_change(asked: Asked, found: re.Match) -> Iterator[str]:
    *either, unit = changes(asked)
    for values in either:
        everyone = {value for each in values.values() for value in each}
        if len(everyone) == 1 and says(found["value"], *everyone, unit):
            yield from _named(found["names"], [name for name, each in values.items() for _one in each])
            return
    yield f"the changes are {either[0]}"


def _not_comparable(asked: Asked, found: re.Match) -> Iterator[str]:
    if int(found["year"]) in asked.oracle.years:
        yield "the year is in the extract"


def _two_amounts(asked: Asked, found: re.Match) -> Iterator[str]:
    granted, applied = int(found["granted"]), int(found["applied"])
    if sorted((granted, applied)) != list(asked.compared) or asked.measure != "applied_nok":
        yield f"the years compared are {asked.compared}"
    if not asked.oracle.stands_in(granted) or asked.oracle.stands_in(applied):
        yield "it is another year whose amount stands for another"


# Year by year, shares, budget, reach.


def _yearly(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _measured(asked, found["metric"])
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
    level = int(re.search(r"\d", found["name"])[0])
    pick, source = asked.pick, asked.oracle
    people = source.population_by(pick, "centrality")
    parts = {
        "innbyggere": (people.get(level, 0), source.population(pick)),
        "tilskudd": (source.count_by(pick, "grants", "centrality")[level], source.count(pick, "grants")),
        "søkt": (
            source.amount_by(pick, "applied_nok", "centrality")[level].value,
            source.amount(pick, "applied_nok").value,
        ),
    }
    for share, what in re.findall(rf"({NUMBER}\u00a0%)[^%]*? av (\w+)", found["shares"]):
        part, of = next(value for name, value in parts.items() if what.startswith(name[:8]))
        if not of or part is None or not says(share, Fraction(part) * 100 / of, "%"):
            yield f"{what}: {part} of {of}"
    chosen = [*filter(None, [asked.places]), *asked.filters]
    if len(asked.pick.centralities) == 1:
        yield "one class has all of itself"
    for words in chosen:
        if words not in (found["inside"] or ""):
            yield f"«{words}» is not said"


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


# What happened.

GROWTH = "vekst.py"


def _told(asked: Asked) -> Pick:
    """What is told about: the years chosen together, and on the page about growth the latest of them."""
    return asked.pick.alone(asked.pick.year) if asked.state.page == GROWTH else asked.pick


def _counted(asked: Asked) -> str:
    """What grows: doctors, or on the page about growth municipalities where they are measured."""
    of_places = asked.state.page == GROWTH and asked.measure == "kommuner"
    return "municipalities" if of_places else "doctors"


def _had(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = _told(asked)
    if found["years"] != years_in_words(pick.years):
        yield f"the years are {pick.years}"
    who = "ordningen" if not asked.places else asked.places
    if not found["who"].startswith(who):
        yield f"the subject is {who}"
    inside = found["who"][len(who) :]
    for words in asked.filters:
        if words not in inside:
            yield f"the filter «{words}» is not said"
    if not asked.filters and inside.strip():
        yield f"«{inside}» is no filter"
    what = _counted(asked)
    number = asked.oracle.count(pick, what)
    if whole(found["n"]) != number or ("kommune" in found["what"]) != (what == "municipalities"):
        yield f"the {what} are {number}"
    words = {"grants": "", "applications": "søkt", "both": "med tilskudd eller søknad"}
    said = next(kind for kind, word in reversed(words.items()) if word in found[0])
    if said != counts(asked, pick):
        yield f"what is counted is {counts(asked, pick)}"


def _flow_of(asked: Asked) -> Flow | None:
    of = "municipalities" if _counted(asked) == "municipalities" else "doctor_id"
    return asked.oracle.flow(_told(asked), asked.pick.year, of)


def _than_before(asked: Asked, found: re.Match) -> Iterator[str]:
    flow = _flow_of(asked)
    if flow is None or len(_told(asked).years) > 1 or int(found["year"]) != asked.pick.year - 1:
        yield "there is no year before to compare with"
        return
    net = flow.now - flow.before
    if whole(found["n"]) * (1 if found["way"] == "flere" else -1) != net:
        yield f"the change is {net}"
    if found["pct"] and not (flow.before and says(found["pct"], Fraction(net) * 100 / flow.before, "%")):
        yield f"the change is {net} of {flow.before}"
    both = [
        asked.oracle.count(_told(asked).alone(year), _counted(asked))
        for year in (asked.pick.year - 1, asked.pick.year)
    ]
    if bool(found["same"]) != (both[1] - both[0] != net):
        yield f"of {both}, the change is {net}"


def _as_many(asked: Asked, found: re.Match) -> Iterator[str]:
    flow = _flow_of(asked)
    if flow is None or flow.now != flow.before or int(found["year"]) != asked.pick.year - 1:
        yield f"the flow is {flow}"


def counts(asked: Asked, pick: Pick) -> str:
    """Whether the rows of the years chosen are grants, applications that nothing is decided of, or both."""
    if all(asked.oracle.is_decided(pick, year) for year in pick.years):
        return "grants"
    return "applications" if all(asked.oracle.is_pending(pick, year) for year in pick.years) else "both"


_PARTS = {
    "førstegang": "first_time",
    "kom tilbake": "returned",
    "kom fra andre deler": "arrived",
    "fortsatte": "continued",
    "ikke videreført": "left",
    "er ikke med så langt": "left",
    "gikk til andre deler": "moved_on",
}


def _part_of_flow(asked: Asked, found: re.Match) -> Iterator[str]:
    flow, part = _flow_of(asked), _PARTS[found["part"]]
    if flow is None or whole(found["n"]) != getattr(flow, part):
        yield f"{part} is {flow and getattr(flow, part)}"
    decided = asked.oracle.is_decided(asked.pick, asked.pick.year)
    if part == "left" and decided != (found["part"] == "ikke videreført"):
        yield "nobody has left a year that is not decided"


_TYPES = {"kun veiledning": {"guidance"}, "ALIS-avtale": {"alis"}, "begge typer": {"alis", "guidance"}}


def _types(asked: Asked, found: re.Match) -> Iterator[str]:
    last = asked.pick.year
    if (int(found["first"]), int(found["last"])) != (last - 1, last):
        yield f"the years are {last - 1} and {last}"
    moves = asked.oracle.type_changes(replace(asked.pick, types=()), last)
    said = re.findall(
        rf"({NUMBER}) leger? fra (.*?) til (.*?)(?=, {NUMBER} leg| og {NUMBER} leg|$)", found["moves"]
    )
    names = {name.lower(): kinds for name, kinds in _TYPES.items()}
    told = {(*map(frozenset, (names[a.lower()], names[b.lower()])),): whole(n) for n, a, b in said}
    if told != moves:
        yield f"the moves are {moves}"


def _called(asked: Asked, pick: Pick, what: str) -> Iterator[str]:
    """Applications are called so where nothing is decided, and grants where all is."""
    said = "applications" if what.startswith("søk") else "both" if "søk" in what else "grants"
    if said != counts(asked, pick):
        yield f"«{what}» is not what is counted: {counts(asked, pick)}"


def _applied_for(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _called(asked, asked.pick, found["what"])
    amount = asked.amount(asked.pick, "applied_nok")
    if not says_amount(found["amount"], amount, stands_in=asked.stands_in, of_some=asked.stands_in_for_some):
        yield f"applied for: {amount.value}"
    for what, group in (("grants", "grants"), ("municipalities", "places")):
        number = asked.oracle.count(asked.pick, what)
        if whole(found[group]) != number:
            yield f"{what}: {number}"


def _states(asked: Asked, found: re.Match) -> Iterator[str]:
    years = asked.pick.years
    if len(years) == 1:
        years = (asked.pick.year - 1, asked.pick.year)
    statuses = {year: status_of(asked, year, asked.pick) for year in years}
    if len(set(statuses.values())) < 2:
        yield f"the years are in the same state: {statuses}"
    parts = [
        f"{year} er søknader, {status}"
        if asked.oracle.is_pending(asked.pick, year)
        else f"{year} er delvis avgjort ({status})"
        for year, status in statuses.items()
        if status
    ]
    if decided := tuple(year for year, status in statuses.items() if not status):
        parts.insert(0, f"{years_in_words(decided)} er etter vedtak")
    if found["states"] != f"{in_words(tuple(parts))}.":
        yield f"the states are {parts}"


def _no_grants(asked: Asked, found: re.Match) -> Iterator[str]:
    if asked.oracle.count(asked.pick, "grants"):
        yield f"there are {asked.oracle.count(asked.pick, 'grants')}"
    if found["years"] != years_in_words(asked.pick.years):
        yield f"the years are {asked.pick.years}"


def _turned_down(asked: Asked, found: re.Match) -> Iterator[str]:
    if whole(found["n"]) != asked.oracle.refused(asked.pick):
        yield f"{asked.oracle.refused(asked.pick)} were turned down"


def _left_out_of_applied(asked: Asked, found: re.Match) -> Iterator[str]:
    """Of the choice, or of what a figure looks at in its place: neighbours, all years, the country."""
    year, number = int(found["year"]), whole(found["n"])
    alone = replace(asked.pick, counties=(), centralities=(), sizes=())  # what a municipality's page obeys
    looked_at = (asked.pick, alone, asked.neighbours, Pick((year,), asked.pick.borders))
    if number not in [asked.oracle.refused(pick.alone(year)) for pick in looked_at]:
        yield f"{asked.oracle.refused(asked.pick.alone(year))} were turned down"


def _undecided(asked: Asked, found: re.Match) -> Iterator[str]:
    """That a year is not decided is said of the years chosen that are so, and of no other."""
    undecided = tuple(year for year in asked.pick.years if not asked.oracle.is_decided(asked.pick, year))
    if found["years"] != years_in_words(undecided):
        yield f"those not decided are {undecided}"
    if found.groupdict().get("before") and int(found["before"]) != asked.pick.year - 1:
        yield f"the year before is {asked.pick.year - 1}"


# The sheet of a municipality, which obeys years, types and the municipality alone.


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
    yield from _called(asked, pick, found["what"])


def _place_has_none(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked)
    if asked.oracle.count(pick, "grants"):
        yield f"it has {asked.oracle.count(pick, 'grants')}"
    if found["years"] != years_in_words(pick.years):
        yield f"the years are {pick.years}"
    yield from _called(asked, pick, found.groupdict().get("what") or "tilskudd")
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
    yield from _called(asked, wholes["country"], found["what"])


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


# Notes below figures.


def _not_published(asked: Asked, found: re.Match) -> Iterator[str]:
    for year in map(int, re.findall(r"\d{4}", found["years"])):
        granted = asked.oracle.amount(asked.pick.alone(year), "granted_nok")
        if not granted.is_missing or asked.oracle.is_pending(asked.pick, year):
            yield f"granted in {year}: {granted}"


def _earlier_schemes(asked: Asked, found: re.Match) -> Iterator[str]:
    inside = [year for year in asked.oracle.years if int(found["first"]) <= year <= int(found["last"])]
    if inside:
        yield f"{inside} are years of the extract"


def _announced(asked: Asked, found: re.Match) -> Iterator[str]:
    for year in map(int, re.findall(r"\d{4}", found["years"])):
        budget = asked.oracle.budget_of([year])
        if budget is None or budget != asked.oracle.budget_of([year], "announced_nok"):
            yield f"{year} has a budget of its own"


def _made_up(asked: Asked, found: re.Match) -> Iterator[str]:
    """Of the years that rows are made up for, the printed tables have these counts of 2023 alone.

    Of one type of grant, they have no municipalities of any year.
    """
    if not asked.oracle.stands_in(2022):
        yield "the rows do not meet the printed tables"
    for counts, years in re.findall(rf"(.+?) \(({YEARS})\)(?:, | og |$)", found["counts"]):
        labels = set(re.split(", | og ", counts))
        if not labels <= {"tilskudd", "ALIS-avtaler", "kun veiledning", "kommuner"}:
            yield f"one of {labels} is printed for 2022"
        if ("kommuner" in labels) > bool(asked.pick.types):
            yield "the municipalities are printed"
        if years != "2022" and labels != {"kommuner"}:
            yield f"{labels} are printed for 2023"


def _two_years(asked: Asked, found: re.Match) -> Iterator[str]:
    if (int(found["before"]), int(found["year"])) != (asked.pick.year - 1, asked.pick.year):
        yield f"the year is {asked.pick.year}"


def _left_out(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _two_years(asked, found)
    others = [year for year in asked.pick.years if year not in (asked.pick.year - 1, asked.pick.year)]
    if found["years"] != years_in_words(tuple(others)):
        yield f"the years left out are {others}"


def _periods(asked: Asked, found: re.Match) -> Iterator[str]:
    said = re.findall(r"(?:(\d+) måneder|tilskuddsperioden mangler) \((\d{4})\)", found["periods"])
    if len(said) != 2:
        yield f"two periods are not read in «{found['periods']}»"
    for months, year in said:
        if (int(months) if months else None) != asked.oracle.months(int(year)):
            yield f"{year} has {asked.oracle.months(int(year))} months"


def _constant(_asked: Asked, _found: re.Match) -> Iterator[str]:
    """A number that is part of a name or a definition."""
    yield from ()


def _pattern(name: str, words: str, check: Check) -> Claim:
    return Claim(name, re.compile(words), check)


CLAIMS = (
    _pattern(
        "subject",
        r"^(?P<metric>(?:Tilskudd|Unike leger|Leger|Søkt|Kroner|Beløp)[^:(]*?) "
        rf"(?:i (?P<years>{YEARS})|fra (?P<first>\d{{4}}) til (?P<last>\d{{4}}))"
        rf"(?P<sum> samlet)?{INSIDE}(?=: )",
        _subject,
    ),
    _pattern("most", rf"(?<=: )mest i (?P<names>.+?) \((?P<value>{VALUE})\)(?=[,.])", _most),
    _pattern("least", rf"minst i (?P<names>.+?) \((?P<value>{VALUE})\)(?=\.)", _least),
    _pattern(
        "none",
        rf", ingen(?P<thing>ting)? i (?P<n>{NUMBER}) av (?P<all>{NUMBER}) {MEMBERS}(?=\.)",
        _none_in_some,
    ),
    _pattern("none", rf", ingen(?P<thing>ting)? i (?!{NUMBER} av )(?P<names>[^.]*?)(?=\.)", _none_in_one),
    _pattern("same", rf"likt i alle (?P<n>{NUMBER}) {MEMBERS} \((?P<value>{VALUE})\)", _same_in_all),
    _pattern("one", rf"(?<=: )(?P<name>[^:.]+?) har (?P<value>[\d−]{VALUE}|\d)(?=\.$)", _only_one),
    _pattern(
        "change",
        rf"(?P<way>(?:mest|minst) (?:opp|ned)) i (?P<names>.+?) \((?P<value>{VALUE})\)(?=[,.])",
        _changed,
    ),
    _pattern("unchanged", r"(?P<nearly>nesten )?uendret i (?P<names>[^.(]*)(?=[.,])", _unchanged),
    _pattern("change", rf"(?<=: )(?P<value>[+−]{VALUE}|0) i (?P<names>[^(]+?)(?=\.$)", _one_change),
    _pattern(
        "comparison",
        r"(?P<year>\d{4}) er ikke i uttrekket, så det er ingenting å sammenligne med",
        _not_comparable,
    ),
    _pattern(
        "two amounts",
        r"(?<=: )for (?P<granted>\d{4}) er det innvilget beløp og for (?P<applied>\d{4}) søkt beløp, "
        r"som ikke kan sammenlignes(?=\.$)",
        _two_amounts,
    ),
    _pattern(
        "years",
        rf"^(?P<metric>(?:Tilskudd|Unike leger|Leger|Søkt|Kroner|Beløp)[^,(:]*?){INSIDE}, (?P<place>[^:]+): "
        r"(?P<values>.*\((?:innvilget i )?\d{4}\))(?=\.$)",
        _yearly,
    ),
    _pattern(
        "shares",
        rf"^(?P<name>Sentralitet \d(?: \([^)]*\))?) i (?P<years>{YEARS})(?: \([^)]*\))?"
        rf"(?:, av utvalget{INSIDE})?: (?P<shares>.*%.*)(?=\.$)",
        _shares,
    ),
    _pattern(
        "budget",
        rf"(?:^|(?<=\. ))(?P<year>\d{{4}}){INSIDE}: (?P<steps>.*?(?:utbetalt).*?)(?=\.$|\. \d{{4}}\b)",
        _budget,
    ),
    _pattern(
        "reach",
        rf"^(?:(?P<place>[^:]+): )?(?P<n>{NUMBER}|Ingen) av (?P<all>{NUMBER}) kommuner er uten "
        rf"(?:{GIVEN_OR_SOUGHT}){INSIDE} i (?P<years>{YEARS})(?=\.)",
        _reach,
    ),
    _pattern(
        "reach of one",
        rf"^(?P<place>[^:]+): kommunen (?P<has>har|er uten) (?:{GIVEN_OR_SOUGHT}){INSIDE} "
        rf"i (?P<years>{YEARS})(?=\.)",
        _reach_of_one,
    ),
    _pattern("reach of none", r"^(?P<place>[^:]+): det er ingen slike kommuner(?=\.)", _reach_of_none),
    _pattern(
        "live there",
        rf"Der bor (?P<share>{NUMBER}\u00a0%) av innbyggerne(?: i disse (?P<all>{NUMBER}))?(?=\.)",
        _live_there,
    ),
    _pattern(
        "had",
        rf"^I (?P<years>{YEARS}) hadde (?P<who>.+?) (?P<n>{NUMBER}) "
        r"(?P<what>unike? leger?|kommuner?)(?: med tilskudd)?(?: eller søknad)?",
        _had,
    ),
    _pattern(
        "have applied",
        rf"^For (?P<years>{YEARS}) har (?P<n>{NUMBER}) "
        r"(?P<what>unike? leger?|kommuner?) søkt i (?P<who>.+?) så langt",
        _had,
    ),
    _pattern(
        "than before",
        rf", (?P<n>{NUMBER}) (?P<way>flere|færre) enn i (?P<year>\d{{4}})(?: \((?P<pct>[^)]*)\))?"
        r"(?P<same> på de samme stedene)?(?=[:.])",
        _than_before,
    ),
    _pattern(
        "types",
        r"^Fra (?P<first>\d{4}) til (?P<last>\d{4})(?: \([^)]*\))?: "
        rf"(?P<moves>ingen leger skiftet type|.*{NUMBER} leger? fra .*)(?=\.$)",
        _types,
    ),
    _pattern("as many", r", like mange som i (?P<year>\d{4})", _as_many),
    _pattern(
        "part of the flow",
        rf"(?P<n>{NUMBER}) (?P<part>{'|'.join(_PARTS)})",
        _part_of_flow,
    ),
    _pattern(
        "applied for",
        rf"Det er søkt om (?P<amount>.+?) i (?P<grants>{NUMBER}) "
        rf"(?P<what>{GIVEN}) (?P<places>{NUMBER}) kommuner?",
        _applied_for,
    ),
    _pattern("states", r"Årene er ikke kommet like langt: (?P<states>.*?\.)", _states),
    _pattern(
        "no grants",
        rf"Ingen tilskudd i (?P<years>{YEARS}) for dette utvalget \([^.:]*\)",
        _no_grants,
    ),
    _pattern("turned down", rf"(?P<n>{NUMBER}) søknader? (?:er|ble) avslått", _turned_down),
    _pattern(
        "place",
        rf"^(?P<name>.+?)(?: i (?P<county>[A-ZÆØÅ][^.]*?))? (?:har (?P<people>{NUMBER}) innbyggere og )?"
        r"er i sentralitet (?P<level>\d) \([^)]*\)",
        _place_is,
    ),
    _pattern(
        "place had",
        rf"(?P<when>I|For) (?P<years>{YEARS}) (?:hadde|har) kommunen (?:så langt )?(?P<grants>{NUMBER}) "
        rf"(?P<what>tilskudd og søknader|tilskudd eller søknad|tilskudd|søknade?r?){INSIDE} for "
        rf"(?P<doctors>{NUMBER}) unike? leger?, og det er søkt om (?P<amount>.+?)(?=\. )",
        _place_had,
    ),
    _pattern("place has none", rf"Kommunen har ingen tilskudd{INSIDE} i (?P<years>{YEARS})", _place_has_none),
    _pattern(
        "place has none so far",
        rf"For (?P<years>{YEARS}) har kommunen så langt ingen "
        rf"(?P<what>søknader|tilskudd eller søknader){INSIDE}",
        _place_has_none,
    ),
    _pattern("no inhabitants", r"Innbyggertallet for (?P<year>\d{4}) mangler", _no_inhabitants),
    _pattern(
        "share of county and country",
        rf"Det er (?P<county>{NUMBER}\u00a0%) av (?P<what>{OF_WHOLE}){INSIDE} i (?P<where>[^.]+?) "
        rf"og (?P<country>{NUMBER}\u00a0%) av landets",
        _share_of_wholes,
    ),
    _pattern(
        "share of country",
        rf"Det er (?P<country>{NUMBER}\u00a0%) av (?P<what>{OF_WHOLE}){INSIDE} i landet(?=\.)",
        _share_of_wholes,
    ),
    _pattern(
        "rank",
        rf"(?P<how>Nummer|Delt) (?P<rank>{NUMBER})(?:\. plass)? av (?P<all>{NUMBER}) kommuner "
        r"(?P<group>.*)(?=\.)",
        _rank,
    ),
    _pattern(
        "same as",
        rf"(?:[Ss]amme verdi som|Ingen leger, som) (?P<n>{NUMBER}) andre av (?P<all>{NUMBER}) kommuner "
        r"(?P<group>.*)(?=\.)",
        _same_as,
    ),
)

# What notes may say besides: the first four of every page, the rest names and definitions.
NOTES = (
    *CLAIMS,
    # Held to the table by tests/truth/places.py.
    _pattern("middle", rf"^Stiplet strek: midten, (?P<value>{NUMBER})(?=\.$)", _constant),
    _pattern(
        "granted",
        r"Innvilget beløp er ikke publisert for (?P<years>\d{4}(?:(?:–|, | og )\d{4})*)",
        _not_published,
    ),
    _pattern(
        "made up",
        rf"^Oppdiktet: antall (?P<counts>.* \({YEARS}\))\."
        rf"(?: Alle tall for (?P<rest>{YEARS}) er oppdiktet)?",
        _made_up,
    ),
    _pattern("earlier schemes", r"(?P<first>\d{4})–(?P<last>\d{4}): tidligere ordninger", _earlier_schemes),
    _pattern("absent", r"(?P<first>\d{4})–(?P<last>\d{4}): ikke i uttrekket", _earlier_schemes),
    _pattern(
        "left out of applied",
        rf"^(?P<year>\d{{4}}): søkt er uten (?P<n>{NUMBER}) av\w+ \w+ av\w+ søknad(?:er)? \([^)]*\)",
        _left_out_of_applied,
    ),
    _pattern("announced", rf"(?P<years>{YEARS}): utlyst beløp står som budsjett", _announced),
    _pattern(
        "not decided", rf"^Ikke alle vedtak for (?P<years>{YEARS}) er fattet: de som ikke er med", _undecided
    ),
    _pattern(
        "not decided",
        r"^Ikke alle vedtak for (?P<years>\d{4}) er fattet: de fra (?P<before>\d{4}) ",
        _undecided,
    ),
    _pattern("came", r"tilskudd i (?P<year>\d{4}), ikke i (?P<before>\d{4})", _two_years),
    _pattern(
        "periods",
        r"^Beløpene er ikke per måned i tilskuddsperiodene: (?P<periods>.*)(?=\.$)",
        _periods,
    ),
    # A part of a bar that its number has no room in: held to the rows by tests/figures/test_narrow.py.
    _pattern("too narrow", r"Uten plass til tallet i diagrammet – .*", _constant),
    _pattern("limit", rf"liten nevner, under {NUMBER} \w+", _constant),
    _pattern("licence", r"CC BY 4\.0", _constant),
    _pattern("tables of Statistics Norway", r"(?:tabell |SSB, )07459|Klass 1\d\d", _constant),
    _pattern("printed tables", r"Satt opp som tabell 2\.\d i statusrapporten høsten 2023", _constant),
    _pattern(
        "the divided place",
        r"Tilskudd før 2024 .*fra 2024|Ålesund \(1507\)(?:, som .* grensene fra 2020)?|delt i 2024",
        _constant,
    ),
    _pattern("the supplements", r"i sentralitet 6 er en del av", _constant),
    # Held to the table by tests/truth/bars.py.
    _pattern(
        "drawn",
        r"^De.* tegnet[,.] (?:.*abellen har alle.*|og .* er like etter\.$)|^.* som deler førsteplassen, .*",
        _constant,
    ),
    _pattern(
        "left out",
        rf"^(?P<years>{YEARS}) er ikke med her: endringen er fra året før, (?P<before>\d{{4}}), "
        r"til (?P<year>\d{4})",
        _left_out,
    ),
    _pattern("places of a year", r"^\d{4} er talt i årets egne kommuner|^\d{4}: ", _constant),
    _pattern("the inhabitants", r"per 100\u00a0000 innbyggere|100\u00a0000", _constant),
)

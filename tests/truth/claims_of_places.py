"""What is said of places and classes: which has most and least."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.truth.asked import NAMES, Asked
from tests.truth.claim import GROWTH, INSIDE, KNOWN_UNITS, MEMBERS, VALUE, YEARS, grouping, pattern, status_of
from tests.truth.pick import half_up
from tests.truth.said import NUMBER, STOOD_IN, says, whole, years_in_words

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
    yield from measured(asked, found["metric"])
    yield from _inside(asked, found["inside"] or "", years, rest=asked_after(found))


def asked_after(found: re.Match) -> str:
    """What a text says after its subject."""
    return found.string[found.end() :]


def measured(asked: Asked, metric: str) -> Iterator[str]:
    measure = "grants" if asked.measure == "andeler" else asked.measure
    against = asked.against if asked.state.page == "kart.py" and measure in KNOWN_UNITS else "alt"
    name = NAMES.get((measure, against), "")
    if not (metric.startswith(name) if against == "alt" else name in metric.lower() or name == metric):
        yield f"what is measured is {measure}, {against}"


def _inside(asked: Asked, inside: str, years: tuple[int, ...], rest: str) -> Iterator[str]:
    """Filters and the state of the years, as they stand in brackets.

    A place is not said where it is the only one of what is told in the ``rest`` of the text.
    """
    place = asked.places_of(grouping(asked)[1])
    if place and re.fullmatch(rf": (?:{re.escape(place)} har .*|[^ ]+(?: .*)? i {re.escape(place)})\.", rest):
        place = ""
    rest = inside
    for words in ([place] if place else []) + asked.filters:
        if words not in rest:
            yield f"«{words}» is chosen and not said"
        rest = rest.replace(words, "", 1)
    for year in years:
        status = status_of(asked, year, grouping(asked)[1])
        said = f"{year}: {status}" if len(years) > 1 else status
        if status and said not in rest:
            yield f"the state of {year} is not said: «{said}»"
        rest = rest.replace(said, "", 1) if status else rest
    if rest.strip(" ,·"):
        yield f"«{rest.strip(' ,·')}» is neither a filter nor the state of a year"


def shown_values(asked: Asked) -> dict[str, list[Fraction]]:
    """Name → the values under it, as precise as a table shows them; those without a value left out."""
    by, pick, measure, against = grouping(asked)
    values = asked.values(pick, by, measure, against)
    if by in ("centrality", "size"):  # of a place, the classes that it has municipalities of
        there = {c for y in pick.years for c in asked.oracle.register(pick.alone(y))[by]}
        values = {key: values[key] for key in there & values.keys()}
    places = 1 if against == "innbyggere" and measure != "applied_nok" else 0
    known = {key: v for key, v in values.items() if v is not None}
    if measure == "applied_nok":  # as it is written: from a million in tenths of one
        return by_name(asked, by, {key: _as_written(v) for key, v in known.items()})
    return by_name(asked, by, {key: half_up(v, places) for key, v in known.items()})


def _as_written(nok: Fraction) -> Fraction:
    return half_up(Fraction(nok) / 100_000, 0) * 100_000 if abs(nok) >= 1_000_000 else half_up(nok, 0)


def in_a_sentence(by: str, name: str) -> str:
    """A member of a grouping where its name alone would not say what it is."""
    if by == "size" and name == "ukjent":
        return "kommuner med ukjent størrelse"
    if by == "size":
        return f"kommuner med {name.replace('Under', 'under')} innbyggere"
    return f"sentralitet {name}" if by == "centrality" else name


def by_name(asked: Asked, by: str, values: dict) -> dict[str, list[Fraction]]:
    named: dict[str, list[Fraction]] = {}
    for key, value in values.items():
        name = asked.name(by, key)
        named.setdefault(in_a_sentence(by, name), []).append(value)
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
    yield from false_names(found["names"], [name for name, each in values.items() if best in each])
    unit = KNOWN_UNITS[grouping(asked)[2]]
    if not says(found["value"], best, unit):
        yield f"the value is {float(best)}"
    marked = STOOD_IN.search(found["value"])
    of_some = bool(marked and marked["some"])
    if unit == "kr" and (bool(marked), of_some) != (asked.stands_in, asked.stands_in_for_some):
        yield "an amount granted stands for the one applied for, and that is said where it is so"


def false_names(text: str, expected: list[str]) -> Iterator[str]:
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
    if bool(found["thing"]) != (grouping(asked)[2] == "applied_nok"):
        yield "of kroner it is nothing that is there, of others none"


def _none_in_some(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _thing(asked, found)
    everyone = [value for each in shown_values(asked).values() for value in each]
    if (whole(found["n"]), whole(found["all"])) != (everyone.count(0), len(everyone)):
        yield f"{everyone.count(0)} of {len(everyone)} have none"


def _none_in_one(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _thing(asked, found)
    values = shown_values(asked)
    yield from false_names(found["names"], [name for name, each in values.items() if 0 in each])


def _same_in_all(asked: Asked, found: re.Match) -> Iterator[str]:
    everyone = [value for each in shown_values(asked).values() for value in each]
    if len(set(everyone)) != 1 or whole(found["n"]) != len(everyone):
        yield f"the values are {sorted(set(map(float, everyone)))[:4]} of {len(everyone)}"
    elif not says(found["value"], everyone[0], KNOWN_UNITS[grouping(asked)[2]]):
        yield f"the value is {float(everyone[0])}"


def _only_one(asked: Asked, found: re.Match) -> Iterator[str]:
    if asked.state.page not in ("kart.py", "sentralitet.py"):
        yield "no page compares this"
        return
    values = shown_values(asked)
    if [found["name"]] != list(values):
        yield f"those compared are {list(values)[:4]}"
    elif not says(found["value"], values[found["name"]][0], KNOWN_UNITS[grouping(asked)[2]]):
        yield f"the value is {float(values[found['name']][0])}"


PLACES = (
    pattern(
        "subject",
        r"^(?P<metric>(?:Tilskudd|Unike leger|Leger|Søkt|Kroner|Beløp)[^:(]*?) "
        rf"(?:i (?P<years>{YEARS})|fra (?P<first>\d{{4}}) til (?P<last>\d{{4}}))"
        rf"(?P<sum> samlet)?{INSIDE}(?=: )",
        _subject,
    ),
    pattern("most", rf"(?<=: )mest i (?P<names>.+?) \((?P<value>{VALUE})\)(?=[,.])", _most),
    pattern("least", rf"minst i (?P<names>.+?) \((?P<value>{VALUE})\)(?=\.)", _least),
    pattern(
        "none",
        rf", ingen(?P<thing>ting)? i (?P<n>{NUMBER}) av (?P<all>{NUMBER}) {MEMBERS}(?=\.)",
        _none_in_some,
    ),
    pattern("none", rf", ingen(?P<thing>ting)? i (?!{NUMBER} av )(?P<names>[^.]*?)(?=\.)", _none_in_one),
    pattern("same", rf"likt i alle (?P<n>{NUMBER}) {MEMBERS} \((?P<value>{VALUE})\)", _same_in_all),
    pattern("one", rf"(?<=: )(?P<name>[^:.]+?) har (?P<value>[\d−]{VALUE}|\d)(?=\.$)", _only_one),
)

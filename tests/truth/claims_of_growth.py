"""What is said to have happened: how many more, who came and who left."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.claim import GIVEN, GROWTH, YEARS, called, counts, pattern, status_of
from tests.truth.pick import Flow, Pick
from tests.truth.said import NUMBER, in_words, says, says_amount, whole, years_in_words


def told(asked: Asked) -> Pick:
    """What is told about: the years chosen together, and on the page about growth the latest of them."""
    return asked.pick.alone(asked.pick.year) if asked.state.page == GROWTH else asked.pick


def counted_in(asked: Asked) -> str:
    """What grows: doctors, or on the page about growth municipalities where they are measured."""
    of_places = asked.state.page == GROWTH and asked.measure == "kommuner"
    return "municipalities" if of_places else "doctors"


def _had(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = told(asked)
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
    what = counted_in(asked)
    number = asked.oracle.count(pick, what)
    if whole(found["n"]) != number or ("kommune" in found["what"]) != (what == "municipalities"):
        yield f"the {what} are {number}"
    words = {"grants": "", "applications": "søkt", "both": "med tilskudd eller søknad"}
    said = next(kind for kind, word in reversed(words.items()) if word in found[0])
    if said != counts(asked, pick):
        yield f"what is counted is {counts(asked, pick)}"


def flow_of(asked: Asked) -> Flow | None:
    of = "municipalities" if counted_in(asked) == "municipalities" else "doctor_id"
    return asked.oracle.flow(told(asked), asked.pick.year, of)


def _than_before(asked: Asked, found: re.Match) -> Iterator[str]:
    flow = flow_of(asked)
    if flow is None or len(told(asked).years) > 1 or int(found["year"]) != asked.pick.year - 1:
        yield "there is no year before to compare with"
        return
    net = flow.now - flow.before
    if whole(found["n"]) * (1 if found["way"] == "flere" else -1) != net:
        yield f"the change is {net}"
    if found["pct"] and not (flow.before and says(found["pct"], Fraction(net) * 100 / flow.before, "%")):
        yield f"the change is {net} of {flow.before}"
    both = [
        asked.oracle.count(told(asked).alone(year), counted_in(asked))
        for year in (asked.pick.year - 1, asked.pick.year)
    ]
    if bool(found["same"]) != (both[1] - both[0] != net):
        yield f"of {both}, the change is {net}"


def _as_many(asked: Asked, found: re.Match) -> Iterator[str]:
    flow = flow_of(asked)
    if flow is None or flow.now != flow.before or int(found["year"]) != asked.pick.year - 1:
        yield f"the flow is {flow}"


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
    flow, part = flow_of(asked), _PARTS[found["part"]]
    if flow is None or whole(found["n"]) != getattr(flow, part):
        yield f"{part} is {flow and getattr(flow, part)}"
    decided = asked.oracle.is_decided(asked.pick, asked.pick.year)
    if part == "left" and decided != (found["part"] == "ikke videreført"):
        yield "nobody has left a year that is not decided"


_TYPES = {"kun veiledning": {"guidance"}, "ALIS-avtale": {"alis"}, "begge typer": {"alis", "guidance"}}


def _most_moves(asked: Asked, found: re.Match) -> Iterator[str]:
    """The way that most went, or those ways; every other is behind it."""
    last = asked.pick.year
    if (int(found["first"]), int(found["last"])) != (last - 1, last):
        yield f"the years are {last - 1} and {last}"
    moves = asked.oracle.type_changes(replace(asked.pick, types=()), last)
    names = {frozenset(kinds): name.lower() for name, kinds in _TYPES.items()}
    most = {f"{names[a]} til {names[b]}" for (a, b), n in moves.items() if n == max(moves.values())}
    if {*re.split(", | og ", found["changes"].lower())} != most or whole(found["n"]) != max(moves.values()):
        yield f"the moves are {moves}"
    if bool(found["each"]) != (len(most) > 1):
        yield f"{len(most)} ways have most"


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


def _applied_for(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from called(asked, asked.pick, found["what"])
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


GROWN = (
    pattern(
        "had",
        rf"^I (?P<years>{YEARS}) hadde (?P<who>.+?) (?P<n>{NUMBER}) "
        r"(?P<what>unike? leger?|kommuner?)(?: med tilskudd)?(?: eller søknad)?",
        _had,
    ),
    pattern(
        "have applied",
        rf"^For (?P<years>{YEARS}) har (?P<n>{NUMBER}) "
        r"(?P<what>unike? leger?|kommuner?) søkt i (?P<who>.+?) så langt",
        _had,
    ),
    pattern(
        "than before",
        rf", (?P<n>{NUMBER}) (?P<way>flere|færre) enn i (?P<year>\d{{4}})(?: \((?P<pct>[^)]*)\))?"
        r"(?P<same> på de samme stedene)?(?=[:.])",
        _than_before,
    ),
    pattern(
        "types",
        r"^Fra (?P<first>\d{4}) til (?P<last>\d{4})(?: \([^)]*\))?: "
        rf"(?P<moves>ingen leger skiftet type|.*{NUMBER} leger? fra .*)(?=\.$)",
        _types,
    ),
    pattern(
        "most changes of type",
        r"^Fra (?P<first>\d{4}) til (?P<last>\d{4})(?: \([^)]*\))?: flest leger gikk fra "
        rf"(?P<changes>[^(]+) \((?P<n>{NUMBER})(?P<each> hver)?\)(?=\.$)",
        _most_moves,
    ),
    pattern("as many", r", like mange som i (?P<year>\d{4})", _as_many),
    pattern(
        "part of the flow",
        rf"(?P<n>{NUMBER}) (?P<part>{'|'.join(_PARTS)})",
        _part_of_flow,
    ),
    pattern(
        "applied for",
        rf"Det er søkt om (?P<amount>.+?) i (?P<grants>{NUMBER}) "
        rf"(?P<what>{GIVEN}) (?P<places>{NUMBER}) kommuner?",
        _applied_for,
    ),
    pattern("states", r"Årene er ikke kommet like langt: (?P<states>.*?\.)", _states),
    pattern(
        "no grants",
        rf"Ingen tilskudd i (?P<years>{YEARS}) for dette utvalget \([^.:]*\)",
        _no_grants,
    ),
    pattern("turned down", rf"(?P<n>{NUMBER}) søknader? (?:er|ble) avslått", _turned_down),
)

"""What findings say of growth: how many more, who came and who left."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.finding import ENOUGH, PCT, YEAR, About, enough, in_year, kind
from tests.truth.pick import Flow
from tests.truth.said import NUMBER, says, whole

LISTED = "came-and-left"  # the list of those that came and left, which tells no bridge


def _counted(about: About) -> str:
    return "municipalities" if about.asked.measure == "kommuner" else "doctors"


def _grown(about: About, found: re.Match) -> Iterator[str]:
    """``1 871 unike leger i 2023, 513 flere enn i 2022 (+37,8 %)``; or how many have applied so far."""
    asked, year, what = about.asked, int(found["year"]), _counted(about)
    number = asked.oracle.count(asked.pick.alone(year), what)
    if (
        year != asked.pick.year
        or whole(found["n"]) != number
        or ("kommune" in found["what"]) != (what != "doctors")
    ):
        yield f"in {asked.pick.year} the {what} are {number}"
    before = asked.oracle.count(asked.pick.alone(year - 1), what) if year - 1 in asked.oracle.years else None
    yield from enough(number, before)
    decided = asked.oracle.is_decided(asked.pick, year)
    if decided != ("søk" not in found[0]):
        yield "a year that is not decided has applications"
    if ("så langt" in found[0]) != asked.oracle.is_pending(asked.pick, year):
        yield "nothing is decided of a year that has applications alone"
    if found.groupdict().get("more") is None and found.groupdict().get("same") is None:
        return
    flow = asked.oracle.flow(asked.pick.alone(year), year, "doctor_id" if what == "doctors" else what)
    if not decided or flow is None or int(found["before"] or found["same"]) != year - 1:
        yield "there is nothing to compare with"
        return
    net = flow.now - flow.before
    if found["same"]:
        if net:
            yield f"the change is {net}"
        return
    if whole(found["more"]) * (1 if found["way"] == "flere" else -1) != net:
        yield f"the change is {net}"
    if found["pct"] and (
        flow.before < ENOUGH or not says(found["pct"], Fraction(net) * 100 / flow.before, "%")
    ):
        yield f"the change is {net} of {flow.before}"
    if bool(found["places"]) != (number - before != net):
        yield f"of {before} and {number}, the change is {net}"


def _flow(about: About, found: re.Match) -> Iterator[str]:
    """``721 kom til, 208 ble ikke videreført``."""
    asked, what = about.asked, "municipalities" if about.id == LISTED else _counted(about)
    year = asked.pick.year
    flow = asked.oracle.flow(asked.pick.alone(year), year, "doctor_id" if what == "doctors" else what)
    if flow is None:
        yield "there is no year before"
        return
    if found["of"] and int(found["of"]) != year:
        yield f"the year is {year}"
    came, gone = flow.first_time + flow.returned + flow.arrived, flow.left + flow.moved_on
    yield from enough(came + gone) if about.id == LISTED else enough(flow.now, flow.before)
    if (whole(found["came"]), whole(found["gone"])) != (came, gone):
        yield f"{came} came and {gone} went"
    if bool(found["places"]) != (what == "municipalities"):
        yield f"those told of are {what}"
    if about.id != LISTED and bool(found["first"]) != (flow.before - gone + came == flow.now):
        yield "the bridge is told where it holds, and only there"
    elif found["first"]:
        steps = tuple(whole(found[part]) for part in ("first", "less", "more", "last"))
        if steps != (flow.before, gone, came, flow.now):
            yield f"{flow.before} − {gone} + {came} = {flow.now}"
    if found["went"] != _went(asked.oracle.is_decided(asked.pick, year), what, flow):
        yield f"those who went: {_went(asked.oracle.is_decided(asked.pick, year), what, flow)}"


def _went(is_decided: bool, what: str, flow: Flow) -> str:
    if not is_decided:
        return "er ikke med så langt"
    if what == "municipalities":
        return "falt fra"
    return "gikk ut" if flow.moved_on else "ble ikke videreført"


_NAMES = {"kun veiledning": {"guidance"}, "ALIS-avtale": {"alis"}, "begge typer": {"alis", "guidance"}}


def _types(about: About, found: re.Match) -> Iterator[str]:
    asked = about.asked
    moves = asked.oracle.type_changes(replace(asked.pick, types=()), asked.pick.year)
    most = [move for move, number in moves.items() if number == max(moves.values())]
    told = tuple(frozenset(_NAMES[found[end]]) for end in ("first", "last"))
    if most != [told] or whole(found["n"]) != moves[told]:
        yield f"the moves are {moves}"
    yield from enough(whole(found["n"]))
    if not all(asked.oracle.is_decided(asked.pick, y) for y in (asked.pick.year - 1, asked.pick.year)):
        yield "a year is not decided"


def _agreements(about: About, found: re.Match) -> Iterator[str]:
    """``2 142 ALIS-avtaler i 2023, mot 71 i 2020``: the last that is decided, and the first that is known."""
    asked, alis = about.asked, replace(about.pick, types=("alis",))
    numbers = dict(asked.oracle.printed_agreements()) if about.pick.is_national else {}
    for year in asked.oracle.years:
        if (
            not about.pick.sizes
            or asked.oracle.population(replace(in_year(about, year), sizes=())) is not None
        ):
            numbers[year] = asked.oracle.count(alis.alone(year), "grants")
    decided = [
        year
        for year in sorted(numbers)
        if year not in asked.oracle.years or asked.oracle.is_decided(about.pick, year)
    ]
    first, last = decided[0], decided[-1]
    said = (int(found["first"]), whole(found["before"]), int(found["year"]), whole(found["n"]))
    if said != (first, numbers[first], last, numbers[last]):
        yield f"the agreements are {numbers}, decided {decided}"
    yield from enough(numbers[first], numbers[last])


OF_GROWTH = (
    kind(
        "grown",
        rf"(?P<n>{NUMBER}) (?P<what>unike? leger?|kommuner?)(?: med tilskudd)? i {YEAR}"
        rf"(?:, (?P<more>{NUMBER}) (?P<way>flere|færre) enn i (?P<before>\d{{4}})"
        rf"(?: \((?P<pct>[+−]?{PCT})\))?"
        r"|, like mange som i (?P<same>\d{4}))?(?P<places> på de samme stedene)?",
        _grown,
    ),
    kind(
        "applied so far",
        rf"(?P<n>{NUMBER}) (?P<what>unike? leger?|kommuner?) har søkt for {YEAR} så langt",
        _grown,
    ),
    kind(
        "partly decided",
        rf"(?P<n>{NUMBER}) (?P<what>unike? leger?|kommuner?) med tilskudd eller søknad i {YEAR}",
        _grown,
    ),
    kind(
        "flow",
        rf"(?:(?P<of>\d{{4}}): )?(?P<came>{NUMBER}) (?P<places>kommuner? )?kom til, (?P<gone>{NUMBER}) "
        "(?P<went>ble ikke videreført|gikk ut|falt fra|er ikke med så langt)"
        rf"(?:: (?P<first>{NUMBER}) − (?P<less>{NUMBER}) \+ (?P<more>{NUMBER}) = (?P<last>{NUMBER}))?",
        _flow,
    ),
    kind(
        "types",
        rf"Vanligst: (?P<n>{NUMBER}) leger? fra "
        rf"(?P<first>{'|'.join(_NAMES)}) til (?P<last>{'|'.join(_NAMES)})",
        _types,
    ),
    kind(
        "agreements",
        rf"(?P<n>{NUMBER}) ALIS-avtaler? i {YEAR}, mot (?P<before>{NUMBER}) i (?P<first>\d{{4}})",
        _agreements,
    ),
)

"""What is said of changes: where they are largest, and why there are none."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.claim import GROWTH, KNOWN_UNITS, VALUE, grouping, pattern
from tests.truth.claims_of_places import by_name, false_names
from tests.truth.pick import half_up
from tests.truth.said import says


def changes(asked: Asked) -> tuple[dict[str, list[Fraction]], dict[str, list[Fraction]], str]:
    """Name → change, exact and from rounded parts, as precise as shown; and the unit it is said in."""
    by, pick, measure, against = grouping(asked)
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
    return by_name(asked, by, exact), by_name(asked, by, rounded), unit


_DIRECTIONS = {
    "mest opp": (max, 1),
    "minst opp": (min, 1),
    "mest ned": (min, -1),
    "minst ned": (max, -1),
}


def _growth_by_place(asked: Asked) -> tuple[dict[str, list[Fraction]], dict[str, list[Fraction]], str]:
    """County, or municipality of the one county → the net of the flow of its doctors into the latest year."""
    year, by = asked.pick.year, grouping(asked)[0]
    field = "municipalities" if by == "unit" else "counties"
    flows = {
        key: asked.oracle.flow(replace(asked.pick, **{field: (key,)}), year)
        for key in asked.oracle.members(replace(asked.pick, years=(year - 1, year)), by)
    }
    values = {key: Fraction(flow.now - flow.before) for key, flow in flows.items() if flow is not None}
    named = by_name(asked, by, values)
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
    yield from false_names(found["names"], [name for name, each in values.items() if best in each])
    if not says(found["value"], best, unit) or not found["value"].startswith("+" if best > 0 else "−"):
        yield f"the change is {float(best)}"


def _unchanged(asked: Asked, found: re.Match) -> Iterator[str]:
    *either, _unit = changes(asked)
    still = {name for values in either for name, each in values.items() if 0 in each}
    if bool(found["nearly"]) != bool(still - _really_unchanged(asked)):
        yield f"written as no change, and changed: {sorted(still - _really_unchanged(asked))[:5]}"
    names = [[name for name, each in values.items() if 0 in each] for values in either]
    yield from min((list(false_names(found["names"], each)) for each in names), key=len)


def _really_unchanged(asked: Asked) -> set[str]:
    """Those whose number is the same in both years, to the last krone."""
    if asked.state.page == GROWTH:
        return {name for name, values in _growth_by_place(asked)[0].items() if 0 in values}
    by, pick, measure, against = grouping(asked)
    first, last = (asked.in_year(year, by, measure, against, pick) for year in asked.compared)
    return {asked.name(by, key) for key, now in last.items() if now is not None and now == first.get(key)}


def _one_change(asked: Asked, found: re.Match) -> Iterator[str]:
    *either, unit = changes(asked)
    for values in either:
        everyone = {value for each in values.values() for value in each}
        if len(everyone) == 1 and says(found["value"], *everyone, unit):
            yield from false_names(found["names"], [name for name, each in values.items() for _one in each])
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


CHANGES = (
    pattern(
        "change",
        rf"(?P<way>(?:mest|minst) (?:opp|ned)) i (?P<names>.+?) \((?P<value>{VALUE})\)(?=[,.])",
        _changed,
    ),
    pattern("unchanged", r"(?P<nearly>nesten )?uendret i (?P<names>[^.(]*)(?=[.,])", _unchanged),
    pattern("change", rf"(?<=: )(?P<value>[+−]{VALUE}|0) i (?P<names>[^(]+?)(?=\.$)", _one_change),
    pattern(
        "comparison",
        r"(?P<year>\d{4}) er ikke i uttrekket, så det er ingenting å sammenligne med",
        _not_comparable,
    ),
    pattern(
        "two amounts",
        r"(?<=: )for (?P<granted>\d{4}) er det innvilget beløp og for (?P<applied>\d{4}) søkt beløp, "
        r"som ikke kan sammenlignes(?=\.$)",
        _two_amounts,
    ),
)

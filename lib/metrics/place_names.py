"""Every name and number that a place has or has had, and the places of today's borders that it leads to.

``former_places.csv`` holds the municipalities of 2013–2019 and the counties of before 2020 by the code of
what they became in 2020: Statistics Norway, Klass 131 and 104, and their tables of changes. Of the two
municipalities that were divided then (Snillfjord, Tysfjord) it has the largest part.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics.border_changes import BorderChange
from lib.metrics.dimensions import DIMENSIONS, norwegian_names, official_name
from lib.metrics.frames import county_of
from lib.metrics.selection import BORDERS
from lib.metrics.units import recast_codes

Level = Literal["county", "municipality"]
_FORMER = Path(__file__).with_name("former_places.csv")
_BETWEEN = " – "


@dataclass(frozen=True)
class Place:
    """A county or municipality, of any time, as it can be chosen in some borders.

    ``names`` are all that it is found by, its numbers too. ``codes`` choose it in the borders, and ``now``
    are their names where the place is not one of them; ``counties`` are the counties that they lie in.
    ``is_later`` tells a place of later borders from one of earlier ones.
    """

    level: Level
    name: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    counties: tuple[str, ...]
    now: tuple[str, ...] = ()
    is_later: bool = False


@cached_by_extract(4)
def places(extract: Extract, borders: int) -> tuple[Place, ...]:
    """Every place in the borders, counties first, then every other that leads to some of them."""
    registers = [_registered(extract, level, borders) for level in ("county", "municipality")]
    here = {place.codes[0]: place for register in registers for place in register}
    others: list[Place] = []
    for code, name, level, vintage in _elsewhere(extract, borders):
        targets = _targets(extract, level, code, vintage, borders)
        if not targets or code in here:
            continue
        parts = name.split(_BETWEEN)
        same = next(
            (
                each
                for each in (*targets, *_parts(extract, code, borders))
                if set(parts) <= set(here[each].names)
            ),
            "",
        )
        if same:
            here[same] = _also(here[same], code)
            continue
        others.append(
            Place(
                level=level,
                name=name,
                names=(*parts, name, code),
                codes=targets,
                counties=_counties(extract, level, targets, borders),
                now=tuple(here[target].name for target in targets),
                is_later=vintage > borders,
            )
        )
    return (*here.values(), *_without_doubles(others))


def _registered(extract: Extract, level: Level, borders: int) -> list[Place]:
    """The places of a level that the borders have, by the Norwegian name first."""
    norwegian = norwegian_names(extract, borders)
    found = []
    for code, official in DIMENSIONS[level].members(extract, borders).items():
        parts = sorted(official.split(_BETWEEN), key=lambda part: part != norwegian.get(code))
        found.append(
            Place(
                level=level,
                name=_BETWEEN.join(parts),
                # Two municipalities called Våler have their counties in brackets, and had not always.
                names=(*parts, _BETWEEN.join(parts), official, official.partition(" (")[0], code),
                codes=(code,),
                counties=_counties(extract, level, (code,), borders),
            )
        )
    return found


def _also(place: Place, code: str) -> Place:
    """The place, found by one more number."""
    return Place(**{**vars(place), "names": (*place.names, code)})


def _elsewhere(extract: Extract, borders: int) -> list[tuple[str, str, Level, int]]:
    """The places of other borders, as (code, name, level, vintage); those of before 2020 have vintage 0."""
    found: dict[tuple[str, int], tuple[str, Level]] = {}
    for row in extract.reference.municipalities.to_pylist():
        if row["vintage"] != borders:
            found[row["county_code"], row["vintage"]] = official_name(row["county_name"]), "county"
            found[row["code"], row["vintage"]] = official_name(row["name"]), "municipality"
    registered = [(code, name, level, vintage) for (code, vintage), (name, level) in found.items()]
    former = [
        (code, official_name(name), "municipality" if len(code) == 4 else "county", 0)
        for code, name, _target in _former()
    ]
    return [*registered, *former]


@cache
def _former() -> tuple[tuple[str, str, str], ...]:
    with _FORMER.open(encoding="utf-8", newline="") as source:
        return tuple((row["code"], row["name"], row["code_2020"]) for row in csv.DictReader(source))


@cache
def _became() -> dict[str, str]:
    return {code: target for code, _name, target in _former()}


def became(extract: Extract, level: Level, code: str, borders: int) -> BorderChange | None:
    """The places of the borders that hold the area of one of before 2020, by its number; None for no such."""
    if code not in _became():
        return None
    members = DIMENSIONS[level].members(extract, borders)
    now = tuple((target, members[target]) for target in _targets(extract, level, code, 0, borders))
    name = next(name for former, name, _target in _former() if former == code)
    return BorderChange((code, official_name(name)), now, borders) if now else None


def _targets(extract: Extract, level: Level, code: str, vintage: int, borders: int) -> tuple[str, ...]:
    """The codes of the borders that hold a place's area, in printed order; none for one they do not know."""
    members, first = DIMENSIONS[level].members(extract, borders), min(BORDERS)
    if not vintage:
        code, vintage = _became()[code], first
    if vintage == borders or (level == "municipality" and code in members):
        return (code,) if code in members else ()
    if level == "municipality":
        successors = set(recast_codes(extract.reference, borders)[vintage].get(code, ()))
    else:
        successors = _county_successors(extract, borders)[vintage].get(code, set())
    return tuple(member for member in members if member in successors)


def _parts(extract: Extract, code: str, borders: int) -> tuple[str, ...]:
    """The parts, in the borders, of a divided municipality that a code of before is of."""
    members = DIMENSIONS["municipality"].members(extract, borders)
    parts = recast_codes(extract.reference, borders)[min(BORDERS)].get(_became().get(code, code), ())
    return tuple(part for part in parts if part in members)


@cached_by_extract(4)
def _county_successors(extract: Extract, borders: int) -> dict[int, dict[str, set[str]]]:
    """For each vintage: county code → the counties of the borders that its municipalities are in."""
    recast, here = recast_codes(extract.reference, borders), county_of(extract, borders)
    found: dict[int, dict[str, set[str]]] = {vintage: {} for vintage in BORDERS}
    for row in extract.reference.municipalities.to_pylist():
        for code in recast[row["vintage"]].get(row["code"], (row["code"],)):
            if code in here:
                found[row["vintage"]].setdefault(row["county_code"], set()).add(here[code])
    return found


def _counties(extract: Extract, level: Level, codes: tuple[str, ...], borders: int) -> tuple[str, ...]:
    if level == "county":
        return codes
    return tuple(dict.fromkeys(county_of(extract, borders)[code] for code in codes))


def _without_doubles(others: list[Place]) -> list[Place]:
    """Places of the same name that lead to the same ones are one, with the numbers of all."""
    merged: dict[tuple, Place] = {}
    for place in others:
        key = place.level, place.name, place.codes
        merged[key] = _also(merged[key], place.names[-1]) if key in merged else place
    return list(merged.values())

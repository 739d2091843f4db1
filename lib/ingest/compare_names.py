"""Names and counties beside the municipality's number: compared with the register, and never kept.

The number counts. A name is the municipality's in either language, alone or with the others, however it is
punctuated, and with or without its county or the word «kommune»; the name it has in the other register and
that of the number as delivered (before it was recast) agree too. What disagrees is told:

- another municipality of the same year is an error: one of the two is wrong, as where a column was sorted
  alone, and only the owner knows which;
- a name that no municipality has that year is a warning: it is a former name or a slip of the pen, and the
  number has one meaning;
- another county is a warning: many systems go on writing a former county, and the number tells which it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import permutations

import numpy as np
import pyarrow as pa

from lib.extract.reference import Reference
from lib.extract.thresholds import VINTAGES, vintage_of
from lib.ingest.gather import Parts
from lib.ingest.mapping import PARENTHESES, key
from lib.ingest.municipalities import Municipalities
from lib.ingest.report import Teller, shortened
from lib.words import _

# A number and a name in one cell, either first: «0301 Oslo», «Oslo (0301)», 301.0.
NUMBER_FIRST = re.compile(r"(?:[Kk][-. ]?)?(\d{1,4})(?:[.,]0+)?(?:[\s:,–-]+([^\d]*))?")
NAME_FIRST = re.compile(r"([^\d(]*)\((\d{1,4})\)")
KIND_OF_PLACE = re.compile(r"\s+(?:kommune|fylke|fylkeskommune)$", re.IGNORECASE)
IN_ITS_COUNTY = re.compile(r"\s+i\s+\S.*$")
BETWEEN_NAMES = re.compile(r"\s*[–—/]\s*|\s+-\s+")
LETTERS = str.maketrans("ŋđŧŊĐŦ", "ndtNDT")  # often written without their stroke, which no folding takes away
# How alike a text must be to a name of the register before a message may quote it: it may be a person's.
ALIKE = 0.8
AGREES, UNKNOWN, ANOTHER = range(3)


@dataclass(frozen=True)
class Place:
    """One municipality of one register, with the county it belongs to."""

    code: str
    name: str
    names: frozenset[str]
    county_code: str
    county_name: str


class Registers:
    """The municipalities of each year's register, and which numbers of the other one are the same."""

    def __init__(self, reference: Reference) -> None:
        self.places: dict[int, dict[str, Place]] = {vintage: {} for vintage in VINTAGES}
        for row in reference.municipalities.to_pylist():
            names = frozenset(_written_names(row["name"])) | {_key(row["short_name"])}
            county = (row["county_code"], row["county_name"])
            place = Place(row["code"], row["short_name"], names, *county)
            self.places[row["vintage"]][place.code] = place
        changes = reference.municipality_changes
        old, new = changes["code_2020"].to_pylist(), changes["code_2024"].to_pylist()
        self.same = {code: {code} for code in (*old, *new)}
        for one, other in zip(old, new, strict=True):
            if old.count(one) == new.count(other) == 1:
                self.same[one].add(other)
                self.same[other].add(one)

    @cached_property
    def owners(self) -> dict[int, dict[str, Place]]:
        """Vintage → key of a name → one of the municipalities that have it."""
        return {
            vintage: {name: place for place in places.values() for name in place.names}
            for vintage, places in self.places.items()
        }

    def related(self, codes: Iterable[str]) -> list[Place]:
        """What these numbers stand for in any register, with those that are the same in the other one."""
        every = {other for code in codes for other in self.same.get(code, {code})}
        return [places[code] for places in self.places.values() for code in every if code in places]


@dataclass(frozen=True)
class Pair:
    """What stands beside a number: the text, and the number as delivered and as recast to the row's year."""

    vintage: int
    delivered: str
    code: str
    text: str


def compare(
    column: str, parts: Parts, numbers: Municipalities, years: pa.Array, registers: Registers, tell: Teller
) -> None:
    """Compare a column of names or counties with the numbers of the rows, and tell what disagrees."""
    values = parts.distinct()
    texts = values.spread(pa.array([None if empty else text for text, empty in _each(values)], pa.string()))
    rows, combined = _combined(years, numbers, texts)
    judge = _of_municipality if column == "municipality_name" else _of_county
    judged = [judge(pair, registers) for pair in rows]
    found = np.asarray([AGREES, *judged])[combined + 1]
    for level, told in _told(column).items():
        mask = found == level
        if mask.any():
            first = rows[combined[np.flatnonzero(mask)[0]]]
            kind, severity, fault, step = told
            tell(kind, pa.array(mask), fault, step, severity, _example(column, first, registers))


def _told(column: str) -> dict[int, tuple[str, str, str, str]]:
    """For each way to disagree: kind, level, fault and next step."""
    counts = _("Make sure that the numbers are right, and correct the names or leave the column out.")
    if column != "municipality_name":
        fault = _("The county is not the one that the municipality belongs to that year. The number counts.")
        return {UNKNOWN: ("county-differs", "warning", fault, counts)}
    fault = _("The name is another municipality's than the number beside it.")
    step = _("Correct the number or the name: one of them is wrong, as where a column was sorted alone.")
    unknown = _("The name is not the municipality's that year. The number counts.")
    return {
        ANOTHER: ("municipality-differs", "error", fault, step),
        UNKNOWN: ("municipality-name-unknown", "warning", unknown, counts),
    }


def _each(values: object) -> Iterator[tuple[str, bool]]:
    return zip(values.values.to_pylist(), values.empty().to_pylist(), strict=True)


def _combined(years: pa.Array, numbers: Municipalities, texts: pa.Array) -> tuple[list[Pair], np.ndarray]:
    """The distinct pairs to judge, and for each row which it has: -1 where something of it is missing."""
    columns = [years, numbers.delivered, numbers.codes, texts]
    columns = [each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in columns]
    encoded = [each.dictionary_encode() for each in columns]
    whole = np.zeros(len(texts), np.int64)
    missing = np.zeros(len(texts), bool)
    for each in encoded:
        indices = each.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        missing |= indices < 0
        whole = np.unique(whole * (len(each.dictionary) + 1) + indices + 1, return_inverse=True)[1]
    _distinct, first, inverse = np.unique(whole, return_index=True, return_inverse=True)
    inverse = np.where(missing, -1, inverse)
    rows = zip(*(each.take(pa.array(first)).to_pylist() for each in columns), strict=True)
    # A pair with something missing has no row that points to it.
    return [Pair(vintage_of(year or 0), *(each or "" for each in rest)) for year, *rest in rows], inverse


def _of_municipality(pair: Pair, registers: Registers) -> int:
    if pair.code not in registers.places[pair.vintage]:  # for the check of the contract to tell
        return AGREES
    number, name = _split(pair.text, digits=4)
    related = registers.related((pair.delivered, pair.code))
    own = frozenset().union(*(place.names for place in related))
    other = registers.owners[pair.vintage].keys() - own
    number_agrees = not number or number in {place.code for place in related}
    if number_agrees and _names(name, own, other):
        return AGREES
    is_another = number in registers.places[pair.vintage] and not number_agrees
    return ANOTHER if is_another or _another(pair, registers) else UNKNOWN


def _another(pair: Pair, registers: Registers) -> Place | None:
    """The municipality of the same year that the text names in place of the number's own."""
    number, name = _split(pair.text, digits=4)
    own = {place.code for place in registers.related((pair.delivered, pair.code))}
    owners = registers.owners[pair.vintage]
    found = registers.places[pair.vintage].get(number)
    named = [owners[each] for each in _candidates(name) if each in owners]
    return next((place for place in (found, *named) if place and place.code not in own), None)


def _of_county(pair: Pair, registers: Registers) -> int:
    if pair.code not in registers.places[pair.vintage]:
        return AGREES
    of_year = registers.places[pair.vintage][pair.code]
    # Where the number was recast, the county may be that of the register it was taken from.
    recast = [places[pair.delivered] for places in registers.places.values() if pair.delivered in places]
    counties = [of_year, *(recast if pair.delivered != pair.code else [])]
    number, name = _split(pair.text, digits=2)
    if number and number not in {place.county_code for place in counties}:
        return UNKNOWN
    own = {_key(place.county_name) for place in counties}
    other = {_key(place.county_name) for place in registers.places[pair.vintage].values()} - own
    return AGREES if _names(name, own, other) else UNKNOWN


def _example(column: str, pair: Pair, registers: Registers) -> str:
    """The municipality, and what stands beside it where that is a name of the register or nearly one."""
    place = registers.places[pair.vintage][pair.code]
    is_name = column == "municipality_name"
    shown = f"{pair.delivered} {place.name}" + ("" if is_name else f" ({place.county_name})")
    other = _another(pair, registers) if is_name else None
    every = [each for places in registers.places.values() for each in places.values()]
    known = {each for place in every for each in (place.names if is_name else [_key(place.county_name)])}
    _number, name = _split(pair.text, digits=4)
    if other or not name or get_close_matches(_key(KIND_OF_PLACE.sub("", name)), known, 1, ALIKE):
        quoted = other.name if other else shortened(pair.text)
        return _("{place} and «{other}»").format(place=shown, other=quoted)
    return shown


def _split(text: str, *, digits: int) -> tuple[str, str]:
    """The number in a text, with its zeros in front, and the name in it; empty where there is none."""
    if found := NUMBER_FIRST.fullmatch(text):
        number, name = found.groups()
    elif found := NAME_FIRST.fullmatch(text):
        name, number = found.groups()
    else:
        number, name = "", text
    return number.rjust(digits, "0") if number else "", (name or "").strip()


def _names(text: str, own: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a text names what has these names: as a whole, or in one part of it and nothing else in any."""
    if not _key(text):
        return True
    whole, *parts = _candidates(text)
    return whole in own or (any(part in own for part in parts) and not any(part in other for part in parts))


def _candidates(text: str) -> list[str]:
    """The keys of a text that may be names: the whole, without its county, and its parts."""
    plain = KIND_OF_PLACE.sub("", PARENTHESES.sub(" ", text).strip())
    parts = BETWEEN_NAMES.split(plain)
    return [_key(each) for each in (plain, IN_ITS_COUNTY.sub("", plain), *(parts if len(parts) > 1 else ()))]


def _written_names(name: str) -> Iterator[str]:
    """The keys of a name of the register: each of its parts, and any of them together in any order."""
    parts = BETWEEN_NAMES.split(PARENTHESES.sub(" ", name).strip())
    for number in range(1, len(parts) + 1):
        for some in permutations(parts, number):
            yield _key("".join(some))


def _key(text: str) -> str:
    return key(text.translate(LETTERS))

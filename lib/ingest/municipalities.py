"""Delivered municipality numbers put as the register has them, and the names and counties beside compared.

A number gets back the zero that it lost, and one of another year is recast to that of the application year.

The number counts: names and counties are compared with it and never kept. A name is the municipality's in
either language, alone or with the others, however it is punctuated, and with or without its county or the
word «kommune»; the name it has in the other register and that of the number as delivered (before it was
recast) agree too. Disagreements are findings:

- another municipality of the same year is an error: one of the two is wrong, as where a column was sorted
  alone, and only the owner knows which;
- a name that no municipality has that year is a warning: it is a former name or a slip of the pen, and the
  number has one meaning;
- another county is a warning: many systems go on writing a former county, and the number tells which it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import permutations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import shortened
from lib.extract.reference import Reference
from lib.extract.thresholds import VINTAGES, vintage_of
from lib.ingest.cells import ColumnCells, ColumnFindings
from lib.ingest.mapping import PARENTHESES, normalised
from lib.words import N_, _, word_list

# A number and a name in one cell, either first: 301.0, "K-0301", "0301 Oslo", "0301 - Oslo", "Oslo (0301)".
NUMBER_FIRST = re.compile(r"(?:[Kk][-. ]?)?([0-9]{1,4})(?:[.,]0+)?(?:[\s:,–-]+([^\d]*))?")
NAME_FIRST = re.compile(r"([^\d(]*)\(([0-9]{1,4})\)")
FEWEST_DIGITS = 3  # of a municipality's number that lost its zero
PAIRS_NAMED = 5
KIND_OF_PLACE = re.compile(r"\s+(?:kommune|fylke|fylkeskommune)$", re.IGNORECASE)
IN_ITS_COUNTY = re.compile(r"\s+i\s+\S.*$")
BETWEEN_NAMES = re.compile(r"\s*[–—/]\s*|\s+-\s+")
LETTERS = str.maketrans("ŋđŧŊĐŦ", "ndtNDT")  # often written without their stroke, which no folding takes away
# How alike a text must be to a name of the register before a message may quote it: it may be a person's.
ALIKE = 0.8
NUMBER_COUNTS = N_("Make sure that the numbers are right, and correct the names or leave the column out.")
# Kind of finding → level, fault and next step.
DISAGREEMENTS = {
    "municipality-differs": (
        "error",
        N_("The name is another municipality's than the number beside it."),
        N_("Correct the number or the name: one of them is wrong, as where a column was sorted alone."),
    ),
    "municipality-name-unknown": (
        "warning",
        N_("The name is not the municipality's that year. The number counts."),
        NUMBER_COUNTS,
    ),
    "county-differs": (
        "warning",
        N_("The county is not the one that the municipality belongs to that year. The number counts."),
        NUMBER_COUNTS,
    ),
}


@dataclass(frozen=True)
class MunicipalityNumbers:
    """The number of each row, as delivered (with its zero) and as recast to the row's year."""

    delivered: pa.Array
    codes: pa.Array


def municipality_numbers(
    cells: ColumnCells, years: pa.Array, reference: Reference, found: ColumnFindings
) -> MunicipalityNumbers:
    """Municipality numbers, corrected where it is safe; the rest is left for the check of the contract."""
    values, codes, had_no_zero = cells.distinct(), [], []
    for text in values.filled().to_pylist():
        digits, _name = _split(text or "")
        codes.append(digits.rjust(4, "0") if len(digits) >= FEWEST_DIGITS else text)
        had_no_zero.append(len(digits) == FEWEST_DIGITS)
    fault = _("Municipality numbers had lost their leading zero; it was put back.")
    step = _("Nothing. In Excel, give the column the format text to keep the zeros.")
    had_no_zero = values.per_row(pa.array(had_no_zero, pa.bool_()))
    found.add("municipality-zero", had_no_zero, fault, step, "note")
    delivered = codes = values.per_row(pa.array(codes, pa.string()))
    every_year, pairs = pc.unique(years).drop_null().to_pylist(), []
    for vintage in VINTAGES:
        counterparts = _counterparts(reference, vintage)
        of_vintage = [year for year in every_year if vintage_of(year) == vintage]
        in_vintage = pc.is_in(years, value_set=pa.array(of_vintage, years.type))
        place = pc.index_in(delivered, value_set=pa.array(counterparts, pa.string()))
        recast = pc.if_else(in_vintage, pa.array(counterparts.values(), pa.string()).take(place), None)
        codes = pc.coalesce(recast, codes)
        for code in sorted(pc.unique(delivered.filter(recast.is_valid())).to_pylist()):
            pairs.append(f"{code} → {counterparts[code]}")
    shown = word_list(pairs[:PAIRS_NAMED] + ["…"] * (len(pairs) > PAIRS_NAMED))
    fault = _("Municipality numbers of other years were recast to those of the application year: {pairs}.")
    step = _("Nothing, if the year of these rows is right.")
    found.add("municipality-recast", pc.not_equal(delivered, codes), fault.format(pairs=shown), step, "note")
    return MunicipalityNumbers(delivered, codes)


def _counterparts(reference: Reference, vintage: int) -> Mapping[str, str]:
    """Numbers of another register → the one number of this register they became, or came from."""
    register = reference.municipalities
    known = set(register.filter(pc.equal(register["vintage"], vintage))["code"].to_pylist())
    changes = reference.municipality_changes
    here, there = ("code_2020", "code_2024")[:: 1 if vintage == VINTAGES[0] else -1]
    found: dict[str, set[str]] = {}
    for other, own in zip(changes[there].to_pylist(), changes[here].to_pylist(), strict=True):
        found.setdefault(other, set()).add(own)
    return {other: own.pop() for other, own in found.items() if len(own) == 1 and other not in known}


@dataclass(frozen=True)
class RegisterEntry:
    """One municipality of one register, with the county it belongs to."""

    code: str
    name: str
    names: frozenset[str]
    county_code: str
    county_name: str


class Registers:
    """The municipalities of each year's register, and which numbers of the other one are the same."""

    def __init__(self, reference: Reference) -> None:
        self.places: dict[int, dict[str, RegisterEntry]] = {vintage: {} for vintage in VINTAGES}
        for row in reference.municipalities.to_pylist():
            names = frozenset(_register_name_keys(row["name"])) | {_name_key(row["short_name"])}
            county = (row["county_code"], row["county_name"])
            place = RegisterEntry(row["code"], row["short_name"], names, *county)
            self.places[row["vintage"]][place.code] = place
        changes = reference.municipality_changes
        old, new = changes["code_2020"].to_pylist(), changes["code_2024"].to_pylist()
        self.same = {code: {code} for code in (*old, *new)}
        for one, other in zip(old, new, strict=True):
            if old.count(one) == new.count(other) == 1:
                self.same[one].add(other)
                self.same[other].add(one)

    @cached_property
    def owners(self) -> dict[int, dict[str, RegisterEntry]]:
        """Vintage → key of a name → one of the municipalities that have it."""
        return {
            vintage: {name: place for place in places.values() for name in place.names}
            for vintage, places in self.places.items()
        }

    def related(self, codes: Iterable[str]) -> list[RegisterEntry]:
        """What these numbers stand for in any register, with those that are the same in the other one."""
        every = {other for code in codes for other in self.same.get(code, {code})}
        return [places[code] for places in self.places.values() for code in every if code in places]


@dataclass(frozen=True)
class NameBesideNumber:
    """The text beside a municipality number, and the number as delivered and as recast to the row's year."""

    vintage: int
    delivered: str
    code: str
    text: str


def compare_with_numbers(
    column: str,
    beside: ColumnCells,
    numbers: MunicipalityNumbers,
    years: pa.Array,
    registers: Registers,
    found: ColumnFindings,
) -> None:
    """Compare a column of names or counties with the numbers of the rows, and add what disagrees."""
    values = beside.distinct()
    rows = pa.table(
        {
            "year": years,
            "delivered": numbers.delivered,
            "code": numbers.codes,
            "text": values.per_row(values.filled()),
            "row": np.arange(len(years)),
        }
    ).drop_null()
    # The distinct pairs in the order in which they come, each with its rows.
    grouped = rows.group_by(["year", "delivered", "code", "text"], use_threads=False)
    grouped = grouped.aggregate([("row", "list")])
    kind_of = _kind_of_name if column == "municipality_name" else _kind_of_county
    pairs: dict[str | None, list[tuple[int, NameBesideNumber]]] = defaultdict(list)
    for at, (year, *rest) in enumerate(zip(*(each.to_pylist() for each in grouped.columns[:4]), strict=True)):
        pair = NameBesideNumber(vintage_of(year), *rest)
        # The check of the contract reports a number of no municipality.
        if pair.code in registers.places[pair.vintage]:
            pairs[kind_of(pair, registers)].append((at, pair))
    for kind, (level, fault, step) in DISAGREEMENTS.items():
        if kind in pairs:
            mask = np.zeros(len(years), bool)
            mask[pc.list_flatten(grouped["row_list"].take([at for at, _pair in pairs[kind]]))] = True
            example = _example(column, pairs[kind][0][1], registers)
            found.add(kind, pa.array(mask), _(fault), _(step), level, example)


def _kind_of_name(pair: NameBesideNumber, registers: Registers) -> str | None:
    """The kind of finding where the text names another municipality than the number; None if they agree."""
    number, name = _split(pair.text, digits=4)
    related = registers.related((pair.delivered, pair.code))
    own = frozenset().union(*(place.names for place in related))
    other = registers.owners[pair.vintage].keys() - own
    number_agrees = not number or number in {place.code for place in related}
    if number_agrees and _agrees(name, own, other):
        return None
    return "municipality-differs" if _other_municipality(pair, registers) else "municipality-name-unknown"


def _other_municipality(pair: NameBesideNumber, registers: Registers) -> RegisterEntry | None:
    """The municipality of the same year that the text names in place of the number's own."""
    number, name = _split(pair.text, digits=4)
    own = {place.code for place in registers.related((pair.delivered, pair.code))}
    owners = registers.owners[pair.vintage]
    found = registers.places[pair.vintage].get(number)
    named = [owners[each] for each in _name_keys(name) if each in owners]
    return next((place for place in (found, *named) if place and place.code not in own), None)


def _kind_of_county(pair: NameBesideNumber, registers: Registers) -> str | None:
    """The kind of finding where the text names another county than the number's; None if they agree."""
    of_year = registers.places[pair.vintage][pair.code]
    # Where the number was recast, the county may be that of the register it was taken from.
    recast = [places[pair.delivered] for places in registers.places.values() if pair.delivered in places]
    counties = [of_year, *(recast if pair.delivered != pair.code else [])]
    number, name = _split(pair.text, digits=2)
    if number and number not in {place.county_code for place in counties}:
        return "county-differs"
    own = {_name_key(place.county_name) for place in counties}
    other = {_name_key(place.county_name) for place in registers.places[pair.vintage].values()} - own
    return None if _agrees(name, own, other) else "county-differs"


def _example(column: str, pair: NameBesideNumber, registers: Registers) -> str:
    """An example: the municipality, and the text beside it if that is nearly a name of the register."""
    place = registers.places[pair.vintage][pair.code]
    is_name = column == "municipality_name"
    shown = f"{pair.delivered} {place.name}" + ("" if is_name else f" ({place.county_name})")
    other = _other_municipality(pair, registers) if is_name else None
    every = [each for places in registers.places.values() for each in places.values()]
    known = {each for place in every for each in (place.names if is_name else [_name_key(place.county_name)])}
    _number, name = _split(pair.text)
    if other or not name or get_close_matches(_name_key(KIND_OF_PLACE.sub("", name)), known, 1, ALIKE):
        quoted = other.name if other else shortened(pair.text)
        return _("{place} and «{other}»").format(place=shown, other=quoted)
    return shown


def _split(text: str, *, digits: int = 0) -> tuple[str, str]:
    """The number in a text, filled up with zeros to the digits, and the name; empty where there is none."""
    if found := NUMBER_FIRST.fullmatch(text):
        number, name = found.groups()
    elif found := NAME_FIRST.fullmatch(text):
        name, number = found.groups()
    else:
        number, name = "", text
    return number.rjust(digits, "0") if number else "", (name or "").strip()


def _agrees(text: str, own: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a text names a place with these names: as a whole, or in one part with nothing else in any."""
    if not _name_key(text):
        return True
    whole, *parts = _name_keys(text)
    return whole in own or (any(part in own for part in parts) and not any(part in other for part in parts))


def _name_keys(text: str) -> list[str]:
    """The keys of the names in a text: of the whole, of the whole without its county, and of its parts."""
    plain = KIND_OF_PLACE.sub("", PARENTHESES.sub(" ", text).strip())
    parts = BETWEEN_NAMES.split(plain)
    return [
        _name_key(each) for each in (plain, IN_ITS_COUNTY.sub("", plain), *(parts if len(parts) > 1 else ()))
    ]


def _register_name_keys(name: str) -> Iterator[str]:
    """The keys of a name of the register: each of its parts, and any of them together in any order."""
    parts = BETWEEN_NAMES.split(PARENTHESES.sub(" ", name).strip())
    for number in range(1, len(parts) + 1):
        for some in permutations(parts, number):
            yield _name_key("".join(some))


def _name_key(text: str) -> str:
    return normalised(text.translate(LETTERS))

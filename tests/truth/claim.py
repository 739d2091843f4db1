"""A kind of claim that a text can make: a pattern of its words, and what is false about one.

A pattern takes the words of one claim out of a text and says what is false about it. A number of a text that
no pattern has taken is a fault too, so that a new kind of sentence is not believed unseen: add a pattern.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.truth.asked import Asked
from tests.truth.pick import Pick

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


def false_claims(asked: Asked, text: str, claims: tuple["Claim", ...]) -> list[str]:
    """What is false in a text, and which of its numbers no pattern knows."""
    faults, rest = [], text
    for claim in claims:
        for found in claim.words.finditer(text):
            faults += [f"{claim.name}: {fault} – «{found[0]}»" for fault in claim.check(asked, found)]
            rest = rest[: found.start()] + "_" * len(found[0]) + rest[found.end() :]
    for number in re.finditer(r"\d[\d\u00a0,]*", rest):
        faults.append(f"no pattern for {number[0]} in «{text}»")
    return faults


def pattern(name: str, words: str, check: Check) -> Claim:
    return Claim(name, re.compile(words), check)


# What a page is about.

GROWTH = "vekst.py"


def grouping(asked: Asked) -> tuple[str, Pick, str, str]:
    """By what the page's answer compares, over which rows, and what."""
    if asked.state.page == "sentralitet.py":
        by = "size" if asked.state.one("inndeling") == "storrelse" else "centrality"
        return by, asked.pick, "grants" if asked.measure == "andeler" else asked.measure, "alt"
    if asked.state.page == GROWTH:
        by = "unit" if len(asked.pick.counties) == 1 or asked.pick.municipalities else "county"
        return by, asked.pick, "doctors", "alt"
    return asked.level, asked.neighbours, asked.measure, asked.against


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


def counts(asked: Asked, pick: Pick) -> str:
    """Whether the rows of the years chosen are grants, applications that nothing is decided of, or both."""
    if all(asked.oracle.is_decided(pick, year) for year in pick.years):
        return "grants"
    return "applications" if all(asked.oracle.is_pending(pick, year) for year in pick.years) else "both"


def called(asked: Asked, pick: Pick, what: str) -> Iterator[str]:
    """Applications are called so where nothing is decided, and grants where all is."""
    said = "applications" if what.startswith("søk") else "both" if "søk" in what else "grants"
    if said != counts(asked, pick):
        yield f"«{what}» is not what is counted: {counts(asked, pick)}"

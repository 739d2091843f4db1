"""The finding that heads a figure, judged by the oracle: what it is about, and what it rests on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.claim import GROWTH
from tests.truth.claims_of_places import in_a_sentence
from tests.truth.pick import Pick, half_up
from tests.truth.said import NUMBER, SPACE

ENOUGH = 10  # grants, or doctors
PCT = rf"{NUMBER}{SPACE}%"
KR = rf"{NUMBER}{SPACE}(?:mill\.{SPACE})?kr"
VALUE = rf"(?:{KR}|{PCT}|{NUMBER})"
YEAR = r"(?P<year>\d{4})"
WHAT = "(?P<what>fylker|kommuner|klasser)"
NOUN = "(?:tilskudd og søknader|tilskudd eller søknad|tilskudd|søknade?r?|leger|lege)"
COUNTED = {"county": "fylker", "unit": "kommuner", "centrality": "klasser", "size": "klasser"}
LABELS = {
    ("grants", "alt"): "tilskudd",
    ("grants", "innbyggere"): f"tilskudd per 100{SPACE}000 innbyggere",
    ("doctors", "alt"): "unike leger",
    ("doctors", "innbyggere"): f"leger per 100{SPACE}000 innbyggere",
    ("applied_nok", "alt"): "søkt",
    ("applied_nok", "innbyggere"): f"søkt per 100{SPACE}000 innbyggere",
    ("applied_nok", "tilskudd"): "søkt per tilskudd",
    ("applied_nok", "leger"): "søkt per lege",
}


@dataclass(frozen=True)
class About:
    """What a figure of a state shows, from the address and the figure's name, never from its numbers.

    ``by`` groups its rows, over the rows of ``pick``.
    """

    asked: Asked
    id: str
    by: str
    pick: Pick
    measure: str
    against: str

    @property
    def unit(self) -> str:
        """The unit that its values are written with."""
        return "kr" if self.measure == "applied_nok" else ""

    @property
    def label(self) -> str:
        """What is measured, as it stands in a sentence."""
        return LABELS[self.measure, self.against]

    @property
    def decimals(self) -> int:
        """The decimals that its values are written with."""
        return 1 if self.against == "innbyggere" and self.measure != "applied_nok" else 0

    def name(self, key: object) -> str:
        """A member as it stands in a sentence."""
        return in_a_sentence(self.by, self.asked.name(self.by, key))

    def shown(self) -> dict[object, Fraction]:
        """Member → its value as it is written; those left out that have none, or that are not there."""
        values = self.asked.values(self.pick, self.by, self.measure, self.against)
        return {key: self.written(value) for key, value in values.items() if self._is_there(key, value)}

    def written(self, value: Fraction | int) -> Fraction:
        """A value as precise as it is written: kroner from a million up in tenths of one."""
        if self.measure == "applied_nok" and abs(value) >= 1_000_000:
            return half_up(Fraction(value) / 100_000, 0) * 100_000
        return half_up(value, self.decimals)

    def _is_there(self, key: object, value: object) -> bool:
        """Of a place, the classes that it has municipalities of."""
        column = {"centrality": "centrality", "size": "size"}.get(self.by)
        if value is None or column is None:
            return value is not None
        return key in {
            each
            for year in self.pick.years
            for each in self.asked.oracle.register(self.pick.alone(year))[column]
        }

    def grants(self) -> dict[object, int]:
        """Member → its grants."""
        return self.asked.oracle.count_by(self.pick, "grants", self.by)

    @property
    def is_unsure(self) -> bool:
        """Whether an amount of the years chosen stands for another, or one of its years has none."""
        return self.measure == "applied_nok" and self.asked.stands_in

    def counts(self) -> str:
        """What the rows are: grants, applications or both."""
        source, years = self.asked.oracle, self.pick.years
        if all(source.is_decided(self.pick, year) for year in years):
            return "grants"
        return "applications" if all(source.is_pending(self.pick, year) for year in years) else "both"


def about(asked: Asked, id: str) -> About:
    """What a figure is about."""
    page, measure = asked.state.page, asked.measure
    if page == "sentralitet.py":
        by = "size" if id.endswith("size-class") else "centrality"
        return About(asked, id, by, asked.pick, "grants" if measure == "andeler" else measure, "alt")
    if page == GROWTH:
        by = id.removeprefix("growth-by-")
        return About(asked, id, "unit" if by == "municipality" else by, asked.pick, "doctors", "alt")
    if page == "oversikt.py" and id == "region-map":
        level = "unit" if len(asked.pick.counties) == 1 or asked.pick.municipalities else "county"
        among = asked.neighbours if asked.level == level else asked.pick
        return About(asked, id, level, among, "doctors", "innbyggere")
    if id == "largest-changes":
        lifted = replace(asked.pick, municipalities=(), centralities=(), sizes=())
        return About(asked, id, "unit", lifted, "doctors", "alt")
    if page == "kart.py" and measure in ("grants", "doctors", "applied_nok"):
        return About(asked, id, asked.level, asked.neighbours, measure, asked.against)
    return About(
        asked, id, "centrality" if id.endswith("centrality") else "county", asked.pick, "grants", "alt"
    )


Judge = Callable[[About, re.Match], Iterator[str]]


@dataclass(frozen=True)
class Kind:
    """A kind of finding: its words, which are all of it, and what is false about one."""

    name: str
    words: re.Pattern
    judge: Judge


def kind(name: str, words: str, judge: Judge) -> Kind:
    """A kind of finding, of those alone that have enough grants where it says so at its end."""
    return Kind(name, re.compile(words + rf"(?P<few>{FEW})?"), judge)


FEW = (
    r" – av (?:fylker|kommuner|klasser) med minst (?P<few_n>\d+) "
    r"(?P<few_of>tilskudd eller søknader|tilskudd|søknader|leger)"
    r"(?: i (?P<few_in>\d{4})(?: eller (?P<few_or>\d{4}))?)?"
)


def called(about: About, noun: str) -> Iterator[str]:
    """Applications are called so where nothing is decided, and grants where all is; doctors are doctors."""
    if noun.startswith("lege"):
        if about.measure != "doctors":
            yield f"«{noun}» is not what is counted: {about.measure}"
        return
    said = "both" if "tilskudd" in noun and "søk" in noun else "applications" if "søk" in noun else "grants"
    if about.measure != "grants" or said != about.counts():
        yield f"«{noun}» is not what is counted: {about.measure}, {about.counts()}"


def of_those_with_enough(about: About, found: re.Match) -> Iterator[str]:
    """Those with enough are told by the limit, and by what the rows are."""
    if found["few"] and int(found["few_n"]) != ENOUGH:
        yield f"the limit is {ENOUGH}"
    if found["few"] and not found["few_in"]:
        words = {"grants": "tilskudd", "applications": "søknader", "both": "tilskudd eller søknader"}
        if found["few_of"] != words[about.counts()]:
            yield f"the rows are {about.counts()}"


def at_the_end(
    about: About, values: dict, enough: set, found: re.Match, choose: Callable
) -> tuple[list[object], Fraction | None]:
    """The members at an end, of all of them or of those with enough, and what they have."""
    among = {key: value for key, value in values.items() if not found["few"] or key in enough}
    if not among:
        return [], None
    best = choose(among.values())
    return [key for key, value in among.items() if value == best], best


def rests_on_few(names: list[object], enough: set) -> Iterator[str]:
    """None of those that a finding is about has too few grants."""
    if few := [name for name in names if name not in enough]:
        yield f"it rests on fewer than {ENOUGH}: {few[:4]}"


def enough(*counts: int | None) -> Iterator[str]:
    """A change or an amount rests on enough of one of its two years."""
    if not any(count is not None and count >= ENOUGH for count in counts):
        yield f"it rests on {counts}"


def in_year(about: About, year: int) -> Pick:
    """The choice in one of its years."""
    return about.pick.alone(year)


def grants_of(about: About, year: int) -> int | None:
    """The grants of a year of the choice; None of a year that the extract has no rows of."""
    source = about.asked.oracle
    return source.count(in_year(about, year), "grants") if year in source.years else None

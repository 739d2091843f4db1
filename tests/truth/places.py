"""The sheet of a place, judged by the oracle: key figures, sentences, notes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from statistics import median

from lib.figures.figure import Figure
from tests.truth.asked import Asked
from tests.truth.claim import Claim
from tests.truth.claims import CLAIMS, NOTES
from tests.truth.claims_of_sheet import alike, sheet
from tests.truth.comparisons import INSIDE, MOST, name_of, per_inhabitant
from tests.truth.pick import Pick, half_up
from tests.truth.reference import county_names
from tests.truth.said import NUMBER, SPACE, first_number, says, says_amount, whole, years_in_words
from tests.truth.tables import shown


def false_middle(figure: Figure) -> Iterator[str]:
    """That the middle which a note tells of is not that of the table's rates."""
    if not figure.id.startswith("among") or not figure.table.rows:
        return
    values = [said.value for row in shown(figure).rows if (said := first_number(row[1])) is not None]
    for note in figure.notes:
        found = re.match(rf"Stiplet strek: midten, (?P<value>{NUMBER})\.", note)
        if found and first_number(found["value"]).value != half_up(Fraction(median(values)), 1):
            yield f"{figure.id}: the middle is {float(median(values))}, «{note}»"


PEER = re.compile(
    rf"^(?P<name>.+) (?:er nummer (?P<rank>{NUMBER})|deler (?P<shared>{NUMBER})\. plass) "
    rf"av (?P<all>{NUMBER}) (?P<group>.+): "
    rf"(?P<value>{NUMBER}), midten er (?P<middle>{NUMBER})$"
)


def false_peer(asked: Asked, figure: Figure) -> Iterator[str]:
    """What is false in the finding of a place among those like it: rank, value and middle."""
    said = PEER.match(figure.finding)
    if not said:
        yield f"{figure.id}: it is of no kind – «{figure.finding}»"
        return
    if "fylker" in said["group"]:
        values = asked.values(
            replace(sheet(asked), counties=(), municipalities=()), "county", "doctors", "innbyggere"
        )
        values, own = (
            {key: half_up(value, 1) for key, value in values.items() if value is not None},
            asked.pick.counties[0],
        )
    else:
        values, own, _group = alike(asked, said["group"])
    rank = 1 + sum(value > values[own] for value in values.values())
    middle = half_up(Fraction(median(values.values())), 1)
    if bool(said["shared"]) != (list(values.values()).count(values[own]) > 1):
        yield f"{figure.id}: a place is shared only where others have the same – «{figure.finding}»"
    if (whole(said["rank"] or said["shared"]), whole(said["all"])) != (rank, len(values)):
        yield f"{figure.id}: the place is {rank} of {len(values)} – «{figure.finding}»"
    if first_number(said["value"]).value != values[own] or first_number(said["middle"]).value != middle:
        yield f"{figure.id}: it has {float(values[own])}, the middle {float(middle)} – «{figure.finding}»"


def _doctors(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked) if asked.pick.municipalities else replace(asked.pick, centralities=(), sizes=())
    numbers = [(found["n"], pick)]
    if found.groupdict().get("year"):
        numbers.append((found["before"] or "ingen", pick.alone(int(found["year"]))))
        if int(found["year"]) != asked.pick.year - 1:
            yield f"the year before is {asked.pick.year - 1}"
    for said, of in numbers:
        expected = asked.oracle.count(of, "doctors")
        if (0 if said == "ingen" else whole(said)) != expected:
            yield f"doctors in {of.years}: {expected}"
    if found["years"] != years_in_words(asked.pick.years):
        yield f"the years are {asked.pick.years}"


def _among_counties(asked: Asked, found: re.Match) -> Iterator[str]:
    everyone = replace(asked.pick, counties=(), centralities=(), sizes=())
    values = asked.values(everyone, "county", "doctors", "innbyggere")
    shown_values = {code: half_up(value, 1) for code, value in values.items() if value is not None}
    own = shown_values[asked.pick.counties[0]]
    rank = 1 + sum(value > own for value in shown_values.values())
    if (whole(found["rank"]), whole(found["all"])) != (rank, len(county_names(asked.borders))):
        yield f"the place is {rank}"


def _few(asked: Asked, found: re.Match) -> Iterator[str]:
    n = whole(found["n"])
    if not says(found["pct"], half_up(Fraction(100, n), 0), "%"):
        yield f"one of {n} is {float(Fraction(100, n))} per cent"


def _nearest(_asked: Asked, found: re.Match) -> Iterator[str]:
    if whole(found["n"]) >= whole(found["all"]):
        yield "all are shown"


def _named(_asked: Asked, _found: re.Match) -> Iterator[str]:
    yield from ()


def _claim(name: str, words: str, check) -> Claim:
    return Claim(name, re.compile(words), check)


_YEARS = r"\d{4}(?:(?:–|, | og )\d{4})*"
OF_CLASSES = rf"(?:^|\b)(?:Sentralitet \d|[^:]*{SPACE}\d{{3}}[^:]*innbyggere)(?: \+ [^:]+)?"
_N = rf"(?P<n>ingen|{NUMBER}) leger?{INSIDE}"
CLAIMS_OF_PLACES = (
    _claim(
        "doctors of a place",
        rf"hadde {_N} i (?P<years>{_YEARS})"
        rf"(?:, (?:mot (?P<before>ingen|{NUMBER})|og heller ikke) i (?P<year>\d{{4}}))?(?=\.)",
        _doctors,
    ),
    _claim("applied in a place", rf"har {_N} søkt for (?P<years>{_YEARS}) så langt", _doctors),
    _claim("so far", rf"har {_N} med tilskudd eller søknad i (?P<years>{_YEARS})(?=\.)", _doctors),
    _claim(
        "among counties",
        rf"(?:Nummer|Delt) (?P<rank>{NUMBER})(?:\. plass)? av (?P<all>{NUMBER}) fylker",
        _among_counties,
    ),
    *CLAIMS,
)
NOTES_OF_PLACES = (
    _claim(
        "few doctors",
        rf"(?:{OF_CLASSES}: )?(?P<n>{NUMBER}) leger?; "
        rf"én mer eller mindre endrer raten med (?P<pct>{NUMBER}{SPACE}%)",
        _few,
    ),
    _claim("nearest", rf"^De (?P<n>{NUMBER}) nærmeste i innbyggertall av (?P<all>{NUMBER}) i", _nearest),
    # Held to the table by false_middle.
    _claim("middle", rf"^Stiplet strek: midten, (?P<value>{NUMBER})(?=\.$)", _named),
    _claim("room", rf"^Høyst {MOST} vises ved siden av hverandre\. Utelatt: .+\.$", _named),
    _claim("unlike", r"^.+ er ikke med: steder sammenlignes med steder", _named),
    _claim("outside", r"^.+ er utenfor utvalget \(.+\)\.$", _named),
    *NOTES,
)


def false_place_figures(asked: Asked, keys: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What is false in the key figures of a place, and in those of county and country beside it."""
    if not keys:
        return
    pick = sheet(asked) if asked.pick.municipalities else replace(asked.pick, centralities=(), sizes=())
    beside = {"hele landet": replace(pick, counties=(), municipalities=())}
    county = asked.oracle.register(pick).iloc[0]["county"] if pick.municipalities else None
    if county is not None:
        beside[name_of(asked, county)] = replace(pick, municipalities=(), counties=(county,))
    for id, (label, value, *lines) in keys.items():
        shown_value = value.replace(" mill.", f"{SPACE}mill.").replace(" kr", f"{SPACE}kr")
        yield from _false_number(asked, pick, id, shown_value, f"{label}: «{value}»")
        for line in lines:
            for name, of in beside.items():
                if found := re.search(rf"(?:^|; ){re.escape(name)} (?P<value>[^;]*)", line):
                    yield from _false_number(asked, of, id, found["value"], f"{label}, {name}: «{line}»")
            if found := re.search(rf"fra (?P<before>{NUMBER}) i (?P<year>\d{{4}})$", line):
                before = asked.oracle.count(pick.alone(int(found["year"])), id)
                if whole(found["before"]) != before or int(found["year"]) != pick.year - 1:
                    yield f"{label}: the year before has {before}, «{line}»"


def _false_number(asked: Asked, pick: Pick, id: str, text: str, where: str) -> Iterator[str]:
    if id in ("doctors", "grants"):
        expected = asked.oracle.count(pick, id)
        if not says(text, expected):
            yield f"{where}, must be {expected}"
    elif id == "applied_nok":
        amount = asked.amount(pick, id)
        if amount.is_known and not says_amount(re.sub(r" \((?:innvilget|for ).*", "", text), amount):
            yield f"{where}, must be {amount}"
    elif id == "applied_per_inhabitant_nok":
        expected = per_inhabitant(asked, pick, "applied_nok")
        if expected is not None and not says(text, expected, "kr"):
            yield f"{where}, must be {float(expected)}"

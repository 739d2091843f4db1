"""The findings that head the figures of a page, judged by the oracle, and the rules of headlines.

A finding must be of one kind as a whole, so that a new kind is not believed unseen: add it to those of its
subject.
"""

import re
from collections.abc import Iterator

from tests.truth.asked import Asked
from tests.truth.claim import status_of
from tests.truth.finding import about
from tests.truth.findings_of_change import OF_CHANGE
from tests.truth.findings_of_growth import OF_GROWTH
from tests.truth.findings_of_money import OF_MONEY
from tests.truth.findings_of_places import OF_PLACES
from tests.truth.findings_of_wholes import OF_WHOLES
from tests.truth.places import false_peer
from tests.truth.reading import Read
from tests.truth.said import COVERAGE, STOOD_IN
from tests.truth.states import State

UNKNOWN = "Ennå ikke kjent: "
LEADS_TO = (
    (OF_CHANGE, "change-map", "kart.py", {"maal": "leger", "vis": "endring-prosent"}),
    (OF_WHOLES, "class-shares-centrality", "sentralitet.py", {"maal": "andeler"}),
    (OF_MONEY, "budget-steps", "budsjett.py", {}),
)
KINDS = (*OF_PLACES, *OF_CHANGE, *OF_GROWTH, *OF_MONEY, *OF_WHOLES)
JUDGING = re.compile(
    r"\b(?:bra|god|godt|gode|bedre|best|dårlig\w*|verre|verst|svak\w*|sterk\w*|dessverre|heldigvis|imponerende"
    r"|positiv\w*|negativ\w*|suksess\w*|problem\w*|for (?:mye|lite|mange|få))\b",
    re.IGNORECASE,
)


def false_findings(read: Read) -> Iterator[str]:
    """What is false in the findings of a page, and the findings that are of no kind."""
    asked = Asked(read.state)
    for figure in read.figures:
        if figure.id.startswith("among") and figure.finding:
            yield from false_peer(asked, figure)
        elif figure.finding:
            yield from (
                f"{figure.id}: {fault} – «{figure.finding}»"
                for fault in faults_of_finding(asked, figure.id, figure.finding)
            )
    for said in read.links:
        yield from (f"link: {fault} – «{said}»" for fault in _faults_of_link(read, said))


def _faults_of_link(read: Read, said: str) -> list[str]:
    """What is false in a finding that leads to another page, which must be one of that page's own."""
    if said.startswith(UNKNOWN):
        return list(false_unknown(Asked(read.state), said.removeprefix(UNKNOWN)))
    filters = {name: values for name, values in read.state.params.items() if name != "maal"}
    for kinds, id, page, switches in LEADS_TO:
        if any(kind.words.fullmatch(said) for kind in kinds):
            params = filters | {name: (value,) for name, value in switches.items()}
            return faults_of_finding(Asked(State(read.state.extract, page, params)), id, said)
    return ["it leads nowhere"]


def false_unknown(asked: Asked, things: str) -> Iterator[str]:
    """The amounts said not to be known, and the applications said not to be decided, are so."""
    if not _UNKNOWN_THINGS.fullmatch(things):
        yield f"«{things}» is no list of what is not known"
    for word, column in (("søkt", "applied_nok"), ("innvilget", "granted_nok"), ("utbetalt", "paid_nok")):
        missing = asked.amount(asked.pick, column).is_missing
        if missing != bool(re.search(rf"\b{word}\b", things)):
            yield f"{column}: {asked.amount(asked.pick, column)}"
    said = {found["year"]: found["what"] for found in re.finditer(_OUTCOME, things)}
    true = {str(year): what for year in asked.pick.years if (what := _outcome(asked, year))}
    if said != true:
        yield f"what is awaited is {true}"


_OUTCOME = r"utfallet av (?P<what>[^,()]*?) i (?P<year>\d{4})(?!\d)"
_ONE_OUTCOME = re.sub(r"[?]P<[a-z]+>", "", _OUTCOME)
_YEARS = r"(?: i \d{4}(?:–\d{4})?(?:(?:, \d{4})* og \d{4})?)?"
_AMOUNT = rf"(?:søkt|innvilget|utbetalt)(?:(?:, innvilget)? og (?:innvilget|utbetalt))? beløp{_YEARS}"
_AMOUNT += r"(?: \((?:ikke|finnes|fantes|bare) [^()]*\))?"
_LISTS = [rf"{it}(?:(?:, {it})* og {it})?" for it in (_ONE_OUTCOME, _AMOUNT)]
_UNKNOWN_THINGS = re.compile(rf"{_LISTS[0]}(?:, samt {_LISTS[1]})?|{_LISTS[1]}")


def _outcome(asked: Asked, year: int) -> str:
    """The applications of a year whose outcome is not known, in words; nothing of a decided year."""
    if not status_of(asked, year, asked.pick):
        return ""
    if asked.oracle.rows(asked.pick.alone(year)).empty:
        return "søknadene"
    decided, of = asked.oracle.decided(asked.pick, year)
    if decided:
        return f"{_number(of - decided)} av {_number(of)} søknader"
    return "den ene søknaden" if of == 1 else f"alle de {_number(of)} søknadene"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def faults_of_finding(asked: Asked, id: str, finding: str) -> list[str]:
    faults = list(against_rules(finding))
    judged = [(kind, found) for kind in KINDS if (found := kind.words.fullmatch(finding))]
    if not judged:
        return [*faults, "it is of no kind"]
    kind, found = judged[0]
    return faults + [f"{kind.name}: {fault}" for fault in kind.judge(about(asked, id), found)]


def against_rules(finding: str) -> Iterator[str]:
    """What no headline may do: judge, tell a partly known or stood-in amount, or end as a sentence."""
    if judging := JUDGING.search(finding):
        yield f"«{judging[0]}» judges"
    if COVERAGE.search(finding):
        yield "an amount is partly known"
    if STOOD_IN.search(finding):
        yield "an amount stands for another"
    if finding.endswith("."):
        yield "a headline has no full stop"

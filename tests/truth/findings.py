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
        return list(_unknown(Asked(read.state), said.removeprefix(UNKNOWN)))
    filters = {name: values for name, values in read.state.params.items() if name != "maal"}
    for kinds, id, page, switches in LEADS_TO:
        if any(kind.words.fullmatch(said) for kind in kinds):
            params = filters | {name: (value,) for name, value in switches.items()}
            return faults_of_finding(Asked(State(read.state.extract, page, params)), id, said)
    return ["it leads nowhere"]


def _unknown(asked: Asked, things: str) -> Iterator[str]:
    """The amounts said not to be known, and the years said not to be decided, are so."""
    for word, column in (("søkt", "applied_nok"), ("innvilget", "granted_nok"), ("utbetalt", "paid_nok")):
        missing = asked.amount(asked.pick, column).is_missing
        if missing != bool(re.search(rf"\b{word}\b", things)):
            yield f"{column}: {asked.amount(asked.pick, column)}"
    for year in asked.pick.years:
        if status_of(asked, year, asked.pick) not in things:
            yield f"the state of {year} is {status_of(asked, year, asked.pick)}"


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

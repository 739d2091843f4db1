"""The key figures of the overview, each with its change and basis, judged by the oracle."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.truth.asked import Asked
from tests.truth.pick import Pick, Sum, half_up
from tests.truth.said import COVERAGE, NUMBER, first_number, says, says_amount, whole

COUNTS = ("doctors", "municipalities", "grants")
AMOUNTS = ("applied_nok", "granted_nok", "paid_nok")
FROM = re.compile(
    rf"^(?P<change>{NUMBER}(?:\u00a0mill\.\u00a0kr|\u00a0kr)?)(?: \((?P<pct>[^)]*)\))? "
    r"fra (?P<before>.*) i (?P<year>\d{4})$"
)
MONTHLY = re.compile(
    rf"^(?P<pct>{NUMBER}\u00a0%) per måned \((?P<months>\d+) mnd\., (?P<earlier>\d+) i (?P<year>\d{{4}})\)$"
)
SAME_PLACES = re.compile(
    rf"^(?P<change>{NUMBER})(?: \((?P<pct>[^)]*)\))? på de samme stedene\. "
    rf"(?P<year>\d{{4}}): (?P<before>{NUMBER})$"
)
BEFORE = re.compile(r"^(?P<year>\d{4}): (?P<before>.*)$")
POINTS = re.compile(rf"^(?P<points>{NUMBER}) prosentpoeng fra (?P<year>\d{{4}})$")
ABSENT = re.compile(r"^(?P<year>\d{4}) er ikke i uttrekket$")
PARTS = re.compile(r"^(?P<amount>.*) av (?P<budget>.*kr)$")
STANDS_IN = re.compile(r"^(?:innvilget i |for .*: innvilget$)")


def false_key_figures(asked: Asked, keys: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What is false in the key figures, and the lines that no pattern knows."""
    for id, (label, shown, *lines) in keys.items():
        value = shown.replace(" mill.", "\u00a0mill.").replace(" kr", "\u00a0kr")  # set smaller beside it
        for fault in _of_one(asked, id, value, lines):
            yield f"{label}: {fault} – «{value}», {lines}"


def _of_one(asked: Asked, id: str, value: str, lines: list[str]) -> Iterator[str]:
    pick = asked.pick
    if id in COUNTS:
        if not says(value, asked.oracle.count(pick, id)):
            yield f"must be {asked.oracle.count(pick, id)}"
    elif id in AMOUNTS:
        covered = [line for line in lines if _is_coverage(line) and not BEFORE.match(line)]
        text = " ".join([value, *(f"for {line}" for line in covered)])
        stands_in = id == "applied_nok" and asked.stands_in
        marked = " ".join([text, *(f"({line})" for line in lines if STANDS_IN.match(line))])
        of_some = stands_in and asked.stands_in_for_some
        if not says_amount(marked, asked.amount(pick, id), stands_in=stands_in, of_some=of_some):
            yield f"must be {asked.amount(pick, id)}"
    else:
        yield from _utilisation(asked, id, value, lines)
    for line in lines:
        yield from _line(asked, id, line)


def _is_coverage(line: str) -> bool:
    return COVERAGE.search(f" for {line}") is not None


def _utilisation(asked: Asked, id: str, value: str, lines: list[str]) -> Iterator[str]:
    share = utilisation(asked, id, asked.pick)
    if not says(value, share, "%"):
        yield f"must be {share and float(share)}"
    for line in lines:
        if found := PARTS.match(line):
            amount = asked.amount(asked.pick, _step(id))
            if not says_amount(found["amount"], amount):
                yield f"the amount is {amount}"
            if not says(found["budget"], asked.oracle.budget_of(asked.pick.years), "kr"):
                yield f"the budget is {asked.oracle.budget_of(asked.pick.years)}"


def _step(id: str) -> str:
    return id.replace("_utilisation_pct", "_nok")


def utilisation(asked: Asked, id: str, pick: Pick) -> Fraction | None:
    """An amount in per cent of the budget of the same years; None where one of them is not known."""
    amount, budget = asked.amount(pick, _step(id)), asked.oracle.budget_of(pick.years)
    replaced = id.startswith("applied") and any(map(asked.oracle.stands_in, pick.years))
    if not pick.is_national or not budget or not _usable(amount) or replaced:
        return None
    return Fraction(amount.value) * 100 / budget


def _usable(amount: Sum) -> bool:
    return amount.is_known and not amount.is_missing


def _line(asked: Asked, id: str, line: str) -> Iterator[str]:
    """What is false in a line below a key figure."""
    year = asked.pick.year
    if line == "velg ett år for å sammenligne":
        if len(asked.pick.years) == 1:
            yield "one year is chosen"
        return
    if line == f"{year - 1}: fantes ikke":
        if not asked.oracle.register(asked.pick.alone(year - 1)).empty:
            yield "the place was there"
        return
    for pattern in (FROM, MONTHLY, SAME_PLACES, POINTS, BEFORE, ABSENT):
        if found := pattern.match(line):
            if len(asked.pick.years) > 1 or int(found["year"]) != year - 1:
                yield f"it is compared with {found['year']}"
            elif (year - 1 in asked.oracle.years) == (pattern is ABSENT):
                yield f"the years are {asked.oracle.years}"
            elif pattern is not ABSENT:
                yield from _compared(asked, id, found)
            return
    if PARTS.match(line) or _is_coverage(line) or STANDS_IN.match(line):
        return  # judged with the value
    if re.search(r"\d", line) and not re.fullmatch(r"oppdiktet for (?:\d{4}(?:–|, | og )?)+", line):
        yield f"no pattern for «{line}»"


def _compared(asked: Asked, id: str, found: re.Match) -> Iterator[str]:
    year, last = asked.pick.year, asked.pick.alone(asked.pick.year - 1)
    parts = found.groupdict()
    if id in COUNTS:
        now, before = asked.oracle.count(asked.pick, id), asked.oracle.count(last, id)
        flow = asked.oracle.flow(asked.pick, year, "municipalities") if id == "municipalities" else None
        same_places = flow is not None and flow.now - flow.before != now - before
        if same_places != (found.re is SAME_PLACES):
            yield f"of {before} and {now}, the change is {flow}"
        elif same_places:
            yield from _change({**parts, "before": str(flow.before)}, flow.now, flow.before, "")
            if whole(found["before"]) != before:
                yield f"the year before has {before}"
        else:
            yield from _change(parts, now, before, "")
        return
    if id.endswith("_pct"):
        now, before = utilisation(asked, id, asked.pick), utilisation(asked, id, last)
        if "before" in parts and not says(found["before"], before, "%"):
            yield f"the year before has {before and float(before)}"
        elif "points" in parts and not _points(found["points"], now, before):
            yield f"the difference is {float(now - before)}"
        return
    now, before = asked.amount(asked.pick, id), asked.amount(last, id)
    stands_in = id == "applied_nok" and asked.oracle.stands_in(year - 1)
    if "before" in parts and not says_amount(found["before"], before, stands_in=stands_in):
        yield f"the year before has {before}"
    comparable = _usable(now) and _usable(before) and stands_in == (id == "applied_nok" and asked.stands_in)
    if not comparable:
        if "pct" in parts:
            yield "the two are not the same thing, or not both known"
        return
    if "months" in parts:
        months = (asked.oracle.months(year), asked.oracle.months(year - 1))
        if (int(found["months"]), int(found["earlier"])) != months:
            yield f"the months are {months}"
        now_, before_ = (Fraction(s.value, m) for s, m in zip((now, before), months, strict=True))
        if not says(found["pct"], (now_ - before_) * 100 / before_, "%"):
            yield f"per month it is {float((now_ - before_) * 100 / before_)}"
    elif "change" in parts:
        yield from _change(parts, now.value, before.value, "kr")


def _points(text: str, now: Fraction, before: Fraction) -> bool:
    """A difference of per cents: exact, or of the two as they are written."""
    said = first_number(text)
    return said.is_(now - before) or said.is_(round(now, 1) - round(before, 1))


def _change(parts: dict[str, str], now: int, before: int, unit: str) -> Iterator[str]:
    if not says(parts["before"], before, unit):
        yield f"the year before has {before}"
    # A change of millions is the difference of the two as they are written.
    tenth = 100_000
    written = (half_up(Fraction(now, tenth), 0) - half_up(Fraction(before, tenth), 0)) * tenth
    in_millions = unit == "kr" and min(now, before, abs(written)) >= 10 * tenth
    if not says(parts["change"], written if in_millions else now - before, unit):
        yield f"the change is {now - before}"
    if parts.get("pct") and not (before and says(parts["pct"], Fraction(now - before) * 100 / before, "%")):
        yield f"the change is {now - before} of {before}"
    if now - before and _rises(parts["change"]) != (now > before):
        yield "the sign is wrong"


def _rises(text: str) -> bool:
    """Whether a change is written with a plus."""
    return text.startswith("+")

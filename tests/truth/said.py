"""Numbers as a reader writes them, read back: is a text the value, with its unit, as precise as it shows?"""

import re
from dataclasses import dataclass
from fractions import Fraction

from tests.truth.pick import Sum, half_up

SPACE = "\u00a0"
NUMBER = rf"(?:[+−]?\d{{1,3}}(?:{SPACE}\d{{3}})+(?:,\d+)?|[+−]?\d+(?:,\d+)?)"
WITH_UNIT = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{SPACE}mill\.{SPACE}kr|{SPACE}kr|{SPACE}%)?")
COVERAGE = re.compile(rf" for (?P<known>{NUMBER}) av (?P<rows>{NUMBER}) (?P<what>avgjorte?|utbetalte?)")
STOOD_IN = re.compile(r"(?:\(|, )(?:innvilget i (?P<years>[^),]*)|for (?P<some>[^:]*): innvilget)(?:[),]|$)")
MILLION = 1_000_000
UNITS = {"": "", f"{SPACE}mill.{SPACE}kr": "kr", f"{SPACE}kr": "kr", f"{SPACE}%": "%"}


@dataclass(frozen=True)
class Said:
    """A number in a text: its value, what the last digit is worth, and its unit (kr, % or none)."""

    value: Fraction
    step: Fraction
    unit: str

    def is_(self, value: Fraction | int) -> bool:
        """Whether it is the value, half up at the precision it is written with."""
        scaled = Fraction(value) / self.step
        return half_up(scaled, 0) == self.value / self.step


def whole(text: str) -> int:
    """A whole number as written: ``2 545`` → 2545."""
    return int(text.replace(SPACE, "").replace("−", "-").replace("+", ""))


def first_number(text: str) -> Said | None:
    """The first number of a text, with its unit; None where it has none."""
    found = WITH_UNIT.search(text)
    if not found:
        return None
    digits = found["number"].replace(SPACE, "").replace("−", "-").replace("+", "")
    decimals = len(digits.partition(",")[2])
    unit = found["unit"] or ""
    scale = MILLION if "mill" in unit else 1
    value = Fraction(digits.replace(",", "."))
    return Said(value * scale, Fraction(scale, 10**decimals), UNITS[unit])


def says(text: str, value: Fraction | int | None, unit: str = "") -> bool:
    """Whether a text says the value with its unit; for a missing value, that it says no number."""
    said = first_number(text)
    if said is None or value is None:
        return said is None and value is None
    return said.unit == unit and said.is_(value)


def says_amount(
    text: str, amount: Sum, *, stands_in: bool = False, of_some: bool = False, unit: str = "kr"
) -> bool:
    """Whether a text says a sum of kroner, with its coverage where too few of its rows are known.

    ``stands_in`` is true where it stands for another amount; ``of_some`` where it does so for some years.
    """
    if amount.is_missing:
        return first_number(text) is None
    coverage = COVERAGE.search(text)
    if amount.is_known:
        honest = coverage is None
    else:
        honest = coverage is not None and (whole(coverage["known"]), whole(coverage["rows"])) == (
            amount.known,
            amount.rows,
        )
    mark = STOOD_IN.search(text)
    marked = bool(mark) == stands_in and (not mark or bool(mark["some"]) == of_some)
    return honest and marked and says(text, amount.value, unit)


def years_in_words(years: tuple[int, ...]) -> str:
    """``2022–2023``, or ``2022, 2023 og 2025`` where they do not follow each other."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return in_words(tuple(map(str, years)))


def in_words(parts: tuple[str, ...]) -> str:
    """``a, b og c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"

"""Numbers, amounts and dates as a Norwegian reader writes them; the same in pages, tables and files.

Thousands are parted by a hard space, decimals by a comma, and a negative number carries a real minus
sign. Rounding is half up, as in the printed tables; Python rounds half to even.
"""

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from lib.words.catalogue import N_, _, cached_by_language, locale

Number = int | float | Decimal | Fraction
HARD_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NORWAY = ZoneInfo("Europe/Oslo")
MILLION = 1_000_000
WHOLE_NOK, MILLION_NOK = N_("NOK {amount}"), N_("NOK {amount} million")


def round_half_up(value: Number, decimals: int) -> Decimal:
    """The value rounded as in the printed tables. A float counts as the decimal it prints as."""
    if isinstance(value, Fraction):
        size = floor(abs(value) * 10**decimals + Fraction(1, 2))
        return Decimal(size if value >= 0 else -size).scaleb(-decimals)
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@cached_by_language(maxsize=8192)
def decimal(value: Number, decimals: int = 1) -> str:
    """``1871.25`` → ``1 871,3``."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    rounded = round_half_up(value, decimals) or Decimal(0)  # never minus zero
    # Babel writes the pattern's own ASCII hyphen; a minus sign is wider and read aloud as minus.
    return format_decimal(rounded, format=pattern, locale=locale()).replace("-", MINUS)


def count(value: Number) -> str:
    """``1871`` → ``1 871``."""
    return decimal(value, 0)


def signed(value: Number, decimals: int = 0) -> str:
    """``513`` → ``+513``; zero has no sign."""
    text = decimal(value, decimals)
    return f"+{text}" if round_half_up(value, decimals) > 0 else text


def percent(value: Number, decimals: int = 1, *, with_sign: bool = False) -> str:
    """A value that already is in percent: ``37.78`` → ``37,8 %``."""
    text = signed(value, decimals) if with_sign else decimal(value, decimals)
    return f"{text}{percent_sign()}"


def percent_sign() -> str:
    """The sign behind a number in per cent, with the space that the language has before it."""
    return "%" if locale().startswith("en") else f"{HARD_SPACE}%"


def nok(value: Number) -> str:
    """Whole kroner: ``458416101`` → ``458 416 101 kr``."""
    return _(WHOLE_NOK).format(amount=count(value))


def compact_nok(value: Number) -> str:
    """Kroner for a headline: millions with one decimal from a million up, whole kroner below."""
    if abs(value) < MILLION:
        return nok(value)
    return _(MILLION_NOK).format(amount=decimal(Fraction(str(value)) / MILLION))


def date(value: datetime.date) -> str:
    """``2023-10-20`` → ``20. oktober 2023``."""
    return format_date(value, format="long", locale=locale())


def moment(value: datetime.datetime) -> str:
    """A time as it was in Norway: ``2023-10-20T22:05Z`` → ``21. oktober 2023 kl. 00:05``."""
    there = value.astimezone(NORWAY)
    return _("{date} at {time}").format(date=date(there), time=f"{there:%H:%M}")


def word_list(parts: Iterable[str]) -> str:
    """``a``, ``b``, ``c`` → ``a, b og c``."""
    return format_list(list(parts), locale=locale())


def year_range(years: Iterable[int]) -> str:
    """``[2022, 2023]`` → ``2022–2023``; years that do not follow each other are listed."""
    ordered = sorted(set(years))
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}–{ordered[-1]}"
    return word_list(str(year) for year in ordered)


def lower_first(text: str) -> str:
    """The text for the middle of a sentence: ``Unike leger`` → ``unike leger``; ``ALIS-avtale`` is kept."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]

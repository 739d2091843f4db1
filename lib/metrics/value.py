"""The value: known, partly known, an amount in place of another, or missing with a reason.

A value is never a bare None, and zero never stands for nothing. A known value is a plain ``int`` or an exact
``Fraction``, so that rounding happens once, where the value becomes text (``lib.figures.values``).
"""

from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from lib.words import N_, _, count, year_range

Number = int | float | Fraction


class Reason(Enum):
    """The reasons that a value is missing, each the message id of the text shown in its place."""

    NOT_DECIDED = N_("not decided")
    NOT_PAID = N_("not paid yet")
    NOT_PUBLISHED = N_("not published")
    NO_BUDGET = N_("no budget")
    NATIONAL_ONLY = N_("only for the whole scheme")
    NO_POPULATION = N_("inhabitants not known")
    NO_MONTHS = N_("grant period not known")
    YEAR_ABSENT = N_("not in the extract")
    FILTERED_AWAY = N_("filtered away")
    DID_NOT_EXIST = N_("did not exist")
    NO_BASE = N_("no base")
    PARTLY_KNOWN = N_("only partly known")
    OTHER_AMOUNT = N_("another amount in one of the years")
    EARLIER_SCHEME = N_("of an earlier scheme")
    NOT_COMPUTED = N_("cannot be computed from the extract")


@dataclass(frozen=True)
class Missing:
    """A value that is not there. ``years`` are those that lack it, where only some of those chosen do."""

    reason: Reason
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return False

    @property
    def text(self) -> str:
        """The reason in the reader's words, with the years it is about."""
        said = _(self.reason.value)
        return f"{said} ({year_range(self.years)})" if self.years else said


NOT_DECIDED = Missing(Reason.NOT_DECIDED)
NOT_PUBLISHED = Missing(Reason.NOT_PUBLISHED)
NO_BASE = Missing(Reason.NO_BASE)


@dataclass(frozen=True)
class Partial:
    """A sum that is known for ``known_rows`` of ``of_rows`` grants, too few to pass for the whole.

    ``reason`` is why the other rows are not known. It is drawn, and said with its coverage; it takes no part
    in a ratio, a comparison, a rank or a total.
    """

    value: Number
    known_rows: int
    of_rows: int
    reason: Reason

    @property
    def coverage(self) -> str:
        """``60 of 2 545 decided``: the coverage of the sum in the reader's words."""
        form = _("{known} of {all} paid") if self.reason is Reason.NOT_PAID else _("{known} of {all} decided")
        return form.format(known=count(self.known_rows), all=count(self.of_rows))


@dataclass(frozen=True)
class StandIn:
    """An amount that stands in for another: granted where the amount applied for is not published.

    ``years`` are those of the stand-in; ``is_part`` is true where the sum has other years too. It is ranked
    and drawn among its peers, and always said as what it is; it is not compared with years that have the
    amount itself.
    """

    value: Number
    years: tuple[int, ...]
    is_part: bool = False

    @property
    def mark(self) -> str:
        """The text shown beside the number."""
        form = _("for {years}: granted") if self.is_part else _("granted in {years}")
        return form.format(years=year_range(self.years))


class Points(Fraction):
    """A difference of two per cents, which is in percentage points and never written as a per cent."""


Value = Number | Missing | Partial | StandIn


def number(value: object) -> Number | None:
    """The number of a value that may be ranked and summed; None for one that is missing or partly known."""
    if isinstance(value, StandIn):
        return value.value
    return None if value is None or isinstance(value, Missing | Partial | str) else value


def drawn_number(value: object) -> int | float | None:
    """The number that charts and files show for a value, partly known or not; None for a missing one."""
    found = value.value if isinstance(value, Partial) else number(value)
    return float(found) if isinstance(found, Fraction) else found


def is_known(value: object) -> bool:
    """Whether a value is wholly known, and is the amount that it is called."""
    return number(value) is not None and not isinstance(value, StandIn)


def is_missing(value: object) -> bool:
    """Whether there is nothing to show for a value."""
    return value is None or isinstance(value, Missing)


def _weakest(*parts: Value) -> Missing | None:
    """The reason that a result of these values is missing; None if all of them are wholly known."""
    missing = [part for part in parts if isinstance(part, Missing)]
    if missing:
        return missing[0]
    return Missing(Reason.PARTLY_KNOWN) if any(isinstance(part, Partial) for part in parts) else None


def ratio(over: Value, under: Value, scale: int = 1) -> Value:
    """``over / under × scale``, as weak as the weaker part; without a base where ``under`` is zero."""
    weak = _weakest(over, under)
    if weak is not None:
        return weak
    if not number(under):
        return NO_BASE
    found = Fraction(number(over)) * scale / Fraction(number(under))
    stand_ins = [part for part in (over, under) if isinstance(part, StandIn)]
    return replace(stand_ins[0], value=found) if stand_ins else found


def difference(now: Value, before: Value) -> Value:
    """``now − before``, where both are wholly known amounts of the same kind."""
    weak = _weakest(now, before)
    if weak is not None:
        return weak
    if isinstance(now, StandIn) != isinstance(before, StandIn):
        return Missing(Reason.OTHER_AMOUNT)
    return number(now) - number(before)


def change_pct(now: Value, before: Value) -> Value:
    """Growth in per cent with the year before as its base."""
    changed = difference(now, before)
    return changed if isinstance(changed, Missing) else ratio(changed, number(before), 100)

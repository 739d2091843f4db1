"""Superlatives, ranks, shares and lists of names for sentences; all sentences use these.

Members are compared as a reader sees them: two values that are written alike are equal, and share a place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.figures.figure import CellValue, Counted, Figure, Kind, Topic
from lib.figures.values import format_short, round_short, within
from lib.metrics.value import Number, is_missing, number, ratio
from lib.words import N_, _, count, lower_first, ngettext, percent, word_list

_NAMED = 3  # more equals than this are counted, not named
# Grouping → a member of it as it stands in a sentence, where its name alone would not say what it is.
_IN_WORDS = {
    "centrality": N_("centrality {name}"),
    "size_class": N_("municipalities with {name} inhabitants"),
}

# The parts of a whole that a class has, as they are told; those of the rows by what the rows are.
_SHARES = {
    "population": N_("{share} of the inhabitants"),
    "applied_nok": N_("{share} of the amount applied for"),
}
_SHARES_OF_ROWS: dict[Counted, str] = {
    "grants": N_("{share} of the grants"),
    "applications": N_("{share} of the applications"),
    "both": N_("{share} of the grants and applications"),
}


@dataclass(frozen=True)
class Member:
    """A member of a comparison: its name and its value, as in the figure's table."""

    name: str
    value: CellValue
    kind: Kind

    @property
    def shown(self) -> Number | None:
        """The number as a reader sees it; None where the value takes no part in a comparison."""
        found = number(self.value)
        return None if found is None else round_short(found, self.kind)

    @property
    def text(self) -> str:
        """The value at a mark, with its unit."""
        return format_short(self.value, self.kind)

    @property
    def inside(self) -> str:
        """The same as it stands within brackets."""
        return within(self.text, self.value)


def in_words(by: str, name: str) -> str:
    """The name of a member as it stands in a sentence: ``sentralitet 6``."""
    if by == "size_class" and name == _("unknown"):
        return _("municipalities of unknown size")
    return _(_IN_WORDS[by]).format(name=lower_first(name)) if by in _IN_WORDS else name


def share_words(topic: Topic, metric: str) -> str:
    """A form for a share of a metric: ``{share} av søkt beløp``."""
    return _(_SHARES_OF_ROWS[topic.counts()] if metric == "grants" else _SHARES[metric])


def members_of(figure: Figure, *, but: tuple[str, ...] = ()) -> list[Member]:
    """The rows of a figure's table with the value that is asked about, each under its name in a sentence.

    Left out are those the selection has nothing of, and those named in ``but``.
    """
    table, topic = figure.table, figure.topic
    name, kind = table.columns[0].key, table.column(topic.column).kind
    return [
        Member(in_words(topic.by, str(row[name])), row[topic.column], kind)
        for row in table.body
        if row[name] not in (*topic.absent, *but)
    ]


@dataclass(frozen=True)
class Extremes:
    """The members with most and with least; equals are all included, in the order of the table.

    ``left_out`` have no value that can be compared. ``most`` and ``least`` are the same where all are equal,
    and empty where none can be compared.
    """

    most: tuple[Member, ...]
    least: tuple[Member, ...]
    compared: int
    left_out: tuple[Member, ...]

    @property
    def all_equal(self) -> bool:
        """True where every member that can be compared has the same value."""
        return self.most == self.least


def extremes(members: Iterable[Member]) -> Extremes:
    """The members with most and with least of what they are compared by."""
    members = tuple(members)
    known = [member for member in members if member.shown is not None]
    values = [member.shown for member in known]
    most, least = (max(values), min(values)) if values else (None, None)
    return Extremes(
        most=tuple(member for member in known if member.shown == most),
        least=tuple(member for member in known if member.shown == least),
        compared=len(known),
        left_out=tuple(member for member in members if member.shown is None),
    )


@dataclass(frozen=True)
class Rank:
    """A rank from the top, 1 the highest: ``shared_by`` so many members, ``of`` so many compared."""

    rank: int
    shared_by: int
    of: int


def ranks(members: Sequence[Member]) -> tuple[Rank | None, ...]:
    """The rank of every member; None for one whose value cannot be compared. Equals share a rank."""
    values = [member.shown for member in members]
    known = [value for value in values if value is not None]
    return tuple(
        None
        if value is None
        else Rank(1 + sum(other > value for other in known), known.count(value), len(known))
        for value in values
    )


def ranked(members: Iterable[Member]) -> list[Member]:
    """The members that can be compared, the highest first; equals keep the order of the table."""
    known = [member for member in members if member.shown is not None]
    return sorted(known, key=lambda member: -member.shown)


def names_of(members: Sequence[Member]) -> str:
    """``Agder``, ``Agder og Oslo`` or ``fem andre``-like counts: equals are all named, or counted."""
    if len(members) <= _NAMED:
        return word_list(member.name for member in members)
    rest = len(members) - _NAMED + 1
    others = ngettext("{n} other", "{n} others", rest).format(n=count(rest))
    return word_list([*(member.name for member in members[: _NAMED - 1]), others])


def part_of_whole(part: CellValue, whole: CellValue, *, with_whole: bool = True) -> str:
    """``473 of 2 235 (21,2 %)``; the part alone where the share cannot be known."""
    share = ratio(part, whole, 100)
    text = format_short(part, "count")
    if is_missing(share):
        return text
    if not with_whole:
        return f"{text} ({percent(number(share))})"
    return _("{part} of {whole} ({share})").format(
        part=text, whole=format_short(whole, "count"), share=percent(number(share))
    )


def clauses(*parts: str) -> str:
    """Join clauses or sentences, leaving out empty ones."""
    return " ".join(part for part in parts if part)

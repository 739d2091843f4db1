"""How one place is doing, in sentences made from its key figures and from its place among those like it."""

from collections.abc import Callable
from fractions import Fraction
from statistics import median

from lib.figures.comparisons import Member, Rank, ranks
from lib.figures.figure import Counted, Figure, Question, Table
from lib.figures.values import format_short, round_short
from lib.metrics.value import is_missing, number
from lib.words import N_, _, count, ngettext, year_range

BEFORE = "_before"  # after a count, the key of that of the year before
_HAD: dict[Counted, str] = {
    "grants": N_("{place} had {doctors}{kinds} in {years}."),
    "applications": N_("In {place}, {doctors}{kinds} have applied for {years} so far."),
    "both": N_("{place} has {doctors}{kinds} with a grant or an application in {years}."),
}


def how_the_place_is_doing(figure: Figure) -> str:
    """``Bodø hadde 25 leger i 2023, mot 11 i 2022.``; of a year that is not decided, how many applied."""
    topic, own = figure.topic, figure.table.body[0]
    doctors, before = own["doctors"], own["doctors" + BEFORE]
    years = year_range(topic.asked)
    if is_missing(doctors):
        return _("In {years}: {reason}.").format(reason=doctors.text, years=years)
    said = {
        "place": own["place"],
        "doctors": ngettext("{n} doctor", "{n} doctors", doctors).format(n=count(doctors))
        if doctors
        else _("no doctors"),
        "kinds": f" ({topic.types})" if topic.types else "",
        "years": years,
    }
    if is_missing(before) or topic.undecided:
        return _(_HAD[topic.counts()]).format(**said)
    form = _("{place} had {doctors}{kinds} in {years}, against {before} in {year}.")
    if not doctors and not before:
        form = _("{place} had {doctors}{kinds} in {years}, nor in {year}.")
    return form.format(**said, before=count(before) if before else _("none"), year=topic.asked[-1] - 1)


def where_the_place_stands(figure: Figure) -> str:
    """``Nummer 5 av 52 kommuner i sentralitet 3, målt per innbygger.``; who shares a rank that most share."""
    rank, own = own_rank(figure)
    if rank is None:
        return ""
    others, group = rank.shared_by - 1, figure.topic.group
    if others * 2 > rank.of:
        form = _("The same value as {others} others of {all} {group}.")
        if not own.shown:
            form = _("No doctors, as {others} others of {all} {group}.")
        return form.format(others=count(others), all=count(rank.of), group=group)
    form = _("Number {rank} of {all} {group}, measured per inhabitant.")
    if others:
        form = _("Shared place {rank} of {all} {group}, measured per inhabitant.")
    return form.format(rank=count(rank.rank), all=count(rank.of), group=group)


def own_rank(figure: Figure) -> tuple[Rank | None, Member]:
    """The rank of the place that the figure is about, and the place with its value."""
    members = [member for _name, member in _peers(figure)]
    rank_of = dict(zip(members, ranks(members), strict=True))
    own = next(member for name, member in _peers(figure) if name == figure.topic.own)
    return rank_of[own], own


def middle_of(table: Table, key: str) -> str:
    """The middle of a column's values, as it is written; empty where none is known."""
    kind = table.column(key).kind
    known = [round_short(value, kind) for row in table.body if (value := number(row[key])) is not None]
    return format_short(median(map(Fraction, known)), kind) if known else ""


def _peers(figure: Figure) -> list[tuple[str, Member]]:
    name, column = figure.table.columns[0].key, figure.table.column(figure.topic.column)
    return [
        (str(row[name]), Member(str(row[name]), row[column.key], column.kind)) for row in figure.table.body
    ]


def _finding(figure: Figure) -> str:
    """``Bodø er nummer 5 av 52 kommuner i sentralitet 3: 46,9, midten er 34,3``; none that rests on few."""
    rank, own = own_rank(figure)
    if rank is None or own.name in figure.topic.few:
        return ""
    form = _("{place} is number {rank} of {all} {group}: {value}, the middle is {middle}")
    if rank.shared_by > 1:
        form = _("{place} shares place {rank} of {all} {group}: {value}, the middle is {middle}")
    return form.format(
        place=own.name,
        rank=count(rank.rank),
        all=count(rank.of),
        group=figure.topic.group,
        value=own.text,
        middle=middle_of(figure.table, figure.topic.column),
    )


HEADLINES: dict[Question, Callable[[Figure], str]] = {"peers": _finding}

"""Parts that headlines share: members that rest on enough grants, the whole, names and counts in words."""

from typing import Literal

from lib.figures.comparisons import Member, extremes, in_words, members_of
from lib.figures.figure import CellValue, Counted, Figure, Topic
from lib.figures.growth_answers import grants_or_applications
from lib.figures.values import format_short
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known, is_missing, number, ratio
from lib.words import N_, _, count, ngettext, percent

# Those whose values rest on enough, by what the rows are.
_ENOUGH: dict[Counted, str] = {
    "grants": N_("{said} – of {what} with at least {n} grants"),
    "applications": N_("{said} – of {what} with at least {n} applications"),
    "both": N_("{said} – of {what} with at least {n} grants or applications"),
}


OF_ALL = "{said}"  # the form for what is said of all members


def solid(figure: Figure, end: Literal["most", "least"]) -> tuple[list[Member], str]:
    """A figure's members, and a form for what is said of them: ``{said} – av fylker med minst 10 tilskudd``.

    They are those alone that rest on enough grants where others are at the end; none where more have a value
    that rests on few, since the drawing beside would say another thing. A member without a base for its
    change in per cent may have the largest, and is taken to be at the end.
    """
    every, enough = members_of(figure), members_of(figure, but=figure.topic.few)
    found = extremes(every)
    at_the_end = {member.name for member in getattr(found, end)}
    without_base = figure.topic.compared and in_per_cent(figure) and found.left_out
    names = {member.name for member in enough}
    if at_the_end <= names and not without_base:
        return every, OF_ALL
    if len(enough) < sum(bool(member.shown) and member.name not in names for member in every):
        return [], OF_ALL
    return enough, _of_those_with_enough(figure)


def _of_those_with_enough(figure: Figure) -> str:
    topic = figure.topic
    what, n = DIMENSIONS[topic.by].counted, count(headline_from_grants())
    if not topic.compared:
        return _(_ENOUGH[topic.counts()]).format(said="{said}", what=what, n=n)
    first, last = topic.compared
    form = _("{said} – of {what} with at least {n} grants in {first} or {last}")
    if topic.few_of == "doctors":
        form = _("{said} – of {what} with at least {n} doctors in {first} or {last}")
    if in_per_cent(figure):
        form = _("{said} – of {what} with at least {n} grants in {first}")
    return form.format(said="{said}", what=what, n=n, first=first, last=last)


def is_unsure(figure: Figure) -> bool:
    """Whether a value is partly known or is another amount; of what is counted or summed, also if missing."""
    values = [member.value for member in members_of(figure)]
    if METRICS[figure.topic.metric].is_ratio:
        values = [value for value in values if not is_missing(value)]
    return not all(map(is_known, values))


def in_per_cent(figure: Figure) -> bool:
    """Whether the value that answers is a per cent."""
    return figure.table.column(figure.topic.column).kind == "percent"


def whole_of(figure: Figure) -> CellValue:
    """The whole of the value that answers; None where the table has none."""
    return (figure.table.whole or {}).get(figure.topic.column)


def raw_name(figure: Figure, row: dict[str, CellValue]) -> str:
    """The name of a row as the table has it."""
    return str(row[figure.table.columns[0].key])


def row_name(figure: Figure, row: dict[str, CellValue]) -> str:
    """The name of a row as it stands in a sentence."""
    return in_words(figure.topic.by, raw_name(figure, row))


def counted(topic: Topic, value: CellValue) -> str:
    """``2 235 tilskudd``, ``1 871 leger`` or ``458,4 mill. kr``."""
    if METRICS[topic.metric].kind == "nok":
        return format_short(value, "nok")
    if topic.metric == "grants":
        return grants_or_applications(topic, value)
    return ngettext("{n} doctor", "{n} doctors", value).format(n=count(value))


def share_in_brackets(part: CellValue, whole: CellValue) -> str:
    """A part in per cent of its whole, after a space; empty where there is no base."""
    found = number(ratio(part, whole, 100))
    return "" if found is None else f" ({percent(found)})"


def is_enough(*counts: CellValue) -> bool:
    """Whether one of the counts that a headline rests on is high enough."""
    return any((number(each) or 0) >= headline_from_grants() for each in counts)

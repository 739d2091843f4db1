"""The findings of maps, rankings and class charts: which has most, what the first have, which has none."""

from collections.abc import Callable, Sequence

from lib.figures.comparisons import Member, extremes, members_of, names_of, ranked
from lib.figures.figure import Figure, Question
from lib.figures.headline_parts import OF_ALL, counted, is_unsure, share_in_brackets, solid, whole_of
from lib.figures.values import format_short
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known, number
from lib.words import _, count, lower_first, ngettext, word_list

_TOGETHER = 3  # so many of a ranking are told of together


def where_most(figure: Figure) -> str:
    """``Viken har flest: 473 av 2 235 tilskudd (21,2 %)``."""
    members, limited = solid(figure, "most")
    found = extremes(members)
    if found.compared < 2 or is_unsure(figure) or not found.most[0].shown:
        return ""
    if found.all_equal:
        said = _the_same(figure, found.most)
    elif METRICS[figure.topic.metric].is_ratio:
        said = _highest_rate(figure, found.most)
    else:
        said = _most(figure, found.most)
    return limited.format(said=said)


def _the_same(figure: Figure, members: Sequence[Member]) -> str:
    metric = METRICS[figure.topic.metric]
    value = counted(figure.topic, members[0].value)
    if metric.is_ratio:
        value = f"{lower_first(metric.label)} {members[0].text}"
    return _("the same in all {n} {what} ({value})").format(
        n=count(len(members)), what=DIMENSIONS[figure.topic.by].counted, value=value
    )


def _highest_rate(figure: Figure, most: Sequence[Member]) -> str:
    topic, metric, whole = figure.topic, METRICS[figure.topic.metric], whole_of(figure)
    many = len(most)
    form = ngettext("{name} has the most {metric}: {value}", "{name} have the most {metric}: {value}", many)
    if metric.kind == "nok":
        form = ngettext(
            "{name} has the highest {metric}: {value}", "{name} have the highest {metric}: {value}", many
        )
    said = form.format(name=names_of(most), metric=lower_first(metric.label), value=most[0].text)
    if not is_known(whole):
        return said
    form = _("{said}, against {whole} in the whole country")
    if topic.place or topic.filters:
        form = _("{said}, against {whole} in the whole selection")
    return form.format(said=said, whole=format_short(whole, metric.kind))


def _most(figure: Figure, most: Sequence[Member]) -> str:
    metric, value, whole = METRICS[figure.topic.metric], most[0], whole_of(figure)
    if len(most) > 1 or not is_known(whole):
        form = _("{name} have the most: {value} each") if len(most) > 1 else _("{name} has the most: {value}")
        if metric.kind == "nok":
            form = _("{name} has the highest amount: {value}")
        if metric.kind == "nok" and len(most) > 1:
            form = _("{name} have the highest amount: {value} each")
        return form.format(name=names_of(most), value=counted(figure.topic, value.value))
    form = _("{name} has the most: {part} of {whole}")
    if metric.kind == "nok":
        form = _("{name} has the most: {part} of {whole} applied for")
    said = form.format(name=value.name, part=value.text, whole=counted(figure.topic, whole))
    return said + share_in_brackets(value.value, whole) if metric.additive else said


def ranking(figure: Figure) -> str:
    """How many have none; what the first have together; else the other end of the ranking."""
    found, metric = extremes(members_of(figure)), METRICS[figure.topic.metric]
    if found.compared < 2 or found.all_equal or is_unsure(figure):
        return ""
    if not metric.is_ratio and not found.least[0].shown and len(found.least) > 1:
        return _none(figure, len(found.least), found.compared)
    return _together(figure) or _fewest(figure)


def _none(figure: Figure, without: int, of: int) -> str:
    if (number((figure.table.whole or {}).get("grants")) or 0) < headline_from_grants():
        return ""
    form = _("{n} of {all} {what} have none")
    if METRICS[figure.topic.metric].kind == "nok":
        form = _("{n} of {all} {what} have no amount applied for")
    return form.format(n=count(without), all=count(of), what=DIMENSIONS[figure.topic.by].counted)


def _together(figure: Figure) -> str:
    """What the first three have; nothing where the third is no more than the fourth, or one has few."""
    metric, whole = METRICS[figure.topic.metric], whole_of(figure)
    order = ranked(members_of(figure))
    if not metric.additive or len(order) < _TOGETHER + 2 or not is_known(whole):
        return ""
    first, next_one = order[:_TOGETHER], order[_TOGETHER]
    enough = {member.name for member in members_of(figure, but=figure.topic.few)}
    if first[-1].shown == next_one.shown or not {member.name for member in first} <= enough:
        return ""
    part = sum(number(member.value) for member in first)
    form = _("{names} have {part} of {whole} together")
    if metric.kind == "nok":
        form = _("{names} have {part} of {whole} applied for together")
    said = form.format(
        names=word_list(member.name for member in first),
        part=format_short(part, metric.kind),
        whole=counted(figure.topic, whole),
    )
    return said + share_in_brackets(part, whole)


def _fewest(figure: Figure) -> str:
    metric = METRICS[figure.topic.metric]
    members, limited = solid(figure, "least")
    found = extremes(members)
    if found.compared < 2 or found.all_equal:
        return ""
    if limited != OF_ALL and not metric.is_ratio:  # those with few are left out because they have few
        return ""
    many = len(found.least)
    form = ngettext(
        "{name} has the fewest {metric}: {value}", "{name} have the fewest {metric}: {value}", many
    )
    if metric.kind == "nok":
        form = ngettext(
            "{name} has the lowest {metric}: {value}", "{name} have the lowest {metric}: {value}", many
        )
    name, value = names_of(found.least), found.least[0].text
    return limited.format(said=form.format(name=name, metric=lower_first(metric.label), value=value))


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "places": where_most,
    "ranked places": ranking,
    "classes": where_most,
}

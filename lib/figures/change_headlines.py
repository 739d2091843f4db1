"""The findings of what changes by place or class: which grows most, and the other end.

A year that is not decided has applications, of which some will be turned down: no change from or to it is
made a headline.
"""

from collections.abc import Callable

from lib.figures.comparisons import Extremes, Member, extremes, names_of
from lib.figures.figure import CellValue, Figure, Question, Topic
from lib.figures.headline_parts import OF_ALL, in_per_cent, row_name, solid
from lib.figures.values import format_change
from lib.metrics.class_limits import alike_points
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.words import N_, _, count, lower_first, ngettext, percent

_BOTH = ("before", "last_year", "now", "this_year")  # the keys of the two years, in order


def where_it_changed(figure: Figure) -> str:
    """``Nordland vokser mest: 74,6 % flere tilskudd (67 → 117)``; that all change alike where they do."""
    members, limited = solid(figure, "most")
    found = extremes(members)
    if _is_undecided(figure.topic) or found.compared < 2 or found.all_equal:
        return ""
    if found.most[0].shown <= 0:
        # Of all, the largest fall may rest on few; of those with enough, it cannot.
        return _none_rises(figure, *(solid(figure, "least") if limited == OF_ALL else (members, limited)))
    said = _alike(figure, found)
    if not said and len(found.most) == 1 and METRICS[figure.topic.metric].kind == "count":
        said = _grew_most(figure, found.most[0])
    elif not said:
        form = _("the largest rise is in {name} ({metric} {change})")
        said = form.format(name=names_of(found.most), metric=_metric(figure), change=_change(found.most[0]))
    return limited.format(said=said)


def _alike(figure: Figure, found: Extremes) -> str:
    low, high = found.least[0], found.most[0]
    if not in_per_cent(figure) or found.left_out or high.shown - low.shown > alike_points():
        return ""
    form = _("{metric} change alike everywhere, from {low} to {high}")
    return form.format(metric=_metric(figure), low=_change(low), high=_change(high))


def _none_rises(figure: Figure, members: list[Member], limited: str) -> str:
    found = extremes(members)
    if found.compared < 2 or found.all_equal or found.least[0].shown >= 0:
        return ""
    form = _("none rises; the largest fall is in {name} ({metric} {change})")
    said = form.format(name=names_of(found.least), metric=_metric(figure), change=_change(found.least[0]))
    return limited.format(said=said)


def _grew_most(figure: Figure, most: Member) -> str:
    row = next(row for row in figure.table.body if row_name(figure, row) == most.name)
    before, now = (count(row[key]) for key in _BOTH if key in row)
    more = _more(figure.topic, most.shown)
    form = _("{name} grows by most: {more} ({before} → {now})")
    if in_per_cent(figure):
        form = _("{name} grows most: {pct} more {things} ({before} → {now})")
    things = _(_THINGS[figure.topic.metric])
    pct = percent(most.shown)
    return form.format(name=most.name, more=more, pct=pct, things=things, before=before, now=now)


_THINGS = {"grants": N_("grants"), "doctors": N_("doctors")}


def _more(topic: Topic, change: CellValue) -> str:
    if topic.metric == "grants":
        form = ngettext("{n} more grant", "{n} more grants", change)
    else:
        form = ngettext("{n} more doctor", "{n} more doctors", change)
    return form.format(n=count(change))


def other_end(figure: Figure) -> str:
    """How many fall, and the largest fall; where none does, the least rise."""
    members, limited = solid(figure, "least")
    found = extremes(members)
    if _is_undecided(figure.topic) or found.compared <= 2 or found.all_equal or found.left_out:
        return ""
    falling = sum(member.shown < 0 for member in members)
    form = _("{n} of {all} {what} fall, most {name} ({change})")
    if falling == found.compared:
        form = _("All {all} {what} fall, most {name} ({change})")
    elif found.least[0].shown > 0:
        form = _("All {all} {what} rise, least {name} ({change})")
    elif not falling:
        return ""
    said = form.format(
        n=count(falling),
        all=count(found.compared),
        what=DIMENSIONS[figure.topic.by].counted,
        name=names_of(found.least),
        change=_change(found.least[0]),
    )
    return limited.format(said=said)


def _is_undecided(topic: Topic) -> bool:
    return bool({*topic.compared} & {*topic.undecided})


def _metric(figure: Figure) -> str:
    return lower_first(METRICS[figure.topic.metric].label)


def _change(member: Member) -> str:
    return format_change(member.value, member.kind)


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "change": where_it_changed,
    "ranked changes": other_end,
}

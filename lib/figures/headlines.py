"""The finding of a figure, as a headline: a sentence made from its table, by the question of its topic.

A headline has known numbers only, and rests on no fewer grants than the limits say. A figure that has none
is headed by its label.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from lib.figures import budget_headlines, comparison_headlines, growth_headlines, place_answers
from lib.figures.comparisons import SHARES, Member, extremes, in_words, members_of, names_of, ranked
from lib.figures.figure import CellValue, Figure, Question, Topic
from lib.figures.growth_answers import grants_or_applications
from lib.figures.table_parts import SHARE
from lib.figures.values import format_change, format_short
from lib.metrics.class_limits import alike_points, headline_from_grants
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known, is_missing, number, ratio
from lib.words import _, count, lower_first, ngettext, percent, upper_first, word_list

_TOGETHER = 3  # so many of a ranking are told of together


def headline(figure: Figure) -> str:
    """The finding of a figure; empty where nothing of its table can be one."""
    make = _HEADLINES.get(figure.topic.question)
    if make is None or not figure.table.rows:
        return ""
    return upper_first(make(figure))


def _where_most(figure: Figure) -> str:
    """``Viken har flest: 473 av 2 235 tilskudd (21,2 %)``."""
    members, limited = _solid(figure, "most")
    found = extremes(members)
    if found.compared < 2 or _is_unsure(figure) or not found.most[0].shown:
        return ""
    if found.all_equal:
        form = _("{metric}: the same in all {n} {what} ({value})")
        return form.format(
            metric=METRICS[figure.topic.metric].label,
            n=count(found.compared),
            what=DIMENSIONS[figure.topic.by].counted,
            value=found.most[0].inside,
        )
    return limited + _most(figure, found.most)


def _most(figure: Figure, most: Sequence[Member]) -> str:
    metric, names, value = METRICS[figure.topic.metric], names_of(most), most[0]
    whole = (figure.table.whole or {}).get(figure.topic.column)
    if metric.is_ratio:
        form = _("{name} has the most {metric}: {value}")
        if metric.kind == "nok":
            form = _("{name} has the highest {metric}: {value}")
        said = form.format(name=names, metric=lower_first(metric.label), value=value.text)
        if not is_known(whole):
            return said
        form = _("{said}, against {whole} in the whole country")
        if figure.topic.place or figure.topic.filters:
            form = _("{said}, against {whole} in the whole selection")
        return form.format(said=said, whole=format_short(whole, metric.kind))
    if len(most) > 1 or not is_known(whole):
        form = _("{name} has the most: {value}")
        if metric.kind == "nok":
            form = _("{name} has the highest amount: {value}")
        return form.format(name=names, value=_counted(figure.topic, value.value))
    form = _("{name} has the most: {part} of {whole}")
    if metric.kind == "nok":
        form = _("{name} has the most: {part} of {whole} applied for")
    said = form.format(name=names, part=value.text, whole=_counted(figure.topic, whole))
    return f"{said}{_share(value.value, whole)}" if metric.additive else said


def _ranking(figure: Figure) -> str:
    """What the first have together, where they can be added up; else the other end of the ranking."""
    members, limited = _solid(figure, "least")
    found, metric = extremes(members), METRICS[figure.topic.metric]
    whole = (figure.table.whole or {}).get(figure.topic.column)
    if found.compared < 2 or found.all_equal or _is_unsure(figure):
        return ""
    if not metric.is_ratio and not found.least[0].shown and len(found.least) > 1:
        form = _("{n} of {all} {what} have none")
        return form.format(
            n=count(len(found.least)),
            all=count(found.compared),
            what=DIMENSIONS[figure.topic.by].counted,
        )
    if metric.additive and found.compared > _TOGETHER + 1 and is_known(whole):
        first = ranked(members)[:_TOGETHER]
        part = sum(number(member.value) for member in first)
        form = _("{names} have {part} of {whole} together")
        if metric.kind == "nok":
            form = _("{names} have {part} of {whole} applied for together")
        said = form.format(
            names=word_list(member.name for member in first),
            part=format_short(part, metric.kind),
            whole=_counted(figure.topic, whole),
        )
        return said + _share(part, whole)
    if limited and not metric.is_ratio:  # those with few are left out because they have few
        return ""
    form = _("{name} has the fewest {metric}: {value}")
    if metric.kind == "nok":
        form = _("{name} has the lowest {metric}: {value}")
    least = names_of(found.least)
    label = lower_first(metric.label)
    return limited + form.format(name=least, metric=label, value=found.least[0].text)


def _where_it_changed(figure: Figure) -> str:
    """``Nordland vokser mest: 74,6 % flere tilskudd (67 → 117)``; that all change alike where they do."""
    members, limited = _solid(figure, "most")
    found, in_per_cent = extremes(members), _in_per_cent(figure)
    if found.compared < 2 or found.all_equal:
        return ""
    low, high = found.least[0].shown, found.most[0].shown
    if in_per_cent and high - low <= alike_points():
        form = _("{metric} change alike everywhere: from {low} to {high}")
        return form.format(
            metric=lower_first(METRICS[figure.topic.metric].label),
            low=format_change(low, "percent"),
            high=format_change(high, "percent"),
        )
    if high <= 0:
        form = _("{metric}: none has a rise; the largest fall is in {name} ({change})")
        return limited + form.format(
            metric=lower_first(METRICS[figure.topic.metric].label),
            name=names_of(found.least),
            change=format_change(found.least[0].value, found.least[0].kind),
        )
    if len(found.most) > 1 or METRICS[figure.topic.metric].kind != "count":
        form = _("{metric}: the largest rise is in {name} ({change})")
        return limited + form.format(
            metric=lower_first(METRICS[figure.topic.metric].label),
            name=names_of(found.most),
            change=format_change(found.most[0].value, found.most[0].kind),
        )
    return limited + _grew_most(figure, found.most[0])


def _grew_most(figure: Figure, most: Member) -> str:
    row = next(row for row in figure.table.body if _name(figure, row) == most.name)
    before, now = (row[key] for key in _BOTH if key in row)
    things = _more(figure.topic, most.shown)
    if _in_per_cent(figure):
        form = _("{name} grows most: {pct} more {things} ({before} → {now})")
        pct = percent(most.shown)
        return form.format(name=most.name, pct=pct, things=things, before=count(before), now=count(now))
    form = _("{name} grows most: {n} more {things} ({before} → {now})")
    return form.format(
        name=most.name, n=count(most.shown), things=things, before=count(before), now=count(now)
    )


_BOTH = ("before", "last_year", "now", "this_year")  # the keys of the two years, in order


def _other_end(figure: Figure) -> str:
    """How many fall, and the largest fall; where none does, the least rise."""
    members, limited = _solid(figure, "least")
    found = extremes(members)
    if found.compared <= 2 or found.all_equal:
        return ""
    what = DIMENSIONS[figure.topic.by].counted
    least = found.least[0]
    change = format_change(least.value, least.kind)
    if least.shown > 0:
        form = _("All {n} {what} rise, least {name} ({change})")
        return limited + form.format(
            n=count(found.compared), what=what, name=names_of(found.least), change=change
        )
    falling = sum(member.shown is not None and member.shown < 0 for member in members)
    if not falling:
        return ""
    form = _("{n} of {all} {what} fall, most {name} ({change})")
    if falling == found.compared:
        form = _("All {all} {what} fall, most {name} ({change})")
    return limited + form.format(
        n=count(falling), all=count(found.compared), what=what, name=names_of(found.least), change=change
    )


def _over_years(figure: Figure) -> str:
    """The whole of the first and of the last year shown."""
    topic, whole = figure.topic, figure.table.whole
    first, last = topic.years[0], topic.years[-1]
    values = [(whole or {}).get(f"{topic.metric}_{year}") for year in (first, last)]
    if first == last or not all(map(is_known, values)):
        return ""
    kind = METRICS[topic.metric].kind
    form = _("{metric}: {before} in {first} and {now} in {last}")
    return form.format(
        metric=METRICS[topic.metric].label,
        before=format_short(values[0], kind),
        now=format_short(values[1], kind),
        first=first,
        last=last,
    )


def _shares(figure: Figure) -> str:
    """``Sentralitet 6: 3,8 % av innbyggerne, 5,5 % av tilskuddene og 8,1 % av søkt beløp``."""
    there = [row for row in figure.table.body if _raw_name(figure, row) not in figure.topic.absent]
    if len(there) < 2 or (number(there[-1].get("grants")) or 0) < headline_from_grants():
        return ""
    last = there[-1]
    parts = [
        _(form).format(share=format_short(last[id + SHARE], "percent"))
        for id, form in SHARES.items()
        if is_known(last.get(id + SHARE))
    ]
    return _("{name}: {shares}").format(name=_name(figure, last), shares=word_list(parts))


def _per_agreement(figure: Figure) -> str:
    """What is applied for per agreement in the last class, and in all."""
    id, whole = "alis_applied_per_grant_nok", figure.table.whole or {}
    row = figure.table.body[-1]
    if not (is_known(row[id]) and is_known(whole.get(id))) or row[id] == whole[id]:
        return ""
    if (number(row.get("grants_alis")) or 0) < headline_from_grants():
        return ""
    form = _("{name}: {amount} applied for per ALIS agreement, against {whole} in all")
    return form.format(
        name=_name(figure, row),
        amount=format_short(row[id], "nok"),
        whole=format_short(whole[id], "nok"),
    )


def _without(figure: Figure) -> str:
    """The member with most municipalities without grants."""
    rows = [row for row in figure.table.body if row["without"]]
    if len(figure.table.body) < 2 or not rows:
        return ""
    row = max(rows, key=lambda row: row["without"])
    if sum(other["without"] == row["without"] for other in rows) > 1:
        names = word_list(_name(figure, other) for other in rows if other["without"] == row["without"])
        return _("Most municipalities without grants in {name}: {n} in each").format(
            name=names, n=count(row["without"])
        )
    form = _("Most municipalities without grants in {name}: {n} of {all}")
    if figure.topic.counts() != "grants":
        form = _("Most municipalities without applications in {name}: {n} of {all}")
    return form.format(name=_name(figure, row), n=count(row["without"]), all=count(row["all_municipalities"]))


def _solid(figure: Figure, end: Literal["most", "least"]) -> tuple[list[Member], str]:
    """The members whose values rest on enough grants, and words that say so where others are at the end."""
    every, topic = members_of(figure), figure.topic
    solid = members_of(figure, but=topic.few)
    if {member.name for member in getattr(extremes(every), end)} <= {member.name for member in solid}:
        return every, ""
    form = _("Of {what} with at least {n} grants: ")
    if topic.few_of == "doctors":
        form = _("Of {what} with at least {n} doctors: ")
    return solid, form.format(what=DIMENSIONS[topic.by].counted, n=count(headline_from_grants()))


def _is_unsure(figure: Figure) -> bool:
    """Whether a value is partly known or is another amount; of what is counted or summed, also if missing."""
    values = [member.value for member in members_of(figure)]
    if METRICS[figure.topic.metric].is_ratio:
        values = [value for value in values if not is_missing(value)]
    return not all(map(is_known, values))


def _in_per_cent(figure: Figure) -> bool:
    return figure.table.column(figure.topic.column).kind == "percent"


def _raw_name(figure: Figure, row: dict[str, CellValue]) -> str:
    return str(row[figure.table.columns[0].key])


def _name(figure: Figure, row: dict[str, CellValue]) -> str:
    return in_words(figure.topic.by, _raw_name(figure, row))


def _counted(topic: Topic, value: CellValue) -> str:
    """``2 235 tilskudd``, ``1 871 leger`` or ``458,4 mill. kr``."""
    if METRICS[topic.metric].kind == "nok":
        return format_short(value, "nok")
    if topic.metric == "grants":
        return grants_or_applications(topic, value)
    return ngettext("{n} doctor", "{n} doctors", value).format(n=count(value))


def _more(topic: Topic, change: CellValue) -> str:
    """The things that there are more of: ``tilskudd`` or ``leger``."""
    if topic.metric == "grants":
        return _("grants") if topic.counts(*topic.compared) == "grants" else _("grants and applications")
    return _("doctors")


def _share(part: CellValue, whole: CellValue) -> str:
    found = number(ratio(part, whole, 100))
    return "" if found is None else f" ({percent(found)})"


_HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "places": _where_most,
    "ranked places": _ranking,
    "change": _where_it_changed,
    "ranked changes": _other_end,
    "years": _over_years,
    "classes": _where_most,
    "class table": _per_agreement,
    "shares": _shares,
    "reach": _without,
    **budget_headlines.HEADLINES,
    **comparison_headlines.HEADLINES,
    **growth_headlines.HEADLINES,
    **place_answers.HEADLINES,
}

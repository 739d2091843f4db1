"""The answer to a page's question: sentences made from the table of the figure they stand beside.

A page hands over the figure and nothing else, so that a sentence cannot be about other rows, years, filters
or units than the table. There is an answer in every state.
"""

from collections.abc import Callable
from dataclasses import replace

from lib.figures.budget_answers import behind_the_use, how_it_was_used
from lib.figures.comparison_answers import how_they_compare, how_they_stand
from lib.figures.comparisons import Extremes, Member, extremes, in_words, members_of, names_of, share_words
from lib.figures.figure import CellValue, Figure, Kind, Question, Topic
from lib.figures.growth_answers import (
    every_change_of_type,
    how_it_grew,
    what_happened,
    what_is_behind,
    who_changed_type,
    who_stands_behind,
)
from lib.figures.place_answers import how_the_place_is_doing, where_the_place_stands
from lib.figures.reach_answers import how_many_without, who_lives_there
from lib.figures.table_parts import SHARE
from lib.figures.values import format_change, format_short
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.value import StandIn, is_missing, number
from lib.words import _, count, lower_first, word_list, year_range


def answer(figure: Figure) -> str:
    """The answer that the figure's table gives to the question of its topic, in a line."""
    say = _ANSWERS.get(figure.topic.question)
    return say(figure) if say else ""


def details(figure: Figure) -> str:
    """What stands behind the answer, from the same table; empty where the answer says it all."""
    say = _DETAILS.get(figure.topic.question)
    return say(figure) if say else ""


def _inside(topic: Topic, *, with_place: bool = True) -> str:
    """The places, the filters, and how far the years have come, as they stand in brackets."""
    return ", ".join(filter(None, (topic.place if with_place else "", topic.filters, topic.status)))


def _subject(figure: Figure, *, only: str = "") -> str:
    """``Tilskudd i 2023 (kun veiledning)``: the things counted, the years and the filters.

    ``only`` is the one member there is; a place that is named as the member is not named twice.
    """
    topic = figure.topic
    form = _("{metric} in {years} together") if topic.is_sum else _("{metric} in {years}")
    said = form.format(metric=METRICS[topic.metric].label, years=year_range(topic.years))
    inside = _inside(topic, with_place=topic.place != only)
    return f"{said} ({inside})" if inside else said


def _where_it_goes(figure: Figure) -> str:
    """Answers "where": the members with most and with least, and the number of those with none."""
    found, subject = extremes(members_of(figure)), _subject(figure)
    if not found.compared:
        return _("{subject}: {reason}.").format(subject=subject, reason=_whole_text(figure))
    if found.compared == 1:
        (one,) = found.most
        subject = _subject(figure, only=one.name)
        return _("{subject}: {name} has {value}.").format(subject=subject, name=one.name, value=one.text)
    if found.all_equal:
        form = _("{subject}: the same in all {n} {what} ({value}).")
        return form.format(
            subject=subject,
            n=count(found.compared),
            what=DIMENSIONS[figure.topic.by].counted,
            value=found.most[0].inside,
        )
    most = _("most in {names} ({value})").format(names=names_of(found.most), value=found.most[0].inside)
    is_amount = METRICS[figure.topic.metric].kind == "nok"
    least = _least(found, DIMENSIONS[figure.topic.by].counted, is_amount=is_amount)
    return _("{subject}: {most}, {least}.").format(subject=subject, most=most, least=least)


def _least(found: Extremes, what: str, *, is_amount: bool) -> str:
    if found.least[0].shown:
        return _("least in {names} ({value})").format(
            names=names_of(found.least), value=found.least[0].inside
        )
    if len(found.least) == 1:
        form = _("nothing in {names}") if is_amount else _("none in {names}")
        return form.format(names=names_of(found.least))
    form = _("nothing in {n} of {all} {what}") if is_amount else _("none in {n} of {all} {what}")
    return form.format(n=count(len(found.least)), all=count(found.compared), what=what)


def _whole_text(figure: Figure) -> str:
    """The text of the whole for the value asked about, or the reason that it is missing."""
    whole, column = figure.table.whole, figure.topic.column
    if whole is None:
        return _("there is nothing to show for this selection")
    return format_short(whole[column], figure.table.column(column).kind)


def _where_it_changed(figure: Figure) -> str:
    """Answers "where did it change": the members with the largest changes up and down."""
    found, topic = extremes(members_of(figure)), figure.topic
    if len(topic.compared) < 2:
        return figure.nothing or _("There is nothing to show for this selection.")
    first, last = topic.compared
    subject = _("{metric} from {first} to {last}").format(
        metric=METRICS[topic.metric].label, first=first, last=last
    )
    is_own = found.compared == 1 and topic.place == found.most[0].name
    inside = _inside(topic, with_place=not is_own)
    subject = f"{subject} ({inside})" if inside else subject
    if not found.compared:
        reason = _two_amounts(figure, first, last) or _whole_text(figure)
        return _("{subject}: {reason}.").format(subject=subject, reason=reason)
    if found.compared == 1 or found.all_equal:
        form = _("{subject}: {value} in {names}.")
        return form.format(subject=subject, value=_change_text(found.most[0]), names=names_of(found.most))
    return _("{subject}: {most}, {least}.").format(subject=subject, **_ends(found))


def _two_amounts(figure: Figure, first: int, last: int) -> str:
    """That one of the years has the amount granted where the other has that applied for; else empty."""
    whole = figure.table.whole or {}
    before, now = (isinstance(whole.get(key), StandIn) for key in ("before", "now"))
    if before == now:
        return ""
    granted, applied = (first, last) if before else (last, first)
    form = _("of {granted} the amount is granted, and of {applied} applied for, which cannot be compared")
    return form.format(granted=granted, applied=applied)


def _change_text(member: Member) -> str:
    if member.shown:
        return format_change(member.value, member.kind)
    return _("nearly unchanged") if number(member.value) else _("unchanged")


def _ends(found: Extremes) -> dict[str, str]:
    """The two ends of a change in words that fit their signs, the larger change first."""
    up, down = _("most up in {names} ({value})"), _("most down in {names} ({value})")
    little_up, little_down = _("least up in {names} ({value})"), _("least down in {names} ({value})")
    most, least = found.most[0].shown, found.least[0].shown
    # A change that is written as zero is not none.
    moved = any(number(member.value) for member in (*found.most, *found.least) if not member.shown)
    still = _("nearly unchanged in {names}") if moved else _("unchanged in {names}")
    if most > 0:
        forms = (up, little_up if least > 0 else down if least < 0 else still)
        ends = (found.most, found.least)
    else:
        forms, ends = (down, little_down if most < 0 else still), (found.least, found.most)
    said = [
        form.format(names=names_of(members), value=_change_text(members[0]))
        for form, members in zip(forms, ends, strict=True)
    ]
    return {"most": said[0], "least": said[1]}


def _year_by_year(figure: Figure) -> str:
    """The whole of every year shown, in order; of more than three, of the first and the last."""
    years = figure.topic.years
    return _in_years(figure, years if len(years) <= _YEARS_IN_A_LINE else (years[0], years[-1]))


def _every_year(figure: Figure) -> str:
    """The whole of every year shown, where the answer leaves some out."""
    years = figure.topic.years
    return _in_years(figure, years) if len(years) > _YEARS_IN_A_LINE else ""


_YEARS_IN_A_LINE = 3


def _in_years(figure: Figure, years: tuple[int, ...]) -> str:
    topic, whole = figure.topic, figure.table.whole
    column = figure.table.column(f"{topic.metric}_{years[0]}")
    values = [_of_year(whole[f"{topic.metric}_{year}"], column.kind, year) for year in years]
    metric = METRICS[topic.metric].label
    inside = _inside(topic, with_place=False)
    subject = f"{metric} ({inside})" if inside else metric
    place = topic.place or lower_first(_("The whole country"))
    return _("{subject}, {place}: {values}.").format(subject=subject, place=place, values=word_list(values))


def _of_year(value: CellValue, kind: Kind, year: int) -> str:
    """A value with its year, which the mark of an amount that stands for another has already."""
    text = format_short(value, kind)
    return text if isinstance(value, StandIn) else f"{text} ({year})"


def _how_it_is_shared(figure: Figure) -> str:
    """Answers "how is it shared": the last class's share of each thing; of one class alone, its grants."""
    name = figure.table.columns[0].key
    there = [row for row in figure.table.body if row[name] not in figure.topic.absent]
    known = [row for row in there if not is_missing(row[figure.topic.column])]
    if len(there) == 1 or len(known) == 1:
        return _where_it_goes(replace(figure, topic=replace(figure.topic, column=figure.topic.metric)))
    if not known:
        return _("{subject}: {reason}.").format(subject=_subject(figure), reason=_whole_text(figure))
    table, last = figure.table, known[-1]
    parts = [
        _share_of(figure.topic, column.key.removesuffix(SHARE), last[column.key])
        for column in table.columns
        if column.key.endswith(SHARE) and not is_missing(last[column.key])
    ]
    name = in_words(figure.topic.by, str(last[table.columns[0].key]))
    topic = figure.topic
    chosen = ", ".join(filter(None, (topic.place, topic.filters)))
    of = _(", of the selection ({chosen})").format(chosen=chosen) if chosen else ""
    years = year_range(topic.years) + (f" ({topic.status})" if topic.status else "")
    return _("{name} in {years}{of}: {shares}.").format(
        name=name[:1].upper() + name[1:],
        years=years,
        of=of,
        shares=word_list(parts),
    )


def _share_of(topic: Topic, metric: str, share: CellValue) -> str:
    """``7,9 % av søkt beløp``; last, what a share of another amount is of."""
    if isinstance(share, StandIn):
        return f"{_share_of(topic, metric, share.value)} ({share.mark})"
    return share_words(topic, metric).format(share=format_short(share, "percent"))


_ANSWERS: dict[Question, Callable[[Figure], str]] = {
    "places": _where_it_goes,
    "ranked places": _where_it_goes,
    "change": _where_it_changed,
    "ranked changes": _where_it_changed,
    "years": _year_by_year,
    "classes": _where_it_goes,
    "shares": _how_it_is_shared,
    "budget": how_it_was_used,
    "reach": how_many_without,
    "overview": what_happened,
    "growth": how_it_grew,
    "types": who_changed_type,
    "comparison": how_they_compare,
    "beside": how_they_stand,
    "place": how_the_place_is_doing,
    "peers": where_the_place_stands,
}
_DETAILS: dict[Question, Callable[[Figure], str]] = {
    "budget": behind_the_use,
    "overview": what_is_behind,
    "flow": who_stands_behind,
    "types": every_change_of_type,
    "reach": who_lives_there,
    "years": _every_year,
}

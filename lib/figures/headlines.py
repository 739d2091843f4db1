"""The finding of a figure, as a headline: a sentence made from its table, by the question of its topic.

A headline has known numbers only, and rests on no fewer grants than the limits say. A figure that has none
is headed by its label.
"""

from collections.abc import Callable

from lib.figures import (
    budget_headlines,
    change_headlines,
    comparison_headlines,
    growth_headlines,
    place_answers,
    place_headlines,
    reach_headlines,
)
from lib.figures.comparisons import Member, names_of, share_words
from lib.figures.figure import Counted, Figure, Question
from lib.figures.headline_parts import is_enough, raw_name, row_name
from lib.figures.table_parts import SHARE
from lib.figures.values import format_short
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known
from lib.words import N_, _, count, upper_first, word_list


def headline(figure: Figure) -> str:
    """The finding of a figure; empty where nothing of its table can be one."""
    make = _HEADLINES.get(figure.topic.question)
    if make is None or not figure.table.rows:
        return ""
    return upper_first(make(figure))


def _over_years(figure: Figure) -> str:
    """The whole of the first and of the last year shown, of those that are decided."""
    topic, whole = figure.topic, figure.table.whole or {}
    years = [year for year in topic.years if year not in topic.undecided and str(year) not in topic.few]
    if len(years) < 2:
        return ""
    first, last = years[0], years[-1]
    before, now = (whole.get(f"{topic.metric}_{year}") for year in (first, last))
    if not (is_known(before) and is_known(now)):
        return ""
    metric = METRICS[topic.metric]
    return _("{metric}: {before} in {first} and {now} in {last}").format(
        metric=metric.label,
        before=format_short(before, metric.kind),
        now=format_short(now, metric.kind),
        first=first,
        last=last,
    )


def _shares(figure: Figure) -> str:
    """``Sentralitet 6: 3,8 % av innbyggerne, 5,5 % av tilskuddene og 8,1 % av søkt beløp``."""
    absent, column = figure.topic.absent, figure.topic.column
    there = [
        row for row in figure.table.body if raw_name(figure, row) not in absent and is_known(row[column])
    ]
    if len(there) < 2 or not is_enough(there[-1].get("grants")):
        return ""
    last = there[-1]
    known = [
        (column.key.removesuffix(SHARE), last[column.key])
        for column in figure.table.columns
        if column.key.endswith(SHARE) and is_known(last[column.key])
    ]
    parts = [
        share_words(figure.topic, id).format(share=format_short(share, "percent")) for id, share in known
    ]
    return _("{name}: {shares}").format(name=row_name(figure, last), shares=word_list(parts))


def _per_agreement(figure: Figure) -> str:
    """What is applied for per agreement in the last class, and in all."""
    id, whole, row = "alis_applied_per_grant_nok", figure.table.whole or {}, figure.table.body[-1]
    if not (is_known(row[id]) and is_known(whole.get(id))) or row[id] == whole[id]:
        return ""
    if not is_enough(row.get("grants_alis")):
        return ""
    form = _("{name}: {amount} applied for per ALIS agreement, against {whole} in all")
    return form.format(
        name=row_name(figure, row),
        amount=format_short(row[id], "nok"),
        whole=format_short(whole[id], "nok"),
    )


_WITHOUT: dict[Counted, tuple[str, str]] = {
    "grants": (
        N_("Most municipalities without grants in {name}: {n} of {all}"),
        N_("Most municipalities without grants in {name}: {n} in each"),
    ),
    "applications": (
        N_("Most municipalities without applications in {name}: {n} of {all}"),
        N_("Most municipalities without applications in {name}: {n} in each"),
    ),
    "both": (
        N_("Most municipalities without grants or applications in {name}: {n} of {all}"),
        N_("Most municipalities without grants or applications in {name}: {n} in each"),
    ),
}


def _without(figure: Figure) -> str:
    """Where most municipalities are without grants; equals together, and nothing where all are equal."""
    rows = figure.table.body
    most = max((row["without"] for row in rows), default=0)
    there = [row for row in rows if row["without"] == most]
    if not most or len(there) == len(rows):
        return ""
    alone, each = _WITHOUT[figure.topic.counts()]
    names = [Member(row_name(figure, row), most, "count") for row in there]
    form = _(alone) if len(there) == 1 else _(each)
    return form.format(name=names_of(names), n=count(most), all=count(there[0]["all_municipalities"]))


_HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "years": _over_years,
    "class table": _per_agreement,
    "shares": _shares,
    "reach": _without,
    **place_headlines.HEADLINES,
    **change_headlines.HEADLINES,
    **budget_headlines.HEADLINES,
    **comparison_headlines.HEADLINES,
    **growth_headlines.HEADLINES,
    **place_answers.HEADLINES,
    **reach_headlines.HEADLINES,
}

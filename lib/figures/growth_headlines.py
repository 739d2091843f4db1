"""The findings of the figures about growth: how many more, who came and who left."""

from collections.abc import Callable

from lib.figures.figure import CellValue, Figure, Question
from lib.figures.growth_answers import change_words, counted_words
from lib.figures.values import format_short, format_with_label
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.registry import METRICS
from lib.metrics.value import Missing, difference, is_known, number
from lib.words import N_, _, count, lower_first, ngettext, word_list


def _what_happened(figure: Figure) -> str:
    """``513 flere leger, og 96,5 % av budsjettet er utbetalt``."""
    topic, now = figure.topic, figure.table.body[-1]
    if not is_known(now["doctors"]) or not now["doctors"] or topic.undecided:
        return ""
    said = counted_words("doctors", now["doctors"])
    if number(now["net"]):
        more = ngettext("{n} more doctor", "{n} more doctors", abs(now["net"]))
        fewer = ngettext("{n} fewer doctor", "{n} fewer doctors", abs(now["net"]))
        said = (more if now["net"] > 0 else fewer).format(n=count(abs(now["net"])))
    if not is_known(now["paid_utilisation_pct"]):
        form = _("{doctors}, and {amount} applied for")
        amount = now["applied_nok"]
        return form.format(doctors=said, amount=format_short(amount, "nok")) if is_known(amount) else said
    form = _("{doctors}, and {share} of the budget is paid")
    return form.format(doctors=said, share=format_short(now["paid_utilisation_pct"], "percent"))


def _counts(figure: Figure) -> str:
    """``2 142 ALIS-avtaler i 2023, mot 71 i 2020``: the last year that is decided, and the first known."""
    undecided = {str(year) for year in figure.topic.undecided}
    known = [
        row for row in figure.table.body if is_known(row["grants_alis"]) and row["year"] not in undecided
    ]
    if len(known) < 2 or not known[0]["grants_alis"]:
        return ""
    first, last = known[0], known[-1]
    form = _("{n} ALIS agreements in {year}, against {before} in {first}")
    return form.format(
        n=count(last["grants_alis"]),
        year=last["year"],
        first=first["year"],
        before=count(first["grants_alis"]),
    )


def _growth(figure: Figure) -> str:
    """``1 871 unike leger i 2023, 513 flere enn i 2022 (+37,8 %)``."""
    topic, year = figure.topic, figure.topic.asked[-1]
    rows = {row["year"]: row for row in figure.table.body}
    row, before = rows.get(str(year)), rows.get(str(year - 1))
    if row is None or not is_known(row[topic.metric]):
        return ""
    change = ""
    if before is not None and is_known(row["change"]):
        same_places = difference(row[topic.metric], before[topic.metric]) != row["change"]
        change = change_words(year, row["change"], row["change_pct"], same_places=same_places)
    form = _("{counted} in {year}{change}")
    return form.format(counted=counted_words(topic.metric, row[topic.metric]), year=year, change=change)


def _flow(figure: Figure) -> str:
    """``721 kom til, 208 ble ikke videreført``; the parts of each side are told together."""
    topic, year = figure.topic, figure.topic.asked[-1]
    row = next((row for row in figure.table.body if row["name"] == str(year)), None)
    if row is None:
        return ""
    came, gone = (sum(_part(row, part) for part in side) for side in _SIDES)
    forms = _FLOWS[topic.metric]
    if not (came or gone):
        return ""
    form = forms[bool(_part(row, "moved_on"))]
    if year in topic.undecided:
        form = N_("{came} came, {gone} are not there so far")
    said = _(form).format(came=count(came), gone=count(gone))
    before, now = row["last_year"], row["this_year"]
    if before - gone + came != now:
        return said
    form = _("{said}: {before} − {gone} + {came} = {now}")
    return form.format(said=said, before=count(before), gone=count(gone), came=count(came), now=count(now))


# Metric → how it is told, without and with some who moved on within the scheme.
_FLOWS = {
    "doctors": (N_("{came} came, {gone} were not continued"), N_("{came} came, {gone} went out")),
    "municipalities": (N_("{came} municipalities came, {gone} fell away"),) * 2,
}
_SIDES = (("first_time", "returned", "arrived"), ("left", "moved_on"))


def _part(row: dict[str, CellValue], part: str) -> int:
    return number(row.get(part)) or 0


def _types(figure: Figure) -> str:
    """The change that most doctors made."""
    first, *rest = figure.table.body
    if first["doctors"] < headline_from_grants() or (rest and rest[0]["doctors"] == first["doctors"]):
        return ""
    form = ngettext(
        "Most common: {n} doctor from {change}", "Most common: {n} doctors from {change}", first["doctors"]
    )
    return form.format(n=count(first["doctors"]), change=lower_first(first["change"]))


def not_known(figure: Figure) -> str:
    """The amounts of the key figures that are not known yet, each with why; empty where all are."""
    now = figure.table.body[-1]
    missing = [
        format_with_label(METRICS[id].label, now[id], METRICS[id].kind)
        for id in ("applied_nok", "granted_nok", "paid_nok")
        if isinstance(now[id], Missing)
    ]
    said = figure.topic.status
    parts = [*([said] if said else []), *map(lower_first, missing)]
    return _("Not known yet: {things}").format(things=word_list(parts)) if parts else ""


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "overview": _what_happened,
    "counts": _counts,
    "growth": _growth,
    "flow": _flow,
    "types": _types,
}

"""The findings of the figures about growth: how many more, who came and who left."""

from collections.abc import Callable

from lib.figures.figure import CellValue, Counted, Figure, Question, Topic
from lib.figures.growth_answers import change_words, counted_words
from lib.figures.headline_parts import is_enough
from lib.figures.values import format_short
from lib.metrics.value import Missing, Reason, difference, is_known, number
from lib.words import N_, _, count, lower_first, ngettext, word_list, year_range


def _what_happened(figure: Figure) -> str:
    """``513 flere leger, og 96,5 % av budsjettet er utbetalt``."""
    topic, now = figure.topic, figure.table.body[-1]
    if not is_known(now["doctors"]) or topic.undecided or not is_enough(now["doctors"]):
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
    if not is_enough(first["grants_alis"], last["grants_alis"]):
        return ""
    form = ngettext(
        "{n} ALIS agreement in {year}, against {before} in {first}",
        "{n} ALIS agreements in {year}, against {before} in {first}",
        last["grants_alis"],
    )
    return form.format(
        n=count(last["grants_alis"]),
        year=last["year"],
        first=first["year"],
        before=count(first["grants_alis"]),
    )


def _growth(figure: Figure) -> str:
    """``1 871 unike leger i 2023, 513 flere enn i 2022 (+37,8 %)``; or how many have applied so far."""
    topic, year = figure.topic, figure.topic.asked[-1]
    rows = {row["year"]: row for row in figure.table.body}
    row, before = rows.get(str(year)), rows.get(str(year - 1), {})
    number = None if row is None else row[topic.metric]
    if not is_known(number) or not is_enough(number, before.get(topic.metric)):
        return ""
    counted = counted_words(topic.metric, number, topic.counts(year))
    change = ""
    if is_known(row["change"]) and not {year, year - 1} & {*topic.undecided}:
        same_places = difference(number, before[topic.metric]) != row["change"]
        pct = row["change_pct"] if is_enough(before[topic.metric]) else None
        change = change_words(year, row["change"], pct, same_places=same_places)
    return _(_COUNTED_IN[topic.counts(year)]).format(counted=counted, year=year, change=change)


_COUNTED_IN: dict[Counted, str] = {
    "grants": N_("{counted} in {year}{change}"),
    "applications": N_("{counted} have applied for {year} so far"),
    "both": N_("{counted} with a grant or an application in {year}"),
}


def _flow(figure: Figure) -> str:
    """``721 kom til, 208 ble ikke videreført``; the parts of each side are told together."""
    topic, year = figure.topic, figure.topic.asked[-1]
    row = next((row for row in figure.table.body if row["name"] == str(year)), None)
    if row is None or not is_enough(row["last_year"], row["this_year"]):
        return ""
    came, gone = (sum(_part(row, part) for part in side) for side in _SIDES)
    if not (came or gone):
        return ""
    said = _came_and_went(topic, came, gone, moved=bool(_part(row, "moved_on")))
    said = said if len(figure.table.body) == 1 else f"{year}: {said}"
    before, now = row["last_year"], row["this_year"]
    if before - gone + came != now:
        return said
    form = _("{said}: {before} − {gone} + {came} = {now}")
    return form.format(said=said, before=count(before), gone=count(gone), came=count(came), now=count(now))


def _came_and_went(topic: Topic, came: int, gone: int, *, moved: bool) -> str:
    form = N_("{came} came, {gone} were not continued")
    if topic.asked[-1] in topic.undecided:
        form = N_("{came} came, {gone} are not there so far")
    elif topic.metric == "municipalities":
        form = N_("{came} came, {gone} fell away")
    elif moved:
        form = N_("{came} came, {gone} went out")
    counted = count(came)
    if topic.metric == "municipalities":
        counted = counted_words("municipalities", came, "both")
    return _(form).format(came=counted, gone=count(gone))


_SIDES = (("first_time", "returned", "arrived"), ("left", "moved_on"))


def _part(row: dict[str, CellValue], part: str) -> int:
    return number(row.get(part)) or 0


def _types(figure: Figure) -> str:
    """The change that most doctors made, between two years that are decided."""
    first, *rest = figure.table.body
    is_tie = rest and rest[0]["doctors"] == first["doctors"]
    if not is_enough(first["doctors"]) or is_tie or figure.topic.undecided:
        return ""
    form = ngettext(
        "Most common: {n} doctor from {change}", "Most common: {n} doctors from {change}", first["doctors"]
    )
    return form.format(n=count(first["doctors"]), change=lower_first(first["change"]))


def not_known(figure: Figure) -> str:
    """``Ennå ikke kjent: utfallet av 2 485 av 2 545 søknader i 2024``; empty where all is known."""
    now = figure.table.body[-1]
    missing: dict[str, list[str]] = {}  # what follows an amount → the amounts
    for id, name in _AMOUNTS.items():
        if isinstance(now[id], Missing):
            missing.setdefault(_since(now[id]), []).append(_(name))
    amounts = [
        _("the amount {names}").format(names=word_list(names)) + since for since, names in missing.items()
    ]
    outcomes = [_outcome(*each) for each in figure.topic.awaited]
    things = word_list(outcomes or amounts)
    if outcomes and amounts:
        things = _("{outcomes}, and {amounts}").format(outcomes=things, amounts=word_list(amounts))
    return _("Not known yet: {things}").format(things=things) if things else ""


_AMOUNTS = {"applied_nok": N_("applied for"), "granted_nok": N_("granted"), "paid_nok": N_("paid")}
_YET_TO_COME = (Reason.NOT_DECIDED, Reason.NOT_PAID)


def _outcome(year: int, awaited: int, applications: int) -> str:
    if not applications:
        return _("the outcome of the applications in {year}").format(year=year)
    form = ngettext(
        "the outcome of the one application in {year}",
        "the outcome of all {all} applications in {year}",
        applications,
    )
    if awaited < applications:
        form = _("the outcome of {n} of {all} applications in {year}")
    return form.format(n=count(awaited), all=count(applications), year=year)


def _since(value: Missing) -> str:
    """The years that lack an amount, and why where that is not that they are still to come."""
    years = _(" in {years}").format(years=year_range(value.years)) if value.years else ""
    return years if value.reason in _YET_TO_COME else f"{years} ({_(value.reason.value)})"


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "overview": _what_happened,
    "counts": _counts,
    "growth": _growth,
    "flow": _flow,
    "types": _types,
}

"""How many municipalities are without grants, in a sentence made from the table of the reach."""

from lib.figures.figure import Counted, Figure, Topic
from lib.figures.values import format_short
from lib.metrics.value import is_missing
from lib.words import N_, _, count, year_range

_WITHOUT: dict[Counted, str] = {
    "grants": N_("without grants"),
    "applications": N_("without applications"),
    "both": N_("without grants or applications"),
}


# How one municipality is told of, by what is counted: that it is without any, and that it has some.
_ONE: dict[Counted, tuple[str, str]] = {
    "grants": (N_("the municipality is without grants"), N_("the municipality has grants")),
    "applications": (N_("the municipality is without applications"), N_("the municipality has applications")),
    "both": (
        N_("the municipality is without grants or applications"),
        N_("the municipality has grants or applications"),
    ),
}


def how_many_without(figure: Figure) -> str:
    """How many municipalities are without grants in the years chosen.

    A filter on classes stands with the place, as both say which municipalities are told of.
    """
    topic, whole = figure.topic, figure.table.whole
    without, of = whole["without"], whole["all_municipalities"]
    where, chosen = _which(topic), ", ".join(filter(None, (topic.types, topic.status)))
    inside = f" ({chosen})" if chosen else ""
    years = year_range(topic.years)
    if not of:
        said = _("there are no such municipalities.")
    elif of == 1:
        form = _("{said} in {years}.")
        said = form.format(said=_(_ONE[topic.counts()][not without]) + inside, years=years)
    else:
        form = _("{n} of {all} municipalities are {none} in {years}.")
        if not without:
            form = _("None of {all} municipalities are {none} in {years}.")
        none = _(_WITHOUT[topic.counts()]) + inside
        said = form.format(n=count(without), all=count(of), none=none, years=years)
    return f"{where}: {said}" if where else said


def who_lives_there(figure: Figure) -> str:
    """How many people live in those without; empty where all or none are, or where it is not known."""
    topic, whole = figure.topic, figure.table.whole
    if is_missing(whole["pct"]) or not 0 < whole["without"] < whole["all_municipalities"]:
        return ""
    form = _("{share} of the inhabitants live there.")
    if topic.classes:
        form = _("{share} of the inhabitants of these {all} live there.")
    return form.format(share=format_short(whole["pct"], "percent"), all=count(whole["all_municipalities"]))


def _which(topic: Topic) -> str:
    """Which municipalities are told of: ``Sentralitet 6 i Troms og Finnmark``; empty for all of them."""
    if not topic.classes:
        return topic.place
    where = _("{what} in {place}").format(what=topic.classes, place=topic.place)
    where = where if topic.place else topic.classes
    return where[:1].upper() + where[1:]

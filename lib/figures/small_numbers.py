"""The warning beside a rate with few behind it: how far one doctor more or less would move it."""

from lib.metrics.class_limits import few_doctors
from lib.metrics.value import Value, number, ratio
from lib.words import count, ngettext, percent


def few_words(doctors: Value) -> str:
    """``5 leger; én mer eller mindre endrer raten med 20 %``; empty where there are enough, or none."""
    known = number(doctors)
    if not known or known >= few_doctors():
        return ""
    form = ngettext(
        "{n} doctor; one more or less changes the rate by {pct}",
        "{n} doctors; one more or less changes the rate by {pct}",
        known,
    )
    return form.format(n=count(known), pct=percent(ratio(1, known, 100), 0))

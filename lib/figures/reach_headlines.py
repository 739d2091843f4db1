"""The findings of lists of municipalities: those without grants, who came and left, who changed most."""

from collections.abc import Callable

from lib.figures.figure import Counted, Figure, Question
from lib.figures.headline_parts import is_enough
from lib.metrics.value import number
from lib.words import _, count, ngettext


def _without(figure: Figure) -> str:
    """``128 kommuner er uten tilskudd``."""
    rows = len(figure.table.body)
    said: dict[Counted, str] = {
        "grants": ngettext(
            "{n} municipality is without grants", "{n} municipalities are without grants", rows
        ),
        "applications": ngettext(
            "{n} municipality is without applications", "{n} municipalities are without applications", rows
        ),
        "both": ngettext(
            "{n} municipality is without grants and applications",
            "{n} municipalities are without grants and applications",
            rows,
        ),
    }
    return said[figure.topic.counts()].format(n=count(rows))


def _came_and_left(figure: Figure) -> str:
    """``54 kommuner kom til, 16 falt fra``; of a year that is not decided nobody has left."""
    changes = [row["change"] for row in figure.table.body]
    came = changes.count(_("came"))
    left = len(changes) - came
    if not is_enough(came + left):
        return ""
    form = ngettext("{came} municipality came, {left} left", "{came} municipalities came, {left} left", came)
    if figure.topic.undecided:
        form = ngettext(
            "{came} municipality came, {left} not there so far",
            "{came} municipalities came, {left} not there so far",
            came,
        )
    return form.format(came=count(came), left=count(left))


def _changed_most(figure: Figure) -> str:
    """``Oslo øker mest: 45 flere leger (120 → 165)``; nothing where the first falls, or shares its place."""
    first, *others = figure.table.body
    change = number(first["change"])
    if figure.topic.undecided or change <= 0 or not is_enough(first["before"], first["now"]):
        return ""
    if others and number(others[0]["change"]) == change:
        return ""
    form = _("{name} grows by most: {more} ({before} → {now})")
    more = ngettext("{n} more doctor", "{n} more doctors", change).format(n=count(change))
    before, now = count(first["before"]), count(first["now"])
    return form.format(name=first["municipality"], more=more, before=before, now=now)


HEADLINES: dict[Question, Callable[[Figure], str]] = {
    "without": _without,
    "came and left": _came_and_left,
    "largest changes": _changed_most,
}

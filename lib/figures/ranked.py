"""Rankings: a table in the order of its title, and which bars are drawn of more than are read."""

from collections.abc import Sequence
from dataclasses import replace

from lib.figures.figure import Kind, Table
from lib.figures.regions import RANKED
from lib.figures.values import round_full
from lib.metrics.value import Number, number
from lib.words import N_, _, count, ngettext

_WHOLE = {
    "most": N_("The {n} with most of {all} are drawn; the table has all."),
    "changed": N_("The {n} that changed most of {all} are drawn; the table has all."),
}


def ranked_table(table: Table, key: str) -> Table:
    """The regions from the highest to the lowest of a column, the unknown last, and the whole after them."""
    place = next(at for at, column in enumerate(table.columns) if column.key == key)
    regions = sorted(
        zip(table.rows, table.codes, strict=False),
        key=lambda region: (number(region[0][place]) is None, -(number(region[0][place]) or 0)),
    )
    rows, codes = zip(*regions, strict=True) if regions else ((), ())
    return replace(table, rows=(*rows, *table.rows[len(codes) :]), codes=codes)


def ranked_note(values: Sequence[Number], kind: Kind, *, changed: bool = False) -> tuple[str, ...]:
    """Which bars are drawn where not all are, of their values from the highest; nothing where all are.

    Values that are written alike are equal: none of them is called more than another.
    """
    if len(values) <= RANKED:
        return ()
    shown = [round_full(value, kind) for value in values]
    equal, some = shown.count(shown[RANKED - 1]), shown[:RANKED].count(shown[RANKED - 1])
    above = RANKED - some
    if some == equal:
        form = _(_WHOLE["changed" if changed else "most"])
    elif not above:
        form = _("{some} of the {equal} that share the first place are drawn; the table has all {all}.")
    elif changed:
        form = ngettext(
            "The one that changed most of {all} is drawn, and {some} of the {equal} that are equal after it; "
            "the table has all.",
            "The {n} that changed most of {all} are drawn, and {some} of the {equal} that are equal after "
            "them; the table has all.",
            above,
        )
    else:
        form = ngettext(
            "The one with most of {all} is drawn, and {some} of the {equal} that are equal after it; "
            "the table has all.",
            "The {n} with most of {all} are drawn, and {some} of the {equal} that are equal after them; "
            "the table has all.",
            above,
        )
    above = RANKED if some == equal else above
    return (form.format(n=count(above), some=count(some), equal=count(equal), all=count(len(values))),)

"""What has changed between two extracts under one selection, in a sentence."""

from lib.extract.model import Extract
from lib.figures.values import short, with_sign
from lib.metrics import frames
from lib.metrics.compute import total
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import Value, difference, is_missing
from lib.words import _, joined, lowered

COMPARED = ("doctors", "municipalities", "grants", "applied_nok", "granted_nok", "paid_nok")


def since(extract: Extract, before: Extract, selection: Selection) -> str:
    """``Unike leger 1 871 → 1 902 (+31) og …``, or that the numbers of this selection are the same.

    Says so too where the earlier extract had none of the years.
    """
    if not set(selection.years) <= set(frames.years(before)):
        return _("The years chosen were not in it.")
    then, now = (total(each, selection, *COMPARED) for each in (before, extract))
    changed = [_changed(id, then[id], now[id]) for id in COMPARED if then[id] != now[id]]
    if not changed:
        return _("The key figures of this selection are the same.")
    return _("Changed in this selection: {what}.").format(what=joined(changed))


def _changed(id: str, then: Value, now: Value) -> str:
    metric = METRICS[id]
    text = f"{lowered(metric.label)} {short(then, metric.kind)} → {short(now, metric.kind)}"
    moved = difference(now, then)
    return text if is_missing(moved) else f"{text} ({with_sign(moved, metric.kind)})"

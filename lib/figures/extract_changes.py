"""The changes between two extracts under one selection, in a few sentences."""

from lib.extract.model import Extract
from lib.figures.key_figures import key_figures
from lib.figures.values import change_short, format_change, format_short
from lib.metrics import frames
from lib.metrics.compute import total
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import Value, is_missing
from lib.metrics.view import View
from lib.words import _, lower_first, signed, word_list, year_range

COMPARED = ("doctors", "municipalities", "grants", "applied_nok", "granted_nok", "paid_nok")
# What the shares and the changes among the key figures are computed from.
_BASES = ("budget_nok", "grant_months")


def changes_since(extract: Extract, before: Extract, selection: Selection) -> str:
    """``Unike leger 1 871 → 1 902 (+31) og …``, or that the numbers of this selection are the same.

    Compares every number among the key figures and what they are shares of and compared with. Says so too
    where the earlier extract had not all of the years.
    """
    there = frames.years(before)
    absent = [year for year in selection.years if year not in there]
    shared = tuple(year for year in selection.years if year in there)
    if not shared:
        return _("The years chosen were not in it.")
    said = [_("{years} was not in it.").format(years=year_range(absent))] if absent else []
    form = _("Changed in this selection: {what}.")
    if absent:
        form = _("Changed in {years}: {what}.").replace("{years}", year_range(shared))
    said += _sentence(form, _changes(extract, before, selection.in_years(*shared)))
    if len(selection.years) == 1:
        said += _base(extract, before, selection)
    return " ".join(said or [_("The key figures of this selection are the same.")])


def _base(extract: Extract, before: Extract, selection: Selection) -> list[str]:
    """The changes in the year before, which the key figures are compared with."""
    base = selection.year - 1
    was, now = (base in frames.years(each) for each in (before, extract))
    if was and now:
        form = _("Changed in {years}: {what}.").replace("{years}", str(base))
        return _sentence(form, _changes(extract, before, selection.in_years(base)))
    if now:
        return [_("The year before, {year}, was not in it.").format(year=base)]
    return [_("The year before, {year}, is not there any more.").format(year=base)] if was else []


def _sentence(form: str, changes: list[str]) -> list[str]:
    return [form.replace("{what}", word_list(changes))] if changes else []


def _changes(extract: Extract, before: Extract, selection: Selection) -> list[str]:
    shown = (each.id for each in key_figures(View(extract, selection)).cards)
    ids = tuple(dict.fromkeys([*COMPARED, *_BASES, *shown]))
    then, now = (total(View(each, selection), *ids) for each in (before, extract))
    return [_changed(id, then[id], now[id]) for id in ids if _differ(id, then[id], now[id])]


def _differ(id: str, then: Value, now: Value) -> bool:
    """Whether a number is another. A share that is written the same has not changed for its reader."""
    kind = METRICS[id].kind
    return format_short(then, kind) != format_short(now, kind) if kind == "percent" else then != now


def _changed(id: str, then: Value, now: Value) -> str:
    metric = METRICS[id]
    text = f"{lower_first(metric.label)} {format_short(then, metric.kind)} → {format_short(now, metric.kind)}"
    moved = change_short(now, then, metric.kind)
    if is_missing(moved):
        return text
    if metric.kind == "percent":
        return f"{text} ({_('{points} percentage points').format(points=signed(moved, 1))})"
    return f"{text} ({format_change(moved, metric.kind)})"

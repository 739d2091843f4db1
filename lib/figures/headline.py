"""The first lines of the overview: key figures with last year beside them, and what happened in words."""

from dataclasses import dataclass, replace
from typing import Literal

from lib.extract.model import Extract
from lib.figures.caption import filter_words, place_words, selection_words
from lib.figures.figure import Cell, Kind
from lib.figures.values import short, with_sign, written
from lib.metrics import frames
from lib.metrics.compute import Row, total
from lib.metrics.exactness import unprinted_counts
from lib.metrics.growth import Flow, flow
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.status import year_statuses
from lib.metrics.value import (
    Missing,
    Partial,
    Reason,
    StandIn,
    change_pct,
    difference,
    is_missing,
    number,
)
from lib.words import (
    _,
    count,
    joined,
    lowered,
    ngettext,
    percent,
    signed,
    year_range,
)
from lib.words.numbers import MILLION

Judgement = Literal["good", "bad", "none"]


@dataclass(frozen=True)
class KeyFigure:
    """One number of the first row. Texts are ready to show; ``basis`` says what the number is a part of."""

    id: str
    label: str
    value: str  # "458,4", or "–" where it is not known
    unit: str  # "mill. kr"; empty where the label says what is counted
    change: str  # "+513 (+37,8 %) fra 1 358 i 2022", or why there is none
    basis: str
    judgement: Judgement


def key_figures(extract: Extract, selection: Selection) -> tuple[KeyFigure, ...]:
    """The key figures of the selection, each with last year's value and the change.

    The amounts end with the furthest step that the year has come to: paid, granted or applied for.
    """
    now, before = _values(extract, selection), _year_before(extract, selection)
    steps = [step for step in _STEPS if not is_missing(now[step])]
    known = [step for step in steps if not isinstance(now[step], Partial)] or ["applied_nok"]
    ids = [*_COUNTED, "applied_nok", *(step for step in steps[-1:] if step != "applied_nok")]
    ids.append(_STEPS[known[-1]].utilisation)
    found = (_key_figure(id, now, before, selection) for id in ids)
    return tuple(
        replace(each, basis=each.basis or _not_printed(extract, selection, each.id)) for each in found
    )


def _not_printed(extract: Extract, selection: Selection, id: str) -> str:
    """Of which of the years shown a count of the whole country is made up, where the others are printed."""
    if not extract.manifest.synthetic or not selection.is_national:
        return ""
    shown = selection.years if len(selection.years) > 1 else (selection.year - 1, selection.year)
    years = [year for metric, year in unprinted_counts(extract) if metric == id and year in shown]
    return _("made up and not published ({years})").format(years=year_range(years)) if years else ""


@dataclass(frozen=True)
class _Step:
    """An amount on its way from application to payment, with the metrics made of it."""

    utilisation: str
    per_month: str


_COUNTED = ("doctors", "municipalities", "grants")
_STEPS = {
    "applied_nok": _Step("applied_utilisation_pct", "applied_per_month_nok"),
    "granted_nok": _Step("granted_utilisation_pct", "granted_per_month_nok"),
    "paid_nok": _Step("paid_utilisation_pct", "paid_per_month_nok"),
}


def _values(extract: Extract, selection: Selection) -> Row:
    made = (id for step in _STEPS.values() for id in (step.utilisation, step.per_month))
    return total(extract, selection, *_COUNTED, *_STEPS, *made)


def _year_before(extract: Extract, selection: Selection) -> Row | None:
    """The same selection a year earlier; None for several years, or where that year is not in the extract."""
    earlier = selection.year - 1
    if len(selection.years) > 1 or earlier not in frames.years(extract):
        return None
    return _values(extract, selection.in_years(earlier))


def _key_figure(id: str, now: Row, before: Row | None, selection: Selection) -> KeyFigure:
    metric, value = METRICS[id], now[id]
    last = before[id] if before else Missing(Reason.YEAR_ABSENT)
    judgement: Judgement = "none"
    if before and number(difference(value, last)) is not None:
        judgement = _judged(metric.better, difference(value, last))
    shown = value.value if isinstance(value, Partial | StandIn) else value
    return KeyFigure(
        id=id,
        label=metric.label,
        value=_number(shown, metric.kind),
        unit=_unit(shown, metric.kind),
        change=_change_words(id, now, before, selection),
        basis=_basis(id, now),
        judgement=judgement,
    )


def _number(value: Cell, kind: Kind) -> str:
    if is_missing(value):
        return "–"
    in_millions = kind == "nok" and abs(value) >= MILLION
    return written(value, "million_nok" if in_millions else kind)


def _unit(value: Cell, kind: Kind) -> str:
    if is_missing(value) or kind != "nok":
        return ""
    return _("million NOK") if abs(value) >= MILLION else _("NOK")


def _change_words(id: str, now: Row, before: Row | None, selection: Selection) -> str:
    """The change from the year before with its base; of an amount, the one per month first."""
    metric, value, earlier = METRICS[id], now[id], selection.year - 1
    if len(selection.years) > 1:
        return _("choose one year to compare")
    if is_missing(value):
        return ""
    if before is None:
        return _("no {year} to compare with").format(year=earlier)
    last = before[id]
    changed = difference(value, last)
    if is_missing(changed):
        return _("{year}: {before}").format(year=earlier, before=short(last, metric.kind))
    monthly = _STEPS[id].per_month if id in _STEPS else ""
    pct = change_pct(now[monthly], before[monthly]) if monthly else Missing(Reason.NO_MONTHS)
    if is_missing(pct):
        text = _change(metric.kind, value, last)
        form = _("{change} from {before} in {year}")
        return form.format(change=text, before=short(last, metric.kind), year=earlier)
    form = _("{pct} per month of grant period ({months} months, {earlier} in {year}), from {before}")
    return form.format(
        pct=percent(pct, with_sign=True),
        months=now["grant_months"],
        earlier=before["grant_months"],
        before=short(last, metric.kind),
        year=earlier,
    )


def _change(kind: str, value: Cell, last: Cell) -> str:
    changed = difference(value, last)
    if kind == "percent":
        return _("{points} percentage points").format(points=signed(changed, 1))
    pct = change_pct(value, last)
    text = signed(changed) if kind == "count" else with_sign(changed, "nok")
    return text if is_missing(pct) else f"{text} ({percent(pct, with_sign=True)})"


def _judged(better: str | None, change: float) -> Judgement:
    if better is None or change == 0:
        return "none"
    return "good" if (change > 0) == (better == "higher") else "bad"


def _basis(id: str, now: Row) -> str:
    """What a ratio divides, with both numbers; what a value covers or stands for; why it is missing."""
    metric, value = METRICS[id], now[id]
    if isinstance(value, Missing):
        return value.text
    if isinstance(value, Partial):
        return value.coverage
    if isinstance(value, StandIn):
        return value.mark
    if not metric.is_ratio:
        return ""
    over, under = METRICS[metric.numerator], METRICS[metric.denominator]
    return _("{amount} of {whole} {total}").format(
        amount=short(now[over.id], over.kind),
        whole=lowered(under.label),
        total=short(now[under.id], under.kind),
    )


def what_happened(extract: Extract, selection: Selection) -> str:
    """One sentence with the answer, true under any filter."""
    now = total(extract, selection, "doctors", "municipalities", "grants", "applied_nok", "turned_down")
    where = selection_words(extract, selection)
    years = year_range(selection.years)
    if not now["grants"]:
        if now["turned_down"]:
            form = _(
                "No grants in {years} for this selection ({selection}): {n} applications were turned down."
            )
            return form.format(years=years, selection=where, n=count(now["turned_down"]))
        return _("No grants in {years} for this selection ({selection}).").format(
            years=years, selection=where
        )
    found = flow(extract, selection, selection.year) if len(selection.years) == 1 else None
    growth = _growth(extract, found) if found else ""
    amount = _("{amount} is applied for in {grants} to {municipalities}.").format(
        amount=short(now["applied_nok"], "nok"),
        grants=ngettext("{n} grant", "{n} grants", now["grants"]).format(n=count(now["grants"])),
        municipalities=ngettext("{n} municipality", "{n} municipalities", now["municipalities"]).format(
            n=count(now["municipalities"])
        ),
    )
    doctors = _subject(extract, selection, years, _doctors(now["doctors"]), growth)
    return " ".join(filter(None, [doctors, amount, _other_states(extract, selection)]))


def _subject(extract: Extract, selection: Selection, years: str, doctors: str, growth: str) -> str:
    """Who had how many doctors: the scheme, or what is chosen; in a year that is not decided, who applied."""
    is_pending = any(year_statuses(extract)[year].is_pending for year in selection.years)
    place, filters = place_words(extract, selection), filter_words(extract, selection)
    who = place or _("the scheme")
    form = _("In {years} {who} had {doctors}{growth}.")
    form = _("For {years}, {doctors} have applied in {who} so far{growth}.") if is_pending else form
    who = f"{who} ({filters})" if filters else who
    return form.format(who=who, doctors=doctors, years=years, growth=growth)


def _other_states(extract: Extract, selection: Selection) -> str:
    """That a year with applications stands beside a decided one, where the two are compared."""
    both = (selection.year - 1, selection.year)
    known = [year_statuses(extract)[year] for year in both if year in year_statuses(extract)]
    if len(selection.years) > 1 or len(known) < 2 or known[0].is_decided == known[1].is_decided:
        return ""
    said = [
        _("{year} is after decisions").format(year=status.year)
        if status.is_decided
        else _("{year} is applications, {status}").format(year=status.year, status=status.short)
        for status in known
    ]
    return _("The years are not in the same state: {states}.").format(states=joined(said))


def _doctors(number: int) -> str:
    return ngettext("{n} unique doctor", "{n} unique doctors", number).format(n=count(number))


def _growth(extract: Extract, found: Flow) -> str:
    """The change and the parts it is made of: who came, who stayed, who is gone. They balance."""
    pct = "" if is_missing(found.net_pct) else f" ({percent(found.net_pct, with_sign=True)})"
    if found.net > 0:
        form = _(", {change} more than in {year}{pct}: {parts}")
    elif found.net < 0:
        form = _(", {change} fewer than in {year}{pct}: {parts}")
    else:
        form = _(", as many as in {year}: {parts}")
    left = _("{n} left")
    if year_statuses(extract)[found.year].is_pending:
        left = _("{n} have not applied")
    parts = [_("{n} first-time").format(n=count(found.first_time))]
    for form_of, number_of in (
        (_("{n} returned"), found.returned),
        (_("{n} came from elsewhere in the scheme"), found.arrived),
    ):
        parts += [form_of.format(n=count(number_of))] if number_of else []
    parts += [_("{n} continued").format(n=count(found.continued)), left.format(n=count(found.left))]
    if found.moved_on:
        parts.append(_("{n} moved on within the scheme").format(n=count(found.moved_on)))
    return form.format(change=count(abs(found.net)), year=found.year - 1, pct=pct, parts=", ".join(parts))

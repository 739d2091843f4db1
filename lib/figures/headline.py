"""The first lines of the overview: key figures with last year beside them, and what happened in words."""

from dataclasses import dataclass
from typing import Literal

from lib.extract.model import Extract
from lib.figures.caption import selection_words
from lib.figures.figure import Kind
from lib.figures.values import short, written
from lib.metrics import frames
from lib.metrics.compute import Row, total
from lib.metrics.growth import Flow, change_pct, flow
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import (
    _,
    compact_nok,
    count,
    lowered,
    ngettext,
    percent,
    signed,
    year_range,
)
from lib.words.numbers import MILLION

KEY_METRICS = ("doctors", "municipalities", "grants", "applied_nok", "paid_nok", "paid_utilisation_pct")
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
    """The six key figures of the selection, each with last year's value and the change."""
    now, before = total(extract, selection, *KEY_METRICS), _year_before(extract, selection)
    return tuple(_key_figure(id, now, before, selection) for id in KEY_METRICS)


def _year_before(extract: Extract, selection: Selection) -> Row | None:
    """The same selection a year earlier; None for several years, or where that year is not in the extract."""
    earlier = selection.year - 1
    if len(selection.years) > 1 or earlier not in frames.years(extract):
        return None
    return total(extract, selection.in_years(earlier), *KEY_METRICS)


def _key_figure(id: str, now: Row, before: Row | None, selection: Selection) -> KeyFigure:
    metric, value = METRICS[id], now[id]
    last = before[id] if before else None
    earlier = selection.year - 1
    change, judgement = "", "none"
    if value is not None and last is not None:
        text = _change(metric.kind, value, last)
        change = _("{change} from {before} in {year}").format(
            change=text, before=short(last, metric.kind), year=earlier
        )
        judgement = _judged(metric.better, value - last)
    elif len(selection.years) > 1:
        change = _("choose one year to compare")
    elif value is not None:
        change = _("no {year} to compare with").format(year=earlier)
    return KeyFigure(
        id=id,
        label=metric.label,
        value=_number(value, metric.kind),
        unit=_unit(value, metric.kind),
        change=change,
        basis=_basis(id, now, selection),
        judgement=judgement,
    )


def _number(value: float | None, kind: Kind) -> str:
    if value is None:
        return "–"
    in_millions = kind == "nok" and abs(value) >= MILLION
    return written(value, "million_nok" if in_millions else kind)


def _unit(value: float | None, kind: Kind) -> str:
    if value is None or kind != "nok":
        return ""
    return _("million NOK") if abs(value) >= MILLION else _("NOK")


def _change(kind: str, value: float, last: float) -> str:
    if kind == "percent":
        return _("{points} percentage points").format(points=signed(value - last, 1))
    pct = change_pct(value, last)
    number = signed(value - last) if kind == "count" else _signed_nok(value - last)
    return number if pct is None else f"{number} ({percent(pct, with_sign=True)})"


def _signed_nok(amount: float) -> str:
    return f"+{compact_nok(amount)}" if amount > 0 else compact_nok(amount)


def _judged(better: str | None, change: float) -> Judgement:
    if better is None or change == 0:
        return "none"
    return "good" if (change > 0) == (better == "higher") else "bad"


def _basis(id: str, now: Row, selection: Selection) -> str:
    """What a ratio divides, with both numbers; why it is missing when it is."""
    metric = METRICS[id]
    if not metric.is_ratio:
        return _("not published") if now[id] is None else ""
    over, under = METRICS[metric.numerator], METRICS[metric.denominator]
    if now[under.id] is None and not selection.is_national:
        return _("the budget is for the whole country only")
    return _("{amount} of {whole} {total}").format(
        amount=short(now[over.id], over.kind),
        whole=lowered(under.label),
        total=short(now[under.id], under.kind),
    )


def what_happened(extract: Extract, selection: Selection) -> str:
    """One sentence with the answer, true under any filter."""
    now = total(extract, selection, "doctors", "municipalities", "grants", "applied_nok")
    where = selection_words(extract, selection)
    years = year_range(selection.years)
    if not now["grants"]:
        return _("No grants in {years} for this selection ({selection}).").format(
            years=years, selection=where
        )
    found = flow(extract, selection, selection.year) if len(selection.years) == 1 else None
    doctors = _("In {years} the scheme had {doctors}{growth}.").format(
        years=years, doctors=_doctors(now["doctors"]), growth=_growth(found) if found else ""
    )
    amount = _("{amount} is applied for in {grants} to {municipalities}.").format(
        amount=compact_nok(now["applied_nok"]),
        grants=ngettext("{n} grant", "{n} grants", now["grants"]).format(n=count(now["grants"])),
        municipalities=ngettext("{n} municipality", "{n} municipalities", now["municipalities"]).format(
            n=count(now["municipalities"])
        ),
    )
    opening = "" if selection.is_national else f"{where[0].upper()}{where[1:]}: "
    return f"{opening}{doctors} {amount}"


def _doctors(number: int) -> str:
    return ngettext("{n} unique doctor", "{n} unique doctors", number).format(n=count(number))


def _growth(found: Flow) -> str:
    earlier = found.year - 1
    pct = "" if found.net_pct is None else f" ({percent(found.net_pct, with_sign=True)})"
    if found.net > 0:
        form = _(", {change} more than in {year}{pct}: {parts}")
    elif found.net < 0:
        form = _(", {change} fewer than in {year}{pct}: {parts}")
    else:
        form = _(", as many as in {year}: {parts}")
    parts = [
        _("{n} first-time").format(n=count(found.first_time)),
        _("{n} continued").format(n=count(found.continued)),
        _("{n} left").format(n=count(found.left)),
    ]
    if found.arrived:
        parts.append(_("{n} came from elsewhere in the scheme").format(n=count(found.arrived)))
    if found.moved_on:
        parts.append(_("{n} moved on within the scheme").format(n=count(found.moved_on)))
    return form.format(change=count(abs(found.net)), year=earlier, pct=pct, parts=", ".join(parts))

"""The key figures: six numbers with last year beside them, made from the table of the overview."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.figures.figure import CellValue, Counted, Figure, Judgement, KeyFigure, Kind, Topic
from lib.figures.overview import COUNTED, MADE_UP
from lib.figures.values import change_short, format_change, format_full, format_short
from lib.metrics.registry import METRICS
from lib.metrics.value import (
    NO_BASE,
    Missing,
    Partial,
    Reason,
    StandIn,
    change_pct,
    difference,
    is_known,
    is_missing,
    number,
)
from lib.words import N_, _, percent, signed, word_list
from lib.words.numbers import MILLION

Row = Mapping[str, CellValue]


def cards_of(figure: Figure) -> tuple[KeyFigure, ...]:
    """The key figures of the overview's table, each with last year's value and the change.

    The amounts end with the furthest step that the year has come to: paid, granted or applied for.
    """
    now, before = figure.table.body[-1], figure.table.body[0] if len(figure.table.rows) > 1 else None
    steps = [step for step in _STEPS if not is_missing(now[step])]
    known = [step for step in steps if not isinstance(now[step], Partial)] or ["applied_nok"]
    ids = [*COUNTED, "applied_nok", *(step for step in steps[-1:] if step != "applied_nok")]
    ids.append(_STEPS[known[-1]].utilisation)
    found = [_key_figure(id, now, before, figure.topic) for id in ids]
    found = [replace(each, basis=each.basis or _made_up(figure, each.id)) for each in found]
    # Of several years, the page asks its reader to choose one; a slide cannot be asked.
    of_one_year = len(figure.topic.asked) == 1
    return tuple(
        replace(each, below="; ".join(filter(None, (each.change if of_one_year else "", each.basis))))
        for each in found
    )


def _made_up(figure: Figure, id: str) -> str:
    """The years for which a count is synthetic while the others are the printed ones."""
    years = [years for row in figure.table.body if (years := row.get(id + MADE_UP))]
    return _("made up for {years}").format(years=word_list(years)) if years else ""


# The noun for the rows of the years, which are applications until they are decided.
COUNTED_AS: dict[Counted, str] = {
    "grants": N_("Grants"),
    "applications": N_("Applications"),
    "both": N_("Grants and applications"),
}


@dataclass(frozen=True)
class _Step:
    """An amount on its way from application to payment, with the metrics made of it."""

    utilisation: str
    per_month: str


_STEPS = {
    "applied_nok": _Step("applied_utilisation_pct", "applied_per_month_nok"),
    "granted_nok": _Step("granted_utilisation_pct", "granted_per_month_nok"),
    "paid_nok": _Step("paid_utilisation_pct", "paid_per_month_nok"),
}


def _key_figure(id: str, now: Row, before: Row | None, topic: Topic) -> KeyFigure:
    metric, value = METRICS[id], now[id]
    last = before[id] if before else Missing(Reason.YEAR_ABSENT)
    judgement: Judgement = "none"
    if before and number(difference(value, last)) is not None:
        judgement = _judgement(metric.better, difference(value, last))
    shown = value.value if isinstance(value, Partial | StandIn) else value
    return KeyFigure(
        id=id,
        label=_(COUNTED_AS[topic.counts()]) if id == "grants" else metric.label,
        value=number_words(shown, metric.kind),
        unit=unit_words(shown, metric.kind),
        text="–" if is_missing(shown) else format_short(shown, metric.kind),
        change=_change_words(id, now, before, topic),
        basis=_basis(id, now),
        below="",
        judgement=judgement,
        trend=(last, shown) if is_known(last) and is_known(shown) and is_known(value) else (),
    )


def number_words(value: CellValue, kind: Kind) -> str:
    """The number of a key figure without its unit, of kroner from a million up in millions."""
    if is_missing(value):
        return "–"
    in_millions = kind == "nok" and abs(value) >= MILLION
    return format_full(value, "million_nok" if in_millions else kind)


def unit_words(value: CellValue, kind: Kind) -> str:
    """The unit that stands small beside the number; empty where the label says what is counted."""
    if is_missing(value) or kind != "nok":
        return ""
    return _("million NOK") if abs(value) >= MILLION else _("NOK")


def _change_words(id: str, now: Row, before: Row | None, topic: Topic) -> str:
    """The change from the year before with its base; of an amount, the one per month first."""
    metric, value, earlier = METRICS[id], now[id], topic.asked[-1] - 1
    if len(topic.asked) > 1 or is_missing(value):
        return ""
    if before is None:
        return _("no {year} to compare with").format(year=earlier)
    last = before[id]
    if id == "municipalities" and now["municipalities_net"] != difference(value, last):
        return _in_same_places(now, last, earlier)
    monthly = _STEPS[id].per_month if id in _STEPS else ""
    pct = change_pct(now[monthly], before[monthly]) if monthly else NO_BASE
    # Amounts of periods that may be unequal are not compared.
    no_months = isinstance(pct, Missing) and pct.reason is Reason.NO_MONTHS
    if no_months or is_missing(difference(value, last)):
        return _("{year}: {before}").format(year=earlier, before=format_short(last, metric.kind))
    if is_missing(pct):
        text = change_in_words(metric.kind, value, last)
        if metric.kind == "percent":
            return _("{change} from {year}").format(change=text, year=earlier)
        form = _("{change} from {before} in {year}")
        return form.format(change=text, before=format_short(last, metric.kind), year=earlier)
    form = _("{pct} per month ({months} months, {earlier} in {year})")
    return form.format(
        pct=percent(pct, with_sign=True),
        months=now["grant_months"],
        earlier=before["grant_months"],
        year=earlier,
    )


def _in_same_places(now: Row, last: CellValue, earlier: int) -> str:
    """The change in the number of municipalities where a reform stands between the years."""
    net, pct = now["municipalities_net"], now["municipalities_net_pct"]
    before = _("{year}: {before}").format(year=earlier, before=format_short(last, "count"))
    if is_missing(net):
        return before
    return _("{change} in the same places; {before}").format(
        change=_with_pct(signed(net), pct), before=before
    )


def change_in_words(kind: str, value: CellValue, last: CellValue) -> str:
    """``+513 (+37,8 %)``: the change as its two numbers are written, in per cent where there is a base."""
    changed = change_short(value, last, kind)
    if kind == "percent":
        return _("{points} percentage points").format(points=signed(changed, 1))
    text = signed(changed) if kind == "count" else format_change(changed, "nok")
    return _with_pct(text, change_pct(value, last))


def _with_pct(text: str, pct: CellValue) -> str:
    return text if is_missing(pct) else f"{text} ({percent(pct, with_sign=True)})"


def _judgement(better: str | None, change: float) -> Judgement:
    if better is None or change == 0:
        return "none"
    return "good" if (change > 0) == (better == "higher") else "bad"


def _basis(id: str, now: Row) -> str:
    """The line below a number: a ratio's two numbers, a value's coverage, or why it is missing."""
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
    return _("{part} of {whole}").format(
        part=format_short(now[over.id], over.kind), whole=format_short(now[under.id], under.kind)
    )

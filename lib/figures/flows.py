"""Gross and net growth: those who came, stayed and left."""

from lib.extract.thresholds import vintage_of
from lib.figures import charts
from lib.figures.captions import no_comparison
from lib.figures.drawing import Chart, Mark, Series
from lib.figures.figure import Column, Table, Topic
from lib.figures.growth_answers import FLOW
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import PER_CENT, narrow_note
from lib.figures.values import format_with_unit
from lib.metrics.growth import (
    COUNTED,
    DOCTORS,
    MUNICIPALITIES,
    Flow,
    comparable_years,
    flow,
)
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.value import number
from lib.metrics.view import View
from lib.words import _, count, lower_first, percent, signed, word_list, year_range

# The parts of a bar in the order that they are drawn, with their side of zero.
_SIDES = {"left": -1, "moved_on": -1, "continued": 1, "first_time": 1, "returned": 1, "arrived": 1}
_OF = {of: metric for metric, of in COUNTED.items()}


@recipe(
    lambda *, of=DOCTORS: _("{metric}: gross and net").format(metric=METRICS[_OF[of]].label),
    of=(DOCTORS, MUNICIPALITIES),
)
def gross_and_net(view: View, *, of: str = DOCTORS) -> Content:
    """Who came, stayed and went in each year chosen, and the net that the printed tables give."""
    measure, years = METRICS[_OF[of]], view.selection.years
    found = [flow(view, year, of=of) for year in years if year in comparable_years(view.extract)]
    found = [flow_ for flow_ in found if flow_ is not None]
    return Content(
        view,
        unit=measure.unit,
        table=flow_table(
            _("Year"),
            {str(f.year): f for f in found},
            _("Number the year before"),
            _("Number in the year"),
            has_total=False,
        ),
        chart=_flow_chart({str(f.year): f for f in found}, measure),
        topic=Topic(question="flow", metric=_OF[of], asked=view.selection.years),
        notes=(
            *_narrow_parts_note({str(f.year): f for f in found}),
            *_flow_notes(found),
            *_divided_note(view.selection, found, _OF[of]),
        )
        if found
        else (),
        years=tuple(f.year for f in found) or years,
        nothing=no_comparison(view.extract, *years) or ("" if found else _not_compared(view.selection)),
    )


def _not_compared(selection: Selection) -> str:
    """Why there is no flow into a year whose year before is in the extract."""
    if selection.municipalities:
        form = _("The municipality did not exist in {year}, so there is nothing to compare with.")
        return form.format(year=selection.year - 1)
    return _("The number of inhabitants is not known, and so no size.")


def _divided_note(selection: Selection, flows: list[Flow], metric: str) -> tuple[str, ...]:
    """A note that the flow of municipalities into a reform year counts other units than the year itself."""
    reformed = [str(f.year) for f in flows if vintage_of(f.year) != vintage_of(f.year - 1)]
    if metric != "municipalities" or not reformed or selection.borders == min(BORDERS):
        return ()
    note = _("{year}: a municipality divided since the year before is counted as one in both years.")
    return (note.format(year=word_list(reformed)),)


def flow_table(name: str, flows: dict[str, Flow], before: str, now: str, *, has_total: bool) -> Table:
    """Both counts of each flow, the change, and its parts; a row for each name."""
    parts = [(part, label) for part, label, _sign in _shown_parts(flows)]
    columns = (
        Column("name", name),
        Column("last_year", before, "count"),
        Column("this_year", now, "count"),
        Column("net", _("Net change"), "signed_count"),
        Column("net_pct", _("Change in per cent"), "percent"),
        *(Column(part, label, "count") for part, label in parts),
    )
    rows = [
        (label, f.last_year, f.this_year, f.net, f.net_pct, *(getattr(f, part) for part, _label in parts))
        for label, f in flows.items()
    ]
    return Table(columns, tuple(rows), has_total=has_total)


def pct_in_brackets(found: Flow) -> str:
    """The net change in per cent, ``(+37,8 %)``; empty where there is none."""
    return "" if number(found.net_pct) is None else f"({percent(found.net_pct, with_sign=True)})"


def _is_shown(part: str, flows) -> bool:
    """Whether a part is shown: arrivals from and moves to the rest of the scheme only if there are any."""
    return part not in ("returned", "arrived", "moved_on") or any(getattr(f, part) for f in flows)


def _flow_chart(flows: dict[str, Flow], measure: Metric) -> Chart | None:
    if not flows:
        return None
    series = tuple(Series(part, part, label) for part, label, _sign in _shown_parts(flows))
    columns = (*(part.column for part in series), "net", "net_pct")
    form = _("net {change} {pct}")
    ends = {
        name: form.format(change=signed(f.net), pct=pct_in_brackets(f)).rstrip() for name, f in flows.items()
    }
    return charts.flows(_parts_of(flows, measure), series=series, columns=columns, ends=ends)


def _shown_parts(flows: dict[str, Flow]) -> list[tuple[str, str, int]]:
    """The parts shown, each with its name on screen and its side of zero."""
    return [
        (part, _left_label(flows) if part == "left" else _(FLOW[part]), sign)
        for part, sign in _SIDES.items()
        if _is_shown(part, flows.values())
    ]


def _left_label(flows: dict[str, Flow]) -> str:
    """The name of those who are not there any more: in an undecided year nobody has left yet."""
    decided = {found.is_decided for found in flows.values()}
    if decided == {False}:
        return _("Not there so far")
    return _("Left, or not there so far") if False in decided else _(FLOW["left"])


def _parts_of(flows: dict[str, Flow], measure: Metric) -> list[Mark]:
    """The parts of every bar, those who left or moved on below zero. A text has room in a wide one only."""
    widest = max((found.last_year + found.this_year for found in flows.values()), default=0)
    marks = []
    for name, found in flows.items():
        for place, (part, label, sign) in enumerate(_shown_parts(flows)):
            number = getattr(found, part)
            own = _left_label({name: found}) if part == "left" else label
            said = f"{name}, {lower_first(own)}: {format_with_unit(number, 'count', measure.forms)}"
            fits = number * 100 > widest * PER_CENT
            marks.append(Mark(name, place, sign * number, count(sign * number), said, fits=fits))
    return marks


def _narrow_parts_note(flows: dict[str, Flow]) -> tuple[str, ...]:
    """A note with the numbers that have no room in their parts of the bars."""
    used = _shown_parts(flows)
    return narrow_note(
        (
            mark.name,
            _left_label({mark.name: flows[mark.name]})
            if used[mark.series][0] == "left"
            else used[mark.series][1],
            count(abs(mark.value)),
        )
        for mark in _parts_of(flows, METRICS["doctors"])
        if mark.value and not mark.fits
    )


def _flow_notes(flows: list[Flow]) -> tuple[str, ...]:
    notes = [_("First-time: in no earlier year of the extract.")]
    undecided = [f.year for f in flows if not f.is_decided]
    if len(undecided) < len(flows):
        notes.append(_("Left: in the scheme the year before, not now."))
    if undecided:
        form = _("Not all of {years} is decided: those who are not there so far have not left.")
        notes.append(form.format(years=year_range(undecided)))
    if any(f.arrived or f.moved_on for f in flows):
        notes.append(
            _("Arrived and moved on: in the scheme in both years, but outside the selection in one of them.")
        )
    return tuple(notes)

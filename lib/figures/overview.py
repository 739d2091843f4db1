"""The numbers of the overview as one table: the years chosen, and the year before them."""

from lib.extract.model import Extract
from lib.figures.figure import Column, Table, Topic
from lib.figures.growth_answers import FLOW
from lib.figures.provenance import is_of_country
from lib.figures.recipe import Content
from lib.figures.table_parts import column_of
from lib.metrics import frames
from lib.metrics.compute import total
from lib.metrics.exactness import unprinted_counts
from lib.metrics.growth import change_into, flow
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.status import year_statuses
from lib.metrics.value import Missing, Reason, Value
from lib.metrics.view import View
from lib.words import _, word_list, year_range

COUNTED = ("doctors", "municipalities", "grants")
_AMOUNTS = (
    "applied_nok", "granted_nok", "paid_nok", "budget_nok",
    "applied_utilisation_pct", "granted_utilisation_pct", "paid_utilisation_pct",
    "applied_per_month_nok", "granted_per_month_nok", "paid_per_month_nok", "grant_months",
)  # fmt: skip
_METRICS = (*COUNTED, "turned_down", *_AMOUNTS)
MADE_UP = "_made_up"
_CHANGE = ("net", "net_pct", *FLOW)


def overview(view: View) -> Content:
    """One row for the years chosen, last, and of one year the row of the year before, where there is one."""
    earlier = view.selection.year - 1
    shown = [view.selection]
    if len(view.selection.years) == 1 and earlier in frames.years(view.extract):
        shown.insert(0, view.selection.in_years(earlier))
    made_up = _made_up(view.extract, shown)
    columns = (
        Column("years", _("Year")),
        *(column_of(METRICS[id]) for id in _METRICS),
        Column("municipalities_net", _("Net change in municipalities"), "signed_count"),
        Column("municipalities_net_pct", _("Change in municipalities in per cent"), "percent"),
        Column("net", _("Net change in doctors"), "signed_count"),
        Column("net_pct", _("Change in doctors in per cent"), "percent"),
        *(Column(part, _(label), "count") for part, label in FLOW.items()),
        *(Column(id + MADE_UP, _("{metric}, made up").format(metric=METRICS[id].label)) for id in made_up),
    )
    rows = tuple(
        (*_row(view.with_selection(each)), *(made_up[id][i] for id in made_up))
        for i, each in enumerate(shown)
    )
    compared = len(view.selection.years) == 1 and flow(view, view.selection.year) is not None
    return Content(
        view,
        unit=_("each with its unit"),
        table=Table(columns, rows),
        years=(earlier, view.selection.year) if len(shown) > 1 else (),
        topic=Topic(
            question="overview",
            asked=view.selection.years,
            caution=_other_states(view, (earlier, view.selection.year) if compared else view.selection.years),
        ),
    )


def _row(view: View) -> tuple[str | Value, ...]:
    found = total(view, *_METRICS)
    known = (found[id] for id in _METRICS)
    places = (Missing(Reason.YEAR_ABSENT),) * 2
    if len(view.selection.years) == 1:
        places = change_into(view, "municipalities", view.selection.year)
    return (year_range(view.selection.years), *known, *places, *_flow_into(view))


def _made_up(extract: Extract, shown: list[Selection]) -> dict[str, list[str]]:
    """Metric → row by row, the years whose count of the country is made up though others are printed."""
    if not extract.manifest.synthetic or not is_of_country(View(extract, shown[-1])):
        return {}
    unprinted = unprinted_counts(extract, shown[-1].grant_types)
    found = {
        id: [year_range(year for year in each.years if (id, year) in unprinted) for each in shown]
        for id in COUNTED
    }
    return {id: years for id, years in found.items() if any(years)}


def _flow_into(view: View) -> tuple[Value, ...]:
    """The change into the year and its parts; missing for several years, or without the year before."""
    found = flow(view, view.selection.year) if len(view.selection.years) == 1 else None
    if found is None:
        return (Missing(Reason.YEAR_ABSENT, (view.selection.year - 1,)),) * len(_CHANGE)
    return tuple(getattr(found, part) for part in _CHANGE)


def _other_states(view: View, years: tuple[int, ...]) -> str:
    """That a year with applications stands beside a decided one, where they are compared or added up."""
    statuses = year_statuses(view)
    known = [statuses[year] for year in years if year in statuses]
    if len({status.short_text for status in known}) < 2:
        return ""
    decided = [status.year for status in known if status.is_decided]
    said = [_("{years} is after decisions").format(years=year_range(decided))] if decided else []
    for status in (each for each in known if not each.is_decided):
        form = (
            _("{year} is applications, {status}")
            if status.is_pending
            else _("{year} is not all decided: {status}")
        )
        said.append(form.format(year=status.year, status=status.short_text))
    return _("The years are not in the same state: {states}.").format(states=word_list(said))

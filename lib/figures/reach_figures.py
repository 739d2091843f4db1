"""Whom the scheme does not reach: municipalities without grants, and those that came and left."""

from lib.figures import charts
from lib.figures.captions import left_out, no_comparison
from lib.figures.drawing import Mark
from lib.figures.figure import Column, Counted, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.regions import border_note
from lib.figures.table_parts import column_of, whole_label
from lib.figures.values import format_with_unit
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.frames import county_of
from lib.metrics.reach import Reach, municipality_changes, not_reached, reach_by
from lib.metrics.registry import METRICS
from lib.metrics.status import year_statuses
from lib.metrics.value import Missing, Reason
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first, ngettext

# The titles and texts by what the rows of the years are: an application is no grant until it is decided.
_BY: dict[Counted, str] = {
    "grants": N_("Municipalities without grants by {grouping}"),
    "applications": N_("Municipalities without applications by {grouping}"),
    "both": N_("Municipalities without grants or applications by {grouping}"),
}
_LISTED: dict[Counted, str] = {
    "grants": N_("Municipalities without grants"),
    "applications": N_("Municipalities without applications"),
    "both": N_("Municipalities without grants or applications"),
}
_WITHOUT: dict[Counted, str] = {
    "grants": N_("Without grants"),
    "applications": N_("Without applications"),
    "both": N_("Without grants or applications"),
}


def _counted(view: View) -> Counted:
    """What the rows of the years chosen are."""
    statuses = [status for year, status in year_statuses(view).items() if year in view.selection.years]
    if all(status.is_decided for status in statuses):
        return "grants"
    return "applications" if all(status.is_pending for status in statuses) else "both"


def _by(by: str, counted: Counted) -> str:
    return _(_BY[counted]).format(grouping=lower_first(DIMENSIONS[by].label))


def _without_title(*, by: str) -> str:
    return _by(by, "grants")


@recipe(_without_title, by=("county", "centrality"))
def without_grants(view: View, *, by: str) -> Content:
    """How many municipalities have no grants in the years chosen, and how many live there."""
    names, counted = members(view, by), _counted(view)
    found = reach_by(view, by)
    shown = {code: reach for code, reach in found.items() if code is not None and reach.municipalities}
    columns = (
        Column("name", DIMENSIONS[by].label),
        column_of(METRICS["all_municipalities"]),
        Column("without", _(_WITHOUT[counted]), "count"),
        Column("population_without", _("Inhabitants without"), "count"),
        Column("population", METRICS["population"].label, "count"),
        Column("pct", _("Share of the inhabitants"), "percent"),
    )
    rows = [_row(names[code], reach) for code, reach in shown.items()]
    rows.append(_row(whole_label(view.selection), found[None]))
    # Classes keep their own order; counties are sorted by the measure.
    drawn = sorted(shown.items(), key=lambda item: -item[1].without) if by == "county" else shown.items()
    marks = [
        Mark(names[code], 0, reach.without, _of(reach), f"{names[code]}: {_said(reach, counted)}")
        for code, reach in drawn
    ]
    return Content(
        view,
        title=_by(by, counted),
        unit=METRICS["municipalities"].unit,
        table=Table(columns, tuple(rows), has_total=True, codes=tuple(shown) if by == "county" else ()),
        chart=charts.bars(marks, column="without", pick="name"),
        notes=border_note(view),
        topic=Topic(question="reach", by=by, column="without"),
    )


def _row(name: str, reach: Reach) -> tuple:
    return (
        name,
        reach.municipalities,
        reach.without,
        reach.population_without,
        reach.population,
        reach.population_without_pct,
    )


def _of(reach: Reach) -> str:
    """The text at a bar: how many municipalities are without grants, of all."""
    form = ngettext("{n} of {all} municipality", "{n} of {all} municipalities", reach.municipalities)
    return form.format(n=count(reach.without), all=count(reach.municipalities))


def _said(reach: Reach, counted: Counted) -> str:
    """How many have no grants, and how many people live there."""
    without = f"{_of(reach)} {lower_first(_(_WITHOUT[counted]))}"
    return f"{without} ({format_with_unit(reach.population_without, 'count', METRICS['population'].forms)})"


@recipe(_LISTED["grants"])
def never_applied(view: View) -> Content:
    """The municipalities without grants in the years chosen, by name."""
    municipalities = DIMENSIONS["municipality"].members(view.extract, view.selection.borders)
    counties = DIMENSIONS["county"].members(view.extract, view.selection.borders)
    order = list(municipalities)
    rows = [row for row in not_reached(view).rows(named=True) if not row["reached"]]
    listed = [
        (
            municipalities[row["municipality"]],
            counties[row["county"]],
            str(row["centrality"]),
            Missing(Reason.NO_POPULATION) if row["population"] is None else row["population"],
            row["municipality"],
        )
        for row in sorted(rows, key=lambda row: order.index(row["municipality"]))
    ]
    columns = (
        Column("municipality", DIMENSIONS["municipality"].label),
        Column("county", DIMENSIONS["county"].label),
        Column("centrality", DIMENSIONS["centrality"].label),
        Column("population", METRICS["population"].label, "count"),
    )
    return Content(
        view,
        title=_(_LISTED[_counted(view)]),
        unit=format_with_unit(len(listed), "count", METRICS["municipalities"].forms),
        table=Table(columns, tuple(row[:-1] for row in listed), codes=tuple(row[-1] for row in listed)),
        notes=border_note(view),
        topic=Topic(question="without", by="municipality"),
    )


@recipe(N_("Municipalities that came and left"))
def came_and_left(view: View) -> Content:
    """The municipalities that came to the scheme and left it in the latest year chosen."""
    year = view.selection.year
    found = municipality_changes(view, year)
    names = DIMENSIONS["municipality"].members(view.extract, view.selection.borders)
    counties = DIMENSIONS["county"].members(view.extract, view.selection.borders)
    county = county_of(view.extract, view.selection.borders)
    is_decided = year_statuses(view)[year].is_decided
    rows = []
    if found is not None:
        gone = _("left") if is_decided else _("not there so far")
        for label, codes in ((_("came"), found.came), (gone, found.left)):
            rows += [
                (name, counties[county[code]], label, code) for code, name in names.items() if code in codes
            ]
    columns = (
        Column("municipality", DIMENSIONS["municipality"].label),
        Column("county", DIMENSIONS["county"].label),
        Column("change", _("Change")),
    )
    unit = METRICS["municipalities"].unit
    if found is not None:
        form = _("{came} came, {left} left") if is_decided else _("{came} came, {left} not there so far")
        unit = form.format(came=count(len(found.came)), left=count(len(found.left)))
    nothing = no_comparison(view.extract, year)
    return Content(
        view,
        title="" if is_decided else _("Municipalities that came, and that are not there so far"),
        unit=unit,
        table=Table(columns, tuple(row[:-1] for row in rows), codes=tuple(row[-1] for row in rows)),
        notes=()
        if nothing
        else (
            (
                _("Came: grants in {year}, none in {before}. Left: the other way.")
                if is_decided
                else _(
                    "Not all of {year} is decided: those of {before} that are not there so far have not left."
                )
            ).format(year=year, before=year - 1),
            *left_out(view.selection),
            *border_note(view),
        ),
        years=(year,) if nothing else (year - 1, year),
        topic=Topic(question="came and left", by="municipality"),
        nothing=nothing,
    )

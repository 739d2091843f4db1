"""Whom the scheme does not reach: municipalities without grants, and those that came and left."""

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import assemble, frame, remembered, whole_label
from lib.figures.figure import Column, Figure, Table, Topic
from lib.figures.values import with_unit, written
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.frames import county_of
from lib.metrics.reach import Reach, comings, not_reached, reach_by
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import Missing, Reason
from lib.words import _, count, lowered, ngettext

REACH = "reach"  # what the map page measures when it is about those not reached


@remembered
def without_grants(extract: Extract, selection: Selection, *, by: str) -> Figure:
    """How many municipalities have no grants in the years chosen, and how many live there."""
    names = members(extract, selection, by)
    found = reach_by(extract, selection, by)
    shown = {names[code]: reach for code, reach in found.items() if code is not None and reach.municipalities}
    columns = (
        Column("name", DIMENSIONS[by].label),
        Column("municipalities", METRICS["all_municipalities"].label, "count"),
        Column("without", _("Without grants"), "count"),
        Column("population_without", _("Inhabitants without"), "count"),
        Column("population", METRICS["population"].label, "count"),
        Column("pct", _("Share of the inhabitants"), "percent"),
    )
    rows = [_row(name, reach) for name, reach in shown.items()]
    rows.append(_row(whole_label(selection), found[None]))
    values = frame(
        [{"name": name, "reach": reach} for name, reach in shown.items()],
        name=lambda r: r["name"],
        value=lambda r: r["reach"].without,
        text=lambda r: _of(r["reach"]),
        said=lambda r: f"{r['name']}: {_said(r['reach'])}",
    )
    return assemble(
        extract,
        selection,
        id=f"without-by-{by.replace('_', '-')}",
        title=_("Municipalities without grants by {grouping}").format(grouping=lowered(DIMENSIONS[by].label)),
        unit=_("municipalities, and per cent of the inhabitants"),
        table=Table(columns, tuple(rows), has_total=True),
        chart=charts.bars(values, columns=("without",)),
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
    share = reach.population_without_pct
    return _("{n} of {all} ({share})").format(
        n=count(reach.without),
        all=count(reach.municipalities),
        share=written(share, "percent"),
    )


def _said(reach: Reach) -> str:
    """How many have no grants, and how many people live there."""
    form = ngettext(
        "{n} of {all} municipality without grants",
        "{n} of {all} municipalities without grants",
        reach.municipalities,
    )
    without = form.format(n=count(reach.without), all=count(reach.municipalities))
    return f"{without} ({with_unit(reach.population_without, 'count', METRICS['population'].forms)})"


@remembered
def never_applied(extract: Extract, selection: Selection) -> Figure:
    """The municipalities without grants in the years chosen, by name."""
    municipalities = DIMENSIONS["municipality"].members(extract, selection.borders)
    counties = DIMENSIONS["county"].members(extract, selection.borders)
    order = list(municipalities)
    rows = [row for row in not_reached(extract, selection).rows(named=True) if not row["reached"]]
    listed = [
        (
            municipalities[row["municipality"]],
            counties[row["county"]],
            str(row["centrality"]),
            Missing(Reason.NO_POPULATION) if row["population"] is None else row["population"],
        )
        for row in sorted(rows, key=lambda row: order.index(row["municipality"]))
    ]
    columns = (
        Column("municipality", DIMENSIONS["municipality"].label),
        Column("county", DIMENSIONS["county"].label),
        Column("centrality", DIMENSIONS["centrality"].label),
        Column("population", METRICS["population"].label, "count"),
    )
    return assemble(
        extract,
        selection,
        id="never-applied",
        title=_("Municipalities without grants"),
        unit=with_unit(len(listed), "count", METRICS["municipalities"].forms),
        table=Table(columns, tuple(listed)),
    )


@remembered
def came_and_left(extract: Extract, selection: Selection) -> Figure:
    """The municipalities that came to the scheme and left it in the latest year chosen."""
    year = selection.year
    found = comings(extract, selection, year)
    names = DIMENSIONS["municipality"].members(extract, selection.borders)
    counties = DIMENSIONS["county"].members(extract, selection.borders)
    county = county_of(extract, selection.borders)
    rows = []
    if found is not None:
        for label, codes in ((_("came"), found.came), (_("left"), found.left)):
            rows += [(name, counties[county[code]], label) for code, name in names.items() if code in codes]
    columns = (
        Column("municipality", DIMENSIONS["municipality"].label),
        Column("county", DIMENSIONS["county"].label),
        Column("change", _("Change")),
    )
    unit = (
        _("{came} came, {left} left").format(came=count(len(found.came)), left=count(len(found.left)))
        if found is not None
        else METRICS["municipalities"].unit
    )
    return assemble(
        extract,
        selection,
        id="came-and-left",
        title=_("Municipalities that came and left"),
        unit=unit,
        table=Table(columns, tuple(rows)),
        notes=(
            _("Came: grants in {year}, none in {before}. Left: the other way.").format(
                year=year, before=year - 1
            ),
        ),
        years=(year - 1, year),
    )

"""Who changed between guidance and agreement from one year to the next."""

from itertools import permutations

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import assemble, frame, remembered, titled
from lib.figures.caption import left_out, no_comparison
from lib.figures.figure import Column, Figure, Table, Topic
from lib.figures.values import with_unit
from lib.metrics.growth import type_changes
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import N_, _, count, lowered

_STATES = {
    "guidance": N_("Guidance only"),
    "alis": N_("ALIS agreement"),
    "both": N_("Both types"),
}


@titled(N_("Doctors changing between guidance and agreement"))
@remembered
def changed_type(extract: Extract, selection: Selection) -> Figure:
    """Doctors that went between guidance and agreement from the year before to the chosen year."""
    year = selection.year
    nothing = no_comparison(extract, year)
    changes = type_changes(extract, selection, year)
    rows = [
        (_("{before} to {now}").format(before=_(_STATES[before]), now=lowered(_(_STATES[now]))), number)
        for before, now in permutations(_STATES, 2)
        if (number := changes.get((before, now)))
    ]
    rows = sorted(rows, key=lambda row: -row[1])
    values = frame(
        [{"row": row} for row in rows],
        name=lambda r: r["row"][0],
        value=lambda r: r["row"][1],
        text=lambda r: count(r["row"][1]),
        said=lambda r: f"{r['row'][0]}: {with_unit(r['row'][1], 'count', METRICS['doctors'].forms)}",
    )
    columns = (
        Column("change", _("From {before} to {year}").format(before=year - 1, year=year)),
        Column("doctors", _("Unique doctors"), "count"),
    )
    return assemble(
        extract,
        selection.without("grant_type"),
        id="changed-type",
        title=changed_type.title(),
        unit=METRICS["doctors"].unit,
        table=Table(columns, tuple(rows)),
        chart=charts.bars(values, columns=("doctors",)) if rows else None,
        topic=Topic(question="types", compared=() if nothing else (year - 1, year)),
        notes=()
        if nothing
        else (
            _("Only doctors in the selection both years. The filter on grant type is lifted here."),
            *left_out(selection),
        ),
        years=(year,) if nothing else (year - 1, year),
        nothing=nothing,
    )

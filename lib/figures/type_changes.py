"""Who changed between guidance and agreement from one year to the next."""

from itertools import permutations

from lib.figures import charts
from lib.figures.captions import left_out, no_comparison
from lib.figures.drawing import Mark
from lib.figures.figure import Column, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.values import format_with_unit
from lib.metrics.growth import type_changes
from lib.metrics.registry import METRICS
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first

_STATES = {
    "guidance": N_("Guidance only"),
    "alis": N_("ALIS agreement"),
    "both": N_("Both types"),
}


@recipe(N_("Doctors changing between guidance and agreement"))
def changed_type(view: View) -> Content:
    """Doctors that went between guidance and agreement from the year before to the chosen year."""
    year = view.selection.year
    nothing = no_comparison(view.extract, year)
    changes = type_changes(view, year)
    rows = [
        (_("{before} to {now}").format(before=_(_STATES[before]), now=lower_first(_(_STATES[now]))), number)
        for before, now in permutations(_STATES, 2)
        if (number := changes.get((before, now)))
    ]
    rows = sorted(rows, key=lambda row: -row[1])
    forms = METRICS["doctors"].forms
    marks = [
        Mark(change, 0, doctors, count(doctors), f"{change}: {format_with_unit(doctors, 'count', forms)}")
        for change, doctors in rows
    ]
    columns = (
        Column("change", _("From {before} to {year}").format(before=year - 1, year=year)),
        Column("doctors", _("Unique doctors"), "count"),
    )
    return Content(
        view.without("grant_type"),
        unit=METRICS["doctors"].unit,
        table=Table(columns, tuple(rows)),
        chart=charts.bars(marks, column="doctors") if rows else None,
        topic=Topic(question="types", compared=() if nothing else (year - 1, year)),
        notes=()
        if nothing
        else (
            _("Only doctors in the selection both years. The filter on grant type is lifted here."),
            *left_out(view.selection),
        ),
        years=(year,) if nothing else (year - 1, year),
        nothing=nothing,
    )

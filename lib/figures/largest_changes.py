"""The municipalities that changed most, as the first ones to look at where none is chosen."""

from dataclasses import replace

from lib.figures.figure import Column, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.metrics.change import changes, compared_years
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.value import number
from lib.metrics.view import View
from lib.words import N_, _

MOST = 10


@recipe(N_("Largest changes in doctors"))
def largest_changes(view: View) -> Content:
    """The ten municipalities whose doctors changed most in number, up or down, into the latest year."""
    lifted = replace(view.selection, municipalities=(), centralities=(), sizes=())
    view = view.with_selection(lifted)
    years = compared_years(view)
    found = [(code, change) for code, change in changes(view, "doctors", "municipality").items() if code]
    moved = [each for each in found if number(each[1].absolute)]
    moved.sort(key=lambda each: -abs(number(each[1].absolute)))
    names = DIMENSIONS["municipality"].members(view.extract, view.selection.borders)
    before, now = years or ("", "")
    columns = (
        Column("municipality", DIMENSIONS["municipality"].label),
        Column("before", _("Unique doctors {year}").format(year=before), "count"),
        Column("now", _("Unique doctors {year}").format(year=now), "count"),
        Column("change", _("Change"), "signed_count"),
    )
    shown = moved[:MOST]
    return Content(
        view,
        unit=_("doctors"),
        table=Table(
            columns,
            tuple((names[code], change.before, change.now, change.absolute) for code, change in shown),
            codes=tuple(str(code) for code, _change in shown),
        ),
        years=years or (),
        topic=Topic(question="largest changes", by="municipality", column="change"),
        nothing="" if shown else _("There is no year to compare with."),
    )

"""Which extracts there are: for the page about the numbers."""

from lib.extract.extract_history import ListedExtract
from lib.extract.model import Extract
from lib.figures.figure import Column, Table
from lib.figures.recipe import Content, recipe
from lib.metrics import frames
from lib.metrics.frames import whole_view
from lib.metrics.view import View
from lib.words import N_, _, date, moment


@recipe(N_("Every extract"), is_listed=False)
def extract_list(view: View, *, listed: tuple[ListedExtract, ...]) -> Content:
    """Every published extract, newest first, with the one that a reader sees marked."""
    columns = (
        Column("id", _("Extract")),
        Column("produced_at", _("Date")),
        Column("published_at", _("Published")),
        Column("rows", _("Grants"), "count", "–"),
        Column("state", _("State")),
    )
    return Content(
        whole_view(view.extract),
        years=frames.years(view.extract),
        unit=_("extracts"),
        table=Table(columns, tuple(_row(view.extract, each) for each in listed)),
        notes=(_("Earlier extracts are kept unchanged, so that an old link can be explained."),),
    )


def _row(extract: Extract, each: ListedExtract) -> tuple:
    day = "–" if each.produced_at is None else date(each.produced_at)
    published = "–" if each.published_at is None else moment(each.published_at)
    return (each.id, day, published, each.rows, _state(extract, each))


def _state(extract: Extract, each: ListedExtract) -> str:
    if each.fault is not None:
        return _("cannot be read")
    if each.id == extract.manifest.id:
        return _("shown here")
    return _("in use, not shown yet") if each.in_use else _("earlier")

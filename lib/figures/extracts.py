"""Which extracts there are: for the page about the numbers."""

from collections.abc import Iterable

from lib.extract.history import Listed
from lib.extract.model import Extract
from lib.figures.build import assemble
from lib.figures.figure import Column, Figure, Table
from lib.metrics import frames
from lib.metrics.selection import Selection
from lib.words import _, date, moment


def extract_list(extract: Extract, listed: Iterable[Listed]) -> Figure:
    """Every published extract, newest first, with the one that a reader sees marked."""
    columns = (
        Column("id", _("Extract")),
        Column("produced_at", _("Date")),
        Column("published_at", _("Published")),
        Column("rows", _("Grants"), "count", "–"),
        Column("state", _("State")),
    )
    return assemble(
        extract,
        Selection(years=frames.years(extract)),
        id="extracts",
        title=_("Every extract"),
        unit=_("extracts"),
        table=Table(columns, tuple(_row(extract, each) for each in listed)),
        notes=(_("Earlier extracts are kept unchanged, so that an old link can be explained."),),
        years=frames.years(extract),
    )


def _row(extract: Extract, each: Listed) -> tuple:
    day = "–" if each.produced_at is None else date(each.produced_at)
    published = "–" if each.published_at is None else moment(each.published_at)
    return (each.id, day, published, each.rows, _state(extract, each))


def _state(extract: Extract, each: Listed) -> str:
    if each.fault is not None:
        return _("cannot be read")
    if each.id == extract.manifest.id:
        return _("shown here")
    return _("in use, not shown yet") if each.in_use else _("earlier")

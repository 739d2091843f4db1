"""The options that choose years and places, and the selection that they make."""

from collections.abc import Callable, Iterable

import click

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.figures.recipes import FigureError
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import member_compared
from lib.metrics.selection import Selection
from lib.words import _

year_option = click.option("--year", type=int, help=_("The application year; otherwise the latest."))
county_option = click.option(
    "--county", multiple=True, help=_("County code, for example 46; may be repeated.")
)
municipality_option = click.option(
    "--municipality", multiple=True, help=_("Municipality code, for example 4601; may be repeated.")
)
_against_option = click.option(
    "--against",
    multiple=True,
    help=_("A county, municipality or class to compare with: 46, 4601, sentralitet-6; may be repeated."),
)


def selection_options(command: Callable) -> Callable:
    """Give a command the options of places: ``county``, ``municipality`` and ``against``, each a tuple."""
    return county_option(municipality_option(_against_option(command)))


def chosen_by(
    extract: Extract,
    year: int | None,
    counties: Iterable[str] = (),
    municipalities: Iterable[str] = (),
    against: Iterable[str] = (),
) -> Selection:
    """The selection that the options make, in the borders of the year.

    Raises FigureError, which names what there is, for a year or a place that does not exist.
    """
    chosen = year or frames.years(extract)[-1]
    borders = vintage_of(chosen)
    known = {level: DIMENSIONS[level].members(extract, borders) for level in ("county", "municipality")}
    if wrong := [code for code in counties if code not in known["county"]]:
        listed = ", ".join(f"{code} {name}" for code, name in known["county"].items())
        message = _("There is no county {codes}. The counties are: {known}.")
        raise FigureError(message.format(codes=", ".join(wrong), known=listed))
    if wrong := [code for code in municipalities if code not in known["municipality"]]:
        message = _("There is no municipality {codes} in the borders of {borders}.")
        raise FigureError(message.format(codes=", ".join(wrong), borders=borders))
    if wrong := [code for code in against if not _is_known(extract, borders, code)]:
        message = _("There is no place or class {codes} to compare with in the borders of {borders}.")
        raise FigureError(message.format(codes=", ".join(wrong), borders=borders))
    if chosen not in frames.years(extract):
        years = ", ".join(map(str, frames.years(extract)))
        raise FigureError(
            _("{year} is not in the extract. It has: {years}.").format(year=chosen, years=years)
        )
    return Selection(
        years=(chosen,),
        counties=tuple(counties),
        municipalities=tuple(municipalities),
        borders=borders,
        against=tuple(against),
    )


def _is_known(extract: Extract, borders: int, code: str) -> bool:
    column, member = member_compared(code)
    return member in DIMENSIONS[column].members(extract, borders)

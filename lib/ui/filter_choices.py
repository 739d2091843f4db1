"""The filters that are chosen: read from the link, and set by whatever the reader changes them with."""

from collections.abc import Iterable

from lib.extract.model import Extract
from lib.metrics.filters import BY_LINK, FILTERS
from lib.ui import address, link
from lib.ui.address import Choices

PARAMETERS = (address.YEARS, address.BORDER, *BY_LINK, address.AGAINST)
_NONE = dict.fromkeys(PARAMETERS, ())


def read(extract: Extract) -> Choices:
    """The filters that the link asks for."""
    found = address.read(extract, {name: link.read(name) for name in PARAMETERS})
    if not link.values(address.YEARS):  # the years stay, whichever extract is published next
        link.choose(**{address.YEARS: tuple(map(str, found.chosen[address.YEARS]))})
    return found


def choose(extract: Extract, **chosen: tuple) -> None:
    """Set filters, by URL parameter. For callbacks: before the widgets are drawn."""
    link.change(**_NONE | address.params_of(read(extract).chosen | chosen))


def change(extract: Extract, name: str, codes: Iterable) -> None:
    """Set one filter as the reader did; drops chosen places within a place that was changed."""
    chosen = dict(read(extract).chosen) | {name: tuple(codes)}
    if not chosen[address.YEARS]:
        chosen[address.YEARS] = address.default_years(extract)
    chosen[address.BORDER] = address.chosen_borders(chosen)
    changed = BY_LINK[name].column if name in BY_LINK else ""
    choose(extract, **chosen | {each.link: () for each in FILTERS if changed and each.within == changed})


def show(extract: Extract, found: Choices) -> None:
    """Write the filters, and the extract they are applied to, to the link."""
    for name, values in address.params_of(found.chosen).items():
        link.show(name, *values)
    link.show(address.EXTRACT, extract.manifest.id)


def extract_in_link() -> str:
    """The id of the extract that the reader's link was made on; empty where it says none."""
    return link.read_one(address.EXTRACT)

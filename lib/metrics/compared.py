"""The places that are compared: those chosen, those they are compared with, and the country beside them."""

from dataclasses import dataclass, replace

from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import COUNTY_DIGITS
from lib.metrics.frames import county_of
from lib.metrics.selection import Selection
from lib.metrics.view import View, cached
from lib.words import _

MOST = 4  # places beside each other


@dataclass(frozen=True)
class Place:
    """One place of a comparison: the counties or municipalities that it is the sum of, and its name."""

    codes: tuple[str, ...]
    name: str
    view: View

    @property
    def is_municipality(self) -> bool:
        """True for one municipality or several, which have no municipalities within them."""
        return all(len(code) > COUNTY_DIGITS for code in self.codes)


@dataclass(frozen=True)
class Compared:
    """The places of a comparison in the reader's order, and what was asked for and is not among them.

    ``twice`` are the names of places asked for again, ``too_many`` those after the last that has room, and
    ``within`` the places that lie in another of them, as (name, name of the other).
    """

    places: tuple[Place, ...]
    twice: tuple[str, ...]
    too_many: tuple[str, ...]
    within: tuple[tuple[str, str], ...]


@cached(64)
def compared(view: View) -> Compared:
    """The places that a view compares. Where none is chosen, those to compare with stand by themselves."""
    chosen = view.selection.municipalities or view.selection.counties
    asked = [*([chosen] if chosen else []), *((code,) for code in view.selection.against)]
    places: list[Place] = []
    twice = []
    for codes in asked:
        place = _place(view, codes)
        if any(place.codes == other.codes for other in places):
            twice.append(place.name)
        else:
            places.append(place)
    shown = _told_apart(places[:MOST])
    return Compared(shown, tuple(twice), tuple(place.name for place in places[MOST:]), _within(view, shown))


def whole_country(view: View) -> View:
    """The country under the same years, classes and types."""
    return view.with_selection(_of_places(view.selection))


def _place(view: View, codes: tuple[str, ...]) -> Place:
    """The counties or municipalities of these codes as one place."""
    column = "county" if len(codes[0]) == COUNTY_DIGITS else "municipality"
    names = DIMENSIONS[column].members(view.extract, view.selection.borders)
    selection = (
        _of_places(view.selection, counties=codes)
        if column == "county"
        else _of_places(view.selection, municipalities=codes)
    )
    return Place(
        codes, " + ".join(str(names.get(code, code)) for code in codes), view.with_selection(selection)
    )


def _told_apart(places: list[Place]) -> tuple[Place, ...]:
    """The places with names that no two share: Oslo is both a county and a municipality."""
    names = [place.name for place in places]
    forms = (_("{place} (county)"), _("{place} (municipality)"))
    return tuple(
        replace(place, name=forms[place.is_municipality].format(place=place.name))
        if names.count(place.name) > 1
        else place
        for place in places
    )


def _of_places(selection: Selection, **places: tuple[str, ...]) -> Selection:
    return replace(selection, **{"counties": (), "municipalities": (), "against": ()} | places)


def _within(view: View, places: tuple[Place, ...]) -> tuple[tuple[str, str], ...]:
    """The municipalities that lie in a county beside them."""
    county = county_of(view.extract, view.selection.borders)
    return tuple(
        (inner.name, outer.name)
        for inner in places
        for outer in places
        if inner is not outer
        and inner.is_municipality
        and any(county.get(code) in outer.codes for code in inner.codes)
    )

"""Places or classes that are compared: those chosen, those they are compared with, and all beside them."""

from dataclasses import dataclass, replace

from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN, FILTERS, member_compared
from lib.metrics.frames import county_of
from lib.metrics.selection import Selection
from lib.metrics.view import View, cached
from lib.words import N_, _

MOST = 4  # places or classes beside each other
_CLASSES = {"centrality": N_("Centrality {name}"), "size_class": N_("{name} inhabitants")}


@dataclass(frozen=True)
class Place:
    """One member of a comparison: the members of ``column`` that it is the sum of, and its name."""

    column: str
    codes: tuple[str | int, ...]
    name: str
    view: View

    @property
    def is_municipality(self) -> bool:
        """True for one municipality or several, which have no municipalities within them."""
        return self.column == "municipality"


@dataclass(frozen=True)
class Compared:
    """The members of a comparison in the reader's order, and what was asked for and is not among them.

    ``twice`` are the names of members asked for again, ``too_many`` those after the last that has room,
    ``unlike`` those of another kind than the first, and ``within`` the places that lie in another of them,
    as (name, name of the other).
    """

    places: tuple[Place, ...]
    twice: tuple[str, ...]
    too_many: tuple[str, ...]
    unlike: tuple[str, ...]
    within: tuple[tuple[str, str], ...]


def column_compared(selection: Selection) -> str:
    """The column of the filter whose choices are compared, or can be; empty where nothing is chosen.

    Of what they are compared with, the first decides between places and classes.
    """
    kinds = [member_compared(code)[0] for code in selection.against[:1]]
    if kinds and BY_COLUMN[kinds[0]].is_class:
        return kinds[0]
    if kinds or selection.municipalities or selection.counties:
        return "municipality" if selection.municipalities else "county"
    return next((each.column for each in FILTERS if each.is_class and each.column in selection.filters), "")


def chosen_to_compare(selection: Selection) -> tuple[str | int, ...]:
    """The choices of that filter, which stand first in a comparison as one."""
    column = column_compared(selection)
    return getattr(selection, BY_COLUMN[column].field) if column else ()


@cached(64)
def compared(view: View) -> Compared:
    """What a view compares. Where nothing is chosen, those to compare with stand by themselves."""
    column, chosen = column_compared(view.selection), chosen_to_compare(view.selection)
    asked = [(column, chosen)] if chosen else []
    against = [member_compared(code) for code in view.selection.against]
    places: list[Place] = []
    twice, unlike = [], []
    for of, codes in [*asked, *((of, (code,)) for of, code in against)]:
        place = _place(view, of, codes)
        if of != column and (BY_COLUMN[of].is_class or BY_COLUMN[column].is_class):
            unlike.append(place.name)
        elif any(place.codes == other.codes for other in places):
            twice.append(place.name)
        else:
            places.append(place)
    shown = _told_apart(places[:MOST])
    too_many = tuple(place.name for place in places[MOST:])
    return Compared(shown, tuple(twice), too_many, tuple(unlike), _within(view, shown))


def whole_country(view: View) -> View:
    """The country under the same years, classes and types."""
    return view.with_selection(_without(view.selection, "county"))


def whole(view: View) -> View:
    """All that the members are parts of, under the same years and types: for places the country."""
    column = column_compared(view.selection)
    return view.with_selection(_without(view.selection, column)) if column else whole_country(view)


def whole_name(view: View) -> str:
    """What all of it is called: not the country where classes of a place are compared."""
    all_of_it = whole(view)
    return _("The whole country") if all_of_it == whole_country(all_of_it) else _("The whole selection")


def class_name(view: View, column: str, code: str | int) -> str:
    """The name of a class where it stands alone: ``Sentralitet 6``, ``2 000–4 999 innbyggere``."""
    names = DIMENSIONS[column].members(view.extract, view.selection.borders)
    return _(_CLASSES[column]).format(name=code if column == "centrality" else names.get(code, code))


def _place(view: View, column: str, codes: tuple[str | int, ...]) -> Place:
    """The counties, municipalities or classes of these codes as one."""
    names = DIMENSIONS[column].members(view.extract, view.selection.borders)
    is_class = BY_COLUMN[column].is_class
    named = (class_name(view, column, code) if is_class else str(names.get(code, code)) for code in codes)
    selection = replace(_without(view.selection, column), **{BY_COLUMN[column].field: codes})
    return Place(column, codes, " + ".join(named), view.with_selection(selection))


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


def _without(selection: Selection, column: str) -> Selection:
    """The selection without its classes of a column, or without any place."""
    lifted = [
        each.field
        for each in FILTERS
        if each.column == column or (each.is_place and BY_COLUMN[column].is_place)
    ]
    return replace(selection, against=(), **dict.fromkeys(lifted, ()))


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

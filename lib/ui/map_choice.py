"""The switches of the map beside the filters: measure and base, level, change and scale."""

from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st

from lib.figures.change_table import In
from lib.figures.region_figures import measure_labels
from lib.figures.regions import BASES, MEASURES, Level, Scale, with_whole_county
from lib.metrics.compute import total
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui import link
from lib.ui.controls import PARAMETER, measure, switch
from lib.ui.page_view import current
from lib.ui.sitemap import PAGES
from lib.words import _

# As written in a link → what it means.
AGAINST = {"alt": "", "innbyggere": "population", "tilskudd": "grants", "leger": "doctors"}
LEVELS: dict[str, Level] = {"fylker": "county", "kommuner": "municipality"}
CHANGES: dict[str, In] = {"endring": "absolute", "endring-prosent": "percent"}
NOW, YEARS = "naa", "aar-for-aar"
_REACH = "rekkevidde"
_SCALES: dict[str, Scale] = {"klasser": "classes", "trinnlos": "ramp"}


@dataclass(frozen=True)
class MapChoice:
    """One state of the map, all of it in the link."""

    metric: str
    level: Level
    scale: Scale
    change: In | None = None
    year_by_year: bool = False


def map_choice(selection: Selection) -> MapChoice:
    """Draw the map's switches, only those that make a difference; gives the choices."""
    with st.container(horizontal=True, gap="small", key="map-choices"):
        measured = measure(measure_labels())
        bases = {name: _(BASES[base]) for name, base in AGAINST.items() if base in MEASURES[measured]}
        against = AGAINST[switch("per", _("Measured against"), bases, known=AGAINST)]
        shows = switch("vis", _("Shows"), _shows())
        level = _level(selection, shows)
        # What is behind the button is sent when it is opened.
        menu = st.popover(_("More choices"), wrap=False, key="map-more", on_change="rerun")
        scales = {"klasser": _("classes"), "trinnlos": _("continuous colours")}
        with menu if menu.open else nullcontext():
            scale = _SCALES[switch("skala", _("Scale"), scales, is_drawn=menu.open)]
    return MapChoice(
        metric=MEASURES[measured][against],
        level=level,
        scale=scale,
        change=CHANGES.get(shows),
        year_by_year=shows == YEARS,
    )


def follow_moved_page() -> None:
    """Go to the page on municipalities without grants, which links from before ask the map for."""
    current()  # reads the link where the page is run alone
    if link.read_one(PARAMETER) == _REACH:
        link.choose(**{PARAMETER: ()})
        st.switch_page(st.Page(PAGES / "rekkevidde.py", url_path=_REACH))


def has_neighbours_with_grants(view: View) -> bool:
    """Whether a municipality without grants is a place on the map all the same."""
    if not view.selection.municipalities:
        return False
    return bool(total(with_whole_county(view, "municipality"), "grants")["grants"])


def _shows() -> dict[str, str]:
    return {
        NOW: _("the years chosen"),
        "endring": _("change"),
        "endring-prosent": _("change in %"),
        YEARS: _("year by year"),
    }


def _level(selection: Selection, shows: str) -> Level:
    """The municipalities of a county once one is chosen; else as the reader says, the counties first."""
    if selection.places == "municipality":
        return "municipality"
    if shows == YEARS:
        return "county"  # small pictures of the country have no room for 356 municipalities
    return LEVELS[switch("niva", _("Level"), {"fylker": _("counties"), "kommuner": _("municipalities")})]

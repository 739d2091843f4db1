"""Going from the country to a county to a municipality and back, by click, by name or by the trail.

Every way sets the same ``fylke`` and ``kommune`` filters, so that the other pages and the URL follow.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from lib.figures.captions import place_words
from lib.figures.drawing import PICK
from lib.figures.region_figures import region_names
from lib.metrics.border_changes import successors_of
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.frames import county_of
from lib.metrics.view import View
from lib.ui import filter_choices, html
from lib.words import _


def question_of(view: View) -> str:
    """What the page of a place asks: how the one place chosen is doing, or any."""
    if kind_of_place(view):
        return _("How is {place} doing?").format(place=place_words(view))
    return _("How is a place doing?")


def kind_of_place(view: View) -> Literal["municipality", "county", ""]:
    """What the one place chosen is; empty where none or several are."""
    if view.selection.municipalities:
        return "municipality" if len(view.selection.municipalities) == 1 else ""
    return "county" if len(view.selection.counties) == 1 else ""


def ask_for_place() -> None:
    """What a reader does to choose a place."""
    st.html(html.nothing(_("Search for a county or municipality in the box above, or choose one here.")))


def trail(view: View) -> None:
    """The breadcrumb "Norge › Vestland › Voss"."""
    steps = _steps(view)
    if len(steps) == 1:  # the whole country, from which there is no way back
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="trail"):
        for position, (name, code) in enumerate(steps):
            if position:
                st.html("<span aria-hidden=true>›</span>", width="content")
            here = position == len(steps) - 1
            st.button(
                name,
                key=f"trail-{position}",
                type="tertiary",
                disabled=here,
                on_click=go_to,
                args=(view, code),
            )


def _steps(view: View) -> list[tuple[str, str]]:
    """The places from the country down to the selection, as (name, code); the country has no code."""
    names = region_names(view)
    steps = [(_("Norway"), "")]
    counties, municipalities = view.selection.counties, view.selection.municipalities
    if len(municipalities) == 1 and not counties:
        counties = (county_of(view.extract, view.selection.borders)[municipalities[0]],)
    for codes in (counties, municipalities):
        if len(codes) == 1:
            steps.append((names[codes[0]], codes[0]))
    return steps


def go_to(view: View, code: str) -> None:
    """Choose a place: a county, a municipality with its county, or with no code the whole country."""
    filter_choices.choose(view.extract, **_filters_of(view, code))


def _filters_of(view: View, code: str) -> dict[str, tuple[str, ...]]:
    """The filters that choose a place. A code of other borders chooses its successors."""
    counties = county_of(view.extract, view.selection.borders)
    if not code or code in DIMENSIONS["county"].members(view.extract, view.selection.borders):
        return {"fylke": (code,) if code else (), "kommune": ()}
    chosen = (code,)
    if code not in counties:
        move = successors_of(view.extract, "municipality", code, view.selection.borders)
        chosen = tuple(now for now, _name in move.now) if move else ()
    return {"fylke": tuple({counties[each]: None for each in chosen}), "kommune": chosen}


def picker(view: View) -> Callable[[str], None]:
    """A callback for clicks, by a chart's key: go to the region that was clicked."""
    return partial(_picked, view)


def _picked(view: View, key: str) -> None:
    regions = st.session_state[key]["selection"].get(PICK) or []
    if regions:
        go_to(view, regions[0]["id"])


def link_to(view: View, code: str) -> str:
    """The address of a place on the page at hand. A script beside the page adds the rest of the choices."""
    return "?" + urlencode(_filters_of(view, code), doseq=True)

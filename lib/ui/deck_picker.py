"""Every figure that a presentation may hold, as small slides to pick from, by the page that shows them."""

from collections.abc import Iterator

import streamlit as st

from lib.export.presentation import Slide, require, titles
from lib.figures.recipes import FigureError
from lib.metrics.view import View
from lib.ui import deck_choice, html, link
from lib.ui.figure_pages import where_shown
from lib.ui.sitemap import SITE
from lib.ui.slide_route import url_of
from lib.words import _


def picker(view: View, language: str) -> None:
    """The small slides, unfolded when the reader asks for them, and drawn when they come into view."""
    box = st.expander(
        _("Add a figure"),
        key="deck-picker",
        on_change="rerun",
        icon=":material/add:",
        expanded=not deck_choice.chosen(),
    )
    if box.open:
        with box:
            st.html("".join(_groups(view, language)))


def _groups(view: View, language: str) -> Iterator[str]:
    there = deck_choice.chosen()
    spoken = link.read_one("spraak") or "no"
    grouped: dict[str, list[str]] = {path: [] for _file, _name, path in SITE} | {"…": []}
    for name, label in titles().items():
        slide = deck_choice.slide_of(view, name)
        if _can_be_made(view, slide):
            found = where_shown(name)
            is_there = deck_choice.is_in(slide, there)
            source = url_of(view, slide, spoken=spoken)
            grouped[found[0] if found else "…"].append(html.tile(slide.token, label, source, is_there))
    labels = {path: _(name) for _file, name, path in SITE} | {"…": _("Other figures")}
    for path, tiles in grouped.items():
        if tiles:
            yield html.tiles(labels[path], tiles)


def _can_be_made(view: View, slide: Slide) -> bool:
    try:
        require(view, slide)
    except FigureError:
        return False
    return True

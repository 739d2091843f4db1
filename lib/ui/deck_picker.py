"""Every figure that a presentation may hold, as small slides to pick from, by the page that shows them."""

import streamlit as st

from lib.export.presentation import Slide, require, titles
from lib.figures.recipes import FigureError
from lib.metrics.view import View
from lib.ui import deck_choice, html, link
from lib.ui.figure_pages import where_shown
from lib.ui.sitemap import SITE
from lib.ui.slide_route import url_of
from lib.words import N_, _, count

_FEW = 4  # small slides that are not folded
_LABELS = {path: name for _file, name, path in SITE}
_OTHER, _NOWHERE = N_("Other figures"), "…"


def picker(view: View) -> None:
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
            for path, slides in _groups(view).items():
                _group(view, path, slides)


def _group(view: View, path: str, slides: dict[str, Slide]) -> None:
    """The small slides of a page; many are folded, and only sent when they are unfolded."""
    name = _LABELS.get(path, _OTHER)
    fold = st.expander(
        f"{_(name)} ({count(len(slides))})",
        key=f"deck-group-{path or 'first'}",
        on_change="rerun",
        expanded=len(slides) <= _FEW,
    )
    if not fold.open:
        return
    there, spoken = deck_choice.chosen(), link.read_one("spraak") or "no"
    tiles = (
        html.tile(slide.token, label, url_of(view, slide, spoken=spoken), deck_choice.is_in(slide, there))
        for label, slide in slides.items()
    )
    fold.html(html.tiles(tiles))


def _groups(view: View) -> dict[str, dict[str, Slide]]:
    """Page → label → slide, of every figure that can be made of the view; those of no page are the last."""
    grouped: dict[str, dict[str, Slide]] = {path: {} for path in _LABELS} | {_NOWHERE: {}}
    for name, label in titles().items():
        slide = deck_choice.slide_of(view, name)
        if _can_be_made(view, slide):
            found = where_shown(name)
            grouped[found[0] if found else _NOWHERE][label] = slide
    return {path: slides for path, slides in grouped.items() if slides}


def _can_be_made(view: View, slide: Slide) -> bool:
    try:
        require(view, slide)
    except FigureError:
        return False
    return True

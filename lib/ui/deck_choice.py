"""The slides picked for a presentation, in order; on the page Presentasjon they are the link."""

from dataclasses import replace

import streamlit as st

from lib.export.presentation import ReadySet, Slide, read_slide, require
from lib.export.shown import Size
from lib.figures import recipes
from lib.figures.recipes import FigureError
from lib.metrics.view import View
from lib.ui import link
from lib.ui.controls import switch
from lib.ui.ignored import ignore
from lib.words import ASKED_FOR, _

PARAMETERS = ("bilde", "tittel", "forfatter", "spraak", "format")
_SLIDE, TITLE, AUTHOR, _LANGUAGE, _SIZE = PARAMETERS
_SIZES: dict[str, Size] = {"16x9": "16:9", "4x3": "4:3"}  # as in a link
_MOST_LETTERS = 1000  # of a title, in a link; the slide shortens it to what there is room for


def chosen() -> tuple[Slide, ...]:
    """The slides, in order."""
    return tuple(map(read_slide, link.values(_SLIDE)))


def slide_of(view: View, name: str) -> Slide:
    """The slide of a figure as the view at hand shows it."""
    return Slide(name, view.selection)


def add(*slides: Slide) -> None:
    """Put slides last in the presentation, those that are not there yet. For callbacks."""
    there = chosen()
    _keep((*there, *(slide for slide in slides if not is_in(slide, there))))


def is_in(slide: Slide, slides: tuple[Slide, ...]) -> bool:
    """Whether a figure with its selection is among the slides, whatever their titles."""
    return any((each.name, each.selection) == (slide.name, slide.selection) for each in slides)


def add_set(view: View, ready: ReadySet) -> None:
    """Put the slides of a ready set last. For callbacks."""
    add(*(slide_of(view, name) for name in ready.figures_for(view.selection)))


def remove(position: int) -> None:
    """Take a slide out."""
    _keep(tuple(slide for place, slide in enumerate(chosen()) if place != position))


def move(position: int, by: int) -> None:
    """Move a slide up or down in the order."""
    order = list(chosen())
    order.insert(max(position + by, 0), order.pop(position))
    _keep(tuple(order))


def entitle(position: int, title: str) -> None:
    """Give a slide a title of its owner's; without one it says what its figure shows."""
    order = list(chosen())
    order[position] = replace(order[position], title=title.strip())
    _keep(tuple(order))


def _keep(slides: tuple[Slide, ...]) -> None:
    link.change(**{_SLIDE: tuple(slide.token for slide in slides)})


def show_in_link(view: View) -> None:
    """Write the slides to the address; name unknown ones to the reader and leave them out."""
    asked = dict.fromkeys(link.read(_SLIDE))
    unknown = [token for token in asked if not _is_known(view, token)]
    ignore(*((_SLIDE, token) for token in unknown))
    link.choose(**{_SLIDE: tuple(token for token in asked if token not in unknown)})
    link.show(_SLIDE, *link.values(_SLIDE))


def _is_known(view: View, token: str) -> bool:
    """Whether there is such a figure, and such years and places; it may still lack a place that is chosen."""
    try:
        slide = read_slide(token)
        if slide.selection:
            require(view, slide)
    except FigureError:
        return False
    return slide.name in recipes.names()


def language_of_numbers() -> str:
    """The language that the presentation is made in, which the reader chooses."""
    labels = {"no": _("Norwegian"), "en": _("English")}
    return ASKED_FOR[switch(_LANGUAGE, _("The language of the slides"), labels)]


def size_of_slides() -> Size:
    """The size of the slides, which the reader chooses."""
    return _SIZES[switch(_SIZE, _("The size of the slides"), _SIZES)]


def text(parameter: str, label: str, default: str) -> str:
    """A line the reader writes, kept in the link. One that is still the default follows the language."""
    key, wanted = f"deck-{parameter}", link.read_one(parameter) or default
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    written = st.text_input(label, key=key, on_change=_write, args=(parameter, key, default))
    link.show(parameter, *([written] if written != default else []))
    return written


def _write(parameter: str, key: str, default: str) -> None:
    written = _kept(st.session_state[key])
    link.change(**{parameter: (written,) if written != default else ()})


def _kept(written: str) -> str:
    """As much of a text as a link has room for: a limit of the field's own drops what is pasted, unsaid."""
    return written if len(written) <= _MOST_LETTERS else f"{written[: _MOST_LETTERS - 1]}…"


def title_of(position: int, own: str, suggested: str, label: str) -> None:
    """The title of a slide, to be written over in its place."""
    key, wanted = f"slide-title-{position}", own or suggested
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    st.text_input(
        label,
        key=key,
        label_visibility="collapsed",
        on_change=_entitle,
        args=(position, key, suggested),
    )


def _entitle(position: int, key: str, suggested: str) -> None:
    written = _kept(st.session_state[key])
    entitle(position, "" if written == suggested else written)

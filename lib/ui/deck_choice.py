"""The figures picked for a presentation, in order; on the page Presentasjon they are the link."""

import streamlit as st

from lib.export.presentation import READY
from lib.figures import recipes
from lib.ui import link
from lib.ui.controls import switch
from lib.ui.ignored import ignore
from lib.words import ASKED_FOR, _

PARAMETERS = ("bilde", "tittel", "forfatter", "spraak")
_SLIDE, TITLE, AUTHOR, _LANGUAGE = PARAMETERS


def chosen() -> tuple[str, ...]:
    """The names of the picked figures, in order."""
    return link.values(_SLIDE)


def add(name: str) -> None:
    """Put a figure last in the presentation. For callbacks."""
    if name not in chosen():
        _keep((*chosen(), name))


def take_ready() -> None:
    """Begin with the ready choice."""
    _keep(READY)


def remove(name: str) -> None:
    """Take a figure out."""
    _keep(tuple(other for other in chosen() if other != name))


def move(name: str, by: int) -> None:
    """Move a figure up or down in the order."""
    order = [other for other in chosen() if other != name]
    order.insert(max(chosen().index(name) + by, 0), name)
    _keep(tuple(order))


def _keep(names: tuple[str, ...]) -> None:
    link.change(**{_SLIDE: names})


def show_in_link() -> None:
    """Write the picked figures to the address; name unknown ones to the reader and leave them out."""
    unknown = [name for name in link.read(_SLIDE) if name not in recipes.names()]
    ignore(*((_SLIDE, name) for name in unknown))
    link.choose(**{_SLIDE: tuple(dict.fromkeys(name for name in chosen() if name not in unknown))})
    link.show(_SLIDE, *chosen())


def language_of_numbers() -> str:
    """The language that the presentation is made in, which the reader chooses."""
    labels = {"no": _("Norwegian"), "en": _("English")}
    return ASKED_FOR[switch(_LANGUAGE, _("The language of the slides"), labels)]


def text(parameter: str, label: str, default: str) -> str:
    """A line the reader writes, kept in the link. One that is still the default follows the language."""
    key, wanted = f"deck-{parameter}", link.read_one(parameter) or default
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    written = st.text_input(label, key=key, max_chars=120, on_change=_write, args=(parameter, key, default))
    link.show(parameter, *([written] if written != default else []))
    return written


def _write(parameter: str, key: str, default: str) -> None:
    written = st.session_state[key]
    link.change(**{parameter: (written,) if written != default else ()})

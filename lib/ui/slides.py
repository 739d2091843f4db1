"""The figures picked for a presentation, in order; on the page Presentasjon they are the link."""

import streamlit as st

from lib.export.presentation import KEYS, READY
from lib.figures import named
from lib.ui.filters import came_by_link
from lib.ui.ignored import ignore
from lib.ui.switch import switch
from lib.words import ASKED_FOR, _

PARAMETERS = ("bilde", "tittel", "forfatter", "spraak")
_CHOSEN = "slides"  # session state: the names, in order
_SLIDE, TITLE, AUTHOR, _LANGUAGE = PARAMETERS


def chosen() -> tuple[str, ...]:
    """The names of what is picked, in order."""
    return st.session_state.get(_CHOSEN, ())


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
    st.session_state[_CHOSEN] = names


def follow_link() -> None:
    """Take the figures from the link, on the page of the presentation; others keep what is picked there."""
    asked = st.query_params.get_all(_SLIDE)
    if asked and (not chosen() or came_by_link()):
        known = tuple(dict.fromkeys(name for name in asked if name == KEYS or name in named.names()))
        _keep(known)
        ignore(*((_SLIDE, name) for name in asked if name not in known))


def write_link() -> None:
    """Let the address say what is picked."""
    if tuple(st.query_params.get_all(_SLIDE)) != chosen():
        st.query_params[_SLIDE] = list(chosen())


def language_of_numbers() -> str:
    """The language that the presentation is made in, which the reader chooses."""
    labels = {"no": _("Norwegian"), "en": _("English")}
    return ASKED_FOR[switch(_LANGUAGE, _("The language of the slides"), labels)]


def text(parameter: str, label: str, default: str) -> str:
    """A line the reader writes, kept in the link. One that is still the default follows the language."""
    key, kept = f"deck-{parameter}", f"deck-{parameter}-default"
    untouched = st.session_state.get(key) == st.session_state.get(kept, default)
    if key not in st.session_state or untouched or came_by_link():
        st.session_state[key] = st.query_params.get(parameter, default)
    st.session_state[kept] = default
    written = st.text_input(label, key=key, max_chars=120)
    if written != default:
        st.query_params[parameter] = written
    elif parameter in st.query_params:
        del st.query_params[parameter]
    return written

"""The link of a view: read when a reader follows it, and written once when a page is drawn.

Controls read their choices here and report what they show. Nothing else touches the address, so that a
click is one step of the browser's back.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Values = tuple[str, ...]
_CHOSEN = "link_chosen"  # session state: URL parameter → values as in a link, of all pages
_SHOWN = "link_shown"  # session state: the same, as the page at hand shows them
_EARLIER = "link_earlier"  # session state: (chosen, shown) before each of the reader's last changes
_PAGE = "link_page"  # session state: the page of the last run, as Streamlit names it
_MOVED = "link_moved"  # session state: whether this run is the first of another page
MOST_UNDONE = 20


def begin_run() -> None:
    """Begin a run. Read the choices from the address if the reader came by a link, or by back or forward.

    On any other run the choices are the session's: the address may lag behind a fast reader.
    """
    before, shown = st.session_state.get(_CHOSEN), st.session_state.get(_SHOWN, {})
    st.session_state[_SHOWN] = {}
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    st.session_state[_MOVED] = page != st.session_state.get(_PAGE, page)
    st.session_state[_PAGE] = page
    if before is None or came_by_link():
        asked = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
        st.session_state[_CHOSEN] = (before or {}) | asked
        earlier = st.session_state.get(_EARLIER, [])
        if earlier and earlier[-1][1] == asked:  # the browser's back has undone the last change
            earlier.pop()
        elif before:  # a result of the search, or a link in a table
            _keep(before, shown)


def came_by_link() -> bool:
    """Whether the reader came by the browser's back or forward, or by a link within the site.

    An address without parameters is Streamlit's own step between two pages, and keeps the choices.
    """
    context = get_script_run_ctx()
    if context is None or not st.query_params:
        return False
    return context.is_history_navigation or st.session_state.get(_MOVED, False)


def values(name: str) -> Values:
    """The chosen values of a parameter."""
    return st.session_state[_CHOSEN].get(name, ())


def read(name: str) -> Values:
    """The chosen values of a parameter of this page: none if the link that was followed lacks it."""
    if came_by_link() and name not in st.query_params:
        choose(**{name: ()})
    return values(name)


def read_one(name: str) -> str:
    """The first chosen value of a parameter of this page, or empty."""
    return next(iter(read(name)), "")


def choose(**chosen: Values) -> None:
    """Set parameters, those without values to their defaults. A page that has none of them keeps them."""
    kept = st.session_state[_CHOSEN] | chosen
    st.session_state[_CHOSEN] = {name: values for name, values in kept.items() if values}


def change(**chosen: Values) -> None:
    """Set parameters as the reader did, so that it can be undone. For callbacks."""
    before, shown = st.session_state[_CHOSEN], st.session_state[_SHOWN]
    choose(**chosen)
    _keep(before, shown)


def _keep(before: dict[str, Values], shown: dict[str, Values]) -> None:
    """Keep what was chosen and shown before a change that changed anything, so that it can be undone."""
    if st.session_state[_CHOSEN] != before:
        earlier = [*st.session_state.get(_EARLIER, []), (before, {name: v for name, v in shown.items() if v})]
        st.session_state[_EARLIER] = earlier[-MOST_UNDONE:]


def undo() -> None:
    """Take the reader's last change back. For callbacks."""
    if can_undo():
        st.session_state[_CHOSEN], _shown = st.session_state[_EARLIER].pop()


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(st.session_state.get(_EARLIER))


def show(name: str, *values: str) -> None:
    """Set what the address shows of a parameter; without values it is left out."""
    st.session_state[_SHOWN][name] = values


def is_on(name: str, value: str) -> bool:
    """Whether a value is one of a parameter's, as a figure is of those shown as tables; shows it then."""
    found = value in read(name)
    if found:
        show(name, *dict.fromkeys((*st.session_state[_SHOWN].get(name, ()), value)))
    return found


def turn(name: str, value: str, *, on: bool) -> None:
    """Turn one value of a parameter on or off, and write the address. For callbacks of a part of a page.

    That part is run again alone, and so no end of a run writes what it shows.
    """
    for kept in (st.session_state[_CHOSEN], st.session_state[_SHOWN]):
        kept[name] = (*(each for each in kept.get(name, ()) if each != value), *([value] if on else []))
    st.query_params.from_dict(_params(st.session_state[_SHOWN]))


def address(**switches: str) -> dict[str, list[str]]:
    """The parameters of a link to another page: the filters shown now, and the switches of that page."""
    shown = _params(st.session_state[_SHOWN])
    return shown | {name: [value] for name, value in switches.items()}


def end_run() -> None:
    """End a run: write the address, unless the reader stepped back, which must not lead forward again."""
    shown = _params(st.session_state[_SHOWN])
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    if shown != there and not came_by_link():
        st.query_params.from_dict(shown)


def _params(shown: dict[str, Values]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in shown.items() if values}

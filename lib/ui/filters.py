"""The filters in the sidebar: choices with the number of grants behind each, kept in the URL."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.facets import facets
from lib.metrics.selection import BORDERS, Selection
from lib.ui import address
from lib.words import _, count

_STATE = "choices"  # session state: URL parameter → chosen codes
_UNKNOWN = "unknown_choices"
_SHOWN = ("fylke", "sentralitet", "storrelse", "type")


def sidebar(extract: Extract) -> Selection:
    """Draw the filters and give the selection they make. The URL follows, and a link is followed."""
    _follow_link(extract)
    with st.sidebar:
        title = _("Filters")
        st.html(f"<h2 class=filters>{title}</h2>")
        _years(extract)
        selection = _selection(extract)
        for name in _SHOWN[:1]:
            _choices(extract, selection, name)
        _borders()
        for name in _SHOWN[1:]:
            _choices(extract, selection, name)
        st.button(
            _("Reset"),
            key="reset",
            on_click=_reset,
            args=(extract,),
            width="stretch",
            disabled=st.session_state[_STATE] == _defaults(extract),
        )
    _write_link()
    return _selection(extract)


def unknown_in_link() -> tuple[tuple[str, str], ...]:
    """What the reader's link asked for that does not exist, as (parameter, value)."""
    return st.session_state.get(_UNKNOWN, ())


def choose(**choices: tuple) -> None:
    """Set filters from elsewhere on a page, by URL parameter. For callbacks: before the widgets are drawn."""
    st.session_state[_STATE] |= choices
    st.session_state[_UNKNOWN] = ()
    _push_to_widgets()


def _selection(extract: Extract) -> Selection:
    return address.selection_of(extract, st.session_state[_STATE])


def _follow_link(extract: Extract) -> None:
    """Take the choices from the URL when the reader came by a link or by the browser's back and forward.

    On any other run the choices are ours and the URL may lag behind a fast reader; it must not win then.
    An address without parameters is Streamlit's own step between two pages, and keeps the choices.
    """
    if _STATE in st.session_state and not _came_by_link():
        return
    found = address.read(extract, {name: st.query_params.get_all(name) for name in st.query_params})
    st.session_state[_STATE] = dict(found.chosen)
    st.session_state[_UNKNOWN] = found.unknown
    _push_to_widgets()


def _came_by_link() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation and bool(st.query_params)


def _write_link() -> None:
    params = address.params_of(st.session_state[_STATE])
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in _OURS}
    if {name: st.query_params.get_all(name) for name in st.query_params} != params | others:
        st.query_params.from_dict(params | others)


_OURS = frozenset({address.YEARS, address.BORDER, *address.FILTERS})


def _reset(extract: Extract) -> None:
    st.session_state[_STATE] = _defaults(extract)
    st.session_state[_UNKNOWN] = ()
    _push_to_widgets()


def _defaults(extract: Extract) -> dict[str, tuple]:
    return dict(address.read(extract, {}).chosen)


def _push_to_widgets() -> None:
    """Set every filter's widget to the choices. Done before the widgets are drawn, as Streamlit requires."""
    for name, codes in st.session_state[_STATE].items():
        st.session_state[_key(name)] = codes[0] if name == address.BORDER else list(codes)


def _key(name: str) -> str:
    return f"filter-{name}"


def _taken(name: str, least: tuple = ()) -> None:
    """A filter was changed: keep the choice, ``least`` if none is left; other borders drop the counties."""
    value = st.session_state[_key(name)]
    if not value and least:
        value = st.session_state[_key(name)] = list(least)
    choices = st.session_state[_STATE]
    st.session_state[_UNKNOWN] = ()
    if name == address.BORDER:
        choices |= {name: (value or BORDERS[0],), "fylke": (), "kommune": ()}
        st.session_state[_key("fylke")] = []
    else:
        choices[name] = tuple(sorted(value))
        if name == "fylke":
            choices["kommune"] = ()  # a municipality is only chosen within its county


def _years(extract: Extract) -> None:
    """The years; with none left chosen, the latest."""
    selection = _selection(extract)
    counts = facets(extract, selection)["year"]
    st.pills(
        DIMENSIONS["year"].label,
        list(frames.years(extract)),
        selection_mode="multi",
        key=_key(address.YEARS),
        format_func=lambda year: f"{year} · {count(counts[year])}",
        on_change=_taken,
        args=(address.YEARS, address.default_years(extract)),
    )


def _borders() -> None:
    st.segmented_control(
        _("County borders"),
        BORDERS,
        key=_key(address.BORDER),
        format_func=lambda vintage: _("from {year}").format(year=vintage),
        required=True,
        on_change=_taken,
        args=(address.BORDER,),
    )


def _choices(extract: Extract, selection: Selection, name: str) -> None:
    column = address.FILTERS[name]
    labels = DIMENSIONS[column].members(extract, selection.borders)
    counts = facets(extract, selection)[column]
    st.pills(
        DIMENSIONS[column].label,
        list(labels),
        selection_mode="multi",
        key=_key(name),
        format_func=lambda code: f"{labels[code]} · {count(counts[code])}",
        on_change=_taken,
        args=(name,),
    )

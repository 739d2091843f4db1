"""The filters in the sidebar: choices with the number of grants behind each, kept in the URL."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.facets import facets
from lib.metrics.filters import BY_LINK, FILTERS, Filter
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.successors import Move
from lib.metrics.view import View
from lib.ui import address
from lib.ui.address import Choices
from lib.words import _, count

_STATE = "choices"  # session state: URL parameter → chosen codes
_UNKNOWN = "unknown_choices"
_MOVED = "moved_choices"
_SHOWN = tuple(each for each in FILTERS if not each.within)


def sidebar(extract: Extract) -> Selection:
    """Draw the filters and give the selection they make. The URL follows, and a link is followed."""
    _follow_link(extract)
    with st.sidebar:
        title = _("Filters")
        st.html(f"<h2 class=filters>{title}</h2>")
        _years(extract)
        selection = _selection(extract)
        for shown in _SHOWN:
            _choices(View(extract, selection), shown)
            if shown.column == "county":
                _borders(extract)
        st.button(
            _("Reset"),
            key="reset",
            on_click=_reset,
            args=(extract,),
            width="stretch",
            disabled=st.session_state[_STATE] == _defaults(extract),
        )
    _write_link(extract)
    return _selection(extract)


def unknown_in_link() -> tuple[tuple[str, str], ...]:
    """What the reader's link asked for that does not exist, as (parameter, value)."""
    return st.session_state.get(_UNKNOWN, ())


def moved_to() -> tuple[Move, ...]:
    """The places chosen that the borders in use do not have, with what they became, which is shown."""
    return st.session_state.get(_MOVED, ())


def choices() -> dict[str, tuple]:
    """The reader's choices, by URL parameter."""
    return st.session_state[_STATE]


def extract_in_link() -> str | None:
    """The id of the extract that the reader's link was made on."""
    return st.query_params.get(address.EXTRACT)


def take_over(extract: Extract) -> None:
    """Bring the choices to another extract: what it does not have is left out and named to the reader."""
    if _STATE in st.session_state:
        _keep(address.read(extract, address.params_of(st.session_state[_STATE])))


def came_by_link() -> bool:
    """Whether the reader came by the browser's back or forward, or by a link within the page."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation and bool(st.query_params)


def choose(extract: Extract, **choices: tuple) -> None:
    """Set filters from elsewhere on a page, by URL parameter. For callbacks: before the widgets are drawn."""
    _keep(address.followed(extract, st.session_state[_STATE] | choices))


def _keep(found: Choices) -> None:
    """Take choices into use, in the filters too.

    Only what changes is set: another filter may hold a choice made in the same moment.
    """
    before = st.session_state.get(_STATE, {})
    st.session_state[_STATE] = dict(found.chosen)
    st.session_state[_UNKNOWN] = found.unknown
    st.session_state[_MOVED] = found.moved
    for name, codes in found.chosen.items():
        if before.get(name) != codes or _key(name) not in st.session_state:
            _push_to_widget(name)


def _selection(extract: Extract) -> Selection:
    return address.selection_of(extract, st.session_state[_STATE])


def _follow_link(extract: Extract) -> None:
    """Take the choices from the URL when the reader came by a link or by the browser's back and forward.

    On any other run the choices are ours and the URL may lag behind a fast reader; it must not win then.
    An address without parameters is Streamlit's own step between two pages, and keeps the choices.
    """
    if _STATE in st.session_state and not came_by_link():
        return
    _keep(address.read(extract, {name: st.query_params.get_all(name) for name in st.query_params}))


def _write_link(extract: Extract) -> None:
    """Let the address say what is chosen, and on which extract the link is made."""
    params = address.params_of(st.session_state[_STATE])
    if address.EXTRACT in st.query_params or not came_by_link():  # back must not be led forward again
        params |= {address.EXTRACT: [extract.manifest.id]}
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in _OURS}
    if {name: st.query_params.get_all(name) for name in st.query_params} != params | others:
        st.query_params.from_dict(params | others)


_OURS = frozenset({address.YEARS, address.BORDER, address.EXTRACT, *BY_LINK})


def _reset(extract: Extract) -> None:
    _keep(Choices(_defaults(extract)))


def _defaults(extract: Extract) -> dict[str, tuple]:
    return dict(address.read(extract, {}).chosen)


def _push_to_widget(name: str) -> None:
    """Set a filter's widget to its choices. Done before it is drawn, as Streamlit requires."""
    codes = st.session_state[_STATE][name]
    if name == address.BORDER:
        codes = codes or (address.default_borders(st.session_state[_STATE]),)
    st.session_state[_key(name)] = codes[0] if name == address.BORDER else list(codes)


def _key(name: str) -> str:
    return f"filter-{name}"


def _taken(extract: Extract, name: str, least: tuple = ()) -> None:
    """A filter was changed: keep the choice, ``least`` if none is left.

    Where the borders change with it, the places chosen are followed to what they became.
    """
    value = st.session_state[_key(name)]
    value = list(value) if isinstance(value, list) else [value]
    choices = st.session_state[_STATE] | {name: tuple(sorted(value)) or least}
    choices[address.BORDER] = address.chosen_borders(choices)
    changed = BY_LINK[name].column if name in BY_LINK else ""
    choices |= {each.link: () for each in FILTERS if changed and each.within == changed}
    _keep(address.followed(extract, choices))
    _push_to_widget(address.BORDER)  # without a choice of borders they follow the years
    _push_to_widget(name)  # where none was left, the widget has the least now


def _years(extract: Extract) -> None:
    """The years; with none left chosen, the latest."""
    selection = _selection(extract)
    counts = facets(View(extract, selection))["year"]
    st.pills(
        DIMENSIONS["year"].label,
        list(frames.years(extract)),
        selection_mode="multi",
        key=_key(address.YEARS),
        format_func=lambda year: f"{year} · {count(counts[year])}",
        on_change=_taken,
        args=(extract, address.YEARS, address.default_years(extract)),
    )


def _borders(extract: Extract) -> None:
    labels = {vintage: _("from {year}").format(year=vintage) for vintage in BORDERS}
    labels[address.PUBLISHED] = _("as published")
    st.segmented_control(
        _("County borders"),
        address.BORDER_CHOICES,
        key=_key(address.BORDER),
        format_func=labels.get,
        required=True,
        on_change=_taken,
        args=(extract, address.BORDER),
    )


def _choices(view: View, shown: Filter) -> None:
    labels = DIMENSIONS[shown.column].members(view.extract, view.selection.borders)
    counts = facets(view)[shown.column]
    st.pills(
        DIMENSIONS[shown.column].label,
        list(labels),
        selection_mode="multi",
        key=_key(shown.link),
        format_func=lambda code: f"{labels[code]} · {count(counts[code])}",
        on_change=_taken,
        args=(view.extract, shown.link),
    )

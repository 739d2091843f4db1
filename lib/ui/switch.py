"""A choice between a few views of the same page, kept in the URL under a name of its own."""

from collections.abc import Mapping

import streamlit as st

from lib.ui.filters import came_by_link
from lib.ui.ignored import ignore


def switch(
    parameter: str,
    label: str,
    options: Mapping[str, str],
    *,
    known: Mapping | None = None,
    always: bool = False,
) -> str:
    """Let the reader choose one of the options (as in a link → label), the first unless a link says so.

    ``known`` are the values that the parameter has on any page: others in a link are named to the reader.
    The first stands in the link only if ``always``: each change of the address is a step of the browser's
    back, and a page must not take steps of its own.
    """
    names = list(options)
    asked = st.query_params.get(parameter)
    if asked is not None and asked not in (known or options):
        ignore((parameter, asked))
    kept, key = f"{parameter}-chosen", f"{parameter}-{'-'.join(names)}"
    if kept not in st.session_state or came_by_link():
        st.session_state[kept] = asked
    # A choice that this page does not have is kept for the pages that do.
    chosen = st.session_state[kept] if st.session_state[kept] in names else names[0]
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        names,
        format_func=options.get,
        required=True,
        key=key,
        label_visibility="collapsed",
        on_change=_choose,
        args=(kept, key),
    )
    said = chosen if always or chosen != names[0] else None
    if said is None and asked is not None:
        del st.query_params[parameter]
    elif said != asked and not (asked is None and came_by_link()):  # back must not be led forward again
        st.query_params[parameter] = said
    return chosen


def _choose(kept: str, key: str) -> None:
    st.session_state[kept] = st.session_state[key]

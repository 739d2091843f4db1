"""Choosing what a page measures, kept in the URL as ``maal``."""

from collections.abc import Mapping

import streamlit as st

from lib.ui import markup
from lib.words import _

PARAMETER = "maal"
# As written in a link → what is measured.
NAMES = {
    "tilskudd": "grants",
    "leger": "doctors",
    "sokt": "applied_nok",
    "kroner-per-tilskudd": "applied_per_grant_nok",
    "leger-per-innbygger": "doctors_per_100k",
    "andeler": "shares",
    "rekkevidde": "reach",
    "kommuner": "municipalities",
    "steder": "places",
    "typer": "types",
}


def measure(labels: Mapping[str, str]) -> str:
    """Let the reader choose one of the measures (id → label), the first unless a link says so; its id."""
    names = [name for name, id in NAMES.items() if id in labels]
    asked = st.query_params.get(PARAMETER)
    if asked is not None and asked not in NAMES:
        ignored = _("The link asks for something that does not exist and is ignored: {what}")
        st.html(markup.notice(ignored.format(what=f"{PARAMETER}={asked}")))
    if PARAMETER not in st.session_state:
        st.session_state[PARAMETER] = asked
    if st.session_state[PARAMETER] not in names:
        st.session_state[PARAMETER] = names[0]
    chosen = st.segmented_control(
        _("Measure"), names, format_func=lambda name: labels[NAMES[name]], required=True, key=PARAMETER
    )
    chosen = chosen or names[0]  # a choice another page does not have comes back as none
    if chosen != asked:
        st.query_params[PARAMETER] = chosen
    return NAMES[chosen]

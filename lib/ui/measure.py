"""Choosing what a page measures: one metric of several, kept in the URL as ``maal``."""

import streamlit as st

from lib.metrics.registry import METRICS
from lib.words import _

PARAMETER = "maal"
# As written in a link → metric.
NAMES = {
    "tilskudd": "grants",
    "leger": "doctors",
    "sokt": "applied_nok",
    "kroner-per-tilskudd": "applied_per_grant_nok",
    "leger-per-innbygger": "doctors_per_100k",
}


def measure(metrics: tuple[str, ...]) -> str:
    """Let the reader choose one of the metrics, the first unless a link says otherwise; its id."""
    names = [name for name, id in NAMES.items() if id in metrics]
    asked = st.query_params.get(PARAMETER)
    if PARAMETER not in st.session_state and asked in names:
        st.session_state[PARAMETER] = asked
    if asked is not None and asked not in NAMES:
        st.info(_("The link asks for something that does not exist and is ignored: {what}").format(
            what=f"{PARAMETER}={asked}"
        ))
    chosen = st.segmented_control(
        _("Measure"),
        names,
        default=None if PARAMETER in st.session_state else names[0],
        format_func=lambda name: METRICS[NAMES[name]].label,
        required=True,
        key=PARAMETER,
    )
    if chosen != asked:
        if chosen == names[0]:
            st.query_params.pop(PARAMETER, None)
        else:
            st.query_params[PARAMETER] = chosen
    return NAMES[chosen]

"""Controls that switch between views of a page, such as its measure (``maal``), kept in the link."""

from collections.abc import Mapping

import streamlit as st

from lib.metrics import frames
from lib.metrics.view import View
from lib.ui import link
from lib.ui.ignored import ignore
from lib.words import _, year_range

PARAMETER = "maal"
_CLASSES = {"sentralitet": "centrality", "storrelse": "size_class"}
_HISTORIES = {"leger": "counts", "sokt": "money"}
AS_TABLE, UNFOLDED = "tabell", "utvidet"  # the figures shown as tables, and those unfolded
_PERIOD, _GROUPING, _AMOUNTS = "periode", "inndeling", "belop"
PARAMETERS = (
    PARAMETER,
    "per",
    "vis",
    "niva",
    "skala",
    _PERIOD,
    _GROUPING,
    _AMOUNTS,
    AS_TABLE,
    UNFOLDED,
)  # of every switch on any page
# As written in a link → what is measured.
NAMES = {
    "tilskudd": "grants",
    "leger": "doctors",
    "sokt": "applied_nok",
    "andeler": "shares",
    "rekkevidde": "reach",
    "kommuner": "municipalities",
    "steder": "places",
    "typer": "types",
}


def measure(labels: Mapping[str, str]) -> str:
    """Let the reader choose one of the measures (id → label), the first unless a link says so; its id."""
    options = {name: labels[id] for name, id in NAMES.items() if id in labels}
    return NAMES[switch(PARAMETER, _("Measure"), options, known=NAMES, always=True)]


def classes() -> str:
    """Let the reader choose the classes that municipalities are grouped by; the column they stand in."""
    options = {"sentralitet": _("Centrality"), "storrelse": _("Size")}
    return _CLASSES[switch(_GROUPING, _("Classes"), options)]


def history() -> str:
    """Let the reader choose what the history is of: the counts or the money."""
    options = {"leger": _("Agreements and doctors"), "sokt": _("Kroner paid")}
    return _HISTORIES[switch(PARAMETER, _("Measure"), options, known=NAMES)]


def is_per_month() -> bool:
    """Let the reader choose between amounts in all and per month of the grant periods."""
    options = {"alt": _("in all"), "maaned": _("per month")}
    return switch(_AMOUNTS, _("Amounts"), options) == "maaned"


def period(view: View) -> View:
    """Let the reader choose between the years chosen and every year there is; gives the view of it."""
    chosen, every = view.selection.years, frames.years(view.extract)
    if chosen == every:
        return view
    options = {
        "valgt": _("in {years}").format(years=year_range(chosen)),
        "alle": _("in none of the years {years}").format(years=year_range(every)),
    }
    return view if switch(_PERIOD, _("Period"), options) == "valgt" else view.in_years(*every)


def switch(
    parameter: str,
    label: str,
    options: Mapping[str, str],
    *,
    known: Mapping | None = None,
    always: bool = False,
    is_drawn: bool = True,
) -> str:
    """Let the reader choose one of the options (as in a link → label), the first unless a link says so.

    One that is not drawn, as in a menu that is closed, gives the choice all the same.

    ``known`` are the values that the parameter has on any page: others in a link are named to the reader.
    The first stands in the link only if ``always``.
    """
    names, asked = list(options), link.read_one(parameter)
    if asked and asked not in (known or options):
        ignore((parameter, asked))
        link.choose(**{parameter: ()})
    # A choice that this page does not have is kept for the pages that do.
    chosen = asked if asked in names else names[0]
    key = f"{parameter}-{'-'.join(names)}"
    if is_drawn:
        st.segmented_control(
            label,
            names,
            format_func=options.get,
            required=True,
            key=key,
            label_visibility="collapsed",
            on_change=_choose,
            args=(parameter, key),
            **shown(key, chosen),
        )
    if always or chosen != names[0]:
        link.show(parameter, chosen)
    return chosen


def shown(key: str, value: object) -> dict:
    """What a widget needs to show ``value``: its state where that is another, else its default.

    A widget that is told the same on every run is sent once. One in a menu that was never opened has not
    taken a state that was set on an earlier run: there it is the default.
    """
    if key in st.session_state and st.session_state[key] != value:
        st.session_state[key] = value
        return {}
    return {"default": value}


def _choose(parameter: str, key: str) -> None:
    link.change(**{parameter: (st.session_state[key],)})

"""Comparing places: the box that adds one, and what a page shows instead when any are compared."""

import streamlit as st

from lib.figures.comparison import Shown, comparison, comparison_chart
from lib.figures.region_figures import place_options
from lib.metrics.compared import COUNTY_DIGITS, MOST
from lib.metrics.view import View
from lib.ui import address, filter_choices
from lib.ui.address import Choices
from lib.ui.page_header import answer, stop_page
from lib.ui.show_figure import show
from lib.words import _

_BOX = "compare"


def compare_with(view: View, found: Choices) -> None:
    """The box that adds a place to those compared, where a place is chosen and there is room for one more."""
    selection = view.selection
    chosen = selection.municipalities or selection.counties
    shown = (1 if chosen else 0) + len(selection.against)
    if not shown or shown >= MOST:
        return
    there = {*(chosen if len(chosen) == 1 else ()), *selection.against}
    # Of its kind: 356 municipalities are much to send where a county is chosen. The search finds the others.
    is_county = not selection.municipalities
    options = {
        code: name
        for code, name in place_options(view).items()
        if code not in there and (len(code) == COUNTY_DIGITS) == is_county
    }
    label = _("Compare with a county …") if is_county else _("Compare with a municipality …")
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.get,
        filter_mode="contains",
        placeholder=label,
        key=_BOX,
        label_visibility="collapsed",
        on_change=_add,
        args=(view, found),
        width=230,
    )


def _add(view: View, found: Choices) -> None:
    code, st.session_state[_BOX] = st.session_state[_BOX], None
    if code:
        filter_choices.change(view.extract, address.AGAINST, (*found.chosen[address.AGAINST], code))


def compare(view: View, *questions: Shown) -> None:
    """Show the places that are compared in place of the page, if any are; the first question is answered."""
    if not view.selection.against:
        return
    table, charts = comparison(view), [comparison_chart(view, by=each) for each in questions]
    answer(table if questions[0] == "inhabitants" else charts[0])
    with st.container(key="compared"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        show(table)
    with right:
        for chart in charts:
            show(chart)
    stop_page()

"""Comparing places or classes: the box that adds one, and what a page shows when any are compared."""

import streamlit as st

from lib.figures.comparison import Shown, comparison, comparison_chart
from lib.figures.region_figures import place_options
from lib.metrics.compared import MOST, chosen_to_compare, class_name, column_compared
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN, compared_code, member_compared
from lib.metrics.view import View
from lib.ui import address, filter_choices
from lib.ui.address import Choices
from lib.ui.page_header import answer, stop_page
from lib.ui.show_figure import show
from lib.words import N_, _

_BOX = "compare"
_LABELS = {
    "county": N_("Compare with a county …"),
    "municipality": N_("Compare with a municipality …"),
    "centrality": N_("Compare with a class …"),
    "size_class": N_("Compare with a class …"),
}


def compare_with(view: View, found: Choices, set_aside: tuple[str, ...]) -> None:
    """The box that adds one more to those compared, where one is chosen that the page does not ignore."""
    selection = view.selection
    column, chosen = column_compared(selection), chosen_to_compare(selection)
    shown = (1 if chosen else 0) + len(selection.against)
    if column in set_aside or not shown or shown >= MOST:
        return
    there = {*(compared_code(column, code) for code in chosen if len(chosen) == 1), *selection.against}
    options = {code: name for code, name in _options(view, column).items() if code not in there}
    label = _(_LABELS[column])
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


def _options(view: View, column: str) -> dict[str, str]:
    """The members of a kind, as text → name.

    Only of the kind chosen: 356 municipalities are much to send where a county is. The search finds others.
    """
    if BY_COLUMN[column].is_class:
        codes = DIMENSIONS[column].members(view.extract, view.selection.borders)
        return {compared_code(column, code): class_name(view, column, code) for code in codes}
    return {code: name for code, name in place_options(view).items() if member_compared(code)[0] == column}


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

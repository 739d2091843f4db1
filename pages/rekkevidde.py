"""Uten tilskudd: the municipalities without grants in the years chosen, or in every year there is."""

import streamlit as st

from lib.figures.reach_figures import came_and_left, never_applied, without_grants
from lib.ui.controls import period
from lib.ui.figure_filter import filtering
from lib.ui.page_header import answer, open_page
from lib.ui.page_view import current
from lib.ui.show_figure import show
from lib.words import _

question = _("Which municipalities have no grants?")
opened = open_page(question, also_empty=bool(current().selection.municipalities))
line = st.empty()  # for the answer, above the switch that it depends on
view = period(opened)
by_county = without_grants(view, by="county")
answer(by_county, place=line)
for column, figure in zip(st.columns(2), (by_county, without_grants(view, by="centrality")), strict=True):
    with column:
        show(figure, **filtering(view, figure))
# The list is long: it stands open where it is what the reader asks for.
show(never_applied(view), folded=view.selection == opened.selection)
show(came_and_left(view), folded=True)

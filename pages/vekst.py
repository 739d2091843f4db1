"""Vekst: how much the scheme grows, who stands behind it, where, and who changed type of grant."""

import streamlit as st

from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import GROWTH, growth_by, yearly_growth
from lib.figures.type_changes import changed_type
from lib.metrics.growth import COUNTED
from lib.ui.compare import compare
from lib.ui.controls import measure
from lib.ui.figure_filter import filtering
from lib.ui.filter_chips import ways_to_a_change
from lib.ui.page_header import answer, open_page, stop_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("How does the scheme grow?"))
compare(view, "years")
line = st.empty()  # for the answer, above the switch that it depends on
measured = measure({id: _(label) for id, label in GROWTH.items()})
yearly, flow = yearly_growth(view, metric=measured), gross_and_net(view, of=COUNTED[measured])
answer(yearly, flow, place=line)
show(flow)
if ways_to_a_change(view):  # there is nothing else to show of a year without one before it
    show(yearly)
    stop_page()
folded = [yearly, changed_type(view)]
if measured == "doctors":
    where = growth_by(view, by=view.selection.places)
    show(where, **filtering(view, where))
    folded.insert(0, growth_by(view, by="centrality"))
for figure in folded:  # much to send at each click, and what fewer ask for
    show(figure, folded=True)

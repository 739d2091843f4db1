"""Vekst: how much the scheme grows, who stands behind it, where, and who changed type of grant."""

import streamlit as st

from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import GROWTH, growth_by, yearly_growth
from lib.figures.type_changes import changed_type
from lib.metrics.growth import COUNTED
from lib.ui.compare import compare
from lib.ui.controls import measure
from lib.ui.figure_filter import filtering
from lib.ui.page_header import answer, open_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("How does the scheme grow?"))
compare(view, "years")
measured = measure({id: _(label) for id, label in GROWTH.items()})
yearly, flow = yearly_growth(view, metric=measured), gross_and_net(view, of=COUNTED[measured])
answer(yearly, flow)
show(flow)
pairs = [(yearly, changed_type(view))]
if measured == "doctors":
    pairs.insert(0, (growth_by(view, by=view.selection.places), growth_by(view, by="centrality")))
for pair in pairs:
    for column, figure in zip(st.columns(2, gap="large"), pair, strict=True):
        with column:
            show(figure, **filtering(view, figure))

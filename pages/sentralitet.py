"""Sentralitet: who gets the grants, by centrality or by municipality size."""

import streamlit as st

from lib.figures.class_figures import class_chart, class_table, measure_labels
from lib.ui.controls import classes, measure
from lib.ui.figure_filter import filtering
from lib.ui.page_header import answer, open_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Who gets the grants?"))
line = st.empty()  # for the answer, above the switches that it depends on
with st.container(horizontal=True, gap="small", key="class-choices"):
    by, measured = classes(), measure(measure_labels())
chart, table = class_chart(view, by=by, measure=measured), class_table(view, by=by)
answer(chart, place=line)
left, right = st.columns([2, 3], gap="large")
with left:
    show(chart, **filtering(view, chart))
with right:
    show(table, **filtering(view, table))

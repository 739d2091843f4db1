"""Sentralitet: who gets the grants, by centrality and by municipality size, as the printed tables have it."""

import streamlit as st

from lib.figures.class_figures import CLASSES, class_chart, class_table, measure_labels
from lib.ui.controls import measure
from lib.ui.page_header import answer, open_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Who gets the grants?"))
measured = measure(measure_labels())

charts = [class_chart(view, by=by, measure=measured) for by in CLASSES]
answer(charts[0])
for column, chart in zip(st.columns(2, gap="large"), charts, strict=True):
    with column:
        show(chart)

first, second = (class_table(view, by=by) for by in CLASSES)
show(first)
show(second, folded=True)

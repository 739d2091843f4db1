"""Sentralitet: who gets the grants, by centrality and by municipality size, as the printed tables have it."""

import streamlit as st

from lib.figures.by_class import CLASSES, class_shares, class_table, grants_by_class
from lib.metrics.dimensions import DIMENSIONS
from lib.ui.page import opened, section
from lib.ui.show import show
from lib.words import _

view = opened(_("Who gets the grants?"))
chosen = (view.extract, view.selection)

for by in CLASSES:
    section(DIMENSIONS[by].label)
    show(class_table(*chosen, by=by))
    left, right = st.columns(2, gap="large")
    with left:
        show(grants_by_class(*chosen, by=by))
    with right:
        show(class_shares(*chosen, by=by))

"""Kart: where the grants go, county by county."""

import streamlit as st

from lib.figures.answers import where_it_goes
from lib.figures.where import county_map, county_ranking, measure_labels
from lib.ui.measure import measure
from lib.ui.page import answer, opened
from lib.ui.show import show
from lib.words import _

view = opened(_("Where do the grants go?"))
metric = measure(measure_labels())
answer(where_it_goes(view.extract, view.selection, metric))

left, right = st.columns([3, 2], gap="large")
with left:
    show(county_map(view.extract, view.selection, metric=metric))
with right:
    show(county_ranking(view.extract, view.selection, metric=metric))

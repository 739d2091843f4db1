"""Vekst: how much the scheme grows, and who stands behind it."""

import streamlit as st

from lib.figures.growing import changed_type, gross_and_net, growth_by, yearly_growth
from lib.figures.headline import what_happened
from lib.metrics.growth import DOCTORS, MUNICIPALITIES
from lib.ui.page import answer, opened, section
from lib.ui.show import show
from lib.words import _

view = opened(_("How does the scheme grow?"))
chosen = (view.extract, view.selection)
answer(what_happened(*chosen))

for metric, counted in (("doctors", DOCTORS), ("municipalities", MUNICIPALITIES)):
    left, right = st.columns(2, gap="large")
    with left:
        show(yearly_growth(*chosen, metric=metric))
    with right:
        show(gross_and_net(*chosen, of=counted))

section(_("Where it grows"))
left, right = st.columns(2, gap="large")
with left:
    show(growth_by(*chosen, by="county"))
with right:
    show(growth_by(*chosen, by="centrality"))
    show(changed_type(*chosen))

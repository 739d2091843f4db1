"""Vekst: how much the scheme grows, and who stands behind it."""

import streamlit as st

from lib.figures.growing import changed_type, gross_and_net, growth_by, yearly_growth
from lib.metrics.growth import MUNICIPALITIES
from lib.ui.page import opened, section
from lib.ui.show import show
from lib.words import _

view = opened(_("How does the scheme grow?"))
chosen = (view.extract, view.selection)

left, right = st.columns(2, gap="large")
with left:
    show(yearly_growth(*chosen))
    show(yearly_growth(*chosen, metric="municipalities"))
with right:
    show(gross_and_net(*chosen))
    show(gross_and_net(*chosen, of=MUNICIPALITIES))

section(_("Where it grows"))
left, right = st.columns(2, gap="large")
with left:
    show(growth_by(*chosen, by="county"))
with right:
    show(growth_by(*chosen, by="centrality"))
    show(changed_type(*chosen))

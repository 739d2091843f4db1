"""Vekst: how much the scheme grows, and who stands behind it."""

import streamlit as st

from lib.figures.changing import changed_type
from lib.figures.growing import GROWTH, gross_and_net, growth_by, yearly_growth
from lib.figures.headline import what_happened
from lib.metrics.growth import DOCTORS, MUNICIPALITIES
from lib.ui.measure import measure
from lib.ui.page import opened, say
from lib.ui.show import show
from lib.words import _

view = opened(_("How does the scheme grow?"))
chosen = (view.extract, view.selection)
say(what_happened(*chosen))
measured = measure({id: _(label) for id, label in GROWTH.items()})

left, right = st.columns(2, gap="large")
if measured in ("doctors", "municipalities"):
    with left:
        show(yearly_growth(*chosen, metric=measured))
    with right:
        show(gross_and_net(*chosen, of=DOCTORS if measured == "doctors" else MUNICIPALITIES))
elif measured == "places":
    with left:
        show(growth_by(*chosen, by="county"))
    with right:
        show(growth_by(*chosen, by="centrality"))
else:
    with left:
        show(changed_type(*chosen))

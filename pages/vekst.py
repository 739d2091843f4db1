"""Vekst: how much the scheme grows, and who stands behind it."""

import streamlit as st

from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import GROWTH, growth_by, yearly_growth
from lib.figures.type_changes import changed_type
from lib.metrics.growth import DOCTORS, MUNICIPALITIES
from lib.ui.controls import measure
from lib.ui.page_header import answer, open_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("How does the scheme grow?"))
measured = measure({id: _(label) for id, label in GROWTH.items()})

if measured in ("doctors", "municipalities"):
    of = DOCTORS if measured == "doctors" else MUNICIPALITIES
    figures = (yearly_growth(view, metric=measured), gross_and_net(view, of=of))
    answered = figures
elif measured == "places":
    # One county alone would be one dot: its municipalities say where it grows.
    chosen = view.selection
    places = "municipality" if len(chosen.counties) == 1 or chosen.municipalities else "county"
    figures = (growth_by(view, by=places), growth_by(view, by="centrality"))
    answered = figures[:1]
else:
    answered = figures = (changed_type(view),)

answer(*answered)
for column, figure in zip(st.columns(2, gap="large"), figures, strict=False):
    with column:
        show(figure)

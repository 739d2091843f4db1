"""Kart: where the grants go, county by county and down to the municipality, and whom they do not reach."""

import streamlit as st

from lib.figures.answers import where_it_goes
from lib.figures.reaching import REACH, came_and_left, how_far, never_applied, without_grants
from lib.figures.where import measure_labels, region_map, region_ranking
from lib.ui.measure import measure
from lib.ui.page import answer, opened
from lib.ui.places import level_of, picker, trail
from lib.ui.show import chart_key, show
from lib.ui.view import current
from lib.words import _

# A municipality without grants is a place on the map all the same.
view = opened(_("Where do the grants go?"), also_empty=bool(current().selection.municipalities))
chosen = (view.extract, view.selection)
trail(view)
measured = measure(measure_labels())

if measured == REACH:
    answer(how_far(*chosen))
    left, right = st.columns(2, gap="large")
    with left:
        show(without_grants(*chosen, by="county"))
    with right:
        show(without_grants(*chosen, by="centrality"))
    show(never_applied(*chosen), folded=True)
    show(came_and_left(*chosen), folded=True)
else:
    answer(where_it_goes(*chosen, measured))
    level = level_of(view.selection)
    regions = region_map(*chosen, metric=measured, level=level)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show(regions, on_pick=picker(view, chart_key(regions.id)))
    with right:
        show(region_ranking(*chosen, metric=measured, level=level))

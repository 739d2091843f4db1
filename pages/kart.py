"""Kart: where the grants go, county by county and down to the municipality."""

from functools import partial

import streamlit as st

from lib.figures.change_map import change_map, change_ranking
from lib.figures.map_style import HEIGHT
from lib.figures.region_figures import region_map, region_ranking
from lib.figures.year_maps import year_maps
from lib.ui.filter_chips import ways_to_a_change
from lib.ui.map_choice import follow_moved_page, has_neighbours_with_grants, map_choice
from lib.ui.page_header import answer, open_page, stop_page
from lib.ui.page_view import current
from lib.ui.place_navigation import link_to, picker, trail
from lib.ui.show_figure import show
from lib.words import _

follow_moved_page()
view = open_page(_("Where do the grants go?"), also_empty=has_neighbours_with_grants(current()))
trail(view)
line = st.empty()  # for the answer, above the switches that it depends on
choice = map_choice(view.selection)
what = {"metric": choice.metric, "level": choice.level}
picked = {"on_pick": picker(view), "link": partial(link_to, view)}
if choice.year_by_year:
    maps = year_maps(view, **what, scale=choice.scale)
    answer(maps, place=line)
    show(maps, **picked)
    stop_page()

if choice.change:
    drawing = change_map(view, **what, of=choice.change, scale=choice.scale)
    ranking = change_ranking(view, **what, of=choice.change)
else:
    drawing = region_map(view, **what, scale=choice.scale)
    ranking = region_ranking(view, **what)
answer(drawing, place=line)
if drawing.nothing:  # the answer says why, and there is neither map nor ranking
    ways_to_a_change(view)
    stop_page()
left, right = st.columns([3, 2], gap="large")
with left:
    show(drawing, **picked)
with right:
    show(ranking, height=HEIGHT - 60, **picked)  # it has the longer headline

"""Kommune: one municipality's sheet, and its place among those like it."""

import streamlit as st

from lib.figures.municipality_sheet import about, among, by_year, shares
from lib.ui.letter_menu import letter_menu
from lib.ui.page_header import open_page, say, stop_page
from lib.ui.place_navigation import one_municipality, trail
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("How is one municipality doing?"), also_empty=True)
trail(view)
letter_menu(view)
if not one_municipality(view):
    stop_page()

say(about(view))
show(by_year(view))
left, right = st.columns(2, gap="large")
with left:
    show(among(view, by="centrality"))
with right:
    show(among(view, by="size_class"))
show(shares(view), folded=True)

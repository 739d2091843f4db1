"""Oversikt: what happened, in six numbers and one line, what stands out, the history and where."""

from functools import partial

import streamlit as st

from lib.figures.key_figures import key_figures
from lib.figures.region_figures import region_map
from lib.figures.scheme_history import count_history, money_history
from lib.ui.compare import compare
from lib.ui.controls import history
from lib.ui.figure_filter import filtering
from lib.ui.finding_links import finding_links
from lib.ui.letter_menu import letter_menu
from lib.ui.page_header import answer, open_page, show_key_figures
from lib.ui.place_navigation import link_to, picker
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("What happened in the scheme?"))
compare(view, "inhabitants")
numbers = key_figures(view)
answer(numbers)
show_key_figures(numbers)
finding_links(view, numbers)
letter_menu(view)
left, right = st.columns(2, gap="large")
with left:
    years = money_history(view) if history() == "money" else count_history(view)
    show(years, **filtering(view, years))
with right:
    where = region_map(view, metric="doctors_per_100k", level=view.selection.places)
    show(where, on_pick=picker(view), link=partial(link_to, view), height=300)

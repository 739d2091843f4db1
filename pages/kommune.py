"""Kommune: the sheet of a municipality or of a county, and its place among those like it."""

from functools import partial

import streamlit as st

from lib.figures.largest_changes import largest_changes
from lib.figures.municipality import sheet_view
from lib.figures.municipality_sheet import about, by_year, shares
from lib.figures.peers import among, among_counties, similar
from lib.figures.place_figures import place_figures
from lib.figures.region_figures import region_ranking
from lib.ui.compare import compare
from lib.ui.letter_menu import letter_menu
from lib.ui.page_header import answer, open_page, show_key_figures, stop_page
from lib.ui.page_view import current
from lib.ui.place_navigation import ask_for_place, kind_of_place, link_to, picker, question_of, trail
from lib.ui.show_figure import show

view = open_page(question_of(current()), also_empty=True)
compare(sheet_view(view), "inhabitants", "kroner", "years")
trail(view)
letter_menu(view)
place, link = kind_of_place(view), partial(link_to, view)
if not place:
    ask_for_place()
    show(largest_changes(view), link=link)
    stop_page()

numbers = place_figures(view)
is_municipality = place == "municipality"
peers = among(view, by="centrality") if is_municipality else among_counties(view)
answer(numbers, peers, more=about(view) if is_municipality else "")
show_key_figures(numbers)

left, right = st.columns(2, gap="large")
with left:
    show(peers, link=link)
with right:
    if is_municipality:
        show(by_year(view))
    else:
        show(
            region_ranking(view, metric="doctors_per_100k", level="municipality"),
            on_pick=picker(view),
            link=link,
        )
if is_municipality:
    show(among(view, by="size_class"), folded=True)
    show(similar(view), link=link)
    show(shares(view), folded=True)
else:
    show(by_year(view), folded=True)

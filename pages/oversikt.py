"""Oversikt: what happened, in six numbers, one sentence and the history."""

import streamlit as st

from lib.figures.key_figures import key_figures
from lib.figures.scheme_history import count_history, money_history
from lib.ui.page_header import answer, open_page, show_key_figures
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("What happened in the scheme?"))
numbers = key_figures(view)
answer(numbers)
show_key_figures(numbers)

left, right = st.columns(2, gap="large")
with left:
    show(count_history(view))
with right:
    show(money_history(view))

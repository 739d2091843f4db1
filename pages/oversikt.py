"""Oversikt: what happened, in six numbers, one sentence and the history."""

import streamlit as st

from lib.figures.headline import what_happened
from lib.figures.history import count_history, money_history
from lib.ui.page import opened, say, show_key_figures
from lib.ui.show import show
from lib.words import _

view = opened(_("What happened in the scheme?"))
say(what_happened(view.extract, view.selection))
show_key_figures(view)

left, right = st.columns(2, gap="large")
with left:
    show(count_history(view.extract, view.selection))
with right:
    show(money_history(view.extract, view.selection))

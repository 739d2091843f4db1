"""Budsjett: budget, applied, granted and paid, each by its own name."""

import streamlit as st

from lib.figures.budget_figures import budget_steps, earlier_schemes, parts_of_applied, per_month
from lib.ui.figure_filter import filtering
from lib.ui.page_header import answer, open_page, section
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Was the budget used?"))
steps = budget_steps(view)
answer(steps)
show(steps, table_open=True, **filtering(view, steps))

left, right = st.columns(2, gap="large")
with left:
    show(per_month(view))
with right:
    show(parts_of_applied(view))

section(_("Before the national scheme"))
show(earlier_schemes(view))

"""Budsjett: budget, applied, granted and paid, each by its own name; in all, or per month."""

import streamlit as st

from lib.figures.budget_figures import budget_steps, earlier_schemes, parts_of_applied, per_month
from lib.ui.compare import compare
from lib.ui.controls import is_per_month
from lib.ui.figure_filter import filtering
from lib.ui.page_header import answer, open_page
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Was the budget used?"))
compare(view, "kroner")
steps = budget_steps(view)
answer(steps)
first, second = (per_month(view), steps) if is_per_month() else (steps, per_month(view))
show(first, table_open=True, **filtering(view, first))
show(second, folded=True)

left, right = st.columns(2, gap="large")
with left:
    show(earlier_schemes(view))
with right:
    parts = parts_of_applied(view)
    show(parts, **filtering(view, parts))

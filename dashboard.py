"""The ASGI entry of the dashboard: ``streamlit run dashboard.py``.

The site is a script of its own in lib/ui: a folder ``pages`` beside the script Streamlit runs would switch
on its legacy router, and a deep link could then open a page without its frame.
"""

from pathlib import Path

import streamlit as st

from lib.ui.edge import MIDDLEWARE, ROUTES, internal_error
from lib.ui.failures import on_script_error
from lib.ui.startup import lifespan

# Streamlit finds this assignment by reading the source: it must stay a plain call of st.App.
app = st.App(
    Path(__file__).resolve().parent / "lib" / "ui" / "site.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    exception_handlers={Exception: internal_error},
    on_script_error=on_script_error,
)

"""The dashboard on a server whose disk is full, and whose process for files does not start."""

import errno

import streamlit as st

from lib.export.output import FILES
from lib.ui.edge import MIDDLEWARE, ROUTES, internal_error
from lib.ui.failures import on_script_error
from lib.ui.startup import lifespan
from lib.worker.pictures import PICTURES
from tests.browser.harness import REPOSITORY


def full(*_arguments: object, **_named: object) -> None:
    """What writing gives on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


PICTURES.call = full
FILES._command = ["/bin/false"] * 3

app = st.App(
    REPOSITORY / "lib" / "ui" / "site.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    exception_handlers={Exception: internal_error},
    on_script_error=on_script_error,
)

"""What the reader sees when a page fails on something nobody foresaw."""

import logging
import secrets
import traceback

import streamlit as st

from lib.words import _

log = logging.getLogger(__name__)


def on_script_error(error: Exception) -> bool:
    """Show a calm message with an error id, and log the id; the message of the error stays on the server.

    Streamlit has logged the traceback just before. Our line ties the id to it by type and place.
    """
    error_id = secrets.token_hex(4)
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error("Error id %s: %s at %s:%s", error_id, type(error).__name__, where.filename, where.lineno)
    st.error(
        _(
            "Something went wrong on this page. The other pages still work. Load the page again; if it "
            "happens again, report error id {error_id}."
        ).format(error_id=error_id)
    )
    return True  # in place of Streamlit's own message

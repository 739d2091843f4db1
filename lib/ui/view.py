"""What a page looks at: the extract in use and the reader's selection."""

from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from lib.extract.model import Extract
from lib.extract.read import open_extract
from lib.metrics.selection import Selection
from lib.ui.address import read, selection_of


@dataclass(frozen=True)
class View:
    """The extract and the selection of one run of a page."""

    extract: Extract
    selection: Selection


_CURRENT: ContextVar[View | None] = ContextVar("view", default=None)


@st.cache_resource(show_spinner=False)
def extract_in_use() -> Extract:
    """The verified extract, read once for all readers. Raises ExtractError."""
    return open_extract()


def enter(view: View) -> None:
    """Make a view the current one for the rest of this run."""
    _CURRENT.set(view)


def current() -> View:
    """The view of this run; a page that is run alone looks at the default selection."""
    view = _CURRENT.get()
    if view is None:
        extract = extract_in_use()
        view = View(extract, selection_of(extract, read(extract, {}).chosen))
    return view

"""The top of every page: the question it answers, the selection in words, and the answer in a sentence."""

from html import escape

import streamlit as st

from lib.figures.caption import selection_words
from lib.figures.headline import key_figures
from lib.metrics.compute import total
from lib.ui import markup
from lib.ui.filters import unknown_in_link
from lib.ui.view import View, current
from lib.words import _, joined, year_range


def opened(question: str, *, also_empty: bool = False) -> View:
    """Open a page: its question and the selection in words.

    Stops where no grants are selected, unless the page has something to say of that too.
    """
    view = current()
    st.html(f"<h1>{escape(question)}</h1><p class=lead>{_selection_line(view)}</p>")
    if unknown := unknown_in_link():
        named = joined(f"{name}={value}" for name, value in unknown)
        st.html(
            markup.notice(
                _("The link asks for something that does not exist and is ignored: {what}").format(what=named)
            )
        )
    if not also_empty and not total(view.extract, view.selection, "grants")["grants"]:
        empty = _("No grants match this selection. Choose other filters in the sidebar, or reset them.")
        st.html(markup.notice(empty))
        st.stop()
    return view


def answer(text: str) -> None:
    """The answer to the page's question, in words."""
    if text:
        st.html(f"<p class=answer>{escape(text)}</p>")


def show_key_figures(view: View) -> None:
    """The row of key figures."""
    st.html(markup.key_figures(key_figures(view.extract, view.selection)))


def section(title: str) -> None:
    """A heading between groups of figures."""
    st.html(f"<h2>{escape(title)}</h2>")


def _selection_line(view: View) -> str:
    words = f"{year_range(view.selection.years)} · {selection_words(view.extract, view.selection)}"
    if not view.extract.manifest.synthetic:
        return escape(words)
    mark = _("synthetic demo data")
    return f"{escape(words)} <mark>{escape(mark)}</mark>"

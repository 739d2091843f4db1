"""The top of every page: the question it answers, the selection in words, and the answer in a sentence."""

from contextlib import nullcontext
from html import escape
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.extract.thresholds import first_year_of, vintage_of
from lib.figures import answers
from lib.figures.captions import place_words, selection_words, source_line, year_words
from lib.figures.comparisons import clauses
from lib.figures.figure import Figure
from lib.figures.key_figures import key_figures
from lib.figures.provenance import synthetic_mark
from lib.metrics import frames
from lib.metrics.border_changes import BorderChange
from lib.metrics.compute import total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.view import View
from lib.ui import deck_choice, extract_notices, html, ignored, link
from lib.ui.address import default_years
from lib.ui.filter_chips import ways_out
from lib.ui.page_view import PageView, current
from lib.ui.show_figure import tools
from lib.words import _, lower_first, word_list, year_range
from lib.words.scheme import scheme

_MANY = 4  # counties are too many for a tab


def open_page(question: str, *, also_empty: bool = False, whole_extract: bool = False) -> PageView:
    """Open a page with its question, the selection in words and the notices; gives the page's view.

    Stops the page if no grants are selected, unless it is ``also_empty``. A page of the ``whole_extract``
    ignores the filters, and names those that are set.
    """
    view = current()
    every_year = frames.years(view.extract) if whole_extract else ()
    shown = Selection(years=every_year) if whole_extract else view.selection
    line = _selection_line(view.with_selection(shown))
    aside = _set_aside(view) if whole_extract else ""
    # In one element with the heading: one more element would move, and send again, all that is below it.
    notice = html.notice(aside) if aside else ""
    st.html(f"<h1>{escape(question)}</h1><p class=lead>{line}</p>{notice}")
    for message in extract_notices.messages(view):
        st.html(html.notice(message))
    ignored.open_box(view.choices.unknown)
    for move in view.choices.border_changes:
        st.html(html.notice(_moved(move, shown)))
    if note := _own_borders(shown):
        st.html(html.notice(note))
    also_empty = also_empty or whole_extract or bool(view.selection.against)
    if not also_empty and not total(view, "grants")["grants"]:
        st.html(html.notice(_empty(view)))
        ways_out(view)
        stop_page()
    return view


def tab_title(page: str, *, is_of_selection: bool) -> str:
    """What the browser's tab and its list of pages visited say: ``Vestland 2023 – Kart – ALIS-innsikt``."""
    view, parts = current(), [page, scheme().site]
    if is_of_selection:
        place = place_words(view) if len(view.selection.counties) < _MANY else ""
        parts.insert(0, f"{place} {year_range(view.selection.years)}".strip())
    return " – ".join(parts)


def _empty(view: View) -> str:
    """Says that there are no grants, why if that is known, and what to do."""
    said = key_figures(view).statement
    if view.selection.is_national:
        return said
    return f"{said} {_('Remove a filter:')}"


def answer(*figures: Figure, more: str = "", place: DeltaGenerator | None = None) -> None:
    """Answer the page's question in a line made from the tables of the figures below.

    What stands behind it, of all the figures, follows when the reader asks for more, and then ``more``.
    ``place`` is an empty place above the switches, where the line is to stand.
    """
    said = clauses(*map(answers.answer, figures))
    with place or nullcontext():
        say(said, clauses(*map(answers.details, figures), more))


def say(text: str, more: str = "") -> None:
    """Show a sentence in the place of the answer, and what stands behind it where it is unfolded."""
    if text:
        rest = f"<details class=more><summary>{_('More')}</summary><p>{escape(more)}</p></details>"
        st.html(f"<p class=answer>{escape(text)}</p>{rest if more else ''}")


def show_key_figures(figure: Figure) -> None:
    """The row of key figures with its own bar, and its notes."""
    with st.container(key=f"row-{figure.id}", gap=None):
        with st.container(horizontal=True, horizontal_alignment="right", gap=None, key=f"tools-{figure.id}"):
            tools(figure, deck_choice.slide_of(current(), figure.name))
            st.html(html.figure_ways(), width="content")
        st.html(html.key_figures(figure.cards) + html.notes(figure.notes))


def end_page() -> None:
    """The one source line of a page, and what its address shows."""
    st.html(f"<p class=source>{escape(source_line(current().extract))}</p>")
    link.end_run()


def stop_page() -> NoReturn:
    """End a page before its last line. After Streamlit's own stop nothing can be written."""
    end_page()
    st.stop()


def section(title: str, anchor: str = "") -> None:
    """A heading between groups of figures. ``anchor`` is its address on the page."""
    place = f" id={anchor}" if anchor else ""
    st.html(f"<h2 class=section{place}>{escape(title)}</h2>")


def _selection_line(view: View) -> str:
    """The years, places and filters in words. A figure that adds up the years says so itself."""
    years = year_words(view, years=view.selection.years, long=True)
    words = f"{years} · {selection_words(view)}"
    mark = synthetic_mark(view.extract)
    return f"{escape(words)} <mark>{escape(mark)}</mark>" if mark else escape(words)


def _set_aside(view: View) -> str:
    """The filters that a page of the whole extract does not obey; empty where none is chosen."""
    columns = list(view.selection.filters)
    if view.selection.years != default_years(view.extract):
        columns.insert(0, "year")
    filters = word_list(lower_first(DIMENSIONS[column].label) for column in columns)
    return _("The filter on {filters} is set aside on this page.").format(filters=filters) if columns else ""


def _moved(move: BorderChange, selection: Selection) -> str:
    """Why a place is shown instead of the one asked for: other borders, or a year before its division."""
    form = _("{place} is a part of {now} in the years before {reform}, and is shown with it.")
    if move.borders == selection.borders:
        form = (
            _("{place} does not exist in the borders of {year}. It is divided into {now}, shown instead.")
            if len(move.now) > 1
            else _("{place} does not exist in the borders of {year}. Its area is in {now}, shown instead.")
        )
    place, *now = (f"{name} ({code})" for code, name in (move.place, *move.now))
    return form.format(place=place, year=move.borders, now=word_list(now), reform=first_year_of(max(BORDERS)))


def _own_borders(selection: Selection) -> str:
    """What "as published" means if the years chosen have different borders; empty if they do not."""
    if not selection.as_published or len({vintage_of(year) for year in selection.years}) == 1:
        return ""
    form = _("{years} have different borders. Where they are shown together, it is in those of {vintage}.")
    return form.format(years=year_range(selection.years), vintage=selection.borders)

"""Filtering by what is clicked in a figure, as a class or a year; a second click takes it away."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lib.figures.drawing import PICK
from lib.figures.figure import Figure
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS, Code
from lib.metrics.filters import BY_COLUMN
from lib.metrics.view import View
from lib.ui import address, filter_choices
from lib.ui.place_navigation import go_to, link_to


def filtering(view: View, figure: Figure) -> dict:
    """What ``show`` needs for a click on a mark, or on a name in the table, to filter by it."""
    codes = _codes(view, figure.topic.by)
    if not codes:
        return {}
    return {
        "on_pick": partial(_picked, view, figure.topic.by, codes),
        "link": partial(_link, view, figure.topic.by, codes),
        "picked": "-".join(map(str, _chosen(view, figure.topic.by))),
    }


def _codes(view: View, by: str) -> Mapping[str, Code]:
    """The names of the members that can be filtered by, as the figure has them, with their codes."""
    if by == "year":
        return {str(year): year for year in frames.years(view.extract)}
    if by not in BY_COLUMN:
        return {}
    members = DIMENSIONS[by].members(view.extract, view.selection.borders)
    return {str(name): code for code, name in members.items()}


def _picked(view: View, by: str, codes: Mapping[str, Code], key: str) -> None:
    marks = st.session_state[key]["selection"].get(PICK) or []
    if not marks or marks[0]["name"] not in codes:
        return
    code = codes[marks[0]["name"]]
    if by in BY_COLUMN and BY_COLUMN[by].is_place:
        go_to(view, "" if _is_chosen(view, by, code) else code)
    else:
        filter_choices.change(view.extract, _parameter(by), () if _is_chosen(view, by, code) else (code,))


def _link(view: View, by: str, codes: Mapping[str, Code], name: str) -> str:
    """The address of a name in the table; one that takes the filter away names no value."""
    if name not in codes:
        return ""
    code = codes[name]
    if by in BY_COLUMN and BY_COLUMN[by].is_place:
        return link_to(view, code)
    name = _parameter(by)
    value = "" if _is_chosen(view, by, code) else address.params_of({name: (code,)})[name][0]
    return f"?{name}={value}"


def _parameter(by: str) -> str:
    return address.YEARS if by == "year" else BY_COLUMN[by].link


def _is_chosen(view: View, by: str, code: Code) -> bool:
    """Whether it is the only one of its kind that is chosen; of the years, one always is."""
    return _chosen(view, by) == (code,)


def _chosen(view: View, by: str) -> tuple[Code, ...]:
    return view.selection.years if by == "year" else view.selection.filters.get(by, ())

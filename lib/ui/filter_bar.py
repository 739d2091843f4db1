"""The filters in the sidebar: choices with the number of grants behind each, kept in the link."""

import streamlit as st

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filter_counts import facets
from lib.metrics.filters import BY_LINK, FILTERS, Filter
from lib.metrics.selection import BORDERS
from lib.metrics.view import View
from lib.ui import address, link
from lib.ui.address import Choices
from lib.words import _, count

_SHOWN = tuple(each for each in FILTERS if not each.within)
_PARAMETERS = (address.YEARS, address.BORDER, *BY_LINK)
_NONE = dict.fromkeys(_PARAMETERS, ())


def sidebar(extract: Extract) -> Choices:
    """Draw the filters; gives the choices that they show."""
    found = _read(extract)
    selection = address.selection_of(extract, found.chosen)
    for name in _PARAMETERS:
        _set_widget(name, found)
    with st.sidebar:
        title = _("Filters")
        st.html(f"<h2 class=filters>{title}</h2>")
        _years(View(extract, selection))
        for shown in _SHOWN:
            _choices(View(extract, selection), shown)
            if shown.column == "county":
                _borders(extract)
        defaults = address.read(extract, {}).chosen
        st.button(
            _("Reset"),
            key="reset",
            on_click=link.choose,
            kwargs=_NONE,
            width="stretch",
            disabled=found.chosen == defaults,
        )
    for name, values in address.params_of(found.chosen).items():
        link.show(name, *values)
    link.show(address.EXTRACT, extract.manifest.id)
    return found


def extract_in_link() -> str:
    """The id of the extract that the reader's link was made on; empty where it says none."""
    return link.read_one(address.EXTRACT)


def choose(extract: Extract, **chosen: tuple) -> None:
    """Set filters, by URL parameter. For callbacks: before the widgets are drawn."""
    link.choose(**_NONE | address.params_of(_read(extract).chosen | chosen))


def _read(extract: Extract) -> Choices:
    found = address.read(extract, {name: link.read(name) for name in _PARAMETERS})
    if not link.values(address.YEARS):  # the years stay, whichever extract is published next
        link.choose(**{address.YEARS: tuple(map(str, found.chosen[address.YEARS]))})
    return found


def _set_widget(name: str, found: Choices) -> None:
    """Set a filter's widget to its choices, before it is drawn, as Streamlit requires."""
    wanted = list(found.chosen[name])
    if name == address.BORDER:  # without a choice of borders they follow the years
        wanted = wanted[0] if wanted else address.default_borders(found.chosen)
    if st.session_state.get(_key(name)) != wanted:
        st.session_state[_key(name)] = wanted


def _key(name: str) -> str:
    return f"filter-{name}"


def _filter_changed(extract: Extract, name: str) -> None:
    """Callback of a filter: keep the choice, and drop chosen places within a place that was changed."""
    value = st.session_state[_key(name)]
    chosen = dict(_read(extract).chosen) | {name: tuple(value) if isinstance(value, list) else (value,)}
    if not chosen[address.YEARS]:
        chosen[address.YEARS] = address.default_years(extract)
    chosen[address.BORDER] = address.chosen_borders(chosen)
    changed = BY_LINK[name].column if name in BY_LINK else ""
    choose(extract, **chosen | {each.link: () for each in FILTERS if changed and each.within == changed})


def _years(view: View) -> None:
    """The years; with none left chosen, the latest."""
    counts = facets(view)["year"]
    st.pills(
        DIMENSIONS["year"].label,
        list(frames.years(view.extract)),
        selection_mode="multi",
        key=_key(address.YEARS),
        format_func=lambda year: f"{year} · {count(counts[year])}",
        on_change=_filter_changed,
        args=(view.extract, address.YEARS),
    )


def _borders(extract: Extract) -> None:
    labels = {vintage: _("from {year}").format(year=vintage) for vintage in BORDERS}
    labels[address.PUBLISHED] = _("as published")
    st.segmented_control(
        _("County borders"),
        address.BORDER_CHOICES,
        key=_key(address.BORDER),
        format_func=labels.get,
        required=True,
        on_change=_filter_changed,
        args=(extract, address.BORDER),
    )


def _choices(view: View, shown: Filter) -> None:
    labels = DIMENSIONS[shown.column].members(view.extract, view.selection.borders)
    counts = facets(view)[shown.column]
    st.pills(
        DIMENSIONS[shown.column].label,
        list(labels),
        selection_mode="multi",
        key=_key(shown.link),
        format_func=lambda code: f"{labels[code]} · {count(counts[code])}",
        on_change=_filter_changed,
        args=(view.extract, shown.link),
    )

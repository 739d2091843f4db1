"""The filters above the content: a row of choices and a row of counties; on a phone, one button for all."""

import streamlit as st

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.compute import total
from lib.metrics.dimensions import DIMENSIONS, Code
from lib.metrics.filter_counts import facets
from lib.metrics.filters import BY_COLUMN, BY_LINK
from lib.metrics.selection import BORDERS
from lib.metrics.value import is_missing
from lib.metrics.view import View
from lib.ui import address, filter_choices, html, link
from lib.ui.address import Choices
from lib.ui.compare import compare_with
from lib.ui.controls import shown
from lib.ui.filter_chips import chips, remove_all_chips
from lib.ui.sitemap import COMPARED
from lib.words import N_, _, count, ngettext, year_range

# Column → its name on a button that has little room.
_IN_POPOVERS = {"centrality": N_("Centrality"), "size_class": N_("Size"), "grant_type": N_("Type")}
_BORDERS = {
    2020: N_("{number} counties (2020–2023)"),
    2024: N_("Today's {number} counties"),
    address.PUBLISHED: N_("As in the report"),
}
_PHONE = "phone"  # before the keys of the widgets behind the phone's one button
_MENU = "filter-menu"  # session state: whether the phone's filters are open, as Streamlit keeps it
_OPEN = "filter-menu-open"  # the same, kept when the menu's name changes with the number of filters


def draw(extract: Extract, set_aside: tuple[str, ...]) -> Choices:
    """Draw the filters and a chip for each choice; gives the choices.

    ``set_aside`` are the columns whose filters the page ignores.
    """
    found = filter_choices.read(extract)
    view = View(extract, address.selection_of(extract, found.chosen))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters"):
        _year(view, found)
        st.html(html.search_field(), width="content")
        for column, name in _IN_POPOVERS.items():
            chosen = len(found.chosen[BY_COLUMN[column].link])
            with st.popover(f"{_(name)} · {chosen}" if chosen else _(name), wrap=False):
                _choices(view, found, column)
        with st.popover(_border_names(extract)[_borders_shown(found)], wrap=False):
            _borders(view, found)
        _phone_menu(view, found)
        _undo()
        st.html(html.copy_link(), width="content")
        _choices(view, found, "county")
        chips(view, found, set_aside)
        if COMPARED not in set_aside:
            compare_with(view, found, set_aside)
        remove_all_chips(view, found)
    filter_choices.show(extract, found)
    return found


def _undo() -> None:
    st.button(
        _("Undo"),
        key="undo",
        icon=":material/undo:",
        type="tertiary",
        on_click=link.undo,
        disabled=not link.can_undo(),
        wrap=False,
    )


def _phone_menu(view: View, found: Choices) -> None:
    """Every filter behind one button, for a screen that has no room for rows."""
    chosen = sum(len(found.chosen[name]) for name in BY_LINK)
    label = _("Filters ({number})").format(number=chosen) if chosen else _("Filters")
    st.session_state[_MENU] = st.session_state.get(_OPEN, False)
    menu = st.popover(label, key=_MENU, on_change=_turned, wrap=False)
    if not menu.open:
        return
    with menu:
        _year(view, found, _PHONE)
        for column in ("county", *_IN_POPOVERS):
            _choices(view, found, column, _PHONE)
        _borders(view, found, _PHONE)
        st.button(_what_it_gives(view), key="filter-close", type="primary", on_click=_close)


def _what_it_gives(view: View) -> str:
    """``Vis 255 leger``; where the number is not known, no number."""
    doctors = total(view, "doctors")["doctors"]
    if is_missing(doctors):
        return _("Show the page")
    return ngettext("Show {n} doctor", "Show {n} doctors", doctors).format(n=count(doctors))


def _turned() -> None:
    st.session_state[_OPEN] = st.session_state[_MENU]


def _close() -> None:
    st.session_state[_OPEN] = False


def _year(view: View, found: Choices, where: str = "filter") -> None:
    """One year, or all of them together; other years of a link stand last."""
    every, chosen = frames.years(view.extract), found.chosen[address.YEARS]
    options = {" ".join(map(str, years)): years for years in (*((year,) for year in every), every, chosen)}
    st.segmented_control(
        DIMENSIONS["year"].label,
        list(options),
        format_func=lambda years: _years_in_words(options[years], every),
        required=True,
        label_visibility="collapsed",
        wrap=where == _PHONE,
        **_state(view.extract, where, address.YEARS, " ".join(map(str, chosen))),
    )


def _years_in_words(years: tuple[int, ...], every: tuple[int, ...]) -> str:
    """Years as a button says them: all of them by their number where they do not follow each other."""
    follows = every[-1] - every[0] == len(every) - 1
    return year_range(years) if years != every or follows else _("All {n} years").format(n=len(every))


def _choices(view: View, found: Choices, column: str, where: str = "filter") -> None:
    """The choices of a filter. The counties of the row stand alone; the others have their grants beside."""
    labels = DIMENSIONS[column].members(view.extract, view.selection.borders)
    name = BY_COLUMN[column].link
    state = _state(view.extract, where, name, list(found.chosen[name]))
    if column == "county":
        is_row = where != _PHONE
        st.pills(
            DIMENSIONS[column].label,
            list(labels),
            selection_mode="multi",
            format_func=labels.get,
            wrap=not is_row,
            width="stretch",
            label_visibility="collapsed" if is_row else "visible",
            **state,
        )
        return
    label = _("{filter}, number of grants").format(filter=DIMENSIONS[column].label)
    _pills(label, labels, facets(view)[column], **state)


def _pills(label: str, labels: dict, counts: dict, **state: object) -> None:
    st.pills(
        label,
        list(labels),
        selection_mode="multi",
        format_func=lambda code: f"{labels[code]} · {count(counts[code])}",
        **state,
    )


def _borders(view: View, found: Choices, where: str = "filter") -> None:
    st.segmented_control(
        _("County borders"),
        address.BORDER_CHOICES,
        format_func=_border_names(view.extract).get,
        required=True,
        **_state(view.extract, where, address.BORDER, _borders_shown(found)),
    )


def _border_names(extract: Extract) -> dict[Code, str]:
    """The borders by the number of their counties."""
    numbers = {vintage: len(DIMENSIONS["county"].members(extract, vintage)) for vintage in BORDERS}
    return {choice: _(form).format(number=numbers.get(choice)) for choice, form in _BORDERS.items()}


def _borders_shown(found: Choices) -> Code:
    """The borders chosen; without a choice they follow the years."""
    chosen = found.chosen[address.BORDER]
    return chosen[0] if chosen else address.default_borders(found.chosen)


def _state(extract: Extract, where: str, name: str, value: object) -> dict:
    key = f"{where}-{name}"
    return {"key": key, "on_change": _changed, "args": (extract, name, key), **shown(key, value)}


def _changed(extract: Extract, name: str, key: str) -> None:
    value = st.session_state[key]
    if name == address.YEARS:
        value = list(map(int, value.split()))
    filter_choices.change(extract, name, value if isinstance(value, list) else (value,))

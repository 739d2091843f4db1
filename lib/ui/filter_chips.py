"""What is chosen, as chips that are removed one by one, and the ways out of a selection with no grants."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from lib.metrics.compared import class_name
from lib.metrics.compute import total
from lib.metrics.dimensions import DIMENSIONS, Code
from lib.metrics.filters import BY_COLUMN, FILTERS, member_compared
from lib.metrics.growth import comparable_years
from lib.metrics.view import View
from lib.ui import address, controls, filter_choices, link
from lib.ui.address import Choices
from lib.ui.sitemap import COMPARED
from lib.words import _, count, lower_first, ngettext, word_list, year_range

_MOST_OF_A_FILTER = 4  # more choices than this are one chip


@dataclass(frozen=True)
class _Chip:
    """A choice in words, the filter's URL parameter and column, and what stays chosen without it."""

    label: str
    parameter: str
    column: str
    rest: tuple[Code, ...]
    kind: str = ""  # the column of what is compared


def chips(view: View, found: Choices, set_aside: tuple[str, ...]) -> None:
    """A chip for each choice, struck through where the page ignores it."""
    for position, chip in enumerate(_chips(view, found)):
        label = chip.label
        if {chip.column, chip.kind} & {*set_aside}:
            label = _("~~{filter}~~ (not used here)").format(filter=chip.label)
        st.button(
            label,
            key=f"chip-{position}",
            icon=":material/close:",
            icon_position="right",
            on_click=filter_choices.change,
            args=(view.extract, chip.parameter, chip.rest),
        )


def remove_all_chips(view: View, found: Choices) -> None:
    """One button to remove every chip, where there are any."""
    if any(_chips(view, found)):
        st.button(_("Remove all filters"), key="reset", type="tertiary", on_click=remove_all)


def remove_all() -> None:
    """Give the first view back: no filters, the latest year, and every switch as it opens."""
    link.change(**dict.fromkeys((*filter_choices.PARAMETERS, *controls.PARAMETERS), ()))


def ways_out(view: View) -> None:
    """A button for each filter that leaves grants when it alone is lifted, with how many."""
    with st.container(horizontal=True, gap="small", key="ways-out"):
        for each in FILTERS:
            codes = view.selection.filters.get(each.column)
            grants = total(view.without(each.column), "grants")["grants"] if codes else 0
            if not grants:
                continue
            form = ngettext("Without {filter}: {n} grant", "Without {filter}: {n} grants", grants)
            chosen = word_list(lower_first(_label(view, each.column, code)) for code in codes)
            if each.column == "size_class":
                chosen = _("municipalities with {sizes}").format(sizes=chosen)
            if len(codes) > _MOST_OF_A_FILTER or each.is_place:
                chosen = lower_first(DIMENSIONS[each.column].label)
            st.button(
                form.format(filter=chosen, n=count(grants)),
                key=f"without-{each.link}",
                on_click=filter_choices.change,
                args=(view.extract, each.link, ()),
            )


def ways_to_a_change(view: View) -> bool:
    """A button for each year that has a year before it; gives whether the year chosen has none."""
    known = comparable_years(view.extract)
    if len(view.selection.years) > 1 or view.selection.year in known:
        return False
    with st.container(horizontal=True, gap="small", key="ways-to-a-change"):
        for year in known:
            st.button(
                _("Show {year}").format(year=year),
                key=f"change-in-{year}",
                on_click=filter_choices.change,
                args=(view.extract, address.YEARS, (year,)),
            )
    return True


def _chips(view: View, found: Choices) -> Iterator[_Chip]:
    """A chip for several years, and for each choice of each filter; a place stands for what it lies in."""
    years = found.chosen[address.YEARS]
    if len(years) > 1:
        yield _Chip(year_range(years), address.YEARS, "year", years[-1:])
    for each in FILTERS:
        codes = found.chosen[each.link]
        if any(found.chosen[inner.link] for inner in FILTERS if inner.within == each.column):
            continue
        if len(codes) > _MOST_OF_A_FILTER:
            form = _("{number} {what}")
            label = form.format(number=len(codes), what=DIMENSIONS[each.column].counted)
            yield _Chip(label, each.link, each.column, ())
            continue
        for code in codes:
            rest = tuple(other for other in codes if other != code)
            yield _Chip(_label(view, each.column, code), each.link, each.column, rest)
    compared = found.chosen[address.AGAINST]
    for code in compared:
        column, member = member_compared(code)
        label, is_class = _label(view, column, member), BY_COLUMN[column].is_class
        label = _("against {place}").format(place=lower_first(label) if is_class else label)
        rest = tuple(other for other in compared if other != code)
        yield _Chip(label, address.AGAINST, COMPARED, rest, kind=column)


def _label(view: View, column: str, code: Code) -> str:
    if BY_COLUMN[column].is_class:
        return class_name(view, column, code)
    return str(DIMENSIONS[column].members(view.extract, view.selection.borders).get(code, code))

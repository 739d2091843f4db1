"""Values in a link that do not exist: named in one sentence at the top of the page, and ignored."""

from collections.abc import Iterable
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.ui import html
from lib.words import _, ngettext, word_list

Asked = tuple[str, str]  # URL parameter, value
LONGEST = 30  # characters of a value that are repeated to the reader

_BOX: ContextVar[tuple[DeltaGenerator, list[Asked]]] = ContextVar("ignored")


def open_box(asked: Iterable[Asked]) -> None:
    """Place the box, with what the filters have ignored; the page's own choices are added as they are drawn.

    The box takes no room while there is nothing to say.
    """
    _BOX.set((st.empty(), []))
    ignore(*asked)


def ignore(*asked: Asked) -> None:
    """Name values of URL parameters that do not exist."""
    if not asked:
        return
    box, named = _BOX.get()
    named.extend(asked)
    box.html(html.notice(sentence(named)))


def sentence(asked: list[Asked]) -> str:
    """The sentence that names values of URL parameters that do not exist."""
    values: dict[str, list[str]] = {}
    for parameter, value in asked:
        values.setdefault(parameter, []).append(_shortened(value))
    things = [
        _thing(parameter, len(given)).format(values=word_list(given)) for parameter, given in values.items()
    ]
    form = _("The link asks for {things}. That does not exist here and is ignored.")
    return form.format(things=word_list(things))


def _shortened(value: str) -> str:
    text = " ".join(value.split()) or _("blank")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _thing(parameter: str, number: int) -> str:
    """What values of a parameter are, in the reader's words."""
    things = {
        "aar": ngettext("a year ({values})", "years ({values})", number),
        "grense": ngettext("a set of borders ({values})", "sets of borders ({values})", number),
        "fylke": ngettext("a county ({values})", "counties ({values})", number),
        "kommune": ngettext("a municipality ({values})", "municipalities ({values})", number),
        "mot": ngettext("a place to compare with ({values})", "places to compare with ({values})", number),
        "sentralitet": ngettext("a centrality class ({values})", "centrality classes ({values})", number),
        "storrelse": ngettext("a municipality size ({values})", "municipality sizes ({values})", number),
        "type": ngettext("a grant type ({values})", "grant types ({values})", number),
        "maal": ngettext("a measure ({values})", "measures ({values})", number),
        "per": ngettext("a basis ({values})", "bases ({values})", number),
        "vis": ngettext("a view ({values})", "views ({values})", number),
        "niva": ngettext("a level ({values})", "levels ({values})", number),
        "skala": ngettext("a scale ({values})", "scales ({values})", number),
        "belop": ngettext("a form of the amounts ({values})", "forms of the amounts ({values})", number),
        "inndeling": ngettext("a grouping ({values})", "groupings ({values})", number),
        "periode": ngettext("a period ({values})", "periods ({values})", number),
        "spraak": ngettext("a language ({values})", "languages ({values})", number),
        "bilde": ngettext("a figure ({values})", "figures ({values})", number),
    }
    return things[parameter]

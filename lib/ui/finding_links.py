"""The findings of the overview: what stands out elsewhere, each a link to the view that shows it."""

from collections.abc import Iterator

import streamlit as st

from lib.figures.budget_figures import budget_steps
from lib.figures.change_map import change_map
from lib.figures.class_figures import class_shares
from lib.figures.figure import Figure
from lib.figures.growth_headlines import not_known
from lib.metrics.view import View
from lib.ui import link
from lib.ui.sitemap import PAGES

_Found = tuple[str, str, dict[str, str]]  # the finding, the page's path, the switches of the view


def finding_links(view: View, numbers: Figure) -> None:
    """At most four findings, as links that keep the filters; ``numbers`` are the key figures."""
    found = [each for each in _findings(view, numbers) if each[0]]
    if not found:
        return
    with st.container(horizontal=True, gap="small", key="findings"):
        for said, path, switches in found:
            page = st.Page(PAGES / f"{path}.py", url_path=path)
            st.page_link(page, label=said, query_params=link.address(**switches))


def _findings(view: View, numbers: Figure) -> Iterator[_Found]:
    change = change_map(view, metric="doctors", of="percent", level=view.selection.places)
    yield change.finding, "kart", {"maal": "leger", "vis": "endring-prosent"}
    yield class_shares(view, by="centrality").finding, "sentralitet", {"maal": "andeler"}
    yield budget_steps(view).finding, "budsjett", {}
    yield not_known(numbers), "budsjett", {}

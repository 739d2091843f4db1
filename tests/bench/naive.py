"""The dashboard with every chart built as an Altair object on every rerun, which is the usual way.

``streamlit run tests/bench/naive.py``: the same pages, figures, filters, settings and look; only the drawing
of a chart differs. Its spec is authored anew, its frame is given to Altair, and a map carries its outlines.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import replace
from types import ModuleType

import altair as alt
import pandas as pd
import streamlit as st

from lib.export.standalone import standalone
from lib.figures import chart_specs, geometry, map_spec
from lib.figures.drawing import Frame, ThemeName
from lib.figures.figure import Figure
from lib.figures.theme import config
from lib.ui import show_figure

_DATASETS: ContextVar[Mapping[str, Frame]] = ContextVar("datasets")


class InlineAltair(ModuleType):
    """Altair for the modules that author charts, but what they name or link to is put into the chart."""

    def __getattr__(self, name: str) -> object:
        return getattr(alt, name)

    @staticmethod
    def NamedData(name: str) -> pd.DataFrame:  # noqa: N802 - Altair's own name
        """The frame itself in place of its name."""
        return pd.DataFrame(_DATASETS.get()[name])


@alt.theme.register("alis", enable=True)
def look() -> alt.theme.ThemeConfig:
    """Our look as Altair's theme, which it gives to every chart."""
    return {"config": config(show_figure.theme())}


def unfinished(chart: alt.TopLevelMixin, _theme: ThemeName) -> alt.TopLevelMixin:
    """The chart itself in place of its finished spec."""
    return chart


def draw(figure: Figure, _how: show_figure.How) -> None:
    """The chart of a figure: authored again past the cache of specs, and left to Streamlit to convert.

    A map goes with its outlines inside. A click does nothing here; the bench clicks on filters only.
    """
    module, _, name = figure.chart.spec.author.partition(":")
    key = f"chart-{figure.id}"
    if module == "map_spec":
        spec = getattr(map_spec, name).__wrapped__(*figure.chart.spec.args, show_figure.theme())
        chart = replace(figure.chart, spec=lambda _theme: spec)
        whole = standalone(chart, width=700, height=620, topology=geometry.topology)
        st.vega_lite_chart(spec=whole, theme=None, width="stretch", key=key, alt=figure.alt)
        return
    _DATASETS.set(figure.chart.datasets)
    chart = getattr(chart_specs, name).__wrapped__(*figure.chart.spec.args, show_figure.theme())
    st.altair_chart(chart, theme=None, width="stretch", key=key, alt=figure.alt)


map_spec._drawn = map_spec._drawn.__wrapped__
chart_specs.alt = InlineAltair("altair")
chart_specs.spec_of = unfinished
show_figure.draw = draw

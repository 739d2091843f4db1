"""The dashboard with every chart built as an Altair object on every rerun, which is the usual way.

``streamlit run tests/bench/naive.py``: the same pages, figures, filters, settings and look; only the drawing
of a chart differs. Its spec is authored anew, its frame is given to Altair, and a map carries its outlines.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache, partial
from types import ModuleType

import altair as alt
import geopandas as gpd
import pandas as pd
import streamlit as st

from lib.figures import charts, maps
from lib.figures.drawing import ThemeName
from lib.figures.figure import Figure
from lib.figures.theme import config
from lib.ui import show
from lib.ui.edge import MIDDLEWARE, ROUTES, internal_error
from lib.ui.failures import on_script_error
from lib.ui.warm import lifespan
from tests.browser.harness import REPOSITORY

_DATASETS: ContextVar[Mapping[str, pd.DataFrame]] = ContextVar("datasets")


class InlineAltair(ModuleType):
    """Altair for the modules that author charts, but what they name or link to is put into the chart."""

    def __getattr__(self, name: str) -> object:
        return getattr(alt, name)

    @staticmethod
    def NamedData(name: str) -> pd.DataFrame:  # noqa: N802 - Altair's own name
        """The frame itself in place of its name."""
        return _DATASETS.get()[name]

    @staticmethod
    def UrlData(url: str, format: alt.TopoDataFormat) -> alt.InlineData:  # noqa: N802 - Altair's own name
        """The outlines themselves in place of their address, as GeoJSON: what a GeoDataFrame gives."""
        regions = outlines(format.feature).__geo_interface__
        return alt.InlineData(values=regions, format=alt.JsonDataFormat(property="features", type="json"))


@cache
def outlines(layer: str) -> gpd.GeoDataFrame:
    """The regions of a layer, read once; their id is the region code."""
    return gpd.read_parquet(REPOSITORY / "geo" / f"{layer}.parquet").set_index("code")


@alt.theme.register("alis", enable=True)
def look() -> alt.theme.ThemeConfig:
    """Our look as Altair's theme, which it gives to every chart."""
    return {"config": config(show.theme())}


def unfinished(chart: alt.TopLevelMixin, _theme: ThemeName) -> alt.TopLevelMixin:
    """The chart itself in place of its finished spec."""
    return chart


def draw(figure: Figure, _on_pick: Callable[[], None] | None = None) -> None:
    """The chart of a figure: authored again past the cache of specs, and left to Streamlit to convert.

    A click on it does nothing here; the bench clicks on filters only.
    """
    spec = figure.chart.spec
    author, given = (spec.func, spec.args) if isinstance(spec, partial) else (spec, ())
    _DATASETS.set(figure.chart.datasets)
    chart = author.__wrapped__(*given, show.theme())
    st.altair_chart(chart, theme=None, width="stretch", key=f"chart-{figure.id}", alt=figure.alt)


for module in (charts, maps):
    module.alt = InlineAltair("altair")
    module.spec_of = unfinished
show.draw = draw

app = st.App(
    REPOSITORY / "lib" / "ui" / "site.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    exception_handlers={Exception: internal_error},
    on_script_error=on_script_error,
)

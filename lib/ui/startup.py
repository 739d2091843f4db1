"""Warm-up: what is imported and cached when the server starts, so that the first reader need not wait."""

import datetime
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

import lib.export
import lib.figures
import lib.metrics
from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.figures.key_figures import key_figures
from lib.figures.scheme_history import count_history, money_history
from lib.metrics.frames import years
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui import failures
from lib.ui.current_extract import extract_provider
from lib.words import compact_nok, date, word_list

log = logging.getLogger(__name__)

HEAVY = ("altair", "pandas", "pyarrow", "pyarrow.parquet")  # Streamlit imports them at first use only
ROOMS = (lib.metrics, lib.figures, lib.export)


def warm_up() -> None:
    """Import what the pages use, load the locale, open the extract, make the first page's figures.

    A faulty extract is logged and the server starts all the same: the pages say what is wrong.
    """
    for name in HEAVY:
        importlib.import_module(name)
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    word_list([date(datetime.date(2023, 10, 20)), compact_nok(1_500_000)])
    try:
        _first_page(extract_provider().current().extract)
    except ExtractError as error:
        log.error("The extract cannot be used: %s", error)
    except Exception:
        log.exception("Warming up failed; the first reader waits instead")


def _first_page(extract: Extract) -> None:
    """Make the figures of the overview for the latest year, which fills the caches and loads Altair."""
    latest = Selection(years=years(extract)[-1:])
    key_figures(View(extract, latest))
    for figure in (count_history(View(extract, latest)), money_history(View(extract, latest))):
        figure.chart.spec("light")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Warm up before the first answer, off the event loop."""
    failures.install()
    await to_thread.run_sync(warm_up)
    yield

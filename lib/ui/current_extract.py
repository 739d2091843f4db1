"""The extract the server shows: the newest that can be read, swapped in whole while readers read.

Every run of a page takes one extract and keeps it to its end, so that a page never mixes two.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from lib.extract.extract_history import ListedExtract, extracts
from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.extract.place import data_place
from lib.extract.read import current_id, open_extract, read

log = logging.getLogger(__name__)

RETRY_SECONDS = 15  # a file that is being mended is not read again at every click
PLACE = ""  # in place of an id, for a trouble of the whole place
OTHERS = 2  # earlier extracts kept open, to compare with


@dataclass(frozen=True)
class CurrentExtract:
    """The extract to show. ``trouble`` is the error that keeps a newer one from being shown."""

    extract: Extract
    trouble: ExtractError | None = None


class ExtractProvider:
    """Provides the extract of one place of data, looked up at every click. Shared by all readers."""

    def __init__(self, place: Path | str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._place, self._clock, self._lock = place, clock, Lock()
        self._shown: Extract | None = None
        self._trouble: tuple[str, ExtractError, float] | None = None  # id, why, when
        self._listed: tuple[float, tuple[ListedExtract, ...]] = (0.0, ())
        self.earlier = lru_cache(maxsize=OTHERS)(self._open_earlier)

    def current(self) -> CurrentExtract:
        """The extract to show now. Raises ExtractError until one could be read."""
        # A server that is silent is not waited for at every click.
        if (known := self._known_trouble(PLACE)) is not None:
            return CurrentExtract(self._shown, known)
        try:
            wanted = current_id(self._place)
        except ExtractError as error:
            return self._last_good(PLACE, error)
        if self._has(wanted):
            return CurrentExtract(self._shown)
        if (known := self._known_trouble(wanted)) is not None:
            return CurrentExtract(self._shown, known)
        # One reader opens the new extract; the others go on with the one they have.
        if not self._lock.acquire(blocking=self._shown is None):
            return CurrentExtract(self._shown)
        try:
            return CurrentExtract(self._shown) if self._has(wanted) else self._open_current(wanted)
        finally:
            self._lock.release()

    def _has(self, wanted: str) -> bool:
        return self._shown is not None and self._shown.manifest.id == wanted

    def _open_current(self, wanted: str) -> CurrentExtract:
        try:
            self._shown = open_extract(self._place)
        except ExtractError as error:
            return self._last_good(wanted, error)
        self._trouble = None
        log.info("Extract %s is in use", self._shown.manifest.id)
        return CurrentExtract(self._shown)

    def _last_good(self, wanted: str, error: ExtractError) -> CurrentExtract:
        if self._shown is None:
            raise error
        if self._known_trouble(wanted) is None:  # the log has it once, not once a click
            self._trouble = wanted, error, self._clock()
            log.error("%s stays in use, for the newest extract cannot be: %s", self._shown.manifest.id, error)
        return CurrentExtract(self._shown, error)

    def _known_trouble(self, wanted: str) -> ExtractError | None:
        """The error of an extract that could not be opened in the last seconds."""
        if self._shown is None or self._trouble is None:
            return None
        extract_id, error, when = self._trouble
        return error if extract_id == wanted and self._clock() - when < RETRY_SECONDS else None

    def listed(self) -> tuple[ListedExtract, ...]:
        """Every published extract, as listed in the last seconds; none if the place cannot be read."""
        when, listed = self._listed
        if self._clock() - when > RETRY_SECONDS or not any(self._has(each.id) for each in listed):
            try:
                listed = extracts(self._place)
            except ExtractError as error:
                log.error("The extracts cannot be listed: %s", error)
            self._listed = self._clock(), listed
        return listed

    def _open_earlier(self, extract_id: str) -> Extract:
        return read(self._place, extract_id)


@st.cache_resource(show_spinner=False)
def _provider(place: str) -> ExtractProvider:
    return ExtractProvider(place)


def extract_provider() -> ExtractProvider:
    """The provider of the data folder in use."""
    return _provider(data_place())

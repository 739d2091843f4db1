"""Driving one page of a running dashboard: filter clicks, and what each costs the server and the reader."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.extract.read import open_extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from tests.browser.harness import REPOSITORY, Recorder, Server, open_page, record, settle

Click = str  # the label of a choice of a filter
VIEW = {"width": 1400, "height": 900}
IDLE_MS = 1500
RERUN_MS = 30_000
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

# When the reader last clicked, and when the inside of a chart last changed: charts are drawn as SVG.
STOPWATCH = """
window.__clickedAt = window.__chartAt = 0;
document.addEventListener('click', () => { window.__clickedAt = performance.now(); }, true);
new MutationObserver(changes => {
  const inChart = change => change.target.closest?.('[data-testid="stVegaLiteChart"]');
  if (changes.some(inChart)) window.__chartAt = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
# A page without charts, or a click that changes none, is whole when anything on it last changed.
ELAPSED = """() =>
  (window.__chartAt > window.__clickedAt ? window.__chartAt : window.__changedAt) - window.__clickedAt"""


@dataclass(frozen=True)
class Cost:
    """What some clicks cost, each click being one rerun."""

    cpu_ms: float  # user and system time of the server per rerun, without what it uses when idle
    bytes: tuple[int, ...]  # received over the websocket, per rerun
    elapsed_ms: tuple[float, ...]  # from the click to the last change of a chart
    geometry: bool  # whether a frame carried outlines


@dataclass(frozen=True)
class Reader:
    """A browser page on one server."""

    page: Page
    received: Recorder
    process: int
    idle: float  # the part of a core the server uses while the reader only looks

    def click_through(self, order: tuple[Click, ...]) -> Cost:
        """Make the clicks one by one, each when the page is whole again."""
        first = len(self.received.frames)
        cpu, began = _cpu_seconds(self.process), self._clock()
        clicked = [self._click(click) for click in order]
        busy = _cpu_seconds(self.process) - cpu - self.idle * (self._clock() - began)
        sizes, elapsed = zip(*clicked, strict=True)
        geometry = any(holds_geometry(frame) for frame in self.received.frames[first:])
        return Cost(busy * 1000 / len(order), sizes, elapsed, geometry)

    def charts(self) -> int:
        """How many charts the page shows."""
        return self.page.get_by_test_id("stVegaLiteChart").count()

    def _click(self, click: Click) -> tuple[int, float]:
        first = len(self.received.frames)
        words = r"\s".join(map(re.escape, click.split()))  # hard spaces or not
        named = re.compile(rf"^{words}( ·|$)")  # older checkouts have a number behind the name
        choice = self.page.get_by_role("button", name=named).or_(self.page.get_by_role("radio", name=named))
        choice.first.click()
        self._await_rerun(first)
        settle(self.page)
        return sum(map(len, self.received.frames[first:])), self.page.evaluate(ELAPSED)

    def _await_rerun(self, first: int) -> None:
        """Wait for the server's last word on the click: before that, a busy server leaves the page quiet."""
        deadline = time.monotonic() + RERUN_MS / 1000
        while not any(map(ends_rerun, self.received.frames[first:])):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.page.url}: no rerun within {RERUN_MS} ms of the click")
            self.page.wait_for_timeout(10)  # lets the browser's events in

    def _clock(self) -> float:
        return self.page.evaluate("performance.now()") / 1000


@contextmanager
def reader(browser: Browser, server: Server, path: str) -> Iterator[Reader]:
    """A new reader on a page that is whole."""
    context = browser.new_context(viewport=VIEW, locale="nb-NO")
    page = context.new_page()
    received = record(page, server=server)
    page.add_init_script(STOPWATCH)
    open_page(page, f"{server.url}/{path}")
    process = process_of(server)
    cpu = _cpu_seconds(process)
    page.wait_for_timeout(IDLE_MS)
    idle = (_cpu_seconds(process) - cpu) / (IDLE_MS / 1000)
    yield Reader(page, received, process, idle)
    context.close()


def clicks(turn: int, *, years: bool = True) -> tuple[Click, ...]:
    """Clicks on a county and two ``years`` that end where they began. Every turn has a county of its own.

    Without years, they are the same in checkouts of before, where several years were chosen at once.
    """
    extract = open_extract(REPOSITORY / "data")
    counties = list(DIMENSIONS["county"].members(extract, 2020).values())
    # With more pages than choices, the last pages ask again for what the first have asked for.
    county, now = counties[turn % len(counties)], [str(year) for year in frames.years(extract)[-2:]]
    return (county, now[0], county, now[1]) if years else (county, county)


def ends_rerun(frame: bytes) -> bool:
    """Whether a frame says that the script has run to its end."""
    return ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"


def holds_geometry(frame: bytes) -> bool:
    """Whether a frame carries outlines, as TopoJSON or GeoJSON."""
    return any(mark in frame for mark in (b'"arcs"', b'"coordinates"'))


def process_of(server: Server) -> int:
    """The process that serves, found by the port in its command line. Linux only, as the CPU clock is."""
    port = f"--server.port={server.url.rpartition(':')[2]}".encode()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        if port in _read(command).split(b"\0"):
            return int(command.parent.name)
    raise RuntimeError(f"No process serves {server.url}. The bench reads /proc and runs on Linux only.")


def _read(path: Path) -> bytes:
    """A file of a process; nothing where the process has ended meanwhile."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _cpu_seconds(process: int) -> float:
    """User and system time of a process with all its threads, those that have ended too."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS_PER_SECOND

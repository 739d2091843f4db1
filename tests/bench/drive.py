"""Driving one page of a running dashboard: filter clicks, and what each costs the server and the reader."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from lib.extract.read import open_extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from tests.browser.harness import REPOSITORY, Recorder, Server, open_page, record, settle

Click = tuple[str, str]  # the filter's label, what the choice's label begins with
VIEW = {"width": 1400, "height": 900}
IDLE_MS = 1500
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
# A page without charts, or a click that changes none, is whole when anything last changed.
ELAPSED = """() => {
  const last = window.__chartAt > window.__clickedAt ? window.__chartAt : window.__changedAt;
  return last - window.__clickedAt;
}"""


@dataclass(frozen=True)
class Visit:
    """What one visit's clicks on a page cost, each click being one rerun."""

    charts: int
    cpu_ms: float  # user and system time of the server per rerun, without what it uses when idle
    bytes: tuple[int, ...]  # over the websocket, per rerun
    click_to_chart_ms: tuple[float, ...]
    frames: tuple[bytes, ...]


def clicks(turn: int) -> tuple[Click, ...]:
    """A reader's clicks on the years and two counties, ending where they began. Each turn has other counties."""
    extract = open_extract(REPOSITORY / "data")
    before, latest = (str(year) for year in frames.years(extract)[-2:])
    counties = list(DIMENSIONS["county"].members(extract, 2020).values())
    one, two = (counties[(2 * turn + step) % len(counties)] for step in (0, 1))
    order = (before, one, latest, two, one, latest, two, before)
    labels = {name: DIMENSIONS["year" if name.isdecimal() else "county"].label for name in order}
    return tuple((labels[name], name) for name in order)


def visit(browser: Browser, server: Server, path: str, order: Iterable[Click]) -> Visit:
    """Open a page as a new reader and click; the first load is not measured."""
    context = browser.new_context(viewport=VIEW, locale="nb-NO")
    page = context.new_page()
    recorder = record(page, server=server)
    page.add_init_script(STOPWATCH)
    open_page(page, f"{server.url}/{path}")
    pid = process_of(server)
    idle = _idle_share(page, pid)
    start, began = _cpu_seconds(pid), page.evaluate("performance.now()")
    sizes, elapsed, first = [], [], len(recorder.frames)
    for click in order:
        size, ms = _click(page, recorder, click)
        sizes.append(size)
        elapsed.append(ms)
    seconds = (page.evaluate("performance.now()") - began) / 1000
    cpu_ms = (_cpu_seconds(pid) - start - idle * seconds) * 1000 / len(sizes)
    charts = page.get_by_test_id("stVegaLiteChart").count()
    context.close()
    return Visit(charts, cpu_ms, tuple(sizes), tuple(elapsed), tuple(recorder.frames[first:]))


def _click(page: Page, recorder: Recorder, click: Click) -> tuple[int, float]:
    """Click one choice of a filter and wait until the page is whole: bytes received, time to the last chart."""
    label, choice = click
    first = len(recorder.frames)
    toolbar = page.get_by_role("toolbar", name=label, exact=True)
    toolbar.get_by_role("button", name=re.compile(rf"^{re.escape(choice)}\b")).click()
    settle(page)
    return sum(len(frame) for frame in recorder.frames[first:]), page.evaluate(ELAPSED)


def process_of(server: Server) -> int:
    """The process that serves, found by the port in its command line. Linux only, as the clock below is."""
    port = f"--server.port={server.url.rpartition(':')[2]}".encode()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        if port in _read(command).split(b"\0"):
            return int(command.parent.name)
    raise RuntimeError(f"No process serves {server.url}; the bench reads /proc and runs on Linux only.")


def _read(path: Path) -> bytes:
    """A file of a process; nothing where the process has ended meanwhile."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _idle_share(page: Page, pid: int) -> float:
    """The part of a core that the server uses while its reader only looks."""
    start = _cpu_seconds(pid)
    page.wait_for_timeout(IDLE_MS)
    return (_cpu_seconds(pid) - start) / (IDLE_MS / 1000)


def _cpu_seconds(pid: int) -> float:
    """User and system time of a process with all its threads, those that have ended too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / _TICKS_PER_SECOND

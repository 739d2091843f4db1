"""A dashboard server in a process of its own, and a browser page that records what it sees."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page, Request, Response, Route, WebSocket
from playwright.sync_api import TimeoutError as PlaywrightTimeout

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PAGE_MS = 30_000
RUN_MS = 5_000
QUIET_MS = 300
QUIET_AFTER_RUN_MS = 100
QUIET = [QUIET_MS, QUIET_AFTER_RUN_MS]
POLL_MS = 50  # on every frame, the question itself keeps a busy page from its work

# Streamlit is idle, nothing is stale or still a placeholder, every chart has drawn its marks, and the page
# has not changed for a moment: a longer one after a click that has not been followed by a run, since there is
# a short pause before Streamlit says that it runs.
UNSETTLED = """([quietMs, quietAfterRunMs]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return 'Streamlit has not started';
  if (app.dataset.testConnectionState !== 'CONNECTED') return 'not connected';
  if (app.dataset.testScriptState !== 'notRunning') return `the script is ${app.dataset.testScriptState}`;
  if (app.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')) return 'a placeholder';
  if (app.querySelector('[data-stale="true"]')) return 'a stale element';
  const charts = [...app.querySelectorAll('[data-testid="stVegaLiteChart"]')].filter(c => c.offsetParent);
  const empty = charts.filter(chart => !chart.querySelector('svg.marks .role-mark, canvas.marks'));
  if (empty.length) return `${empty.length} of ${charts.length} charts are not drawn`;
  const quiet = window.__ranAt > window.__askedAt ? quietAfterRunMs : quietMs;
  return performance.now() - window.__changedAt > quiet ? '' : 'the page still changes';
}"""
SETTLED = f"quiet => ({UNSETTLED})(quiet) === ''"
RAN = "() => window.__ranAt > window.__askedAt"
WATCH = """
window.__changedAt = window.__askedAt = performance.now();
window.__ranAt = 0;
window.__violations = [];
for (const kind of ['click', 'keydown', 'input', 'popstate'])
  addEventListener(kind, () => { window.__askedAt = performance.now(); }, true);
document.addEventListener('securitypolicyviolation', event =>
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
new MutationObserver(changes => {
  window.__changedAt = performance.now();
  const runs = change => !['notRunning', undefined].includes(change.target.dataset?.testScriptState);
  if (changes.some(runs)) window.__ranAt = performance.now();
}).observe(
  document, {subtree: true, childList: true, attributes: true, characterData: true});
"""


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    url: str
    log: Path

    def log_text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_server(
    *, data: Path, log: Path, script: Path | None = None, checkout: Path = REPOSITORY
) -> Iterator[Server]:
    """Start ``streamlit run`` on a free port with $ALIS_DATA set, wait for its answer, stop it afterwards.

    Another ``checkout`` runs with the packages of its own ``.venv``.
    """
    port = _free_port()
    python = sys.executable if checkout == REPOSITORY else str(checkout / ".venv" / "bin" / "python")
    command = [python, "-m", "streamlit", "run", str(script or checkout / "dashboard.py")]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    environment = os.environ | {"ALIS_DATA": str(data), "PYTHONPATH": str(checkout)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=checkout, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", log)
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start. Its log:\n{server.log_text()}")


@dataclass
class Recorder:
    """What one browser page did: requests, console errors, websocket payloads."""

    host: str
    foreign_requests: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)  # received over the websocket, in order

    def frame_bytes(self) -> int:
        return sum(len(frame) for frame in self.frames)


def record(page: Page, *, server: Server, refuse: bool = True) -> Recorder:
    """Record from now on. A request to another host is noted, and refused, so that nothing needs a network.

    To refuse turns the browser's cache off; one that finds no other host does without.
    """
    recorder = Recorder(urlsplit(server.url).netloc)

    def is_foreign(url: str) -> bool:
        return url.startswith(("http:", "https:")) and urlsplit(url).netloc != recorder.host

    def only_ours(route: Route) -> None:
        if is_foreign(route.request.url):
            route.abort()
        else:
            route.continue_()

    def note_foreign(request: Request) -> None:
        if is_foreign(request.url):
            recorder.foreign_requests.append(request.url)

    def listen(websocket: WebSocket) -> None:
        if urlsplit(websocket.url).netloc != recorder.host:
            recorder.foreign_requests.append(websocket.url)
        websocket.on("framereceived", lambda payload: recorder.frames.append(_as_bytes(payload)))

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            recorder.console_errors.append(message.text)

    def note_failure(response: Response) -> None:
        if response.status >= 400:
            recorder.failed_requests.append(response.url)

    if refuse:
        page.route(lambda url: url.startswith(("http:", "https:")), only_ours)
    page.on("request", note_foreign)
    page.on("websocket", listen)
    page.on("console", note_error)
    page.on("pageerror", lambda error: recorder.console_errors.append(str(error)))
    page.on("response", note_failure)
    page.add_init_script(WATCH)
    return recorder


def _as_bytes(payload: str | bytes) -> bytes:
    return payload.encode() if isinstance(payload, str) else payload


def open_page(page: Page, url: str) -> None:
    """Go to an address and wait until the page is whole."""
    page.goto(url)
    settle(page)


def follow(page: Page, url: str) -> None:
    """Go to another address of the open dashboard as its own links do, without loading it again."""
    page.evaluate(
        """url => {
          history.pushState(history.state, "", url);
          dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
        }""",
        url,
    )
    settle_after_run(page)


def settle_after_run(page: Page) -> None:
    """Wait for the run that a choice leads to, which begins late on a busy machine, and for the page."""
    # A short run may begin and end between two changes of the page that are seen.
    with suppress(PlaywrightTimeout):
        page.wait_for_function(RAN, timeout=RUN_MS, polling=POLL_MS)
    settle(page)


def settle(page: Page) -> None:
    """Wait until Streamlit is idle and every visible chart drawn. Raises TimeoutError, saying why."""
    try:
        page.wait_for_function(SETTLED, arg=QUIET, timeout=PAGE_MS, polling=POLL_MS)
    except PlaywrightTimeout as error:
        reason = page.evaluate(UNSETTLED, QUIET)
        raise TimeoutError(f"{page.url} is not settled: {reason}\n{page.inner_text('body')[:500]}") from error


def violations(page: Page) -> list[str]:
    """What the content security policy has blocked on the page since it was loaded."""
    return page.evaluate("window.__violations")

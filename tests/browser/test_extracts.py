"""A server started on each extract: every page opens in a real browser, with nothing in the console.

Nothing is excused here: no warning, no failed request, none of Streamlit's own either.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.harness import REPOSITORY, WATCH, Server, follow, open_page, running_server
from tests.truth.extracts import build
from tests.truth.states import EXTRACTS, PAGES, State, states

STATES, SEED = 60, 60
WENT_WRONG = "Noe gikk galt"


@dataclass
class Seen:
    """What a browser page told beside what it shows."""

    console: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A running server for the extract named, one at a time: each holds a whole extract in memory."""
    data = build(request.param, tmp_path / "data")
    with running_server(data=data, log=tmp_path / "server.log") as running:
        yield running


@pytest.fixture
def page(context: BrowserContext) -> Iterator[tuple[Page, Seen]]:
    opened, seen = context.new_page(), Seen()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.console.append(f"{message.type}: {message.text[:300]}")

    def refuse(response: Response) -> None:
        if response.status >= 400:
            seen.refused.append(f"{response.status} {response.url}")

    opened.on("console", note)
    opened.on("pageerror", lambda error: seen.console.append(str(error)))
    opened.on("response", refuse)
    opened.add_init_script(WATCH)
    yield opened, seen
    opened.close()


def _faults(
    state: State, server: Server, page: Page, seen: Seen, go: Callable[[Page, str], None] = open_page
) -> list[str]:
    """What went wrong on the way to a state; what came too late for the one before it is told here."""
    path = state.address.partition(" ")[2]
    try:
        go(page, f"{server.url}{path}")
    except (TimeoutError, PlaywrightTimeout) as error:
        return [f"not settled: {str(error)[:300]}"]
    found = [*seen.console, *seen.refused]
    seen.console.clear()
    seen.refused.clear()
    if WENT_WRONG in page.inner_text("body"):
        found.append(WENT_WRONG)
    return found


@pytest.mark.parametrize(("server", "name"), [(name, name) for name in EXTRACTS], indirect=["server"])
def test_every_page_opens_with_nothing_in_the_console(
    name: str, server: Server, page: tuple[Page, Seen]
) -> None:
    """Every page of the extract by its address, and its share of sixty states as steps in one tab."""
    found = [(file, _faults(State(name, file), server, *page)) for file in PAGES]
    for state in states(STATES, SEED):
        if state.extract == name:
            found.append((state.address, _faults(state, server, *page, go=follow)))
    assert [(address, told) for address, told in found if told] == []


def test_warming_up_never_decides_whether_the_server_starts(tmp_path: Path, page: tuple[Page, Seen]) -> None:
    """A server whose warming up fails answers all the same, and its log says what failed."""
    fails = """
from lib.ui import startup
def planted(*_given, **_named):
    raise ValueError("planted in warming up")
startup._first_page = planted
"""
    (tmp_path / "lib" / "ui").mkdir(parents=True)
    shutil.copy(REPOSITORY / "lib" / "ui" / "site.py", tmp_path / "lib" / "ui")
    shutil.copytree(REPOSITORY / "pages", tmp_path / "pages")
    source = (REPOSITORY / "dashboard.py").read_text(encoding="utf-8")
    before, app, after = source.partition("# Streamlit finds this")
    (tmp_path / "dashboard.py").write_text(f"{before}{fails}{app}{after}", encoding="utf-8")
    data, log = build("D", tmp_path / "data"), tmp_path / "server.log"
    with running_server(data=data, log=log, script=tmp_path / "dashboard.py") as server:
        assert _faults(State("D", "oversikt.py"), server, *page) == []
    assert "planted in warming up" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("server", ["D"], indirect=True)
def test_a_fault_in_the_console_is_seen(server: Server, page: tuple[Page, Seen]) -> None:
    opened, seen = page
    _faults(State("D", "oversikt.py"), server, opened, seen)
    opened.evaluate("console.warn('planted'); fetch('/nowhere/_stcore/health')")
    opened.wait_for_timeout(500)
    assert any("planted" in text for text in seen.console)
    assert any("/nowhere/_stcore/health" in url for url in seen.refused)

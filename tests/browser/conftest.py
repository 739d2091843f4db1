"""Servers and browsers for the tests of what only a browser sees."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.harness import REPOSITORY, Recorder, Server, record, running_server

ServerFactory = Callable[..., Server]
PageFactory = Callable[..., tuple[Page, Recorder]]
LOCALE = {"locale": "nb-NO", "timezone_id": "Europe/Oslo"}
DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; without one every test here fails and says so, none is skipped."""
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.NOT_FOUND, pytrace=False)
    # As root it can only run without its sandbox.
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it is delivered, on a copy of the committed data; shared by the tests of a session."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    with running_server(data=folder / "data", log=folder / "server.log") as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[ServerFactory]:
    """A server nobody has visited: ``fresh_server(data=…, script=…)``, both optional; stopped afterwards."""
    with ExitStack() as stack:

        def start(*, data: Path = REPOSITORY / "data", **options: Path) -> Server:
            return stack.enter_context(running_server(data=data, log=tmp_path / "server.log", **options))

        yield start


@pytest.fixture
def new_page(browser: Browser) -> Iterator[PageFactory]:
    """A recorded page in a context of its own: ``new_page(server, dark=True, phone=True)``."""
    with ExitStack() as stack:

        def create(server: Server, *, dark: bool = False, phone: bool = False) -> tuple[Page, Recorder]:
            context = browser.new_context(
                color_scheme="dark" if dark else "light", viewport=PHONE if phone else DESKTOP, **LOCALE
            )
            stack.callback(context.close)
            page = context.new_page()
            return page, record(page, server=server)

        yield create

"""Servers and browsers for the tests of what only a browser sees."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.harness import REPOSITORY, Recorder, Server, record, running_server
from tests.browser.visits import Visit

ServerFactory = Callable[..., Server]
PageFactory = Callable[..., tuple[Page, Recorder]]
Visits = Callable[..., Visit]
LOCALE = {"locale": "nb-NO", "timezone_id": "Europe/Oslo"}
DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One Chromium for the tests of a process; without one each test fails and says so, none is skipped.

    It has a profile on disk: only there does Chromium keep what it has made of Streamlit's scripts, which is
    half of what a page costs. It finds no host but this one, since a route that refused the others would turn
    that cache off.
    """
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.NOT_FOUND, pytrace=False)
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:  # as root it can only run without its sandbox
        arguments += ["--no-sandbox", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=found,
            args=arguments,
            color_scheme="light",
            viewport=DESKTOP,
            **LOCALE,
        )
        yield running
        running.close()


@contextmanager
def new_tab(
    context: BrowserContext, server: Server, *, dark: bool = False, phone: bool = False
) -> Iterator[tuple[Page, Recorder]]:
    """A recorded tab that leaves nothing to the next but the cache: nothing stored, no permission."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size(PHONE if phone else DESKTOP)
    try:
        yield page, record(page, server=server, refuse=False)
    finally:
        context.clear_permissions()
        stored = {"origin": server.url, "storageTypes": STORED}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
        context.clear_cookies()
        page.close()


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
def new_page(context: BrowserContext) -> Iterator[PageFactory]:
    """A recorded tab: ``new_page(server, dark=True, phone=True)``."""
    with ExitStack() as stack:
        yield lambda server, **how: stack.enter_context(new_tab(context, server, **how))


@pytest.fixture(scope="module")
def visits(context: BrowserContext, server: Server) -> Iterator[Visits]:
    """The pages that tests of a module share: ``visits("kart", dark=True)``, one tab for each."""
    with ExitStack() as stack:

        @cache
        def visit(path: str, **how: bool) -> Visit:
            return Visit(*stack.enter_context(new_tab(context, server, **how)), f"{server.url}/{path}")

        yield visit

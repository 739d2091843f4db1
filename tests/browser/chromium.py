"""Finding a Chromium for the browser tests, and bringing one where there is none.

``python -m tests.browser.chromium`` brings it; ``make test`` calls that before the tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_FOUND = (
    "The browser tests need Chromium and none was found: not in $CHROMIUM, not on the PATH "
    f"({', '.join(SYSTEM_NAMES)}), not among Playwright's downloads. `make test` tries to bring one; "
    "without network access, install a Chromium package or set CHROMIUM=/path/to/chromium."
)
DOWNLOAD_SECONDS = 300


def find() -> Path | None:
    """The first Chromium that starts: $CHROMIUM, the system's, Playwright's own. None if there is none."""
    return next((path for path in _candidates() if _starts(path)), None)


def bring() -> Path | None:
    """A Chromium by any means: one that is here, Playwright's download, the distribution's package."""
    for fetch in (None, _download, _install_package):
        if fetch:
            fetch()
        if found := find():
            return found
    return None


def _candidates() -> Iterable[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    yield from (Path(path) for name in SYSTEM_NAMES if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    """Whether it runs at all: a download without its system libraries is there and does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _download() -> None:
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_package() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update"])
        _try(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])


def _try(command: list[str]) -> None:
    """Run it and go on whatever it says: whether a Chromium came of it is checked afterwards."""
    print("Chromium:", " ".join(command), flush=True)
    try:
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=DOWNLOAD_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"Chromium: no answer within {DOWNLOAD_SECONDS} seconds", flush=True)


if __name__ == "__main__":
    path = bring()
    sys.exit(NOT_FOUND if path is None else 0)

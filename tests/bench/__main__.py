"""``python -m tests.bench``: what a click costs on each page, beside the usual way of building charts.

And what an export costs the clicks of others. Exit code 1 when a must is broken. It takes seven minutes.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.bench.drive import clicks, reader
from tests.bench.exports import ABOUT_EXPORTS, measure_exports
from tests.bench.report import ABOUT, PageCost, Pair, table
from tests.browser import chromium
from tests.browser.harness import REPOSITORY, Server, running_server

PATHS = ("", "kart", "kart?niva=kommuner", "sentralitet", "vekst", "budsjett", "om-tallene")
ROUNDS = 3
NAIVE = Path(__file__).with_name("naive.py")


def main() -> int:
    """Measure every page on both servers, print the table, and tell whether each must holds."""
    found = chromium.find()
    if found is None:
        sys.exit(chromium.NOT_FOUND)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        data = REPOSITORY / "data"
        ours = stack.enter_context(running_server(data=data, log=folder / "ours.log"))
        naive = stack.enter_context(running_server(data=data, log=folder / "naive.log", script=NAIVE))
        playwright = stack.enter_context(sync_playwright())
        # As root it can only run without its sandbox.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        turns = count()
        pages = [measure(browser, (ours, naive), path, turns) for path in PATHS]
        print("measuring exports …", file=sys.stderr, flush=True)
        exports = measure_exports(browser, ours)
        browser.close()
    print(ABOUT, table(pages), ABOUT_EXPORTS, *(export.line() for export in exports), sep="\n")
    return int(any(one.breaches() for one in (*pages, *exports)))


def measure(
    browser: Browser,
    servers: tuple[Server, Server],
    path: str,
    turns: Iterator[int],
    *,
    same_page: bool = True,
) -> PageCost:
    """Make the same clicks on both servers in turn, every round twice: its numbers are new, then known."""
    print(f"measuring /{path} …", file=sys.stderr, flush=True)
    new, known = [], []
    with ExitStack() as stack:
        readers = [stack.enter_context(reader(browser, server, path)) for server in servers]
        warm_up = clicks(next(turns), years=same_page)
        for each in readers:
            each.click_through(warm_up)
        for _round in range(ROUNDS):
            order = clicks(next(turns), years=same_page)
            for pairs in (new, known):
                pairs.append(Pair(*(each.click_through(order) for each in readers)))
        shown = [each.charts() for each in readers]
    if (same_page and len(set(shown)) > 1) or any("Traceback" in server.log_text() for server in servers):
        logs = "\n".join(server.log_text() for server in servers)
        raise RuntimeError(f"/{path} fails, or is not the same page on both servers. Their logs:\n{logs}")
    return PageCost(path, shown[0], tuple(new), tuple(known))


if __name__ == "__main__":
    sys.exit(main())

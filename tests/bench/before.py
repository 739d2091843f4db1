"""``python -m tests.bench.before CHECKOUT``: what a click and the memory cost now and before a change.

The checkout of before is a folder with a ``.venv`` of its own. Both servers run at once and take turns. Exit
code 1 when a click has become dearer, or the memory is more than it may be. It takes five minutes.
"""

import os
import sys
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.bench.__main__ import PATHS, measure
from tests.bench.drive import process_of
from tests.bench.report import compare
from tests.browser import chromium
from tests.browser.harness import REPOSITORY, Server, running_server

MOST_MB = 280  # of the server, after every page was opened and clicked


def main() -> int:
    """Measure every page on both servers and print how now compares with before."""
    before = Path(sys.argv[1]).resolve()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        data = REPOSITORY / "data"
        servers = (
            stack.enter_context(running_server(data=data, log=folder / "now.log")),
            stack.enter_context(running_server(data=data, log=folder / "before.log", checkout=before)),
        )
        ready = [_cpu_and_memory(server) for server in servers]
        playwright = stack.enter_context(sync_playwright())
        # As root it can only run without its sandbox.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        turns = count()
        pages = [measure(browser, servers, path, turns, same_page=False) for path in PATHS]
        browser.close()
        after = [_cpu_and_memory(server) for server in servers]
    report, broken = compare(pages)
    print(report)
    for name, found in (("ready", ready), ("after a tour", after)):
        (cpu, memory), (cpu_before, memory_before) = found
        print(f"{name}: {cpu:.1f} s CPU (before {cpu_before:.1f}), {memory} MB (before {memory_before})")
    return int(broken or after[0][1] > MOST_MB)


def _cpu_and_memory(server: Server) -> tuple[float, int]:
    """Seconds of CPU since the start, and MB in memory now."""
    process = Path("/proc") / str(process_of(server))
    user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    memory = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmRSS"))
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK"), int(memory.split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())

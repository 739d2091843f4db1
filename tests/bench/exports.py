"""What an export costs the others: one reader takes a deck or a picture along, another clicks filters."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode

from playwright.sync_api import Browser, Download, Locator, Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from lib.extract.read import open_extract
from lib.metrics.dimensions import DIMENSIONS
from lib.words import _
from tests.bench.drive import VIEW, ends_rerun
from tests.browser.harness import REPOSITORY, Server, open_page, record, settle
from tests.browser.reader import figure, open_downloads

MOST_STALL_MS = 50  # that an export may add to another session's click
MOST_DECK_S = 10  # for fifteen slides with three maps on two cores
ROUNDS = 7
LEAST_CLICKS = 6  # of a round
DECK = (
    "key-figures",
    "region-map:metric=grants",
    "region-map:metric=doctors",
    "region-map:level=municipality:metric=grants",
    "region-ranking:metric=grants",
    "count-history",
    "money-history",
    "gross-and-net",
    "growth-by:by=county",
    "without-grants:by=county",
    "class-chart:by=centrality:measure=grants",
    "class-chart:by=centrality:measure=shares",
    "budget-steps",
    "per-month",
)
ABOUT_EXPORTS = f"""
Exports: one reader takes a file along while another clicks a filter on the map, and the same clicks alone, in
{ROUNDS} rounds. A click is the time to the server's last word on it; what is added is the difference between
the clicks in the middle (and between the slowest) of a round, and the median of that over the rounds.

Must: added at most {MOST_STALL_MS} ms, to the slowest too; fifteen slides with three maps in {MOST_DECK_S} s.
"""


@dataclass(frozen=True)
class Round:
    """Clicks of one reader, alone and then beside an export; in ms."""

    alone: tuple[float, ...]
    beside: tuple[float, ...]

    @property
    def added_ms(self) -> float:
        """What the export adds to the click in the middle."""
        return statistics.median(self.beside) - statistics.median(self.alone)


@dataclass(frozen=True)
class ExportCost:
    """What one kind of export costs: the clicks of every round, and how long the file took each time."""

    name: str
    rounds: tuple[Round, ...]
    took_s: tuple[float, ...]
    most_s: float

    @property
    def added_ms(self) -> float:
        """The stall of a click: the median over the rounds."""
        return statistics.median(one.added_ms for one in self.rounds)

    @property
    def worst_ms(self) -> float:
        """What the slowest click beside an export has over the slowest alone; the median over the rounds."""
        return statistics.median(max(one.beside) - max(one.alone) for one in self.rounds)

    def breaches(self) -> list[str]:
        """The musts that it breaks."""
        broken = [
            f"{what} {ms:.0f} ms > {MOST_STALL_MS} ms"
            for what, ms in (("stall", self.added_ms), ("worst stall", self.worst_ms))
            if ms >= MOST_STALL_MS
        ]
        if max(self.took_s) >= self.most_s:
            broken.append(f"{max(self.took_s):.1f} s > {self.most_s} s")
        return broken

    def line(self) -> str:
        """The cost in one line."""
        alone, beside = ([ms for one in self.rounds for ms in getattr(one, side)] for side in SIDES)
        return (
            f"{self.name}: a click {statistics.median(alone):.0f} ms alone (worst {max(alone):.0f}), "
            f"{statistics.median(beside):.0f} ms beside it (worst {max(beside):.0f}); added "
            f"{self.added_ms:.0f} ms, to the worst of a round {self.worst_ms:.0f} ms; "
            f"{len(beside)} clicks; made in {statistics.median(self.took_s):.1f} s, at most "
            f"{max(self.took_s):.1f} s; {'; '.join(self.breaches()) or 'holds'}"
        )


SIDES = ("alone", "beside")


def measure_exports(browser: Browser, server: Server) -> list[ExportCost]:
    """A deck as PowerPoint, a deck as PDF and a PNG, each beside the clicks of another session."""
    costs = []
    with _clicking(server, _recorded(browser, server)) as click:
        chosen = urlencode([("bilde", name) for name in DECK])
        with _page(browser, server, f"presentasjon?{chosen}") as maker:
            for name, button in (("deck", "deck-pptx"), ("deck as PDF", "deck-pdf")):
                costs.append(_cost(name, click, _making(maker, button), MOST_DECK_S))
        with _page(browser, server, "kart") as maker:
            costs.append(_cost("PNG", click, _drawing(maker), MOST_DECK_S))
    return costs


def _cost(name: str, click: Callable[[], float], export: "Export", most_s: float) -> ExportCost:
    rounds, took = [], []
    for _round in range(ROUNDS):
        beside: list[float] = []
        while len(beside) < LEAST_CLICKS:
            began = time.monotonic()
            export.start()
            while not export.is_done():
                beside.append(click())
            took.append(time.monotonic() - began)
            export.clear()
        alone = tuple(click() for _click in beside)
        rounds.append(Round(alone, tuple(beside)))
    return ExportCost(name, tuple(rounds), tuple(took), most_s)


@dataclass(frozen=True)
class Export:
    """Something that another reader asks for."""

    start: Callable[[], None]
    is_done: Callable[[], bool]
    clear: Callable[[], None]


def _making(page: Page, button: str) -> Export:
    """A deck, made when its button is pressed."""
    return _taken(page, page.locator(f".st-key-{button} button"))


def _drawing(page: Page) -> Export:
    """A picture of the map, from the menu of the figure."""
    menu = open_downloads(page, figure(page, "region-map"))
    return _taken(page, menu.get_by_role("button", name=_("PNG image, as on screen")))


def _taken(page: Page, button: Locator) -> Export:
    """A file that a button makes: it is there when the browser has it."""
    taken: list[Download] = []
    page.on("download", lambda download: taken.append(download))

    def is_done() -> bool:
        page.wait_for_timeout(1)  # lets the browser's events in
        return bool(taken)

    return Export(lambda: button.click(no_wait_after=True), is_done, taken.clear)


def _recorded(browser: Browser, server: Server) -> list[bytes]:
    """What a browser sends the server when a reader opens the map, clicks on a county, and clicks again."""
    name = DIMENSIONS["county"].members(open_extract(REPOSITORY / "data"), 2020)["46"]
    sent: list[bytes] = []

    def listen(websocket: WebSocket) -> None:
        websocket.on("framesent", lambda payload: sent.append(payload))

    with _page(browser, server, "kart", listen) as page:
        toolbar = page.get_by_role("toolbar", name=DIMENSIONS["county"].label, exact=True)
        for _click in range(2):
            toolbar.get_by_role("button", name=re.compile(rf"^{name}( ·|$)")).click()
            settle(page)
    asked = [frame for frame in sent if BackMsg.FromString(frame).WhichOneof("type") == "rerun_script"]
    return [asked[0], *asked[-2:]]


@contextmanager
def _clicking(server: Server, recorded: list[bytes]) -> Iterator[Callable[[], float]]:
    """The same clicks without a browser, whose drawing would take the processor from what is measured.

    Each gives the time from the click to the server's last word on it, in ms.
    """
    first, *clicks = recorded
    order = cycle(clicks)
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=server.url, max_size=None) as session:

        def click(message: bytes = b"") -> float:
            began = time.perf_counter()
            session.send(message or next(order))
            while not ends_rerun(session.recv()):
                pass
            return (time.perf_counter() - began) * 1000

        click(first)
        for _warm in range(6):
            click()
        yield click


@contextmanager
def _page(
    browser: Browser, server: Server, path: str, listen: Callable[[WebSocket], None] | None = None
) -> Iterator[Page]:
    """A reader of their own on a page that is whole."""
    context = browser.new_context(viewport=VIEW, locale="nb-NO", accept_downloads=True)
    page = context.new_page()
    record(page, server=server)
    if listen:
        page.on("websocket", listen)
    open_page(page, f"{server.url}/{path}")
    yield page
    context.close()

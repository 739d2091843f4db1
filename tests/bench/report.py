"""The table of the bench: what a page costs us, what the usual way costs, and whether each must holds."""

from dataclasses import dataclass
from statistics import median

from tests.bench.drive import Cost

CPU_RATIO = 0.35  # at most this part of the usual way's CPU
DEARER = 1.1  # a click that costs this much of what it cost before has become dearer
RERUN_BYTES = 25_000  # at most this much over the websocket, in any rerun

ABOUT = f"""\
Every pair is ours / naive, and the ratio after it is ours as a part of naive. Naive is the same pages,
filters and settings with every chart built as an Altair object per rerun and the map holding its outlines.
A rerun is one reader's click on a filter in Chromium. Both servers take turns.

CPU      user and system time of the server per rerun without its idle time: median of the rounds, and
         (lowest-highest). Its numbers are computed in the rerun (new), or were asked for before (known)
painted  from the click to the last change of a chart, or of the page where it has no charts: median
kB       the largest rerun over the websocket, uncompressed

Must: CPU with known numbers at most {CPU_RATIO} of naive on a page with charts; no rerun above
{RERUN_BYTES / 1000:.0f} kB; no geometry in any frame. Milliseconds are of this machine: compare ratios only.
"""
COLUMNS = (
    "page",
    "charts",
    "CPU known ms",
    "ratio",
    "CPU new ms",
    "ratio",
    "painted ms",
    "ratio",
    "kB",
    "ratio",
    "verdict",
)


@dataclass(frozen=True)
class Pair:
    """The same clicks made on our server and on the naive one."""

    ours: Cost
    naive: Cost


@dataclass(frozen=True)
class PageCost:
    """Everything measured on one page; one pair per round."""

    path: str
    charts: int
    new: tuple[Pair, ...]
    known: tuple[Pair, ...]

    def breaches(self) -> list[str]:
        """The musts that this page breaks."""
        broken = []
        if self.charts and (ratio := _cpu_ratio(self.known)) > CPU_RATIO:
            broken.append(f"CPU {ratio:.2f} > {CPU_RATIO}")
        if (size := max(_bytes(self, "ours"))) > RERUN_BYTES:
            broken.append(f"{size / 1000:.1f} kB > {RERUN_BYTES / 1000:.0f} kB")
        if any(pair.ours.geometry for pair in self.new + self.known):
            broken.append("geometry in a frame")
        return broken


def compare(pages: list[PageCost]) -> tuple[str, bool]:
    """The table of now and before, and whether a click has become dearer on any page, beyond the noise."""
    columns = ("page", "CPU known ms", "ratio", "CPU new ms", "ratio", "painted ms", "kB")
    rows = [
        (
            f"/{page.path}",
            *_cpu(page.known),
            *_cpu(page.new),
            _beside(_elapsed(page, "ours"), _elapsed(page, "naive")),
            _beside(*(max(_bytes(page, side)) / 1000 for side in ("ours", "naive")), digits=1),
        )
        for page in pages
    ]
    return _aligned([columns, *rows]), any(_cpu_ratio(page.known) > DEARER for page in pages)


def table(pages: list[PageCost]) -> str:
    """The table, with columns as wide as what they hold."""
    return _aligned([COLUMNS, *map(_row, pages)])


def _aligned(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(page: PageCost) -> tuple[str, ...]:
    elapsed = [_elapsed(page, side) for side in ("ours", "naive")]
    size = [max(_bytes(page, side)) for side in ("ours", "naive")]
    return (
        f"/{page.path}",
        str(page.charts),
        *_cpu(page.known),
        *_cpu(page.new),
        _beside(*elapsed),
        f"{elapsed[0] / elapsed[1]:.2f}",
        _beside(*(number / 1000 for number in size), digits=1),
        f"{size[0] / size[1]:.2f}",
        "; ".join(page.breaches()) or ("holds" if page.charts else "holds (no charts)"),
    )


def _cpu(pairs: tuple[Pair, ...]) -> tuple[str, str]:
    ours, naive = (median(getattr(pair, side).cpu_ms for pair in pairs) for side in ("ours", "naive"))
    ratios = [pair.ours.cpu_ms / pair.naive.cpu_ms for pair in pairs]
    return _beside(ours, naive), f"{_cpu_ratio(pairs):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def _cpu_ratio(pairs: tuple[Pair, ...]) -> float:
    return median(pair.ours.cpu_ms / pair.naive.cpu_ms for pair in pairs)


def _elapsed(page: PageCost, side: str) -> float:
    return median(ms for pair in page.new + page.known for ms in getattr(pair, side).elapsed_ms)


def _bytes(page: PageCost, side: str) -> list[int]:
    return [size for pair in page.new + page.known for size in getattr(pair, side).bytes]


def _beside(ours: float, naive: float, *, digits: int = 0) -> str:
    return f"{ours:.{digits}f} / {naive:.{digits}f}"

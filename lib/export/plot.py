"""The geometry of a slide's chart: the box of its plot, its letters, and how thick its bars are.

PowerPoint is told it, and a page drawn without PowerPoint is drawn by it.
"""

from dataclasses import dataclass, replace
from math import ceil

from lib.export.measure import line_height, width_of, wrapped
from lib.export.page import SMALLEST, Box
from lib.export.slide_chart import Label, SlideChart

MARKERS = {"dot": (14, ""), "crowd": (7, "#FFFFFF")}  # size and rim: in a crowd each can be counted
HEIGHTS = (-1, 2)  # of a chart of points: the ends of its upright axis; the points stand at 0
MIDDLE_FROM_TO = (-1, 1)  # on that axis, the line across the middle
_LARGEST = 16.0  # points
_STRIP_HEIGHT = 180.0
_WIDEST_GAP = 500  # per cent; PowerPoint allows no more
_THICKEST = 38.0  # one bar
_LONGEST_NAME = 0.45  # of the width; a longer name is broken into lines
_NARROW_NAME = 0.25  # of the width, where the texts at the ends of thin bars need the rest
_MOST_ROOM = 0.45  # of the width, for the texts at the ends of the bars, where they can be broken into lines
_SHORTEST_BARS = 0.12  # of the width, for the longest bar, whatever the texts at its end need
_INSIDE = 3.0  # points on each side of a text inside a bar
_NAME_GAP = 0.015


@dataclass(frozen=True)
class Plot:
    """The plot of a chart: its letters, its sides as shares of the chart's, and the gap of its bars."""

    size: float
    left: float
    top: float
    width: float
    height: float
    gap: int  # between two bars, in per cent of a bar

    def within(self, box: Box) -> Box:
        """The box of the plot on the page."""
        return Box(
            box.left + self.left * box.width,
            box.top + self.top * box.height,
            self.width * box.width,
            self.height * box.height,
        )


def box_for(what: SlideChart, box: Box) -> Box:
    """The box of a chart in the room there is: marks along one line need no height, and stand amid it."""
    if what.form != "points":
        return box
    tall = min(box.height, _STRIP_HEIGHT)
    return replace(box, top=box.top + (box.height - tall) / 2, height=tall)


def in_box(what: SlideChart, box: Box) -> tuple[SlideChart, Plot]:
    """A chart as it is drawn in a box, with the texts at its bars broken where they are long, and its plot.

    Letters are made smaller before a text is broken.
    """
    size = _size(what, box)
    plot = _plot(what, box, size)
    while size > SMALLEST and not _have_room(what, plot, box):
        size = max(size - 1, SMALLEST)
        plot = _plot(what, box, size)
    if not _have_room(what, plot, box):
        what = _broken(what, plot, box)
        plot = _plot(what, box, size)
        if what.form == "clustered" and _is_cut(what, plot, box):
            plot = _plot(what, box, size, longest_name=_NARROW_NAME)
    return what, plot


def _have_room(what: SlideChart, plot: Plot, box: Box) -> bool:
    """Whether the texts inside bars are narrower than these, and those at the ends leave room for bars."""
    if what.form in ("clustered", "points"):
        is_cut = what.form == "clustered" and _is_cut(what, plot, box)
        return not is_cut and _room_at_end(what, box.width, plot.left, plot.size) <= _MOST_ROOM
    wide = plot.width * box.width
    known = [[abs(value or 0) for value in series.values] for series in what.series]
    whole = [sum(values) or 1 for values in zip(*known, strict=True)]
    longest = max(whole, default=1)
    return all(
        mark is None or _wide(mark.text, plot.size) + 2 * _INSIDE <= wide * value / of
        for series, values in zip(what.series, known, strict=True)
        for mark, value, one in zip(series.marks, values, whole, strict=True)
        for of in (one if what.form == "full" else longest,)
    )


def _is_cut(what: SlideChart, plot: Plot, box: Box) -> bool:
    """Whether a text at the end of a bar goes beyond the box."""
    ends = [
        (value, mark.text)
        for series in what.series
        for value, mark in zip(series.values, series.marks, strict=True)
        if mark is not None and value is not None
    ]
    longest = max((value for value, _text in ends), default=0) or 1
    bars = plot.width * box.width
    room = box.width * (1 - plot.left)
    return any(bars * max(value, 0) / longest + _wide(text, plot.size) > room for value, text in ends)


def _broken(what: SlideChart, plot: Plot, box: Box) -> SlideChart:
    """The texts at the ends of the bars in as many lines as a bar is high, as narrow as these allow."""
    if what.form != "clustered":
        return what
    bars = 1 if what.overlap else len(what.series)
    thick = plot.height * box.height / max(len(what.categories), 1) / (bars + plot.gap / 100)
    most = int(thick / line_height(plot.size, "slide"))
    texts = [mark.text for series in what.series for mark in series.marks if mark and mark.place == "outEnd"]
    low, high = 0.0, max((_wide(text, plot.size) for text in texts), default=0)
    if most < 2 or not high:
        return what
    while high - low > 1:
        middle = (low + high) / 2
        fits = all(len(wrapped(text, middle, plot.size, face="slide")) <= most for text in texts)
        low, high = (low, middle) if fits else (middle, high)

    def again(mark: Label | None) -> Label | None:
        lines = wrapped(mark.text, high, plot.size, face="slide") if mark else []
        return replace(mark, text="\n".join(lines)) if mark and mark.place == "outEnd" else mark

    series = (replace(each, marks=tuple(map(again, each.marks))) for each in what.series)
    return replace(what, series=tuple(series))


def _plot(what: SlideChart, box: Box, size: float, *, longest_name: float = _LONGEST_NAME) -> Plot:
    """The plot of a chart in a box, with letters of a size."""
    width, height = box.width, box.height
    left = right = 0.02
    top = min(_tall(1 + _legend_rows(what, width), size) / height, 0.3) if what.legend else 0.01
    bottom = 0.01 if not what.axis else min(_tall(2, size) / height, 0.2)
    if what.form != "points":
        longest = max((_wide(name, size) for name in what.categories), default=0)
        left = min(longest / width, longest_name) + _NAME_GAP
        right = max(min(_room_at_end(what, width, left, size), 1 - left - _SHORTEST_BARS), 0.02)
    return Plot(size, left, top, 1 - left - right, 1 - top - bottom, _gap(what, box))


def _size(what: SlideChart, box: Box) -> float:
    """The largest letters that the narrowest row has room for."""
    if what.form == "points":
        return SMALLEST
    bars = len(what.series) if what.form == "clustered" and not what.overlap else 1
    rows = max(len(what.categories) * (bars + what.gap / 100), 1)
    return min(max(box.height / rows * 0.85, SMALLEST), _LARGEST)


def _gap(what: SlideChart, box: Box) -> int:
    """The gap between bars in per cent of a bar: wider where few bars would be too thick."""
    bars = 1 if what.overlap else len(what.series)
    row = box.height * 0.9 / max(len(what.categories), 1)
    thickest = _THICKEST * (2 if what.form == "full" else 1)  # parts with their numbers bear more
    return min(max(what.gap, round((row / thickest - bars) * 100)), _WIDEST_GAP)


def _legend_rows(what: SlideChart, width: float) -> int:
    """How many rows the legend takes, each name with its square and some air."""
    needed = sum(_wide(series.name, SMALLEST) + 20 for series in what.series)
    return ceil(needed / (width * 0.8))


def _room_at_end(what: SlideChart, width: float, left: float, size: float) -> float:
    """The share of the width that the texts at the ends of the bars need to the right of the plot."""
    ends = [
        (value, (_wide(mark.text, size) + 8) / width)
        for series in what.series
        for value, mark in zip(series.values, series.marks, strict=True)
        if mark is not None and mark.place == "outEnd" and value is not None
    ]
    longest = max((value for value, _room in ends), default=0)
    if longest <= 0:
        return max((room for _value, room in ends), default=0)
    needed = [
        1 - left - (1 - left - room) / (value / longest)
        for value, room in ends
        if value > 0 and room < 1 - left
    ]
    return max(needed, default=0)


def _wide(text: str, size: float) -> float:
    return max(width_of(line, size, face="slide") for line in text.split("\n"))


def _tall(lines: int, size: float) -> float:
    return lines * line_height(size, "slide")

"""The geometry of a slide's chart: the box of its plot, its letters, and how thick its bars are.

PowerPoint is told it, and a page drawn without PowerPoint is drawn by it.
"""

from dataclasses import dataclass, replace
from math import ceil

from lib.export.measure import line_height, width_of
from lib.export.page import SMALLEST, Box
from lib.export.slide_chart import SlideChart

MARKERS = {"dot": (14, ""), "crowd": (7, "#FFFFFF")}  # size and rim: in a crowd each can be counted
_LARGEST = 16.0  # points
_STRIP_HEIGHT = 180.0
_WIDEST_GAP = 500  # per cent; PowerPoint allows no more
_THICKEST = 38.0  # one bar
_LONGEST_NAME = 0.45  # of the width; a longer name is broken into lines
_MOST_ROOM = 0.45  # of the width, for the texts at the ends of the bars
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
    """The box of a chart in the room there is: marks along one line need no height."""
    return replace(box, height=min(box.height, _STRIP_HEIGHT)) if what.form == "points" else box


def plot_of(what: SlideChart, box: Box) -> Plot:
    """The plot of a chart in a box."""
    size, width, height = _size(what, box), box.width, box.height
    left = right = 0.02
    top = min(_tall(1 + _legend_rows(what, width), size) / height, 0.3) if what.legend else 0.01
    bottom = 0.01 if not what.axis else min(_tall(2, size) / height, 0.2)
    if what.form != "points":
        longest = max((_wide(name, size) for name in what.categories), default=0)
        left = min(longest / width, _LONGEST_NAME) + _NAME_GAP
        right = max(_room_at_end(what, width, left, size), 0.02)
    return Plot(size, left, top, 1 - left - right, 1 - top - bottom, _gap(what, box))


def _size(what: SlideChart, box: Box) -> float:
    """The size of letters that the narrowest row has room for."""
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
        return min(max((room for _value, room in ends), default=0), _MOST_ROOM)
    needed = [
        1 - left - (1 - left - room) / (value / longest)
        for value, room in ends
        if value > 0 and room < 1 - left
    ]
    return min(max(needed, default=0), _MOST_ROOM)


def _wide(text: str, size: float) -> float:
    return width_of(text, size, face="slide")


def _tall(lines: int, size: float) -> float:
    return lines * line_height(size, "slide")

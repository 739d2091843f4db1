"""A slide's chart as SVG, by the same geometry as the native chart that PowerPoint draws."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor, log10
from xml.etree import ElementTree as ET

from lib.export.measure import line_height
from lib.export.page import ROLE, Box, Style
from lib.export.plot import HEIGHTS, MARKERS, MIDDLE_FROM_TO, Plot, box_for, in_box
from lib.export.slide_chart import FADED, Label, Series, SlideChart
from lib.export.svg import tag, write_lines
from lib.words import count

_BESIDE, _NAME_GAP = 4.0, 8.0  # points between a bar and its text, and between a name and the plot
_MOST_TICKS = 6
_WIDE = 2_000.0  # a text at a mark is never broken


def draw_chart(root: ET.Element, what: SlideChart, room: Box) -> None:
    """A chart in the room there is for it. Its series are named elsewhere on the slide."""
    box = box_for(what, room)
    what, plot = in_box(replace(what, legend=False), box)
    (_draw_points if what.form == "points" else _draw_bars)(root, what, plot, box)


def _draw_bars(root: ET.Element, what: SlideChart, plot: Plot, box: Box) -> None:
    area = plot.within(box)
    low, high, step = _scale(what)
    zero = _at(0, low, high, area)
    band = area.height / max(len(what.categories), 1)
    across = len(what.series) if what.form == "clustered" and not what.overlap else 1
    thick = band / (across + plot.gap / 100)
    for place, name in enumerate(what.categories):
        row = Box(box.left, area.top + place * band, area.left - box.left - _NAME_GAP, band)
        write_lines(root, ((name, _letters(plot)),), row, face="slide", down=0.5, across=1)
        ends = {True: 0.0, False: 0.0}  # of what is stacked, above and below zero
        whole = sum(series.values[place] or 0 for series in what.series) or 1
        for number, series in enumerate(what.series):
            value = series.values[place]
            if value is None:
                continue
            part = value / whole if what.form == "full" else value
            begin = ends[part >= 0] if what.form in ("stacked", "full") else 0.0
            ends[part >= 0] = begin + part
            left, right = sorted((_at(begin, low, high, area), _at(begin + part, low, high, area)))
            top = row.top + (band - thick * across) / 2 + thick * (number if across > 1 else 0)
            bar = Box(left, top, right - left, thick)
            _bar(root, bar, series, place)
            if mark := series.marks[place]:
                _text_at_bar(root, mark, bar, plot)
    if what.axis:
        _axis(root, area, (low, high, step), plot)
        _line(root, zero, area.top, zero, area.bottom)


def _bar(root: ET.Element, bar: Box, series: Series, place: int) -> None:
    is_open = series.look == "outline"
    fill = "none" if is_open else series.grey if place in series.faded else series.colour
    line = series.colour if is_open else FADED if place in series.faded else "#FFFFFF"
    if is_open and place in series.inside:
        line = "#FFFFFF"
    sides = {"x": bar.left, "y": bar.top, "width": bar.width, "height": bar.height}
    look = {"fill": fill, "stroke": line, "stroke-width": "2" if is_open else "0.5"}
    ET.SubElement(root, tag("rect"), {**{name: f"{side:.1f}" for name, side in sides.items()}, **look})


def _text_at_bar(root: ET.Element, mark: Label, bar: Box, plot: Plot) -> None:
    """A text in the middle of a bar, or beyond its end."""
    style = Style(plot.size, mark.colour, mark.bold)
    if mark.place == "ctr":
        middle = Box(bar.left + bar.width / 2 - _WIDE / 2, bar.top, _WIDE, bar.height)
        write_lines(root, ((mark.text, style),), middle, face="slide", down=0.5, across=0.5)
    else:
        beyond = Box(bar.left + bar.width + _BESIDE, bar.top, _WIDE, bar.height)
        lines = [(line, style) for line in mark.text.split("\n")]
        write_lines(root, lines, beyond, face="slide", down=0.5)


def _draw_points(root: ET.Element, what: SlideChart, plot: Plot, box: Box) -> None:
    area = plot.within(box)
    low, high, step = _scale(what)
    lowest, highest = HEIGHTS

    def up(height: float) -> float:
        return area.bottom - area.height * (height - lowest) / (highest - lowest)

    middle = up(0)
    for series in what.series:
        if series.look == "line":
            at = _at(series.values[0], low, high, area)
            _line(root, at, up(MIDDLE_FROM_TO[0]), at, up(MIDDLE_FROM_TO[1]), dash="5 3")
            continue
        size, rim = MARKERS[series.look]
        for value, mark in zip(series.values, series.marks, strict=True):
            at = _at(value, low, high, area)
            look = {"fill": series.colour, "stroke": rim or series.colour, "stroke-width": "1.25"}
            circle = {"cx": f"{at:.1f}", "cy": f"{middle:.1f}", "r": f"{size / 2:g}"}
            ET.SubElement(root, tag("circle"), {**circle, **look})
            if mark:
                tall = line_height(plot.size, "slide")
                over = Box(at - _WIDE / 2, middle - size / 2 - _BESIDE - tall, _WIDE, tall)
                style = Style(plot.size, mark.colour, mark.bold)
                write_lines(root, ((mark.text, style),), over, face="slide", across=0.5)
    _axis(root, area, (low, high, step), plot)
    _line(root, area.left, area.bottom, area.left + area.width, area.bottom)


def _axis(root: ET.Element, area: Box, scale: tuple[float, float, float], plot: Plot) -> None:
    """The numbers of the values' axis at its foot."""
    low, high, step = scale
    for number in range(round((high - low) / step) + 1):
        value = low + number * step
        under = Box(_at(value, low, high, area) - _WIDE / 2, area.bottom + _BESIDE, _WIDE, 20)
        text = count(round(value)) if step >= 1 else f"{value:g}"
        write_lines(root, ((text, _letters(plot)),), under, face="slide", across=0.5)


def _scale(what: SlideChart) -> tuple[float, float, float]:
    """The ends of the values' axis and their distance; without an axis the longest bar fills it."""
    if what.form == "full":
        return 0.0, 1.0, 0.25
    low, high = 0.0, 0.0
    for values in zip(*(series.values for series in what.series), strict=what.form != "points"):
        known: Sequence[float] = [value for value in values if value is not None]
        if what.form == "stacked":
            known = [sum(value for value in known if value > 0), sum(value for value in known if value < 0)]
        low, high = min([low, *known]), max([high, *known])
    if what.form == "points":
        high = max((value for series in what.series for value in series.values), default=0)
    if low == high:
        return low, low + 1, 1
    step = _step((high - low) / _MOST_TICKS)
    if what.axis:
        return floor(low / step) * step, ceil(high / step) * step, step
    return low, high, step


def _step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 … that is no less."""
    power = 10 ** floor(log10(least))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= least)


def _at(value: float, low: float, high: float, area: Box) -> float:
    return area.left + (value - low) / (high - low) * area.width


def _letters(plot: Plot) -> Style:
    return Style(plot.size, ROLE["text"])


def _line(root: ET.Element, x1: float, y1: float, x2: float, y2: float, *, dash: str = "") -> None:
    look = {"stroke": ROLE["axis"], "stroke-width": "1", **({"stroke-dasharray": dash} if dash else {})}
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(root, tag("line"), {**ends, **look})

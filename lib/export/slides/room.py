"""The room inside a chart: for names, axes, legend, and the texts at the ends of the bars."""

from pptx.chart.chart import Chart as NativeChart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from lib.export.slides.look import Box
from lib.export.slides.series import Drawing
from lib.export.slides.text import height_of, width_of

_LONGEST_NAME = 0.34  # of the width; a longer name is broken into lines
_LEGEND_SIZE = 13.0
_MOST_ROOM = 0.45  # of the width, for the texts at the ends of the bars


def lay_out(chart: NativeChart, what: Drawing, box: Box, size: float) -> None:
    """The plot's own box, so that no name is cut and no text at a bar's end is pushed into the bar.

    The values' axis stays automatic: an owner who writes a larger number gets a longer axis.
    """
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    width, height = box[2], box[3]
    left = right = 0.02
    top = min(height_of(1 + _legend_rows(what, width), max(size, 11)) / height, 0.3) if what.legend else 0.01
    bottom = 0.01 if not what.axis else min(height_of(2, size) / height, 0.2)
    if what.form in ("clustered", "stacked", "full"):
        longest = max((width_of(name, size) for name in what.categories), default=0)
        left = min(longest / width, _LONGEST_NAME) + 0.015
        right = max(_room_at_end(what, width, left, size), 0.02)
    elif what.form == "lines":
        left, bottom = 0.05, min(height_of(3, size) / height, 0.25)
    sides = {"x": left, "y": top, "w": 1 - left - right, "h": 1 - top - bottom}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    places = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in sides.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/>{modes}{places}"
            "</c:manualLayout></c:layout>"
        ),
    )


def _legend_rows(what: Drawing, width: int) -> int:
    """How many rows the legend takes, each name with its square and some air."""
    needed = sum(width_of(series.name, _LEGEND_SIZE) + 250_000 for series in what.series)
    return -(-needed // round(width * 0.8))


def _room_at_end(what: Drawing, width: int, left: float, size: float) -> float:
    """The share of the width that the texts at the ends of the bars need to the right of the plot."""
    ends = [
        (value, (width_of(mark.text, size) + 100_000) / width)
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

"""Native charts: editable in PowerPoint, with the figure's numbers in their workbook."""

from dataclasses import replace
from math import ceil

from pptx.chart.chart import Chart as NativeChart
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from lib.export.measure import line_height, width_of
from lib.export.page import ROLE, Box
from lib.export.slides.chart_workbook import CategoryData, PointData
from lib.export.slides.labels import set_labels
from lib.export.slides.series import Series, SlideChart
from lib.export.slides.text import colour_of, emu

_TYPES = {
    "clustered": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "full": XL_CHART_TYPE.BAR_STACKED_100,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "points": XL_CHART_TYPE.XY_SCATTER,
}
_NUMBERS = "#,##0"
_LARGEST, _SMALLEST = 13.0, 10.0  # points
_STRIP_HEIGHT = 157.0
_WIDEST_GAP = 500  # per cent; PowerPoint allows no more
_THICKEST = 38.0  # one bar
_LONGEST_NAME = 0.34  # of the width; a longer name is broken into lines
_LEGEND_SIZE = 13.0
_MOST_ROOM = 0.45  # of the width, for the texts at the ends of the bars


def add_chart(shapes, box: Box, what: SlideChart):
    """A new chart in a box; the graphic frame that holds it. Marks along one line need no height."""
    if what.form == "points":
        box = replace(box, height=min(box.height, _STRIP_HEIGHT))
    frame = shapes.add_chart(_TYPES[what.form], *emu(box), data_of(what))
    style_chart(frame.chart, what, box)
    return frame


def renew_chart(chart: NativeChart, what: SlideChart, box: Box) -> bool:
    """New numbers in a chart of the same form; False, and nothing done, if it has become another form."""
    if chart.chart_type not in (_TYPES[what.form], _COUNTERPART.get(what.form)):
        return False
    chart.replace_data(data_of(what))
    style_chart(chart, what, box)
    return True


_COUNTERPART = {"lines": XL_CHART_TYPE.LINE}


def data_of(what: SlideChart):
    """The numbers of a drawing, as a chart's data."""
    if what.form == "points":
        points = PointData(number_format=_NUMBERS)
        for series in what.series:
            row = points.add_series(series.name)
            for value in series.values:
                row.add_data_point(value, 0)
        return points
    data = CategoryData(number_format=_NUMBERS)
    data.categories = what.categories
    for series in what.series:
        data.add_series(series.name, series.values)
    return data


def style_chart(chart: NativeChart, what: SlideChart, box: Box) -> None:
    """Colours, texts, axes and room, as the figure has them on screen."""
    size = _size(what, box)
    chart.has_title = False
    chart.font.size = Pt(size)
    chart.font.color.rgb = colour_of(ROLE["text"])
    chart.has_legend = what.legend
    if what.legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(max(size, 11))
    for native, series in zip(chart.plots[0].series, what.series, strict=True):
        _LOOKS[series.look](native, series)
        set_labels(native, series.marks, size=size)
    if what.form in ("clustered", "stacked", "full"):
        chart.plots[0].gap_width, chart.plots[0].overlap = _gap(what, box), what.overlap
    if what.form == "lines":
        _join(chart, what)
    _axes(chart, what, size)
    _make_room(chart, what, box, size)


def _size(what: SlideChart, box: Box) -> float:
    """The size of letters that the narrowest row has room for."""
    if what.form in ("points", "lines"):
        return 11.0
    bars = len(what.series) if what.form == "clustered" and not what.overlap else 1
    rows = max(len(what.categories) * (bars + what.gap / 100), 1)
    return min(max(box.height / rows * 0.85, _SMALLEST), _LARGEST)


def _gap(what: SlideChart, box: Box) -> int:
    """The gap between bars in per cent of a bar: wider where few bars would be too thick."""
    bars = 1 if what.overlap else len(what.series)
    row = box.height * 0.9 / max(len(what.categories), 1)
    thickest = _THICKEST * (2 if what.form == "full" else 1)  # parts with their numbers bear more
    return min(max(what.gap, round((row / thickest - bars) * 100)), _WIDEST_GAP)


def _join(chart: NativeChart, what: SlideChart) -> None:
    """A line from last year's mark to this year's."""
    plot = chart.plots[0]._element
    for old in plot.findall(qn("c:hiLowLines")):
        plot.remove(old)
    line = parse_xml(
        f'<c:hiLowLines {nsdecls("c", "a")}><c:spPr><a:ln w="22225"><a:solidFill>'
        f'<a:srgbClr val="{ROLE["axis"][1:]}"/></a:solidFill></a:ln></c:spPr></c:hiLowLines>'
    )
    plot.find(qn("c:marker")).addprevious(line)


def _fill(native, series: Series) -> None:
    native.invert_if_negative = False
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = colour_of(series.colour)
    native.format.line.color.rgb = RGBColor(255, 255, 255)
    native.format.line.width = Pt(0.5)


def _outline(native, series: Series) -> None:
    native.invert_if_negative = False
    native.format.fill.background()
    native.format.line.color.rgb = colour_of(series.colour)
    native.format.line.width = Pt(2)
    for old in native._element.findall(qn("c:dPt")):
        native._element.remove(old)
    for point in series.inside:
        # On the bar that has passed it, a dark line would not be seen.
        look = native.points[point].format
        look.fill.background()
        look.line.color.rgb = RGBColor(255, 255, 255)
        look.line.width = Pt(2)


def _marker(native, series: Series) -> None:
    size, line = _MARKERS[series.look]
    native.format.line.fill.background()
    marker = native.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour_of(series.colour)
    marker.format.line.color.rgb = colour_of(line or series.colour)
    marker.format.line.width = Pt(1.25)


# Size and rim; a crowd is rimmed in white, so that those beside each other can be counted.
_MARKERS = {"dot": (14, ""), "ring": (11, ROLE["main"]), "crowd": (7, "#FFFFFF")}
_LOOKS = {"fill": _fill, "outline": _outline, "dot": _marker, "ring": _marker, "crowd": _marker}


def _axes(chart: NativeChart, what: SlideChart, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    for axis in (names, values):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = colour_of(ROLE["axis"])
        axis.tick_labels.font.size = Pt(size)
    if what.form == "points":
        values.visible = False  # the height of a mark has no meaning
        values.minimum_scale, values.maximum_scale = -1, 2
        values.crosses = XL_AXIS_CROSSES.MINIMUM
        names.minimum_scale = 0
        _numbered(names)
        return
    values.visible = what.axis
    known = [value for series in what.series for value in series.values if value is not None]
    if what.form == "full":
        values.minimum_scale, values.maximum_scale = 0, 1
    elif min(known, default=0) >= 0:
        values.minimum_scale = 0
    if what.axis:
        _numbered(values)
        if what.form != "lines":
            values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the names run downwards: at the foot
            values.format.line.fill.background()
    if what.form != "lines":
        names.reverse_order = True  # the first row of the table stands at the top
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        if not what.axis:
            names.format.line.fill.background()


def _numbered(axis) -> None:
    """Numbers on an axis, those of what left below zero with a minus sign as everywhere."""
    axis.tick_labels.number_format = f'{_NUMBERS};"\N{MINUS SIGN}"{_NUMBERS}'
    axis.tick_labels.number_format_is_linked = False


def _make_room(chart: NativeChart, what: SlideChart, box: Box, size: float) -> None:
    """The plot's own box, so that no name is cut and no text at a bar's end is pushed into the bar.

    The values' axis stays automatic: an owner who writes a larger number gets a longer axis.
    """
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    width, height = box.width, box.height
    left = right = 0.02
    top = min(_tall(1 + _legend_rows(what, width), max(size, 11)) / height, 0.3) if what.legend else 0.01
    bottom = 0.01 if not what.axis else min(_tall(2, size) / height, 0.2)
    if what.form in ("clustered", "stacked", "full"):
        longest = max((_wide(name, size) for name in what.categories), default=0)
        left = min(longest / width, _LONGEST_NAME) + 0.015
        right = max(_room_at_end(what, width, left, size), 0.02)
    elif what.form == "lines":
        left, bottom = 0.05, min(_tall(3, size) / height, 0.25)
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


def _legend_rows(what: SlideChart, width: float) -> int:
    """How many rows the legend takes, each name with its square and some air."""
    needed = sum(_wide(series.name, _LEGEND_SIZE) + 20 for series in what.series)
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

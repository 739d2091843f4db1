"""Native charts: editable in PowerPoint, with the figure's numbers in their workbook."""

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

from lib.export.slides.chart_workbook import CategoryData, PointData
from lib.export.slides.labels import set_labels
from lib.export.slides.look import ROLE, Box
from lib.export.slides.room import lay_out
from lib.export.slides.series import Drawing, Series
from lib.export.slides.text import colour_of

_TYPES = {
    "clustered": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "full": XL_CHART_TYPE.BAR_STACKED_100,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "points": XL_CHART_TYPE.XY_SCATTER,
}
_NUMBERS = "#,##0"
_LARGEST, _SMALLEST = 13.0, 10.0  # points
_STRIP_HEIGHT = 2_000_000  # EMU
_WIDEST_GAP = 500  # per cent; PowerPoint allows no more
_THICKEST = 480_000  # EMU, one bar


def add_chart(shapes, box: Box, what: Drawing):
    """A new chart in a box; the graphic frame that holds it. Marks along one line need no height."""
    if what.form == "points":
        box = (*box[:3], min(box[3], _STRIP_HEIGHT))
    frame = shapes.add_chart(_TYPES[what.form], *box, data_of(what))
    dress(frame.chart, what, box)
    return frame


def renew_chart(chart: NativeChart, what: Drawing, box: Box) -> bool:
    """New numbers in a chart of the same form; False, and nothing done, if it has become another form."""
    if chart.chart_type not in (_TYPES[what.form], _COUNTERPART.get(what.form)):
        return False
    chart.replace_data(data_of(what))
    dress(chart, what, box)
    return True


_COUNTERPART = {"lines": XL_CHART_TYPE.LINE}


def data_of(what: Drawing):
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


def dress(chart: NativeChart, what: Drawing, box: Box) -> None:
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
    lay_out(chart, what, box, size)


def _size(what: Drawing, box: Box) -> float:
    """The size of letters that the narrowest row has room for."""
    if what.form in ("points", "lines"):
        return 11.0
    bars = len(what.series) if what.form == "clustered" and not what.overlap else 1
    rows = max(len(what.categories) * (bars + what.gap / 100), 1)
    return min(max(box[3] / 12_700 / rows * 0.85, _SMALLEST), _LARGEST)


def _gap(what: Drawing, box: Box) -> int:
    """The gap between bars in per cent of a bar: wider where few bars would be too thick."""
    bars = 1 if what.overlap else len(what.series)
    row = box[3] * 0.9 / max(len(what.categories), 1)
    thickest = _THICKEST * (2 if what.form == "full" else 1)  # parts with their numbers bear more
    return min(max(what.gap, round((row / thickest - bars) * 100)), _WIDEST_GAP)


def _join(chart: NativeChart, what: Drawing) -> None:
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


def _marker(native, series: Series, size: int, line: str) -> None:
    native.format.line.fill.background()
    marker = native.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour_of(series.colour)
    marker.format.line.color.rgb = colour_of(line)
    marker.format.line.width = Pt(1.25)


def _dot(native, series: Series) -> None:
    _marker(native, series, 14, series.colour)


def _ring(native, series: Series) -> None:
    _marker(native, series, 11, ROLE["main"])


def _crowd(native, series: Series) -> None:
    """One of many: rimmed in white, so that those beside each other can be counted."""
    _marker(native, series, 7, "#FFFFFF")


_LOOKS = {"fill": _fill, "outline": _outline, "dot": _dot, "ring": _ring, "crowd": _crowd}


def _axes(chart: NativeChart, what: Drawing, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    for axis in (names, values):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = colour_of(ROLE["axis"])
        axis.tick_labels.font.size = Pt(size)
    if what.form == "points":
        values.visible = False  # how high a mark stands says nothing
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

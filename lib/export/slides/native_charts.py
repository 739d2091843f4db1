"""Native charts: editable in PowerPoint, with the figure's numbers in their workbook."""

from dataclasses import replace

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
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from lib.export.page import ROLE, Box
from lib.export.plot import HEIGHTS, MARKERS, MIDDLE_FROM_TO, Plot, box_for, in_box
from lib.export.slide_chart import FADED, Series, SlideChart
from lib.export.slides.chart_workbook import CategoryData, PointData
from lib.export.slides.labels import set_labels
from lib.export.slides.text import colour_of, emu

_TYPES = {
    "clustered": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "full": XL_CHART_TYPE.BAR_STACKED_100,
    "points": XL_CHART_TYPE.XY_SCATTER,
}
_NUMBERS = "#,##0"


def add_chart(shapes, box: Box, what: SlideChart, *, is_keyed: bool = False):
    """A new chart in a box; the graphic frame that holds it. Marks along one line need no height.

    One that is keyed has its series named elsewhere, and no legend.
    """
    if is_keyed:
        what = replace(what, legend=False)
    box = box_for(what, box)
    frame = shapes.add_chart(_TYPES[what.form], *emu(box), data_of(what))
    style_chart(frame.chart, what, box)
    return frame


def renew_chart(chart: NativeChart, what: SlideChart, box: Box) -> bool:
    """New numbers in a chart of the same form; False, and nothing done, if it has become another form."""
    if chart.chart_type != _TYPES[what.form]:
        return False
    chart.replace_data(data_of(what))
    style_chart(chart, replace(what, legend=what.legend and chart.has_legend), box)
    return True


def data_of(what: SlideChart):
    """The numbers of a drawing, as a chart's data."""
    if what.form == "points":
        points = PointData(number_format=_NUMBERS)
        for series in what.series:
            row = points.add_series(series.name)
            ends = MIDDLE_FROM_TO if series.look == "line" else (0,) * len(series.values)
            for value, height in zip(series.values, ends, strict=True):
                row.add_data_point(value, height)
        return points
    data = CategoryData(number_format=_NUMBERS)
    data.categories = what.categories
    for series in what.series:
        data.add_series(series.name, series.values)
    return data


def style_chart(chart: NativeChart, what: SlideChart, box: Box) -> None:
    """Colours, texts, axes and room, as the figure has them on screen."""
    what, plot = in_box(what, box)
    size = plot.size
    chart.has_title = False
    chart.font.size = Pt(size)
    chart.font.color.rgb = colour_of(ROLE["text"])
    chart.has_legend = what.legend
    if what.legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(size)
    for native, series in zip(chart.plots[0].series, what.series, strict=True):
        _LOOKS[series.look](native, series)
        set_labels(native, series.marks, size=size)
    if what.form != "points":
        chart.plots[0].gap_width, chart.plots[0].overlap = plot.gap, what.overlap
    _axes(chart, what, size)
    _make_room(chart, plot)


def _fill(native, series: Series) -> None:
    native.invert_if_negative = False
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = colour_of(series.colour)
    native.format.line.color.rgb = RGBColor(255, 255, 255)
    native.format.line.width = Pt(0.5)
    _clear_points(native)
    for point in series.faded:
        look = native.points[point].format
        look.fill.solid()
        look.fill.fore_color.rgb = colour_of(series.grey)
        look.line.color.rgb = colour_of(FADED)  # or the fainter of two greys would hardly be seen
        look.line.width = Pt(0.5)


def _clear_points(native) -> None:
    """Drop the looks of single points: those of other numbers."""
    for old in native._element.findall(qn("c:dPt")):
        native._element.remove(old)


def _outline(native, series: Series) -> None:
    native.invert_if_negative = False
    native.format.fill.background()
    native.format.line.color.rgb = colour_of(series.colour)
    native.format.line.width = Pt(2)
    _clear_points(native)
    for point in series.inside:
        # On the bar that has passed it, a dark line would not be seen.
        look = native.points[point].format
        look.fill.background()
        look.line.color.rgb = RGBColor(255, 255, 255)
        look.line.width = Pt(2)


def _marker(native, series: Series) -> None:
    size, line = MARKERS[series.look]
    native.format.line.fill.background()
    marker = native.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour_of(series.colour)
    marker.format.line.color.rgb = colour_of(line or series.colour)
    marker.format.line.width = Pt(1.25)


def _dashed(native, series: Series) -> None:
    native.marker.style = XL_MARKER_STYLE.NONE
    native.format.line.color.rgb = colour_of(series.colour)
    native.format.line.width = Pt(1.25)
    native.format.line.dash_style = MSO_LINE.DASH


_LOOKS = {"fill": _fill, "outline": _outline, "dot": _marker, "crowd": _marker, "line": _dashed}


def _axes(chart: NativeChart, what: SlideChart, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    for axis in (names, values):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = colour_of(ROLE["axis"])
        axis.tick_labels.font.size = Pt(size)
    if what.form == "points":
        values.visible = False  # the height of a mark has no meaning
        values.minimum_scale, values.maximum_scale = HEIGHTS
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
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the names run downwards: at the foot
        values.format.line.fill.background()
    names.reverse_order = True  # the first row of the table stands at the top
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if not what.axis:
        names.format.line.fill.background()


def _numbered(axis) -> None:
    """Numbers on an axis, those of what left below zero with a minus sign as everywhere."""
    axis.tick_labels.number_format = f'{_NUMBERS};"\N{MINUS SIGN}"{_NUMBERS}'
    axis.tick_labels.number_format_is_linked = False


def _make_room(chart: NativeChart, plot: Plot) -> None:
    """The plot's own box, so that no name is cut and no text at a bar's end is pushed into the bar.

    The values' axis stays automatic: an owner who writes a larger number gets a longer axis.
    """
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    sides = {"x": plot.left, "y": plot.top, "w": plot.width, "h": plot.height}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    places = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in sides.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/>{modes}{places}"
            "</c:manualLayout></c:layout>"
        ),
    )

"""The workbook inside a chart: true numbers, and names that stay text whatever they start with."""

from contextlib import contextmanager

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

from lib.export.sheet_chart import AS_TEXT


class _AsText:
    """Opens the workbook so that every string in it stays one."""

    @contextmanager
    def _open_worksheet(self, stream):
        workbook = Workbook(stream, AS_TEXT)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Categories(_AsText, CategoryWorkbookWriter):
    """Names down the first column, one column per series."""


class _Points(_AsText, XyWorkbookWriter):
    """Pairs of numbers, one series under the other."""


class CategoryData(CategoryChartData):
    """The data of a chart with named categories."""

    @property
    def _workbook_writer(self):
        return _Categories(self)


class PointData(XyChartData):
    """The data of a chart of points."""

    @property
    def _workbook_writer(self):
        return _Points(self)

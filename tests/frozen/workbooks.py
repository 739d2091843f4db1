"""What stands in a workbook, read from the file alone."""

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def workbook(content: bytes) -> dict:
    """The cells of every sheet with their number formats, and the series of every chart."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        "sheets": {sheet.title: [_row(row) for row in sheet.iter_rows()] for sheet in book},
        "charts": _charts(content),
    }


def _row(row: tuple) -> list:
    """The cells of a row, a number with how it is shown."""
    return [
        [cell.value, cell.number_format] if isinstance(cell.value, int | float) else cell.value
        for cell in row
    ]


def _charts(content: bytes) -> list[dict]:
    """Each chart's kind, and the ranges its series are drawn from: names, categories, values."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(name for name in package.namelist() if name.startswith("xl/charts/chart")):
            root = ET.fromstring(package.read(name))
            for plot in root.iterfind(f".//{_CHART}plotArea/*"):
                series = [
                    {
                        part: [ref.text for ref in each.iterfind(f"{_CHART}{part}//{_CHART}f")]
                        for part in ("tx", "cat", "val", "xVal", "yVal")
                        if each.find(f"{_CHART}{part}") is not None
                    }
                    for each in plot.iterfind(f"{_CHART}ser")
                ]
                if series:
                    found.append({"kind": plot.tag.rpartition("}")[2], "series": series})
    return found

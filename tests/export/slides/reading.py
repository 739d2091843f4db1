"""Reading slides back: what stands in native charts, tables, maps and texts, and in the file's parts."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from pptx import Presentation

from lib.export.slides.tag import read_tag

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def shapes(slide) -> Iterator:
    """Every shape, those in groups too."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting += list(getattr(shape, "shapes", ()))


def part(slide, kind: str, panel: int = 0):
    """Our object of a kind on a slide, or None."""
    for shape in shapes(slide):
        tag = read_tag(shape.name)
        if tag and (tag.part, tag.panel) == (kind, panel):
            return shape
    return None


def regions(group) -> list:
    """The regions of a map; beside them it has the texts at those that the title names."""
    return [shape for shape in group.shapes if not shape.name.endswith("[*]")]


def callouts(group) -> list[str]:
    """The texts at the named regions of a map."""
    return [
        shape.text_frame.text
        for shape in group.shapes
        if shape.name.endswith("[*]") and shape.text_frame.text
    ]


def said(shape) -> str:
    """The alternative text."""
    return shape._element.find(".//{*}cNvPr").get("descr", "")


def texts(slide) -> str:
    """All text on a slide, tables included."""
    found = []
    for shape in shapes(slide):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def labels(series) -> dict[int, str]:
    """The texts at a series' points."""
    found = {}
    for label in series._element.iterfind(".//{*}dLbl"):
        lines = ["".join(part.text or "" for part in line.iterfind(".//{*}t")) for line in label.iter("{*}p")]
        found[int(label.find("{*}idx").get("val"))] = " ".join(lines)
    return found


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a file, those of the workbooks inside it too."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            body = package.read(name)
            yield name, body
            if name.endswith(".xlsx"):
                for inner, inside in parts(body):
                    yield f"{name}/{inner}", inside


def workbook_numbers(chart) -> list[float]:
    """The numbers in the workbook behind a chart."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
    cells = [cell for cell in sheet.iter(f"{SHEET}c") if cell.get("t") is None]
    return [float(cell.findtext(f"{SHEET}v")) for cell in cells if cell.find(f"{SHEET}v") is not None]


def notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def spaced(text: str) -> str:
    """Text as XML may change it: control characters gone, spaces single."""
    return re.sub(r"\s+", " ", text).strip()

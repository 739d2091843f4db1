"""Small workbooks, whole and broken, for the tests of reading."""

import datetime
import io
import zipfile
from collections.abc import Callable

import xlsxwriter

from tests.ingest.norwegian import Office

NUMBERS = {"Søknadsår", "Søkt beløp", "Tillegg", "Innvilget beløp", "Utbetalt beløp", "Sentralitet"}


def workbook(
    office: Office,
    *,
    sheet: str = "Tilskudd",
    draw: Callable[..., object] | None = None,
    from_1904: bool = False,
    **cells: object,
) -> bytes:
    """The file as a workbook, headings in row 1; ``cells`` replace cells, ``draw`` adds to the page."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "date_1904": from_1904}) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, office.headings)
        for at, row in enumerate(office.rows, start=1):
            for place, (heading, value) in enumerate(zip(office.headings, row, strict=True)):
                if heading in NUMBERS and value.isdigit():
                    page.write_number(at, place, int(value))
                else:
                    page.write_string(at, place, value)
        days = book.add_format({"num_format": "dd.mm.yyyy"})
        for cell, value in cells.items():
            if isinstance(value, datetime.date):
                page.write_datetime(cell, value, days)
            else:
                page.write(cell, value)
        if draw:
            draw(book, page)
    return content.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of the parts of its zip file changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.namelist():
            part = source.read(member)
            target.writestr(member, change(part) if member == name else part)
    return changed.getvalue()


def zipped(**members: str) -> bytes:
    """A zip file with these texts in it; ``__`` in a name stands for a slash."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, text in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return content.getvalue()

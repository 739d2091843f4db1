"""Native tables: as many of the figure's rows, in its own words, as have room."""

from copy import deepcopy

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from lib.export.page import ROLE, Box
from lib.export.slides.text import colour_of, emu, replace_text
from lib.export.table_cells import ABOVE, SIDE, Cells

_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no fill, no grid: the lines are ours
_LINE = 12_700  # EMU


def add_table(shapes, box: Box, cells: Cells):
    """A new table at the top of a box; the graphic frame that holds it."""
    filled = Box(box.left, box.top, sum(cells.widths), sum(cells.heights))
    frame = shapes.add_table(len(cells.texts), len(cells.widths), *map(Emu, emu(filled)))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, cells.widths, strict=True):
        column.width = Pt(width)
    for number, texts in enumerate(cells.texts):
        table.rows[number].height = Pt(cells.heights[number])
        for place, text in enumerate(texts):
            _write(table.cell(number, place), text, cells, number, place)
    return frame


def _write(cell, text: str, cells: Cells, row: int, place: int) -> None:
    header, total = row == 0, row > 0 and cells.is_bold(row)
    strong = cells.is_bold(row, place)
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if header else MSO_ANCHOR.MIDDLE
    cell.text = text
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if cells.numeric[place] else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size = Pt(cells.size)
        run.font.bold = strong
        run.font.color.rgb = colour_of(ROLE["muted"] if header else ROLE["text"])
    line = ROLE["axis"] if header or total else ROLE["grid"]
    _line(cell, "lnT" if total else "lnB", line)
    if row == len(cells.texts) - 2 and cells.has_total:
        _line(cell, "lnB", ROLE["axis"])


def _line(cell, side: str, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn(f"a:{side}")):
        properties.remove(old)
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    line = parse_xml(f'<a:{side} {nsdecls("a")} w="{_LINE}">{fill}</a:{side}>')
    properties.insert(0, line)


def renew_table(frame, cells: Cells) -> bool:
    """New texts in a table with the same columns; False, and nothing done, if it has others.

    The look of each cell stays as its owner has it. Rows that are missing are copies of the one before.
    """
    table = frame.table
    if len(table.columns) != len(cells.widths):
        return False
    wanted, rows = len(cells.texts), list(table._tbl.tr_lst)
    if len(rows) < 2 <= wanted:
        return False
    while len(rows) > wanted:
        table._tbl.remove(rows.pop(-2))  # the last row looks as the whole does
    while len(rows) < wanted:
        rows.insert(1, _copy(rows[1]))
    for number, texts in enumerate(cells.texts):
        for place, text in enumerate(texts):
            _rewrite(table.cell(number, place), text)
    return True


def _copy(row):
    """A row like this one after it. It gets no id: one that stands twice breaks the file."""
    copy = deepcopy(row)
    for extension in copy.findall(qn("a:extLst")):
        copy.remove(extension)
    row.addnext(copy)
    return copy


def _rewrite(cell, text: str) -> None:
    first, *rest = cell.text_frame.paragraphs
    if cell.text != text:
        for paragraph in rest:
            paragraph._p.getparent().remove(paragraph._p)
        replace_text(first, text)

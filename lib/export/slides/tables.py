"""Native tables: the figure's own rows and words, as many as a slide has room for."""

from copy import deepcopy
from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from lib.export.slides.look import ROLE, SMALLEST, Box
from lib.export.slides.text import colour_of, height_of, lines_of, plain, retell, width_of
from lib.figures.figure import Table
from lib.figures.values import written
from lib.words import count, ngettext

MOST_ROWS = 16  # with the whole, without the header
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no fill, no grid: the lines are ours
SIDE, ABOVE = 64_000, 22_000  # margins inside a cell, EMU
_LINE = 12_700  # EMU
_WIDEST = 13.0  # points
_HEADER = 1_300_000  # EMU: a longer header is broken into lines


@dataclass(frozen=True)
class Cells:
    """A table as text, the header first, and how it is set."""

    texts: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    numeric: tuple[bool, ...]
    has_total: bool
    size: float
    left_out: int  # rows that had no room
    columns_left_out: int

    @property
    def note(self) -> tuple[str, ...]:
        """What is said of the rows and columns that are not shown."""
        said = []
        if self.left_out:
            form = ngettext(
                "and {number} more row in the table", "and {number} more rows in the table", self.left_out
            )
            said.append(form.format(number=count(self.left_out)))
        if self.columns_left_out:
            form = ngettext(
                "and {number} more column in the table",
                "and {number} more columns in the table",
                self.columns_left_out,
            )
            said.append(form.format(number=count(self.columns_left_out)))
        return tuple(said)


def cells_of(table: Table, box: Box) -> Cells:
    """The table in words, cut to what the box has room for; the whole stays as the last row.

    The last columns go before any row does: a reader looks for a name first.
    """
    texts, numeric = _texts(table), tuple(column.kind != "text" for column in table.columns)
    columns = _columns(texts[: MOST_ROWS + 1], numeric, box[2])
    made = _cells(table, box, texts, numeric, columns)
    while made.left_out and columns > 2 and len(texts) <= MOST_ROWS + 1:
        columns -= 1
        made = _cells(table, box, texts, numeric, columns)
    return made


def _cells(table: Table, box: Box, texts: list, numeric: tuple[bool, ...], columns: int) -> Cells:
    """The first columns of the table, and as many rows as there is room for."""
    texts, numeric = [row[:columns] for row in texts], numeric[:columns]
    size, widths, heights = _set(texts[: MOST_ROWS + 1], numeric, box)
    has_total = table.has_total and len(texts) > 1
    kept = _fitting(heights, box[3], tail=has_total)
    body, total = (texts[1:-1], texts[-1:]) if has_total else (texts[1:], [])
    shown = [texts[0], *body[: kept - len(total)], *total]
    return Cells(
        texts=tuple(shown),
        widths=widths,
        heights=tuple(_height(row, widths, size, bold=i == 0) for i, row in enumerate(shown)),
        numeric=numeric,
        has_total=has_total,
        size=size,
        left_out=len(texts) - len(shown),
        columns_left_out=len(table.columns) - columns,
    )


def _texts(table: Table) -> list[tuple[str, ...]]:
    """Header and rows as they are read."""
    rows = [
        tuple(
            plain(written(value, column.kind, unknown=column.unknown))
            for value, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows
    ]
    return [tuple(plain(column.label) for column in table.columns), *rows]


def _columns(texts: list, numeric: tuple[bool, ...], room: int) -> int:
    """How many columns there is room for without a number or a word being broken; at least two."""
    least = _least(texts, numeric, SMALLEST)
    number = len(least)
    while number > 2 and sum(least[:number]) > room:
        number -= 1
    return number


def _set(texts: list[tuple[str, ...]], numeric: tuple[bool, ...], box: Box) -> tuple[float, tuple, list[int]]:
    """The largest letters with which all rows fit, and the widths and heights they give."""
    size = _WIDEST
    while True:
        widths = _widths(texts, numeric, box[2], size)
        heights = [_height(row, widths, size, bold=i == 0) for i, row in enumerate(texts)]
        unbroken = sum(_natural(texts, size)) <= box[2]
        if (sum(heights) <= box[3] and unbroken) or size <= SMALLEST:
            return size, widths, heights
        size -= 0.5


def _widths(texts: list, numeric: tuple[bool, ...], room: int, size: float) -> tuple[int, ...]:
    """Column widths: as wide as they need, or the room shared out."""
    longest = _natural(texts, size)
    whole = sum(longest)
    if whole <= room:
        # A narrow table is not drawn out over the slide: numbers far from their names are hard to follow.
        return tuple(int(width * min(room / whole, 1.6)) for width in longest)
    least = _least(texts, numeric, size)
    spare = max(room - sum(least), 0)
    wanting = sum(width - low for width, low in zip(longest, least, strict=True)) or 1
    widths = [low + spare * (width - low) / wanting for width, low in zip(longest, least, strict=True)]
    return tuple(int(width * min(room / sum(widths), 1)) for width in widths)


def _natural(texts: list, size: float) -> list[int]:
    """How wide each column wants to be: its cells on one line, its header broken into lines."""
    longest = []
    for header, *cells in zip(*texts, strict=True):
        body = max((width_of(cell, size) for cell in cells), default=0)
        head = min(width_of(header, size, bold=True), _HEADER)
        longest.append(max(body, head, _longest_word([header], size, bold=True)) + 2 * SIDE)
    return longest


def _least(texts: list, numeric: tuple[bool, ...], size: float) -> list[int]:
    """How narrow each column may be: numbers stay whole, and so do words."""
    least = []
    for number, (header, *cells) in zip(numeric, zip(*texts, strict=True), strict=True):
        body = max((width_of(cell, size) for cell in cells), default=0)
        body = body if number else _longest_word(cells, size)
        least.append(max(body, _longest_word([header], size, bold=True)) + 2 * SIDE)
    return least


def _longest_word(texts: list[str], size: float, *, bold: bool = False) -> int:
    return max((width_of(word, size, bold=bold) for text in texts for word in text.split(" ")), default=0)


def _height(row: tuple[str, ...], widths: tuple[int, ...], size: float, *, bold: bool) -> int:
    lines = max(
        lines_of(text, width - 2 * SIDE, size, bold=bold) for text, width in zip(row, widths, strict=True)
    )
    return height_of(lines, size) + 2 * ABOVE


def _fitting(heights: list[int], room: int, *, tail: bool) -> int:
    """How many rows under the header there is room for; the whole counts as one."""
    used = heights[0] + (max(heights[1:]) if tail and len(heights) > 1 else 0)
    kept = int(tail)
    for height in heights[1 : len(heights) - int(tail and len(heights) <= MOST_ROWS)]:
        if used + height > room or kept >= MOST_ROWS:
            break
        used, kept = used + height, kept + 1
    return max(kept, 1)


def add_table(shapes, box: Box, cells: Cells):
    """A new table at the top of a box; the graphic frame that holds it."""
    left, top = box[:2]
    frame = shapes.add_table(
        len(cells.texts), len(cells.widths), *map(Emu, (left, top, sum(cells.widths), sum(cells.heights)))
    )
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, cells.widths, strict=True):
        column.width = width
    for number, texts in enumerate(cells.texts):
        table.rows[number].height = cells.heights[number]
        for place, text in enumerate(texts):
            _write(table.cell(number, place), text, cells, number, place)
    return frame


def _write(cell, text: str, cells: Cells, row: int, place: int) -> None:
    header, total = row == 0, cells.has_total and row == len(cells.texts) - 1
    cell.margin_left = cell.margin_right = Emu(SIDE)
    cell.margin_top = cell.margin_bottom = Emu(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if header else MSO_ANCHOR.MIDDLE
    cell.text = text
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if cells.numeric[place] else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size = Pt(cells.size)
        run.font.bold = header or total
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
        retell(first, text)

"""The rows and columns of a table that fit in a box, and the size of their letters. All is in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.export.measure import Face, height_of, width_of
from lib.export.output import plain
from lib.figures.figure import Table
from lib.figures.values import format_full
from lib.metrics.value import drawn_number
from lib.words import count, ngettext

MOST_ROWS = 16  # with the whole, without the header
SIDE, ABOVE = 5.0, 1.75  # margins inside a cell
_SIZES = (13.0, 10.0)  # of letters: the largest and the smallest
ON_SLIDE = (16.0, 14.0)
_HIGHEST, _LOWEST = 3, 2  # rows of a table beside a map
_BETWEEN = "…"
_HEADER = 102.0  # a longer header is broken into lines
_SLACK = 1.5  # of a column, since office programs round
_STRETCH = 1.6  # numbers far from their names are hard to follow


@dataclass(frozen=True)
class Cells:
    """The rows that are shown, as text, and how they are set. The first row is the header."""

    texts: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    numeric: tuple[bool, ...]  # of each column
    has_total: bool  # the last row is the whole
    size: float
    left_out: int  # rows that had no room
    columns_left_out: int
    strong: frozenset[tuple[int, int]] = frozenset()  # cells in bold, the header being row 0

    def is_bold(self, row: int, place: int = 0) -> bool:
        """Whether a cell is of the header or of the whole, or is larger than those it is compared with."""
        return row == 0 or (self.has_total and row == len(self.texts) - 1) or (row, place) in self.strong

    @property
    def note(self) -> tuple[str, ...]:
        """Lines about the rows and columns that are not shown."""
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


@dataclass(frozen=True)
class _Rows:
    """Header and rows as text, before they have a size."""

    texts: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    has_total: bool
    face: Face
    strong: frozenset[tuple[int, int]] = frozenset()

    def only(self, places: Sequence[int]) -> "_Rows":
        """The same rows with these columns only."""
        texts = tuple(tuple(row[place] for place in places) for row in self.texts)
        strong = frozenset((row, places.index(place)) for row, place in self.strong if place in places)
        return replace(
            self, texts=texts, numeric=tuple(self.numeric[place] for place in places), strong=strong
        )

    def wishes(self, size: float, header_width: float = _HEADER) -> list[tuple[float, float]]:
        """How narrow each column may be, and how wide it wants to be.

        Numbers and words stay whole. A column wants each cell on one line, and a header that is wider than
        ``header_width`` on several.
        """
        found = []
        columns = zip(self.numeric, zip(*self.texts, strict=True), strict=True)
        for place, (numeric, (header, *cells)) in enumerate(columns):
            wholes, words = [0.0], [0.0]
            for row, cell in enumerate(cells, 1):
                wholes.append(self._width(cell, row, place, size))
                words += [self._width(word, row, place, size) for word in cell.split(" ")]
            head = max(self._width(word, 0, place, size) for word in header.split(" "))
            least = max(head, *(wholes if numeric else words))
            wanted = max(head, *wholes, min(self._width(header, 0, place, size), header_width))
            found.append((least + 2 * SIDE + _SLACK, wanted + 2 * SIDE + _SLACK))
        return found

    def widths(self, room: float, size: float) -> tuple[float, ...]:
        """The columns as wide as they want, or the room shared out; headers are broken before cells are."""
        for header_width in (_HEADER, 0):
            wishes = self.wishes(size, header_width)
            whole = sum(wanted for _least, wanted in wishes)
            if whole <= room:
                return tuple(wanted * min(room / whole, _STRETCH) for _least, wanted in wishes)
        spare = max(room - sum(least for least, _wanted in wishes), 0)
        wanting = sum(wanted - least for least, wanted in wishes) or 1
        shared = [least + spare * (wanted - least) / wanting for least, wanted in wishes]
        return tuple(width * min(room / sum(shared), 1) for width in shared)

    def heights(self, widths: Sequence[float], size: float) -> list[float]:
        """The height of each row, as its texts are broken in columns of these widths."""
        return [
            2 * ABOVE
            + max(
                height_of(text, width - 2 * SIDE, size, face=self.face, bold=self._is_bold(row, place))
                for place, (text, width) in enumerate(zip(texts, widths, strict=True))
            )
            for row, texts in enumerate(self.texts)
        ]

    def _is_bold(self, row: int, place: int) -> bool:
        return row == 0 or (self.has_total and row == len(self.texts) - 1) or (row, place) in self.strong

    def _width(self, text: str, row: int, place: int, size: float) -> float:
        return width_of(text, size, face=self.face, bold=self._is_bold(row, place))


def highest_and_lowest(table: Table, key: str) -> Table:
    """A table of many rows cut to the highest and the lowest by a column, highest first, with the whole."""
    place = [column.key for column in table.columns].index(key)
    body = table.rows[:-1] if table.has_total else table.rows
    known = [row for row in body if drawn_number(row[place]) is not None]
    if len(known) <= _HIGHEST + _LOWEST:
        return table
    known.sort(key=lambda row: -drawn_number(row[place]))
    between = (_BETWEEN, *[None] * (len(table.columns) - 1))
    columns = tuple(replace(column, unknown=column.unknown or " ") for column in table.columns)
    rows = (*known[:_HIGHEST], between, *known[-_LOWEST:], *(table.rows[len(body) :]))
    return replace(table, columns=columns, rows=rows, codes=())


def cells_of(
    table: Table,
    width: float,
    height: float,
    *,
    face: Face,
    wanted: Sequence[str] = (),
    sizes: tuple[float, float] = _SIZES,
    most_columns: int | None = None,
) -> Cells:
    """The table in words, cut to the room it has; the whole stays as the last row.

    A reader looks for a name first: columns are left out from the last where every row has room then, and not
    in vain. Those with a ``wanted`` key are the last to be left out.
    """
    rows = _rows(table, face)
    least = [least for least, _wanted in rows.wishes(sizes[-1])]
    keys = [] if table.is_turned else [column.key for column in table.columns]
    last = {place for place, key in enumerate(keys) if key in wanted}
    order = sorted(range(len(least)), key=lambda place: (place > 0, place not in last, place))
    columns = min(len(order), most_columns or len(order))
    while columns > 2 and sum(least[place] for place in order[:columns]) > width:
        columns -= 1

    def cut(number: int) -> Cells:
        return _cut(table, rows.only(sorted(order[:number])), width, height, sizes)

    made = cut(columns)
    if made.left_out and _measure(table)[0] <= MOST_ROWS:
        fewer = (cut(number) for number in range(columns - 1, 1, -1))
        return next((cells for cells in fewer if not cells.left_out), made)
    return made


def _rows(table: Table, face: Face) -> _Rows:
    """The rows in words, no more than are ever shown."""
    if table.is_turned:
        return _turned(table, face)
    has_total = table.has_total and bool(table.rows)
    body, whole = (table.rows[:-1], table.rows[-1:]) if has_total else (table.rows, ())
    texts = [_texts(table, row) for row in (*body[: MOST_ROWS - len(whole)], *whole)]
    header = tuple(plain(column.label) for column in table.columns)
    return _Rows((header, *texts), tuple(column.kind != "text" for column in table.columns), has_total, face)


def _turned(table: Table, face: Face) -> _Rows:
    """The rows of a table that is read with a row for each of its columns."""
    labels = [plain(column.label) for column in table.columns]
    texts = tuple(zip(labels, *(_texts(table, row) for row in table.rows), strict=True))
    numeric = (False, *(True,) * len(table.rows))
    strong = frozenset((at, place + 1) for place, at in table.strong)
    return _Rows(texts[: MOST_ROWS + 1], numeric, has_total=False, face=face, strong=strong)


def _measure(table: Table) -> tuple[int, int]:
    """How many rows without the header, and how many columns, a table has as it is read."""
    if table.is_turned:
        return len(table.columns) - 1, len(table.rows) + 1
    return len(table.rows), len(table.columns)


def _texts(table: Table, row: tuple) -> tuple[str, ...]:
    return tuple(
        plain(format_full(value, column.kind, unknown=column.unknown))
        for value, column in zip(row, table.columns, strict=True)
    )


def _cut(table: Table, rows: _Rows, width: float, height: float, sizes: tuple[float, float]) -> Cells:
    """The rows in the largest letters with which all have room, or as many as have room in the smallest."""
    size, smallest = sizes
    while True:
        widths = rows.widths(width, size)
        heights = rows.heights(widths, size)
        is_whole = sum(wanted for _least, wanted in rows.wishes(size)) <= width and sum(heights) <= height
        if is_whole or size <= smallest:
            break
        size -= 0.5
    down, across = _measure(table)
    texts = list(rows.texts)
    while sum(heights) > height and len(texts) > 2:
        del texts[-1 - rows.has_total], heights[-1 - rows.has_total]
    return Cells(
        texts=tuple(texts),
        widths=widths,
        heights=tuple(heights),
        numeric=rows.numeric,
        has_total=rows.has_total,
        size=size,
        left_out=down + 1 - len(texts),
        columns_left_out=across - len(rows.numeric),
        strong=rows.strong,
    )

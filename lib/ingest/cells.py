"""The cells of a file before they mean anything: text as a reader sees it, beside real numbers and dates."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import FileFindings, Level, Mask, shortened, true_rows

# Besides ordinary white space: hard and thin spaces, and marks that cannot be seen.
WHITE = "\t\n\v\f\r \u0085\u00a0\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
# A spreadsheet's dates are numbers of days. It shows day 60 as a 29 February 1900 that never was; no date
# that is read lies so far back. A workbook may count from 1904.
DAY_ZERO = datetime.date(1899, 12, 30)
DAY_ZERO_1904 = datetime.date(1904, 1, 1)
EMPTY = ("", "-", "–", "—", "−", "null")

Progress = Callable[[int, int], object]  # done, whole
SkippedRows = dict[str, list[int]]  # kind of the finding → rows that hold no data


@dataclass(frozen=True)
class Cells:
    """One column of some rows. ``text`` is never null; ``number`` and ``day`` are set where a cell is one.

    A CSV file has text only. The text of a number is its shortest writing with a decimal point.
    """

    text: pa.Array
    number: pa.Array | None = None
    day: pa.Array | None = None

    def filter(self, mask: pa.Array) -> "Cells":
        """The cells of the rows where the mask is true."""
        return Cells(
            *(None if part is None else part.filter(mask) for part in (self.text, self.number, self.day))
        )


@dataclass(frozen=True)
class Sheet:
    """A file opened behind its row of headings. ``batches`` gives its columns, some rows at a time.

    ``row_numbers`` gives, once all rows are read, the number of each of them in the owner's file.
    ``skipped`` are numbers of rows that the parser left out, ``without_value`` by kind of error the cells
    whose value is not in the file: row number, and place of the column from 0. ``day_zero`` is the date that
    a date's number counts from.
    """

    headings: tuple[str, ...]
    batches: Iterator[tuple[Cells, ...]]
    row_numbers: Callable[[int], np.ndarray]
    skipped: SkippedRows = field(default_factory=dict)
    without_value: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    day_zero: datetime.date = DAY_ZERO


def numbers_from(first: int) -> Callable[[int], np.ndarray]:
    """The numbers of rows that follow each other from the first."""
    return lambda rows: np.arange(first, first + rows)


@dataclass(frozen=True)
class Distinct:
    """A text column as its distinct values, trimmed, and for each row which of them it has."""

    values: pa.Array
    indices: pa.Array

    def per_row(self, per_value: pa.Array) -> pa.Array:
        """Expand a property of each value to one of each row."""
        return per_value.take(self.indices)

    def empty(self) -> pa.Array:
        """Which values stand for nothing."""
        return pc.is_in(pc.utf8_lower(self.values), value_set=pa.array(EMPTY))

    def filled(self) -> pa.Array:
        """The values, null for those that stand for nothing."""
        return pc.if_else(self.empty(), pa.scalar(None, pa.string()), self.values)

    def example(self, mask: pa.Array) -> str | None:
        """The first of the values in the mask, as a message may quote it."""
        found = self.values.filter(mask)
        return f"«{shortened(found[0].as_py())}»" if len(found) else None


@dataclass(frozen=True)
class ColumnCells:
    """One column of a file: its text dictionary-encoded in parts, and the numbers and dates in it."""

    heading: str
    text: Sequence[pa.Array]
    number: pa.ChunkedArray | None = None
    day: pa.ChunkedArray | None = None
    day_zero: datetime.date = DAY_ZERO

    @classmethod
    def of(cls, heading: str, cells: Sequence[Cells], day_zero: datetime.date) -> "ColumnCells":
        """From the parts of the column, in their order."""
        number = _chunked([part.number for part in cells], cells, pa.float64())
        day = _chunked([part.day for part in cells], cells, pa.date32())
        return cls(shortened(heading), [part.text for part in cells], number, day, day_zero)

    def distinct(self, *, but: pa.ChunkedArray | None = None) -> Distinct:
        """The texts of the column; null in the rows where ``but`` has a value."""
        whole = pa.chunked_array(self.text, pa.dictionary(pa.int32(), pa.string()))
        whole = whole.unify_dictionaries().combine_chunks()
        if isinstance(whole, pa.ChunkedArray):  # no rows, or too many for one array
            whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], whole.type)
        indices = whole.indices
        if but is not None:
            indices = one_array(pc.if_else(but.is_valid(), pa.scalar(None, pa.int32()), indices))
        return Distinct(trimmed(whole.dictionary), indices)


@dataclass(frozen=True)
class ColumnFindings:
    """Adds findings about one column to those of its file, under the owner's own heading."""

    findings: FileFindings
    column: str
    heading: str
    row_numbers: np.ndarray

    def add(
        self,
        kind: str,
        rows: Mask,
        fault: str,
        next_step: str,
        level: Level = "error",
        example: str | None = None,
    ) -> None:
        """A finding about the rows where the mask is true; none where there are no such rows."""
        numbers, unread = self.row_numbers[true_rows(rows)], (self.column,) if level == "error" else ()
        more = {"column": self.heading, "level": level, "example": example}
        self.findings.add(kind, fault, next_step, rows=numbers, unread=unread, **more)


def _chunked(
    arrays: list[pa.Array | None], cells: Sequence[Cells], kind: pa.DataType
) -> pa.ChunkedArray | None:
    """The parts of a column below each other, null where a part has none; None when no part has any."""
    if all(array is None for array in arrays):
        return None
    pairs = zip(arrays, cells, strict=True)
    return pa.chunked_array(
        [pa.nulls(len(part.text), kind) if each is None else each for each, part in pairs]
    )


def one_array(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The array in one piece."""
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def trimmed(text: pa.Array) -> pa.Array:
    """The texts without white space and invisible marks around them."""
    return pc.utf8_trim(text, characters=WHITE)


def number_text(number: pa.Array, *, exact_below: float = 2.0**53) -> pa.Array:
    """Numbers as text: whole ones without decimals, null as empty; from ``exact_below`` as powers of ten."""
    whole = pc.and_(pc.equal(pc.round(number), number), pc.less(pc.abs(number), exact_below))
    digits = pc.if_else(whole, number, pa.scalar(None, pa.float64())).cast(pa.int64()).cast(pa.string())
    return pc.fill_null(pc.coalesce(digits, number.cast(pa.string())), "")


def day_text(day: pa.Array) -> pa.Array:
    """Dates as text: 2023-08-31, null as empty."""
    return pc.fill_null(day.cast(pa.string()), "")

"""The cells of a file before they mean anything: text as a reader sees it, beside real numbers and dates."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Besides ordinary white space: hard and thin spaces, and marks that cannot be seen.
WHITE = "\t\n\v\f\r \u0085\u00a0\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
# A spreadsheet's dates are numbers of days. It shows day 60 as a 29 February 1900 that never was; no date
# that is read lies so far back. A workbook may count from 1904.
DAY_ZERO = datetime.date(1899, 12, 30)
DAY_ZERO_1904 = datetime.date(1904, 1, 1)
EMPTY = ("", "-", "–", "—", "−", "null")


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
        number, day = (None if part is None else part.filter(mask) for part in (self.number, self.day))
        return Cells(self.text.filter(mask), number, day)


@dataclass(frozen=True)
class Sheet:
    """A file opened behind its row of headings. ``batches`` gives its columns, some rows at a time.

    ``row_numbers`` gives, once all rows are read, the number of each of them in the owner's file.
    ``day_zero`` is the date that a date's number counts from.
    """

    headings: tuple[str, ...]
    batches: Iterator[tuple[Cells, ...]]
    row_numbers: Callable[[int], np.ndarray]
    left_out: "LeftOut"
    day_zero: datetime.date = DAY_ZERO


@dataclass
class LeftOut:
    """The numbers of rows that hold no data: totals, lines of text around the table, headings once more."""

    totals: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Distinct:
    """A text column as its distinct values, trimmed, and for each row which of them it has."""

    values: pa.Array
    indices: pa.Array

    @classmethod
    def of(cls, chunks: list[pa.Array], *, but: pa.ChunkedArray | None = None) -> "Distinct":
        """From the dictionary-encoded parts of a column; null in the rows where ``but`` has a value."""
        whole = pa.chunked_array(chunks, pa.dictionary(pa.int32(), pa.string()))
        whole = whole.unify_dictionaries().combine_chunks()
        if isinstance(whole, pa.ChunkedArray):  # no rows, or too many for one array
            whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], whole.type)
        indices = whole.indices
        if but is not None:
            indices = pc.if_else(but.is_valid(), pa.scalar(None, pa.int32()), indices)
            indices = indices.combine_chunks() if isinstance(indices, pa.ChunkedArray) else indices
        return cls(trimmed(whole.dictionary), indices)

    def spread(self, per_value: pa.Array) -> pa.Array:
        """What is known of each value, for each row."""
        return per_value.take(self.indices)

    def empty(self) -> pa.Array:
        """Which values stand for nothing."""
        return pc.is_in(pc.utf8_lower(self.values), value_set=pa.array(EMPTY))


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

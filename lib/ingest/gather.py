"""All the rows of a sheet that hold data, in the columns that mean something, with their numbers."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lib.ingest.cells import Cells, Distinct, LeftOut, Sheet
from lib.ingest.headings import places, sieve
from lib.ingest.mapping import TableMapping
from lib.ingest.report import Report, shortened
from lib.words import _


@dataclass(frozen=True)
class Parts:
    """One column as it was read: text by its distinct values, part by part, and what the other cells hold.

    ``day_zero`` is the date that a date's number counts from.
    """

    heading: str
    text: Sequence[pa.Array]
    number: pa.ChunkedArray | None
    day: pa.ChunkedArray | None
    day_zero: datetime.date

    def distinct(self, *, but: pa.ChunkedArray | None = None) -> Distinct:
        """The texts of the column, without the rows where ``but`` has a value."""
        return Distinct.of(list(self.text), but=but)


@dataclass(frozen=True)
class Source:
    """What was read of a file: its known columns by the contract's name, and the number of each row.

    ``compared``: the columns that are only compared with one of those, by what they hold.
    """

    parts: Mapping[str, Parts]
    row_numbers: np.ndarray
    compared: tuple[tuple[str, Parts], ...] = ()


def gather(sheet: Sheet, mapping: TableMapping, keys: tuple[str, ...], report: Report) -> Source:
    """Every row with data. Columns that mean nothing here, persons' names among them, are never kept."""
    at = places(sheet.headings, mapping, report)
    at_keys = [at.read[name] for name in keys if name in at.read]
    read: dict[int, list[Cells]] = {
        place: [] for place in (*at.read.values(), *(place for _name, place in at.compared))
    }
    kept, without_data, rows = [np.zeros(0, bool)], LeftOut(), 0
    for batch in sheet.batches:
        keep = sieve(batch, at_keys, rows, mapping.totals, sheet.headings, without_data)
        rows += len(keep)
        kept.append(keep)
        mask = None if keep.all() else pa.array(keep)
        for place, parts in read.items():
            cells = batch[place] if mask is None else batch[place].filter(mask)
            # Encoded at once: the texts of a million rows take little room where they repeat.
            parts.append(Cells(cells.text.dictionary_encode(), cells.number, cells.day))
    numbers = sheet.row_numbers(rows)
    _tell_left_out(sheet.left_out, without_data, numbers, report)
    columns = {
        place: Parts(
            shortened(sheet.headings[place]),
            [part.text for part in cells],
            _joined([part.number for part in cells], cells, pa.float64()),
            _joined([part.day for part in cells], cells, pa.date32()),
            sheet.day_zero,
        )
        for place, cells in read.items()
    }
    return Source(
        {name: columns[place] for name, place in at.read.items()},
        numbers[np.concatenate(kept)],
        tuple((name, columns[place]) for name, place in at.compared),
    )


def _joined(arrays: list[pa.Array | None], cells: list[Cells], kind: pa.DataType) -> pa.ChunkedArray | None:
    """The parts of a column below each other, null where a part has none; None when no part has any."""
    if all(array is None for array in arrays):
        return None
    return pa.chunked_array(
        [
            pa.nulls(len(part.text), kind) if array is None else array
            for array, part in zip(arrays, cells, strict=True)
        ]
    )


def _tell_left_out(by_parser: LeftOut, by_sieve: LeftOut, numbers: np.ndarray, report: Report) -> None:
    step = _("Nothing, if these rows are no grants.")
    totals = [*by_parser.totals, *(numbers[at] for at in by_sieve.totals)]
    fault = _("Rows with totals were left out.")
    report.add("total-row", fault, step, level="note", rows=totals)
    lines = [*by_parser.lines, *(numbers[at] for at in by_sieve.lines)]
    fault = _("Rows with nothing but a line of text were left out.")
    report.add("text-row", fault, step, level="note", rows=lines)
    fault = _("The row of headings stands again among the data; it was left out there.")
    step = _("Nothing, if the tables belong together.")
    again = [numbers[at] for at in by_sieve.headings]
    report.add("headings-repeated", fault, step, level="note", rows=again)

"""Collect the rows of a sheet that hold data, in the columns of the mapping, with their row numbers."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import FileFindings
from lib.ingest.cells import WHITE, Cells, ColumnCells, Sheet, SkippedRows, trimmed
from lib.ingest.headings import Columns, find_columns
from lib.ingest.mapping import TableMapping, normalised
from lib.words import N_, _

PROSE = re.compile(r"[^\W\d_].*\s|\s.*[^\W\d_]|:$")
# Kind → what is said and what to do, of rows that are left out and of cells without a value.
NO_GRANTS = N_("Nothing, if these rows are no grants.")
SKIPPED = {
    "total-row": (N_("Rows with totals were left out."), NO_GRANTS),
    "text-row": (N_("Rows with nothing but a line of text were left out."), NO_GRANTS),
    "headings-repeated": (
        N_("The row of headings stands again among the data; it was left out there."),
        N_("Nothing, if the tables belong together."),
    ),
}
WITHOUT_VALUE = {
    "cell-error": (
        N_("The sheet has cells with an error value such as #REF! or #N/A."),
        N_("Correct the formulas in Excel, and save again."),
    ),
    "formula-without-value": (
        N_("The sheet has formulas whose value is not in the file."),
        N_("Open it in Excel and save it again, so that the values are calculated."),
    ),
}


@dataclass(frozen=True)
class Source:
    """The columns that were read of a file, by the contract's names, and the number of each row.

    ``compared``: the columns that are only compared with one of those, by what they hold.
    """

    columns: Mapping[str, ColumnCells]
    row_numbers: np.ndarray
    compared: tuple[tuple[str, ColumnCells], ...] = ()


def gather_rows(sheet: Sheet, mapping: TableMapping, findings: FileFindings) -> Source:
    """Every row with data. Columns outside the mapping, persons' names among them, are never kept."""
    columns = find_columns(sheet.headings, mapping, findings)
    sieve = RowFilter(sheet.headings, mapping, columns)
    read: dict[int, list[Cells]] = {place: [] for place in columns.read.values()}
    read |= {place: [] for _name, place in columns.compared}
    kept, rows = [np.zeros(0, bool)], 0
    for batch in sheet.batches:
        keep = sieve.keep(batch, rows)
        rows += len(keep)
        kept.append(keep)
        mask = None if keep.all() else pa.array(keep)
        for place, parts in read.items():
            cells = batch[place] if mask is None else batch[place].filter(mask)
            # Encoded at once: the texts of a million rows take little room where they repeat.
            parts.append(Cells(cells.text.dictionary_encode(), cells.number, cells.day))
    numbers = sheet.row_numbers(rows)
    for kind, (fault, step) in SKIPPED.items():
        skipped = [*sheet.skipped.get(kind, ()), *numbers[sieve.skipped[kind]]]
        findings.add(kind, _(fault), _(step), level="note", rows=skipped)
    names = {place: name for name, place in columns.read.items()}
    for kind, cells in sheet.without_value.items():
        fault, step = WITHOUT_VALUE[kind]
        within = [(row, names[place]) for row, place in cells if place in names]
        unread = {name for _row, name in within}
        findings.add(kind, _(fault), _(step), rows=[row for row, _name in within], unread=unread)
    cells = {at: ColumnCells.of(sheet.headings[at], parts, sheet.day_zero) for at, parts in read.items()}
    return Source(
        {name: cells[place] for name, place in columns.read.items()},
        numbers[np.concatenate(kept)],
        tuple((name, cells[place]) for name, place in columns.compared),
    )


def without_data(cells: Sequence[str], totals: frozenset[str], headings: Sequence[str] = ()) -> str | None:
    """Why a row holds no data, ``blank`` or a kind of finding; None if it may hold some."""
    if headings and [normalised(cell) for cell in cells] == [normalised(heading) for heading in headings]:
        return "headings-repeated"
    filled = [cell for cell in (cell.strip(WHITE) for cell in cells) if cell]
    if not filled:
        return "blank"
    if normalised(filled[0]) in totals:
        return "total-row"
    return "text-row" if len(filled) == 1 and PROSE.search(filled[0]) else None


class RowFilter:
    """Leaves out rows that hold no data. ``skipped`` has their positions from 0, not yet row numbers."""

    def __init__(self, headings: Sequence[str], mapping: TableMapping, columns: Columns) -> None:
        self.headings, self.totals = headings, mapping.totals
        self.keys = [columns.read[name] for name in mapping.form.keys if name in columns.read]
        self.skipped: SkippedRows = defaultdict(list)

    def keep(self, batch: Sequence[Cells], first: int) -> np.ndarray:
        """Which rows of a batch to keep; ``first`` is the position of its first row.

        Only a row whose key is empty, a total or its heading is looked into.
        """
        suspect = np.zeros(len(batch[0].text), bool)
        for place in self.keys:
            suspect |= self._without_key(batch[place].text, normalised(self.headings[place]))
        keep = ~suspect
        at = np.flatnonzero(suspect)
        cells = [cells.text.take(pa.array(at)).to_pylist() for cells in batch]
        for position, row in zip(at.tolist(), zip(*cells, strict=True), strict=True):
            kind = without_data(row, self.totals, self.headings)
            keep[position] = kind is None
            if kind is not None:
                self.skipped[kind].append(first + position)
        return keep

    def _without_key(self, text: pa.Array, heading: str) -> np.ndarray:
        """Where a key column is empty or has the name of a total, or its own heading: none has digits."""
        encoded, names = text.dictionary_encode(), self.totals | {heading}
        values = trimmed(encoded.dictionary)
        without = np.zeros(len(values), bool)
        no_digits = pc.match_substring_regex(values, "^[^0-9]*$").to_numpy(zero_copy_only=False)
        for at in np.flatnonzero(no_digits):
            value = values[int(at)].as_py()
            without[at] = not value or normalised(value) in names
        return without[np.asarray(encoded.indices)]

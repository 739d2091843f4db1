"""How a table lies in its file: the row of headings, and rows that hold no data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import ExtractError
from lib.ingest.cells import WHITE, Cells, LeftOut, trimmed
from lib.ingest.mapping import TableMapping, key
from lib.ingest.report import Report, failure, shortened
from lib.words import _, joined

HEADINGS_WITHIN = 50  # rows
FEWEST_HEADINGS = 2
PROSE = re.compile(r"[^\W\d_].*\s|\s.*[^\W\d_]|:$")
DIGITS = re.compile(r"\d{6}")


@dataclass(frozen=True)
class Headings:
    """The row of headings: its place among the first rows, from 0, and how many of them are known."""

    place: int
    known: int


def find_headings(rows: Iterable[Sequence[str]], mapping: TableMapping) -> Headings | None:
    """The first row with most known headings; None when no row has two."""
    best = None
    for place, row in zip(range(HEADINGS_WITHIN), rows, strict=False):
        known = len({column for cell in row if (column := mapping.column_of(cell))})
        if known >= FEWEST_HEADINGS and (best is None or known > best.known):
            best = Headings(place, known)
    return best


def no_headings(
    file: str, mapping: TableMapping, sheet: str | None = None, others: Sequence[str] = ()
) -> ExtractError:
    """The error of a file in which no row of headings is found; of a workbook, with its other sheets."""
    fault = _("No row of headings was found among the first {count} rows.").format(count=HEADINGS_WITHIN)
    examples = joined(tuple((*words, column)[0] for column, words in mapping.written.items())[:4])
    step = _("Give the columns headings such as {headings}, or name yours in a mapping file.")
    if sheet is not None:
        fault = _("No row of headings was found among the first {count} rows of the sheet {sheet}.")
        fault = fault.format(count=HEADINGS_WITHIN, sheet=f"«{shortened(sheet)}»")
    if others:
        step = _(
            "Name another sheet with --sheet ({names}), or give the columns headings such as {headings}."
        )
        step = step.replace("{names}", joined(others))
    return failure(file, "headings-missing", fault, step.format(headings=examples))


@dataclass(frozen=True)
class Places:
    """Where the columns stand, as places from 0: those of the contract, and those only compared with them."""

    read: Mapping[str, int]
    compared: tuple[tuple[str, int], ...]


def roles(
    headings: Sequence[str], mapping: TableMapping
) -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
    """Contract column → the places of its headings; and the columns that are only compared, with theirs."""
    found: dict[str, list[int]] = {}
    compared = []
    for place, heading in enumerate(headings):
        column = mapping.column_of(heading)
        if column in mapping.compared:
            compared.append((column, place))
        elif column:
            found.setdefault(column, []).append(place)
    for column, at in found.items():
        names = {place: name for place in at if (name := mapping.name_of(headings[place]))}
        if len(names) < len(at):  # another column has the number
            compared += [(name, place) for place, name in names.items()]
            found[column] = [place for place in at if place not in names]
    return found, sorted(compared, key=lambda each: each[1])


def places(headings: Sequence[str], mapping: TableMapping, report: Report) -> Places:
    """Where each column stands in the file. What is missing, twice or unknown goes into the report."""
    found, compared = roles(headings, mapping)
    unknown = [
        _quotable(heading, place)
        for place, heading in enumerate(headings)
        if heading.strip(WHITE) and not mapping.column_of(heading)
    ]
    for column, at in found.items():
        if len(at) > 1:
            both = joined(tuple(f"«{shortened(headings[place])}» ({_letters(place)})" for place in at))
            fault = _("These columns of the file stand for the same thing: {headings}.").format(headings=both)
            step = _("Remove one of them, or give it another heading.")
            report.add("heading-twice", fault, step, column=column)
    missing = [column for column in mapping.columns if column.name not in found and column.name != "grant_id"]
    for column in missing:
        if not column.nullable:
            fault = _("The file has no such column, and it cannot be left out.")
            step = _("Add it with one of these headings, or name yours in a mapping file: {headings}.")
            accepted = ", ".join((*mapping.written[column.name][:4], column.name))
            report.add("heading-missing", fault, step.format(headings=accepted), column=column.name)
    if absent := [(*mapping.written[column.name], column.name)[0] for column in missing if column.nullable]:
        fault = _("The file lacks these columns, which are left empty: {headings}.")
        step = _("Nothing, if they are not known. Otherwise add them with these headings.")
        report.add("column-absent", fault.format(headings=joined(absent)), step, level="note")
    if unknown:
        fault = _("These columns are not known, and were left out: {headings}.")
        step = _("Nothing, if they are not needed. Otherwise name the heading in a mapping file.")
        report.add("heading-unknown", fault.format(headings=joined(unknown)), step, level="note")
    if compared:
        fault = _("These columns were compared with the municipality's number, which counts: {headings}.")
        names = joined(tuple(f"«{shortened(headings[place])}»" for _column, place in compared))
        report.add(
            "column-compared", fault.format(headings=names), _("Nothing. They are not kept."), level="note"
        )
    return Places({column: at[0] for column, at in found.items()}, tuple(compared))


def _quotable(heading: str, place: int) -> str:
    """A heading for a message; one that could be a person's number is named by its place."""
    if DIGITS.search(re.sub(r"\W", "", heading)) or "@" in heading:
        return _("column {letters}").format(letters=_letters(place))
    return f"«{shortened(heading)}»"


def _letters(place: int) -> str:
    """The column as a spreadsheet names it: A, B, …, AA."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def no_data(cells: Sequence[str], totals: frozenset[str], headings: Sequence[str] = ()) -> str | None:
    """Why a row holds no data: ``blank``, ``total``, ``line`` (of text), ``headings``; None if it may."""
    if headings and [key(cell) for cell in cells] == [key(heading) for heading in headings]:
        return "headings"
    filled = [cell for cell in (cell.strip(WHITE) for cell in cells) if cell]
    if not filled:
        return "blank"
    if key(filled[0]) in totals:
        return "total"
    if len(filled) == 1 and PROSE.search(filled[0]):
        return "line"
    return None


def leave_out(kind: str | None, row: int, left_out: LeftOut) -> bool:
    """Note down a row that holds no data; false when it may hold some."""
    if kind == "total":
        left_out.totals.append(row)
    elif kind == "line":
        left_out.lines.append(row)
    elif kind == "headings":
        left_out.headings.append(row)
    return kind is not None


def sieve(
    batch: Sequence[Cells],
    keys: Sequence[int],
    first: int,
    totals: frozenset[str],
    headings: Sequence[str],
    left_out: LeftOut,
) -> np.ndarray:
    """Which rows of a batch to keep. Only a row whose key is empty, a total or its heading is looked into.

    ``first`` is the position of the batch's first row; ``left_out`` gets positions, not yet row numbers.
    """
    rows = len(batch[0].text)
    suspect = np.zeros(rows, bool)
    for place in keys:
        suspect |= _without_key(batch[place].text, totals | {key(headings[place])})
    keep = np.ones(rows, bool)
    at = np.flatnonzero(suspect)
    cells = [cells.text.take(pa.array(at)).to_pylist() for cells in batch]
    for position, row in zip(at, zip(*cells, strict=True), strict=True):
        keep[position] = not leave_out(no_data(row, totals, headings), first + int(position), left_out)
    return keep


def _without_key(text: pa.Array, totals: frozenset[str]) -> np.ndarray:
    """Where a key column is empty or has the name of a total, or its own heading: none has digits."""
    encoded = text.dictionary_encode()
    if not len(encoded.dictionary):
        return np.zeros(len(text), bool)
    values = trimmed(encoded.dictionary)
    without = np.zeros(len(values), bool)
    for at in np.flatnonzero(pc.match_substring_regex(values, "^[^0-9]*$").to_numpy(zero_copy_only=False)):
        value = values[int(at)].as_py()
        without[at] = not value or key(value) in totals
    return without[np.asarray(encoded.indices)]

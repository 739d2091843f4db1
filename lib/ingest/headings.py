"""The row of headings: where it stands in a file, and which of its columns mean something."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.extract.findings import ExtractError, FileFindings, file_error, shortened
from lib.ingest.cells import WHITE
from lib.ingest.mapping import TableMapping
from lib.words import _, word_list

HEADINGS_WITHIN = 50  # rows
FEWEST_HEADINGS = 2
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
    if sheet is not None:
        fault = _("No row of headings was found among the first {count} rows of the sheet {sheet}.")
        fault = fault.format(count=HEADINGS_WITHIN, sheet=f"«{shortened(sheet)}»")
    step = _("Give the columns headings such as {headings}, or name yours in a mapping file.")
    if others:
        step = _(
            "Name another sheet with --sheet ({names}), or give the columns headings such as {headings}."
        )
    examples = word_list([mapping.accepted(column)[0] for column in mapping.form.names[:4]])
    return file_error(
        file, fault, step.format(names=word_list(others), headings=examples), kind="headings-missing"
    )


@dataclass(frozen=True)
class Columns:
    """Where the columns stand, as places from 0: those of the contract, and those only compared with them."""

    read: Mapping[str, int]
    compared: tuple[tuple[str, int], ...]


def find_columns(headings: Sequence[str], mapping: TableMapping, findings: FileFindings) -> Columns:
    """The place of each column in the file. Missing, repeated and unknown ones are added to the findings."""
    places, compared = _places(headings, mapping)
    for column, at in places.items():
        if len(at) > 1:
            both = word_list([f"«{shortened(headings[place])}» ({_letters(place)})" for place in at])
            fault = _("These columns of the file stand for the same thing: {headings}.").format(headings=both)
            step = _("Remove one of them, or give it another heading.")
            findings.add("heading-twice", fault, step, column=column)
    columns = mapping.form.columns
    missing = [each for each in columns if each.name not in places and each.name != "grant_id"]
    for column in missing:
        if not column.nullable:
            fault = _("The file has no such column, and it cannot be left out.")
            step = _("Add it with one of these headings, or name yours in a mapping file: {headings}.")
            accepted = mapping.accepted(column.name)
            step = step.format(headings=", ".join((*accepted[:-1][:4], accepted[-1])))
            findings.add("heading-missing", fault, step, column=column.name)
    _add_note(
        "column-absent",
        [mapping.accepted(column.name)[0] for column in missing if column.nullable],
        _("The file lacks these columns, which are left empty: {headings}."),
        _("Nothing, if they are not known. Otherwise add them with these headings."),
        findings,
    )
    filled = [place for place, heading in enumerate(headings) if heading.strip(WHITE)]
    _add_note(
        "heading-unknown",
        [_quotable(headings[place], place) for place in filled if not mapping.column_of(headings[place])],
        _("These columns are not known, and were left out: {headings}."),
        _("Nothing, if they are not needed. Otherwise name the heading in a mapping file."),
        findings,
    )
    _add_note(
        "column-compared",
        [f"«{shortened(headings[place])}»" for _column, place in compared],
        _("These columns were compared with the municipality's number, which counts: {headings}."),
        _("Nothing. They are not kept."),
        findings,
    )
    return Columns({column: at[0] for column, at in places.items()}, tuple(compared))


def _add_note(kind: str, headings: list[str], fault: str, next_step: str, findings: FileFindings) -> None:
    if headings:
        findings.add(kind, fault.format(headings=word_list(headings)), next_step, level="note")


def _places(
    headings: Sequence[str], mapping: TableMapping
) -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
    """Contract column → the places of its headings; and the columns that are only compared, with theirs."""
    found: dict[str, list[int]] = {}
    compared = []
    for place, heading in enumerate(headings):
        column = mapping.column_of(heading)
        if column in mapping.form.compared:
            compared.append((column, place))
        elif column:
            found.setdefault(column, []).append(place)
    for column, at in found.items():
        names = {place: name for place in at if (name := mapping.name_of(headings[place]))}
        if len(names) < len(at):  # another column has the number
            compared += [(name, place) for place, name in names.items()]
            found[column] = [place for place in at if place not in names]
    return found, sorted(compared, key=lambda each: each[1])


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

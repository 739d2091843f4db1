"""What is wrong with the data, so that the reader can act on it: one text for page and command line."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

import pyarrow as pa

from lib.words import N_, _, count, joined, ngettext

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = get_args(Level)  # worst first
LEVEL_LABELS: dict[Level, str] = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
MOST_ROWS = 5  # rows that a finding names
# What follows from something else that is found, and so is told after it.
CONSEQUENCES = frozenset(
    {
        *("published-differs", "budget-disagrees", "county-gone", "new-year-unlikely"),
        *("whole-moved", "county-moved", "centrality-moved", "size-moved"),
    }
)


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what it is and what to do. Texts are in the reader's language.

    ``count`` is the number of rows concerned. ``example`` is the value of the first of them, None where it is
    a person's or missing; it never holds a doctor's id. An error stops a publication, a warning must be
    accepted, a note tells what was mended. ``kind`` is the stable name of the check that found it.
    """

    file: str
    fault: str
    next_step: str
    column: str | None = None
    count: int | None = None
    example: str | None = None
    level: Level = "error"
    kind: str = ""
    rows: tuple[int, ...] = ()  # some of the rows concerned, counted from 1
    pair: tuple[int, ...] = ()  # one of them and the row it repeats

    def __str__(self) -> str:
        parts = [
            f"{self.where}: {self.fault}",
            self.extent,
            _("Next step: {step}").format(step=self.next_step),
        ]
        return " ".join(part for part in parts if part)

    @property
    def where(self) -> str:
        """The file, and the column where it is one column's fault."""
        if not self.column:
            return self.file
        return _("{file}, column {column}").format(file=self.file, column=self.column)

    @property
    def told(self) -> str:
        """What was found and how many rows it concerns, without what to do about it."""
        return f"{self.fault} {self.extent}".strip()

    @property
    def rows_text(self) -> str:
        """Some of the rows in words; empty where none are known. A row number is written without spaces."""
        return _("row {row}").format(row=joined(map(str, self.rows))) if self.rows else ""

    @property
    def pair_text(self) -> str:
        """A row and the one it repeats, in words; empty where they are not known."""
        if not self.pair:
            return ""
        return _("row {row} repeats row {other}").format(row=self.pair[0], other=self.pair[1])

    @property
    def extent(self) -> str:
        """How many rows are concerned, some of them, and a value as example; empty where it is no row's."""
        if self.count is None:
            return ""
        concerned = ngettext("{count} row", "{count} rows", self.count).format(count=count(self.count))
        if self.rows:
            form = (
                _("{concerned} ({rows})")
                if self.count <= len(self.rows)
                else _("{concerned}, among them {rows}")
            )
            concerned = form.format(concerned=concerned, rows=self.rows_text)
        if self.pair:
            concerned = f"{concerned}; {self.pair_text}"
        if self.example is None:
            return _("This concerns {rows}.").format(rows=concerned)
        return _("This concerns {rows}, for example {example}.").format(rows=concerned, example=self.example)

    def numbered(self, row_numbers: pa.Array | pa.ChunkedArray) -> "Finding":
        """The same finding with the owner's own row numbers: ``row_numbers`` has one per row of the table.

        A row that has no number in the owner's file is not named.
        """

        def numbers(rows: tuple[int, ...]) -> tuple[int, ...]:
            known = [row_numbers[row - 1].as_py() for row in rows if row <= len(row_numbers)]
            return tuple(number for number in known if number is not None)

        pair = numbers(self.pair)
        return replace(self, rows=numbers(self.rows), pair=pair if len(pair) == len(self.pair) else ())


@dataclass(frozen=True)
class Report:
    """Everything that was found, worst first.

    By level, then what may be the cause before what follows from it, then faults of columns, then by rows
    concerned.
    """

    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", tuple(sorted(self.findings, key=_badness)))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops a publication."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What must be accepted before a publication."""
        return self._of("warning")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is only told."""
        return self._of("note")

    def _of(self, level: Level) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.level == level)

    def to_text(self) -> str:
        """The report to read: how many of each level, then each finding."""
        if not self.findings:
            return _("No check has found anything.")
        number = [count(len(self._of(level))) for level in LEVELS]
        headline = _("Errors: {errors}. Warnings: {warnings}. Notes: {notes}.").format(
            errors=number[0], warnings=number[1], notes=number[2]
        )
        return "\n\n".join([headline, *(f"{_(LEVEL_LABELS[each.level])}. {each}" for each in self.findings)])

    def to_json(self) -> str:
        """The report for other programs: ``{"findings": […]}``, each with the fields of a finding."""
        names = [field.name for field in fields(Finding)]
        found = [{name: getattr(each, name) for name in names} for each in self.findings]
        return json.dumps({"findings": found}, ensure_ascii=False, indent=2)


def _badness(found: Finding) -> tuple:
    """Worst first; what is equally bad has an order too, so that equal findings make equal reports."""
    return (
        LEVELS.index(found.level),
        found.kind in CONSEQUENCES,
        found.count is not None,
        -(found.count or 0),
        found.file,
        found.kind,
        found.column or "",
        found.fault,
    )


class ExtractError(Exception):
    """The data cannot be used or published. ``findings`` holds every known fault, worst first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*self.findings)

    def __str__(self) -> str:
        headline = ngettext(
            "The data cannot be used: {count} fault was found.",
            "The data cannot be used: {count} faults were found.",
            faults := sum(each.level == "error" for each in self.findings),
        ).format(count=count(faults))
        return "\n\n".join([headline, *map(str, self.findings)])

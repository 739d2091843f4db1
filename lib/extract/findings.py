"""Findings: what is wrong with the data, in one text for page and command line, and how rows become one."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.words import N_, _, count, ngettext, word_list

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = get_args(Level)  # worst first
LEVEL_LABELS: dict[Level, str] = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
MOST_ROWS = 5  # rows that a finding names
LONGEST_QUOTE = 40
# Findings that follow from others, and so come after them in a report.
CONSEQUENCES = frozenset(
    {
        *("published-differs", "budget-disagrees", "county-gone", "new-year-unlikely"),
        *("whole-moved", "county-moved", "centrality-moved", "size-moved"),
    }
)
# Personal data may stand in the wrong column: an identity number in any, a name in a text.
IDENTITY_NUMBER = re.compile(r"\b\d{11}\b")
SHORT_NUMBER = re.compile(r"[0-9]{1,5}")
WORD = re.compile(r"[^\W_]+")
Mask = pa.Array | pa.ChunkedArray


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what it is and what to do. Texts are in the reader's language.

    ``count`` is the number of rows concerned. ``example`` is the value of the first of them, None where it is
    a person's or missing; it never holds a doctor's id. An error stops a publication, a warning must be
    accepted, a note says what was mended. ``kind`` is the stable name of the check that found it.
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
        """The file, and the column if the fault is of one column."""
        if not self.column:
            return self.file
        return _("{file}, column {column}").format(file=self.file, column=self.column)

    @property
    def summary(self) -> str:
        """What was found and how many rows it concerns, without what to do about it."""
        return f"{self.fault} {self.extent}".strip()

    @property
    def rows_text(self) -> str:
        """Some of the rows in words; empty where none are known. A row number is written without spaces."""
        return _("row {row}").format(row=word_list(map(str, self.rows))) if self.rows else ""

    @property
    def pair_text(self) -> str:
        """A row and the one it repeats, in words; empty where they are not known."""
        if not self.pair:
            return ""
        return _("row {row} repeats row {other}").format(row=self.pair[0], other=self.pair[1])

    @property
    def extent(self) -> str:
        """How many rows are concerned, some of their numbers, and an example; empty for a fault of no row."""
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

    def with_row_numbers(self, row_numbers: pa.Array | pa.ChunkedArray) -> "Finding":
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
    """Every finding, worst first."""

    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", worst_first(self.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that stop a publication."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that must be accepted before a publication."""
        return self._of("warning")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Findings that need no action."""
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
        found = [asdict(each) for each in self.findings]
        return json.dumps({"findings": found}, ensure_ascii=False, indent=2)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by level, causes before consequences, whole columns before rows, most rows first."""
    return tuple(sorted(findings, key=_badness))


def _badness(found: Finding) -> tuple:
    """The key to sort by; findings equally bad have an order too, so that equal data make equal reports."""
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


class FileFindings(list[Finding]):
    """The findings of one file while it is read; ``file`` is its name as messages show it.

    ``unread`` gives for each kind of error the columns of the contract whose cells it left empty.
    """

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.unread: defaultdict[str, set[str]] = defaultdict(set)

    def add(
        self,
        kind: str,
        fault: str,
        next_step: str,
        *,
        rows: Collection[int] | None = None,
        unread: Iterable[str] = (),
        **more: object,
    ) -> None:
        """Add a finding; ``more`` are other fields of it.

        ``rows`` are numbers of rows in the file; where there are none of them, nothing is added.
        """
        if rows is not None:
            if not len(rows):
                return
            more |= {"count": len(rows), "rows": tuple(np.sort(rows)[:MOST_ROWS].tolist())}
        self.append(Finding(self.file, fault, next_step, kind=kind, **more))
        self.unread[kind].update(unread)

    def stop_at_errors(self, *, keep_going: bool = False) -> None:
        """Raise every finding if one is an error; ``keep_going`` excepts errors that left cells empty."""
        if any(each.level == "error" and not (keep_going and self.unread[each.kind]) for each in self):
            raise ExtractError(worst_first(self))


def file_error(file: str, fault: str, next_step: str, *, kind: str = "", **more: object) -> ExtractError:
    """The error about a file as a whole; ``more`` are other fields of its finding."""
    return ExtractError([Finding(file, fault, next_step, kind=kind, **more)])


def rows_finding(
    file: str,
    column: str | None,
    breach: Mask,
    kind: str,
    fault: str,
    next_step: str,
    *,
    level: Level = "error",
    values: pa.ChunkedArray | None = None,
    known: Iterable[str] | None = (),
    pair: tuple[int, ...] = (),
) -> Iterator[Finding]:
    """A finding about the rows in breach, if any; unknown (null) is no breach.

    ``values`` may be quoted; without them only the rows are named. A text is quoted if its words are those of
    ``known``, or always where that is None (numbers and dates). ``pair`` is a row and the one it repeats.
    """
    rows = true_rows(breach)
    if not len(rows):
        return
    example = None if values is None else quoted(values[int(rows[0])], known)
    some = tuple(int(row) + 1 for row in rows[:MOST_ROWS])
    yield Finding(file, fault, next_step, column, len(rows), example, level, kind, some, pair)


def true_rows(breach: Mask) -> np.ndarray:
    """The positions of the rows that are in breach, from 0."""
    return np.flatnonzero(pc.fill_null(breach, False).to_numpy(zero_copy_only=False))


def quoted(value: pa.Scalar, known: Iterable[str] | None = ()) -> str | None:
    """The value between quotation marks; None where it is missing or may be personal data."""
    text = value.cast(pa.string()).as_py()
    if not text or not text.strip() or IDENTITY_NUMBER.search(text):
        return None
    if pa.types.is_string(value.type) and known is not None and not _is_impersonal(text, known):
        return None
    return f"«{_cut(text)}»"  # blanks and all: they may be what is wrong


def _is_impersonal(text: str, known: Iterable[str]) -> bool:
    """Whether a text is a short number, or every word of it is a word of ``known``."""
    words = {word for value in known for word in WORD.findall(value.casefold())}
    said = WORD.findall(text.casefold())
    return bool(SHORT_NUMBER.fullmatch(text) or (said and words.issuperset(said)))


def shortened(text: str) -> str:
    """The text on one line, cut where it is longer than a message has room for."""
    return _cut(" ".join(text.split()))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"

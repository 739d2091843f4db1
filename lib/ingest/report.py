"""What is found while a file is read: collected, so that everything is told at once, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import ExtractError, Finding, Level

ROWS_NAMED = 10
LONGEST_QUOTE = 40
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


def shown_name(path: Path) -> str:
    """The name of a file as a message shows it, whatever bytes the disk has for it."""
    name = path.name or path.absolute().name  # the folder one stands in
    return name.encode("utf-8", "replace").decode()


def shortened(text: str) -> str:
    """A text of the file, on one line and no longer than a message has room for."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def failure(file: str, kind: str, fault: str, next_step: str, **more: object) -> ExtractError:
    """An error about a file as a whole, where reading cannot go on."""
    return ExtractError([Finding(file, fault, next_step, kind=kind, **more)])


@dataclass
class Report:
    """The findings of one file. ``file`` is its name as messages show it.

    ``unread`` names the columns of the contract in which some value could not be read.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def add(
        self,
        kind: str,
        fault: str,
        next_step: str,
        *,
        level: Level = "error",
        column: str | None = None,
        rows: Sequence[int] | np.ndarray | pa.Array | None = None,
        example: str | None = None,
    ) -> None:
        """Add a finding. ``rows`` are numbers of the owner's file; nothing is added when it is empty."""
        numbers, extent = (), None
        if rows is not None:
            extent = len(rows)
            if not extent:
                return
            numbers = tuple(int(row) for row in np.sort(np.asarray(rows))[:ROWS_NAMED])
        found = Finding(self.file, fault, next_step, column, extent, example, level, kind, numbers)
        self.findings.append(found)

    def sorted(self) -> tuple[Finding, ...]:
        """Every finding, worst first: errors before warnings before notes, whole columns before rows."""

        def weight(found: Finding) -> tuple[int, bool, int]:
            return LEVELS.index(found.level), found.count is not None, -(found.count or 0)

        return tuple(sorted(self.findings, key=weight))

    def stop_at_errors(self, *, but: frozenset[str] = frozenset()) -> None:
        """Raise everything found if any of it is an error of another kind than ``but``."""
        if any(found.level == "error" and found.kind not in but for found in self.findings):
            raise ExtractError(self.sorted())


def where(mask: pa.Array | pa.ChunkedArray, row_numbers: np.ndarray) -> np.ndarray:
    """The numbers of the rows in which the mask is true; unknown (null) is not."""
    return row_numbers[pc.fill_null(mask, False).to_numpy(zero_copy_only=False).astype(bool)]


@dataclass(frozen=True)
class Teller:
    """Tells what was found in one column, under the heading the owner knows it by."""

    report: Report
    column: str
    heading: str
    row_numbers: np.ndarray

    def __call__(
        self,
        kind: str,
        rows: pa.Array,
        fault: str,
        step: str,
        level: Level = "error",
        example: str | None = None,
    ) -> None:
        numbers = where(rows, self.row_numbers)
        if level == "error" and len(numbers):
            self.report.unread.add(self.column)
        self.report.add(kind, fault, step, level=level, column=self.heading, rows=numbers, example=example)

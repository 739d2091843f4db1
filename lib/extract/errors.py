"""What is wrong with the data, so that the reader can act on it: one text for page and command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lib.words import _, count, ngettext

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what it is and what to do. Texts are in the reader's language.

    ``count`` is the number of rows concerned. ``example`` is a value, or a row number where the value is a
    person's or missing; it never holds a doctor's id. An error stops a publication, a warning must be
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

    def __str__(self) -> str:
        where = self.file
        if self.column:
            where = _("{file}, column {column}").format(file=self.file, column=self.column)
        parts = [f"{where}: {self.fault}", self._extent(), _("Next step: {step}").format(step=self.next_step)]
        return " ".join(part for part in parts if part)

    def _extent(self) -> str:
        if self.count is None:
            return ""
        rows = ngettext("{count} row", "{count} rows", self.count).format(count=count(self.count))
        if self.example is None:
            return _("This concerns {rows}.").format(rows=rows)
        return _("This concerns {rows}, for example {example}.").format(rows=rows, example=self.example)


class ExtractError(Exception):
    """The data cannot be used or published. ``findings`` holds every known fault, worst first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*self.findings)

    def __str__(self) -> str:
        headline = ngettext(
            "The data cannot be used: {count} fault was found.",
            "The data cannot be used: {count} faults were found.",
            len(self.findings),
        ).format(count=count(len(self.findings)))
        return "\n\n".join([headline, *map(str, self.findings)])

"""How a publication is told: as text, as JSON, and as a page by itself."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from lib.export.files import save
from lib.export.webpage import to_page
from lib.extract.findings import Report
from lib.extract.model import Extract
from lib.figures.quality import differences, quality_report
from lib.figures.values import written
from lib.intake import Judged
from lib.metrics.differences import movements
from lib.metrics.frames import whole
from lib.words import _, date, joined


@dataclass(frozen=True)
class Outcome:
    """What came of a run: everything that was found, a sentence, and the id where something was published."""

    report: Report
    sentence: str
    judged: Judged | None = None  # None where the delivery could not be read
    published: str | None = None
    files: tuple[str, ...] = field(default=())

    @property
    def compared(self) -> bool:
        """Whether there is an extract to compare with, and rows without errors to compare."""
        return self.judged is not None and self.judged.before is not None and not self.report.errors


def tell(outcome: Outcome, *, as_json: bool, page: Path | None) -> None:
    """Tell what came of it on standard output, and write the page. Raises ExportError."""
    if page is not None:
        save(page, _page(outcome))
    if as_json:
        told = json.loads(outcome.report.to_json())
        told |= {"outcome": outcome.sentence, "published": outcome.published}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(outcome.report.to_text())
    if outcome.compared:
        click.echo(f"\n{as_text(outcome.judged.extract, outcome.judged.before)}")
    if page is not None:
        click.echo(_("Written: {path}").format(path=page))
    click.echo(f"\n{outcome.sentence}")


def _page(outcome: Outcome) -> bytes:
    """Findings and the differences to approve, below the files, the day and what came of it."""
    if outcome.judged is None:
        lead = [_files(outcome), outcome.sentence, outcome.report.to_text()]
        return to_page(_("The delivery cannot be read"), "\n\n".join(lead), ())
    extract = outcome.judged.extract
    figures = [quality_report(whole(extract), report=outcome.report)]
    if outcome.compared:
        figures.append(differences(whole(extract), before=outcome.judged.before))
    lead = f"{_files(outcome)}, {date(extract.manifest.produced_at)}. {outcome.sentence}"
    return to_page(_("Check of a new extract"), lead, figures)


def _files(outcome: Outcome) -> str:
    return joined(outcome.files)


def as_text(after: Extract, before: Extract) -> str:
    """The whole country's differences and all that are beyond the limits, as a table of text."""
    table = differences(whole(after), before=before).table
    shown = [each for each in movements(before, after) if each.before != each.after]
    kinds = [(column.kind, column.unknown) for column in table.columns]
    rows = [
        [written(value, kind, unknown=unknown) for value, (kind, unknown) in zip(row, kinds, strict=True)]
        for row, each in zip(table.rows, shown, strict=True)
        if not each.by or each.is_unusual
    ]
    if not rows:
        return _("No total differs from the extract {id}.").format(id=before.manifest.id)
    return _columns([[column.label for column in table.columns], *rows])


def _columns(rows: list[list[str]]) -> str:
    """Rows of text in columns; the first three and the last are words, the others numbers set right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sides: list[Callable[..., str]] = [str.ljust] * 3 + [str.rjust] * (len(widths) - 4) + [str.ljust]
    lines = [map(lambda side, cell, width: side(cell, width), sides, row, widths) for row in rows]
    return "\n".join("  ".join(line).rstrip() for line in lines)

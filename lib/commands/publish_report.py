"""The report of a publication: as text, as JSON, and as a page by itself."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from lib.export.output import save
from lib.export.webpage import to_page
from lib.extract.findings import Report
from lib.extract.model import Extract
from lib.figures.extract_quality import differences, quality_report
from lib.figures.values import format_full
from lib.ingest.delivery import CheckedDelivery
from lib.metrics.extract_diff import movements
from lib.metrics.frames import whole_view
from lib.words import _, date, word_list


@dataclass(frozen=True)
class Outcome:
    """The outcome of a run: its findings, a sentence, and the id of what was published."""

    report: Report
    sentence: str
    checked: CheckedDelivery | None = None  # None where the delivery could not be read
    published: str | None = None
    files: tuple[str, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether there is an extract to compare with, and rows without errors to compare."""
        return self.checked is not None and self.checked.before is not None and not self.report.errors


def print_report(outcome: Outcome, *, as_json: bool, page: Path | None) -> None:
    """Write the report to standard output, and the page. Raises ExportError."""
    if page is not None:
        save(page, _page(outcome))
    if as_json:
        document = json.loads(outcome.report.to_json())
        document |= {"outcome": outcome.sentence, "published": outcome.published}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo(outcome.report.to_text())
    if outcome.compared:
        click.echo(f"\n{differences_text(outcome.checked.extract, outcome.checked.before)}")
    if page is not None:
        click.echo(_("Written: {path}").format(path=page))
    click.echo(f"\n{outcome.sentence}")


def _page(outcome: Outcome) -> bytes:
    """The page: the files, the day and the outcome, then findings and the differences to approve."""
    files = word_list(outcome.files)
    if outcome.checked is None:
        lead = "\n\n".join([files, outcome.sentence, outcome.report.to_text()])
        return to_page(_("The delivery cannot be read"), lead, ())
    extract = outcome.checked.extract
    figures = [quality_report(whole_view(extract), report=outcome.report)]
    if outcome.compared:
        figures.append(differences(whole_view(extract), before=outcome.checked.before))
    lead = f"{files}, {date(extract.manifest.produced_at)}. {outcome.sentence}"
    return to_page(_("Check of a new extract"), lead, figures)


def differences_text(after: Extract, before: Extract) -> str:
    """The whole country's differences and all that are beyond the limits, as a table of text."""
    table = differences(whole_view(after), before=before).table
    shown = [each for each in movements(before, after) if each.before != each.after]
    kinds = [(column.kind, column.unknown) for column in table.columns]
    rows = [
        [format_full(value, kind, unknown=unknown) for value, (kind, unknown) in zip(row, kinds, strict=True)]
        for row, each in zip(table.rows, shown, strict=True)
        if not each.by or each.is_unusual
    ]
    if not rows:
        return _("No total differs from the extract {id}.").format(id=before.manifest.id)
    return _columns([[column.label for column in table.columns], *rows])


def _columns(rows: list[list[str]]) -> str:
    """Rows of text as aligned columns: the first three and the last to the left, the numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sides = ["<"] * 3 + [">"] * (len(widths) - 4) + ["<"]
    lines = [
        [f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True)]
        for row in rows
    ]
    return "\n".join("  ".join(line).rstrip() for line in lines)

"""Publishing a new extract, and looking after those there are: publish, list, use, rollback, diff."""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from lib.commands.common import data_option
from lib.export.webpage import to_page
from lib.extract.errors import ExtractError, Finding, Report
from lib.extract.history import Listed, extracts, rollback, use
from lib.extract.ingest.doctors import FEWEST_KEY_BYTES
from lib.extract.read import read
from lib.extract.store import Store
from lib.figures.quality import differences, findings
from lib.figures.values import written
from lib.intake import Delivery, Judged, judged, put_in
from lib.metrics.differences import movements
from lib.words import _, count, date, moment
from lib.words.scheme import scheme

KEY = "ALIS_PSEUDONYM_KEY"
NOT_ACCEPTED = 3  # exit code: nothing is wrong, but warnings wait for somebody's word

existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=_("Read, check and publish a new extract. Nothing is changed by a run that fails."))
@data_option
@click.option("--grants", type=existing, required=True, help=_("The grants: CSV, XLSX or Parquet."))
@click.option("--budget", type=existing, help=_("The budget; otherwise the one in use."))
@click.option("--sheet", help=_("The sheet of the grants' workbook; otherwise the first."))
@click.option("--mapping", type=existing, help=_("Your own headings and labels, as TOML."))
@click.option("--source", default=scheme().source, show_default=True, help=_("Where the rows come from."))
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help=_("Of the rows; otherwise today."))
@click.option("--note", "notes", multiple=True, help=_("A note to stand with the extract; may be repeated."))
@click.option("--synthetic", is_flag=True, help=_("The rows are made up, and every page is to say so."))
@click.option(
    "--pseudonymise",
    is_flag=True,
    help=_("Replace the doctors' ids by hashes, keyed by ${key}.").format(key=KEY),
)
@click.option("--accept-warnings", is_flag=True, help=_("Publish although there are warnings."))
@click.option("--dry-run", is_flag=True, help=_("Check only, and publish nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Write the report as JSON."))
@click.option(
    "--report", "page", type=click.Path(dir_okay=False, path_type=Path), help=_("Write it as a page (HTML).")
)
@click.pass_context
def publish(context: click.Context, folder: str | None, as_json: bool, page: Path | None, **options) -> None:
    """Everything that is found is told, worst first; errors stop, warnings wait for --accept-warnings."""
    store = Store.of(folder)
    delivery = _delivery(**{name: options[name] for name in _DELIVERED})
    try:
        with _Bars() as bars:
            judgement = judged(store, delivery, progress=bars.tell)
    except ExtractError as error:
        _tell(Report(error.findings), None, as_json, page)
        context.exit(1)
    report = judgement.report
    _tell(report, judgement, as_json, page)
    if report.errors:
        context.exit(1)
    if report.warnings and not options["accept_warnings"]:
        _say(_("Nothing is published. Publish with --accept-warnings if this is as it should be."), as_json)
        context.exit(NOT_ACCEPTED)
    if options["dry_run"]:
        _say(_("Nothing is published: this was a check only."), as_json)
        return
    made = put_in(store, delivery, judgement, published_at=datetime.datetime.now(datetime.UTC))
    _say(_("Published and in use: {id}").format(id=made), as_json)


_DELIVERED = ("grants", "budget", "sheet", "mapping", "source", "day", "notes", "synthetic", "pseudonymise")


def _delivery(*, day: datetime.datetime | None, pseudonymise: bool, **given) -> Delivery:
    """The options as a delivery; the key for pseudonyms comes from the environment alone."""
    key = os.environ.get(KEY, "").encode() if pseudonymise else None
    if key is not None and not key:
        step = _("Set {key} to a secret of at least {bytes} bytes, the same every time.")
        fault = _("There is no key for pseudonyms.")
        step = step.format(key=KEY, bytes=FEWEST_KEY_BYTES)
        raise ExtractError([Finding(KEY, fault, step, kind="pseudonym-key-missing")])
    produced_at = day.date() if day else datetime.date.today()
    return Delivery(**given, produced_at=produced_at, pseudonym_key=key)


class _Bars:
    """A bar of progress for each file, on standard error; nothing where nobody watches."""

    def __enter__(self) -> "_Bars":
        self._bar, self._file, self._done = None, "", 0
        return self

    def tell(self, file: str, done: int, whole: int) -> None:
        """Move the bar of a file to what is done of the whole."""
        if file != self._file:
            self.__exit__()
            self._bar = click.progressbar(length=max(whole, 1), label=file, file=sys.stderr)
            self._file, self._done = file, 0
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def _say(text: str, as_json: bool) -> None:
    """What came of it; beside a report as JSON it must not stand in the report's way."""
    click.echo(text, err=as_json)


def _tell(report: Report, judgement: Judged | None, as_json: bool, page: Path | None) -> None:
    click.echo(report.to_json() if as_json else report.to_text())
    compared = judgement is not None and judgement.before is not None
    if compared and not as_json:
        click.echo(f"\n{_differences(judgement.extract, judgement.before)}")
    if page is not None:
        page.write_bytes(_page(report, judgement))
        _say(_("Written: {path}").format(path=page), as_json)


def _page(report: Report, judgement: Judged | None) -> bytes:
    """The report as a page by itself: findings, and the differences to approve."""
    if judgement is None:
        return to_page(_("The delivery cannot be read"), report.to_text(), ())
    figures = [findings(judgement.extract, report)]
    if judgement.before is not None:
        figures.append(differences(judgement.extract, before=judgement.before))
    return to_page(_("Check of a new extract"), judgement.extract.manifest.source, figures)


def _differences(after: object, before: object) -> str:
    """The whole country's differences and all that are beyond the limits, as a table of text."""
    table = differences(after, before=before).table
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


@click.command("list", help=_("List the extracts, newest first."))
@data_option
def list_extracts(folder: str | None) -> None:
    """One line an extract: in use or not, id, date, rows and when it was published."""
    found = extracts(folder)
    for each in found:
        click.echo(f"{'*' if each.in_use else ' '} {each.id}  {_facts(each)}")
    if not found:
        click.echo(_("No extract is published yet."))


def _facts(each: Listed) -> str:
    if each.fault is not None:
        return _("cannot be read: {fault}").format(fault=each.fault.findings[0].fault)
    facts = [date(each.produced_at), _("{rows} grants").format(rows=count(each.rows))]
    if each.published_at is not None:
        facts.append(_("published {time}").format(time=moment(each.published_at)))
    return ", ".join([*facts, *([_("synthetic")] if each.synthetic else [])])


@click.command("rollback", help=_("Put the extract in use that was so before, or the one named by --to."))
@data_option
@click.option("--to", "extract_id", help=_("The id of a published extract."))
def roll_back(folder: str | None, extract_id: str | None) -> None:
    """The extract is verified before it is put in use."""
    made = use(folder, extract_id) if extract_id else rollback(folder)
    click.echo(_("In use: {id}").format(id=made))


@click.command(help=_("Show the differences between two published extracts."))
@data_option
@click.argument("before")
@click.argument("after")
def diff(folder: str | None, before: str, after: str) -> None:
    """The totals that differ, from the first to the second."""
    click.echo(_differences(read(folder, after), read(folder, before)))


COMMANDS = (publish, list_extracts, roll_back, diff)

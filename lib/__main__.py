"""The command line, ``python -m lib …``: every command calls one function and says what came of it."""

from pathlib import Path

import click

from lib.commands import data, publishing
from lib.commands.common import data_option
from lib.export import ALL, ExportError, file_name, formats
from lib.export.presentation import READY, deck_of, ready_title, renewed, titles, to_deck
from lib.extract.errors import ExtractError
from lib.extract.model import Extract
from lib.extract.read import open_extract
from lib.figures.named import FigureError, make
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.limits import vintage_of
from lib.metrics.selection import Selection
from lib.words import _


class CalmGroup(click.Group):
    """Commands whose faults are told in the reader's words, with exit code 1 and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ExtractError, ExportError, FigureError) as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@click.group(cls=CalmGroup, help=_("ALIS-innsikt: check, build and publish the data of the dashboard."))
def main() -> None:
    """The group that the commands belong to."""


for command in (*data.COMMANDS, *publishing.COMMANDS):
    main.add_command(command)


def _selection(year: int | None, county: tuple[str, ...], extract: Extract) -> Selection:
    """What the options choose: codes of the borders of the year."""
    chosen = year or frames.years(extract)[-1]
    borders = vintage_of(chosen)
    known = DIMENSIONS["county"].members(extract, borders)
    if wrong := [code for code in county if code not in known]:
        listed = ", ".join(f"{code} {name}" for code, name in known.items())
        message = _("There is no county {codes}. The counties are: {known}.")
        raise FigureError(message.format(codes=", ".join(wrong), known=listed))
    if chosen not in frames.years(extract):
        years = ", ".join(map(str, frames.years(extract)))
        raise FigureError(
            _("{year} is not in the extract. It has: {years}.").format(year=chosen, years=years)
        )
    return Selection(years=(chosen,), counties=county, borders=borders)


year_option = click.option("--year", type=int, help=_("The application year; otherwise the latest."))
county_option = click.option(
    "--county", multiple=True, help=_("County code, for example 46; may be repeated.")
)


def _list_figures(extract: Extract) -> None:
    for name, label in titles(extract).items():
        click.echo(f"{name}\t{label}")


@main.command(help=_("Make a presentation, or renew the numbers of one that was made here."))
@data_option
@year_option
@county_option
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("alis.pptx"), help=_("The file to write.")
)
@click.option("--figure", "figures", multiple=True, help=_("A figure's name; otherwise the ready choice."))
@click.option("--title", default="", help=_("The title of the first slide."))
@click.option("--author", default="", help=_("The author line of the first slide."))
@click.option("--template", type=click.Path(path_type=Path), help=_("Another template, .pptx or .potx."))
@click.option(
    "--update", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("An old file to renew.")
)
@click.option("--list", "listed", is_flag=True, help=_("Name every figure and end."))
def deck(folder, year, county, out, figures, title, author, template, update, listed) -> None:
    """The same presentation as the page makes."""
    extract = open_extract(folder)
    if listed:
        _list_figures(extract)
        return
    chosen = _selection(year, county, extract)
    if update:
        content = renewed(update.read_bytes(), extract, years=chosen.years)
    else:
        made = deck_of(extract, chosen, figures or READY, title=title or ready_title(), author=author)
        content = to_deck(made, template=template)
    out.write_bytes(content)
    click.echo(_("Written: {path}").format(path=out))


@main.command(help=_("Write one figure to a file."))
@click.argument("name", required=False)
@data_option
@year_option
@county_option
@click.option(
    "--format", "kind", default="pptx", type=click.Choice([file.id for file in ALL]), show_default=True
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("The file to write; otherwise one named by what it holds."),
)
@click.option("--list", "listed", is_flag=True, help=_("Name every figure and end."))
def figure(name, folder, year, county, kind, out, listed) -> None:
    """The same file as the menu of the figure makes."""
    extract = open_extract(folder)
    if listed or not name:
        _list_figures(extract)
        return
    made = make(extract, _selection(year, county, extract), name)
    fits = {file.id: file for file in formats(made)}
    if kind not in fits:
        raise FigureError(_("This figure is a table, and has no picture."))
    target = out or Path(file_name(made, fits[kind].extension, fits[kind].suffix))
    target.write_bytes(fits[kind].make(made))
    click.echo(_("Written: {path}").format(path=target))


if __name__ == "__main__":
    main(prog_name="python -m lib")

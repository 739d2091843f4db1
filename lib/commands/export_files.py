"""Files of figures: a presentation made or renewed, and one figure in any format."""

from pathlib import Path

import click

from lib.commands import data_option
from lib.commands.selection_options import chosen_by, selection_options, year_option
from lib.export import ALL, ExportError, file_name, formats
from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.output import save
from lib.export.page import WIDTHS
from lib.export.presentation import READY, deck_of, ready_title, renew_deck, titles
from lib.extract.read import open_extract
from lib.figures.recipes import FigureError, make
from lib.metrics.view import View
from lib.words import ASKED_FOR, _, use_language
from lib.words.scheme import scheme

language_option = click.option(
    "--language",
    default="no",
    type=click.Choice(list(ASKED_FOR)),
    show_default=True,
    help=_("The language of texts and numbers: Norwegian or English."),
)


def _list_figures() -> None:
    for name, label in titles().items():
        click.echo(f"{name}\t{label}")


@click.command(help=_("Make a presentation, or renew the numbers of one that was made here."))
@data_option
@year_option
@selection_options
@language_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("The file to write, .pptx or .pdf; otherwise a new one here that replaces no other."),
)
@click.option("--figure", "figures", multiple=True, help=_("A figure's name; otherwise the ready choice."))
@click.option("--title", default="", help=_("The title of the first slide."))
@click.option("--author", default="", help=_("The author line of the first slide."))
@click.option(
    "--size",
    default="16:9",
    type=click.Choice(list(WIDTHS)),
    show_default=True,
    help=_("The size of the slides"),
)
@click.option("--template", type=click.Path(path_type=Path), help=_("Another template, .pptx or .potx."))
@click.option(
    "--update", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("An old file to renew.")
)
@click.option("--list", "listed", is_flag=True, help=_("Name every figure and end."))
def deck(
    folder,
    year,
    county,
    municipality,
    against,
    language,
    out,
    figures,
    title,
    author,
    size,
    template,
    update,
    listed,
) -> None:
    """The same presentation as the page makes."""
    extract = open_extract(folder)
    if listed:
        _list_figures()
        return
    chosen = chosen_by(extract, year, county, municipality, against)
    target = out or _new(f"{update.stem}-{chosen.year}.pptx" if update else f"{scheme().file_prefix}.pptx")
    as_pages = target.suffix.lower() == ".pdf"
    if target.suffix.lower() not in ("", ".pptx", ".pdf"):
        form = _("A presentation is written as .pptx or .pdf, and {name} is neither. Choose another name.")
        raise ExportError(form.format(name=target.name))
    if as_pages and (update or template):
        raise ExportError(
            _("Only a .pptx can be renewed or have a template. Choose another name with --out.")
        )
    if update:
        content = renew_deck(update.read_bytes(), extract, years=chosen.years)
    else:
        with use_language(ASKED_FOR[language]):
            said = {"title": title or ready_title(), "author": author, "size": size}
            made = deck_of(View(extract, chosen), figures or READY, **said)
            content = deck_to_pdf(made) if as_pages else deck_to_pptx(made, template=template)
    save(target, content)
    click.echo(_("Written: {path}").format(path=target))


def _new(name: str) -> Path:
    """A new file of this name; refuses an existing one, which may hold changes of its owner."""
    if Path(name).exists():
        message = _("The file {name} is already here, and is left as it is. Name another with --out.")
        raise ExportError(message.format(name=name))
    return Path(name)


@click.command(help=_("Write one figure to a file."))
@click.argument("name", required=False)
@data_option
@year_option
@selection_options
@language_option
@click.option(
    "--format", "kind", default="pptx", type=click.Choice([file.id for file in ALL]), show_default=True
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("The file to write; otherwise one named by what it holds."),
)
@click.option("--list", "listed", is_flag=True, help=_("Name every figure and end."))
def figure(name, folder, year, county, municipality, against, language, kind, out, listed) -> None:
    """The same file as the menu of the figure makes."""
    extract = open_extract(folder)
    if listed or not name:
        _list_figures()
        return
    chosen = chosen_by(extract, year, county, municipality, against)
    with use_language(ASKED_FOR[language]):
        made = make(View(extract, chosen), name)
        fits = {file.id: file for file in formats(made)}
        content = fits[kind].make(made) if kind in fits else None
    if content is None:
        raise FigureError(_("This figure is a table, and has no picture."))
    target = out or Path(file_name(made, fits[kind].extension, fits[kind].suffix))
    save(target, content)
    click.echo(_("Written: {path}").format(path=target))


COMMANDS = (deck, figure)

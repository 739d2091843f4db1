"""Letters: one page about a municipality or a county, or about every municipality in one zip."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import click

from lib.commands import data_option
from lib.commands.export_files import language_option
from lib.commands.selection_options import chosen_by, county_option, municipality_option, year_option
from lib.export import Format
from lib.export.letter.files import LETTER_FORMATS
from lib.export.output import save
from lib.extract.read import open_extract
from lib.figures.captions import file_stem
from lib.figures.letter_of_place import letter as letter_of
from lib.figures.letter_of_place import name_of
from lib.figures.recipes import FigureError
from lib.metrics.dimensions import members
from lib.metrics.view import View
from lib.ui.address import address_of
from lib.words import ASKED_FOR, _, use_language

_FORMATS = {each.id: each for each in LETTER_FORMATS}
_TELL_EVERY = 20  # letters


@click.command(help=_("Write a letter of one page about a municipality or a county."))
@data_option
@year_option
@municipality_option
@county_option
@click.option("--all", "every", is_flag=True, help=_("All municipalities, or the county's, in one zip."))
@language_option
@click.option("--format", "kind", default="pdf", type=click.Choice(list(_FORMATS)), show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    help=_("The folder to write in; otherwise here."),
)
def letter(folder, year, municipality, county, every, language, kind, out) -> None:
    """The same letters as the pages make."""
    extract = open_extract(folder)
    view = View(extract, chosen_by(extract, year, county, municipality), language=ASKED_FOR[language])
    if (every and municipality) or not (municipality or county or every):
        message = _("Name places with --municipality or --county, or take every municipality with --all.")
        raise FigureError(message)
    with use_language(view.language):
        if every:
            _write(out / f"{file_stem(name_of('municipality'), view)}.zip", _zipped(view, _FORMATS[kind]))
            return
        for place in _places(view):
            name, content = _made(place, _FORMATS[kind])
            _write(out / name, content)


def _write(path: Path, content: bytes) -> None:
    save(path, content)
    click.echo(_("Written: {path}").format(path=path))


def _places(view: View) -> list[View]:
    """The views of the places named, each by itself."""
    chosen = view.selection
    counties = [replace(chosen, counties=(code,), municipalities=()) for code in chosen.counties]
    return [
        *(_municipality(view, code) for code in chosen.municipalities),
        *map(view.with_selection, counties),
    ]


def _municipality(view: View, code: str) -> View:
    return view.with_selection(replace(view.selection, counties=(), municipalities=(code,)))


def _made(view: View, file: Format) -> tuple[str, bytes]:
    """The name and the content of the letter of a view."""
    made = letter_of(view, address=address_of(view.selection, "kommune"))
    return f"{made.file_stem}.{file.extension}", file.make(made)


def _zipped(view: View, file: Format) -> bytes:
    """The letters of all municipalities of the view, and how far it is on standard error."""
    codes, stream = list(members(view, "municipality")), BytesIO()
    with ZipFile(stream, "w") as archive:
        for number, code in enumerate(codes, 1):
            archive.writestr(*_made(_municipality(view, code), file))
            if number % _TELL_EVERY == 0 or number == len(codes):
                click.echo(_("{made} of {all} letters").format(made=number, all=len(codes)), err=True)
    return stream.getvalue()


COMMANDS = (letter,)

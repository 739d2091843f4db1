"""The command line, ``python -m lib …``. Every command calls one function and prints the outcome."""

import click

from lib.commands import build, export_files, extracts, letters, publish
from lib.export import ExportError
from lib.extract.findings import ExtractError
from lib.figures.recipes import FigureError
from lib.words import _
from lib.words.scheme import scheme


class CalmGroup(click.Group):
    """A group of commands whose errors are plain sentences, with exit code 1 and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ExtractError, ExportError, FigureError) as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@click.group(
    cls=CalmGroup,
    help=_("{site}: check, build and publish the data of the dashboard.").format(site=scheme().site),
)
def main() -> None:
    """The group that the commands belong to."""


for command in (
    *publish.COMMANDS,
    *extracts.COMMANDS,
    *build.COMMANDS,
    *export_files.COMMANDS,
    *letters.COMMANDS,
):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="python -m lib")

"""The commands of ``python -m lib``: each calls one function and prints the outcome."""

import click

from lib.words import _

data_option = click.option(
    "--data",
    "folder",
    help=_("The data folder or its address (s3://…); otherwise $ALIS_DATA, or the folder data."),
)

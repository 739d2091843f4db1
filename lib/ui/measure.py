"""Choosing what a page measures, kept in the URL as ``maal``."""

from collections.abc import Mapping

from lib.ui.switch import switch
from lib.words import _

PARAMETER = "maal"
# As written in a link → what is measured.
NAMES = {
    "tilskudd": "grants",
    "leger": "doctors",
    "sokt": "applied_nok",
    "andeler": "shares",
    "rekkevidde": "reach",
    "kommuner": "municipalities",
    "steder": "places",
    "typer": "types",
}


def measure(labels: Mapping[str, str]) -> str:
    """Let the reader choose one of the measures (id → label), the first unless a link says so; its id."""
    options = {name: labels[id] for name, id in NAMES.items() if id in labels}
    return NAMES[switch(PARAMETER, _("Measure"), options, known=NAMES, always=True)]

"""The pages of the site: the file, its name as a message id, and its path."""

from pathlib import Path

from lib.figures.municipality_sheet import IGNORED
from lib.metrics.filters import BY_COLUMN
from lib.words import N_

PAGES = Path(__file__).resolve().parents[2] / "pages"
SITE = (
    ("oversikt.py", N_("Overview"), ""),
    ("kart.py", N_("Map"), "kart"),
    ("rekkevidde.py", N_("Without grants"), "rekkevidde"),
    ("sentralitet.py", N_("Centrality"), "sentralitet"),
    ("vekst.py", N_("Growth"), "vekst"),
    ("budsjett.py", N_("The budget"), "budsjett"),
    ("kommune.py", N_("Municipality"), "kommune"),
    ("presentasjon.py", N_("Presentation"), "presentasjon"),
    ("om_tallene.py", N_("About the numbers"), "om-tallene"),
)
ABOUT = SITE[-1][2]  # the page with the definitions
COMPARED = "against"  # the places to compare with, by their field in a selection
# The columns whose filters a page ignores, by its path, and whether it compares no places.
SET_ASIDE = {
    "kart": (COMPARED,),
    "rekkevidde": (COMPARED,),
    "sentralitet": (COMPARED,),
    "kommune": IGNORED,
    ABOUT: ("year", *BY_COLUMN, COMPARED),
}

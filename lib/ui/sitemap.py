"""The pages of the site: the file, its name as a message id, and its path."""

from lib.figures.municipality_sheet import IGNORED
from lib.metrics.filters import BY_COLUMN
from lib.words import N_

SITE = (
    ("oversikt.py", N_("Overview"), ""),
    ("kart.py", N_("Map"), "kart"),
    ("sentralitet.py", N_("Centrality"), "sentralitet"),
    ("vekst.py", N_("Growth"), "vekst"),
    ("budsjett.py", N_("The budget"), "budsjett"),
    ("kommune.py", N_("Municipality"), "kommune"),
    ("presentasjon.py", N_("Presentation"), "presentasjon"),
    ("om_tallene.py", N_("About the numbers"), "om-tallene"),
)
# The columns whose filters a page ignores, by its path.
SET_ASIDE = {"kommune": IGNORED, "om-tallene": ("year", *BY_COLUMN)}

"""Presentasjon: pick figures, give each slide its title and its place, and take them along."""

from lib.ui.deck_builder import contents
from lib.ui.page_header import open_page
from lib.words import _

contents(open_page(_("What goes into the presentation?"), also_empty=True))

"""Presentasjon: pick figures, give each slide its title and its place, and take them along."""

from lib.ui.deck_builder import contents
from lib.ui.page_header import open_page, say
from lib.words import _

view = open_page(_("What goes into the presentation?"), also_empty=True)
say(
    _(
        "The slides can be changed in PowerPoint. The address holds the whole presentation, so that it can "
        "be shared, and made again with new numbers."
    )
)
contents(view)

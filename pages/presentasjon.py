"""Presentasjon: pick figures, order them, and take them along as slides."""

from lib.ui.deck_builder import contents, download
from lib.ui.page_header import open_page, say
from lib.words import _

view = open_page(_("What goes into the presentation?"), also_empty=True)
say(
    _(
        "The slides are native and can be edited: charts, tables and maps. The address holds what is picked, "
        "so that the same presentation can be shared, and made again with new numbers."
    )
)
names, language = contents(view)
if names:
    download(view, names, language)

"""PowerPoint: one figure on a slide, a whole deck, and new numbers in an old one. All of it native."""

from lib.export.shown import Deck, DeckFigure, Entry
from lib.export.slides.deck import make_deck, to_pptx
from lib.export.slides.update import renew, tags_of

__all__ = ["Deck", "DeckFigure", "Entry", "make_deck", "renew", "tags_of", "to_pptx"]

"""A small picture of a slide, as its page in the PDF is."""

from functools import lru_cache

from lib.export.output import guarded
from lib.export.pages import figure_page
from lib.export.picture import FAILED
from lib.figures.figure import Figure
from lib.worker.pictures import DrawingError, convert

SCALE = 0.4


@lru_cache(maxsize=256)
def to_thumbnail(made: Figure) -> bytes:
    """The page as a small PNG, 384 × 216 px. Raises ExportError.

    What it shows is made in one language, and must be asked for in that.
    """

    def drawn() -> bytes:
        return convert("svg_to_png", svg=figure_page(made), scale=SCALE)

    return guarded(f"the thumbnail of {made.title}", drawn, failures=(DrawingError,), message=FAILED)

"""The files of a presentation. They are made in the worker, which imports neither metrics nor recipes."""

from collections.abc import Callable
from pathlib import Path

from pptx.exc import PythonPptxError
from pypdf.errors import PyPdfError

from lib.export.output import raising_export_errors
from lib.export.picture import make_pdf
from lib.export.slides import Deck, make_deck
from lib.words import N_
from lib.worker.pictures import DrawingError

Progress = Callable[[int, int], None]
_FAILED = N_(
    "The presentation could not be made. The figures can still be downloaded one by one. Error code: {code}."
)


def deck_to_pptx(deck: Deck, *, template: Path | None = None, progress: Progress | None = None) -> bytes:
    """The presentation's bytes, as slides. Raises ExportError."""
    return raising_export_errors(
        "the presentation",
        lambda: make_deck(deck, template=template, progress=progress),
        failures=(PythonPptxError,),
        message=_FAILED,
    )


def deck_to_pdf(deck: Deck, *, progress: Progress | None = None) -> bytes:
    """The presentation's bytes, as PDF. Raises ExportError."""
    return raising_export_errors(
        "the presentation as PDF",
        lambda: make_pdf(deck, progress=progress),
        failures=(DrawingError, PyPdfError),
        message=_FAILED,
    )

"""The files of a letter. They are made in the worker, which alone loads what sets them."""

from functools import partial

from lib.export import Format
from lib.export.output import raising_export_errors, run_in_worker
from lib.figures.letter import Letter
from lib.words import N_
from lib.worker.pictures import DrawingError

_FAILED = N_(
    "The letter could not be made. Its figures can still be downloaded one by one. Error code: {code}."
)


def made(kind: str, letter: Letter) -> bytes:
    """The bytes of a letter as ``pdf`` or ``docx``. Raises ExportError."""
    from docx.opc.exceptions import OpcError
    from typst import TypstError

    from lib.export.letter.docx import make_docx
    from lib.export.letter.paper import LetterError
    from lib.export.letter.pdf import make_pdf

    make = {"pdf": make_pdf, "docx": make_docx}[kind]
    failures = (DrawingError, LetterError, TypstError, OpcError)
    return raising_export_errors(
        f"the letter {letter.file_stem}", lambda: make(letter), failures=failures, message=_FAILED
    )


LETTER_FORMATS = tuple(
    Format(kind, name, kind, mime, partial(run_in_worker, made, kind), used_for=use)
    for kind, name, mime, use in (
        ("pdf", N_("PDF"), "application/pdf", N_("to print")),
        (
            "docx",
            N_("Word"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            N_("can be edited"),
        ),
    )
)

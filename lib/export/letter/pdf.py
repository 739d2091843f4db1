"""A letter as PDF: one tagged page that a screen reader can read (PDF/UA-1), set by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import typst
from pypdf import PdfReader

from lib.export.letter.paper import (
    BOTTOM_MM,
    GUTTER_MM,
    LEFT_MM,
    SIDE_MM,
    TOP_MM,
    LetterError,
    Picture,
    layouts,
)
from lib.export.output import printable
from lib.export.page import ROLE
from lib.figures import fonts
from lib.figures.letter import Letter
from lib.words import language_tag
from lib.words.scheme import scheme

_TEMPLATE = Path(__file__).with_name("letter.typ")
_PAPER = {"left": LEFT_MM, "gutter": GUTTER_MM, "side": SIDE_MM, "top": TOP_MM, "bottom": BOTTOM_MM}


def make_pdf(letter: Letter) -> bytes:
    """The letter's bytes. Raises DrawingError, typst.TypstError and LetterError."""
    for pictures in layouts(letter):
        content = _compiled(_data(letter, pictures))
        if len(PdfReader(BytesIO(content)).pages) == 1:
            return content
    raise LetterError(f"{letter.file_stem} has no room on one page")


def _compiled(data: dict) -> bytes:
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,  # the template can read nothing else
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def _data(letter: Letter, pictures: Sequence[Picture]) -> dict:
    """What the template sets. It is data there, never markup."""
    lang, _dash, region = language_tag().partition("-")
    texts = ("title", "made_up", "finding", "source", "address")
    return {
        **{key: printable(getattr(letter, key)) for key in texts},
        **{key: [printable(line) for line in getattr(letter, key)] for key in ("sentences", "notes")},
        "rows": [[printable(cell) for cell in row] for row in letter.rows],
        "definitions": [[printable(text) for text in pair] for pair in letter.definitions],
        "pictures": [asdict(picture) for picture in pictures],
        "author": printable(scheme().site),
        "colours": {role: ROLE[role] for role in ("text", "muted", "main", "grid")},
        "paper": _PAPER,
        "lang": lang,
        "region": region,
    }

"""The width of a text, measured with the font that it will be set in, and its line breaks.

Widths are in the unit of ``size``: points of a slide, px of a picture. Letters are measured without kerning,
as PowerPoint sets them; a program that kerns needs less room, never more.
"""

from functools import cache, lru_cache
from typing import Literal

from PIL import ImageFont

from lib.figures import fonts

Face = Literal["slide", "picture"]
_FILES = {
    ("slide", False): fonts.OF_SLIDES / "LiberationSans-Regular.ttf",
    ("slide", True): fonts.OF_SLIDES / "LiberationSans-Bold.ttf",
    ("picture", False): fonts.FOLDER / "SourceSansPro-Regular.ttf",
    ("picture", True): fonts.FOLDER / "SourceSansPro-Semibold.ttf",
}
_LINE_HEIGHT: dict[Face, float] = {"slide": 1.2, "picture": 1.3}  # of a letter's size
_MEASURED_AT = 1000  # large, so that no letter is rounded to whole pixels


def width_of(text: str, size: float, *, face: Face, bold: bool = False) -> float:
    """The width of a text on one line."""
    return _width(text, face, bold) * size / _MEASURED_AT


def wrapped(text: str, width: float, size: float, *, face: Face, bold: bool = False) -> list[str]:
    """The text broken into lines of at most a width, at spaces; a wider word is broken at a letter."""
    room = width * _MEASURED_AT / size
    space = _width(" ", face, bold)
    lines, used = [""], 0.0
    for word in text.split(" "):
        for number, piece in enumerate(_pieces(word, room, face, bold)):
            wide = _width(piece, face, bold)
            if number or (used and used + space + wide > room):
                lines.append(piece)
                used = wide
            else:
                lines[-1] += f" {piece}" if used else piece
                used += wide + (space if used else 0)
    return lines


def height_of(text: str, width: float, size: float, *, face: Face, bold: bool = False) -> float:
    """The height of the text in lines of at most a width."""
    return len(wrapped(text, width, size, face=face, bold=bold)) * line_height(size, face)


def line_height(size: float, face: Face) -> float:
    """The height of one line."""
    return size * _LINE_HEIGHT[face]


def _pieces(word: str, room: float, face: Face, bold: bool) -> list[str]:
    """The word, in pieces of at most a width where it is wider."""
    if _width(word, face, bold) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and _width(pieces[-1] + letter, face, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=4096)
def _width(text: str, face: Face, bold: bool) -> float:
    return _font(face, bold).getlength(text.replace("\n", " "))


@cache
def _font(face: Face, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FILES[face, bold], _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)

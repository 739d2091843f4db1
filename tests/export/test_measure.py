"""Texts are as wide as they are measured to be, in the fonts that slides and pictures are set in."""

import io
from itertools import pairwise

import pytest
from PIL import Image

from lib.export.measure import width_of, wrapped
from lib.figures import fonts
from lib.worker.pictures import convert

TEXTS = (
    "Tilskudd etter fylke, kart",
    "WWWMMM @@@ %%%",
    "iiillljjj.,:;|",
    "458\N{NO-BREAK SPACE}416\N{NO-BREAK SPACE}101 kr",
    "Kárášjohka \N{EN DASH} Karasjok \N{MINUS SIGN}12,5 %",
)
LONG = "Kilde: Nasjonal ALIS og veiledning. Uttrekk av 20. oktober 2023. Syntetiske demodata."


def drawn_width(text: str, size: float, weight: int) -> float:
    """How wide the ink of a text is in a picture."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="80"><rect width="100%" height="100%" '
        f'fill="#fff"/><text x="20" y="50" font-family="{fonts.FAMILY}" font-size="{size}px" '
        f'font-weight="{weight}">{text}</text></svg>'
    )
    with Image.open(io.BytesIO(convert("svg_to_png", svg=svg, scale=1))) as picture:
        left, _top, right, _bottom = picture.convert("L").point(lambda level: 255 * (level < 200)).getbbox()
    return right - left


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_a_picture_is_as_wide_as_measured(text: str, bold: bool):
    measured = width_of(text, 30, face="picture", bold=bold)
    drawn = drawn_width(text, 30, fonts.BOLD if bold else 400)
    assert measured - 8 <= drawn <= measured + 1  # no kerning, and white beside the outer letters


def test_letters_of_a_slide_have_the_widths_of_arial():
    """From Arial's own table of widths, in thousandths of the size."""
    widths = {"A": 667, "W": 944, "i": 222, "1": 556, " ": 278, "\N{NO-BREAK SPACE}": 278, "ø": 611, "%": 889}
    for letter, width in widths.items():
        assert width_of(letter, 1000, face="slide") == pytest.approx(width, abs=1.5), letter
    assert width_of("A", 1000, face="slide", bold=True) == pytest.approx(722, abs=1.5)


@pytest.mark.parametrize("face", ["slide", "picture"])
def test_lines_hold_the_whole_text_and_none_is_wider_than_its_room(face):
    for width in (90, 130, 400):
        lines = wrapped(LONG, width, 13, face=face)
        assert " ".join(lines) == LONG
        assert all(width_of(line, 13, face=face) <= width for line in lines)
        # Not one word more would have had room on any line.
        for line, following in pairwise(lines):
            assert width_of(f"{line} {following.split(' ')[0]}", 13, face=face) > width


def test_a_word_wider_than_its_room_is_broken_at_a_letter():
    lines = wrapped("x" * 100, 50, 10, face="slide")
    assert "".join(lines) == "x" * 100
    assert len(lines) > 5 and all(width_of(line, 10, face="slide") <= 50 for line in lines)

"""Whether a Word letter has room on its one page: its texts measured in the widths that they are set in."""

from collections.abc import Iterator, Sequence

from lib.export.letter.paper import (
    BOTTOM_MM,
    LEFT_MM,
    PAGE_MM,
    RIGHT_MM,
    TEXT_MM,
    TOP_MM,
    Picture,
)
from lib.export.letter.word_styles import STYLES
from lib.figures.letter import Letter

_POINTS = 72 / 25.4  # in a millimetre
_INDENT_MM = 7.0  # of a sentence, from its bullet
NAME_MM, SIDE_PT, ABOVE_PT = 36.0, 3.0, 2.5  # of the table: the first column, and the margins of a cell
SECTION_END_PT = 6.0  # the two paragraphs that end a section
PICTURE_AFTER_PT = 10.0
TABLE_ABOVE_PT = TABLE_BELOW_PT = 8.0


def fits(letter: Letter, pictures: Sequence[Picture]) -> bool:
    """Whether the letter with these pictures is one page."""
    return height_pt(letter, pictures) <= (PAGE_MM[1] - TOP_MM - BOTTOM_MM) * _POINTS


def height_pt(letter: Letter, pictures: Sequence[Picture]) -> float:
    """The height of all that the letter has, in points."""
    between = TABLE_ABOVE_PT + TABLE_BELOW_PT + 2 * SECTION_END_PT
    return sum(_texts(letter)) + _table(letter) + _columns(pictures) + between


def column_mm(place: int, columns: int) -> float:
    """The width of a column of the table."""
    return NAME_MM if place == 0 else (TEXT_MM - NAME_MM) / (columns - 1)


def lines_below(letter: Letter) -> list[str]:
    """The lines at the foot: definitions, notes, source and address."""
    meanings = " ".join(f"{label}: {meaning}" for label, meaning in letter.definitions)
    return [line for line in (meanings, " ".join(letter.notes), letter.source, letter.address) if line]


def _texts(letter: Letter) -> Iterator[float]:
    width = TEXT_MM * _POINTS
    yield STYLES["Heading 1"].height(letter.made_up, width)
    yield STYLES["Heading 1"].height(letter.title, width)
    yield STYLES["Subtitle"].height(letter.finding, width)
    for sentence in letter.sentences:
        yield STYLES["List Bullet"].height(sentence, width - _INDENT_MM * _POINTS)
    for line in lines_below(letter):
        yield STYLES["Caption"].height(line, width)


def _table(letter: Letter) -> float:
    columns, total = len(letter.rows[0]), 0.0
    for number, row in enumerate(letter.rows):
        style = STYLES["Caption" if number == 0 else "No Spacing"]
        widths = (column_mm(place, columns) * _POINTS - 2 * SIDE_PT for place in range(columns))
        tallest = max(
            style.height(text, width) - style.after for text, width in zip(row, widths, strict=True)
        )
        total += tallest + 2 * ABOVE_PT
    return total


def _columns(pictures: Sequence[Picture]) -> float:
    first, *rest = pictures
    return max(_picture(first, LEFT_MM), sum(_picture(each, RIGHT_MM) for each in rest))


def _picture(picture: Picture, width_mm: float) -> float:
    width = width_mm * _POINTS
    below = picture.height_mm * _POINTS if picture.svg else STYLES["Normal"].height(picture.nothing, width)
    texts = STYLES["Heading 2"].height(picture.title, width) + STYLES["Caption"].height(
        picture.subtitle, width
    )
    return texts + below + PICTURE_AFTER_PT

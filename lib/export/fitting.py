"""A text that anyone may have typed, made to stand on a few lines."""

from dataclasses import replace

from lib.export.measure import Face, wrapped
from lib.export.page import Line, Style

MOST_LINES = 2
_CUT = "…"


def fitted_line(
    text: str, width: float, style: Style, *, face: Face, least: float, lines: int = MOST_LINES
) -> tuple[Line, bool]:
    """The text with the letters in which it stands on so many lines, and whether it was shortened.

    Letters are made smaller down to ``least``; after that the text is shortened at a word.
    """

    def has_room(said: str, size: float) -> bool:
        return len(wrapped(said, width, size, face=face, bold=style.bold)) <= lines

    size = style.size
    while size > least and not has_room(text, size):
        size = max(size - 1, least)
    fitting = replace(style, size=size)
    if has_room(text, size):
        return (text, fitting), False
    low, high = 0, len(text)
    while high - low > 1:  # the longest beginning that has room
        middle = (low + high) // 2
        low, high = (middle, high) if has_room(text[:middle] + _CUT, size) else (low, middle)
    beginning = text[:low]
    whole_words = beginning.rpartition(" ")[0] if text[low : low + 1] != " " else beginning
    return ((whole_words or beginning).rstrip(" ,;:–-") + _CUT, fitting), True

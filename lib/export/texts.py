"""Text on its way into a file, without control characters, which XML has no way to write."""

from unicodedata import category


def printable(text: str) -> str:
    """The text with its line breaks and tabs."""
    return "".join(map(_written, text.replace("\r\n", "\n")))


def _written(letter: str) -> str:
    kept = letter.isprintable() or letter in "\n\t" or (letter.isspace() and letter > "\x9f")
    return letter if kept else " "


def plain(text: str) -> str:
    """The text on one line. Hard spaces stay."""
    return "".join(letter if letter.isprintable() or category(letter) == "Zs" else " " for letter in text)

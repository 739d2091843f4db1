"""Text on its way into a file, without control characters, which XML has no way to write."""

from unicodedata import category


def printable(text: str) -> str:
    """The text with its line breaks and tabs."""
    return "".join(it if it in "\n\t" else plain(it) for it in text.replace("\r\n", "\n"))


def plain(text: str) -> str:
    """The text on one line. Hard spaces stay."""
    return "".join(it if it.isprintable() or category(it) == "Zs" else " " for it in text)

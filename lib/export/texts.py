"""Text on its way into a file."""


def printable(text: str) -> str:
    """The text without control characters, which XML has no way to write; line breaks and tabs stay."""
    return "".join(map(_written, text.replace("\r\n", "\n")))


def _written(letter: str) -> str:
    kept = letter.isprintable() or letter in "\n\t" or (letter.isspace() and letter > "\x9f")
    return letter if kept else " "

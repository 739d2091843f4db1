"""Text on its way into a file."""


def printable(text: str) -> str:
    """The text without control characters, which XML has no way to write."""
    return "".join(letter if letter.isprintable() or letter.isspace() else " " for letter in text)

"""What an exported file is called."""

import re
import unicodedata

from lib.figures.figure import Figure

MAX_STEM = 120  # Windows allows 260 characters for the whole path
# As in the dashboard's own addresses (``aar``, ``storrelse``); the rest lose their accents.
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})


def file_name(figure: Figure, extension: str, suffix: str = "") -> str:
    """``alis_unike-leger_2023_vestland.csv``: ASCII, lower case, safe on every file system.

    With a suffix ``alis_unike-leger_2023_vestland_16x9.png``, for a second file of the same kind.
    """
    lowered = unicodedata.normalize("NFC", figure.file_stem).lower().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9_-]+", "-", plain)[:MAX_STEM].strip("-_")
    return f"{'_'.join(filter(None, [stem or figure.id, suffix]))}.{extension}"

"""The frozen files: where each lies, and reading those that are lists."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
DECKS = ("deck_nb.pptx", "deck_en.pptx", "deck_roundtrip.pptx")
WORKBOOK = "workbook.xlsx"
DECK_FACTS = "decks.json"
FIGURES = "figures.json"
LINKS = "links.json"
SELECTIONS = "selections.json"
WITH_HISTORY, WITHOUT_HISTORY = (FOLDER / "extracts" / name for name in ("with_history", "without_history"))
DEMO = WITHOUT_HISTORY  # what links, figures and renewed presentations are read with


@cache
def read(name: str) -> dict | list:
    """A frozen list."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def content(name: str) -> bytes:
    """A frozen file."""
    return (FOLDER / name).read_bytes()


def compact(found: dict | list) -> str:
    """A list as it is kept: one entry a line, so that a change is one line too."""
    if isinstance(found, list):
        return "[\n" + ",\n".join(map(_line, found)) + "\n]\n"
    return "{\n" + ",\n".join(f"{_line(name)}: {_line(value)}" for name, value in found.items()) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

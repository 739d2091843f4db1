"""What the finding of a figure names: on a slide it is set apart from the rest."""

import re
from collections.abc import Sequence

from lib.figures.figure import Figure
from lib.words import lower_first


def not_named(finding: str, names: Sequence[str]) -> tuple[int, ...]:
    """The places of names that a sentence does not have, where it has some of the others."""
    others = tuple(place for place, name in enumerate(names) if not re.search(_as_named(name), finding))
    return others if len(others) < len(names) else ()


def _as_named(name: str) -> str:
    """The pattern of a name in a sentence. A class that is called by a digit stands there after its kind."""
    before = r"[^\W\d_]{5,} " if name.isdigit() and len(name) == 1 else r"(?<![\w,.])"
    said = "|".join(map(re.escape, dict.fromkeys((name, lower_first(name)))))
    return rf"{before}(?:{said})(?!\w|[,.]\d)"


def named_regions(figure: Figure) -> dict[str, int]:
    """The regions that the finding of a figure names: code → its row in the table."""
    column = figure.table.columns[0].key
    names = [str(row[column]) for row in figure.table.body]
    others = not_named(figure.finding, names)
    if not others:
        return {}
    return {code: place for place, code in enumerate(figure.table.codes) if place not in others}

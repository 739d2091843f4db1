"""Parts of a bar too narrow for their numbers: what is drawn without its number is said under the chart."""

from collections.abc import Iterable

from lib.words import _, lowered

PER_CENT = 6  # of a bar's width; a narrower part has no room for its number


def narrow_note(parts: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """The numbers of parts that are too narrow to hold them, as (bar, part, number); none where all fit."""
    bars: dict[str, list[str]] = {}
    for bar, part, number in parts:
        bars.setdefault(bar, []).append(f"{lowered(part)} {number}")
    if not bars:
        return ()
    said = "; ".join(f"{bar}: {', '.join(numbers)}" for bar, numbers in bars.items())
    return (_("Too narrow for their numbers in the chart – {parts}.").format(parts=said),)

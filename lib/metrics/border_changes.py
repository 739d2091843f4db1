"""Border changes: the successors of a county or municipality in the borders of another vintage."""

from dataclasses import dataclass, replace

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.metrics.dimensions import DIMENSIONS, Code, official_name
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.units import divided_municipalities
from lib.metrics.view import View


@dataclass(frozen=True)
class BorderChange:
    """A place that does not exist in some borders, and its successors in them; both as (code, name)."""

    place: tuple[str, str]
    now: tuple[tuple[str, str], ...]
    borders: int


def successors_of(extract: Extract, column: str, code: Code, borders: int) -> BorderChange | None:
    """The units of ``borders`` that hold the area of a code of another vintage; None for an unknown code.

    ``column`` is county or municipality. The successor of a part is the whole unit that it is a part of.
    """
    register = extract.reference.municipalities.to_pylist()
    named = {row[f"{column}_code"]: row[f"{column}_name"] for row in map(_both, register)}
    if code not in named:
        return None
    units = {
        (row["vintage"], row["municipality_code"]): row[f"{column}_code"] for row in map(_both, register)
    }
    old, new = ("code_2020", "code_2024") if borders == 2024 else ("code_2024", "code_2020")
    other = 2020 if borders == 2024 else 2024
    successors = {
        units[borders, pair[new]]
        for pair in extract.reference.municipality_changes.to_pylist()
        if units.get((other, pair[old])) == code
    }
    members = DIMENSIONS[column].members(extract, borders)
    now = tuple((member, name) for member, name in members.items() if member in successors)
    return BorderChange((str(code), named[code]), now, borders) if now else None


def follow_borders(view: View, borders: int) -> tuple[Selection, tuple[BorderChange, ...]]:
    """The selection in other borders, each missing place replaced by its successors; and these changes."""
    moves, followed = [], {}
    for column in ("county", "municipality"):
        members, codes = DIMENSIONS[column].members(view.extract, borders), set()
        for code in view.selection.filters.get(column, ()):
            move = None if code in members else successors_of(view.extract, column, code, borders)
            moves += [] if move is None else [move]
            codes |= {code} if move is None else {each for each, _name in move.now}
        followed[column] = tuple(code for code in members if code in codes)
    places = {"counties": followed["county"], "municipalities": followed["municipality"]}
    return replace(view.selection, **places, borders=borders), tuple(moves)


def vintage_to_follow(extract: Extract, code: Code, years: tuple[int, ...], borders: int) -> int | None:
    """The vintage to follow a municipality to that does not exist in the years chosen; None if it exists.

    A divided municipality is shown whole if any year chosen is from before its division, else as its parts.
    """
    whole = divided_municipalities(extract)
    if borders == min(BORDERS):
        return None
    first = min(map(vintage_of, years))
    if code in whole:
        return borders if first == borders else None
    changes = extract.reference.municipality_changes.to_pylist()
    parts = {row["code_2024"] for row in changes if row["code_2020"] in whole}
    return first if code in parts and first < borders else None


def _both(row: dict) -> dict:
    """A row of the register with the names of its two levels alike."""
    return row | {"municipality_code": row["code"], "municipality_name": official_name(row["name"])}

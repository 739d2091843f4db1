"""The groupings of numbers, and the members of each in the order of the printed tables."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.class_limits import size_classes
from lib.metrics.selection import BORDERS
from lib.metrics.units import UNKNOWN_CENTRALITY, UNKNOWN_SIZE, divided_municipalities, recast_codes, scope_of
from lib.metrics.view import View, cached
from lib.words import N_, _, count, word_list

Code = str | int


@dataclass(frozen=True)
class Dimension:
    """A grouping: its column in the frames, its name, what its members are called where they are counted,
    and the members as code → label, in printed order."""

    column: str
    label_id: str
    counted_id: str
    members: Callable[[Extract, int], Mapping[Code, str]]

    @property
    def label(self) -> str:
        """The grouping's name on screen."""
        return _(self.label_id)

    @property
    def counted(self) -> str:
        """The noun for several members: ``counties``."""
        return _(self.counted_id)


@cached_by_extract(8)
def _counties(extract: Extract, borders: int) -> Mapping[Code, str]:
    rows = extract.reference.municipalities.to_pylist()
    names = {
        row["county_code"]: official_name(row["county_name"]) for row in rows if row["vintage"] == borders
    }
    return dict(sorted(names.items(), key=lambda item: alphabetical(item[1])))


@cached_by_extract(8)
def _municipalities(extract: Extract, borders: int) -> Mapping[Code, str]:
    """Municipalities of the vintage, and a divided one of before it, which is named with its parts."""
    rows = extract.reference.municipalities.to_pylist()
    names = {row["code"]: official_name(row["name"]) for row in rows if row["vintage"] == borders}
    if borders == max(BORDERS):
        parts = recast_codes(extract.reference, borders)[2020]
        names |= {
            code: _whole_name([names[part] for part in parts[code]])
            for code in divided_municipalities(extract)
        }
    return _by_norwegian_name(extract, names, borders)


def _whole_name(parts: list[str]) -> str:
    """The name of a divided municipality, which tells it from the part that kept its name."""
    first, *others = parts
    return _("{place} with {others}").format(place=first, others=word_list(others))


@cached_by_extract(8)
def _outlines(extract: Extract, borders: int) -> Mapping[Code, str]:
    """The municipalities of 2020, which is what the map has outlines of, by their names in the borders.

    One that was divided since is named with its parts.
    """
    now = _municipalities(extract, borders)
    if borders == min(BORDERS):
        return now
    names = {
        code: now[code] if code in now and len(parts) > 1 else now[parts[0]]
        for code, parts in recast_codes(extract.reference, borders)[2020].items()
    }
    return _by_norwegian_name(extract, names, min(BORDERS))


def official_name(registered: str) -> str:
    """A name as it is written officially: several names of one place stand with dashes between them."""
    return registered.replace(" - ", " – ")


@cached_by_extract(8)
def norwegian_names(extract: Extract, vintage: int) -> Mapping[Code, str]:
    """Municipality code of a vintage → its Norwegian name alone."""
    rows = extract.reference.municipalities.to_pylist()
    return {row["code"]: row["short_name"] for row in rows if row["vintage"] == vintage}


def _by_norwegian_name(extract: Extract, names: Mapping[Code, str], vintage: int) -> dict[Code, str]:
    """Sort municipalities by Norwegian name: Guovdageaidnu – Kautokeino stands under K."""
    norwegian = norwegian_names(extract, vintage)

    def key(item: tuple[Code, str]) -> tuple:
        code, name = item
        return alphabetical(norwegian.get(code, name)), alphabetical(name)

    return dict(sorted(names.items(), key=key))


_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_AS_NORWEGIAN = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŧ": "t", "ŋ": "n", "ł": "l"})


def alphabetical(name: str) -> tuple:
    """A sort key for the Norwegian alphabet, where æ, ø, å come last and aa is sorted as å.

    Accents are set aside, spaces and hyphens come before letters, and other alphabets after å. Among names
    that are otherwise the same, those in Norwegian letters come first.
    """
    letters = unicodedata.normalize("NFC", name).lower()
    plain = letters.translate(_AS_NORWEGIAN).replace("aa", "å")
    places = tuple(_place(letter) for letter in map(_without_accent, plain))
    return places, tuple(letter not in _ALPHABET for letter in letters), letters


def _without_accent(letter: str) -> str:
    return letter if letter in _ALPHABET else unicodedata.normalize("NFD", letter)[0]


def _place(letter: str) -> int:
    """The place of one character: spaces and marks, digits, the alphabet, and then everything else."""
    if not letter.isalnum():
        return 0
    if letter.isdecimal():
        return 1 + int(letter)
    return 11 + (_ALPHABET.index(letter) if letter in _ALPHABET else len(_ALPHABET) + ord(letter))


@cached_by_extract(8)
def _sizes(_extract: Extract, _borders: int) -> Mapping[Code, str]:
    """Size classes, largest first, each named by its limits."""
    limits = list(size_classes().items())
    labels = {}
    for position, (code, least) in enumerate(limits):
        if position == 0:
            labels[code] = _("{least} or more").format(least=count(least))
        elif least == 0:
            labels[code] = _("Under {limit}").format(limit=count(limits[position - 1][1]))
        else:
            labels[code] = f"{count(least)}–{count(limits[position - 1][1] - 1)}"
    return labels


def _years(extract: Extract, _borders: int) -> Mapping[Code, str]:
    return {year: str(year) for year in frames.years(extract)}


def _centralities(_extract: Extract, _borders: int) -> Mapping[Code, str]:
    ends = {1: _("1 (most central)"), 6: _("6 (least central)")}
    return {level: ends.get(level, str(level)) for level in range(1, 7)}


def _grant_types(_extract: Extract, _borders: int) -> Mapping[Code, str]:
    return {"alis": _("ALIS agreement"), "guidance": _("Guidance only")}


DIMENSIONS: dict[str, Dimension] = {
    dimension.column: dimension
    for dimension in (
        Dimension("year", N_("Year"), N_("years"), _years),
        Dimension("county", N_("County"), N_("counties"), _counties),
        Dimension("municipality", N_("Municipality"), N_("municipalities"), _municipalities),
        Dimension("outline", N_("Municipality"), N_("municipalities"), _outlines),
        Dimension("centrality", N_("Centrality class"), N_("classes"), _centralities),
        Dimension("size_class", N_("Municipality size"), N_("classes"), _sizes),
        Dimension("grant_type", N_("Grant type"), N_("types"), _grant_types),
    )
}


_UNKNOWN: dict[str, Code] = {"centrality": UNKNOWN_CENTRALITY, "size_class": UNKNOWN_SIZE}


def members(view: View, column: str) -> Mapping[Code, str]:
    """The members of a grouping that the selection leaves, code → label, in printed order.

    A class grouping ends with the municipalities whose class is not known, where there are any.
    """
    everything = DIMENSIONS[column].members(view.extract, view.selection.borders)
    if column in ("municipality", "outline"):
        there = codes_in_register(view, column)
        return {code: label for code, label in everything.items() if code in there}
    chosen = view.selection.years if column == "year" else view.selection.filters.get(column)
    if chosen is not None:
        return {c: label for c, label in everything.items() if c in chosen}
    if column in _UNKNOWN and _UNKNOWN[column] in codes_in_register(view, column):
        return {**everything, _UNKNOWN[column]: _("unknown")}
    return everything


def label_of(extract: Extract, borders: int, column: str, code: Code) -> str:
    """The label of any member of a grouping, the unknown class included; the code itself for none."""
    known = DIMENSIONS[column].members(extract, borders)
    return known.get(code) or (_("unknown") if code == _UNKNOWN.get(column) else str(code))


@cached(512)
def codes_in_register(view: View, column: str) -> frozenset[Code]:
    """The codes of a grouping that the municipalities of the selection have, with or without grants."""
    frame = frames.register(view.extract, scope_of(view, ("year",) if column in _UNKNOWN else ()))
    return frozenset(
        frame.filter(view.selection.condition(columns=frozenset(frames.DIMENSIONS)))[column].to_list()
    )

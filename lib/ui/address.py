"""The address of a view: selection ↔ URL parameters. A link says what it shows, in Norwegian ASCII.

Streamlit's own binding writes a choice's label into the URL; our labels carry counts that change, so codes
are written here instead. A value that does not exist is named to the reader and left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.metrics import frames
from lib.metrics.border_changes import BorderChange, successors_of, vintage_to_follow
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN, BY_LINK, FILTERS, Filter, member_compared
from lib.metrics.place_names import became
from lib.metrics.selection import BORDERS, Selection
from lib.words.scheme import scheme

Params = dict[str, list[str]]
YEARS, BORDER, EXTRACT = "aar", "grense", "uttrekk"
AGAINST = "mot"  # the places that those chosen are compared with
PUBLISHED = "publisert"  # the borders of the latest year chosen
BORDER_CHOICES = (*BORDERS, PUBLISHED)
_PLACES = {link: each.column for link, each in BY_LINK.items() if each.is_place}
_TYPES = {word: code for code, word in scheme().links.items()}  # as written in a link → code


@dataclass(frozen=True)
class Choices:
    """The choices of the reader by URL parameter, and the unknown values that a link asked for."""

    chosen: Mapping[str, tuple]
    unknown: tuple[tuple[str, str], ...] = ()  # (parameter, value)
    border_changes: tuple[BorderChange, ...] = ()  # places of other borders, followed to what they became


def default_years(extract: Extract) -> tuple[int, ...]:
    """The years shown when a link names none: the latest."""
    return frames.years(extract)[-1:]


def read(extract: Extract, params: Mapping[str, list[str]]) -> Choices:
    """The choices a link asks for; unknown values are set aside, an absent parameter is the default."""
    unknown: list[tuple[str, str]] = []

    def known(name: str, valid: Mapping) -> tuple:
        asked = [(value, _code(name, value)) for value in params.get(name, [])]
        unknown.extend((name, value) for value, code in asked if code not in valid)
        return tuple(code for code in valid if code in {code for _value, code in asked})

    chosen: dict[str, tuple] = {BORDER: known(BORDER, dict.fromkeys(BORDER_CHOICES))[-1:]}
    chosen[YEARS] = known(YEARS, dict.fromkeys(frames.years(extract))) or default_years(extract)
    chosen[BORDER] = chosen_borders(chosen)
    borders = borders_of(chosen)
    for name, each in BY_LINK.items():
        if not each.is_place:
            chosen[name] = known(name, DIMENSIONS[each.column].members(extract, borders))
    asked = {name: tuple(params.get(name, [])) for name in _PLACES}
    places, moved, lost = _places_in_borders(extract, asked, borders, chosen[YEARS])
    found = Choices(chosen | places, (*unknown, *lost), moved)
    return _with_compared(extract, found, params.get(AGAINST, ()))


def _with_compared(extract: Extract, found: Choices, asked: Iterable[str]) -> Choices:
    """The choices with what is compared with them, in the order of the link; places in the borders in use."""
    codes, moves, lost = [], [], []
    for code in dict.fromkeys(asked):
        column, member = member_compared(code)
        if BY_COLUMN[column].is_class:
            known = DIMENSIONS[column].members(extract, borders_of(found.chosen))
            codes += [code] if member in known else []
            lost += [] if member in known else [(AGAINST, code)]
            continue
        link = BY_COLUMN[column].link
        of_one = {name: (code,) if name == link else () for name in _PLACES}
        places, moved, unknown = _places_in_borders(
            extract, of_one, borders_of(found.chosen), found.chosen[YEARS]
        )
        codes += places[link]
        moves += moved
        lost += [(AGAINST, value) for _name, value in unknown]
    return Choices(
        {**found.chosen, AGAINST: tuple(dict.fromkeys(codes))},
        (*found.unknown, *lost),
        tuple(dict.fromkeys((*found.border_changes, *moves))),
    )


def borders_of(chosen: Mapping[str, tuple]) -> int:
    """The borders of a set of choices; as published, or where none are chosen, those of its latest year."""
    (choice,) = chosen[BORDER] or (PUBLISHED,)
    return default_borders(chosen) if choice == PUBLISHED else choice


def default_borders(chosen: Mapping[str, tuple]) -> int:
    """The borders of the latest year chosen, which are shown where the reader has chosen none."""
    return vintage_of(max(chosen[YEARS]))


def chosen_borders(chosen: Mapping[str, tuple]) -> tuple:
    """The borders that the reader has chosen; none where they are those of the years, and follow them."""
    return () if chosen[BORDER] == (default_borders(chosen),) else chosen[BORDER]


def _places_in_borders(
    extract: Extract, asked: Mapping[str, tuple], borders: int, years: tuple[int, ...]
) -> tuple[dict, tuple, tuple]:
    """Places in ``borders`` in printed order, border changes, and (parameter, value) of unknown ones."""
    places, moves, lost = {}, [], []
    for name, codes in asked.items():
        members = DIMENSIONS[_PLACES[name]].members(extract, borders)
        vintages = {code: borders for code in codes if code not in members}
        if _PLACES[name] == "municipality":
            known = (code for code in codes if code in members)
            vintages |= {code: v for code in known if (v := vintage_to_follow(extract, code, years, borders))}
        found = {code for code in codes if code not in vintages}
        for code, vintage in vintages.items():
            move = successors_of(extract, _PLACES[name], code, vintage)
            move = move or became(extract, _PLACES[name], code, vintage)
            if move is None:
                lost.append((name, code))
            else:
                moves.append(move)
                found |= {member for member, _name in move.now}
        places[name] = tuple(code for code in members if code in found)
    return places, tuple(moves), tuple(lost)


def _code(name: str, value: str) -> str | int:
    """The code a link's text stands for; texts that cannot be one are kept and found unknown."""
    is_number = name in (YEARS, BORDER) or (name in BY_LINK and BY_LINK[name].kind is int)
    if is_number and value.isdecimal():
        return int(value)
    return _TYPES.get(value, value) if name == BY_COLUMN["grant_type"].link else value


def selection_of(extract: Extract, chosen: Mapping[str, tuple]) -> Selection:
    """The selection of a set of choices. To choose all of a filter's choices is to filter nothing away."""
    borders = borders_of(chosen)

    def codes(each: Filter) -> tuple:
        everything = DIMENSIONS[each.column].members(extract, borders)
        return () if set(chosen[each.link]) == set(everything) else chosen[each.link]

    return Selection(
        years=tuple(sorted(chosen[YEARS])),
        **{each.field: codes(each) for each in FILTERS},
        borders=borders,
        as_published=chosen[BORDER] == (PUBLISHED,),
        against=chosen.get(AGAINST, ()),
    )


def address_of(selection: Selection, page: str) -> str:
    """The address of a page with a selection, within the site: ``/kommune?aar=2023&kommune=1804``."""
    chosen = {YEARS: selection.years, BORDER: (selection.borders,)}
    chosen[BORDER] = chosen_borders(chosen)
    chosen |= {each.link: getattr(selection, each.field) for each in FILTERS}
    return f"/{page}?{urlencode(params_of(chosen), doseq=True)}"


def params_of(chosen: Mapping[str, tuple]) -> Params:
    """The URL parameters of a set of choices. Years always stand, so that a link means the same next year."""
    types = {code: text for text, code in _TYPES.items()}
    words = {BY_COLUMN["grant_type"].link: types}
    return {
        name: [words.get(name, {}).get(code, str(code)) for code in codes]
        for name, codes in chosen.items()
        if codes
    }

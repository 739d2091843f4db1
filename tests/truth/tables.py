"""The tables of a page as texts: judged by the oracle, and the ones that its sentences must be found in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from html import unescape

from lib.export import webpage
from lib.figures.figure import Figure
from tests.truth.asked import CENTRALITY_NAMES, SIZE_NAMES, Asked
from tests.truth.pick import Pick, half_up
from tests.truth.reading import Read, texts_of
from tests.truth.said import COVERAGE, WITH_UNIT, Said, first_number, says, says_amount

WHOLES = ("Hele landet", "Hele utvalget")


@dataclass(frozen=True)
class Cell:
    """A number of a table: the name of its row, its column and what it says."""

    row: str
    column: str
    said: Said


@dataclass(frozen=True)
class Shown:
    """A table as it is shown: keys and heads of its columns, and its rows as texts."""

    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]

    def column(self, key: str) -> list[str]:
        """The texts of a column."""
        place = self.keys.index(key)
        return [row[place] for row in self.rows]


def shown(figure: Figure) -> Shown:
    """The table of a figure read from the HTML that a reader gets."""
    markup = webpage.table(figure)
    head, _tag, body = markup.partition("<tbody>")
    heads = tuple(_plain(part) for part in re.split(r"<th[^>]*>", head.partition("<thead>")[2])[1:])
    rows = tuple(
        tuple(_plain(cell) for cell in re.split(r"<t[hd][^>]*>", row)[1:]) for row in body.split("<tr>")[1:]
    )
    keys = tuple(column.key for column in figure.table.columns)
    return Shown(keys, heads, rows, figure.table.codes)


def _plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def cells(read: Read) -> list[Cell]:
    """Every number in the tables and key figures of a page, in the unit it is said with."""
    found = []
    for figure in read.figures:
        found += _cells(shown(figure))
    for label, *texts in read.keys.values():
        found += [Cell(label, label, said) for text in texts for said in _numbers(text)]
    return found


def _cells(table: Shown) -> list[Cell]:
    found = []
    for row in table.rows:
        for head, text in zip(table.heads[1:], row[1:], strict=True):
            said = first_number(text)
            if said is not None:
                unit = said.unit or (
                    "kr" if re.search(r"\bkr\b|Kroner|per måned|budsjett", f"{head} {row[0]}") else ""
                )
                found.append(Cell(row[0], head, replace(said, unit=unit)))
    return found


def _numbers(text: str) -> Iterator[Said]:
    return (first_number(match[0]) for match in WITH_UNIT.finditer(text))


# Sentences beside tables.

SUPERLATIVE = re.compile(
    r"(?:mest|minst)(?P<way> opp| ned)? i (?P<names>.+?) \((?P<value>[^()]*\d[^()]*(?:\([^()]*\))?)\)(?=[,.])"
)
ALONE = re.compile(r": (?P<names>[^:.]+?) har (?P<value>[\d−][^.]*)\.$")
PAGES = ("kart.py", "sentralitet.py", "budsjett.py", "kommune.py")


def not_in_tables(read: Read) -> Iterator[str]:
    """The numbers of a page's answers that its tables do not have, beside the name they are said of."""
    if read.state.page not in PAGES:
        return
    there = cells(read)
    for text in (*read.answers, *read.details):
        for pattern in (SUPERLATIVE, ALONE):
            for found in pattern.finditer(text):
                said = first_number(found["value"])
                if not any(_same(cell.said, said) and _of(cell.row, found["names"]) for cell in there):
                    yield f"no row of {found['names']} has {found['value']}: «{text}»"
        for said in _numbers(_without_names(text)):
            if not any(_same(cell.said, said) for cell in there) and not _made_of_two(said, there):
                yield f"{float(said.value)} {said.unit} is in no table: «{text}»"


def _of(row: str, names: str) -> bool:
    """Whether a row's name stands in a list of names, as whole words."""
    return re.search(rf"(?<!\w){re.escape(row)}(?!\w)", names, re.IGNORECASE) is not None


def _same(cell: Said, said: Said) -> bool:
    """Whether a number of a sentence is that of a cell; the sentence may be less precise."""
    same_unit = cell.unit == said.unit or ({cell.unit, said.unit} <= {"", "kr"} and said.step > 1)
    return same_unit and (said.is_(cell.value) or (said.is_(-cell.value) and said.value >= 0))


def _made_of_two(said: Said, there: list[Cell]) -> bool:
    """Whether a per cent is a share of two cells of one column."""
    if said.unit != "%":
        return False
    by_column: dict[str, list[Fraction]] = {}
    for cell in there:
        by_column.setdefault(cell.column, []).append(cell.said.value)
    return any(
        whole and said.is_(part * 100 / whole)
        for values in by_column.values()
        for whole in values[-1:]
        for part in values
    )


# Years, classes, sizes and coverage are names and conditions, not numbers of a table.
_NAMES = re.compile(
    r"\b(?:19|20)\d\d\b|[Ss]entralitet \d(?:(?:, | og )\d)*|per 100[ \u00a0]000"
    r"|\((?:[^()]|\([^()]*\))*\)"
    r"|(?:Nummer|Delt) \d+(?:\. plass)? av \d+ (?:kommuner|fylker)|\d+ andre av \d+ (?:kommuner|fylker)"
    r"|ingen(?:ting)? i [\d\u00a0]+ av [\d\u00a0]+|likt i alle [\d\u00a0]+|[\d\u00a0]+ andre|"
    + COVERAGE.pattern.replace("?P<known>", "").replace("?P<rows>", "").replace("?P<what>", "")
    + "|"
    + "|".join(re.escape(name.replace("Under", "under")) for name in SIZE_NAMES.values())
    + "|Under 2[ \u00a0]000"
)


def _without_names(text: str) -> str:
    return _NAMES.sub("", text)


# What is said of a mark, and in alternative texts, beside the table.


def not_in_own_table(figure: Figure) -> Iterator[str]:
    """The numbers of tooltips and alternative text that the figure's own table does not have."""
    table = shown(figure)
    there = _cells(table)
    if not there:
        return
    names = sorted({row[0] for row in table.rows}, key=len, reverse=True)
    for where, text in texts_of(figure):
        if where == "alt":
            text = text.replace(figure.title, "").replace(figure.subtitle, "")
            of_row = there
        elif where in ("tooltip", "mark said"):
            named = [name for name in names if _of(name, text)] or _parts_of(names, text)
            of_row = [cell for cell in there if cell.row in named]
        else:
            continue
        for said in _numbers(_without_names(_without_rows(text, names))):
            is_there = any(_near(cell.said, said) for cell in of_row) or _derived(said, of_row, there)
            if not is_there and not _of_whole(said, of_row):
                yield f"{figure.id}, {where}: {float(said.value)}{said.unit} is not in it: «{text[:200]}»"


def _parts_of(names: list[str], text: str) -> list[str]:
    """The rows of the parts of a place that the map's outlines draw whole: «Ålesund med Haram»."""
    return [name for name in names if name in text.partition(":")[0].split(" med ")]


def _of_whole(said: Said, parts: list[Cell]) -> bool:
    """Whether a number is the sum of parts, or a rate per 100 000 of two such sums."""
    sums: dict[int, Fraction] = {}
    for cell in parts:
        sums[cell.column] = sums.get(cell.column, Fraction(0)) + cell.said.value
    rates = (over * 100_000 / under for over in sums.values() for under in sums.values() if under)
    return len({cell.row for cell in parts}) > 1 and any(map(said.is_, (*sums.values(), *rates)))


def _without_rows(text: str, names: list[str]) -> str:
    """The text without the names of rows, which may hold numbers, and without how many rows are left out."""
    for name in names:
        if re.search(r"\d", name):
            text = re.sub(rf"(?:^|(?<=; )|(?<=, )|(?<=\. )){re.escape(name)}(?=[:,])", "", text)
    return re.sub(r"og [\d\u00a0]+ rad(?:er)? til i tabellen", "", text)


def _near(cell: Said, said: Said) -> bool:
    """Whether a number is that of a cell, whatever unit its head has; signs apart."""
    return said.is_(cell.value) or said.is_(-cell.value)


def _derived(said: Said, own: list[Cell], there: list[Cell]) -> bool:
    """Whether a number is a share of two cells, or the difference of two of a row."""
    if said.unit == "%":
        wholes = {cell.column: cell.said.value for cell in there}
        parts = [(cell.said.value, wholes[cell.column]) for cell in own]
        parts += [(one.said.value, other.said.value) for one in own for other in own if one.row == other.row]
        return any(whole and said.is_(part * 100 / whole) for part, whole in parts)
    pairs = [(one.said.value, other.said.value) for one in own for other in own if one.row == other.row]
    return said.unit == "kr" and any(
        said.is_(one - other)
        or (half_up(one / said.step, 0) - half_up(other / said.step, 0)) * said.step == said.value
        for one, other in pairs
    )


# Tables beside the oracle.

COUNTS = {"grants": "grants", "doctors": "doctors", "municipalities": "municipalities"}
AMOUNTS = ("applied_nok", "granted_nok", "paid_nok", "supplement_nok")
TYPED = {"grants_alis": "alis", "grants_guidance": "guidance"}
TABLES = re.compile(
    r"^region-(?:map|ranking)$|^class-(?:chart|table)-(?:centrality|size-class)$"
    r"|^by-year$|^budget-steps$|^yearly-growth$|^count-history$"
)


def false_cells(asked: Asked, figure: Figure) -> Iterator[str]:
    """The cells of a table that say other than the oracle counts."""
    if not TABLES.match(figure.id) or not figure.table.rows:
        return
    table = shown(figure)
    rows = list(_picks(asked, figure, table))
    for key, head in zip(table.keys[1:], table.heads[1:], strict=True):
        for (name, pick), text in zip(rows, table.column(key), strict=True):
            if pick is not None:
                yield from false_cell(asked, pick, key, text, f"{figure.id}, {name}, {head}: «{text}»")


def _picks(asked: Asked, figure: Figure, table: Shown) -> Iterator[tuple[str, Pick | None]]:
    """Row by row, its name and what it is about; nothing for rows that are not about rows of the extract."""
    names, id, level = [row[0] for row in table.rows], figure.id, figure.topic.by
    yearly = id in ("by-year", "budget-steps", "count-history", "yearly-growth")
    pick = asked.pick
    if id == "by-year":
        counties = () if pick.municipalities else pick.counties
        pick = replace(pick, counties=counties, centralities=(), sizes=())
    if level == "municipality":
        pick = asked.neighbours
    for place, name in enumerate(names):
        if yearly:
            year = int(name)
            known = year in asked.oracle.years and (not pick.municipalities or _existed(asked, pick, year))
            yield name, pick.alone(year) if known else None
        elif name in WHOLES:
            yield name, pick
        elif level == "county":
            yield name, replace(pick, counties=(table.codes[place],))
        elif level == "municipality":
            yield name, replace(pick, municipalities=(table.codes[place],))
        elif id.endswith("-centrality"):
            found = next((code for code, label in CENTRALITY_NAMES.items() if label == name), None)
            yield name, None if found is None else replace(pick, centralities=(found,))
        else:
            size = next((size for size, label in SIZE_NAMES.items() if label == name), None)
            yield name, None if size is None else replace(pick, sizes=(size,))


def _existed(asked: Asked, pick: Pick, year: int) -> bool:
    return not asked.oracle.register(pick.alone(year)).empty


def false_cell(asked: Asked, pick: Pick, key: str, text: str, where: str) -> Iterator[str]:
    """What is wrong with the text of a cell of a metric, of what a choice has."""
    source = asked.oracle
    type_filter = pick.types
    if pick.sizes and source.population(replace(pick, sizes=())) is None:
        if first_number(text.partition(" (")[0]) is not None:
            yield f"{where}, nobody knows the sizes of that year"
    elif key in COUNTS:
        value = source.count(pick, COUNTS[key])
        if not says(text, value):
            yield f"{where}, must be {value}"
    elif key in TYPED:
        of_type = TYPED[key]
        if type_filter and of_type not in type_filter:
            if first_number(text) is not None:
                yield f"{where}, the type is filtered away"
            return
        value = source.count(replace(pick, types=(of_type,)), "grants")
        if not says(text, value):
            yield f"{where}, must be {value}"
    elif key in AMOUNTS:
        amount = asked.amount(pick, key)
        standing = [source.stands_in(year) for year in pick.years]
        stands_in = key in ("applied_nok", "supplement_nok") and any(standing)
        of_some = stands_in and not all(standing)
        if not says_amount(text, amount, stands_in=stands_in, of_some=of_some, unit=""):
            yield f"{where}, must be {amount}"
    elif key == "population":
        people = source.population(pick)
        if not says(text, people):
            yield f"{where}, must be {people}"
    elif key in ("doctors_per_100k", "grants_per_100k"):
        people, counted = source.population(pick), source.count(pick, key.partition("_")[0])
        value = None if not people else half_up(Fraction(counted * 100_000, people), 1)
        if not says(text, value):
            yield f"{where}, must be {value and float(value)}"

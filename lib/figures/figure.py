"""The figure: one record that screen, file and screen reader all read.

A figure never holds a row of the extract, only aggregates. Its chart and its table show the same numbers,
and its text says what they are: title, year, selection, unit and source.
"""

from dataclasses import dataclass, field
from typing import Literal

from lib.figures.drawing import Chart
from lib.metrics.value import Number, Value

Kind = Literal[
    "text",
    "count",
    "nok",
    "million_nok",
    "percent",
    "decimal",
    "signed_count",
    "signed_decimal",
    "signed_nok",
]
CellValue = str | Value | None  # None only where a table that is not about metrics has nothing to say


@dataclass(frozen=True)
class Column:
    """One column of a table. ``kind`` says how its values are written; the label carries the unit."""

    key: str
    label: str
    kind: Kind = "text"
    unknown: str = ""  # the text of an empty cell; the default is the catalogue's "not published"


@dataclass(frozen=True)
class Table:
    """The numbers of a figure: one tuple per row, in column order. A value says what it is.

    One that ``is_turned`` is read with a row for each column, as where few places are compared by many
    metrics; a file of numbers has it as it is. ``strong`` are the cells larger than those they are compared
    with, as (row, column).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    has_total: bool = False  # the last row is the whole, as in the printed tables
    has_bars: bool = False  # on screen each number has a small bar, as long as its part of the highest
    codes: tuple[str, ...] = ()  # of the regions that the rows are about, in order
    is_turned: bool = False
    strong: frozenset[tuple[int, int]] = frozenset()

    def column(self, key: str) -> Column:
        """The column of a key. Raises StopIteration for a key that the table does not have."""
        return next(column for column in self.columns if column.key == key)

    @property
    def body(self) -> list[dict[str, CellValue]]:
        """The rows without the whole, as column key → value."""
        return [self._named(row) for row in (self.rows[:-1] if self.has_total else self.rows)]

    @property
    def whole(self) -> dict[str, CellValue] | None:
        """The row of the whole, as column key → value; None where there is none."""
        return self._named(self.rows[-1]) if self.has_total and self.rows else None

    def _named(self, row: tuple[CellValue, ...]) -> dict[str, CellValue]:
        return dict(zip((column.key for column in self.columns), row, strict=True))


Counted = Literal["grants", "applications", "both"]  # decided, nothing decided, or some of each
Question = Literal[
    "",
    "places",
    "ranked places",
    "change",
    "ranked changes",
    "years",
    "classes",
    "class table",
    "shares",
    "budget",
    "per month",
    "parts",
    "earlier",
    "reach",
    "without",
    "came and left",
    "largest changes",
    "overview",
    "counts",
    "money",
    "growth",
    "flow",
    "types",
    "comparison",
    "beside",
    "place",
    "peers",
]


@dataclass(frozen=True)
class Topic:
    """The topic of a figure's table, from which its sentences are made.

    ``question`` is the one that it answers (``lib.figures.answers``). ``by`` is the grouping of its rows,
    ``metric`` the one that is asked about, and ``column`` the key of the column that answers. ``years`` are
    those shown, of which ``is_sum`` says that they are added up; ``asked`` are those chosen, where more are
    shown, and ``compared`` the two years of a change. ``place`` names the places chosen, empty for
    the whole country; ``classes`` the classes and sizes, as ``sentralitet 6``, and ``types`` the types of
    grant, as ``kun veiledning``; all as they stand in a sentence.
    ``own`` is the name of the one row that the table is about, among the ``group``.
    ``absent`` are the names of members that the places chosen have nothing of, and ``few`` of those whose
    value rests on too few grants, or what ``few_of`` says, to be a headline.
    ``status`` is what is said of the years that are ``undecided``; of those, nothing is decided of the
    ``pending``; ``awaited`` says of each asked one how many applications are not decided, of how many.
    ``caution`` must be said beside any comparison of the years.
    """

    question: Question = ""
    by: str = ""
    metric: str = ""
    column: str = ""
    years: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    is_sum: bool = False
    place: str = ""
    own: str = ""
    group: str = ""
    absent: tuple[str, ...] = ()
    few: tuple[str, ...] = ()
    few_of: Literal["grants", "doctors"] = "grants"
    classes: str = ""
    types: str = ""
    status: str = ""
    undecided: tuple[int, ...] = ()
    pending: tuple[int, ...] = ()
    awaited: tuple[
        tuple[int, int, int], ...
    ] = ()  # year, not decided, all; without numbers in the selection, 0
    caution: str = ""

    @property
    def filters(self) -> str:
        """The filters beside places, as they stand in a sentence."""
        return ", ".join(filter(None, (self.classes, self.types)))

    def counts(self, *years: int) -> Counted:
        """Whether the rows of the years, by default those chosen, are grants or applications."""
        asked = set(years or self.asked or self.years)
        if not asked & set(self.undecided):
            return "grants"
        return "applications" if asked <= set(self.pending) else "both"


Judgement = Literal["good", "bad", "none"]


@dataclass(frozen=True)
class KeyFigure:
    """One number of the key figures. Texts are ready to show.

    ``basis`` says what the number is a part of or stands for, and ``below`` what stands under it on a slide.
    ``warning`` is that of a number with few behind it.
    """

    id: str
    label: str
    value: str  # "458,4", or "–" where it is not known
    unit: str  # "mill. kr"; empty where the label says what is counted
    text: str  # value and unit as they are written elsewhere: "458,4 mill. kr", "NOK 458.4 million"
    change: str  # "+513 (+37,8 %) fra 1 358 i 2022", or why there is none
    basis: str
    below: str
    judgement: Judgement = "none"
    trend: tuple[Number, ...] = ()  # the year before and this year, where both are the same thing
    warning: str = ""


@dataclass(frozen=True, eq=False)  # by identity, as its chart
class Figure:
    """A named figure with everything a reader needs to trust it. All texts are in the reader's language."""

    id: str  # ASCII, stable: widget keys, the command line and links use it
    title: str  # what it is: a label, the same for every selection
    subtitle: str  # year, selection and unit
    chart: Chart | None  # None for a figure that is a table
    table: Table
    alt: str  # computed from the table
    source: str  # "Kilde: …", with extract id
    file_stem: str  # "alis_unike-leger-etter-fylke_2023_vestland"
    facts: tuple[tuple[str, str], ...]  # (label, text): definitions, filters, extract, checksum, date
    notes: tuple[str, ...] = field(default=())
    topic: Topic = field(default=Topic())
    finding: str = ""  # what it shows, in a sentence of its table: the heading, and a slide's title
    nothing: str = ""  # why there is nothing to show, where there is nothing; empty where it is the selection
    cards: tuple[KeyFigure, ...] = ()  # of the key figures, which have no chart
    statement: str = ""  # the sentence of the cards together
    made_up: str = ""  # "DEMODATA" where the rows are made up: must be seen where it is shown alone
    name: str = ""  # which function made it with which choices, for a link or a deck (named.py)

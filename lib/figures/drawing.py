"""A figure's drawing as data: series and marks, which screen, workbook and slide all write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

from lib.metrics.value import Partial, Value, drawn_number

ThemeName = Literal["light", "dark"]
ChartKind = Literal[
    "bars", "grouped_bars", "shares", "dumbbells", "bullets", "strip", "flows", "choropleth", "panels"
]

Pick = Literal["", "id", "name"]  # the column of a mark that a click on it picks; empty where none does
DATA = "data"  # the name of the one frame of most drawings
PICK = "pick"  # the name of the selection that a click makes
Frame = Mapping[str, Sequence]  # column → its values, one for each row


@dataclass(frozen=True)
class Series:
    """One kind of mark: the key of the table column that it draws, its colour's role, its name in a legend.

    Without a name of its own it has that of the column.
    """

    column: str
    role: str
    name: str = ""


@dataclass(frozen=True)
class Mark:
    """One value of a series, the place of which among the chart's is ``series``.

    ``name`` is that of its bar or point. ``text`` is written at it, and inside it where it ``fits``; ``said``
    is read out. ``code`` is that of the region that a click on it picks.
    """

    name: str
    series: int
    value: Value
    text: str = ""
    said: str = ""
    code: str = ""
    fits: bool = True

    @property
    def number(self) -> float | int | None:
        """The number that is drawn; None for a value that is not known."""
        return drawn_number(self.value)

    @property
    def is_partial(self) -> bool:
        """Whether the value is known for some of its rows only."""
        return isinstance(self.value, Partial)


@dataclass(frozen=True)
class SpecOf:
    """How Vega-Lite draws something: call it with a theme for the spec.

    ``author`` is the function that makes the spec of ``args`` and a theme, as ``module:name``. It is imported
    when it is called, since Altair is large and a file of native charts needs none of it.
    """

    author: str
    args: tuple = ()

    def __call__(self, theme: ThemeName) -> dict:
        """The spec, one object for the same arguments."""
        module, _, name = self.author.partition(":")
        return getattr(import_module(f"lib.figures.{module}"), name)(*self.args, theme)


@dataclass(frozen=True, eq=False)  # by identity, so that what is made of it can be cached
class Chart:
    """A drawing: its kind, its marks, and how Vega-Lite draws them.

    ``spec`` gives the spec for a theme, without data or filter values. It is cached, so that the same object
    comes back for the same drawing. ``datasets`` are small frames of the marks by the name the spec uses.
    ``colours`` are those on white, of each series or class in order. Of flows, ``ends`` has the text at the
    end of each bar by its name.

    A map has no marks but regions by their codes: their ``fills``, what is ``said`` of each, which are
    ``chosen``, and on a continuous scale the colours of places along the ``ramp``. Panels are drawings side
    by side, each with its title. ``columns`` are those of the table that are drawn, in the series' order.
    ``pick`` is what a click on a mark picks.
    """

    kind: ChartKind
    spec: SpecOf
    datasets: Mapping[str, Frame]
    columns: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""  # of a map: the object of the shared geometry
    fills: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()
    ramp: Mapping[str, str] = field(default_factory=dict)
    panels: tuple[tuple[str, "Chart"], ...] = ()
    pick: Pick = ""


def pair(
    name: str, first: Value, second: Value, *, text: str, said: str = "", code: str = ""
) -> tuple[Mark, Mark]:
    """The two marks of a name, such as two years or an amount and its target, with one text between them."""
    return Mark(name, 0, first, text=text, said=said, code=code), Mark(name, 1, second, text=text, said=said)


def pairs(marks: Iterable[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The marks two by two, as ``pair`` makes them."""
    alternating = iter(marks)
    return zip(alternating, alternating, strict=True)

"""A chart's marks as an office program has them: categories, and every series with a value at each; of a map,
its regions and the classes that occur."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, get_args

from lib.figures import geometry
from lib.figures.drawing import Chart, Mark
from lib.figures.figure import Figure
from lib.words import lower_first, word_list


@dataclass(frozen=True)
class Row:
    """One series. Where a category has no mark of it, its value is None and its text is empty."""

    name: str
    colour: str
    marks: tuple[Mark, ...]

    @property
    def values(self) -> tuple[float | int | None, ...]:
        """The numbers that are drawn; None where not known."""
        return tuple(mark.number for mark in self.marks)


@dataclass(frozen=True)
class Grid:
    """The categories in the order of the marks, and the series."""

    categories: tuple[str, ...]
    rows: tuple[Row, ...]

    def missing(self, category: int) -> tuple[str, ...]:
        """The texts at a category in place of missing values; one text if all values lack the same.

        An office program draws nothing for them. A text may name its series itself.
        """
        there = [(row.name, row.marks[category]) for row in self.rows if row.marks[category].text]
        lacking = [(name, mark.text) for name, mark in there if mark.number is None]
        if lacking and len({mark.text for _name, mark in there}) == 1:
            return (lacking[0][1],)
        return tuple(
            text if name.lower() in text.lower() else f"{name}: {lower_first(text)}" for name, text in lacking
        )

    def with_missing(self) -> tuple[str, ...]:
        """``2024 (utbetalt: ikke utbetalt ennå)``: every category with its missing values."""
        return tuple(
            f"{name} ({word_list(map(lower_first, missing))})" if (missing := self.missing(place)) else name
            for place, name in enumerate(self.categories)
        )


def grid_of(figure: Figure, chart: Chart) -> Grid:
    """The grid of a chart that is not a map. Series have the names of the chart or of the table."""
    categories = tuple(dict.fromkeys(mark.name for mark in chart.marks))
    found = {(mark.name, mark.series): mark for mark in chart.marks}
    rows = []
    for place, (name, colour) in enumerate(_series(figure, chart)):
        marks = tuple(found.get((each, place), Mark(each, place, None)) for each in categories)
        if any((each, place) in found for each in categories):
            rows.append(Row(name, colour, marks))
    return Grid(categories, tuple(rows))


def _series(figure: Figure, chart: Chart) -> list[tuple[str, str]]:
    """Name and colour of each series; the parts of shares are the classes."""
    if not chart.series:
        return list(chart.colours.items())
    names = (each.name or figure.table.column(each.column).label for each in chart.series)
    return list(zip(names, chart.colours.values(), strict=True))


Apart = Literal["", "named", "chosen"]  # why a region stands out: the title names it, or a reader chose it
_APART: tuple[Apart, ...] = get_args(Apart)


@dataclass(frozen=True)
class Region:
    """One region of a map as drawn."""

    code: str
    said: str  # name and value
    fill: str
    apart: Apart = ""


def regions_of(chart: Chart, *, named: Container[str] = ()) -> list[Region]:
    """The regions of a map, those set apart last so that their outlines are whole.

    A county the figure does not name is drawn as outside the selection; a municipality is left out.
    """
    outside = next(reversed(chart.colours), "")
    found = []
    for code, name in geometry.names(chart.layer).items():
        if code in chart.said:
            apart = "chosen" if code in chart.chosen else "named" if code in named else ""
            found.append(Region(code, chart.said[code], chart.fills[code], apart))
        elif chart.layer.startswith("counties"):
            found.append(Region(code, f"{name}: {outside}", chart.colours[outside]))
    return sorted(found, key=lambda region: _APART.index(region.apart))


def classes_of(chart: Chart) -> dict[str, str]:
    """The classes of a map that occur, in order, or places along its ramp: label → colour."""
    shown = {region.fill for region in regions_of(chart)}
    return {**chart.ramp, **{label: colour for label, colour in chart.colours.items() if colour in shown}}

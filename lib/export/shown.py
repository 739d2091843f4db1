"""A presentation as data: its slides and their figures, and the texts around a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.figure import Figure
from lib.words import lower_first, word_list

BOTH = "\n"  # between the names of two figures that share a text


@dataclass(frozen=True)
class DeckFigure:
    """A figure of a deck. ``tag`` names it with its choices, so that it can be made again."""

    figure: Figure
    tag: str = ""

    @property
    def name(self) -> str:
        """The name that its objects on a slide carry: the tag, or the figure's id without one."""
        return self.tag or self.figure.id


@dataclass(frozen=True)
class Entry:
    """One slide: one figure, or two beside each other. ``title`` is for two figures."""

    figures: tuple[DeckFigure, ...]
    title: str = ""


@dataclass(frozen=True)
class Deck:
    """A presentation: title and author line, and its slides in order."""

    title: str
    author: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> DeckFigure | None:
        """The first figure, whose source line the cover has."""
        return next((shown for entry in self.entries for shown in entry.figures), None)


def shared_name(shown: Sequence[DeckFigure]) -> str:
    """The name that a text about several figures carries, by which it is found again."""
    return BOTH.join(it.name for it in shown)


def shared_title(figures: Sequence[Figure]) -> str:
    """The title of a slide with two figures: the name of each."""
    first, *rest = (figure.title for figure in figures)
    return word_list([first, *map(lower_first, rest)])


def selection_line(figure: Figure) -> str:
    """Year, selection and unit; of synthetic rows, after words that say so."""
    return " · ".join(filter(None, (figure.made_up, figure.subtitle)))


def footer_lines(figure: Figure) -> list[str]:
    """Notes and source, one line each."""
    return [*figure.notes, figure.source]


def note_lines(figures: Sequence[Figure]) -> list[str]:
    """The facts about each figure's numbers, one a line; of several figures, under their titles."""
    lines = []
    for figure in figures:
        if len(figures) > 1:
            lines.append(figure.title)
        lines += [f"{label}: {text}" for label, text in figure.facts]
    return list(dict.fromkeys(lines)) if len(figures) > 1 else lines

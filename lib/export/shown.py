"""What a presentation shows: figures in order, and the words that stand around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.figure import Figure
from lib.words import lower_first, word_list

BOTH = "\n"  # between the names of two figures that share a text


@dataclass(frozen=True)
class Shown:
    """A figure to be shown. ``tag`` names it and its choices, so that it can be made again; else its id."""

    figure: Figure
    tag: str = ""

    @property
    def name(self) -> str:
        """What stands in the names of its objects."""
        return self.tag or self.figure.id


@dataclass(frozen=True)
class Entry:
    """One slide: one figure, or two beside each other. ``title`` is for two figures."""

    figures: tuple[Shown, ...]
    title: str = ""


@dataclass(frozen=True)
class Deck:
    """A presentation: title and author line, and its slides in order."""

    title: str
    author: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Shown | None:
        """What is shown first, which the cover has its source line from."""
        return next((shown for entry in self.entries for shown in entry.figures), None)


def shared_name(shown: Sequence[Shown]) -> str:
    """The name under which a text about several figures is found again."""
    return BOTH.join(it.name for it in shown)


def shared_title(figures: Sequence[Figure]) -> str:
    """The title of a slide with two figures: the name of each."""
    first, *rest = (figure.title for figure in figures)
    return word_list([first, *map(lower_first, rest)])


def selection_line(figure: Figure) -> str:
    """Year, selection and unit; before them, that the rows are made up, where they are."""
    return " · ".join(filter(None, (figure.made_up, figure.subtitle)))


def footer_lines(figure: Figure) -> list[str]:
    """Notes and source, one line each."""
    return [*figure.notes, figure.source]


def note_lines(figures: Sequence[Figure]) -> list[str]:
    """What each figure's numbers are, one fact a line; named where there are several figures."""
    lines = []
    for figure in figures:
        if len(figures) > 1:
            lines.append(figure.title)
        lines += [f"{label}: {text}" for label, text in figure.facts]
    return list(dict.fromkeys(lines)) if len(figures) > 1 else lines

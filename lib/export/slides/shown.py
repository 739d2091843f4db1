"""What is shown: a figure, and the words that stand around it on a slide."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.export.slides.tag import mark
from lib.export.slides.text import plain
from lib.figures.figure import Figure
from lib.words import joined, lowered

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


def shared_name(both: Sequence[Shown]) -> str:
    """The name under which a text about several figures is found again."""
    return BOTH.join(shown.name for shown in both)


def shared_title(figures: Sequence[Figure]) -> str:
    """The title of a slide with two figures: the name of each."""
    first, *rest = (figure.title for figure in figures)
    return joined([first, *map(lowered, rest)])


def selection_line(made: Figure) -> str:
    """Year, selection and unit; before them, that the rows are made up, where they are."""
    return " · ".join(filter(None, (made.made_up, made.subtitle)))


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


def words_of(made: Figure) -> tuple[str, ...]:
    """The marks of all that is said around a figure: title, subtitle, notes and source, facts.

    A drawing carries them, because LibreOffice gives the places of the template names of its own: by them the
    texts that belong to the drawing are known again.
    """
    lines = [made.title, selection_line(made), *footer_lines(made), *note_lines([made])]
    return tuple(mark(plain(line)) for line in lines)

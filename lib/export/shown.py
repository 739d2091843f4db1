"""A presentation as data: its slides and their figures, and the texts around a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.figures.figure import Figure
from lib.words import N_, _, lower_first, word_list, year_range

BOTH = "\n"  # between the names of two figures that share a text
_STAR = "*"
_YEARS_OF_A_CHANGE = 2
FEWEST_LISTED = 3  # slides that a list of contents is made for
Size = Literal["16:9", "4:3"]
# Notes that name a source: they stand with it, and take no note's place.
_SOURCES = (
    N_("Map base: Kartverket (CC BY 4.0), simplified."),
    N_("Inhabitants: Statistics Norway, table 07459."),
)


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
    """One slide: one figure, or two beside each other. ``title`` is its owner's, in place of the message."""

    figures: tuple[DeckFigure, ...]
    title: str = ""

    @property
    def message(self) -> str:
        """The title of the slide."""
        figures = [shown.figure for shown in self.figures]
        return self.title or (shared_title(figures) if len(figures) > 1 else message_of(figures[0]))


@dataclass(frozen=True)
class Deck:
    """A presentation: title and author line, its slides in order, and what its last slide says.

    ``definitions`` are those of the metrics shown, as (name, text). ``date`` is the day it is made, and
    ``link`` the address where its figures are.
    """

    title: str
    author: str
    entries: tuple[Entry, ...]
    size: Size = "16:9"
    definitions: tuple[tuple[str, str], ...] = ()
    date: str = ""
    link: str = ""

    @property
    def first(self) -> DeckFigure | None:
        """The first figure, whose source line the cover has."""
        return next((shown for entry in self.entries for shown in entry.figures), None)

    @property
    def figures(self) -> tuple[DeckFigure, ...]:
        """Every figure, in order."""
        return tuple(shown for entry in self.entries for shown in entry.figures)

    @property
    def has_contents(self) -> bool:
        """Whether there are slides enough for a list of contents."""
        return len(self.entries) >= FEWEST_LISTED

    @property
    def first_number(self) -> int:
        """The number of the first slide with a figure."""
        return 3 if self.has_contents else 2

    @property
    def number_of_slides(self) -> int:
        """How many slides it has with the first, the contents and the last."""
        return self.first_number + len(self.entries)


def shared_name(shown: Sequence[DeckFigure]) -> str:
    """The name that a text about several figures carries, by which it is found again."""
    return BOTH.join(dict.fromkeys(it.name for it in shown))


def shared_title(figures: Sequence[Figure]) -> str:
    """The title of a slide with two figures: the name of each."""
    first, *rest = (figure.title for figure in figures)
    return word_list([first, *map(lower_first, rest)])


def message_of(figure: Figure) -> str:
    """The title of a slide: what the figure shows, or what it is where nothing stands out."""
    return figure.finding or figure.title


def native_subtitle(figure: Figure) -> str:
    """The subtitle without what it says of a drawing that an office program draws another way.

    The unit is its last part, and what a dot or a line means follows there after a comma.
    """
    if figure.chart is None or figure.chart.kind not in ("dumbbells", "bullets"):
        return figure.subtitle
    before, dot, unit = figure.subtitle.rpartition(" · ")
    return before + dot + unit.partition(", ")[0]


def selection_line(figure: Figure) -> str:
    """Year, selection and unit; of synthetic rows, after words that say so."""
    return " · ".join(filter(None, (figure.made_up, native_subtitle(figure))))


def context_line(figure: Figure, title: str, *, is_native: bool = True) -> str:
    """What a figure is, with year, selection and unit: the line under a title that says what it shows.

    ``is_native`` tells of a drawing by an office program.
    """
    label = figure.title if title != figure.title else ""
    subtitle = native_subtitle(figure) if is_native else figure.subtitle
    return " · ".join(filter(None, (label, subtitle)))


def scope_line(figures: Sequence[Figure]) -> str:
    """What the figures of a presentation are of: years and selections, and whether rows are made up."""
    scopes: dict[str, dict[str, None]] = {}  # selection → years
    for figure in figures:
        topic = figure.topic
        years = scopes.setdefault(" · ".join(dict(figure.facts[1:2]).values()), {})
        shown = topic.asked or (topic.years if topic.is_sum else topic.years[-1:])
        if shown and len(topic.years) <= _YEARS_OF_A_CHANGE:  # a history is of no year
            years[year_range(shown)] = None
    said = [
        " · ".join(filter(None, (year, chosen)))
        for chosen, years in scopes.items()
        for year in (years or ("",))
    ]
    made_up = _("synthetic demo data") if any(figure.made_up for figure in figures) else ""
    return " · ".join(filter(None, ("; ".join(filter(None, said)), made_up)))


def footer_lines(figure: Figure) -> list[str]:
    """Notes and source, one line each."""
    return [*figure.notes, figure.source]


def source_text(figure: Figure) -> str:
    """The source with what the notes say of other sources, as the last line of a slide."""
    return " ".join([figure.source, *(note for note in figure.notes if _is_source(note))])


def first_note(figure: Figure) -> str:
    """The one note that a slide has room for; the rest is said in the speaker notes.

    A star at a mark is explained before all else.
    """
    notes = notes_of(figure)
    is_starred = figure.chart is not None and any(_STAR in mark.text for mark in figure.chart.marks)
    starred = [note for note in notes if _STAR in note] if is_starred else []
    return next(iter((*starred, *notes)), "")


def notes_of(figure: Figure) -> list[str]:
    """The notes of a figure, but for those that name a source."""
    return [note for note in figure.notes if not _is_source(note)]


def _is_source(note: str) -> bool:
    return note in map(_, _SOURCES)


def note_lines(figures: Sequence[Figure], *, title: str = "") -> list[str]:
    """What a speaker has at hand: the numbers read out, the notes, and the facts about them, one a line.

    Of several figures, under their titles. ``title`` is that of the slide where it had to be shortened.
    """
    lines = [title] if title else []
    for figure in figures:
        if len(figures) > 1:
            lines.append(figure.title)
        lines += [figure.statement or figure.alt, *figure.notes]
        lines += [f"{label}: {text}" for label, text in figure.facts]
    return list(dict.fromkeys(lines)) if len(figures) > 1 else lines

"""Makes the letter about the one municipality or county of a view."""

from collections.abc import Iterable
from dataclasses import replace

from lib.figures.answers import answer
from lib.figures.captions import file_stem, filter_words, place_words, year_words
from lib.figures.figure import CellValue, Column, Figure, Table
from lib.figures.growth_figures import yearly_growth
from lib.figures.key_figures import key_figures
from lib.figures.letter import Letter
from lib.figures.letter_figures import RATE, beside, nearest, rate_text
from lib.figures.letter_sentences import finding_of, sentences_of
from lib.figures.reach_figures import without_grants
from lib.figures.region_figures import region_map
from lib.figures.regions import is_small
from lib.figures.scheme_history import count_history
from lib.figures.values import format_short
from lib.metrics import frames
from lib.metrics.registry import METRICS
from lib.metrics.value import StandIn
from lib.metrics.view import View, cached
from lib.words import N_, _
from lib.words.scheme import scheme

_DEFINED = ("doctors", "grants", "applied_nok")
_NAMES = {"municipality": N_("Letter for a municipality"), "county": N_("Letter for a county")}


def subject_of(view: View) -> str:
    """What a letter is about: ``municipality`` or ``county``; empty where the view has not one of them."""
    for column in ("municipality", "county"):
        if chosen := view.selection.filters.get(column):
            return column if len(chosen) == 1 else ""
    return ""


def name_of(subject: str) -> str:
    """What the letter is called."""
    return _(_NAMES[subject])


def place_view(view: View) -> View:
    """The view that a letter looks at: its place and types, in the latest of the years chosen."""
    selection, subject = view.selection.in_years(view.selection.year), subject_of(view)
    counties = selection.counties if subject == "county" else ()
    return view.with_selection(
        replace(selection, counties=counties, centralities=(), sizes=(), as_published=False, class_year=None)
    )


def stem_of(view: View) -> str:
    """The name of its file: ``alis_kommunebrev-1804_2023_bodo``. Places may share a name, not a code."""
    subject = subject_of(view)
    (code,) = view.selection.filters[subject]
    return file_stem(f"{name_of(subject)} {code}", place_view(view))


@cached(64)
def letter(view: View, *, address: str) -> Letter:
    """The letter about the one municipality or county chosen. ``address`` is that of its page."""
    subject, view = subject_of(view), place_view(view)
    numbers, ranking = beside(view), nearest(view)
    drawn = _map(view)
    pictures = (drawn, _history(view), ranking.figure)
    types = filter_words(view)
    year = year_words(view)
    return Letter(
        name=name_of(subject),
        place=place_words(view),
        subtitle=" · ".join(filter(None, (year, scheme().name, types))),
        made_up=numbers.made_up,
        finding=finding_of(view, numbers),
        sentences=sentences_of(view, beside=numbers, ranking=ranking, region_map=drawn),
        numbers=numbers,
        rows=_texts(numbers.table),
        pictures=pictures,
        definitions=tuple((METRICS[id].label, METRICS[id].definition) for id in _DEFINED),
        notes=_notes(view, numbers, *pictures),
        source=numbers.source,
        address=_("On screen: {address}").format(address=address),
        file_stem=stem_of(view),
    )


def _notes(view: View, *figures: Figure) -> tuple[str, ...]:
    """The notes of all figures, each once, and what must be said beside a comparison of the years."""
    caution = key_figures(view).topic.caution if yearly_growth(view).topic.undecided else ""
    notes = [caution, *(note for figure in figures for note in figure.notes)]
    return tuple(dict.fromkeys(filter(None, notes)))


def _map(view: View) -> Figure:
    """The municipalities of the county; where that is one alone, the counties of the country.

    It says what it shows for those who do not see it, as its table is not in the letter, and names a
    municipality that is outlined among its neighbours.
    """
    figure = region_map(view, metric="doctors", level="municipality")
    if len(figure.table.body) == 1:
        figure = region_map(view.without("county"), metric="doctors", level="county")
    outlined = _("thick line: {place}").format(place=place_words(view))
    marked = f"{figure.subtitle} · {outlined}" if figure.chart and figure.chart.chosen else figure.subtitle
    return replace(figure, subtitle=marked, alt=f"{figure.title}. {figure.subtitle}. {answer(figure)}")


def _history(view: View) -> Figure:
    """The years, or a sentence where no year has anything to draw."""
    figure = count_history(view)
    if any(mark.number for mark in figure.chart.marks):
        return figure
    years = view.in_years(*frames.years(view.extract))
    return replace(figure, chart=None, nothing=answer(without_grants(years, by="county")))


def _texts(table: Table) -> tuple[tuple[str, ...], ...]:
    """The cells as they are written at marks, header first; a rate of few inhabitants is marked.

    An amount that stands for another in every row says so in the header.
    """
    marks = {column.key: _shared_mark(row[column.key] for row in table.body) for column in table.columns}
    header = (_with_mark(column.label, marks[column.key]) for column in table.columns)
    rows = (
        tuple(_cell(row, column, is_said=bool(marks[column.key])) for column in table.columns)
        for row in table.body
    )
    return (tuple(header), *rows)


def _shared_mark(values: Iterable[CellValue]) -> str:
    """The mark that every value has; empty where they have none, or different ones."""
    marks = {value.mark if isinstance(value, StandIn) else "" for value in values}
    return marks.pop() if len(marks) == 1 else ""


def _with_mark(label: str, mark: str) -> str:
    return f"{label} ({mark})" if mark else label


def _cell(row: dict[str, CellValue], column: Column, *, is_said: bool) -> str:
    """A cell in words; of an amount whose mark ``is_said`` in the header, without it."""
    value = row[column.key].value if is_said else row[column.key]
    if column.key == RATE:
        return rate_text(value, is_small=is_small(row, METRICS[RATE]))
    return format_short(value, column.kind)

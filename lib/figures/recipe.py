"""A recipe: makes one kind of figure. Its key names it in links, decks and on the command line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import update_wrapper
from inspect import signature

from lib.figures.captions import (
    alternative,
    class_words,
    facts,
    file_stem,
    made_up_words,
    place_words,
    source_line,
    status_words,
    subtitle,
    type_words,
)
from lib.figures.drawing import Chart
from lib.figures.figure import Figure, Table, Topic
from lib.figures.headlines import headline
from lib.figures.provenance import made_up_note
from lib.figures.table_notes import has_inhabitants, table_notes
from lib.metrics.status import year_statuses
from lib.metrics.view import View, cached
from lib.words import _

NO_TOPIC = Topic()
_APART = ("by", "table")


@dataclass(frozen=True)
class Content:
    """The part of a figure that its recipe makes: table, drawing and own notes. The rest is added for all.

    ``view`` is what the figure looks at, which may be more years or fewer filters than were asked for.
    ``years`` are those shown beside each other, where they are not the selection's own. ``topic`` says what
    the table answers; its years, places and filters are filled in. ``nothing`` says why there is nothing to
    show, where that is not the selection. ``title`` is one that the selection changes.
    """

    view: View
    unit: str
    table: Table
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    topic: Topic = NO_TOPIC
    nothing: str = ""
    title: str = ""


class Recipe:
    """One kind of figure. Call it with a view and its choices for the figure, which is cached.

    ``key`` is the name of the function with hyphens. ``choices`` are those that a name tells, each with its
    values; the function's own defaults are left out of names. A choice of _APART tells figures of the same
    recipe on one page apart. ``is_listed`` says whether it is offered for presentations and searched;
    ``of_one_municipality`` that it is about one, which must be chosen; ``of_one_place`` that a county will
    do. ``compares`` says that it shows the places that are compared; other figures ignore all but the first.
    """

    def __init__(
        self,
        function: Callable[..., Content],
        title: str | Callable[..., str],
        choices: Mapping[str, tuple[str, ...]],
        *,
        is_listed: bool,
        of_one_municipality: bool,
        of_one_place: bool,
        compares: bool,
        finish: Callable[[Figure], Figure] | None,
    ) -> None:
        update_wrapper(self, function)
        self.key = function.__name__.replace("_", "-")
        self.content, self.choices = function, choices
        self.is_listed, self.compares = is_listed, compares
        self.of_one_municipality, self.of_one_place = of_one_municipality, of_one_place
        self._title, self._finish = title, finish
        self._defaults = {name: each.default for name, each in signature(function).parameters.items()}
        self._figure = cached(256)(self._make_figure)

    def __call__(self, view: View, **choices: object) -> Figure:
        """The figure of a view."""
        if view.selection.against and not self.compares:
            view = view.with_selection(replace(view.selection, against=()))
        return self._figure(view, **choices)

    def title(self, **choices: object) -> str:
        """The title of the figure with these choices; it is the same for every view."""
        return _(self._title) if isinstance(self._title, str) else self._title(**choices)

    def name(self, **choices: object) -> str:
        """``region-map:level=municipality:metric=doctors``: the key, and choices that are not defaults."""
        chosen = [
            f"{name}={choices[name]}"
            for name in self.choices
            if choices.get(name, self._defaults[name]) != self._defaults[name]
        ]
        return ":".join([self.key, *sorted(chosen)])

    def names(self) -> dict[str, dict[str, str]]:
        """The names of all figures that the recipe makes → their choices."""
        made: list[dict[str, str]] = [{}]
        for name, values in self.choices.items():
            made = [{**one, name: value} for one in made for value in values]
        return {self.name(**one): one for one in made}

    def _make_figure(self, view: View, **choices: object) -> Figure:
        content = self.content(view, **choices)
        title = content.title or self.title(**choices)
        apart = [re.sub(r"\W|_", "-", str(choices[name])) for name in _APART if name in choices]
        id = "-".join([self.key, *apart])
        made = figure_of(content, title, id=id, name=self.name(**choices))
        made = replace(made, finding=headline(made))
        return self._finish(made) if self._finish else made


def recipe(
    title: str | Callable[..., str],
    *,
    is_listed: bool = True,
    of_one_municipality: bool = False,
    of_one_place: bool = False,
    compares: bool = False,
    finish: Callable[[Figure], Figure] | None = None,
    **choices: tuple[str, ...],
) -> Callable[[Callable[..., Content]], Recipe]:
    """Make a recipe of a function of a view. ``title``: a message id, or a function of the choices.

    ``finish`` adds what is made of the finished figure.
    """
    settings = {
        "is_listed": is_listed,
        "of_one_municipality": of_one_municipality,
        "of_one_place": of_one_place,
        "compares": compares,
        "finish": finish,
    }
    return lambda function: Recipe(function, title, choices, **settings)


def figure_of(content: Content, title: str, *, id: str, name: str) -> Figure:
    """Make the figure of a content: add the subtitle, source, notes and alternative text that all have."""
    view, table, years = content.view, content.table, content.years
    caption = subtitle(view, content.unit, years=years)
    columns = content.chart.columns if content.chart else ()
    return Figure(
        id=id,
        name=name,
        title=title,
        subtitle=caption,
        chart=content.chart,
        table=table,
        alt=alternative(title, caption, table, columns, nothing=content.nothing),
        source=source_line(view.extract, with_inhabitants=has_inhabitants(table)),
        file_stem=file_stem(title, view, years=years),
        facts=facts(view, content.unit, table, years=years),
        notes=(
            *content.notes,
            *table_notes(view, table, years or view.selection.years),
            *made_up_note(view, table, content.topic, years),
        ),
        topic=_filled(view, content.topic, years),
        nothing=content.nothing,
        made_up=made_up_words(view.extract).upper(),
    )


def _filled(view: View, topic: Topic, years: tuple[int, ...]) -> Topic:
    shown, statuses = years or view.selection.years, year_statuses(view)
    known = [statuses[year] for year in shown if year in statuses]
    return replace(
        topic,
        years=shown,
        is_sum=not years and len(shown) > 1,
        place=place_words(view),
        classes=class_words(view),
        types=type_words(view),
        status=status_words(view, shown),
        undecided=tuple(status.year for status in known if not status.is_decided),
        pending=tuple(status.year for status in known if status.is_pending),
        awaited=tuple(
            status.awaited
            for status in known
            if not status.is_decided and status.year in view.selection.years
        ),
    )

"""Every figure by its name, for a link, a deck and the command line: ``region-map:metric=doctors``."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from urllib.parse import parse_qsl, urlencode

from lib.extract.model import Extract
from lib.figures import by_class, changing, growing, history, money, reaching, sheet
from lib.figures.build import name_of
from lib.figures.change_map import change_map, change_ranking
from lib.figures.figure import Figure
from lib.figures.where import MAP_METRICS, region_map, region_ranking
from lib.figures.year_maps import year_maps
from lib.metrics.filters import FILTERS
from lib.metrics.growth import DOCTORS, MUNICIPALITIES
from lib.metrics.selection import Selection
from lib.words import _

Choice = tuple[Callable[..., Figure], dict[str, str]]
_UNSAID_BORDERS = ["2020"]  # what a tag means that says no borders
_LEVELS = ("county", "municipality")
_SCALES = ("classes", "ramp")


class FigureError(Exception):
    """A figure that cannot be made as asked. The message is for the reader."""


def _every(function: Callable[..., Figure], **choices: tuple[str, ...]) -> list[Choice]:
    """The function with every combination of its choices."""
    made: list[dict[str, str]] = [{}]
    for name, values in choices.items():
        made = [{**one, name: value} for one in made for value in values]
    return [(function, one) for one in made]


@cache
def names() -> dict[str, Choice]:
    """Every figure there is: name → the function and its choices."""
    places = {"metric": MAP_METRICS, "level": _LEVELS}
    ways = {**places, "of": ("absolute", "percent")}
    found = [
        *_every(history.count_history),
        *_every(history.money_history),
        *_every(region_map, **places, scale=_SCALES),
        *_every(region_ranking, **places),
        *_every(change_map, **ways, scale=_SCALES),
        *_every(change_ranking, **ways),
        *_every(year_maps, **places, scale=_SCALES),
        *_every(reaching.without_grants, by=("county", "centrality")),
        *_every(reaching.never_applied),
        *_every(reaching.came_and_left),
        *_every(by_class.class_chart, by=by_class.CLASSES, measure=tuple(by_class.measure_labels())),
        *_every(by_class.class_shares, by=by_class.CLASSES),
        *_every(by_class.class_table, by=by_class.CLASSES),
        *_every(growing.yearly_growth, metric=("doctors", "municipalities")),
        *_every(growing.gross_and_net, of=(DOCTORS, MUNICIPALITIES)),
        *_every(growing.growth_by, by=(*growing.PLACES, "centrality")),
        *_every(changing.changed_type),
        *_every(money.budget_steps),
        *_every(money.per_month),
        *_every(money.parts_of_applied),
        *_every(money.earlier_schemes),
        *_every(sheet.by_year),
        *_every(sheet.shares),
        *_every(sheet.among, by=by_class.CLASSES),
    ]
    return {name_of(inspect.unwrap(function), choices): (function, choices) for function, choices in found}


def offered() -> tuple[str, ...]:
    """The names to choose from: of two names for the same figure, the first."""
    again = {name_of(by_class.class_shares, {"by": by}) for by in by_class.CLASSES}
    return tuple(name for name in names() if name not in again)


def title_of(name: str) -> str:
    """The title of a figure whatever it is about, which needs no extract."""
    function, choices = names()[name]
    return function.title(**choices)


def make(extract: Extract, selection: Selection, name: str) -> Figure:
    """The figure of that name for a selection. Raises FigureError."""
    if name not in names():
        raise FigureError(_("There is no figure called {name}.").format(name=name))
    function, choices = names()[name]
    if function.__module__ == sheet.__name__ and len(selection.municipalities) != 1:
        raise FigureError(_("This figure is about one municipality: choose one."))
    return function(extract, selection, **choices)


def tag_of(name: str, selection: Selection) -> str:
    """A figure's name with its selection, so that it can be made again: for a deck that is renewed."""
    default = Selection(years=())
    told = [
        (field.name, ",".join(map(str, value)) if isinstance(value, tuple) else str(value))
        for field in fields(Selection)
        if (value := getattr(selection, field.name)) != getattr(default, field.name)
    ]
    return f"{name}?{urlencode(told)}"


def read_tag(tag: str) -> tuple[str, Selection]:
    """The name and the selection of a tag. Raises FigureError for one that is not ours."""
    name, _mark, told = tag.partition("?")
    try:
        chosen = {key: text.split(",") for key, text in parse_qsl(told, strict_parsing=True)}
        borders = int(chosen.pop("borders", _UNSAID_BORDERS)[0])
        own = chosen.pop("as_published", ["False"]) == ["True"]
        kinds = {"years": int} | {each.field: each.kind for each in FILTERS}
        codes = {key: tuple(map(kinds.get(key, str), values)) for key, values in chosen.items()}
        return name, Selection(**codes, borders=borders, as_published=own)
    except (ValueError, TypeError) as error:
        raise FigureError(_("There is no figure called {name}.").format(name=tag)) from error

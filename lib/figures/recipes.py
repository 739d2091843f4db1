"""Every recipe there is, and every figure by its name for a link, a deck and the command line."""

from dataclasses import fields
from functools import cache
from urllib.parse import parse_qsl, urlencode

from lib.figures.budget_figures import budget_steps, earlier_schemes, parts_of_applied, per_month
from lib.figures.change_map import change_map, change_ranking
from lib.figures.class_figures import class_chart, class_shares, class_table
from lib.figures.comparison import comparison, comparison_chart
from lib.figures.extract_list import extract_list
from lib.figures.extract_quality import differences, quality_report
from lib.figures.figure import Figure
from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import growth_by, yearly_growth
from lib.figures.key_figures import key_figures
from lib.figures.largest_changes import largest_changes
from lib.figures.municipality_sheet import by_year, shares
from lib.figures.peers import among, among_counties, similar
from lib.figures.place_figures import place_figures
from lib.figures.reach_figures import came_and_left, never_applied, without_grants
from lib.figures.recipe import Recipe
from lib.figures.region_figures import region_map, region_ranking
from lib.figures.scheme_history import count_history, money_history
from lib.figures.trust import definitions, extract_facts, reconciliation
from lib.figures.type_changes import changed_type
from lib.figures.year_maps import year_maps
from lib.metrics.filters import FILTERS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import _

# In the order in which a reader meets them in lists.
RECIPES: tuple[Recipe, ...] = (
    key_figures, count_history, money_history,
    region_map, region_ranking, change_map, change_ranking, year_maps,
    without_grants, never_applied, came_and_left,
    class_chart, class_shares, class_table,
    yearly_growth, gross_and_net, growth_by, changed_type,
    budget_steps, per_month, parts_of_applied, earlier_schemes,
    comparison, comparison_chart,
    place_figures, by_year, shares, among, among_counties, similar, largest_changes,
    extract_facts, quality_report, differences, extract_list, reconciliation, definitions,
)  # fmt: skip
_UNSAID_BORDERS = ["2020"]  # the borders of a tag without any


class FigureError(Exception):
    """A figure that cannot be made as asked. The message is for the reader."""


@cache
def names() -> dict[str, tuple[Recipe, dict[str, str]]]:
    """Every name that a figure can be made by again → its recipe and the choices."""
    return {
        name: (each, choices) for each in RECIPES if each.is_listed for name, choices in each.names().items()
    }


def offered() -> tuple[str, ...]:
    """The names to choose from: of two names for the same figure, the first."""
    return tuple(name for name in names() if name not in class_shares.names())


def title_of(name: str) -> str:
    """The title of a figure for every view; needs no extract."""
    recipe, choices = names()[name]
    return recipe.title(**choices)


def make(view: View, name: str) -> Figure:
    """The figure of that name. Raises FigureError."""
    require(view, name)
    recipe, choices = names()[name]
    return recipe(view, **choices)


def require(view: View, *wanted: str) -> None:
    """Raise FigureError where a figure cannot be made, without making any."""
    for name in wanted:
        if name not in names():
            raise FigureError(_("There is no figure called {name}.").format(name=name))
        if lacking := _lacking(names()[name][0], view.selection):
            raise FigureError(lacking.format(name=name))


def _lacking(recipe: Recipe, selection: Selection) -> str:
    """What a selection lacks for a figure, ``{name}``; empty where nothing is lacking."""
    chosen = selection.municipalities or selection.counties
    if recipe.of_one_municipality and len(selection.municipalities) != 1:
        return _("The figure {name} is about one municipality, and none is chosen.")
    if recipe.of_one_place and len(chosen) != 1:
        return _("The figure {name} is about one county or one municipality, and none is chosen.")
    if recipe.compares and not selection.against:
        return _("The figure {name} compares places, and none is chosen to compare with.")
    return ""


def tag_of(name: str, selection: Selection) -> str:
    """A figure's name with its selection, so that it can be made again: for a deck that is renewed."""
    default = Selection(years=())
    query = [
        (field.name, ",".join(map(str, value)) if isinstance(value, tuple) else str(value))
        for field in fields(Selection)
        if (value := getattr(selection, field.name)) != getattr(default, field.name)
    ]
    return f"{name}?{urlencode(query)}"


def read_tag(tag: str) -> tuple[str, Selection]:
    """The name and the selection of a tag. Raises FigureError for one that is not ours."""
    name, _mark, query = tag.partition("?")
    try:
        chosen = {key: text.split(",") for key, text in parse_qsl(query, strict_parsing=True)}
        borders = int(chosen.pop("borders", _UNSAID_BORDERS)[0])
        own = chosen.pop("as_published", ["False"]) == ["True"]
        kinds = {"years": int} | {each.field: each.kind for each in FILTERS}
        codes = {key: tuple(map(kinds.get(key, str), values)) for key, values in chosen.items()}
        return name, Selection(**codes, borders=borders, as_published=own)
    except (ValueError, TypeError) as error:
        raise FigureError(_("There is no figure called {name}.").format(name=tag)) from error

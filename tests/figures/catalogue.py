"""Every figure there is, with each of its choices; built once per selection."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from lib.extract.extract_history import extracts
from lib.extract.findings import Finding, Report
from lib.figures import class_figures, recipes, trust
from lib.figures.comparison import CHARTS
from lib.figures.figure import Figure
from lib.figures.recipe import Recipe
from lib.figures.regions import LEVELS, MAP_METRICS
from lib.metrics.growth import DOCTORS, MUNICIPALITIES
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.handmade import DATA
from tests.metrics.rows import demo_extract
from tests.metrics.selections import drawn

Make = Callable[[Selection], Figure]
EXTRACT = demo_extract()
AGAINST = ("18", "4601")  # compared with whatever is chosen; codes of both borders
BY_CLASS = [{"by": by} for by in class_figures.CLASSES]
REGIONS = [{"metric": metric, "level": level} for level in LEVELS for metric in MAP_METRICS]
CHANGES = [
    {"metric": metric, "level": level, "of": of}
    for metric in ("doctors", "grants_per_100k")
    for level in LEVELS
    for of in ("absolute", "percent")
]


class Found(Report):
    """A report under a short name, for the label of a figure."""

    def __str__(self) -> str:
        return "some" if self.findings else "none"


class Named(tuple):
    """The committed extracts under a short name, for the label of a figure."""

    def __new__(cls, name: str, listed: tuple) -> "Named":
        made = super().__new__(cls, listed)
        made.name = name
        return made

    def __str__(self) -> str:
        return self.name


RAMP = {"metric": "applied_per_grant_nok", "scale": "ramp"}
# What each figure lets the reader choose. A figure with a choice that is not here makes the tests fail.
CHOICES: dict[str, list[dict]] = {
    "region_map": [*REGIONS, RAMP],
    "change_map": [*CHANGES, {**RAMP, "of": "percent"}],
    "change_ranking": CHANGES,
    "year_maps": [{"metric": "grants", "level": level} for level in LEVELS] + [RAMP],
    "region_ranking": REGIONS,
    "without_grants": [{"by": "county"}, {"by": "centrality"}],
    "among": BY_CLASS,
    "comparison_chart": [{"by": by} for by in CHARTS],
    "class_table": BY_CLASS,
    "class_chart": [
        {**by, "measure": measure} for by in BY_CLASS for measure in class_figures.measure_labels()
    ],
    "class_shares": BY_CLASS,
    "yearly_growth": [{"metric": "doctors"}, {"metric": "municipalities"}],
    "gross_and_net": [{"of": DOCTORS}, {"of": MUNICIPALITIES}],
    "growth_by": [{"by": "county"}, {"by": "municipality"}, {"by": "centrality"}],
    "quality_report": [
        {},
        {"report": Found()},
        {"report": Found((Finding("a.csv", "b", "c", count=2, rows=(3, 4)),))},
    ],
    "extract_list": [{"listed": Named("every extract", extracts(DATA))}],
    "reconciliation": [{"table": table} for table in trust.published_tables(EXTRACT)],
}
NARROW = (  # by hand: a single class, a type alone, a few grants, nothing at all
    Selection(years=(2023,)),
    Selection(years=(2022,)),
    Selection(years=(2022, 2023)),
    Selection(years=(2023,), grant_types=("guidance",)),
    Selection(years=(2022,), counties=("56",), borders=2024),
    Selection(years=(2023,), counties=("03",), centralities=(6,)),
    Selection(years=(2022, 2023), municipalities=("1835",)),
    Selection(years=(2022, 2023), municipalities=("1836", "1837"), borders=2024),
    Selection(years=(2023,), centralities=(5,), grant_types=("guidance",)),
    Selection(years=(2022,), counties=("18",), sizes=("e",)),
    Selection(years=(2023,), sizes=("g",), grant_types=("alis",)),
)
SELECTIONS = (*NARROW, *drawn(EXTRACT, 40 - len(NARROW), seed=2019))
TRIED = SELECTIONS[::3] if "QUICK_TESTS" in os.environ else SELECTIONS  # with every figure


def makers() -> dict[str, Make]:
    """Figure and choice → how to make it for a selection."""
    made: dict[str, Make] = {}
    for recipe in recipes.RECIPES:
        for choice in CHOICES.get(recipe.content.__name__, [{}]):
            label = " ".join([recipe.content.__name__, *map(str, choice.values())])
            made[label] = partial(_make, recipe, choice)
    return made


def _make(recipe: Recipe, choice: dict, chosen: Selection) -> Figure:
    if recipe.compares:
        chosen = replace(chosen, against=AGAINST)
    if recipe.of_one_municipality or recipe.of_one_place:  # Voss, wherever else we look
        chosen = replace(chosen, counties=("46",), municipalities=("4621",))
    return recipe(View(EXTRACT, chosen), **choice)


MAKERS = makers()


class Built(Mapping[str, Figure]):
    """Every figure for a selection by its label, each made when it is asked for."""

    def __init__(self, chosen: Selection) -> None:
        self.chosen = chosen
        self.made: dict[str, Figure] = {}

    def __getitem__(self, label: str) -> Figure:
        if label not in self.made:
            self.made[label] = MAKERS[label](self.chosen)
        return self.made[label]

    def __iter__(self) -> Iterator[str]:
        return iter(MAKERS)

    def __len__(self) -> int:
        return len(MAKERS)


built = cache(Built)


def everywhere(kind: str = "") -> Iterator[tuple[str, Selection, Figure]]:
    """Every figure whose label begins with ``kind``, for every selection that is tried."""
    for chosen in TRIED:
        for label in MAKERS:
            if label.startswith(kind):
                yield label, chosen, built(chosen)[label]

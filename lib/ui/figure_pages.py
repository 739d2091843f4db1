"""Which page shows a figure, and the switches that it takes."""

from lib.figures import recipes
from lib.figures.regions import MEASURES
from lib.ui.controls import NAMES
from lib.ui.map_choice import AGAINST, CHANGES, LEVELS, NOW, YEARS

Switches = dict[str, str]  # URL parameter → value

_MEASURES = {id: name for name, id in NAMES.items()}
# Metric of the map → its measure and what it is measured against, as in a link.
_ON_MAP = {
    metric: {"maal": _MEASURES[measure], "per": against}
    for measure, bases in MEASURES.items()
    for against, base in AGAINST.items()
    if (metric := bases.get(base))
}
_LEVELS = {level: name for name, level in LEVELS.items()}
_CHANGES = {change: name for name, change in CHANGES.items()}
# Key of a recipe → the page that shows its only figure, or all of them.
_PAGES = {
    "key-figures": "",
    "count-history": "",
    "money-history": "",
    "class-table": "sentralitet",
    "budget-steps": "budsjett",
    "per-month": "budsjett",
    "parts-of-applied": "budsjett",
    "earlier-schemes": "budsjett",
    "by-year": "kommune",
    "among": "kommune",
    "shares": "kommune",
}
_FLOWS = {"doctor_id": "leger", "outline": "kommuner"}


def where_shown(name: str) -> tuple[str, Switches] | None:
    """The path of the page that shows a figure, by its name, and its switches.

    None for one that no page shows whatever is chosen, such as a scale that its map is switched to.
    """
    recipe, choices = recipes.names()[name]
    key = recipe.key
    if key in _PAGES:
        return _PAGES[key], {}
    if key in ("region-map", "region-ranking", "change-map", "change-ranking", "year-maps"):
        return _of_map(key, choices)
    if key in ("without-grants", "never-applied", "came-and-left"):
        return "kart", {"maal": _MEASURES["reach"]}
    if key in ("class-chart", "class-shares"):
        measure = _MEASURES.get(choices.get("measure", "shares"))
        return ("sentralitet", {"maal": measure}) if measure else None
    return _of_growth(key, choices)


def _of_map(key: str, choices: dict[str, str]) -> tuple[str, Switches] | None:
    level = choices.get("level", "county")
    if choices.get("scale", "classes") != "classes" or (key == "year-maps" and level != "county"):
        return None
    shows = YEARS if key == "year-maps" else NOW
    if key.startswith("change-"):
        shows = _CHANGES[choices.get("of", "absolute")]
    return "kart", {**_ON_MAP[choices["metric"]], "vis": shows, "niva": _LEVELS[level]}


def _of_growth(key: str, choices: dict[str, str]) -> tuple[str, Switches] | None:
    if key == "yearly-growth":
        return "vekst", {"maal": _MEASURES[choices["metric"]]}
    if key == "gross-and-net":
        return "vekst", {"maal": _FLOWS[choices.get("of", "doctor_id")]}
    if key == "growth-by":
        return ("vekst", {"maal": "steder"}) if choices["by"] != "municipality" else None
    return ("vekst", {"maal": "typer"}) if key == "changed-type" else None

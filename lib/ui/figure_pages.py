"""Which page shows a figure, and the switches that it takes."""

from lib.figures import recipes
from lib.figures.regions import MEASURES
from lib.metrics.growth import COUNTED, DOCTORS
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
    "budget-steps": "budsjett",
    "parts-of-applied": "budsjett",
    "earlier-schemes": "budsjett",
    "by-year": "kommune",
    "among": "kommune",
    "shares": "kommune",
    "similar": "kommune",
    "without-grants": "rekkevidde",
    "never-applied": "rekkevidde",
    "came-and-left": "rekkevidde",
}
# Those that a page shows for some choices of places only: of a county, of none, of several.
_FOR_SOME_PLACES = ("comparison", "comparison-chart", "place-figures", "among-counties", "largest-changes")
_HISTORIES = {"count-history": "leger", "money-history": "sokt"}
_CLASSES = {"centrality": "sentralitet", "size_class": "storrelse"}
_COUNTED = {of: metric for metric, of in COUNTED.items()}


def where_shown(name: str) -> tuple[str, Switches] | None:
    """The path of the page that shows a figure, by its name, and its switches.

    None for one that no page shows whatever is chosen, such as a scale that its map is switched to, or places
    that are compared.
    """
    recipe, choices = recipes.names()[name]
    key = recipe.key
    if key in _FOR_SOME_PLACES:
        return None
    if key in _PAGES:
        return _PAGES[key], {}
    if key in ("region-map", "region-ranking", "change-map", "change-ranking", "year-maps"):
        return _of_map(key, choices)
    if key == "per-month":
        return "budsjett", {"belop": "maaned"}
    if key in _HISTORIES:
        return "", {"maal": _HISTORIES[key]}
    if key in ("class-chart", "class-shares", "class-table"):
        return _of_classes(key, choices)
    return _of_growth(key, choices)


def _of_classes(key: str, choices: dict[str, str]) -> tuple[str, Switches] | None:
    measure = _MEASURES.get(choices.get("measure", "shares"))
    if measure is None:
        return None
    switches = {"inndeling": _CLASSES[choices["by"]]}
    return "sentralitet", switches if key == "class-table" else {**switches, "maal": measure}


def _of_map(key: str, choices: dict[str, str]) -> tuple[str, Switches] | None:
    level = choices.get("level", "county")
    if choices.get("scale", "classes") != "classes" or (key == "year-maps" and level != "county"):
        return None
    shows = YEARS if key == "year-maps" else NOW
    if key.startswith("change-"):
        shows = _CHANGES[choices.get("of", "absolute")]
    return "kart", {**_ON_MAP[choices["metric"]], "vis": shows, "niva": _LEVELS[level]}


def _of_growth(key: str, choices: dict[str, str]) -> tuple[str, Switches] | None:
    if key == "growth-by" and choices["by"] == "municipality":
        return None
    metric = choices.get("metric", "doctors")
    if key == "gross-and-net":
        metric = _COUNTED[choices.get("of", DOCTORS)]
    return "vekst", {"maal": _MEASURES[metric]}

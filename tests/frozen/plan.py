"""What both versions of a comparison are asked for, the same at every run."""

from random import Random
from urllib.parse import urlencode

from tests.frozen import files
from tests.truth.states import states

SEED = 40
DRAWN = 3  # selections of each figure whose spec, slide and workbook are looked at too
OF_ONE_MUNICIPALITY = ("by-year", "shares", "among")
_VOSS = {"counties": "46", "municipalities": "4621"}


def plan(figures: int | None, number: int) -> dict:
    """So many figures, each name once before any comes twice, and so many states of the pages.

    Without a number of figures, every name over every selection.
    """
    chosen = _figures()[:figures]
    # Figures of the same selection share what is computed.
    chosen.sort(key=lambda asked: asked["tag"].partition("?")[2])
    return {"figures": chosen, "states": [_state(state) for state in states(500)[:number]]}


def _figures() -> list[dict]:
    """Every name over every selection; two selections may be the same, of a figure about one municipality."""
    random = Random(SEED)
    names = [name for name in files.read(files.FIGURES) if name != "searched"]
    order = {name: random.sample(files.read(files.SELECTIONS), 40) for name in names}
    found = {}
    for turn in range(40):
        random.shuffle(names)
        for name in names:
            tag = f"{name}?{_about(name, order[name][turn])}"
            if turn == DRAWN - 1:
                tag += "&language=en"
            found.setdefault(tag, {"tag": tag, "drawn": turn < DRAWN})
    return list(found.values())


def _about(name: str, query: str) -> str:
    """The selection, of one municipality where the figure is about one."""
    if not name.startswith(OF_ONE_MUNICIPALITY):
        return query
    chosen = dict(part.split("=") for part in query.split("&"))
    rest = {key: text for key, text in chosen.items() if key not in (*_VOSS, "borders")}
    return "&".join([*(f"{key}={text}" for key, text in rest.items()), urlencode(_VOSS)])


def _state(state) -> dict:
    params = {name: list(values) for name, values in state.params.items()}
    return {"extract": state.extract, "page": state.page, "params": params, "address": state.address}

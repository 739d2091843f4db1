"""Selections a reader could make, drawn with a fixed seed: the same ones on every machine."""

from random import Random

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.selection import BORDERS, Selection

SEED = 20231020
_FIELDS = {
    "county": "counties",
    "centrality": "centralities",
    "size_class": "sizes",
    "grant_type": "grant_types",
    "municipality": "municipalities",
}


def drawn(extract: Extract, number: int, *, seed: int = SEED) -> tuple[Selection, ...]:
    """Selections with no filter or several, in both borders; some leave few grants, some none."""
    random = Random(seed)
    return tuple(_one(extract, random) for _ in range(number))


def _one(extract: Extract, random: Random) -> Selection:
    borders, years = random.choice(BORDERS), frames.years(extract)
    chosen = {}
    for column, field in _FIELDS.items():
        if random.random() < (0.2 if column == "municipality" else 0.35):
            codes = list(DIMENSIONS[column].members(extract, borders))
            chosen[field] = tuple(random.sample(codes, random.randint(1, min(4, len(codes)))))
    some = random.sample(years, random.randint(1, len(years)))
    return Selection(years=tuple(sorted(some)), borders=borders, **chosen)

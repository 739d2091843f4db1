"""How many grants each municipality has: both years, both types, exact at every published margin."""

from dataclasses import dataclass

import numpy as np

from lib.build.demo.published import BOTH, FIRST, SECOND, Places, Published
from lib.build.demo.rounding import controlled_rounding, rake, shares

WEIGHT = 1_000_000  # a weight of one, as the whole number that exact shares need


@dataclass(frozen=True)
class Counts:
    """Grants per municipality of one year; the arrays follow the municipalities of ``Places``."""

    alis: np.ndarray
    guidance: np.ndarray


def grants_by_municipality(
    places: Places, published: Published, generator: np.random.Generator
) -> dict[int, Counts]:
    """The number of grants per year and municipality.

    2023 follows population, raked to the three published margins and rounded under control. 2022 has no
    published margins: its doctors follow the same rates, one grant per doctor and type.
    """
    present = _present(places, published, generator)
    spread = {"alis": 0.25, "guidance": 0.5}
    people = {kind: places.population * _noise(spread[kind], places, generator) for kind in spread}
    margins = {kind: places.margins(published, f"grants_{kind}") for kind in spread}
    rate = {kind: rake(people[kind] * present[SECOND], margins[kind]) for kind in spread}
    expected = {kind: people[kind] * rate[kind] for kind in spread}
    second = Counts(
        alis=controlled_rounding(expected["alis"] * present[SECOND], margins["alis"], at_least=1),
        guidance=controlled_rounding(expected["guidance"] * present[SECOND], margins["guidance"]),
    )
    # Guidance was much more common in 2022 than in 2023, so its 2022 doctors follow the agreements instead.
    doctors, likely = published.doctors(FIRST), WEIGHT * expected["alis"] * present[FIRST]
    first = Counts(
        alis=shares(doctors.alis, np.rint(likely * _noise(0.2, places, generator)), at_least=1),
        guidance=shares(doctors.guidance, np.rint(likely * _noise(0.2, places, generator))),
    )
    return {FIRST: first, SECOND: second}


def _noise(spread: float, places: Places, generator: np.random.Generator) -> np.ndarray:
    """A factor around one per municipality: no two have quite the same rate."""
    return np.exp(generator.normal(0, spread, len(places.code)))


def _present(places: Places, published: Published, generator: np.random.Generator) -> dict[int, np.ndarray]:
    """Which municipalities take part in each year (0 or 1).

    Those where a first grant comes soonest, if grants came at random at the published rates: nearly every
    larger municipality, and some of the small. Who joined and who left is drawn among the smaller ones.
    """
    both = published.value("derived", BOTH, "municipalities_both_years")
    joined = published.value("derived", BOTH, "municipalities_only_2023")
    left = published.value("derived", BOTH, "municipalities_only_2022")
    people = places.population.astype(float)
    expected = people * rake(people, places.margins(published, "grants_alis"))
    first_grant = generator.exponential(size=len(people)) / expected
    ever = np.argsort(first_grant, kind="stable")[: both + joined + left]
    ever = ever[np.argsort(-expected[ever], kind="stable")]
    settled = 3 * both // 4
    drawn = generator.permutation(ever[settled:])
    present = {year: np.zeros(len(places.code), dtype=np.int64) for year in (FIRST, SECOND)}
    for year in present:
        present[year][ever[:settled]] = 1
        present[year][drawn[: both - settled]] = 1
    present[FIRST][drawn[len(drawn) - left :]] = 1
    present[SECOND][drawn[both - settled : len(drawn) - left]] = 1
    return present

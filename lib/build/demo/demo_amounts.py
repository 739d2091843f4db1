"""Kroner of each grant: exact at every published total, and of a believable size row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.build.demo.demo_grants import Grant
from lib.build.demo.published import FIRST, SECOND, Period, Places, Published
from lib.build.demo.rounding import DemoError, Margin, controlled_rounding, rake, shares

SUPPLEMENT_CENTRALITY = "6"
PARTS = {"all": "amount", "guidance": "amount_guidance_only", "supplement": "amount_centrality6_supplement"}
FIXED_PER_MILLE = 300  # of a grant's amount that does not depend on its months
SALARIED_PER_MILLE = 1_040  # a salaried doctor's agreement costs slightly more (table 6.1 of 2021)
SPREAD = 12_000  # of a hundred thousand: how far an amount strays from its norm, either way
UNDERPAID_ONE_IN = 7  # grants paid less than applied for: the doctor started late or left


@dataclass(frozen=True)
class Amounts:
    """Whole NOK per grant, in the order of the grants; ``applied`` contains ``supplement``."""

    applied: np.ndarray
    supplement: np.ndarray
    paid: np.ndarray


def amounts_of(
    grants: Sequence[Grant],
    periods: Mapping[int, Period],
    places: Places,
    published: Published,
    paid_2023: int,
    generator: np.random.Generator,
) -> Amounts:
    """The amounts of every grant.

    Guidance is shared from its own published totals. What is left of 2023 for the agreements meets the three
    margins, and the supplements are a part of it. 2022 has only its totals: it takes the level of each
    municipality from 2023.
    """
    weight = _weights(grants, periods, generator)
    place = np.array([grant.place for grant in grants])
    agreement = np.array([grant.grant_type == "alis" for grant in grants])
    remote = agreement & (np.array(places.centrality)[place] == SUPPLEMENT_CENTRALITY)
    now = np.array([grant.year == SECOND for grant in grants])
    total = {
        (year, part): published.value("2.1", year, name)
        for year in (FIRST, SECOND)
        for part, name in PARTS.items()
    }

    guidance = shares(total[SECOND, "guidance"], weight * (now & ~agreement))
    guidance += shares(total[FIRST, "guidance"], weight * (~now & ~agreement))
    margins = [
        Margin(margin.group, margin.totals - _whole(margin.sums(_per_place(guidance * now, place, places))))
        for margin in places.margins(published, "amount")
    ]
    agreed, level = _meeting_margins(weight * (now & agreement), place, places, margins)
    supplement = shares(total[SECOND, "supplement"], agreed * remote)

    likely = weight * level[place] * (~now & agreement)
    supplement += shares(total[FIRST, "supplement"], _whole(likely * remote))
    without = 1 - total[SECOND, "supplement"] / agreed[remote].sum()  # the part of them that is no supplement
    left = total[FIRST, "all"] - total[FIRST, "guidance"] - total[FIRST, "supplement"]
    agreed += shares(left, _whole(likely * np.where(remote, without, 1))) + supplement * ~now
    applied = guidance + agreed
    return Amounts(applied, supplement, _paid(applied, now, paid_2023, generator))


def _meeting_margins(
    weight: np.ndarray, place: np.ndarray, places: Places, margins: Sequence[Margin]
) -> tuple[np.ndarray, np.ndarray]:
    """Whole NOK per grant that meet the margins, and the level (NOK per weight) of each municipality."""
    start = _per_place(weight, place, places)
    level = rake(start, margins)
    amounts = np.zeros_like(weight)
    for number, total in enumerate(controlled_rounding(start * level, margins)):
        if total:
            amounts += shares(int(total), weight * (place == number))
    return amounts, level


def _paid(applied: np.ndarray, now: np.ndarray, total: int, generator: np.random.Generator) -> np.ndarray:
    """Paid NOK: the amount applied for, except in a few grants of 2023 that were paid less."""
    few = now & (generator.integers(UNDERPAID_ONE_IN, size=len(applied)) == 0)
    share = generator.integers(1, 4, size=len(applied))
    unpaid = shares(int(applied[now].sum()) - total, applied * share * few)
    if (unpaid > applied).any():
        raise DemoError("more is left unpaid than the few grants were applied for")
    return applied - unpaid


def _per_place(values: np.ndarray, place: np.ndarray, places: Places) -> np.ndarray:
    """Values per grant summed to municipalities."""
    return np.bincount(place, weights=values, minlength=len(places.code))


def _whole(values: np.ndarray) -> np.ndarray:
    return np.rint(values).astype(np.int64)


def _weights(
    grants: Sequence[Grant], periods: Mapping[int, Period], generator: np.random.Generator
) -> np.ndarray:
    """Weights of the grants as whole numbers, from length, practice form and a random spread."""
    spread = 100_000 + generator.integers(-SPREAD, SPREAD + 1, len(grants))
    form = [SALARIED_PER_MILLE if grant.practice_form == "salaried" else 1_000 for grant in grants]
    length = [
        FIXED_PER_MILLE + (1_000 - FIXED_PER_MILLE) * grant.months // periods[grant.year].months
        for grant in grants
    ]
    return np.array(form, dtype=np.int64) * np.array(length, dtype=np.int64) * spread

"""Whole numbers that meet published totals exactly: raking, controlled rounding and exact shares.

A *margin* is one way of grouping the elements (municipalities) with a published total for each group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

MAX_SWEEPS = 5_000
TOLERANCE = 1e-9
REACH = 2  # how far from its target, beyond rounding, an element may end


class DemoError(Exception):
    """The published totals cannot be met by the rows asked for."""


@dataclass(frozen=True)
class Margin:
    """``group[i]`` is the group of element i; ``totals[g]`` is the published total of group g."""

    group: np.ndarray
    totals: np.ndarray

    def sums(self, values: np.ndarray) -> np.ndarray:
        """The sum of the values in each group."""
        return np.bincount(self.group, weights=values, minlength=len(self.totals))


def rake(start: np.ndarray, margins: Sequence[Margin]) -> np.ndarray:
    """One factor per element, so that ``start * factor`` meets every margin (iterative proportional fitting).

    The factor is a product of one number per group, so an element that starts at zero has one too.
    Raises DemoError when the margins contradict each other.
    """
    factor = np.ones(len(start))
    for _sweep in range(MAX_SWEEPS):
        furthest = 0.0
        for margin in margins:
            sums = margin.sums(start * factor)
            wanted = np.divide(margin.totals, sums, out=np.ones(len(sums)), where=sums > 0)
            factor *= wanted[margin.group]
            furthest = max(furthest, float(np.abs(wanted - 1).max()))
        if furthest < TOLERANCE:
            return factor
    raise DemoError(f"the margins cannot be met: still {furthest:.1e} off after {MAX_SWEEPS} sweeps")


def controlled_rounding(targets: np.ndarray, margins: Sequence[Margin], *, at_least: int = 0) -> np.ndarray:
    """The whole numbers nearest to the targets (least squares) that meet every margin exactly.

    Each element climbs from its lowest allowed value by steps of one; a step costs what it adds to the
    squared distance, so steps are taken in order and the program is linear. A target of zero stays zero.
    Raises DemoError when no such numbers exist.
    """
    used = targets > 0
    floor = np.floor(targets).astype(np.int64)
    low = np.where(used, np.maximum(floor - REACH, at_least), 0)
    high = np.where(used, np.maximum(floor, at_least) + 1 + REACH, 0)
    element = np.repeat(np.arange(len(targets)), high - low)
    level = np.concatenate([np.arange(a, b) + 1 for a, b in zip(low, high, strict=True)])
    cost = np.rint(1000 * (2 * (level - targets[element]) - 1))
    rows, wanted, offset = [], [], 0
    for margin in margins:
        rows.append(offset + margin.group[element])
        wanted.append(margin.totals - margin.sums(low))
        offset += len(margin.totals)
    step = np.tile(np.arange(len(element)), len(margins))
    matrix = coo_array((np.ones(len(step)), (np.concatenate(rows), step)), shape=(offset, len(element)))
    total = np.concatenate(wanted)
    solution = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), total, total),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(element)),
        options={"mip_rel_gap": 0},
    )
    if solution.x is None:
        raise DemoError(f"no whole numbers meet the margins: {solution.message}")
    return low + np.bincount(element, weights=np.rint(solution.x), minlength=len(targets)).astype(np.int64)


def shares(total: int, weights: np.ndarray, *, at_least: int = 0) -> np.ndarray:
    """``total`` in whole parts proportional to the weights (largest remainder); a weight of zero gets none.

    The weights are whole numbers; the arithmetic is Python's, exact at any size.
    """
    weights = [int(weight) for weight in weights]
    least = [at_least if weight else 0 for weight in weights]
    rest, whole = total - sum(least), sum(weights)
    if rest < 0 or (rest and not whole):
        raise DemoError(f"{total} cannot be shared by {len(weights)} parts of at least {at_least}")
    parts = [rest * weight // whole if whole else 0 for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(rest * weights[i] % whole if whole else 0), i)
    )
    for i in by_remainder[: rest - sum(parts)]:
        parts[i] += 1
    return np.array([part + minimum for part, minimum in zip(parts, least, strict=True)], dtype=np.int64)

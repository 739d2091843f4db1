"""Class limits for a map: readable numbers, fixed across years so that a colour keeps its meaning."""

from bisect import bisect_right
from itertools import pairwise
from math import floor, log10
from statistics import quantiles

from lib.figures.figure import Kind
from lib.figures.values import written
from lib.words import _

CLASSES = 5
_STEPS = 20  # of the rounding within the spread of the values


def limits(values: list[float]) -> tuple[float, ...]:
    """The inner limits of up to five classes: quantiles of the values, rounded to readable steps."""
    known = sorted(value for value in values if value)
    if len(known) < 2:
        return ()
    step = _readable_step(known[-1] - known[0])
    cuts = quantiles(known, n=CLASSES, method="inclusive")
    rounded = {round(cut / step) * step for cut in cuts}
    return tuple(sorted(int(cut) if cut == int(cut) else round(cut, 6) for cut in rounded if cut > 0))


def _readable_step(spread: float) -> float:
    """A step of 1, 2 or 5 times a power of ten, at least twenty of them in the spread."""
    if spread <= 0:
        return 1
    power = 10.0 ** floor(log10(spread / _STEPS))
    return next(factor * power for factor in (5, 2, 1) if factor * power <= spread / _STEPS)


def class_of(value: float, cuts: tuple[float, ...]) -> int:
    """The class of a value, 0 the lowest; a value on a limit belongs to the class above it."""
    return bisect_right(cuts, value)


def labels(cuts: tuple[float, ...], kind: Kind) -> tuple[str, ...]:
    """What each class holds, lowest first: "under 50", "50–99", "100 eller mer"."""
    if not cuts:
        return (_("all with grants"),)
    texts = [written(cut, kind) for cut in cuts]
    if kind == "count":
        middle = [f"{low}–{written(high - 1, kind)}" for low, high in zip(texts, cuts[1:], strict=False)]
    else:
        middle = [_("{low} to under {high}").format(low=low, high=high) for low, high in pairwise(texts)]
    return (_("under {limit}").format(limit=texts[0]), *middle, _("{limit} or more").format(limit=texts[-1]))

"""Class limits for a map: readable numbers, fixed across years so that a colour keeps its meaning."""

from bisect import bisect_right
from itertools import pairwise
from math import floor, log10
from statistics import quantiles

from lib.figures.figure import Kind
from lib.figures.values import written
from lib.words import _

CLASSES = 5


def limits(values: list[float]) -> tuple[float, ...]:
    """The inner limits of up to five classes: quantiles of the values, rounded to two figures."""
    known = sorted(value for value in values if value)
    if len(known) < 2:
        return ()
    return tuple(sorted({_readable(cut) for cut in quantiles(known, n=CLASSES, method="inclusive")}))


def _readable(value: float) -> float:
    """The value rounded to two significant figures, the second a 0 or a 5."""
    step = 10.0 ** floor(log10(abs(value))) / 2
    rounded = round(value / step) * step
    return int(rounded) if rounded == int(rounded) else round(rounded, 6)


def class_of(value: float, cuts: tuple[float, ...]) -> int:
    """The class of a value, 0 the lowest; a value on a limit belongs to the class above it."""
    return bisect_right(cuts, value)


def labels(cuts: tuple[float, ...], kind: Kind) -> tuple[str, ...]:
    """What each class holds, lowest first: "under 50", "50 til 100", "100 eller mer"."""
    if not cuts:
        return (_("all with grants"),)
    texts = [written(cut, kind) for cut in cuts]
    middle = [_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(texts)]
    return (_("under {limit}").format(limit=texts[0]), *middle, _("{limit} or more").format(limit=texts[-1]))

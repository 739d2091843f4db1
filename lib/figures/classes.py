"""Class limits for a map: readable numbers, fixed across years so that a colour keeps its meaning."""

from bisect import bisect_right
from itertools import pairwise
from math import floor, log10
from statistics import quantiles

from lib.figures.figure import Kind
from lib.figures.values import short
from lib.words import _, count

CLASSES = 5


def limits(values: list[float]) -> tuple[float, ...]:
    """The inner limits of up to five classes: quantiles of the values, as round as their distances allow."""
    known = sorted(value for value in values if value)
    if len(known) < 2:
        return ()
    cuts = sorted(set(quantiles(known, n=CLASSES, method="inclusive")))
    places = [known[0], *cuts, known[-1]]
    least = 1 if all(value == int(value) for value in known) else 0  # whole things have whole limits
    rounded = set()
    for before, cut, after in zip(places, cuts, places[2:], strict=False):
        near = min((gap for gap in (cut - before, after - cut) if gap > 0), default=cut)
        step = max(_readable_step(near / 2), least)
        rounded.add(round(round(cut / step) * step, 6))
    return tuple(int(cut) if cut == int(cut) else cut for cut in sorted(rounded) if cut > 0)


def _readable_step(most: float) -> float:
    """The largest step of 1, 2 or 5 times a power of ten that is not above ``most``."""
    power = 10.0 ** floor(log10(most))
    # The logarithm of a number just below a power of ten is rounded up to it.
    return next((factor * power for factor in (5, 2, 1) if factor * power <= most), power / 2)


def class_of(value: float, cuts: tuple[float, ...]) -> int:
    """The class of a value, 0 the lowest; a value on a limit belongs to the class above it."""
    return bisect_right(cuts, value)


def labels(cuts: tuple[float, ...], kind: Kind) -> tuple[str, ...]:
    """What each class holds, lowest first: "under 50", "50–99", "100 eller mer"."""
    if not cuts:
        return (_("all with grants"),)
    texts = [short(cut, kind) for cut in cuts]
    if kind == "count":
        middle = [_whole(low, high - 1) for low, high in pairwise(cuts)]
    else:
        middle = [_("{low} to under {high}").format(low=low, high=high) for low, high in pairwise(texts)]
    return (_("under {limit}").format(limit=texts[0]), *middle, _("{limit} or more").format(limit=texts[-1]))


def _whole(first: float, last: float) -> str:
    """A class of whole things: ``50–99``, or the one number it holds."""
    return count(first) if first == last else f"{count(first)}–{count(last)}"

"""Class limits for a map: readable numbers, fixed across years so that a colour keeps its meaning."""

from bisect import bisect_right
from itertools import pairwise
from math import floor, log10

import numpy

from lib.figures.figure import Kind
from lib.figures.values import format_short
from lib.words import _, count
from lib.words.numbers import MILLION

CLASSES = 5
CHANGE_CLASSES = 3  # on each side of no change


def class_limits(values: list[float], classes: int = CLASSES, *, kind: Kind = "text") -> tuple[float, ...]:
    """The inner limits of up to ``classes``: quantiles of the values, as round as their distances allow.

    A limit is a number that can be written as values of the ``kind`` are.
    """
    known = sorted(value for value in values if value)
    if len(set(known)) < 2:
        return ()
    parts = min(classes, len(set(known)))
    percentiles = numpy.percentile(known, [100 * part / parts for part in range(1, parts)])
    cuts = sorted({float(cut) for cut in percentiles} - {known[-1]})
    places = [known[0], *cuts, known[-1]]
    least = 1 if all(value == int(value) for value in known) else 0  # whole things have whole limits
    rounded = set()
    for before, cut, after in zip(places, cuts, places[2:], strict=False):
        near = min((gap for gap in (cut - before, after - cut) if gap > 0), default=cut)
        step = max(_readable_step(near / 2), least, _finest(cut, kind))
        rounded.add(round(round(cut / step) * step, 6))
    return tuple(int(cut) if cut == int(cut) else cut for cut in _occupied(sorted(rounded), known))


def _occupied(cuts: list[float], known: list[float]) -> list[float]:
    """The limits that have a value in every class between them: rounding may move one past its neighbours."""
    kept: list[float] = []
    for cut in cuts:
        if any((kept[-1] if kept else 0) <= value < cut for value in known) and known[-1] >= cut:
            kept.append(cut)
    return kept


def _readable_step(most: float) -> float:
    """The largest step of 1, 2 or 5 times a power of ten that is not above ``most``."""
    power = 10.0 ** floor(log10(most))
    # The logarithm of a number just below a power of ten is rounded up to it.
    return next((factor * power for factor in (5, 2, 1) if factor * power <= most), power / 2)


def class_of(value: float, cuts: tuple[float, ...]) -> int:
    """The class of a value, 0 the lowest; a value on a limit belongs to the class above it."""
    return bisect_right(cuts, value)


def class_labels(cuts: tuple[float, ...], kind: Kind) -> tuple[str, ...]:
    """What each class holds, lowest first: "under 50", "50–99", "100 eller mer"."""
    if not cuts:
        return (_("all with grants"),)
    texts = [format_short(cut, kind) for cut in cuts]
    if kind == "count":
        middle = [_whole(low, high - 1) for low, high in pairwise(cuts)]
    else:
        middle = [_("{low} to under {high}").format(low=low, high=high) for low, high in pairwise(texts)]
    return (_("under {limit}").format(limit=texts[0]), *middle, _("{limit} or more").format(limit=texts[-1]))


def _whole(first: float, last: float) -> str:
    """A class of whole things: ``50–99``, or the one number it holds."""
    return count(first) if first == last else f"{count(first)}–{count(last)}"


def change_labels(cuts: tuple[float, ...], kind: Kind) -> tuple[str, ...]:
    """The classes of a change by limits of its size, from most down to most up, no change in the middle."""
    sizes = list(class_labels(cuts, kind)) if cuts else [""]
    if cuts and kind == "count":
        sizes[0] = _whole(1, cuts[0] - 1)  # no change is a class of its own
    down = [_("down {size}").format(size=size).strip() for size in reversed(sizes)]
    up = [_("up {size}").format(size=size).strip() for size in sizes]
    # A change that is written as 0.0 is not always none.
    still = _("no change") if kind in ("count", "nok") else format_short(0, kind)
    return (*down, still, *up)


def change_class(value: float, cuts: tuple[float, ...]) -> int:
    """The class of a change among ``change_labels``."""
    middle = len(cuts) + 1
    if not value:
        return middle
    step = class_of(abs(value), cuts) + 1
    return middle + step if value > 0 else middle - step


def _finest(value: float, kind: Kind) -> float:
    """The least difference that a limit of this size is written with."""
    if kind == "nok":
        return MILLION / 10 if value >= MILLION else 1
    return {"decimal": 0.1, "percent": 0.1, "count": 1}.get(kind, 0)

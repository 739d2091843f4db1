"""The scale of a map, made from the numbers that it colours: classes or a ramp, of values and of changes."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Literal

from lib.figures import classes
from lib.figures.figure import Kind
from lib.figures.map_style import Classes, Ramp
from lib.figures.values import round_full, round_short
from lib.metrics import frames
from lib.metrics.compute import compute
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import Number, StandIn, Value, drawn_number, number
from lib.metrics.view import View, cached

Scale = Literal["classes", "ramp"]
SCALES: tuple[Scale, ...] = ("classes", "ramp")
ScaleAndClass = tuple[Classes | Ramp, Callable[[Number], str]]  # the scale, and the class of a value


def value_scale(
    view: View,
    metric: str,
    by: str,
    scale: Scale,
    *,
    among: tuple[Selection, ...] = (),
) -> ScaleAndClass:
    """The scale of a metric. It is the same for every choice of places.

    A sum over years has a scale of its own. One year shares its scale with every year of the extract that has
    the same amount, so that a colour keeps its meaning from year to year. Maps beside each other share one,
    from the selections that they are ``among``.
    """
    # Whichever places are chosen, so that a click on another one asks for nothing again.
    everywhere = tuple(view.with_selection(each).without("county").selection for each in among)
    return _value_scale(view.without("county"), metric, by, scale, everywhere)


@cached(256)
def _value_scale(
    view: View, metric: str, by: str, scale: Scale, among: tuple[Selection, ...]
) -> ScaleAndClass:
    own = _values(view, metric, by)
    others = among
    if not among and len(view.selection.years) == 1:
        others = tuple(view.selection.in_years(year) for year in frames.years(view.extract))
    alike = [_values(view.with_selection(other), metric, by) for other in others]
    if not among:
        alike = [values for values in alike if _stands_in(values) == _stands_in(own)]
    found = chain(*alike) if alike else own
    kind = METRICS[metric].kind
    known = _shown(found, kind)
    if scale == "ramp":
        return Ramp(0, max(map(drawn_number, known), default=0), kind), lambda _value: ""
    cuts = classes.class_limits(list(map(drawn_number, known)), kind=kind)
    labels = classes.class_labels(cuts, kind)
    # Where nothing is known, no class is used.
    unused = frozenset() if _shown(own, kind) else frozenset(labels)
    # A sum of kroner is said in millions beside its region, a rate in full; its class holds what is said.
    said = round_full if METRICS[metric].is_ratio else round_short
    return Classes(labels, unused=unused), lambda value: labels[classes.class_of(said(value, kind), cuts)]


def _values(view: View, metric: str, by: str) -> list[Value]:
    return [row[metric] for row in compute(view, (metric,), (by,))]


def _stands_in(values: Iterable[Value]) -> bool:
    return any(isinstance(value, StandIn) for value in values)


def _shown(values: Iterable[Value], kind: Kind) -> list[Number]:
    """The numbers of values that can be ranked, as a reader sees them."""
    return [round_full(found, kind) for value in values if (found := number(value)) is not None]


def change_scale(
    values: Iterable[Value], kind: Kind, scale: Scale, *, held: Iterable[Value]
) -> ScaleAndClass:
    """A scale with no change in its middle and steps of one size up and down, from the changes in ``values``.

    Its legend leaves out what none of the changes in ``held``, those that are drawn, is in.
    """
    changes, there = _shown(values, kind), _shown(held, kind)
    if scale == "ramp":
        low, high = (float(end(there, default=0)) for end in (min, max))
        reach = max((abs(float(change)) for change in changes), default=0) or 1
        return Ramp(min(low, 0), max(high, 0), kind, reach=reach), lambda _value: ""
    sizes = [float(abs(change)) for change in changes if change]
    cuts = classes.class_limits(sizes, classes.CHANGE_CLASSES, kind=kind)
    labels = classes.change_labels(cuts, kind)
    used = {classes.change_class(change, cuts) for change in there}
    unused = frozenset(label for place, label in enumerate(labels) if place not in used)

    def named(value: Number) -> str:
        return labels[classes.change_class(round_full(value, kind), cuts)]

    return Classes(labels, diverging=True, unused=unused), named

"""The style of a map: its scale, the groups of regions without a value, and the tooltip."""

from dataclasses import dataclass

from lib.figures.drawing import ThemeName
from lib.figures.figure import Kind
from lib.figures.theme import DIVERGING, SEQUENCE, colour, mix, sample_colours
from lib.figures.tooltips import Sentence
from lib.figures.values import format_short

HEIGHT = 560


@dataclass(frozen=True)
class Classes:
    """A scale of classes, lowest first; ``diverging`` about the one in the middle.

    ``unused`` are those that nothing drawn is in: they keep their step of the colours and have no legend.
    """

    labels: tuple[str, ...]
    diverging: bool = False
    unused: frozenset[str] = frozenset()

    def colours(self, theme: ThemeName) -> dict[str, str]:
        """The colour of every class in use, the lowest first."""
        sequence = DIVERGING[theme] if self.diverging else SEQUENCE[theme]
        steps = zip(self.labels, sample_colours(sequence, len(self.labels)), strict=True)
        return {label: step for label, step in steps if label not in self.unused}


@dataclass(frozen=True)
class Ramp:
    """A continuous scale from ``low`` to ``high``.

    With a ``reach`` it diverges about zero and has its end colours so far up and down, whether or not the
    numbers go both ways: no more of it than from ``low`` to ``high`` has a legend.
    """

    low: float
    high: float
    kind: Kind
    reach: float = 0

    def colour(self, value: float, theme: ThemeName) -> str:
        """The colour of a value."""
        if self.reach:
            return mix(DIVERGING[theme], (value + self.reach) / (2 * self.reach))
        return mix(SEQUENCE[theme], (value - self.low) / ((self.high - self.low) or 1))

    def stops(self, theme: ThemeName) -> dict[float, str]:
        """Values along the ramp → their colours, near enough for what is between them to be mixed."""
        steps = len(SEQUENCE[theme]) - 1
        values = [self.low + (self.high - self.low) * step / steps for step in range(steps + 1)]
        if self.reach:
            step = 2 * self.reach / (len(DIVERGING[theme]) - 1)
            bends = (-self.reach + step * place for place in range(len(DIVERGING[theme])))
            values = [self.low, *(bend for bend in bends if self.low < bend < self.high), self.high]
        return {value: self.colour(value, theme) for value in values}

    def places(self, theme: ThemeName) -> dict[str, str]:
        """The two ends and the middle in words → their colours; no change instead, where it is passed."""
        middle = 0 if self.low < 0 < self.high else (self.low + self.high) / 2
        return {
            format_short(value, self.kind): self.colour(value, theme)
            for value in (self.low, middle, self.high)
        }


@dataclass(frozen=True)
class MapStyle:
    """How a map is drawn, apart from its values.

    ``layer`` is an object of the shared geometry: counties_2020, counties_2024 or municipalities_2020.
    ``rest`` holds the groups that are not on the scale, as (label, colour role); a county the frame does not
    name is in the last of them, a municipality is left out, and the rest fill the picture.
    """

    layer: str
    scale: Classes | Ramp
    rest: tuple[tuple[str, str], ...]
    sentence: Sentence
    inset: bool = False
    height: int = HEIGHT

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels of the classes, if there are any, and of the rest."""
        return tuple(self.colours("light"))

    def colours(self, theme: ThemeName) -> dict[str, str]:
        """The colour of every class and group, the scale first."""
        rest = {label: colour(role, theme) for label, role in self.rest}
        return (self.scale.colours(theme) if isinstance(self.scale, Classes) else {}) | rest

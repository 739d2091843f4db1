"""What is chosen, and what is counted of it, as the oracle keeps them."""

from dataclasses import dataclass, replace
from fractions import Fraction

from tests.truth.reference import WHOLE, vintage

KNOWN_FROM = Fraction(95, 100)  # the share of a sum's rows from which it counts as known
Classes = tuple[int, str]  # the centrality and the size of a unit


@dataclass(frozen=True)
class Pick:
    """What is chosen: years and filters, places as codes of ``borders``."""

    years: tuple[int, ...]
    borders: int
    counties: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    centralities: tuple[int, ...] = ()
    sizes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    is_whole: bool = False  # Ålesund is chosen as one with Haram, in a year when they are two

    @property
    def year(self) -> int:
        """The latest year chosen."""
        return max(self.years)

    @property
    def is_national(self) -> bool:
        """Whether nothing but years is chosen."""
        return self == Pick(self.years, self.borders)

    def alone(self, year: int) -> "Pick":
        """The same choice of one year."""
        return replace(self, years=(year,), is_whole=self.spans and WHOLE in self.municipalities)

    @property
    def spans(self) -> bool:
        """Whether years on both sides of the reform are chosen, or a place is as whole as if they were."""
        return self.is_whole or len({vintage(year) for year in self.years}) > 1


@dataclass(frozen=True)
class Sum:
    """An amount: the sum of what is known, for so many of so many grants."""

    value: int
    known: int
    rows: int

    @property
    def is_known(self) -> bool:
        """Whether it is known for so many that it counts as known."""
        return self.known >= KNOWN_FROM * self.rows

    @property
    def is_missing(self) -> bool:
        """Whether nothing is known though there are grants."""
        return self.known == 0 < self.rows


@dataclass(frozen=True)
class Flow:
    """Who came, stayed and went between two years that follow each other."""

    now: int
    before: int
    first_time: int
    continued: int
    returned: int
    arrived: int
    left: int
    moved_on: int


def half_up(value: Fraction | int, decimals: int) -> Fraction:
    """A number rounded half away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals + Fraction(1, 2)
    size = Fraction(scaled.numerator // scaled.denominator, 10**decimals)
    return size if value >= 0 else -size

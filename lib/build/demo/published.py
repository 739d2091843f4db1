"""The published totals the demo extract must meet, and the municipalities it may use."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from lib.build.demo.rounding import DemoError, Margin

FIRST, SECOND = 2022, 2023
BOTH = f"{FIRST}-{SECOND}"
SIZE_FROM = {"a": 100_000, "b": 50_000, "c": 20_000, "d": 10_000, "e": 5_000, "f": 2_000, "g": 0}


@dataclass(frozen=True)
class Doctors:
    """How many doctors have each type of grant; who has both stands in both."""

    alis: int
    guidance: int
    unique: int

    @property
    def both(self) -> int:
        """Doctors with a grant of each type."""
        return self.alis + self.guidance - self.unique


@dataclass(frozen=True)
class Published:
    """The cells of the printed tables, by (table, year, dimension, category, measure)."""

    cells: dict[tuple[str, str, str, str, str], tuple[Decimal, str]]

    @classmethod
    def from_table(cls, table: pa.Table) -> "Published":
        """From the reference table ``published``."""
        names = ("table", "year", "dimension", "category", "measure")
        return cls(
            {
                tuple(str(row[name]) for name in names): (Decimal(str(row["value"])), row["unit"])
                for row in table.to_pylist()
            }
        )

    def value(
        self, table: str, year: int | str, measure: str, *, dimension: str = "country", category: str = "NO"
    ) -> int:
        """One figure as a whole number, million NOK as NOK. Raises DemoError when it is not published."""
        key = (table, str(year), dimension, category, measure)
        if key not in self.cells:
            raise DemoError(f"not among the published figures: {', '.join(key)}")
        value, unit = self.cells[key]
        return int(value * 1_000_000 if unit == "MNOK" else value)

    def doctors(self, year: int) -> Doctors:
        """Table 2.2 of a year."""
        return Doctors(
            alis=self.value("2.2", year, "doctors_alis"),
            guidance=self.value("2.2", year, "doctors_guidance_only"),
            unique=self.value("2.2", year, "doctors_unique"),
        )


@dataclass(frozen=True)
class Places:
    """The municipalities of the 2020 register by code; every array has one element per municipality."""

    code: tuple[str, ...]
    county: tuple[str, ...]
    centrality: tuple[str, ...]
    size: tuple[str, ...]
    population: np.ndarray

    def margins(self, published: Published, measure: str) -> list[Margin]:
        """The three margins of 2023 for a measure: centrality (2.3), size (2.4) and county (2.5)."""
        by_dimension = (
            ("2.3", "centrality", self.centrality),
            ("2.4", "size_class", self.size),
            ("2.5", "county_2020", self.county),
        )
        margins = []
        for table, dimension, labels in by_dimension:
            names = sorted(set(labels))
            totals = [
                published.value(table, SECOND, measure, dimension=dimension, category=name) for name in names
            ]
            group = np.array([names.index(label) for label in labels])
            margins.append(Margin(group, np.array(totals, dtype=np.int64)))
        return margins


@dataclass(frozen=True)
class Period:
    """The months a year's grants cover, from the first of a month."""

    start: datetime.date
    months: int


def size_class(population: int) -> str:
    """The report's municipality size class, ``a`` (largest) to ``g``, of 1 January of the year."""
    return next(name for name, lowest in SIZE_FROM.items() if population >= lowest)

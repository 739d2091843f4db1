"""The numbers recomputed from the raw rows and the reference files, sharing nothing with ``lib``.

The rules, as issue and glossary state them: rejected and dismissed rows are not counted. A municipality has
the class that all its rows of the year agree on, else the register's, and all its grants follow it; over
several chosen years, the class and size of the latest. 1507 Ålesund and its parts of 2024 are one place
wherever years on both sides of 2024 are looked at together, and always in the borders of 2020. Inhabitants
are those of 1 January of the latest chosen year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache, cached_property, lru_cache

import pandas as pd

from tests.truth.extracts import raw
from tests.truth.pick import Classes, Flow, Pick, Sum, half_up
from tests.truth.reference import (
    LEAST_IN_SIZE,
    UNKNOWN_CENTRALITY,
    UNKNOWN_SIZE,
    county_names,
    county_of_unit,
    municipalities,
    periods,
    printed_amounts,
    published,
    size_of,
    unit_of,
    vintage,
)

REFUSED = ("rejected", "dismissed")


class Oracle:
    """The counts of one extract, from its raw rows."""

    def __init__(self, grants: pd.DataFrame, budget: pd.DataFrame) -> None:
        self.grants, self.budget = grants, budget
        self.years = tuple(sorted(int(year) for year in grants["year"].unique()))

    @cached_property
    def _own_classes(self) -> dict[tuple[int, str], frozenset[int]]:
        """(year, code) → the classes that the rows state."""
        stated = self.grants.dropna(subset=["centrality"])
        grouped = stated.groupby(["year", "municipality_code"])["centrality"].agg(
            lambda c: frozenset(map(int, c))
        )
        return {(int(year), code): classes for (year, code), classes in grouped.items()}

    @cache  # noqa: B019 - as long-lived as the process
    def places(self, borders: int, whole: bool, class_year: int | None = None) -> pd.DataFrame:
        """One row per year × code: unit, county, population of the code, and the unit's class and size."""
        found, classes = self._units(borders, whole)
        keys = [
            (class_year if (class_year, unit) in classes else year, unit)
            for year, unit in zip(found["year"], found["unit"], strict=True)
        ]
        levels, sizes = zip(*(classes[key] for key in keys), strict=True)
        return found.assign(centrality=levels, size=sizes)

    @cache  # noqa: B019
    def _units(
        self, borders: int, whole: bool
    ) -> tuple[pd.DataFrame, dict[tuple[int, str], tuple[int, str]]]:
        """One row per year × code with its unit, and the class and size of each (year, unit)."""
        rows = []
        for year in self.years:
            table = municipalities()
            for row in table[table["vintage"] == vintage(year)].to_dict("records"):
                unit = unit_of(row["code"], year, borders, whole)
                people = row.get(f"population_{year}")
                rows.append(
                    {
                        "year": year,
                        "code": row["code"],
                        "unit": unit,
                        "county": county_of_unit(unit, borders),
                        "population": None if people is None or pd.isna(people) else int(people),
                        "registered": row["centrality"],
                    }
                )
        parts: dict[tuple[int, str], list[dict]] = defaultdict(list)
        for row in rows:
            parts[row["year"], row["unit"]].append(row)
        classes = {key: self._class_and_size(of_unit) for key, of_unit in parts.items()}
        return pd.DataFrame(rows).astype({"population": "Int64"}), classes

    def _class_and_size(self, parts: list[dict]) -> Classes:
        """The class that all rows of a unit's parts state, else that of the largest in the register."""
        stated = frozenset().union(
            *(self._own_classes.get((part["year"], part["code"]), frozenset()) for part in parts)
        )
        if len(stated) == 1:
            (level,) = stated
        else:
            level = max(parts, key=lambda part: part["population"] or 0)["registered"]
            level = UNKNOWN_CENTRALITY if pd.isna(level) else int(level)
        people = [part["population"] for part in parts]
        return level, size_of(None if None in people else sum(people))

    @cache  # noqa: B019
    def _placed(self, borders: int, whole: bool, class_year: int | None, refused: bool) -> pd.DataFrame:
        rows = self.grants[self.grants["decision"].isin(REFUSED) == refused].drop(columns="centrality")
        places = self.places(borders, whole, class_year).drop(columns=["population", "registered"])
        return rows.merge(
            places, left_on=["year", "municipality_code"], right_on=["year", "code"], how="left"
        )

    @cache  # noqa: B019
    def together(self, pick: Pick) -> "Oracle":
        """The same rows, each year of the choice seen with the places and classes of all of them."""
        return _Together(self, pick)

    def _scope(self, pick: Pick) -> tuple[int, bool, int | None]:
        return pick.borders, pick.spans, pick.year if len(pick.years) > 1 else None

    @lru_cache(maxsize=256)  # noqa: B019 - a state asks for the same rows hundreds of times
    def rows(self, pick: Pick, *, refused: bool = False) -> pd.DataFrame:
        """The counted grants of a choice, with unit, county, centrality and size; or the refused ones."""
        return self._filtered(self._of_years(*self._scope(pick), refused, pick.years), pick)

    @lru_cache(maxsize=256)  # noqa: B019
    def _of_years(
        self, borders: int, whole: bool, class_year: int | None, refused: bool, years: tuple[int, ...]
    ) -> pd.DataFrame:
        rows = self._placed(borders, whole, class_year, refused)
        return rows[rows["year"].isin(years)]

    def _filtered(self, rows: pd.DataFrame, pick: Pick) -> pd.DataFrame:
        keep = rows["year"].isin(pick.years)
        if pick.counties:
            keep &= rows["county"].isin(pick.counties)
        if pick.municipalities:
            keep &= rows["unit"].isin(pick.municipalities)
        if pick.centralities:
            keep &= rows["centrality"].isin(pick.centralities)
        if pick.sizes:
            keep &= rows["size"].isin(pick.sizes)
        if pick.types and "grant_type" in rows:
            keep &= rows["grant_type"].isin(pick.types)
        return rows[keep]

    @lru_cache(maxsize=1024)  # noqa: B019
    def register(self, pick: Pick) -> pd.DataFrame:
        """The units of a choice in its latest year: population (missing where not known), class, county."""
        places = self.places(*self._scope(pick))
        there = self._filtered(places, pick.alone(pick.year))
        units = there.drop_duplicates("unit")[["unit", "county", "centrality", "size"]]
        people = there.groupby("unit")["population"].sum()
        unknown = there.loc[there["population"].isna(), "unit"]
        return units.assign(population=people.mask(people.index.isin(unknown)).loc[units["unit"]].array)

    @lru_cache(maxsize=4096)  # noqa: B019
    def population(self, pick: Pick) -> int | None:
        """The inhabitants of a choice on 1 January of its latest year; None where not all are known."""
        people = self.register(pick)["population"]
        return None if people.isna().any() else int(people.sum())

    @lru_cache(maxsize=1024)  # noqa: B019
    def population_by(self, pick: Pick, by: str) -> dict[object, int | None]:
        """The same by county, unit, centrality or size."""
        return {key: _people(part) for key, part in self.register(pick).groupby(by)}

    @lru_cache(maxsize=4096)  # noqa: B019
    def count(self, pick: Pick, what: str) -> int:
        """How many ``grants``, ``doctors`` or ``municipalities`` there are."""
        return _count(self.rows(pick), what)

    @lru_cache(maxsize=1024)  # noqa: B019
    def count_by(self, pick: Pick, what: str, by: str) -> dict[object, int]:
        """The same by county, unit, centrality, size, year or grant_type; members without any have 0."""
        rows = self.rows(pick)
        found = {key: _count(part, what) for key, part in rows.groupby(by)}
        return {key: found.get(key, 0) for key in self.members(pick, by)}

    @lru_cache(maxsize=1024)  # noqa: B019
    def members(self, pick: Pick, by: str) -> list[object]:
        """The members of a grouping that a choice leaves, also those without grants."""
        if by == "year":
            return list(pick.years)
        if by == "grant_type":
            return list(pick.types or ("alis", "guidance"))
        if by == "county":
            return list(pick.counties) or sorted(county_names(pick.borders))
        if by == "centrality":
            return list(pick.centralities) or [1, 2, 3, 4, 5, 6]
        if by == "size":
            unknown = [UNKNOWN_SIZE] if (self.register(pick)["size"] == UNKNOWN_SIZE).any() else []
            return list(pick.sizes) or [*LEAST_IN_SIZE, *unknown]
        return sorted(self.register(pick)["unit"])

    @lru_cache(maxsize=4096)  # noqa: B019
    def amount(self, pick: Pick, column: str) -> Sum:
        """The sum of an amount over the counted grants, with how many of them it is known for."""
        return _sum(self.rows(pick), column)

    @lru_cache(maxsize=1024)  # noqa: B019
    def amount_by(self, pick: Pick, column: str, by: str) -> dict[object, Sum]:
        """The same by a grouping."""
        rows = self.rows(pick)
        found = {key: _sum(part, column) for key, part in rows.groupby(by)}
        return {key: found.get(key, Sum(0, 0, 0)) for key in self.members(pick, by)}

    @lru_cache(maxsize=4096)  # noqa: B019
    def refused(self, pick: Pick) -> int:
        """How many applications of a choice were rejected or dismissed."""
        return len(self.rows(pick, refused=True))

    def budget_of(self, years: Iterable[int], column: str = "budget_nok") -> int | None:
        """The budget of the years together; None where one of them has none, or a scheme's is not known."""
        total = 0
        for year in years:
            values = self.budget[self.budget["year"] == year][column]
            if values.empty or values.isna().any():
                return None
            total += int(values.sum())
        return total

    def printed_agreements(self) -> dict[int, int]:
        """Year → the agreements of the country that the budget table or the printed tables have."""
        printed = published()
        printed = printed[(printed["measure"] == "grants_alis") & (printed["dimension"] == "country")]
        found = {int(year): int(value) for year, value in zip(printed["year"], printed["value"], strict=True)}
        for year, rows in self.budget.groupby("year"):
            of_schemes = rows[rows["scheme"].str.startswith("alis")]["grants"]
            if len(of_schemes) and not of_schemes.isna().any():
                found[int(year)] = int(of_schemes.sum())
        known = {*map(int, self.budget["year"])}
        return {year: number for year, number in found.items() if year in known}

    def months(self, year: int) -> int | None:
        """Months of the grant period of a year: by the reference, or else by the budget table."""
        return periods().get(year) or self.budget_of([year], "months")

    @lru_cache(maxsize=4096)  # noqa: B019
    def decided(self, pick: Pick, year: int) -> tuple[int, int]:
        """How many counted grants of a year are decided in the choice, and how many there are.

        Where the choice has none in the year, those of the country.
        """
        rows = self.rows(pick.alone(year))
        if rows.empty:
            rows = self.grants[(self.grants["year"] == year) & ~self.grants["decision"].isin(REFUSED)]
        return int((rows["decision"] != "pending").sum()), len(rows)

    @lru_cache(maxsize=4096)  # noqa: B019
    def stands_in(self, year: int) -> bool:
        """Whether a year's rows hold the granted amount where the amount applied for should stand.

        So it is where the printed tables have only an amount granted, and the rows sum to it.
        """
        printed = printed_amounts().get(year, {})
        rows = self.grants[(self.grants["year"] == year) & ~self.grants["decision"].isin(REFUSED)]
        millions = half_up(Fraction(int(rows["applied_nok"].sum()), 1_000_000), 1)
        return set(printed) == {"granted"} and printed["granted"] == millions

    def is_pending(self, pick: Pick, year: int) -> bool:
        """Whether a year has grants in the choice and none is decided."""
        known, of = self.decided(pick, year)
        return of > 0 and known == 0

    def is_decided(self, pick: Pick, year: int) -> bool:
        """Whether at least 95 per cent of a year's grants in the choice are decided."""
        known, of = self.decided(pick, year)
        return known * 100 >= 95 * of

    def flow(self, pick: Pick, year: int, of: str = "doctor_id") -> Flow | None:
        """Who came, stayed and went in a year within the filters; None without the year before."""
        if year not in self.years or year - 1 not in self.years:
            return None
        both = replace(pick, years=(year - 1, year))
        frame = self._placed(pick.borders, both.spans, None, False)
        column = "unit" if of == "municipalities" else of
        now, before = (set(self._filtered(frame, pick.alone(when))[column]) for when in (year, year - 1))
        all_now, all_before = (set(frame[frame["year"] == when][column]) for when in (year, year - 1))
        earlier = set(frame[frame["year"] < year][column])
        new, gone = now - before, before - now
        return Flow(
            now=len(now),
            before=len(before),
            first_time=len(new - earlier),
            continued=len(now & before),
            returned=len((new & earlier) - all_before),
            arrived=len(new & earlier & all_before),
            left=len(gone - all_now),
            moved_on=len(gone & all_now),
        )

    def type_changes(self, pick: Pick, year: int) -> dict[tuple[frozenset[str], frozenset[str]], int]:
        """(types the year before, types now) → doctors within the filters in both years that differ."""
        both = replace(pick, years=(year - 1, year))
        frame = self._placed(pick.borders, both.spans, None, False)
        before, now = (
            self._filtered(frame, pick.alone(when)).groupby("doctor_id")["grant_type"].agg(frozenset)
            for when in (year - 1, year)
        )
        pairs = Counter((before[doctor], now[doctor]) for doctor in before.index.intersection(now.index))
        return {pair: number for pair, number in pairs.items() if pair[0] != pair[1]}

    def reach(self, pick: Pick) -> tuple[int, int, int | None, int | None]:
        """Municipalities, those without grants, and the inhabitants of both."""
        register = self.register(pick)
        reached = set(self.rows(pick)["unit"])
        without = register[~register["unit"].isin(reached)]
        return len(register), len(without), _people(register), _people(without)


class _Together(Oracle):
    """Single years as parts of a choice of several: one set of places, with the classes of the latest."""

    def __init__(self, whole: Oracle, pick: Pick) -> None:
        super().__init__(whole.grants, whole.budget)
        self._whole, self._both = whole, pick

    def places(self, borders: int, whole: bool, class_year: int | None = None) -> pd.DataFrame:
        return self._whole.places(borders, whole, class_year)

    def _placed(self, borders: int, whole: bool, class_year: int | None, refused: bool) -> pd.DataFrame:
        return self._whole._placed(borders, whole, class_year, refused)

    def _scope(self, pick: Pick) -> tuple[int, bool, int | None]:
        return self._both.borders, self._both.spans, self._both.year


def _count(rows: pd.DataFrame, what: str) -> int:
    if what == "grants":
        return len(rows)
    return rows[{"doctors": "doctor_id", "municipalities": "unit"}[what]].nunique()


def _sum(rows: pd.DataFrame, column: str) -> Sum:
    known = rows[column].dropna()
    return Sum(int(known.sum()), len(known), len(rows))


def _people(register: pd.DataFrame) -> int | None:
    return None if register["population"].isna().any() else int(register["population"].sum())


def shared_rank(values: dict[object, object], own: object) -> tuple[int, int, int]:
    """The place from the top of one of several values, how many share it, and of how many."""
    mine = values[own]
    return 1 + sum(value > mine for value in values.values()), list(values.values()).count(mine), len(values)


@cache
def oracle(name: str) -> Oracle:
    """The oracle of an extract of the tests, once per process."""
    return Oracle(*raw(name))

"""What a state asks for, worked out from its address alone: years, places, measure, level and mode."""

from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from tests.truth.oracle import Oracle, oracle
from tests.truth.pick import Pick, Sum
from tests.truth.reference import (
    PARTS,
    TYPES,
    UNKNOWN_SIZE,
    WHOLE,
    county_names,
    county_of_unit,
    municipality_names,
    vintage,
)
from tests.truth.said import SPACE, in_words
from tests.truth.states import State, borders_of

SIZE_NAMES = {
    "a": f"100{SPACE}000 eller flere",
    "b": f"50{SPACE}000–99{SPACE}999",
    "c": f"20{SPACE}000–49{SPACE}999",
    "d": f"10{SPACE}000–19{SPACE}999",
    "e": f"5{SPACE}000–9{SPACE}999",
    "f": f"2{SPACE}000–4{SPACE}999",
    "g": f"Under 2{SPACE}000",
}
CENTRALITY_NAMES = {1: "1 (mest sentral)", 2: "2", 3: "3", 4: "4", 5: "5", 6: "6 (minst sentral)"}
TYPE_NAMES = {"alis": "ALIS-avtale", "guidance": "Kun veiledning"}
# maal, per → what is measured: the count or amount, and what it is divided by.
MEASURES = {"tilskudd": "grants", "leger": "doctors", "sokt": "applied_nok"}
AGAINST = {
    "tilskudd": ("alt", "innbyggere"),
    "leger": ("alt", "innbyggere"),
    "sokt": ("alt", "innbyggere", "tilskudd", "leger"),
}
NAMES = {
    ("grants", "alt"): "Tilskudd",
    ("grants", "innbyggere"): f"Tilskudd per 100{SPACE}000 innbyggere",
    ("doctors", "alt"): "Unike leger",
    ("doctors", "innbyggere"): f"Leger per 100{SPACE}000 innbyggere",
    ("applied_nok", "alt"): "Søkt",
    ("applied_nok", "innbyggere"): "per 100",
    ("applied_nok", "tilskudd"): "per tilskudd",
    ("applied_nok", "leger"): "per lege",
}


class Asked:
    """A state as the oracle understands it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.oracle: Oracle = oracle(state.extract)
        self.borders = borders_of(state.extract, state.params)
        years = tuple(sorted(map(int, state.all("aar")))) or self.oracle.years[-1:]
        if state.page == "rekkevidde.py" and state.one("periode") == "alle":
            years = self.oracle.years
        self.pick = Pick(
            years,
            self.borders,
            counties=self._all_or_some("fylke", county_names(self.borders)),
            municipalities=self._followed(years),
            centralities=self._all_or_some("sentralitet", CENTRALITY_NAMES, int),
            sizes=self._all_or_some("storrelse", SIZE_NAMES),
            types=tuple(TYPES[word] for word in state.all("type")),
        )

    def _all_or_some(self, name: str, known: dict, form: type = str) -> tuple:
        """The choices of a filter in printed order; to choose all is to filter nothing away."""
        chosen = {form(value) for value in self.state.all(name)}
        return () if chosen == set(known) else tuple(code for code in known if code in chosen)

    def _followed(self, years: tuple[int, ...]) -> tuple[str, ...]:
        """The municipality chosen; a part of Ålesund is the whole where a year is before its division."""
        codes = self.state.all("kommune")
        mixed = min(map(vintage, years)) < 2024
        if self.borders == 2024 and mixed:
            return tuple(dict.fromkeys(WHOLE if code in PARTS else code for code in codes))
        return codes

    @cached_property
    def measure(self) -> str:
        """grants, doctors or applied_nok, or another word of ``maal`` as it stands."""
        asked = self.state.one("maal")
        page = self.state.page
        options = {
            "kart.py": ("tilskudd", "leger", "sokt"),
            "sentralitet.py": ("tilskudd", "leger", "sokt", "andeler"),
            "vekst.py": ("leger", "kommuner"),
        }.get(page, ("",))
        asked = asked if asked in options else options[0]
        return MEASURES.get(asked, asked)

    @property
    def against(self) -> str:
        """What the map measures against."""
        word = next(word for word, measure in MEASURES.items() if measure == self.measure)
        asked = self.state.one("per", "alt")
        return asked if asked in AGAINST[word] else "alt"

    @property
    def shows(self) -> str:
        """The map's mode."""
        return self.state.one("vis", "naa")

    @property
    def level(self) -> str:
        """county or unit, which the map shows."""
        if len(self.pick.counties) == 1 or self.pick.municipalities:
            return "unit"
        if self.shows == "aar-for-aar" or self.state.one("niva") != "kommuner":
            return "county"
        return "unit"

    @property
    def neighbours(self) -> Pick:
        """What the map is about: a municipality is looked at among its neighbours."""
        if self.level != "unit" or not self.pick.municipalities:
            return self.pick
        own = dict.fromkeys(county_of_unit(code, self.pick.borders) for code in self.pick.municipalities)
        return replace(self.pick, counties=self.pick.counties or tuple(own), municipalities=())

    @property
    def compared(self) -> tuple[int, int] | None:
        """The years of a change: the first and last chosen, or the year before and the one chosen."""
        first, last = self.pick.years[0], self.pick.years[-1]
        if first < last:
            return first, last
        return (last - 1, last) if last - 1 in self.oracle.years else None

    @property
    def filters(self) -> list[str]:
        """The filters beside places, as they stand in a sentence."""
        pick, words = self.pick, []
        if pick.centralities:
            words.append(f"sentralitet {in_words(tuple(map(str, pick.centralities)))}")
        if pick.sizes:
            named = in_words(tuple(SIZE_NAMES[size] for size in pick.sizes))
            words.append(f"{named.replace('Under', 'under')} innbyggere")
        if pick.types:
            named = TYPE_NAMES[pick.types[0]]
            words.append(named if named.startswith("ALIS") else named.lower())
        return words

    @property
    def places(self) -> str:
        """The places chosen, by name; empty for the whole country."""
        return self.places_of(self.pick)

    def places_of(self, pick: Pick) -> str:
        """The same of another choice."""
        if pick.municipalities:
            return in_words(tuple(self.name("unit", code) for code in pick.municipalities))
        names = county_names(self.borders)
        chosen = sorted((names[code] for code in pick.counties), key=alphabetical)
        return in_words(tuple(chosen)) if chosen else ""

    def name(self, by: str, key: object) -> str:
        """The name of a member of a grouping, as tables have it."""
        if by == "county":
            return county_names(self.borders)[key]
        if by == "centrality":
            return CENTRALITY_NAMES[key]
        if by == "size":
            return SIZE_NAMES.get(key, "ukjent")
        if by == "unit":
            names = municipality_names(self.borders)
            if self.borders == 2024 and key == WHOLE:
                return f"{names['1508']} med {names['1580']}"  # the divided municipality as one
            return names[key] if key in names else municipality_names(2020)[key]
        return str(key)

    def values(self, pick: Pick, by: str | None, measure: str, against: str = "alt") -> dict:
        """Member → the measure as an exact number; None where it has none. Without ``by``, under None."""
        values = _values(self.oracle, pick, by, measure, against)
        if by == "size" and UNKNOWN_SIZE in values:  # and so those of a known size are not all of it
            return {key: value if key == UNKNOWN_SIZE else None for key, value in values.items()}
        return values

    def in_year(self, year: int, by: str | None, measure: str, against: str, pick: Pick) -> dict:
        """The values of one of the years compared: the places and classes are those of the last."""
        both = self.oracle.together(replace(pick, years=self.compared))
        return _values(both, pick.alone(year), by, measure, against)

    @property
    def stands_in(self) -> bool:
        """Whether one of the years chosen has the granted amount where the one applied for should stand."""
        return any(self.oracle.stands_in(year) for year in self.pick.years)

    @property
    def stands_in_for_some(self) -> bool:
        """Whether it is so for some of the years chosen, and not for all."""
        return self.stands_in and not all(self.oracle.stands_in(year) for year in self.pick.years)

    def amount(self, pick: Pick, column: str) -> Sum:
        """A sum over the years chosen, missing as soon as one of them is."""
        parts = [self._of_year(pick.alone(year), column) for year in pick.years]
        whole = self.oracle.amount(pick, column)
        lacking = [part for part in parts if part.is_missing]
        return Sum(0, 0, max(whole.rows, 1)) if lacking else whole

    def _of_year(self, pick: Pick, column: str) -> Sum:
        """The sum of one year; where there are no rows, it is as missing as that of the country."""
        own = self.oracle.amount(pick, column)
        return own if own.rows else self.oracle.amount(Pick(pick.years, pick.borders), column)


def _values(source: Oracle, pick: Pick, by: str | None, measure: str, against: str) -> dict:
    over = _counted(source, pick, by, measure)
    if against == "alt":
        return over
    if against == "innbyggere":
        people = source.population_by(pick, by) if by else {None: source.population(pick)}
        return {key: _ratio(value, people.get(key), 100_000) for key, value in over.items()}
    under = _counted(source, pick, by, {"tilskudd": "grants", "leger": "doctors"}[against])
    return {key: _ratio(value, under[key], 1) for key, value in over.items()}


def _counted(source: Oracle, pick: Pick, by: str | None, measure: str) -> dict:
    if measure == "applied_nok":
        sums = source.amount_by(pick, measure, by) if by else {None: source.amount(pick, measure)}
        return {key: amount.value for key, amount in sums.items()}
    return source.count_by(pick, measure, by) if by else {None: source.count(pick, measure)}


def _ratio(over: int | None, under: int | None, scale: int) -> Fraction | None:
    return None if over is None or not under else Fraction(over) * scale / under


def alphabetical(name: str) -> tuple[int, ...]:
    return tuple("abcdefghijklmnopqrstuvwxyzæøå".find(letter) for letter in name.lower())

"""Places compared and the sheet of a place, judged by the oracle: tables, key figures, sentences, notes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from statistics import median

from lib.figures.figure import Figure
from tests.truth.asked import Asked, alphabetical
from tests.truth.claim import Claim
from tests.truth.claims import CLAIMS, NOTES
from tests.truth.claims_of_sheet import alike, sheet
from tests.truth.oracle import Pick, county_names, half_up
from tests.truth.said import NUMBER, SPACE, first_number, in_words, says, says_amount, whole, years_in_words
from tests.truth.tables import false_cell, shown

SHEET = "kommune.py"
COUNTRY, DIFFERENCE = "Hele landet", "Forskjell"
MOST = 4
_INSIDE = r"(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?"
_GRANTS = "(?:tilskudd og søknader|tilskudd eller søknad|tilskudd|søknade?r?)"
_WORDS = r"[^\d]+?"  # why a value is not known


def places(asked: Asked) -> dict[str, Pick]:
    """The places of a comparison by name, in order: those chosen as one, and each it is set against."""
    pick = sheet(asked) if asked.state.page == SHEET else asked.pick
    lifted = replace(pick, counties=(), municipalities=())
    chosen = asked.pick.municipalities or asked.pick.counties
    found: dict[tuple[str, ...], Pick] = {}
    for codes in ([chosen] if chosen else []) + [(code,) for code in asked.state.all("mot")]:
        field = "counties" if len(codes[0]) == 2 else "municipalities"
        found.setdefault(tuple(codes), replace(lifted, **{field: tuple(codes)}))
    names = [" + ".join(sorted((_name(asked, code) for code in codes), key=alphabetical)) for codes in found]
    kinds = ["fylke" if len(codes[0]) == 2 else "kommune" for codes in found]
    told = [
        f"{name} ({kind})" if names.count(name) > 1 else name for name, kind in zip(names, kinds, strict=True)
    ]
    return dict(list(zip(told, found.values(), strict=True))[:MOST])


def _name(asked: Asked, code: str) -> str:
    by = "county" if len(code) == 2 else "unit"
    return asked.name(by, code).replace(" - ", " – ")


def _country(picks: dict[str, Pick]) -> Pick:
    return replace(next(iter(picks.values())), counties=(), municipalities=())


# Tables.


def false_places(asked: Asked, figure: Figure) -> Iterator[str]:
    """The cells of a comparison that say other than the oracle counts."""
    if not figure.id.startswith("comparison") or not figure.table.rows:
        return
    table, picks = shown(figure), places(asked)
    picks[COUNTRY] = _country(picks)
    keys = [column.key for column in figure.table.columns[1:]]
    if [head for head in table.heads[1:] if head != DIFFERENCE] != list(picks):
        yield f"{figure.id}: the places are {list(picks)}, not {table.heads[1:]}"
        return
    for key, row in zip(keys, table.rows, strict=True):
        row = (row[0], *map(_without_years, row[1:]))
        for head, text in zip(table.heads[1:], row[1:], strict=True):
            where = f"{figure.id}, {row[0]}, {head}: «{text}»"
            if head == DIFFERENCE:
                yield from _false_difference(row, text, where)
            else:
                yield from _false_of(asked, picks[head], key, text, where)


def _without_years(text: str) -> str:
    """A reason for a missing value without the years that it is about, which are no numbers of the cell."""
    return re.sub(r"^(\D+) \((?:\d{4}|, | og |–)+\)$", r"\1", text)


def _false_difference(row: tuple[str, ...], text: str, where: str) -> Iterator[str]:
    first, second, said = (first_number(part) for part in (row[1], row[2], text))
    if first and second and said and said.value != first.value - second.value:
        yield f"{where}, must be {float(first.value - second.value)}"


def _false_of(asked: Asked, pick: Pick, key: str, text: str, where: str) -> Iterator[str]:
    source = asked.oracle
    if found := re.fullmatch(r"(doctors_per_100k|doctors)_(\d{4})", key):
        key, pick = found[1], pick.alone(int(found[2]))
    if pick.municipalities and source.register(pick).empty:
        return
    if key.endswith("_change_pct"):
        expected = _change(asked, pick, key.removesuffix("_change_pct"))
        if not says(text, expected, "%"):
            yield f"{where}, must be {expected and float(expected)}"
    elif key == "without":
        expected = len(source.register(pick)) - source.count(pick, "municipalities")
        if not says(text, expected):
            yield f"{where}, must be {expected}"
    elif key.endswith("_per_inhabitant_nok"):
        expected = _per_inhabitant(asked, pick, key.replace("_per_inhabitant", ""))
        if not says(text, expected):
            yield f"{where}, must be {expected and float(expected)}"
    elif key == "municipalities" or not key.startswith("all_"):
        yield from false_cell(asked, pick, key, text, where)


def _change(asked: Asked, pick: Pick, what: str) -> Fraction | None:
    """The change from the year before in per cent; None without a base."""
    if what == "doctors":
        flow = asked.oracle.flow(pick, pick.year)
        now, before = (flow.now, flow.before) if flow else (0, 0)
    else:
        before, now = (asked.oracle.count(pick.alone(year), what) for year in (pick.year - 1, pick.year))
    return Fraction(100 * (now - before), before) if before else None


def _per_inhabitant(asked: Asked, pick: Pick, column: str) -> Fraction | None:
    amount, people = asked.amount(pick, column), asked.oracle.population(pick)
    usable = amount.is_known and not amount.is_missing and people
    return half_up(Fraction(amount.value, people), 0) if usable else None


def false_middle(figure: Figure) -> Iterator[str]:
    """That the middle which a note tells of is not that of the table's rates."""
    if not figure.id.startswith("among") or not figure.table.rows:
        return
    values = [said.value for row in shown(figure).rows if (said := first_number(row[1])) is not None]
    for note in figure.notes:
        found = re.match(rf"Stiplet strek: midten, (?P<value>{NUMBER})\.", note)
        if found and first_number(found["value"]).value != half_up(Fraction(median(values)), 1):
            yield f"{figure.id}: the middle is {float(median(values))}, «{note}»"


PEER = re.compile(
    rf"^(?P<name>.+) (?:er nummer (?P<rank>{NUMBER})|deler (?P<shared>{NUMBER})\. plass) "
    rf"av (?P<all>{NUMBER}) (?P<group>.+): "
    rf"(?P<value>{NUMBER}), midten er (?P<middle>{NUMBER})$"
)


def false_peer(asked: Asked, figure: Figure) -> Iterator[str]:
    """What is false in the finding of a place among those like it: rank, value and middle."""
    said = PEER.match(figure.finding)
    if not said:
        yield f"{figure.id}: it is of no kind – «{figure.finding}»"
        return
    if "fylker" in said["group"]:
        values = asked.values(
            replace(sheet(asked), counties=(), municipalities=()), "county", "doctors", "innbyggere"
        )
        values, own = (
            {key: half_up(value, 1) for key, value in values.items() if value is not None},
            asked.pick.counties[0],
        )
    else:
        values, own, _group = alike(asked, said["group"])
    rank = 1 + sum(value > values[own] for value in values.values())
    middle = half_up(Fraction(median(values.values())), 1)
    if bool(said["shared"]) != (list(values.values()).count(values[own]) > 1):
        yield f"{figure.id}: a place is shared only where others have the same – «{figure.finding}»"
    if (whole(said["rank"] or said["shared"]), whole(said["all"])) != (rank, len(values)):
        yield f"{figure.id}: the place is {rank} of {len(values)} – «{figure.finding}»"
    if first_number(said["value"]).value != values[own] or first_number(said["middle"]).value != middle:
        yield f"{figure.id}: it has {float(values[own])}, the middle {float(middle)} – «{figure.finding}»"


# The answer of a comparison, word by word.


def false_comparison(asked: Asked, text: str) -> Iterator[str]:
    """What is false in the answer of a page that compares places."""
    picks = places(asked)
    expected = {"vekst.py": _growth, "budsjett.py": _kroner}.get(asked.state.page, _grants)(asked, picks)
    if not re.fullmatch(expected, text):
        yield f"«{text}» is not {expected}"


def _grants(asked: Asked, picks: dict[str, Pick]) -> str:
    counts = {name: _written(asked.oracle.count(pick, "grants")) for name, pick in picks.items()}
    rates = {name: _rate(asked, pick, "grants") for name, pick in picks.items()}
    first, *others = picks
    one = rf"{re.escape(first)} har {counts[first]} {_GRANTS}{_INSIDE}"
    rest = [rf"{re.escape(name)} {counts[name]}" for name in others]
    if len(picks) < 3:
        whole_rate = _rate(asked, _country(picks), "grants")
        ends = (rates[first], rates[others[0]]) if others else (rates[first], whole_rate)
        after = rf"; per 100{SPACE}000 innbyggere {ends[0]} mot {ends[1]}" + (
            "" if others else " i hele landet"
        )
        return ", ".join([one, *rest]) + (after if None not in ends else "") + r"\."
    one += rf" \({rates[first]} per 100{SPACE}000 innbyggere\)" if rates[first] else ""
    rest = [
        part + (rf" \({rates[name]}\)" if rates[name] else "")
        for part, name in zip(rest, others, strict=True)
    ]
    return in_words((one, *rest)) + r"\."


def _growth(asked: Asked, picks: dict[str, Pick]) -> str:
    year = asked.pick.year
    if len(asked.pick.years) == 1 and year - 1 in asked.oracle.years:
        return _listed(
            rf"Endring i leger fra {year - 1}",
            {name: _signed(_change(asked, pick, "doctors")) for name, pick in _with_country(picks)},
        )
    rates = {name: _rate(asked, pick.alone(year), "doctors") for name, pick in _with_country(picks)}
    return _listed(rf"Leger per 100{SPACE}000 innbyggere, {year}", rates)


def _kroner(asked: Asked, picks: dict[str, Pick]) -> str:
    values = {name: _per_inhabitant(asked, pick, "applied_nok") for name, pick in _with_country(picks)}
    written = {
        name: None if value is None else rf"{_written(int(value))}{SPACE}kr{_INSIDE}"
        for name, value in values.items()
    }
    return _listed(rf"Søkt per innbygger i {years_in_words(asked.pick.years)}", written)


def _with_country(picks: dict[str, Pick]) -> list[tuple[str, Pick]]:
    return [*picks.items(), (COUNTRY, _country(picks))]


def _listed(subject: str, values: dict[str, str | None]) -> str:
    *said, whole_said = (
        rf"{re.escape(name)}{':' if name == COUNTRY else ''} {value or _WORDS}"
        for name, value in values.items()
    )
    return rf"{subject}{_INSIDE}: {in_words(tuple(said))}\. {whole_said}\."


def _written(number: int) -> str:
    return f"{number:,}".replace(",", SPACE)


def _rate(asked: Asked, pick: Pick, what: str) -> str | None:
    people = asked.oracle.population(pick)
    if not people:
        return None
    return _decimal(half_up(Fraction(asked.oracle.count(pick, what) * 100_000, people), 1))


def _signed(value: Fraction | None) -> str | None:
    if value is None:
        return None
    shown_value = half_up(value, 1)
    sign = {1: r"\+", -1: "−", 0: ""}[(shown_value > 0) - (shown_value < 0)]
    return rf"{sign}{_decimal(abs(shown_value))}{SPACE}%"


def _decimal(value: Fraction) -> str:
    tenths = int(value * 10)
    return f"{_written(tenths // 10)},{tenths % 10}"


# The sheet of a place.


def _doctors(asked: Asked, found: re.Match) -> Iterator[str]:
    pick = sheet(asked) if asked.pick.municipalities else replace(asked.pick, centralities=(), sizes=())
    numbers = [(found["n"], pick)]
    if found.groupdict().get("year"):
        numbers.append((found["before"], pick.alone(int(found["year"]))))
        if int(found["year"]) != asked.pick.year - 1:
            yield f"the year before is {asked.pick.year - 1}"
    for said, of in numbers:
        expected = asked.oracle.count(of, "doctors")
        if (0 if said == "ingen" else whole(said)) != expected:
            yield f"doctors in {of.years}: {expected}"
    if found["years"] != years_in_words(asked.pick.years):
        yield f"the years are {asked.pick.years}"


def _among_counties(asked: Asked, found: re.Match) -> Iterator[str]:
    everyone = replace(asked.pick, counties=(), centralities=(), sizes=())
    values = asked.values(everyone, "county", "doctors", "innbyggere")
    shown_values = {code: half_up(value, 1) for code, value in values.items() if value is not None}
    own = shown_values[asked.pick.counties[0]]
    rank = 1 + sum(value > own for value in shown_values.values())
    if (whole(found["rank"]), whole(found["all"])) != (rank, len(county_names(asked.borders))):
        yield f"the place is {rank}"


def _few(asked: Asked, found: re.Match) -> Iterator[str]:
    n = whole(found["n"])
    if not says(found["pct"], half_up(Fraction(100, n), 0), "%"):
        yield f"one of {n} is {float(Fraction(100, n))} per cent"


def _nearest(_asked: Asked, found: re.Match) -> Iterator[str]:
    if whole(found["n"]) >= whole(found["all"]):
        yield "all are shown"


def _named(_asked: Asked, _found: re.Match) -> Iterator[str]:
    yield from ()


def _claim(name: str, words: str, check) -> Claim:
    return Claim(name, re.compile(words), check)


_YEARS = r"\d{4}(?:(?:–|, | og )\d{4})*"
_N = rf"(?P<n>ingen|{NUMBER}) leger?{_INSIDE}"
CLAIMS_OF_PLACES = (
    _claim(
        "doctors of a place",
        rf"hadde {_N} i (?P<years>{_YEARS})(?:, mot (?P<before>ingen|{NUMBER}) i (?P<year>\d{{4}}))?(?=\.)",
        _doctors,
    ),
    _claim("applied in a place", rf"har {_N} søkt for (?P<years>{_YEARS}) så langt", _doctors),
    _claim("so far", rf"har {_N} med tilskudd eller søknad i (?P<years>{_YEARS})(?=\.)", _doctors),
    _claim(
        "among counties",
        rf"(?:Nummer|Delt) (?P<rank>{NUMBER})(?:\. plass)? av (?P<all>{NUMBER}) fylker",
        _among_counties,
    ),
    *CLAIMS,
)
NOTES_OF_PLACES = (
    _claim(
        "few doctors",
        rf"(?P<n>{NUMBER}) leger?; én mer eller mindre endrer raten med (?P<pct>{NUMBER}{SPACE}%)",
        _few,
    ),
    _claim("nearest", rf"^De (?P<n>{NUMBER}) nærmeste i innbyggertall av (?P<all>{NUMBER}) i", _nearest),
    # Held to the table by false_middle.
    _claim("middle", rf"^Stiplet strek: midten, (?P<value>{NUMBER})(?=\.$)", _named),
    _claim("room", rf"^Høyst {MOST} steder vises ved siden av hverandre", _named),
    _claim("outside", r"^.+ er utenfor utvalget \(.+\)\.$", _named),
    *NOTES,
)


def false_place_figures(asked: Asked, keys: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What is false in the key figures of a place, and in those of county and country beside it."""
    if not keys:
        return
    pick = sheet(asked) if asked.pick.municipalities else replace(asked.pick, centralities=(), sizes=())
    beside = {"hele landet": replace(pick, counties=(), municipalities=())}
    county = asked.oracle.register(pick).iloc[0]["county"] if pick.municipalities else None
    if county is not None:
        beside[_name(asked, county)] = replace(pick, municipalities=(), counties=(county,))
    for id, (label, value, *lines) in keys.items():
        shown_value = value.replace(" mill.", f"{SPACE}mill.").replace(" kr", f"{SPACE}kr")
        yield from _false_number(asked, pick, id, shown_value, f"{label}: «{value}»")
        for line in lines:
            for name, of in beside.items():
                if found := re.search(rf"(?:^|; ){re.escape(name)} (?P<value>[^;]*)", line):
                    yield from _false_number(asked, of, id, found["value"], f"{label}, {name}: «{line}»")
            if found := re.search(rf"fra (?P<before>{NUMBER}) i (?P<year>\d{{4}})$", line):
                before = asked.oracle.count(pick.alone(int(found["year"])), id)
                if whole(found["before"]) != before or int(found["year"]) != pick.year - 1:
                    yield f"{label}: the year before has {before}, «{line}»"


def _false_number(asked: Asked, pick: Pick, id: str, text: str, where: str) -> Iterator[str]:
    if id in ("doctors", "grants"):
        expected = asked.oracle.count(pick, id)
        if not says(text, expected):
            yield f"{where}, must be {expected}"
    elif id == "applied_nok":
        amount = asked.amount(pick, id)
        if amount.is_known and not says_amount(re.sub(r" \((?:innvilget|for ).*", "", text), amount):
            yield f"{where}, must be {amount}"
    elif id == "applied_per_inhabitant_nok":
        expected = _per_inhabitant(asked, pick, "applied_nok")
        if expected is not None and not says(text, expected, "kr"):
            yield f"{where}, must be {float(expected)}"

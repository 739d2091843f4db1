"""Places and classes compared, judged by the oracle: the table, and the answer word by word."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lib.figures.figure import Figure
from tests.truth.asked import SIZE_NAMES, Asked, alphabetical
from tests.truth.claims_of_sheet import sheet
from tests.truth.pick import Pick, half_up
from tests.truth.said import SPACE, first_number, in_words, says, years_in_words
from tests.truth.states import COMPARING, State
from tests.truth.tables import false_cell, shown

SHEET = "kommune.py"
COUNTRY, SELECTION, DIFFERENCE = "Hele landet", "Hele utvalget", "Forskjell"
MOST = 4
CLASSES = {
    "sentralitet": "centralities",
    "storrelse": "sizes",
}  # before the dash of ``mot`` → field of a pick
INSIDE = r"(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?"
_GRANTS = "(?:tilskudd og søknader|tilskudd eller søknad|tilskudd|søknade?r?)"
_WORDS = r"[^\d]+?"  # why a value is not known


def is_comparison(state: State) -> bool:
    """Whether a page compares; that of a place knows no classes."""
    against = state.all("mot")
    return bool(against) and state.page in COMPARING and not (state.page == SHEET and "-" in "".join(against))


def places(asked: Asked) -> dict[str, Pick]:
    """What is compared by name, in order: those chosen as one, and each that they are set against."""
    if field := _classes(asked):
        return _of_classes(asked, field)
    pick = sheet(asked) if asked.state.page == SHEET else asked.pick
    lifted = replace(pick, counties=(), municipalities=())
    chosen = asked.pick.municipalities or asked.pick.counties
    found: dict[tuple[str, ...], Pick] = {}
    for codes in ([chosen] if chosen else []) + [(code,) for code in _against(asked)]:
        field = "counties" if len(codes[0]) == 2 else "municipalities"
        found.setdefault(tuple(codes), replace(lifted, **{field: tuple(codes)}))
    names = [
        " + ".join(sorted((name_of(asked, code) for code in codes), key=alphabetical)) for codes in found
    ]
    kinds = ["fylke" if len(codes[0]) == 2 else "kommune" for codes in found]
    told = [
        f"{name} ({kind})" if names.count(name) > 1 else name for name, kind in zip(names, kinds, strict=True)
    ]
    return dict(list(zip(told, found.values(), strict=True))[:MOST])


def _of_classes(asked: Asked, field: str) -> dict[str, Pick]:
    chosen = getattr(asked.pick, field)
    kind = type(next(iter(chosen), "" if field == "sizes" else 0))
    against = [(kind(code.partition("-")[2]),) for code in _against(asked)]
    form = "Sentralitet {}" if field == "centralities" else "{} innbyggere"
    found = {}
    for codes in dict.fromkeys([*([chosen] if chosen else []), *against]):
        named = " + ".join(form.format(SIZE_NAMES.get(code, code)) for code in codes)
        found[named] = replace(asked.pick, **{field: codes})
    return dict(list(found.items())[:MOST])


def _against(asked: Asked) -> list[str]:
    """What is compared of the address: of the kind of the first, places or classes of one kind."""
    codes = asked.state.all("mot")
    kinds = [code.partition("-")[0] if "-" in code else "" for code in codes]
    return [code for code, kind in zip(codes, kinds, strict=True) if kind == kinds[0]]


def _classes(asked: Asked) -> str:
    """The field of the classes that are compared; empty where places are."""
    return CLASSES.get((asked.state.all("mot") or ("",))[0].partition("-")[0], "")


def name_of(asked: Asked, code: str) -> str:
    """The name of a county or a municipality."""
    by = "county" if len(code) == 2 else "unit"
    return asked.name(by, code).replace(" - ", " – ")


def _all_of_it(asked: Asked, picks: dict[str, Pick]) -> tuple[str, Pick]:
    """What the members are parts of, by name: the country, or the places that the classes are of."""
    first = next(iter(picks.values()))
    if field := _classes(asked):
        found = replace(first, **{field: ()})
        return SELECTION if found.counties or found.municipalities else COUNTRY, found
    return COUNTRY, replace(first, counties=(), municipalities=())


# Tables.


def false_places(asked: Asked, figure: Figure) -> Iterator[str]:
    """The cells of a comparison that say other than the oracle counts."""
    if not figure.id.startswith("comparison") or not figure.table.rows:
        return
    table, picks = shown(figure), places(asked)
    picks |= dict([_all_of_it(asked, picks)])
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
        if not says(text, None if _unknown_size(asked, pick) else expected):
            yield f"{where}, must be {expected}"
    elif key.endswith("_per_inhabitant_nok"):
        expected = per_inhabitant(asked, pick, key.replace("_per_inhabitant", ""))
        if not says(text, expected):
            yield f"{where}, must be {expected and float(expected)}"
    elif key == "municipalities" or not key.startswith("all_"):
        yield from false_cell(asked, pick, key, text, where)


def _unknown_size(asked: Asked, pick: Pick) -> bool:
    return bool(pick.sizes) and asked.oracle.population(replace(pick, sizes=())) is None


def _change(asked: Asked, pick: Pick, what: str) -> Fraction | None:
    """The change from the year before in per cent; None without a base, or where no size is known."""
    if _unknown_size(asked, pick):
        return None
    if what == "doctors":
        flow = asked.oracle.flow(pick, pick.year)
        now, before = (flow.now, flow.before) if flow else (0, 0)
    else:
        before, now = (asked.oracle.count(pick.alone(year), what) for year in (pick.year - 1, pick.year))
    return Fraction(100 * (now - before), before) if before else None


def per_inhabitant(asked: Asked, pick: Pick, column: str) -> Fraction | None:
    amount, people = asked.amount(pick, column), asked.oracle.population(pick)
    usable = amount.is_known and not amount.is_missing and people
    return half_up(Fraction(amount.value, people), 0) if usable else None


# The answer, word by word.


def false_comparison(asked: Asked, text: str) -> Iterator[str]:
    """What is false in the answer of a page that compares places."""
    picks = places(asked)
    expected = {"vekst.py": _growth, "budsjett.py": _kroner}.get(asked.state.page, _grants)(asked, picks)
    if not re.fullmatch(expected, text):
        yield f"«{text}» is not {expected}"


def _grants(asked: Asked, picks: dict[str, Pick]) -> str:
    counts = {name: _written(asked.oracle.count(pick, "grants")) for name, pick in picks.items()}
    rates = {name: _rate(asked, pick, "grants") for name, pick in picks.items()}
    if any(_unknown_size(asked, pick) for pick in picks.values()):
        return " ".join(rf"{re.escape(name)}: innbyggertallet mangler\." for name in picks)
    first, *others = picks
    is_of_classes = bool(_classes(asked))
    before = f"{re.escape(asked.places)}: " if is_of_classes and asked.places else ""
    named = _in_a_sentence(asked, first)
    named = before + named if before else named[0].upper() + named[1:]
    one = rf"{named} har {counts[first]} {_GRANTS}{INSIDE}"
    has = " har" if is_of_classes else ""
    rest = [rf"{_in_a_sentence(asked, name)}{has} {counts[name]}" for name in others]
    whole_name, whole_pick = _all_of_it(asked, picks)
    if len(picks) < 3:
        whole_rate = _rate(asked, whole_pick, "grants")
        ends = (rates[first], rates[others[0]]) if others else (rates[first], whole_rate)
        after = rf"; per 100{SPACE}000 innbyggere {ends[0]} mot {ends[1]}" + (
            "" if others else f" i {whole_name.lower()}"
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
            asked,
            rf"Endring i leger fra {year - 1}",
            {name: _signed(_change(asked, pick, "doctors")) for name, pick in _with_whole(asked, picks)},
        )
    rates = {name: _rate(asked, pick.alone(year), "doctors") for name, pick in _with_whole(asked, picks)}
    return _listed(asked, rf"Leger per 100{SPACE}000 innbyggere, {year}", rates)


def _kroner(asked: Asked, picks: dict[str, Pick]) -> str:
    values = {name: per_inhabitant(asked, pick, "applied_nok") for name, pick in _with_whole(asked, picks)}
    written = {
        name: None if value is None else rf"{_written(int(value))}{SPACE}kr{INSIDE}"
        for name, value in values.items()
    }
    return _listed(asked, rf"Søkt per innbygger i {years_in_words(asked.pick.years)}", written)


def _with_whole(asked: Asked, picks: dict[str, Pick]) -> list[tuple[str, Pick]]:
    return [*picks.items(), _all_of_it(asked, picks)]


def _listed(asked: Asked, subject: str, values: dict[str, str | None]) -> str:
    form = r"{} \({}\)" if _classes(asked) else "{} {}"
    *members, (whole_name, whole_value) = values.items()
    said = tuple(form.format(_in_a_sentence(asked, name), value or _WORDS) for name, value in members)
    inside = rf" \({re.escape(asked.places)}.*?\)" if _classes(asked) and asked.places else INSIDE
    return rf"{subject}{inside}: {in_words(said)}\. {whole_name}: {whole_value or _WORDS}\."


def _in_a_sentence(asked: Asked, name: str) -> str:
    """A member within a sentence, as a pattern."""
    if not _classes(asked):
        return re.escape(name)
    said = name[0].lower() + name[1:]
    return re.escape(said if said.startswith("sentralitet") else f"kommuner med {said}")


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

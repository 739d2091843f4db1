"""What findings say of places and classes: which has most, fewest or none."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.truth.claims_of_places import false_names
from tests.truth.finding import (
    COUNTED,
    ENOUGH,
    KR,
    NOUN,
    PCT,
    VALUE,
    WHAT,
    About,
    at_the_end,
    called,
    kind,
    of_those_with_enough,
    rests_on_few,
)
from tests.truth.said import NUMBER, says, whole


def with_enough(about: About) -> set:
    return {key for key, grants in about.grants().items() if grants >= ENOUGH}


def named(about: About, text: str, keys: list[object]) -> Iterator[str]:
    names = [about.name(key) for key in keys]
    for name in names:  # the first of them begins the finding
        if text.startswith(name[:1].upper() + name[1:]):
            text = name + text[len(name) :]
    yield from false_names(text, names)


def _end(about: About, found: re.Match, choose) -> Iterator[str]:
    """The members at an end: named, not few, with their value, and true of the rest."""
    values, enough = about.shown(), with_enough(about)
    keys, best = at_the_end(about, values, enough, found, choose)
    if about.is_unsure:
        yield "an amount stands for another"
    if not keys or len({*values.values()}) < 2:
        yield "none has most or least"
        return
    yield from named(about, found["names"], keys)
    yield from rests_on_few(keys, enough)
    yield from of_those_with_enough(about, found)
    if not says(found["value"], best, about.unit):
        yield f"the value is {float(best)}"


def _most(about: About, found: re.Match) -> Iterator[str]:
    """``Viken har flest: 473 av 2 235 tilskudd (21,2 %)``."""
    yield from _end(about, found, max)
    source, pick = about.asked.oracle, about.pick
    if found.groupdict().get("noun"):
        yield from called(about, found["noun"])
    all_of_it = source.count(pick, about.measure) if about.measure != "applied_nok" else None
    if about.measure == "applied_nok":
        all_of_it = source.amount(pick, "applied_nok").value
    whole_, share = found.groupdict().get("whole"), found.groupdict().get("share")
    if whole_ and not says(whole_, all_of_it, about.unit):
        yield f"the whole is {all_of_it}"
    values = about.asked.values(pick, about.by, about.measure)
    if share and (
        about.measure == "doctors"
        or not says(
            share,
            Fraction(max(value for value in values.values() if value is not None)) * 100 / all_of_it,
            "%",
        )
    ):
        yield f"the share is not that of {all_of_it}"
    if about.against != "alt":
        yield f"what is measured is {about.label}"
    written = list(about.shown().values())
    tied = written.count(max(written)) > 1
    if not found["few"] and tied == bool(whole_):
        yield "equals are told with what each has, and one with its part of the whole"


def _rate(about: About, found: re.Match) -> Iterator[str]:
    """``Finnmark har flest leger per 100 000 innbyggere: 46,2, mot 34,1 i hele landet``."""
    yield from _end(about, found, min if found["way"] in ("færrest", "minst") else max)
    if found["label"] != about.label:
        yield f"what is measured is {about.label}"
    if found.groupdict().get("whole"):
        all_of_it = about.asked.values(about.pick, None, about.measure, about.against)[None]
        if not says(found["whole"], all_of_it, about.unit):
            yield f"the whole has {float(all_of_it)}"
        if (found["where"] == "hele landet") != about.pick.is_national:
            yield "the whole is the country's, or that of the choice"


def _the_same(about: About, found: re.Match) -> Iterator[str]:
    values = about.shown()
    among = {key: v for key, v in values.items() if not found["few"] or key in with_enough(about)}
    if len({*among.values()}) != 1 or whole(found["n"]) != len(among):
        yield f"the values are {sorted(set(map(float, among.values())))[:4]} of {len(among)}"
    elif not says(found["value"], next(iter(among.values())), about.unit):
        yield f"the value is {float(next(iter(among.values())))}"
    yield from rests_on_few(list(among), with_enough(about))
    yield from right_members(about, found)


def right_members(about: About, found: re.Match) -> Iterator[str]:
    if found["what"] != COUNTED[about.by]:
        yield f"they are {COUNTED[about.by]}"


def _none(about: About, found: re.Match) -> Iterator[str]:
    values = about.shown()
    if (whole(found["n"]), whole(found["all"])) != ([*values.values()].count(0), len(values)):
        yield f"{[*values.values()].count(0)} of {len(values)} have none"
    if about.asked.oracle.count(about.pick, "grants") < ENOUGH:
        yield f"it rests on fewer than {ENOUGH}"
    if (found["none"] == "ingen") == (about.measure == "applied_nok"):
        yield f"what is measured is {about.label}"
    yield from right_members(about, found)


def _together(about: About, found: re.Match) -> Iterator[str]:
    values, exact = about.shown(), about.asked.values(about.pick, about.by, about.measure)
    order = sorted(values, key=lambda key: -values[key])
    first = order[:3]
    if about.is_unsure or about.measure == "doctors":
        yield "they cannot be added up"
    if values[order[3]] == values[first[-1]]:
        yield "the fourth has as many as the third"
    yield from named(about, found["names"], first)
    yield from rests_on_few(first, with_enough(about))
    part, of = sum(Fraction(exact[key]) for key in first), _whole(about)
    if not says(found["part"], part, about.unit) or not says(found["whole"], of, about.unit):
        yield f"they have {part} of {of}"
    if not says(found["share"], part * 100 / of, "%"):
        yield f"the share is {float(part * 100 / of)}"
    if found["noun"] != "søkt":
        yield from called(about, found["noun"])


def _whole(about: About) -> Fraction:
    return Fraction(about.asked.values(about.pick, None, about.measure)[None])


OF_PLACES = (
    kind(
        "most",
        rf"(?P<names>.+) har flest: (?P<value>{NUMBER}) av (?P<whole>{NUMBER}) "
        rf"(?P<noun>{NOUN})(?: \((?P<share>{PCT})\))?",
        _most,
    ),
    kind("most", rf"(?P<names>.+) har flest: (?P<value>{NUMBER}) (?P<noun>{NOUN}) hver", _most),
    kind(
        "most", rf"Mest søkt i (?P<names>.+): (?P<value>{KR}) av (?P<whole>{KR}) \((?P<share>{PCT})\)", _most
    ),
    kind("most", rf"Mest søkt i (?P<names>.+): (?P<value>{KR}) hver", _most),
    kind(
        "most per",
        rf"(?P<names>.+) har (?P<way>flest|mest) (?P<label>[^:]+): (?P<value>{VALUE})"
        rf"(?:, mot (?P<whole>{VALUE}) i (?P<where>hele landet|hele utvalget))?",
        _rate,
    ),
    kind(
        "same",
        rf"Likt i alle (?P<n>{NUMBER}) {WHAT} \((?:[^()]*? )?(?P<value>{VALUE})(?: {NOUN})?\)",
        _the_same,
    ),
    kind(
        "none",
        rf"(?P<n>{NUMBER}) av (?P<all>{NUMBER}) {WHAT} har (?P<none>ingen|ikke noe søkt beløp)",
        _none,
    ),
    kind(
        "together",
        rf"(?P<names>.+) har til sammen (?P<part>{VALUE}) av (?P<whole>{VALUE}) "
        rf"(?P<noun>{NOUN}|søkt) \((?P<share>{PCT})\)",
        _together,
    ),
    kind("fewest", rf"(?P<names>.+) har (?P<way>færrest|minst) (?P<label>[^:]+): (?P<value>{VALUE})", _rate),
)

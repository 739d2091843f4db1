"""What findings say of change by place or class: which grows most, and the other end."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.claim import GROWTH
from tests.truth.finding import ENOUGH, PCT, VALUE, WHAT, About, at_the_end, kind, rests_on_few
from tests.truth.findings_of_places import named, right_members
from tests.truth.pick import half_up
from tests.truth.said import NUMBER, says, whole


def _changes(about: About) -> tuple[dict, dict, dict]:
    """Member → what it had, what it has, and the grants or doctors that they rest on in both years."""
    asked = about.asked
    if asked.state.page == GROWTH:
        year = asked.pick.year
        field = {"unit": "municipalities", "county": "counties", "centrality": "centralities"}[about.by]
        both = replace(asked.pick, years=(year - 1, year))
        flows = {
            key: asked.oracle.flow(replace(asked.pick, **{field: (key,)}), year)
            for key in asked.oracle.members(both, about.by)
        }
        before, now = ({k: getattr(f, part) for k, f in flows.items() if f} for part in ("before", "now"))
        return before, now, {key: (before[key], now[key]) for key in before}
    before, now = (
        asked.in_year(y, about.by, about.measure, about.against, about.pick) for y in asked.compared
    )
    rows = [asked.in_year(year, about.by, "grants", "alt", about.pick) for year in asked.compared]
    return before, now, {key: (rows[0].get(key, 0), rows[1].get(key, 0)) for key in now}


def _in_per_cent(about: About) -> bool:
    return about.asked.state.page != GROWTH and about.asked.shows == "endring-prosent"


def _change_shown(about: About) -> tuple[dict, set]:
    """Member → its change as written, and those that rest on enough."""
    before, now, behind = _changes(about)
    in_pct, found = _in_per_cent(about), {}
    for key, value in now.items():
        first = before.get(key)
        if value is None or first is None or (in_pct and not first):
            continue
        if in_pct:
            found[key] = half_up((Fraction(value) - first) * 100 / first, 1)
        elif about.measure == "applied_nok":
            change = about.written(value) - about.written(first)
            big = min(abs(value), abs(first)) >= 1_000_000 and abs(change) >= 1_000_000
            found[key] = change if big else about.written(Fraction(value) - first)
        else:
            found[key] = half_up(value, about.decimals) - half_up(first, about.decimals)
    enough = {
        key for key, (first, last) in behind.items() if (first if in_pct else max(first, last)) >= ENOUGH
    }
    return found, enough


def _decided(about: About) -> Iterator[str]:
    asked = about.asked
    years = (asked.pick.year - 1, asked.pick.year) if asked.state.page == GROWTH else asked.compared
    for year in years:
        if not asked.oracle.is_decided(about.pick, year):
            yield f"{year} is not decided"


def _changed(about: About, found: re.Match, choose) -> Iterator[str]:
    yield from _decided(about)
    values, enough = _change_shown(about)
    keys, best = at_the_end(about, values, enough, found, choose)
    if not keys:
        yield "none has changed"
        return
    yield from named(about, found["names"], keys)
    yield from rests_on_few(keys, enough)
    if _in_per_cent(about) and not found["few"]:
        before, now, _behind = _changes(about)
        if grown := [about.name(key) for key in now if now[key] and before.get(key) == 0]:
            yield f"{grown[:3]} have no base, and may have grown more"
    if found["few"]:
        first, last = _years(about)
        said = (found["few_in"], found["few_or"])
        if said != ((str(first), None) if _in_per_cent(about) else (str(first), str(last))):
            yield f"they have enough in {first} or {last}"
        if (found["few_of"] == "leger") != (about.asked.state.page == GROWTH):
            yield "on grants or on doctors"
    value = found.groupdict().get("change")
    if value and (
        not says(value, best, "%" if _in_per_cent(about) else about.unit) or _sign(value) != _sign_of(best)
    ):
        yield f"the change is {float(best)}"


def _years(about: About) -> tuple[int, int]:
    asked = about.asked
    return (asked.pick.year - 1, asked.pick.year) if asked.state.page == GROWTH else asked.compared


def _sign(text: str) -> int:
    return {"+": 1, "−": -1}.get(text[0], 0)


def _sign_of(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _grew(about: About, found: re.Match) -> Iterator[str]:
    """``Nordland vokser mest: 74,6 % flere tilskudd (67 → 117)``."""
    yield from _changed(about, found, max)
    before, now, _behind = _changes(about)
    key = next((key for key in now if about.name(key).lower() == found["names"].lower()), None)
    if key is None:
        return
    if (whole(found["before"]), whole(found["now"])) != (before[key], now[key]):
        yield f"it went from {before[key]} to {now[key]}"
    net = now[key] - before[key]
    if found.groupdict().get("pct") and not says(found["pct"], Fraction(net) * 100 / before[key], "%"):
        yield f"it grew by {net} of {before[key]}"
    if found.groupdict().get("n") and whole(found["n"]) != net:
        yield f"it grew by {net}"
    if bool(found.groupdict().get("pct")) != _in_per_cent(about):
        yield "per cent is told where it is asked for, and only there"
    noun = "leger" if about.measure == "doctors" else "tilskudd"
    if not found["noun"].startswith(noun[:4]):
        yield f"they are {noun}"


def _rose(about: About, found: re.Match) -> Iterator[str]:
    yield from _changed(about, found, max)
    if found["label"] != about.label:
        yield f"what is measured is {about.label}"


def _none_rises(about: About, found: re.Match) -> Iterator[str]:
    yield from _changed(about, found, min)
    values, enough = _change_shown(about)
    if any(value > 0 for key, value in values.items() if not found["few"] or key in enough):
        yield "some rise"
    if found["label"] != about.label:
        yield f"what is measured is {about.label}"


def _alike(about: About, found: re.Match) -> Iterator[str]:
    yield from _decided(about)
    values, enough = _change_shown(about)
    among = [value for key, value in values.items() if not found["few"] or key in enough]
    if max(among) - min(among) > 5 or not (
        says(found["low"], min(among), "%") and says(found["high"], max(among), "%")
    ):
        yield f"they change by {float(min(among))} to {float(max(among))}"
    if found["label"].lower() != about.label:
        yield f"what is measured is {about.label}"


def _all_rise(about: About, found: re.Match) -> Iterator[str]:
    yield from _changed(about, found, min)
    values, enough = _change_shown(about)
    among = [value for key, value in values.items() if not found["few"] or key in enough]
    if min(among) <= 0 or whole(found["n"]) != len(among):
        yield f"{sum(value > 0 for value in among)} of {len(among)} rise"
    yield from _every_one(about, found, values)


def _fall(about: About, found: re.Match) -> Iterator[str]:
    yield from _changed(about, found, min)
    values, enough = _change_shown(about)
    among = [value for key, value in values.items() if not found["few"] or key in enough]
    falling = sum(value < 0 for value in among)
    n = whole(found["n"]) if found["n"] else whole(found["all"])
    if (n, whole(found["all"])) != (falling, len(among)):
        yield f"{falling} of {len(among)} fall"
    yield from _every_one(about, found, values)


def _every_one(about: About, found: re.Match, values: dict) -> Iterator[str]:
    yield from right_members(about, found)
    _before, now, _behind = _changes(about)
    if not found["few"] and len(values) != len(now):
        yield f"of {len(now)}, the change of {len(now) - len(values)} is not known"


_LABEL = r"(?P<label>[^:(]+?)"
OF_CHANGE = (
    kind(
        "grew",
        rf"(?P<names>.+) vokser mest: (?P<pct>{PCT}) flere (?P<noun>tilskudd|leger) "
        rf"\((?P<before>{NUMBER})[ \u00a0]→[ \u00a0](?P<now>{NUMBER})\)",
        _grew,
    ),
    kind(
        "grew",
        rf"(?P<names>.+) øker mest: (?P<n>{NUMBER}) (?:flere )?(?P<noun>tilskudd|leger|lege)(?: mer| flere)? "
        rf"\((?P<before>{NUMBER})[ \u00a0]→[ \u00a0](?P<now>{NUMBER})\)",
        _grew,
    ),
    kind("rose", rf"Størst økning i (?P<names>.+) \({_LABEL} (?P<change>[+−]{VALUE})\)", _rose),
    kind(
        "none rises",
        rf"Ingen øker; størst nedgang i (?P<names>.+) \({_LABEL} (?P<change>[+−]{VALUE})\)",
        _none_rises,
    ),
    kind(
        "alike",
        rf"(?P<label>.+) endrer seg omtrent likt overalt, fra (?P<low>[+−]?{PCT}) til (?P<high>[+−]?{PCT})",
        _alike,
    ),
    kind(
        "all rise",
        rf"Økning i alle (?P<n>{NUMBER}) {WHAT}, minst i (?P<names>.+) \((?P<change>[+−]{VALUE})\)",
        _all_rise,
    ),
    kind(
        "fall",
        rf"Nedgang i (?:(?P<n>{NUMBER}) av |alle )(?P<all>{NUMBER}) {WHAT}, mest i "
        rf"(?P<names>.+) \((?P<change>[+−]{VALUE})\)",
        _fall,
    ),
)

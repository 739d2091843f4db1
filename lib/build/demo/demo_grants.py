"""One record per grant, without kroner: doctor, place, type, form, position and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.build.demo.demo_doctors import DoctorYear
from lib.build.demo.published import Period, Places, Published

WHOLE_YEAR_PCT = 70  # of the doctors with one grant; the others start later or stop earlier
SHORTEST_MONTHS = 4
POSITIONS_OF_SALARIED = ("gp", "gp", "gp", "introduction", "other_municipal")  # equally likely


@dataclass(frozen=True)
class Grant:
    """A grant before its amounts; ``place`` is an index into ``Places``, ``first_month`` counts from zero."""

    year: int
    doctor: int
    place: int
    grant_type: str
    practice_form: str | None
    position_type: str
    first_month: int
    months: int


def grants_of(
    years: Mapping[int, Sequence[DoctorYear]],
    periods: Mapping[int, Period],
    places: Places,
    published: Published,
    generator: np.random.Generator,
) -> list[Grant]:
    """Every grant of every doctor, in the order of years and doctors."""
    salaried = _salaried_doctors(years, places, published, generator)
    grants = []
    for year, people in years.items():
        for person in people:
            kinds = ["guidance"] * len(person.guidance) + ["alis"] * len(person.alis)  # guidance comes first
            spans = _spans(len(kinds), periods[year].months, generator)
            rows = zip(kinds, [*person.guidance, *person.alis], spans, strict=True)
            for kind, place, (first_month, months) in rows:
                form, position = _form_and_position(kind, person.doctor in salaried, generator)
                grants.append(Grant(year, person.doctor, place, kind, form, position, first_month, months))
    return grants


def _salaried_doctors(
    years: Mapping[int, Sequence[DoctorYear]],
    places: Places,
    published: Published,
    generator: np.random.Generator,
) -> set[int]:
    """The doctors on a salary: as likely as in table 6.1 of 2021 for the size of their first municipality."""
    homes = {}
    for people in years.values():
        for person in people:
            homes.setdefault(person.doctor, person.home)
    salaried = set()
    for doctor, home in homes.items():
        size = {"dimension": "size_class", "category": places.size[home]}
        agreements = published.value("2021:6.1", 2021, "grants_alis", **size)
        if generator.integers(agreements) < published.value("2021:6.1", 2021, "grants_salaried", **size):
            salaried.add(doctor)
    return salaried


def _form_and_position(kind: str, salaried: bool, generator: np.random.Generator) -> tuple[str | None, str]:
    """Practice form and position that go together; guidance alone asks for no form of practice."""
    if kind == "guidance":
        return "salaried" if salaried else None, "guidance_only"
    if not salaried:
        return "self_employed", "gp"
    return "salaried", POSITIONS_OF_SALARIED[generator.integers(len(POSITIONS_OF_SALARIED))]


def _spans(number: int, months: int, generator: np.random.Generator) -> list[tuple[int, int]]:
    """First month and length of each of a doctor's grants: one after the other, together the whole year.

    A doctor with one grant may have started later or stopped earlier.
    """
    if number > 1:
        cuts = [months * i // number + int(generator.integers(-1, 2)) for i in range(1, number)]
        return [(a, b - a) for a, b in zip([0, *cuts], [*cuts, months], strict=True)]
    if generator.integers(100) < WHOLE_YEAR_PCT:
        return [(0, months)]
    length = int(generator.integers(SHORTEST_MONTHS, months))
    starts_later = bool(generator.integers(2))
    return [(months - length if starts_later else 0, length)]

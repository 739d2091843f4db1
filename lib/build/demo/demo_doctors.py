"""Which doctor has which grants: within a year, and from one year to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.build.demo.counts import Counts
from lib.build.demo.published import BOTH, FIRST, SECOND, Doctors, Places, Published
from lib.build.demo.rounding import DemoError

MOVERS = 45  # doctors with a grant in one municipality in 2022 and another in 2023
SWAPS = 8  # pairs of doctors whose second grant of 2023 is in another municipality of the county


@dataclass
class DoctorYear:
    """One doctor's grants of one year: the municipality (index into ``Places``) of each, first one first."""

    alis: list[int]
    guidance: list[int]
    doctor: int = -1  # number of the doctor over both years; set when the years are linked

    @property
    def home(self) -> int:
        """The municipality of the first grant."""
        return (self.alis or self.guidance)[0]


def doctor_years(
    counts: dict[int, Counts], places: Places, published: Published, generator: np.random.Generator
) -> dict[int, list[DoctorYear]]:
    """The doctors of each year with the municipality of each grant, the same doctor linked over the years."""
    years = {year: _one_year(counts[year], published.doctors(year), generator) for year in (FIRST, SECOND)}
    _swap_second_grants(years[SECOND], places, generator)
    both = published.value("derived", BOTH, "doctors_both_years")
    linked = _link(years[FIRST], years[SECOND], places, both, generator)
    if linked != published.value("text", BOTH, "doctors_either_year"):
        raise DemoError("the published numbers of doctors in one year, both and either contradict each other")
    return years


def _one_year(counts: Counts, doctors: Doctors, generator: np.random.Generator) -> list[DoctorYear]:
    """The doctors of one year: as few with several grants as the totals need, all in one municipality."""
    extra_alis = _choose(counts.alis // 2, int(counts.alis.sum()) - doctors.alis, generator)
    extra_guidance = _choose(counts.guidance // 2, int(counts.guidance.sum()) - doctors.guidance, generator)
    with_alis, with_guidance = counts.alis - extra_alis, counts.guidance - extra_guidance
    # Nobody has three grants: only doctors with one agreement and one guidance grant have both types.
    single = np.minimum(with_alis - extra_alis, with_guidance - extra_guidance)
    both = _choose(single, doctors.both, generator)
    people = []
    for place in range(len(counts.alis)):
        for number in range(with_alis[place]):
            grants = 2 if number < extra_alis[place] else 1
            people.append(DoctorYear([place] * grants, []))
        for number in range(with_guidance[place]):
            grants = [place] * (2 if number >= with_guidance[place] - extra_guidance[place] else 1)
            if number < both[place]:  # the last doctors added have one agreement each
                people[-1 - number].guidance.extend(grants)
            else:
                people.append(DoctorYear([], grants))
    return people


def _choose(available: np.ndarray, wanted: int, generator: np.random.Generator) -> np.ndarray:
    """How many of ``wanted`` fall on each municipality, drawn among the available ones."""
    candidates = np.repeat(np.arange(len(available)), available)
    if wanted > len(candidates):
        raise DemoError(f"{wanted} doctors are needed where only {len(candidates)} can be")
    return np.bincount(generator.permutation(candidates)[:wanted], minlength=len(available))


def _swap_second_grants(people: Sequence[DoctorYear], places: Places, generator: np.random.Generator) -> None:
    """Let a few doctors have their two grants in different municipalities; all numbers stay as they are."""
    two = [person for person in people if len(person.alis) == 2]
    swapped = set()
    for first, second in zip(generator.permutation(len(two)), generator.permutation(len(two)), strict=True):
        one, other = two[first], two[second]
        same_county = places.county[one.home] == places.county[other.home]
        if same_county and one.home != other.home and not swapped & {first, second}:
            one.alis[1], other.alis[1] = other.alis[1], one.alis[1]
            swapped |= {first, second}
        if len(swapped) == 2 * SWAPS:
            return


def _link(
    first: list[DoctorYear],
    second: list[DoctorYear],
    places: Places,
    both: int,
    generator: np.random.Generator,
) -> int:
    """Number the doctors so that exactly ``both`` are in both years; returns how many there are in all."""
    pairs = _pairs_at_home(first, second, generator)
    pairs = [pairs[i] for i in sorted(generator.permutation(len(pairs))[: both - MOVERS])]
    for number, (before, after) in enumerate(pairs):
        before.doctor = after.doctor = number
    number = len(pairs)
    arrivals = _shuffled([person for person in second if person.doctor < 0], generator)
    for before in _shuffled([person for person in first if person.doctor < 0], generator):
        if number == both:
            break
        after = next((person for person in arrivals if _moved(before, person, places)), None)
        if after is not None:
            before.doctor = after.doctor = number
            number += 1
    if number != both:
        raise DemoError(f"only {number} of {both} doctors could be found in both years")
    for person in [*first, *second]:
        if person.doctor < 0:
            person.doctor, number = number, number + 1
    return number


def _pairs_at_home(
    first: Sequence[DoctorYear], second: Sequence[DoctorYear], generator: np.random.Generator
) -> list[tuple[DoctorYear, DoctorYear]]:
    """Doctors of the two years that could be the same person, in the same municipality.

    Who continues most often has an agreement in 2023: guidance is the step before it.
    """
    waiting: dict[int, list[DoctorYear]] = {}
    for person in _shuffled(second, generator):
        place = waiting.setdefault(person.home, [])
        place.insert(len(place) if person.alis else 0, person)  # taken from the end, agreements first
    return [
        (person, waiting[person.home].pop())
        for person in _shuffled(first, generator)
        if waiting.get(person.home)
    ]


def _moved(before: DoctorYear, after: DoctorYear, places: Places) -> bool:
    """Whether this could be one doctor who moved within the county."""
    same_county = places.county[before.home] == places.county[after.home]
    return after.doctor < 0 and same_county and before.home != after.home


def _shuffled(people: Sequence[DoctorYear], generator: np.random.Generator) -> list[DoctorYear]:
    return [people[i] for i in generator.permutation(len(people))]

"""How the numbers are read: those that are partly known, pending, equal, or in other borders."""

from dataclasses import dataclass

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.extract.thresholds import first_year_of
from lib.metrics.border_changes import successors_of
from lib.metrics.class_limits import known_from_share
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.selection import BORDERS
from lib.metrics.units import divided_municipalities
from lib.words import _, percent, word_list


@dataclass(frozen=True)
class Explanation:
    """A word or a mark of the pages, what it means, and an example. Texts are the reader's."""

    title: str
    text: str
    example: str


@cached_by_extract(1)
def explanations(extract: Extract) -> tuple[Explanation, ...]:
    """All explanations, in the order in which a reader meets the words."""
    return _partly_known(), _pending(), _shared_places(), _borders(extract)


def _partly_known() -> Explanation:
    return Explanation(
        _("Partly known"),
        _(
            "An amount is the sum of its grants. Where it is known for at least {share} of them, the sum "
            "counts as known. Where it is known for fewer, the sum is partly known: it stands with what it "
            "covers, is drawn lighter, and is left out of shares, comparisons and rankings."
        ).format(share=percent(known_from_share() * 100, 0)),
        _(
            "«10.4 million NOK for 60 of 2,545 decided» is the sum of the 60 grants that are decided. That "
            "is 2.4 % of the grants, so the sum is not compared with the budget or with another year."
        ),
    )


def _pending() -> Explanation:
    return Explanation(
        _("Not decided"),
        _(
            "While no application of a year is decided, its numbers are of applications. They stand with "
            "«not decided» beside the year. What is granted and paid is not known yet, and is never shown "
            "as 0."
        ),
        _(
            "A doctor who had a grant last year and is not among this year's applications is «not there so "
            "far». Nobody is counted as having left before the applications are decided."
        ),
    )


def _shared_places() -> Explanation:
    return Explanation(
        _("Shared place"),
        _(
            "Those with the same number, as it is written, share a place, and all of them are named or "
            "counted. The next one gets the place after all of them."
        ),
        _(
            "One municipality has 30 doctors, two have 24 and one has 20. Those with 24 share place 2, and "
            "the one with 20 has place 4."
        ),
    )


def _borders(extract: Extract) -> Explanation:
    old, new = min(BORDERS), max(BORDERS)
    year = first_year_of(new)
    text = _(
        "Years before {year} are shown in the borders of {old}, and from {year} in those of {new}. Where "
        "years on both sides are chosen, all are in the borders of the latest. Grants are moved by "
        "municipality code, never by shares of inhabitants. Other borders can be chosen in the filter."
    ).format(year=year, old=old, new=new)
    return Explanation(
        _("Borders by year"), text, " ".join(filter(None, [_county(extract), _parts(extract)]))
    )


def _county(extract: Extract) -> str:
    """The county that the reform divided in most parts, and what it became."""
    new = max(BORDERS)
    year = first_year_of(new)
    counties = DIMENSIONS["county"].members(extract, min(BORDERS))
    moves = [move for code in counties if (move := successors_of(extract, "county", code, new)) is not None]
    divided_most = max(moves, key=lambda move: len(move.now), default=None)
    if divided_most is None or len(divided_most.now) < 2:
        return ""
    form = _("With {before} chosen, {place} is one county. With {year} chosen, or both, it is {now}.")
    now = word_list(name for _code, name in divided_most.now)
    return form.format(before=year - 1, year=year, place=divided_most.place[1], now=now)


def _parts(extract: Extract) -> str:
    """The municipalities that the reform divided, which cannot be divided after the fact."""
    new = max(BORDERS)
    names = DIMENSIONS["municipality"].members(extract, min(BORDERS))
    places = word_list(f"{names[code]} ({code})" for code in divided_municipalities(extract))
    form = _("{places} was divided in {year}, and is shown whole where earlier years are included.")
    return form.format(places=places, year=first_year_of(new)) if places else ""

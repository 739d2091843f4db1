"""The filters of a selection beside its years, one record each. All lists of filters are made from these."""

from dataclasses import dataclass

COUNTY_DIGITS = 2  # of a county's number; a municipality has more


@dataclass(frozen=True)
class Filter:
    """One filter.

    ``column`` is what it looks at in the frames, and its grouping's name. ``field`` is its name in
    ``Selection``, which stands in the tags of old presentations; ``link`` is its parameter in addresses.
    ``kind`` is the type of its codes. What is chosen is chosen ``within`` another filter's column, if any.
    """

    column: str
    field: str
    link: str
    kind: type = str
    within: str = ""

    @property
    def is_place(self) -> bool:
        """True for a filter on places, whose codes other borders may not have."""
        return self.column in ("county", "municipality")

    @property
    def is_class(self) -> bool:
        """True for a filter on classes of municipalities, which can be compared as places can."""
        return self.column in ("centrality", "size_class")

    @property
    def lifted_with(self) -> frozenset[str]:
        """The columns that are lifted with this filter: its own, and those of filters within it."""
        return frozenset(other.column for other in FILTERS if self.column in (other.column, other.within))


FILTERS = (
    Filter("county", "counties", "fylke"),
    Filter("municipality", "municipalities", "kommune", within="county"),
    Filter("centrality", "centralities", "sentralitet", kind=int),
    Filter("size_class", "sizes", "storrelse"),
    Filter("grant_type", "grant_types", "type"),
)
BY_COLUMN = {filter.column: filter for filter in FILTERS}
BY_LINK = {filter.link: filter for filter in FILTERS}


def compared_code(column: str, code: str | int) -> str:
    """What a selection is compared with, as a text: ``46``, ``4601``, or ``sentralitet-6`` for a class."""
    return f"{BY_COLUMN[column].link}-{code}" if BY_COLUMN[column].is_class else str(code)


def member_compared(code: str) -> tuple[str, str | int]:
    """The column and the code of such a text; a text that is none gives one that no column has."""
    word, _dash, member = code.partition("-")
    found = BY_LINK.get(word)
    if found is None or not found.is_class:
        return ("county" if len(code) == COUNTY_DIGITS else "municipality"), code
    return found.column, int(member) if found.kind is int and member.isdecimal() else member

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

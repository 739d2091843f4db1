"""The filters of a selection beside its years: one record each, which every list of filters is made from."""

from dataclasses import dataclass


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
        """True where its codes are those of a place, which other borders may not have."""
        return self.column in ("county", "municipality")

    @property
    def lifted_with(self) -> frozenset[str]:
        """The columns that are lifted with it: its own, and what is chosen within it."""
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

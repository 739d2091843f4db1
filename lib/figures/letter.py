"""The letter about a place as a record: what one page says, before it is a file."""

from dataclasses import dataclass

from lib.figures.figure import Figure


@dataclass(frozen=True)
class Letter:
    """A letter as its reader sees it, with texts ready to be set.

    ``rows`` are those of the one table, header first; their numbers are in ``numbers``. ``pictures`` are
    three figures. ``address`` is that of the page with the same selection.
    """

    name: str  # "Kommunebrev"
    place: str
    subtitle: str  # year, scheme, and types of grant where they are chosen
    made_up: str  # "DEMODATA" where the rows are made up
    finding: str
    sentences: tuple[str, ...]
    numbers: Figure
    rows: tuple[tuple[str, ...], ...]
    pictures: tuple[Figure, ...]
    definitions: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    source: str
    address: str
    file_stem: str

    @property
    def title(self) -> str:
        """What it is about, for the file's own title and the first heading."""
        return f"{self.name}: {self.place} {self.subtitle}"

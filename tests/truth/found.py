"""Untrue texts that were once found on a page, each with the right ones: a record, and what tries it."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from tests.pages.app import FIRST
from tests.truth.reading import Read, read
from tests.truth.states import State


@dataclass(frozen=True)
class Found:
    """A page of an extract, what it must say, and what it said that was untrue.

    Of a table, the cells of a row stand with `` / `` between them.
    """

    id: str
    extract: str
    address: str
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """The page and its parameters."""
        link = urlsplit(self.address)
        page = f"{link.path.strip('/').replace('-', '_')}.py" if link.path.strip("/") else FIRST
        return State(self.extract, page, {key: tuple(given) for key, given in parse_qs(link.query).items()})


def untrue(found: Found) -> list[str]:
    """What is wrong on the page of a record; nothing where it says what is so."""
    shown, errors = _shown(found.extract, found.address)
    missing = [f"missing: «{text}»" for text in found.says if text not in shown]
    said = [f"said: «{text}»" for text in found.never if text in shown]
    return [*errors, *missing, *said]


@cache
def _shown(extract: str, address: str) -> tuple[str, tuple[str, ...]]:
    page = read(Found("", extract, address).state)
    return shown(page), tuple(page.errors)


def shown(page: Read) -> str:
    """Every text of a page, a line each, the cells of a table on one; with plain spaces."""
    lines = []
    for place, texts in groupby(page.texts, key=lambda each: each[0]):
        lines.append((" / " if place.endswith(": table") else "\n").join(text for _place, text in texts))
    return "\n".join(lines).replace("\xa0", " ")

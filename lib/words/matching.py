"""Finding what a reader types among names: without æ, ø and å, and with one typing fault.

Names and what is typed are folded first, so that ``Vaaler``, ``valer`` and ``Våler`` are the same, as are
``Unjárga`` and ``unjarga``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

T = TypeVar("T")
LEAST_LETTERS = 4  # a shorter word is not taken to have a typing fault: too much is near it
NEAR_ENOUGH = 0.6  # the share of letters that agree, from where a name is offered in place of another
EXACT, BEGINNING, WORDS, FAULTY = range(4)  # how well a name fits, best first

# One letter for each that a keyboard without it is used for. Double letters are folded after these.
_LETTERS = str.maketrans({"å": "a", "æ": "a", "ä": "a", "ø": "o", "ö": "o", "đ": "d", "ð": "d", "ŧ": "t"})
_LETTERS |= str.maketrans({"ŋ": "n", "ł": "l", "ß": "s"})
_DOUBLE = {"aa": "a", "ae": "a", "oe": "o"}


def folded(text: str) -> str:
    """A text in plain small letters and figures, its words parted by one space."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFD", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for double, single in _DOUBLE.items():
        plain = plain.replace(double, single)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


@dataclass(frozen=True)
class Entry(Generic[T]):
    """Something that can be found: by its names, and by words that are not names but belong to it."""

    names: tuple[str, ...]
    value: T
    words: str = ""

    @cached_property
    def folded_names(self) -> tuple[str, ...]:
        """The names as they are compared."""
        return tuple(dict.fromkeys(map(folded, self.names)))

    @cached_property
    def folded_words(self) -> tuple[str, ...]:
        """Every word that it is found by."""
        return tuple(dict.fromkeys(" ".join([*self.folded_names, folded(self.words)]).split()))


def find(query: str, entries: Iterable[Entry[T]]) -> list[tuple[int, T]]:
    """What fits the query, best first and otherwise in the order given, with how well it fits.

    A typing fault is looked for only where nothing fits as it is typed.
    """
    wanted, entries = folded(query), tuple(entries)
    if not wanted:
        return []
    found = [(fit, each.value) for each in entries if (fit := _as_typed(wanted, each)) is not None]
    if not found:
        near = cache(_is_near)  # the same words stand in many names
        found = [(FAULTY, each.value) for each in entries if _with_a_fault(wanted, each, near)]
    return sorted(found, key=lambda pair: pair[0])


def nearest(query: str, entries: Sequence[Entry[T]]) -> T | None:
    """What is most like a query that nothing fits; None where nothing is like it."""
    wanted, best, closest = folded(query), NEAR_ENOUGH, None
    for each in entries:
        for name in each.folded_names:
            likeness = OSA.normalized_similarity(wanted, name, score_cutoff=best)
            if likeness > best:
                best, closest = likeness, each.value
    return closest


def _as_typed(wanted: str, entry: Entry) -> int | None:
    """How well an entry fits what is typed, letter by letter."""
    if wanted in entry.folded_names:
        return EXACT
    if any(name.startswith(wanted) for name in entry.folded_names):
        return BEGINNING
    if all(any(word.startswith(part) for word in entry.folded_words) for part in wanted.split()):
        return WORDS
    return None


def _with_a_fault(wanted: str, entry: Entry, near: Callable[[str, str], bool]) -> bool:
    """Whether an entry fits if one letter is wrong, missing, too many, or swapped with the next."""
    if all(any(near(part, word) for word in entry.folded_words) for part in wanted.split()):
        return True
    # A space may be the letter that is missing or too many.
    return any(abs(len(name) - len(wanted)) <= 1 and _is_faulty(wanted, name) for name in entry.folded_names)


def _is_near(part: str, word: str) -> bool:
    """Whether a word, or as much of it as is typed so far, is at most one fault away."""
    if word.startswith(part):
        return True
    return any(_is_faulty(part, word[: len(part) + more]) for more in (-1, 0, 1))


def _is_faulty(part: str, name: str) -> bool:
    if len(part) < LEAST_LETTERS or part.isdecimal():
        return False
    return OSA.distance(part, name, score_cutoff=1) <= 1

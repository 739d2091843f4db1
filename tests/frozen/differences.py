"""What differs between two makings of the same thing, and which of it is known."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("differences.toml")
_LONGEST, _AROUND = 160, 40  # letters of a value that are printed, of which some are before the difference
_NOTHING = "nothing"


@dataclass(frozen=True)
class Difference:
    """One thing that was, and what it is now."""

    where: str  # what is made
    what: str  # the path within it, "table.rows.3.1"
    before: str
    after: str

    def __str__(self) -> str:
        start = max(0, _alike(self.before, self.after) - _AROUND)
        return f"{self.where} · {self.what}: {_short(self.before, start)} → {_short(self.after, start)}"


@dataclass(frozen=True)
class Known:
    """Differences that are meant to be, by forms in which ``*`` stands for anything."""

    where: str
    what: str
    reason: str
    before: str = "*"
    after: str = "*"

    def __contains__(self, found: Difference) -> bool:
        names = ("where", "what", "before", "after")
        return all(_fits(getattr(self, name), getattr(found, name)) for name in names)


def _fits(form: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, form.split("*"))), text, re.S) is not None


@cache
def known() -> tuple[Known, ...]:
    """The list of known differences."""
    return read(LIST.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Known, ...]:
    """A list of known differences. Raises TypeError for one without a reason, or with a field too many."""
    return tuple(Known(**entry) for entry in tomllib.loads(text).get("difference", ()))


def unknown(found: list[Difference]) -> list[Difference]:
    """Those that are not in the list."""
    return [each for each in found if not any(each in entry for entry in known())]


def differences(where: str, before: object, after: object, path: str = "") -> Iterator[Difference]:
    """Every leaf in which two values differ; of lists of texts, what is written otherwise."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            inner = _at(path, name)
            if name in before and name in after:
                yield from differences(where, before[name], after[name], inner)
            else:
                yield Difference(
                    where, inner, _text(before.get(name, _NOTHING)), _text(after.get(name, _NOTHING))
                )
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(where, before, after, path)
    else:
        yield Difference(where, path, _text(before), _text(after))


def _of_lists(where: str, before: list, after: list, path: str) -> Iterator[Difference]:
    if len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(where, *pair, _at(path, number))
        return
    # What is put in or left out is told once, not as a shift of all that follows.
    lines = [list(map(_text, each)) for each in (before, after)]
    for kind, start, end, new_start, new_end in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = lines[0][start:end], lines[1][new_start:new_end]
            yield Difference(
                where, _at(path, start), " | ".join(old) or _NOTHING, " | ".join(new) or _NOTHING
            )


def _at(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _alike(before: str, after: str) -> int:
    """How many letters two texts begin alike with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))


def _short(text: str, start: int) -> str:
    """A text from where it begins to differ."""
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

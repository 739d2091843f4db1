"""From a mask over the rows of a table to a finding about them."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.errors import MOST_ROWS, Finding, Level

LONGEST_EXAMPLE = 40
# What is a person's has perhaps come into another column: an identity number in any, and a name in a text.
IDENTITY_NUMBER = re.compile(r"\b\d{11}\b")
SHORT_NUMBER = re.compile(r"[0-9]{1,5}")
WORD = re.compile(r"[^\W_]+")
Mask = pa.Array | pa.ChunkedArray


def found(
    file: str,
    column: str | None,
    breach: Mask,
    *,
    kind: str,
    fault: str,
    next_step: str,
    level: Level = "error",
    values: pa.ChunkedArray | None = None,
    known: Iterable[str] | None = (),
    pair: tuple[int, ...] = (),
) -> Iterator[Finding]:
    """A finding when any row is in breach; unknown (null) is no breach.

    ``values`` are those that may be quoted; without them only the rows are named. ``known`` are the values
    whose words a text may be quoted by, None where the texts are made of numbers or dates. ``pair`` is a row
    and the one it repeats.
    """
    rows = true_rows(breach)
    if not len(rows):
        return
    example = None if values is None else quoted(values[int(rows[0])], known)
    some = tuple(int(row) + 1 for row in rows[:MOST_ROWS])
    yield Finding(file, fault, next_step, column, len(rows), example, level, kind, some, pair)


def true_rows(breach: Mask) -> np.ndarray:
    """The positions of the rows that are in breach, from 0."""
    return np.flatnonzero(pc.fill_null(breach, False).to_numpy(zero_copy_only=False))


def repeats(table: pa.Table, key: Iterable[str]) -> pa.Array:
    """True for each row whose key a row above it has; empty values are equal to each other."""
    names = list(key)
    positions = pa.array(np.arange(table.num_rows))
    columns = {f"key_{place}": table[name] for place, name in enumerate(names)}
    numbered = pa.table({**columns, "row": positions})
    first = numbered.group_by([*columns]).aggregate([("row", "min")])["row_min"].to_numpy()
    repeated = np.ones(table.num_rows, dtype=bool)
    repeated[first] = False
    return pa.array(repeated)


def first_pair(table: pa.Table, key: Iterable[str], repeated: Mask) -> tuple[int, ...]:
    """The first row that repeats another and the one it repeats, from 1; nothing where none does."""
    rows = true_rows(repeated)
    if not len(rows):
        return ()
    row = int(rows[0])
    same = np.ones(row, dtype=bool)
    for name in key:
        value, above = table[name][row], table[name].slice(0, row)
        equal = pc.equal(above, value) if value.is_valid else pc.is_null(above)
        same &= pc.fill_null(equal, False).to_numpy()
    return row + 1, int(np.argmax(same)) + 1


def quoted(value: pa.Scalar, known: Iterable[str] | None = ()) -> str | None:
    """The value as it stands in the file, shortened; None where there is none, or where it may be a person's.

    A text is quoted only where it is a short number, or where every word of it is a word of ``known``.
    """
    text = value.cast(pa.string()).as_py()
    if not text or not text.strip() or IDENTITY_NUMBER.search(text):
        return None
    if pa.types.is_string(value.type) and known is not None and not _is_nobodys(text, known):
        return None
    return f"«{shortened(text)}»"


def _is_nobodys(text: str, known: Iterable[str]) -> bool:
    words = {word for value in known for word in WORD.findall(value.casefold())}
    said = WORD.findall(text.casefold())
    return bool(SHORT_NUMBER.fullmatch(text) or (said and words.issuperset(said)))


def shortened(text: str) -> str:
    """The text, cut where it is longer than an example may be."""
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"

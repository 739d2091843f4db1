"""From a mask over the rows of a table to a finding about them."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.errors import MOST_ROWS, Finding, Level

LONGEST_EXAMPLE = 40
# What may be a person's has perhaps come into another column: an identity number in any, and in a text also
# the number of a health worker and letters and digits mixed, as in a pseudonym.
IDENTITY_NUMBER = re.compile(r"\b\d{11}\b")
IDENTIFIER = re.compile(r"\d{7,}|(?=\S*\d)(?=\S*[^\W\d_])\S{8,}")
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
) -> Iterator[Finding]:
    """A finding when any row is in breach; unknown (null) is no breach.

    ``values`` are those that may be quoted; without them only the rows are named.
    """
    rows = true_rows(breach)
    if not len(rows):
        return
    example = None if values is None else quoted(values[int(rows[0])])
    some = tuple(int(row) + 1 for row in rows[:MOST_ROWS])
    yield Finding(file, fault, next_step, column, len(rows), example, level, kind, some)


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


def quoted(value: pa.Scalar) -> str | None:
    """The value as it stands in the file, shortened; None where there is none, or where it may be an id."""
    text = value.cast(pa.string()).as_py()
    if not text or not text.strip() or IDENTITY_NUMBER.search(text):
        return None
    if pa.types.is_string(value.type) and IDENTIFIER.search(text):
        return None
    return f"«{shortened(text)}»"


def shortened(text: str) -> str:
    """The text, cut where it is longer than an example may be."""
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"

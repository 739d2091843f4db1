"""The id of a grant: a case number, never a person's number."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.cells import Distinct
from lib.ingest.doctors import checks

ELEVEN_DIGITS = r"^[0-9]{6}[ .\-]?[0-9]{5}$"
# Of other numbers of eleven digits, fewer than one in a hundred has control digits that are right.
LEAST_SHARE = 0.5


def identity_numbers(values: Distinct) -> pa.Array:
    """Which ids are identity numbers or D-numbers: all of eleven digits, where at least half are valid.

    Case numbers may have eleven digits too, and some are valid by chance; so one alone says nothing of many.
    """
    alike = pc.match_substring_regex(values.values, ELEVEN_DIGITS)
    numbers = pc.replace_substring_regex(values.values.filter(alike), "[^0-9]", "")
    distinct = pc.unique(numbers).to_pylist()
    valid = sum(map(checks, distinct))
    if not valid or valid < LEAST_SHARE * len(distinct):
        return pa.array(np.zeros(len(alike), bool))
    return alike

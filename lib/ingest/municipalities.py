"""Municipality numbers as the register writes them: zeros back in front, and old or new numbers recast."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.reference import Reference
from lib.extract.thresholds import VINTAGES, vintage_of
from lib.ingest.cells import Distinct

# 301, 0301, 301.0, "0301 Oslo", "0301 - Oslo", "Oslo (0301)" and "K-0301".
NUMBER = re.compile(
    r"(?:[Kk][-. ]?)?([0-9]{3,4})(?:[.,]0+)?(?:[\s:,–-]+[^\W\d_][^\d]*)?|[^\W\d_][^\d(]*\(([0-9]{3,4})\)"
)


@dataclass(frozen=True)
class Municipalities:
    """The number of each row. ``had_no_zero`` and ``recast`` are true where it was mended.

    ``delivered`` are the numbers before they were recast.
    """

    codes: pa.Array
    delivered: pa.Array
    had_no_zero: pa.Array
    recast: np.ndarray
    pairs: tuple[tuple[str, str], ...]


def municipalities(values: Distinct, years: pa.Array, reference: Reference) -> Municipalities:
    """Mended numbers; what is no number, or no known one, is left for the check of the contract to name."""
    codes, had_no_zero = [], []
    for text, empty in zip(values.values.to_pylist(), values.empty().to_pylist(), strict=True):
        found = NUMBER.fullmatch(text)
        digits = (found[1] or found[2]) if found else text
        codes.append(None if empty else digits.rjust(4, "0") if found else text)
        had_no_zero.append(bool(found) and len(digits) == 3)
    delivered = spread = values.spread(pa.array(codes, pa.string()))
    recast, pairs = np.zeros(len(spread), bool), []
    every_year = pc.unique(years).drop_null().to_pylist()
    for vintage in VINTAGES:
        of_vintage = [year for year in every_year if vintage_of(year) == vintage]
        counterparts = _counterparts(reference, vintage)
        to_recast = pc.and_(
            pc.is_in(years, value_set=pa.array(of_vintage, years.type)),
            pc.is_in(spread, value_set=pa.array(list(counterparts), pa.string())),
        )
        for code in sorted(pc.unique(spread.filter(to_recast)).to_pylist()):
            here = pc.and_(to_recast, pc.fill_null(pc.equal(spread, code), False))
            spread = pc.if_else(here, counterparts[code], spread)
            recast |= here.to_numpy(zero_copy_only=False)
            pairs.append((code, counterparts[code]))
    zeros = values.spread(pa.array(had_no_zero, pa.bool_()))
    return Municipalities(spread, delivered, zeros, recast, tuple(pairs))


def _counterparts(reference: Reference, vintage: int) -> Mapping[str, str]:
    """Numbers of another register → the one number of this register they became, or came from."""
    register = reference.municipalities
    known = set(register.filter(pc.equal(register["vintage"], vintage))["code"].to_pylist())
    changes = reference.municipality_changes
    here, there = ("code_2020", "code_2024")[:: 1 if vintage == VINTAGES[0] else -1]
    found: dict[str, set[str]] = {}
    for other, own in zip(changes[there].to_pylist(), changes[here].to_pylist(), strict=True):
        found.setdefault(other, set()).add(own)
    return {other: own.pop() for other, own in found.items() if len(own) == 1 and other not in known}

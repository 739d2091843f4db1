"""Years, classes, dates and labels: read from the distinct values of a column, one by one."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import DAYS
from lib.ingest.cells import Distinct
from lib.ingest.mapping import key

WHOLE = re.compile(r"(?:[^\W\d_]+\s*)?([-−]?\d{1,9})(?:[.,]0+)?")
NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:\s+[\d:.]+)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
# The day number of a spreadsheet, with or without a time of day.
SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
# From the first day that a period may have, and as long as the second and third digit are no month: 41223 may
# be 4.12.23 without its points and zero, 45200 may not.
FIRST_SERIAL_DAY, LAST_SERIAL = DAYS[0], 49_999
# How alike a label must be to a known one before a message may quote it: a name never is.
ALIKE = 0.7
EXAMPLES = 3


@dataclass(frozen=True)
class Read:
    """What the distinct values of a column mean; null where nothing stands, and where ``is_fault``.

    ``examples`` are texts of the column, of faults or of what was ``mended``.
    """

    values: pa.Array
    is_fault: pa.Array
    examples: tuple[str, ...] = ()
    mended: pa.Array | None = None


def _each(values: Distinct, kind: pa.DataType, read: Callable[[str], object]) -> Read:
    """Each value read on its own; None from ``read`` is a fault."""
    found, faults, examples = [], [], []
    for text, empty in zip(values.values.to_pylist(), values.empty().to_pylist(), strict=True):
        value = None if empty else read(text)
        found.append(value)
        faults.append(value is None and not empty)
    return Read(pa.array(found, kind), pa.array(faults, pa.bool_()), tuple(examples))


def whole_numbers(values: Distinct, kind: pa.DataType) -> Read:
    """Small whole numbers: 2023, 2023.0, «Klasse 6»; what the type cannot hold is a fault."""
    limit = 2 ** (kind.bit_width - 1)

    def read(text: str) -> int | None:
        found = WHOLE.fullmatch(text)
        number = int(found[1].replace("−", "-")) if found else limit
        return number if -limit <= number < limit else None

    return _each(values, kind, read)


def days(values: Distinct, day_zero: datetime.date) -> Read:
    """Dates as 31.08.2023, 31.8.23 (of this century) or 2023-08-31, with or without a time of day.

    A number of days since ``day_zero`` is mended where it can be nothing else.
    """
    read = _each(values, pa.date32(), lambda text: day(text) or serial_day(text, day_zero))
    mended = [bool(SERIAL.fullmatch(text)) for text in values.values.to_pylist()]
    mended = pc.and_(pa.array(mended, pa.bool_()), read.values.is_valid())
    return Read(read.values, read.is_fault, tuple(values.values.filter(mended).to_pylist()[:1]), mended)


def serial_day(text: str, day_zero: datetime.date) -> datetime.date | None:
    """The date of a spreadsheet's day number; None for others, and where it could be a date in digits."""
    found = SERIAL.fullmatch(text)
    number = int(found[1]) if found else 0
    date = day_zero + datetime.timedelta(number)
    return date if date >= FIRST_SERIAL_DAY and number <= LAST_SERIAL else None


def day(text: str) -> datetime.date | None:
    """The date of a text; None when it has none, or one that no calendar has."""
    if found := NORWEGIAN_DAY.fullmatch(text):
        date, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found[3]) == 2 else 0
    elif found := ISO_DAY.fullmatch(text):
        year, month, date = (int(part) for part in found.groups())
    else:
        return None
    try:
        return datetime.date(year, month, date)
    except ValueError:
        return None


def labels(values: Distinct, meanings: Mapping[str, str]) -> Read:
    """Labels as values of the contract. An example of a fault is so like a known label that it is a slip."""
    read = _each(values, pa.string(), lambda text: meanings.get(key(text)))
    unknown = values.values.filter(read.is_fault).to_pylist()
    alike = [text for text in unknown[:100] if get_close_matches(key(text), meanings, 1, ALIKE)]
    return Read(read.values, read.is_fault, tuple(alike[:EXAMPLES]))


def texts(values: Distinct) -> Read:
    """Texts as they stand."""
    return _each(values, pa.string(), str)

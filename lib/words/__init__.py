"""The words on screen: message catalogues, and the formatting of numbers and dates.

English message ids stand in the code; what the reader sees comes from ``lib/words/<language>/<room>.po``,
one small catalogue per room of the house.
"""

from lib.words.catalogue import ASKED_FOR, N_, _, language, language_tag, ngettext, speaking, spoken
from lib.words.numbers import (
    compact_nok,
    count,
    date,
    decimal,
    joined,
    lowered,
    moment,
    nok,
    percent,
    signed,
    year_range,
)

__all__ = [
    "ASKED_FOR",
    "N_",
    "_",
    "compact_nok",
    "count",
    "date",
    "decimal",
    "joined",
    "language",
    "language_tag",
    "lowered",
    "moment",
    "ngettext",
    "nok",
    "percent",
    "signed",
    "speaking",
    "spoken",
    "year_range",
]

"""The words on screen: message catalogues, and the formatting of numbers and dates.

English message ids stand in the code; what the reader sees comes from ``lib/words/<language>/<room>.po``,
one small catalogue per room of the house.
"""

from lib.words.catalogue import (
    ASKED_FOR,
    N_,
    _,
    cached_by_language,
    language,
    language_tag,
    ngettext,
    use_language,
)
from lib.words.numbers import (
    compact_nok,
    count,
    date,
    decimal,
    lower_first,
    moment,
    nok,
    percent,
    signed,
    upper_first,
    word_list,
    year_range,
)

__all__ = [
    "ASKED_FOR",
    "N_",
    "_",
    "cached_by_language",
    "compact_nok",
    "count",
    "date",
    "decimal",
    "language",
    "language_tag",
    "lower_first",
    "moment",
    "ngettext",
    "nok",
    "percent",
    "signed",
    "upper_first",
    "use_language",
    "word_list",
    "year_range",
]

"""Values as people write them: amounts, whole numbers, dates and labels.

A value of one reading is read, with a note where it was mended; one of two is settled by its column, or an
error. A column settles the mark of an amount when another of its cells has the mark in one role only:
"1.234.567,50" says that points part thousands and that a comma begins the decimals. Øre are rounded half up,
away from zero. An amount in parentheses is negative, as accounts write it; with a minus too it is a fault.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import DAYS, Column
from lib.extract.findings import shortened
from lib.ingest.cells import ColumnCells, ColumnFindings, Distinct
from lib.ingest.mapping import normalised
from lib.words import _, date, word_list

# At most fifteen digits: more are no kroner, and a real number of Excel keeps no more.
SPACES = "[\u0020\u00a0\u2000-\u200a\u202f\u205f'’]"
MINUS = "[-−–—‐‑]"
PARENTHESES = rf"^\({SPACES}*([^()]*?){SPACES}*\)$"
MINUS_WITHIN = rf"^\({SPACES}*{MINUS}"
BEFORE = rf"^(?i:kr|nok)\.?{SPACES}*"
AFTER = rf"(?:[,.][-–—]+)?{SPACES}*(?:(?i:kr|nok|kroner)\.?)?$"
PLAIN = r"^[0-9]{1,15}$"
SPACED = r"^[0-9]{1,3}(?: [0-9]{3}){1,4}$"
SPACED_COMMA = r"^[0-9]{1,3}(?: [0-9]{3}){1,4},[0-9]+$"
SPACED_POINT = r"^[0-9]{1,3}(?: [0-9]{3}){1,4}\.[0-9]+$"
# Decimals that no group of three could be.
ONE_COMMA = r"^(?:[0-9]{1,15},(?:[0-9]{1,2}|[0-9]{4,})|(?:[0-9]{4,15}|0[0-9]{0,14}),[0-9]{3})$"
ONE_POINT = r"^(?:[0-9]{1,15}\.(?:[0-9]{1,2}|[0-9]{4,})|(?:[0-9]{4,15}|0[0-9]{0,14})\.[0-9]{3})$"
POINTS_PART = r"^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,4}(?:,[0-9]+)?|[1-9][0-9]{0,2}\.[0-9]{3},[0-9]+)$"
COMMAS_PART = r"^(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){2,4}(?:\.[0-9]+)?|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]+)$"
EITHER_COMMA = r"^[1-9][0-9]{0,2},[0-9]{3}$"
EITHER_POINT = r"^[1-9][0-9]{0,2}\.[0-9]{3}$"
WHOLE = re.compile(r"(?:[^\W\d_]+\s*)?([-−]?\d{1,9})(?:[.,]0+)?")
NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:\s+[\d:.]+)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
# The day number of a spreadsheet, with or without a time of day.
SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
# From the first day that a period may have, and as long as the second and third digit are no month: 41223 may
# be 4.12.23 without its points and zero, 45200 may not.
FIRST_SERIAL_DAY, LAST_SERIAL = DAYS[0], 49_999
# How alike a label must be to a known one before a message may quote it: a name never is.
ALIKE = 0.7
EXAMPLES = 3


def amounts(cells: ColumnCells, _column: Column, found: ColumnFindings) -> pa.Array:
    """Whole kroner, or a count of grants; null where nothing stands and where it is no amount."""
    values = cells.distinct(but=cells.number)
    is_negative, in_parentheses, bare = _bare(values.values)
    decimal, is_ambiguous = _decimal(bare)
    nok, has_ore = _rounded(decimal)
    nok = values.per_row(pc.if_else(is_negative, pc.negate(nok), nok))
    has_ore = values.per_row(has_ore)
    is_text = pc.invert(pc.or_(pc.or_(decimal.is_valid(), is_ambiguous), values.empty()))
    is_text = pc.fill_null(values.per_row(is_text), False)
    if cells.number is not None:
        number, number_has_ore = rounded(cells.number)
        is_text = pc.or_(is_text, pc.and_(cells.number.is_valid(), pc.is_null(number)))
        nok, has_ore = pc.coalesce(number, nok), pc.coalesce(number_has_ore, has_ore)
    if cells.day is not None:
        is_text = pc.or_(is_text, cells.day.is_valid())
    fault = _("The cell holds something else than an amount.")
    found.add("amount-text", is_text, fault, _("Write the amount in digits, or leave the cell empty."))
    fault = _("The amount has two readings, as thousands and as decimals, and no other cell settles it.")
    step = _("Write the amounts without a mark between thousands, or all of them with two decimals.")
    example = values.example(is_ambiguous)
    found.add("amount-ambiguous", values.per_row(is_ambiguous), fault, step, example=example)
    is_mended = pc.and_(in_parentheses, decimal.is_valid())
    fault = _("Amounts in parentheses were read as negative, as accounts write them.")
    step = _("Nothing, if they are negative. Otherwise leave out the parentheses.")
    example = values.example(is_mended)
    found.add("amount-parentheses", values.per_row(is_mended), fault, step, "note", example)
    fault = _("Amounts with øre were rounded to whole kroner, half up.")
    found.add("amount-rounded", has_ore, fault, _("Nothing, if whole kroner are right."), "note")
    return nok


def rounded(number: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Real numbers as whole kroner, and where they had øre; null where one is no amount at all."""
    amount = pc.and_(pc.is_finite(number), pc.less(pc.abs(number), 1e15))
    kept = pc.if_else(amount, number, pa.scalar(None, pa.float64()))
    # A sum of Excel's may miss its krone by a millionth.
    whole = pc.round(pc.round(kept, 4), 0, "half_towards_infinity")
    return whole.cast(pa.int64()), pc.greater(pc.abs(pc.subtract(kept, whole)), 0.0001)


def _bare(text: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Whether each amount is negative, whether by parentheses, and its digits and marks with plain spaces."""
    bare = pc.replace_substring_regex(pc.replace_substring_regex(text, BEFORE, ""), AFTER, "")
    in_parentheses = pc.and_not(
        pc.match_substring_regex(bare, PARENTHESES), pc.match_substring_regex(bare, MINUS_WITHIN)
    )
    within = pc.replace_substring_regex(bare, PARENTHESES, r"\1")
    within = pc.replace_substring_regex(pc.replace_substring_regex(within, BEFORE, ""), AFTER, "")
    has_minus = pc.match_substring_regex(bare, rf"^{MINUS}")
    bare = pc.replace_substring_regex(bare, rf"^{MINUS}{SPACES}*", "")
    bare = pc.replace_substring_regex(bare, BEFORE, "")
    bare = pc.replace_substring_regex(pc.if_else(in_parentheses, within, bare), SPACES, " ")
    return pc.or_(has_minus, in_parentheses), in_parentheses, bare


def _decimal(bare: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The amounts as digits with a point before the decimals, null where they are none; and the ambiguous."""

    def like(*patterns: str) -> pa.Array:
        return pc.match_substring_regex(bare, "|".join(patterns))

    by_comma, by_point = (
        like(SPACED_COMMA, ONE_COMMA, POINTS_PART),
        like(SPACED_POINT, ONE_POINT, COMMAS_PART),
    )
    comma_begins, point_begins = (bool(pc.any(found).as_py()) for found in (by_comma, by_point))
    is_ambiguous = like(EITHER_COMMA, EITHER_POINT)
    if comma_begins != point_begins:  # the column says which it is, and its cells agree
        by_comma = pc.or_(by_comma, pc.and_(is_ambiguous, comma_begins))
        by_point = pc.or_(by_point, pc.and_(is_ambiguous, point_begins))
        is_ambiguous = pc.and_(is_ambiguous, False)
    with_comma = pc.replace_substring(_without(bare, " ."), ",", ".")
    decimal = pc.if_else(by_comma, with_comma, _without(bare, " ,"))
    is_read = pc.or_(pc.or_(by_comma, by_point), like(PLAIN, SPACED))
    return pc.if_else(is_read, decimal, pa.scalar(None, pa.string())), is_ambiguous


def _without(text: pa.Array, marks: str) -> pa.Array:
    return pc.replace_substring_regex(text, f"[{marks}]", "")


def _rounded(text: pa.Array) -> tuple[pa.Array, pa.Array]:
    whole = pc.replace_substring_regex(text, r"\..*$", "").cast(pa.int64())
    decimals = pc.replace_substring_regex(text, r"^[0-9]*\.?", "")
    up = pc.match_substring_regex(decimals, "^[5-9]").cast(pa.int64())
    return pc.add(whole, up), pc.match_substring_regex(decimals, "[1-9]")


def whole_numbers(cells: ColumnCells, column: Column, found: ColumnFindings) -> pa.Array:
    """Small whole numbers: 2023, 2023.0, «Klasse 6». A number beyond the column's type is a fault."""
    values, limit = cells.distinct(), 2 ** (column.type.bit_width - 1)

    def read(text: str) -> int | None:
        match = WHOLE.fullmatch(text)
        number = int(match[1].replace("−", "-")) if match else limit
        return number if -limit <= number < limit else None

    numbers, is_fault = _read_each(values, column.type, read)
    fault = _("The cell holds something else than a whole number.")
    found.add("number-text", values.per_row(is_fault), fault, _("Write the number in digits."))
    return values.per_row(numbers)


def days(cells: ColumnCells, column: Column, found: ColumnFindings) -> pa.Array:
    """Dates as 31.08.2023, 31.8.23 (of this century) or 2023-08-31, with or without a time of day.

    A spreadsheet's number of days is mended where it can be nothing else.
    """
    values, day_zero = cells.distinct(but=cells.day), cells.day_zero
    read, is_fault = _read_each(values, column.type, lambda text: _day(text) or _serial_day(text, day_zero))
    fault = _("The cell holds no date, or one that no calendar has.")
    step = _("Write dates as 31.08.2023 or 2023-08-31; in Excel, give the cells a date format.")
    found.add("date-invalid", values.per_row(is_fault), fault, step)
    is_serial = pc.and_(pc.match_substring_regex(values.values, f"^{SERIAL.pattern}$"), read.is_valid())
    if example := values.example(is_serial):
        example = f"{example} → {date(read.filter(is_serial)[0].as_py())}"
    fault = _("Dates stood as a spreadsheet's numbers of days; they were read as dates.")
    step = _("Nothing, if the dates are right. In Excel, give the cells a date format.")
    found.add("date-serial", values.per_row(is_serial), fault, step, "note", example)
    read = values.per_row(read)
    return read if cells.day is None else pc.coalesce(cells.day, read)


def _serial_day(text: str, day_zero: datetime.date) -> datetime.date | None:
    """The date of a spreadsheet's day number; None for others, and where it could be a date in digits."""
    found = SERIAL.fullmatch(text)
    number = int(found[1]) if found else 0
    day = day_zero + datetime.timedelta(number)
    return day if day >= FIRST_SERIAL_DAY and number <= LAST_SERIAL else None


def _day(text: str) -> datetime.date | None:
    """The date of a text; None when it has none, or one that no calendar has."""
    if found := NORWEGIAN_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found[3]) == 2 else 0
    elif found := ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def labels(
    cells: ColumnCells, column: Column, found: ColumnFindings, meanings: Mapping[str, str]
) -> pa.Array:
    """Labels as values of the contract. An unknown one is quoted only where it is so like another that it is
    a slip of the pen.
    """
    values = cells.distinct()
    read, is_fault = _read_each(values, column.type, lambda text: meanings.get(normalised(text)))
    unknown = values.values.filter(is_fault).to_pylist()
    alike = [text for text in unknown[:100] if get_close_matches(normalised(text), meanings, 1, ALIKE)]
    example = word_list([f"«{shortened(text)}»" for text in alike[:EXAMPLES]]) or None
    step = _("Use one of these values, or give the label a meaning in a mapping file: {values}.")
    step = step.format(values=", ".join(column.values))
    found.add("label-unknown", values.per_row(is_fault), _("The label is not known."), step, example=example)
    return values.per_row(read)


def texts(cells: ColumnCells, _column: Column, _found: ColumnFindings) -> pa.Array:
    """Texts as they stand, null where nothing does."""
    values = cells.distinct()
    return values.per_row(values.filled())


def _read_each(
    values: Distinct, kind: pa.DataType, read: Callable[[str], object]
) -> tuple[pa.Array, pa.Array]:
    """Read each value on its own, null for an empty one; and a mask of the values that could not be read."""
    filled = values.filled()
    found = pa.array([text and read(text) for text in filled.to_pylist()], kind)
    return found, pc.and_(filled.is_valid(), found.is_null())

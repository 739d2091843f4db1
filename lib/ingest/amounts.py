"""Amounts as people write them, to whole kroner. What has two readings is settled by its column, or told.

A column settles a mark when another of its cells has the mark in one role only: "1.234.567,50" says that
points part thousands and that a comma begins the decimals. Øre are rounded half up, away from zero. An amount
in parentheses is negative, as accounts write it; with a minus too it is a fault.
"""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.cells import Distinct

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


@dataclass(frozen=True)
class Amounts:
    """The distinct values of a column as kroner, null where there is none, and what is to be told of them."""

    nok: pa.Array
    is_text: pa.Array
    is_ambiguous: pa.Array
    has_ore: pa.Array
    in_parentheses: pa.Array


def amounts(values: Distinct) -> Amounts:
    """The amounts of a column of text."""
    negative, in_parentheses, bare = _bare(values.values)

    def like(pattern: str) -> pa.Array:
        return pc.match_substring_regex(bare, pattern)

    def either(*patterns: str) -> pa.Array:
        found = like(patterns[0])
        for pattern in patterns[1:]:
            found = pc.or_(found, like(pattern))
        return found

    comma_begins = either(SPACED_COMMA, ONE_COMMA, POINTS_PART)
    point_begins = either(SPACED_POINT, ONE_POINT, COMMAS_PART)
    two_readings = either(EITHER_COMMA, EITHER_POINT)
    mark = _decimal_mark(comma_begins, point_begins)
    by_comma = pc.or_(comma_begins, pc.and_(two_readings, mark == ","))
    by_point = pc.or_(point_begins, pc.and_(two_readings, mark == "."))
    read = pc.or_(pc.or_(by_comma, by_point), either(PLAIN, SPACED))
    # One writing for all: digits, and a point before the decimals.
    one = pc.if_else(by_comma, pc.replace_substring(_without(bare, " ."), ",", "."), _without(bare, " ,"))
    nok, has_ore = _rounded(pc.if_else(read, one, pa.scalar(None, pa.string())))
    nok = pc.if_else(negative, pc.negate(nok), nok)
    is_ambiguous = pc.and_(two_readings, mark is None)
    is_text = pc.invert(pc.or_(pc.or_(read, is_ambiguous), values.empty()))
    in_parentheses = pc.and_(in_parentheses, read)
    return Amounts(nok, is_text, is_ambiguous, pc.fill_null(has_ore, False), in_parentheses)


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


def _decimal_mark(comma_begins: pa.Array, point_begins: pa.Array) -> str | None:
    """The mark that begins decimals all over the column; None where its cells do not say, or disagree."""
    comma, point = (bool(pc.any(found).as_py()) for found in (comma_begins, point_begins))
    if comma == point:
        return None
    return "," if comma else "."


def _without(text: pa.Array, marks: str) -> pa.Array:
    return pc.replace_substring_regex(text, f"[{marks}]", "")


def _rounded(text: pa.Array) -> tuple[pa.Array, pa.Array]:
    whole = pc.replace_substring_regex(text, r"\..*$", "").cast(pa.int64())
    decimals = pc.replace_substring_regex(text, r"^[0-9]*\.?", "")
    up = pc.match_substring_regex(decimals, "^[5-9]").cast(pa.int64())
    return pc.add(whole, up), pc.match_substring_regex(decimals, "[1-9]")

"""Amounts as people write them: kroner by hand, and what has two readings is never guessed."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.extract.contract import GRANTS
from lib.extract.findings import FileFindings
from lib.ingest.cells import ColumnCells, ColumnFindings
from lib.ingest.parse_values import amounts, rounded

PAID = next(column for column in GRANTS if column.name == "paid_nok")


@dataclass(frozen=True)
class Read:
    """The amounts of a column, and for each kind of finding the rows that it names, from 0."""

    nok: list[int | None]
    rows: dict[str, tuple[int, ...]]


def of(*texts: str) -> Read:
    findings = FileFindings("tilskudd.csv")
    cells = ColumnCells("Utbetalt", [pa.array(texts).dictionary_encode()])
    column = ColumnFindings(findings, "paid_nok", "Utbetalt", np.arange(len(texts)))
    nok = amounts(cells, PAID, column).to_pylist()
    return Read(nok, {found.kind: found.rows for found in findings})


ONE = [
    ("1234567", 1234567),
    ("1 234 567", 1234567),
    ("1\u00a0234\u00a0567", 1234567),
    ("1\u2009234\u2009567", 1234567),
    ("1\u202f234\u202f567,50", 1234568),
    ("1.234.567", 1234567),
    ("1.234.567,50", 1234568),
    ("1.234,5", 1235),
    ("1234567.50", 1234568),
    ("1234567,49", 1234567),
    ("1,234,567.50", 1234568),
    ("1,234.50", 1235),
    ("1 234,567", 1235),  # spaces part the thousands, so this comma does not
    ("1234.567", 1235),  # no thousands are parted this way
    ("0,500", 1),
    ("1,2345", 1),
    ("kr 1 234,-", 1234),
    ("kr. 1.234,50", 1235),
    ("1 234 567 kr", 1234567),
    ("1 234,- kr", 1234),
    ("NOK 1 234 567", 1234567),
    ("-1 234", -1234),
    ("−1 234", -1234),
    ("–1234,50", -1235),
    ("kr -5", -5),
    ("- 5", -5),
    ("0", 0),
    ("007", 7),
    ("(12)", -12),
    ("(1 234)", -1234),
    ("( 1 234,50 )", -1235),
    ("kr (1.234,50)", -1235),
    ("(kr 1 234,-)", -1234),
    ("(1 234) kr", -1234),
    ("(0)", 0),
]
TEXT = (
    *("x", "kr", "12 34", "1 234 5678", "1.23.456", "1,23,456", "1.234.56", "1.234,567.8", "1..5", "--5"),
    *("1e5", "12-", "1/2", "5 %", "12:30", "5 000 eller 6 000", "1234567890123456"),
    *("(-12)", "-(12)", "((12))", "()", "( )", "(x)", "(12", "12)", "(1) (2)", "12 (13)"),
)


@pytest.mark.parametrize(("text", "nok"), ONE)
def test_an_amount_of_one_reading_is_read(text: str, nok: int):
    read = of(text)
    assert read.nok == [nok]
    assert not read.rows.keys() & {"amount-text", "amount-ambiguous"}


@pytest.mark.parametrize("text", ["", "-", "–", "—", "NULL", " "])
def test_what_stands_for_nothing_is_null(text: str):
    read = of(text)
    assert (read.nok, read.rows) == ([None], {})


@pytest.mark.parametrize("text", TEXT)
def test_what_is_no_amount_is_a_fault(text: str):
    read = of(text)
    assert (read.nok, read.rows) == ([None], {"amount-text": (0,)})


@pytest.mark.parametrize(
    ("text", "beside", "nok"),
    [
        ("1,234", (), None),
        ("1.234", (), None),
        ("1,234", ("500", "1 000"), None),  # neither says what a comma is
        ("1,234", ("2.345",), None),
        ("1,234", ("0,50", "0.50"), None),  # they disagree
        ("1,234", ("0,50",), 1),
        ("1.234", ("0,50",), 1234),
        ("1.234", ("1.234.567",), 1234),
        ("1,234", ("1,234,567",), 1234),
        ("1,234", ("7.50",), 1234),
        ("1.234", ("7.50",), 1),
        ("-1.234", ("0,50",), -1234),
    ],
)
def test_two_readings_are_settled_by_the_column_or_not_at_all(
    text: str, beside: tuple[str, ...], nok: int | None
):
    read = of(text, *beside)
    assert read.nok[0] == nok
    assert (0 in read.rows.get("amount-ambiguous", ())) == (nok is None)


def test_ore_are_told_where_there_are_any():
    assert of("1,00", "1,01", "2").rows == {"amount-rounded": (1,)}


def test_parentheses_are_told_only_where_an_amount_was_read_and_keep_their_two_readings():
    read = of("(12)", "12", "(x)", "(1.234)")
    assert read.rows["amount-parentheses"] == (0,)
    assert read.rows["amount-ambiguous"] == (3,)
    assert of("(1.234)", "0,50").nok[0] == -1234


def test_real_numbers_are_rounded_half_away_from_zero_and_what_is_none_is_null():
    number = pa.array([0.5, 1.5, -2.5, 3.0000001, float("nan"), float("inf"), 1e15, None])
    nok, has_ore = rounded(number)
    assert nok.to_pylist() == [1, 2, -3, 3, None, None, None, None]
    assert has_ore.to_pylist()[:4] == [True, True, True, False]


STYLES = (("\u00a0", ","), (".", ","), (",", "."), ("", ","))
AMOUNT = st.tuples(st.integers(0, 10**12), st.integers(0, 99))


@settings(deadline=None)
@given(st.lists(AMOUNT, min_size=1, max_size=20), st.sampled_from(STYLES))
def test_amounts_with_two_decimals_are_read_as_their_decimals_say(
    rows: list[tuple[int, int]], style: tuple[str, str]
):
    mark, point = style
    texts = [f"{whole:,}".replace(",", mark) + f"{point}{ore:02d}" for whole, ore in rows]
    decimals = [whole + Decimal(ore) / 100 for whole, ore in rows]
    assert of(*texts).nok == [int(decimal.quantize(Decimal(1), ROUND_HALF_UP)) for decimal in decimals]

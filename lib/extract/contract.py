"""The contract of an extract, as data: every column with its type, what may stand in it and what it means."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from lib.words import N_

CONTRACT = 1
GRANTS_FILE = "grants.parquet"
BUDGET_FILE = "budget.parquet"

YEARS = (2019, 2050)  # the first scheme was announced in 2019
DAYS = (datetime.date(2018, 1, 1), datetime.date(2051, 12, 31))  # a period may start before its year
# Far above any real amount, and low enough to catch øre read as kroner and sums that would overflow.
LARGEST_GRANT_NOK = 100_000_000
LARGEST_BUDGET_NOK = 100_000_000_000
NOT_COUNTED = ("rejected", "dismissed")  # decisions of grants that no figure counts
NATIONAL = "national"  # the scheme whose grants are delivered row by row


@dataclass(frozen=True)
class Column:
    """One column of the contract. ``meaning`` is a message id; ``minimum`` and ``maximum`` are inclusive.

    A ``private`` column is never quoted: neither an id nor what may have ended up in its place.
    """

    name: str
    type: pa.DataType
    nullable: bool
    meaning: str
    values: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | datetime.date | None = None
    maximum: int | datetime.date | None = None
    private: bool = False


def _year(meaning: str) -> Column:
    return Column("year", pa.int16(), False, meaning, minimum=YEARS[0], maximum=YEARS[1])


def _day(name: str, meaning: str) -> Column:
    return Column(name, pa.date32(), True, meaning, minimum=DAYS[0], maximum=DAYS[1])


def _grant_nok(name: str, meaning: str, *, nullable: bool) -> Column:
    return Column(name, pa.int64(), nullable, meaning, minimum=0, maximum=LARGEST_GRANT_NOK)


def _budget_nok(name: str, meaning: str) -> Column:
    return Column(name, pa.int64(), True, meaning, minimum=0, maximum=LARGEST_BUDGET_NOK)


# One row per grant: one application for one doctor for one period.
GRANTS = (
    Column("grant_id", pa.string(), False, N_("Identifies the grant; unique"), private=True),
    _year(N_("Application year")),
    Column(
        "municipality_code",
        pa.string(),
        False,
        N_("The municipality, as numbered in the application year"),
        pattern="^[0-9]{4}$",
    ),
    Column("doctor_id", pa.string(), False, N_("Pseudonym of the doctor; never shown"), private=True),
    Column(
        "grant_type",
        pa.string(),
        False,
        N_("ALIS agreement or guidance only"),
        values=("alis", "guidance"),
    ),
    Column(
        "practice_form",
        pa.string(),
        True,
        N_("Self-employed or salaried"),
        values=("self_employed", "salaried"),
    ),
    Column(
        "position_type",
        pa.string(),
        True,
        N_("The doctor's position"),
        values=("gp", "introduction", "other_municipal", "guidance_only"),
    ),
    _day("period_start", N_("First day of the period the grant covers")),
    _day("period_end", N_("Last day of the period the grant covers")),
    Column(
        "decision",
        pa.string(),
        False,
        N_("What was decided; rejected and dismissed applications are not counted"),
        values=("granted", "partly_granted", "rejected", "dismissed", "pending"),
    ),
    _grant_nok("applied_nok", N_("Kroner applied for"), nullable=False),
    _grant_nok("granted_nok", N_("Kroner granted; empty until decided"), nullable=True),
    _grant_nok("paid_nok", N_("Kroner paid; empty until paid"), nullable=True),
    _grant_nok(
        "supplement_nok",
        N_("Additions for centrality class 6, a part of the kroner applied for"),
        nullable=False,
    ),
    Column(
        "centrality",
        pa.int8(),
        True,
        N_("Centrality class 1–6 as the extract has it; it wins over the register's"),
        minimum=1,
        maximum=6,
    ),
)

# One row per year and scheme: amounts decided or published for the whole scheme.
BUDGET = (
    _year(N_("Budget year")),
    Column(
        "scheme",
        pa.string(),
        False,
        N_("The grant scheme"),
        values=("national", "alis_self_employed", "alis_salaried", "guidance_lis3"),
    ),
    Column("months", pa.int8(), True, N_("Months the grants of the year cover"), minimum=1, maximum=24),
    _budget_nok("budget_nok", N_("Total budget")),
    _budget_nok("announced_nok", N_("Kroner announced to the municipalities")),
    _budget_nok("carried_over_nok", N_("Kroner carried over from the year before")),
    _budget_nok("applied_nok", N_("Kroner applied for in all")),
    _budget_nok("granted_nok", N_("Kroner granted in all")),
    _budget_nok("paid_nok", N_("Kroner paid in all")),
    Column("grants", pa.int64(), True, N_("Published number of grants"), minimum=0, maximum=1_000_000),
    Column("source", pa.string(), False, N_("Where the amounts are published")),
)

TABLES = {GRANTS_FILE: GRANTS, BUDGET_FILE: BUDGET}


def schema(columns: Iterable[Column]) -> pa.Schema:
    """The Arrow schema of a table of the contract."""
    return pa.schema([pa.field(column.name, column.type, nullable=column.nullable) for column in columns])


def in_contract_order(table: pa.Table, columns: Iterable[Column]) -> pa.Table:
    """A table that keeps the contract, with its columns in the contract's order and nothing else attached."""
    target = schema(columns)
    return table.select(target.names).cast(target)


def is_counted(grants: pa.Table) -> pa.ChunkedArray:
    """A mask over the grants: true for a row that the figures count."""
    return pc.invert(pc.is_in(grants["decision"], value_set=pa.array(NOT_COUNTED)))

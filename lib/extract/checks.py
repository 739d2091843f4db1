"""The check of the contract: one small function per kind of breach, and every breach reported at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import BUDGET, BUDGET_FILE, GRANTS, GRANTS_FILE, Column
from lib.extract.findings import Finding, Mask, rows_finding, shortened, worst_first
from lib.extract.reference import Reference
from lib.extract.thresholds import VINTAGES, vintage_of
from lib.words import N_, _, count, date, word_list

# Amounts and counts are grouped by thousands; a year or a class is written as it stands.
WRITTEN = {pa.int64(): count, pa.date32(): date}


@dataclass(frozen=True)
class Rule:
    """A breach that two columns show together: ``breach`` is true where it occurs. Texts are message ids."""

    column: str
    other: str
    breach: Callable[[pa.ChunkedArray, pa.ChunkedArray], pa.ChunkedArray]
    fault: str
    next_step: str
    kind: str


GRANT_RULES = (
    Rule(
        "period_end",
        "period_start",
        pc.less,
        N_("The period ends before it starts."),
        N_("Correct the dates of these rows."),
        "period-reversed",
    ),
    Rule(
        "supplement_nok",
        "applied_nok",
        pc.greater,
        N_("The supplement is larger than the kroner applied for, of which it is a part."),
        N_("Correct the amounts of these rows."),
        "supplement-above-applied",
    ),
)


def check(grants: pa.Table, budget: pa.Table, reference: Reference) -> tuple[Finding, ...]:
    """Every breach of the contract: faults of the columns first, then those that concern most rows."""
    breaches = [
        *_table(GRANTS_FILE, grants, GRANTS, key=("grant_id",), rules=GRANT_RULES),
        *_unknown_municipalities(grants, reference),
        *_table(BUDGET_FILE, budget, BUDGET, key=("year", "scheme")),
    ]
    return worst_first(breaches)


def _table(
    file: str,
    table: pa.Table,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...],
    rules: tuple[Rule, ...] = (),
) -> Iterator[Finding]:
    """The breaches of one table. Values are checked only in columns that are there and of the right type."""
    yield from _schema(file, table, columns)
    if not table.num_rows:
        step = _("Publish an extract that has rows.")
        yield Finding(file, _("The file has no rows."), step, kind="table-empty")
    usable = {column.name: column for column in columns if _usable(table, column)}
    for column in usable.values():
        for breaches in (_missing, _not_allowed, _not_matching, _outside):
            yield from breaches(file, column, table[column.name])
    if usable.keys() >= set(key):
        yield from _duplicates(file, table, key)
    for rule in rules:
        if usable.keys() >= {rule.column, rule.other}:
            breach = rule.breach(table[rule.column], table[rule.other])
            column, values = usable[rule.column], table[rule.column]
            yield from _found(file, column, values, breach, rule.kind, _(rule.fault), _(rule.next_step))


def keeps_schema(table: pa.Table, columns: Iterable[Column]) -> bool:
    """True when every column is there once, with the type of the contract."""
    return all(_usable(table, column) for column in columns)


def _usable(table: pa.Table, column: Column) -> bool:
    places = table.schema.get_all_field_indices(column.name)
    return len(places) == 1 and table.schema.field(places[0]).type == column.type


def _schema(file: str, table: pa.Table, columns: tuple[Column, ...]) -> Iterator[Finding]:
    for column in columns:
        places = table.schema.get_all_field_indices(column.name)
        step = _("Deliver the column once, with type {type}.").format(type=column.type)
        if not places:
            yield Finding(file, _("The column is missing."), step, column.name, kind="column-missing")
        elif len(places) > 1:
            fault = _("The column occurs more than once.")
            yield Finding(file, fault, step, column.name, kind="column-repeated")
        elif not _usable(table, column):
            actual = table.schema.field(places[0]).type
            fault = _("The column has type {type}.").format(type=actual)
            yield Finding(file, fault, step, column.name, kind="column-type")
    known = {column.name for column in columns}
    for name in sorted(set(table.column_names) - known):
        step = _("Leave the column out: only columns of the contract may be published.")
        fault = _("The column is not part of the contract.")
        yield Finding(file, fault, step, shortened(name), kind="column-unknown")


def _missing(file: str, column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    missing = pc.is_null(values)
    if pa.types.is_string(column.type):  # blank text would be counted as one doctor more
        blank = pc.equal(pc.utf8_trim_whitespace(values), "")
        missing = pc.or_kleene(missing, blank) if not column.nullable else blank
    elif column.nullable:
        return
    step = (
        _("Fill in the value.")
        if not column.nullable
        else _("Leave the value out (null) where it is not known.")
    )
    yield from _found(file, column, values, missing, "value-missing", _("The value is empty."), step)


def _not_allowed(file: str, column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    if column.values:
        known = pc.is_in(values, value_set=pa.array([*column.values, "", None], pa.string()))
        step = _("Use one of these values: {values}.").format(values=", ".join(column.values))
        fault = _("The value is not known.")
        yield from _found(file, column, values, pc.invert(known), "value-unknown", fault, step)


def _not_matching(file: str, column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    if column.pattern:
        matching = pc.match_substring_regex(values, column.pattern)
        step = _("Write the number with four digits, as text, with any leading zero.")
        fault = _("The value is not a code.")
        yield from _found(file, column, values, pc.invert(matching), "code-malformed", fault, step)


def _outside(file: str, column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    if column.minimum is None or column.maximum is None:
        return
    outside = pc.or_(pc.less(values, column.minimum), pc.greater(values, column.maximum))
    written = WRITTEN.get(column.type, str)
    low, high = written(column.minimum), written(column.maximum)
    step = _("Correct the value; it must be from {low} to {high}.").format(low=low, high=high)
    yield from _found(file, column, values, outside, "value-outside", _("The value is not plausible."), step)


def _duplicates(file: str, table: pa.Table, key: tuple[str, ...]) -> Iterator[Finding]:
    step = _("Remove the repeated rows, or give each row its own value.")
    fault = _("The value occurs more than once.")
    repeated, pair = repeated_rows(table, key)
    yield from rows_finding(file, word_list(key), repeated, "key-repeated", fault, step, pair=pair)


def repeated_rows(table: pa.Table, key: Iterable[str]) -> tuple[pa.Array, tuple[int, ...]]:
    """True for each row whose key a row above it has; and the first such row with the one it repeats, from 1.

    Empty values are equal to each other. The pair is empty where no row repeats another.
    """
    columns = {f"key_{place}": table[name] for place, name in enumerate(key)}
    numbered = pa.table({**columns, "row": pa.array(np.arange(table.num_rows))})
    first = numbered.group_by([*columns]).aggregate([("row", "min")])["row_min"].to_numpy()
    repeated = np.ones(table.num_rows, dtype=bool)
    repeated[first] = False
    if not repeated.any():
        return pa.array(repeated), ()
    row = int(np.argmax(repeated))
    same = np.ones(row, dtype=bool)
    for column in columns.values():
        value, above = column[row], column.slice(0, row)
        equal = pc.equal(above, value) if value.is_valid else pc.is_null(above)
        same &= pc.fill_null(equal, False).to_numpy()
    return pa.array(repeated), (row + 1, int(np.argmax(same)) + 1)


def _unknown_municipalities(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Codes that the register of their own year does not have."""
    columns = {column.name: column for column in GRANTS}
    code, year = columns["municipality_code"], columns["year"]
    if not (_usable(grants, code) and _usable(grants, year)):
        return
    codes, register = grants[code.name], reference.municipalities
    years = pc.unique(grants[year.name]).drop_null().to_pylist()
    for vintage in VINTAGES:
        known = register.filter(pc.equal(register["vintage"], vintage))["code"]
        of_vintage = pa.array([each for each in years if vintage_of(each) == vintage], year.type)
        unknown = pc.and_(
            pc.is_in(grants[year.name], value_set=of_vintage),
            pc.invert(pc.is_in(codes, value_set=known.combine_chunks())),
        )
        # What is no code at all has been reported already.
        unknown = pc.and_(unknown, pc.match_substring_regex(codes, code.pattern))
        fault = _("The municipality is not in the register of {vintage}.").format(vintage=vintage)
        step = _("Use the code the municipality had in the application year.")
        yield from _found(GRANTS_FILE, code, codes, unknown, "municipality-unknown", fault, step)


def _found(
    file: str, column: Column, values: pa.ChunkedArray, breach: Mask, kind: str, fault: str, next_step: str
) -> Iterator[Finding]:
    """A finding about one column; private values are never quoted."""
    quotable = None if column.private else values
    yield from rows_finding(
        file, column.name, breach, kind, fault, next_step, values=quotable, known=column.values
    )

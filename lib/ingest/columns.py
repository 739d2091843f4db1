"""Each column of the contract from the cells of the file, with what is to be told about it."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import Column
from lib.extract.reference import Reference
from lib.ingest.amounts import amounts, rounded
from lib.ingest.compare_names import Registers, compare
from lib.ingest.gather import Parts, Source
from lib.ingest.mapping import TableMapping
from lib.ingest.municipalities import Municipalities, municipalities
from lib.ingest.parse_ids import doctor_ids, grant_ids
from lib.ingest.parse_values import days, labels, serial_day, texts, whole_numbers
from lib.ingest.report import Report, Teller, shortened
from lib.words import _, date, joined

PAIRS_NAMED = 5


def converted(
    source: Source,
    mapping: TableMapping,
    reference: Reference | None,
    pseudonym_key: bytes | None,
    report: Report,
) -> dict[str, pa.Array]:
    """The columns that the file has, by name and in the contract's types; faults go into the report."""
    arrays: dict[str, pa.Array] = {}
    for column in mapping.columns:  # the year comes before the municipality that is numbered by it
        parts = source.parts.get(column.name)
        if parts is None:
            continue
        tell = Teller(report, column.name, _heading(parts, column), source.row_numbers)
        if column.name == "municipality_code":
            years = arrays.get("year", pa.nulls(len(source.row_numbers), pa.int16()))
            numbers = municipalities(parts.distinct(), years, reference)
            array = _municipalities(numbers, tell)
            _compare(source, numbers, years, reference, report)
        elif column.name == "doctor_id":
            array = doctor_ids(parts, pseudonym_key, tell)
        elif column.name == "grant_id":
            array = grant_ids(parts, tell)
        elif column.values:
            array = _labels(parts, column, mapping, tell)
        else:
            array = BY_TYPE[column.type](parts, column, tell)
        arrays[column.name] = _flat(array)
    return arrays


def numbered(rows: int, report: Report) -> pa.Array:
    """Ids for grants that have none: the order of the rows, so that the same file gives the same ids."""
    fault = _("The file has no id for the grants: they were numbered in the order of the rows.")
    step = _("Nothing for one extract. Add an id to be able to follow a grant from extract to extract.")
    report.add("grant-id-made", fault, step, column="grant_id", level="note")
    return pa.array([f"row-{number:07d}" for number in range(1, rows + 1)], pa.string())


def _heading(parts: Parts, column: Column) -> str:
    return column.name if parts.heading == column.name else f"{parts.heading} ({column.name})"


def _flat(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _amounts(parts: Parts, column: Column, tell: Teller) -> pa.Array:
    """Whole kroner, or a count of grants."""
    values = parts.distinct(but=parts.number)
    read = amounts(values)
    nok, has_ore = values.spread(read.nok), values.spread(read.has_ore)
    is_text = values.spread(read.is_text)
    if parts.number is not None:
        number, number_has_ore = rounded(parts.number)
        no_amount = pc.and_(parts.number.is_valid(), pc.is_null(number))
        is_text = pc.or_kleene(pc.fill_null(is_text, False), no_amount)
        nok, has_ore = pc.coalesce(number, nok), pc.coalesce(number_has_ore, has_ore)
    if parts.day is not None:
        is_text = pc.or_(pc.fill_null(is_text, False), parts.day.is_valid())
    fault = _("The cell holds something else than an amount.")
    tell("amount-text", is_text, fault, _("Write the amount in digits, or leave the cell empty."))
    ambiguous = values.values.filter(read.is_ambiguous)
    if len(ambiguous):
        fault = _("The amount has two readings, as thousands and as decimals, and no other cell settles it.")
        step = _("Write the amounts without a mark between thousands, or all of them with two decimals.")
        example = f"«{shortened(ambiguous[0].as_py())}»"
        tell("amount-ambiguous", values.spread(read.is_ambiguous), fault, step, example=example)
    negative = values.values.filter(read.in_parentheses)
    if len(negative):
        fault = _("Amounts in parentheses were read as negative, as accounts write them.")
        step = _("Nothing, if they are negative. Otherwise leave out the parentheses.")
        example = f"«{shortened(negative[0].as_py())}»"
        tell("amount-parentheses", values.spread(read.in_parentheses), fault, step, "note", example)
    fault = _("Amounts with øre were rounded to whole kroner, half up.")
    tell("amount-rounded", has_ore, fault, _("Nothing, if whole kroner are right."), "note")
    return nok


def _whole_numbers(parts: Parts, column: Column, tell: Teller) -> pa.Array:
    values = parts.distinct()
    read = whole_numbers(values, column.type)
    fault = _("The cell holds something else than a whole number.")
    tell("number-text", values.spread(read.is_fault), fault, _("Write the number in digits."))
    return values.spread(read.values)


def _days(parts: Parts, column: Column, tell: Teller) -> pa.Array:
    values = parts.distinct(but=parts.day)
    read = days(values, parts.day_zero)
    fault = _("The cell holds no date, or one that no calendar has.")
    step = _("Write dates as 31.08.2023 or 2023-08-31; in Excel, give the cells a date format.")
    tell("date-invalid", values.spread(read.is_fault), fault, step)
    for text in read.examples:
        fault = _("Dates stood as a spreadsheet's numbers of days; they were read as dates.")
        step = _("Nothing, if the dates are right. In Excel, give the cells a date format.")
        example = f"«{text}» → {date(serial_day(text, parts.day_zero))}"
        tell("date-serial", values.spread(read.mended), fault, step, "note", example)
    found = values.spread(read.values)
    return found if parts.day is None else pc.coalesce(parts.day, found)


def _texts(parts: Parts, column: Column, tell: Teller) -> pa.Array:
    values = parts.distinct()
    return values.spread(texts(values).values)


def _labels(parts: Parts, column: Column, mapping: TableMapping, tell: Teller) -> pa.Array:
    values = parts.distinct()
    read = labels(values, mapping.labels[column.name])
    step = _("Use one of these values, or give the label a meaning in a mapping file: {values}.")
    step = step.format(values=", ".join(column.values))
    example = joined(tuple(f"«{shortened(text)}»" for text in read.examples)) or None
    fault = _("The label is not known.")
    tell("label-unknown", values.spread(read.is_fault), fault, step, example=example)
    return values.spread(read.values)


def _compare(
    source: Source, numbers: Municipalities, years: pa.Array, reference: Reference, report: Report
) -> None:
    """Compare the columns beside the number with it; the number's own may hold a name too: «4601 Bergen»."""
    own, compared = source.parts["municipality_code"], list(source.compared)
    if pc.any(pc.match_substring_regex(own.distinct().values, r"\pL")).as_py():
        compared.append(("municipality_name", own))
    registers = Registers(reference) if compared else None
    for name, parts in compared:
        tell = Teller(report, name, parts.heading, source.row_numbers)
        compare(name, parts, numbers, years, registers, tell)


def _municipalities(mended: Municipalities, tell: Teller) -> pa.Array:
    fault = _("Municipality numbers had lost their leading zero; it was put back.")
    step = _("Nothing. In Excel, give the column the format text to keep the zeros.")
    tell("municipality-zero", mended.had_no_zero, fault, step, "note")
    pairs = [f"{old} → {new}" for old, new in mended.pairs]
    shown = joined(pairs[:PAIRS_NAMED] + ["…"] * (len(pairs) > PAIRS_NAMED))
    fault = _("Municipality numbers of other years were recast to those of the application year: {pairs}.")
    step = _("Nothing, if the year of these rows is right.")
    tell("municipality-recast", pa.array(mended.recast), fault.format(pairs=shown), step, "note")
    return mended.codes


BY_TYPE: dict[pa.DataType, Callable[[Parts, Column, Teller], pa.Array]] = {
    pa.int64(): _amounts,
    pa.int16(): _whole_numbers,
    pa.int8(): _whole_numbers,
    pa.date32(): _days,
    pa.string(): _texts,
}

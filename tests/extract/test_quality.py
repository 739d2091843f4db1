"""The checks of the rows: each breach, made by hand, is found alone; and what is sound gives nothing."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from lib.extract.contract import BUDGET, GRANTS, schema
from lib.extract.row_checks import check_rows
from tests.extract.made import budget_for, many_grants, reference
from tests.handmade import small_budget, small_grants, with_value

OCTOBER = datetime.date(2023, 10, 20)
WARNING = "warning"
AMOUNTS = ("applied_nok", "granted_nok", "paid_nok")


def found(grants: pa.Table, budget: pa.Table | None = None, produced_at: datetime.date = OCTOBER) -> Counter:
    budget = budget_for(grants) if budget is None else budget
    findings = check_rows(grants, budget, reference(), produced_at=produced_at)
    return Counter((each.kind, each.level, each.column, each.count, each.rows) for each in findings)


def changed(*changes: tuple[str, int, object]) -> pa.Table:
    """The six grants with some cells changed: column, row from 0, value."""
    table = small_grants()
    for column, row, value in changes:
        table = with_value(table, column, row, value)
    return table


def replaced(table: pa.Table, **columns: pa.ChunkedArray) -> pa.Table:
    """The table with whole columns replaced."""
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(name), values.cast(table.schema.field(name).type))
    return table


def renamed(row: pa.Table, grant_id: str) -> pa.Table:
    """One grant under another id."""
    return replaced(row, grant_id=pa.chunked_array([[grant_id]]))


def rows_like(*rows: dict) -> pa.Table:
    """Grants like the first of the six, without a period, with ids of their own."""
    first = small_grants().to_pylist()[0] | {"period_start": None, "period_end": None}
    full = [first | {"grant_id": f"r{place}"} | row for place, row in enumerate(rows)]
    return pa.Table.from_pylist(full, schema=schema(GRANTS))


def in_year(table: pa.Table, year: int, column: str, of: Callable) -> pa.ChunkedArray:
    """The column with ``of`` applied to its values of one year."""
    return pc.if_else(pc.equal(table["year"], year), of(table[column]), table[column])


FORTY = many_grants(80)  # forty grants a year, to thirty doctors
SIX_HUNDRED = many_grants(1200)
DAY = datetime.date


@dataclass(frozen=True)
class Case:
    """A broken table and what is found in it: kind, column, number of rows, rows named."""

    name: str
    grants: pa.Table
    expected: tuple[tuple, ...]
    level: str = WARNING
    budget: pa.Table | None = None


def shifted(doctor: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each doctor's id given to the next one."""
    return pc.add(doctor.cast(pa.int64()), 1).cast(pa.string())


def halved(doctor: pa.ChunkedArray) -> pa.ChunkedArray:
    """Two doctors share each id."""
    return pc.divide(doctor.cast(pa.int64()), 2).cast(pa.string())


def own(doctor: pa.ChunkedArray) -> pa.ChunkedArray:
    """Ids that no other year has."""
    return pc.binary_join_element_wise("x", doctor, "")


def scaled(factor: float) -> pa.Table:
    """The amounts of 2023 in another unit."""
    names = ("applied_nok", "granted_nok", "paid_nok")
    columns = {
        name: in_year(
            FORTY, 2023, name, lambda values: pc.cast(pc.multiply(values, factor), pa.int64(), safe=False)
        )
        for name in names
    }
    return replaced(FORTY, **columns)


def unspoken(grants: pa.Table) -> pa.Table:
    """A budget table with the years of the grants and no amount."""
    budget = budget_for(grants)
    return replaced(budget, **{name: pa.chunked_array([pa.nulls(len(budget))]) for name in AMOUNTS})


GAP = rows_like(
    *({"year": year, "doctor_id": "d1"} for year in (2020, 2021, 2022, 2023)),
    *({"year": year, "doctor_id": "d2"} for year in (2020, 2023)),
)
LONG = rows_like(*({"year": year, "doctor_id": "d1"} for year in range(2020, 2026)))
SEVEN = rows_like(*({"applied_nok": 200_000 + row} for row in range(7)), {"year": 2023})
NO_2022 = rows_like({"year": 2021}, {"year": 2023}, {"year": 2023, "applied_nok": 160_000})
NO_NORDLAND = SIX_HUNDRED.filter(pc.invert(pc.starts_with(SIX_HUNDRED["municipality_code"], "18")))

CASES = (
    Case(
        "one krone more granted than applied for",
        changed(("granted_nok", 1, 30_001)),
        # paid is below what is granted
        (("granted-above-applied", "granted_nok", 1, (2,)),),
    ),
    Case(
        "one krone more paid than granted",
        changed(("paid_nok", 0, 150_001)),
        (("paid-above-granted", "paid_nok", 1, (1,)),),
    ),
    Case(
        "one krone more paid than applied for, of what is not decided",
        changed(("paid_nok", 2, 200_001), ("paid_nok", 5, 300_001)),
        (("paid-above-applied", "paid_nok", 2, (3, 6)),),
    ),
    Case(
        "rejected, and yet granted",
        changed(("decision", 1, "rejected")),
        (("decision-contradicted", "decision", 1, (2,)),),
    ),
    Case(
        "dismissed, and yet paid",
        changed(("decision", 2, "dismissed")),
        (("decision-contradicted", "decision", 1, (3,)),),
    ),
    Case(
        "granted, of nothing",
        changed(("granted_nok", 1, 0), ("paid_nok", 1, None)),
        (("granted-nothing", "granted_nok", 1, (2,)),),
    ),
    Case(
        "a period from the day before the year's own",
        changed(("period_start", 2, DAY(2022, 9, 30))),
        (("period-outside-year", "period_start", 1, (3,)),),
    ),
    Case(
        "a period into the next year",
        changed(("period_end", 3, DAY(2024, 1, 1))),
        (("period-outside-year", "period_start", 1, (4,)),),
    ),
    Case(
        "a period of fifteen months",
        changed(("period_end", 4, DAY(2023, 12, 31))),
        (("period-too-long", "period_start", 1, (5,)),),
    ),
    Case(
        "a row again under another id",
        pa.concat_tables([small_grants(), renamed(small_grants().slice(5), "g7")]),
        (("rows-alike", None, 1, (7,)),),
    ),
    Case("a year without rows between two", NO_2022, (("year-missing", "year", None, ()),)),
    Case(
        "a county without rows",
        NO_NORDLAND,
        (("county-missing", "municipality_code", None, ()),) * 2,  # in both years
    ),
    Case(
        "seven grants of one doctor in a year",
        SEVEN,
        (("doctor-many-grants", "doctor_id", 8, (1, 2, 3, 4, 5)),),
    ),
    Case(
        "two doctors behind each id",
        replaced(FORTY, doctor_id=halved(FORTY["doctor_id"])),
        (("doctors-merged", "doctor_id", 40, ()),) * 2,
    ),
    Case("six years of one doctor", LONG, (("doctor-many-years", "doctor_id", 6, (1, 2, 3, 4, 5)),)),
    Case(
        "other ids in each year",
        replaced(FORTY, doctor_id=in_year(FORTY, 2023, "doctor_id", own)),
        (("doctor-ids-unstable", "doctor_id", None, ()),),
    ),
    Case(
        "ids in other rows",
        replaced(FORTY, doctor_id=in_year(FORTY, 2023, "doctor_id", shifted)),
        (("doctor-ids-shuffled", "doctor_id", None, ()),),
    ),
    Case(
        "amounts of a year in thousands",
        scaled(0.001),
        tuple(("amounts-in-thousands", name, 40, ()) for name in AMOUNTS),
        budget=unspoken(FORTY),
    ),
    Case(
        "amounts of a year in øre",
        scaled(100),
        tuple(("amounts-in-ore", name, 40, ()) for name in AMOUNTS),
        budget=unspoken(FORTY),
    ),
    Case("a doctor away for two years", GAP, (("doctor-gap", "doctor_id", 2, (5, 6)),), "note"),
    Case(
        "the same id in every row",
        replaced(FORTY, doctor_id=pa.chunked_array([pa.repeat("d1", 80)])),
        (("doctor-id-constant", "doctor_id", 80, ()),),
        "error",
    ),
    Case(
        "applied and granted in each other's place",
        replaced(FORTY, applied_nok=FORTY["granted_nok"], granted_nok=FORTY["applied_nok"]),
        (("columns-swapped", "granted_nok og applied_nok", 80, (1, 2, 3, 4, 5)),),
        "error",
    ),
    Case(
        "start and end in each other's place",
        replaced(FORTY, period_start=FORTY["period_end"], period_end=FORTY["period_start"]),
        (("columns-swapped", "period_start og period_end", 80, (1, 2, 3, 4, 5)),),
        "error",
    ),
)
LATER = {"six years of one doctor": DAY(2025, 10, 20)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_breach_is_found_with_its_rows_and_nothing_else_is(case: Case):
    expected = Counter((kind, case.level, *rest) for kind, *rest in case.expected)
    assert found(case.grants, case.budget, produced_at=LATER.get(case.name, OCTOBER)) == expected


@pytest.mark.parametrize(
    "sound",
    [
        small_grants(),
        FORTY,
        SIX_HUNDRED,
        # At the limit, and mended:
        changed(("granted_nok", 1, 29_999), ("paid_nok", 1, 29_999)),
        changed(("paid_nok", 2, 200_000)),
        changed(("decision", 1, "rejected"), ("granted_nok", 1, 0), ("paid_nok", 1, None)),
        changed(("decision", 2, "pending"), ("paid_nok", 2, None)),
        changed(("period_start", 4, DAY(2023, 2, 1)), ("period_end", 4, DAY(2023, 12, 31))),
        changed(("period_start", 4, None), ("period_end", 3, None)),
        LONG.slice(1),
        GAP.slice(0, 4),
        SEVEN.slice(1),
    ],
    ids=range(12),
)
def test_sound_rows_give_nothing(sound: pa.Table):
    assert found(sound, produced_at=DAY(2025, 10, 20)) == Counter()


def test_years_without_a_budget_and_years_that_have_not_come_are_found():
    without = budget_for(small_grants()).filter(pc.field("year") == 2022)
    rows = (3, 4, 5, 6)
    (missing,) = check_rows(small_grants(), without, reference(), produced_at=OCTOBER)
    assert (missing.kind, missing.level, missing.file) == ("year-without-budget", WARNING, "budget.parquet")
    # A row number would be one of the budget's.
    assert (missing.column, missing.count, missing.rows) == ("year", None, ())
    assert missing.fault == "Budsjettfilen har ingen rad for søknadsår med tilskudd: 2023."
    assert (
        found(small_grants(), produced_at=DAY(2022, 1, 1)) == Counter()
    )  # next year's grants are applied for
    assert found(small_grants(), produced_at=DAY(2021, 12, 31)) == Counter(
        [("year-ahead", WARNING, "year", 4, rows)]
    )


def test_the_rows_are_held_against_the_budget_table():
    assert found(small_grants(), small_budget()) == Counter()
    # 180 000 is applied for in 2022; five per cent of 189 474 is 9 473,7.
    within = with_value(small_budget(), "applied_nok", 1, 189_473)
    beyond = with_value(small_budget(), "applied_nok", 1, 189_475)
    assert found(small_grants(), within) == Counter()
    (told,) = check_rows(small_grants(), beyond, reference(), produced_at=OCTOBER)
    assert (told.kind, told.level, told.file) == ("budget-disagrees", WARNING, "budget.parquet")
    assert (told.column, told.count, told.rows) == ("applied_nok", 1, (2,))
    assert told.fault.replace("\xa0", " ") == (
        "Budsjettfilen sier 189 475 kr for 2022, men tilskuddene summerer til 180 000 kr."
    )
    # Nothing is decided of 2023: granted is not known, so there is nothing to hold against.
    assert found(small_grants(), with_value(small_budget(), "granted_nok", 2, 1_800)) == Counter()


def budget_of(*rows: tuple[int, str, int | None]) -> pa.Table:
    """A budget of years, schemes and budget_nok."""
    lines = [
        {"year": year, "scheme": scheme, "budget_nok": amount, "source": "by hand"}
        for year, scheme, amount in rows
    ]
    return pa.Table.from_pylist(lines, schema=schema(BUDGET))


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (((2022, "national", 200_000), (2023, "national", 20_000_000)), ()),  # a hundred times
        (((2022, "national", 200_000), (2023, "national", 20_000_001)), (1, 2)),
        (((2022, "national", 461_100_000), (2023, "national", 461_100)), (1, 2)),  # in thousands
        (((2023, "national", 461_100), (2022, "national", 0)), (1, 2)),
        (
            ((2021, "national", 1), (2023, "national", 1_000), (2022, "national", None)),
            (),
        ),  # not side by side
        # One scheme of two is in thousands, and the whole year is hardly changed by it.
        (
            (
                (2022, "alis_salaried", 50_000_000),
                (2022, "guidance_lis3", 60_000_000),
                (2023, "alis_salaried", 50_000),
                (2023, "guidance_lis3", 60_000_000),
            ),
            (1, 3),
        ),
        # The scheme is another, and the year is in thousands.
        (
            (
                (2022, "alis_salaried", 50_000),
                (2022, "guidance_lis3", 60_000),
                (2023, "national", 461_100_000),
            ),
            (1, 2, 3),
        ),
        # A small scheme comes beside a large one.
        (
            (
                (2022, "national", 461_100_000),
                (2023, "national", 461_100_000),
                (2023, "guidance_lis3", 1_000_000),
            ),
            (),
        ),
    ],
    ids=range(8),
)
def test_an_amount_of_the_budget_that_is_in_another_unit_than_the_year_beside_it_is_found(rows, named):
    findings = check_rows(small_grants(), budget_of(*rows), reference(), produced_at=OCTOBER)
    unlikely = [each for each in findings if each.kind == "budget-unlikely"]
    expected = [("budget.parquet", "budget_nok", WARNING, named)] if named else []
    assert [(each.file, each.column, each.level, each.rows) for each in unlikely] == expected


def test_an_amount_in_another_unit_is_told_once_with_both_years():
    budget = budget_of((2022, "national", 461_100), (2023, "national", 461_100_000))
    findings = check_rows(small_grants(), budget, reference(), produced_at=OCTOBER)
    (told,) = [each for each in findings if each.kind == "budget-unlikely"]
    assert told.fault.replace("\xa0", " ") == (
        "Beløpet er mer enn 100 ganger så stort i ett år som i året ved siden av: "
        "2022 461 100 kr, 2023 461 100 000 kr."
    )


def classes_of(differing: int, municipalities: int) -> pa.Table:
    """A grant of 2024 in each of so many municipalities, the first of them with another class."""
    register = reference().municipalities.filter(pc.field("vintage") == 2024).to_pylist()
    return rows_like(
        *(
            {
                "year": 2024,
                "municipality_code": row["code"],
                "doctor_id": f"d{place}",
                "centrality": row["centrality"] % 6 + 1 if place < differing else row["centrality"],
            }
            for place, row in enumerate(register[:municipalities])
        )
    )


@pytest.mark.parametrize(
    ("differing", "municipalities", "rows"),
    [(2, 20, None), (3, 20, (1, 2, 3)), (9, 9, None), (10, 10, (1, 2, 3, 4, 5))],
)
def test_classes_that_differ_from_the_registers_in_more_than_a_tenth_are_found(
    differing, municipalities, rows
):
    expected = [] if rows is None else [("centrality-unlikely", WARNING, "centrality", differing, rows)]
    assert found(classes_of(differing, municipalities), produced_at=DAY(2024, 10, 20)) == Counter(expected)


def test_a_class_is_held_against_the_confirmed_ones_only():
    assumed = reference().municipalities.filter(
        (pc.field("vintage") == 2020) & (pc.field("centrality_status") == "assumed_same_as_2024")
    )
    rows = (
        {"municipality_code": code, "doctor_id": code, "centrality": 1}
        for code in assumed["code"].to_pylist()[:30]  # of Møre og Romsdal, where none is of class 1
    )
    assert found(rows_like(*rows)) == Counter()


def test_rows_that_are_alike_are_told_with_the_row_they_repeat():
    again = pa.concat_tables([small_grants(), renamed(small_grants().slice(4, 1), "g7")])
    (alike,) = check_rows(again, budget_for(again), reference(), produced_at=OCTOBER)
    assert (alike.kind, alike.pair) == ("rows-alike", (7, 5))  # and the centrality of both is not known


def test_a_budget_that_is_paid_to_nobody_is_found():
    paid = with_value(with_value(small_budget(), "scheme", 0, "national"), "year", 0, 2020)
    assert found(small_grants(), paid) == Counter([("year-without-grants", WARNING, "year", None, ())])


def test_small_extracts_are_not_judged_by_averages():
    few = many_grants(38)  # nineteen grants a year
    constant = replaced(few, doctor_id=pa.chunked_array([pa.repeat("d1", 38)])).slice(0, 19)
    thousands = replaced(few, paid_nok=pc.divide(few["paid_nok"], 1000))
    assert "doctor-id-constant" not in {kind for kind, *_rest in found(constant)}
    assert found(thousands) == Counter()


def test_rejected_rows_are_not_counted_as_a_doctors():
    rejected = replaced(SEVEN, decision=pa.chunked_array([pa.array(["rejected"] + ["granted"] * 7)]))
    rejected = replaced(
        rejected, granted_nok=pa.chunked_array([pa.nulls(8)]), paid_nok=pa.chunked_array([pa.nulls(8)])
    )
    assert found(rejected) == Counter()


def test_a_reform_moves_no_doctor():
    register = {2023: "3005", 2024: "3301"}  # Drammen
    rows = [
        {"year": year, "municipality_code": code, "doctor_id": f"d{number}"}
        for year, code in register.items()
        for number in range(20)
    ]
    assert found(rows_like(*rows)) == Counter()


def test_a_table_that_breaks_the_contracts_schema_is_left_to_the_contract():
    assert found(small_grants().drop_columns(["paid_nok"]), small_budget()) == Counter()
    assert found(small_grants(), small_budget().drop_columns(["paid_nok"])) == Counter()


def test_an_example_is_never_an_id():
    secret = "d3d4f5c2b382c"
    grants = replaced(FORTY, doctor_id=pa.chunked_array([pa.repeat(secret, 80)]))
    findings = check_rows(grants, budget_for(grants), reference(), produced_at=OCTOBER)
    assert findings
    assert secret not in "".join(map(repr, findings))

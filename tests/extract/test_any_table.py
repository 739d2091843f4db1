"""Whatever stands in tables of the contract's types, the checks end in findings and never in a traceback."""

import json
import re
import subprocess
import sys
from operator import itemgetter
from string import printable

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.extract.contract import BUDGET, GRANTS, Column, schema
from lib.extract.findings import Finding
from lib.extract.model import Extract
from lib.figures.extract_quality import differences, quality_report
from lib.metrics.extract_diff import movements
from lib.metrics.extract_report import check_extract
from lib.metrics.frames import whole_view
from tests.extract.made import in_memory

BITS = {pa.int8(): 7, pa.int16(): 15, pa.int64(): 63, pa.date32(): 31}


def values(column: Column) -> st.SearchStrategy:
    """Any value of the column's type, null too, and often one that the contract allows."""
    if column.type == pa.string():
        known = [*column.values, "0301", "4601", "1835", "3301", "9999", "", " ", "d1", "d2", "d3"]
        return (
            st.none() | st.sampled_from(known) | st.text(alphabet=printable + "æøå–\U0001f600", max_size=12)
        )
    reach = 2 ** BITS[column.type]
    plausible = {"year": (2018, 2026), "period_start": (18_900, 19_700), "period_end": (18_900, 19_700)}
    low, high = plausible.get(column.name, (0, min(reach - 1, 500_000)))
    return st.none() | st.integers(low, high) | st.integers(-reach, reach - 1)


def tables(columns: tuple[Column, ...]) -> st.SearchStrategy[pa.Table]:
    """A table of the contract's types: up to twelve rows, or thirty times the same few."""
    fields = {column.name: values(column) for column in columns}
    rows = st.lists(st.fixed_dictionaries(fields), max_size=12)
    return st.builds(lambda rows, times: made(columns, rows * times), rows, st.sampled_from([1, 1, 30]))


def made(columns: tuple[Column, ...], rows: list[dict]) -> pa.Table:
    loose = pa.schema([field.with_nullable(True) for field in schema(columns)])
    arrays = [
        pa.array([row[field.name] for row in rows], pa.int32()).cast(field.type)
        if field.type == pa.date32()
        else pa.array([row[field.name] for row in rows], field.type)
        for field in loose
    ]
    return pa.table(arrays, schema=loose)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grants=tables(GRANTS), budget=tables(BUDGET))
def test_any_values_of_the_contracts_types_are_judged(grants: pa.Table, budget: pa.Table):
    report = check_extract(in_memory(grants, budget))
    assert all(isinstance(found, Finding) and found.kind and found.level for found in report.findings)
    assert report.to_text()
    assert len(json.loads(report.to_json())["findings"]) == len(report.findings)
    for found in report.findings:
        assert all(1 <= row <= max(len(grants), len(budget)) for row in found.rows)
        assert len(found.rows) <= min(5, found.count or 0)


SOUND_GRANT = st.fixed_dictionaries(
    {
        "year": st.integers(2019, 2030),
        "municipality_code": st.sampled_from(["0301", "4601", "1835", "1836"]),  # in both registers
        "doctor_id": st.sampled_from(["d1", "d2", "d3", "d4"]),
        "grant_type": st.sampled_from(["alis", "guidance"]),
        "decision": st.sampled_from(["granted", "partly_granted", "rejected", "dismissed", "pending"]),
        "applied_nok": st.integers(0, 100_000_000),
        "granted_nok": st.none() | st.integers(0, 100_000_000),
        "paid_nok": st.none() | st.integers(0, 100_000_000),
        "supplement_nok": st.just(0),
        "centrality": st.none() | st.integers(1, 6),
    }
)
SOUND_BUDGET = st.fixed_dictionaries(
    {
        "year": st.integers(2019, 2030),
        "scheme": st.sampled_from(["national", "alis_salaried", "alis_self_employed", "guidance_lis3"]),
        "source": st.just("by hand"),
        **{name: st.none() | st.integers(0, 10**9) for name in ("budget_nok", "applied_nok", "paid_nok")},
    }
)


@st.composite
def sound_extracts(draw: st.DrawFn, id: str) -> Extract:
    """Extracts that keep the contract, whatever they say."""
    rows = draw(st.lists(SOUND_GRANT, min_size=1, max_size=40)) * draw(st.sampled_from([1, 1, 10]))
    rows = [dict.fromkeys(schema(GRANTS).names) | row | {"grant_id": f"g{n}"} for n, row in enumerate(rows)]
    key = itemgetter("year", "scheme")
    lines = draw(st.lists(SOUND_BUDGET, min_size=1, max_size=6, unique_by=key))
    lines = [dict.fromkeys(schema(BUDGET).names) | line for line in lines]
    return in_memory(made(GRANTS, rows), made(BUDGET, lines), id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=sound_extracts("before"), after=sound_extracts("after"))
def test_any_extract_that_keeps_the_contract_is_judged_against_any_other(before: Extract, after: Extract):
    report = check_extract(after, before)
    assert "key-repeated" not in {found.kind for found in report.findings}  # the numbers were looked at
    assert report.to_text()
    figure = differences(whole_view(after), before=before)
    assert len(figure.table.rows) == sum(each.before != each.after for each in movements(before, after))
    assert quality_report(whole_view(after)).table.rows


def test_a_million_rows_are_judged_in_bounded_memory():
    told = subprocess.run(
        [sys.executable, "-m", "tests.extract.made", "1000000"], capture_output=True, text=True, check=True
    ).stdout
    # Sound rows: only that they are not the published ones is found.
    assert told.split(";")[0] == "published-differs"
    assert int(re.search(r"(\d+) MB at most", told)[1]) < 2000  # 280 MB are the rows themselves

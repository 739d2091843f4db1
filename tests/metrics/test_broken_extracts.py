"""The demo extract broken in many ways, each with a name: what is wrong is found; what is harmless is not."""

import datetime
import hashlib
import hmac
import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lib.extract.contract import BUDGET, GRANTS, schema
from lib.extract.findings import Report
from lib.extract.model import Extract
from lib.metrics.extract_report import check_extract
from tests.metrics.rows import demo_extract

DEMO = demo_extract()
AMOUNTS = ["applied_nok", "granted_nok", "paid_nok", "supplement_nok"]
Break = Callable[[pd.DataFrame], pd.DataFrame]


def table_of(frame: pd.DataFrame, columns: tuple) -> pa.Table:
    """The frame as a table of the contract's types; null stays null."""
    loose = pa.schema([field.with_nullable(True) for field in schema(columns)])
    return pa.Table.from_pandas(frame[loose.names], schema=loose, preserve_index=False)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """The table as a frame that keeps whole numbers whole where some are unknown."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def broken(grants: Break | None = None, budget: Break | None = None) -> Extract:
    """The demo extract with its grants or its budget changed, under another id."""
    tables = {}
    for name, change, columns in (("grants", grants, GRANTS), ("budget", budget, BUDGET)):
        if change is not None:
            tables[name] = table_of(change(frame_of(getattr(DEMO, name))), columns)
    return replace(DEMO, manifest=replace(DEMO.manifest, id="broken"), **tables)


def numbered(frame: pd.DataFrame) -> pd.Series:
    """The doctors as numbers, in the order they appear."""
    return pd.Series(pd.factorize(frame["doctor_id"])[0], index=frame.index)


def swapped(one: str, other: str) -> Break:
    return lambda frame: frame.assign(**{one: frame[other], other: frame[one]})


def times(factor: int, *names: str) -> Break:
    return lambda frame: frame.assign(**{name: frame[name] * factor for name in names})


def in_thousands(*names: str) -> Break:
    return lambda frame: frame.assign(**{name: frame[name] // 1000 for name in names})


def with_all(**columns: object) -> Break:
    return lambda frame: frame.assign(**columns)


def shuffled_ids(frame: pd.DataFrame) -> pd.DataFrame:
    places = np.random.default_rng(2019).permutation(len(frame))
    return frame.assign(doctor_id=frame["doctor_id"].to_numpy()[places])


def moved_years(years: int) -> Break:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        moved = {
            name: pd.to_datetime(frame[name].astype(str)) + pd.DateOffset(years=years)
            for name in ("period_start", "period_end")
        }
        return frame.assign(**{name: days.dt.date for name, days in moved.items()})

    return change


def outside(county: str) -> Break:
    return lambda frame: frame[~frame["municipality_code"].str.startswith(county)]


def of_2024(frame: pd.DataFrame) -> pd.DataFrame:
    changes = DEMO.reference.municipality_changes.to_pydict()
    new = dict(zip(changes["code_2020"], changes["code_2024"], strict=True))
    return frame.assign(municipality_code=[new.get(code, code) for code in frame["municipality_code"]])


def twice(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame])


def twice_with_new_ids(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame.assign(grant_id="again-" + frame["grant_id"])])


def one_doctor_of_thirty_grants(frame: pd.DataFrame) -> pd.DataFrame:
    ids = frame["doctor_id"].to_list()
    return frame.assign(doctor_id=["merged"] * 30 + ids[30:])


def until_2022(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["year"] < 2023]


def without_zeros(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(municipality_code=frame["municipality_code"].str.lstrip("0"))


def of_fifteen_months(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(period_start=datetime.date(2022, 10, 1), period_end=datetime.date(2023, 12, 31))


def types_turned(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(grant_type=frame["grant_type"].map({"alis": "guidance", "guidance": "alis"}))


def centrality_turned(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(centrality=7 - frame["centrality"])


def to_null(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(paid_nok=pd.array([None] * len(frame), dtype="int64[pyarrow]"))


@dataclass(frozen=True)
class Case:
    """A broken extract: what must be found in it, and whether it takes the extract before to see it."""

    name: str
    extract: Extract
    kinds: tuple[str, ...]
    before: Extract | None = None


def case(name: str, change: Break, *kinds: str, before: bool = False) -> Case:
    return Case(name, broken(change), kinds, DEMO if before else None)


CASES = (
    case(
        "merged doctor ids",
        lambda frame: frame.assign(doctor_id=(numbered(frame) // 2).astype(str)),
        *("doctors-merged", "published-differs"),
    ),
    case("constant ids", with_all(doctor_id="d1"), "doctor-id-constant"),
    case("one doctor of thirty grants", one_doctor_of_thirty_grants, "doctor-many-grants"),
    case("shuffled ids between rows", shuffled_ids, "doctor-ids-shuffled", "published-differs"),
    case(
        "new ids every year",
        lambda frame: frame.assign(doctor_id=frame["year"].astype(str) + frame["doctor_id"]),
        *("doctor-ids-unstable", "published-differs"),
    ),
    case(
        "an id of its own for every row",
        lambda frame: frame.assign(doctor_id=frame["grant_id"]),
        *("doctor-ids-unstable", "published-differs"),
    ),
    case("blank ids", with_all(doctor_id=""), "value-missing"),
    case("half the rows", lambda frame: frame[::2], "budget-disagrees", "published-differs"),
    case(
        "half the rows, against the extract before",
        lambda frame: frame[::2],
        *("whole-moved", "county-moved", "centrality-moved", "size-moved"),
        before=True,
    ),
    case("no rows", lambda frame: frame[:0], "table-empty"),
    case("every row twice", twice, "key-repeated", "rows-alike"),
    case("every row twice under new ids", twice_with_new_ids, "rows-alike", "budget-disagrees"),
    case("the last year cut off", lambda frame: frame[frame["year"] == 2022], "year-without-grants"),
    case("a year gone", lambda frame: frame[frame["year"] == 2023], "year-gone", before=True),
    case("one county missing", outside("18"), "county-missing", "published-differs"),
    case("one county gone", outside("54"), "county-missing", "county-gone", before=True),
    case("amounts in thousands", in_thousands(*AMOUNTS), "amounts-in-thousands", "budget-disagrees"),
    case("amounts in øre", times(100, *AMOUNTS), "amounts-in-ore", "budget-disagrees"),
    case("paid alone in thousands", in_thousands("paid_nok"), "amounts-in-thousands"),
    case("amounts with the sign turned", times(-1, *AMOUNTS), "value-outside"),
    case("unknown written as zero", lambda frame: frame.fillna({"granted_nok": 0}), "granted-nothing"),
    case("paid forgotten", to_null, "whole-moved", "county-moved", before=True),
    case("wrong year", with_all(year=2025), "year-ahead", "year-without-budget", "year-without-grants"),
    case("all in one year", with_all(year=2023), "period-outside-year", "published-differs"),
    case("years with a gap", lambda frame: frame.assign(year=frame["year"] * 2 - 2023), "year-missing"),
    case("swapped columns: paid and applied", swapped("paid_nok", "applied_nok"), "columns-swapped"),
    case("swapped columns: the period", swapped("period_start", "period_end"), "columns-swapped"),
    case("swapped columns: the supplement", swapped("supplement_nok", "applied_nok"), "columns-swapped"),
    case("swapped columns: ids", swapped("grant_id", "doctor_id"), "key-repeated"),
    case("swapped columns: form and position", swapped("practice_form", "position_type"), "value-unknown"),
    case("swapped columns: doctor and place", swapped("doctor_id", "municipality_code"), "code-malformed"),
    case("swapped columns: granted and paid", swapped("granted_nok", "paid_nok"), "whole-moved", before=True),
    case("numbers without leading zero", without_zeros, "code-malformed"),
    case("municipalities of 2024", of_2024, "municipality-unknown"),
    case(
        "municipalities a row off",
        lambda frame: frame.assign(municipality_code=np.roll(frame["municipality_code"], 1)),
        *("doctor-ids-shuffled", "published-differs"),
    ),
    case("labels for codes", with_all(grant_type="ALIS-avtale"), "value-unknown"),
    case("everything rejected", with_all(decision="rejected"), "decision-contradicted"),
    case("periods of the year before", moved_years(-1), "period-outside-year"),
    case("periods without an end of their own", of_fifteen_months, "period-too-long"),
    case("centrality turned round", centrality_turned, "published-differs"),
    case(
        "types turned round",
        types_turned,
        "published-differs",
    ),
    Case("a budget without the last years", broken(budget=until_2022), ("year-without-budget",)),
    Case("a budget in thousands", broken(budget=in_thousands("paid_nok")), ("budget-disagrees",)),
)


def test_the_demo_extract_gives_nothing_alone_and_against_itself():
    assert check_extract(DEMO) == Report()
    assert check_extract(DEMO, DEMO) == Report()


def test_there_are_many_ways_each_with_its_name():
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_broken_is_found(case: Case):
    report = check_extract(case.extract, case.before)
    assert set(case.kinds) <= {found.kind for found in report.findings}
    assert report.errors or report.warnings  # so that it is not published unseen


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_report_holds_an_id(case: Case):
    text = check_extract(case.extract, case.before).to_json()
    ids = DEMO.grants["doctor_id"].unique().to_pylist() + DEMO.grants["grant_id"].to_pylist()
    assert not [id for id in ids if id in text]


def marked(frame: pd.DataFrame) -> pd.DataFrame:
    """Some rows of the demo extract with faults, so that there is a report that could change."""
    paid = [amount + (1 if row in (7, 70, 700) else 0) for row, amount in enumerate(frame["paid_nok"])]
    decision = ["rejected" if row in (5, 50) else value for row, value in enumerate(frame["decision"])]
    return frame.assign(paid_nok=pd.array(paid, dtype="int64[pyarrow]"), decision=decision)


MARKED = broken(marked)
KEY = b"a key for the tests"


def hashed(ids: list[str]) -> list[str]:
    return [hmac.new(KEY, id.encode(), hashlib.sha256).hexdigest() for id in ids]


def in_parts(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table.slice(start, 97) for start in range(0, len(table), 97)])


def through_parquet(table: pa.Table) -> pa.Table:
    sink = io.BytesIO()
    pq.write_table(table, sink, row_group_size=500, compression="zstd")
    return pq.read_table(io.BytesIO(sink.getvalue()))


def with_column(table: pa.Table, name: str, values: list[str]) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, pa.array(values))


SAME_ROWS: dict[str, Callable[[pa.Table], pa.Table]] = {
    "doctors under a keyed hash": lambda t: with_column(t, "doctor_id", hashed(t["doctor_id"].to_pylist())),
    "grants under a keyed hash": lambda t: with_column(t, "grant_id", hashed(t["grant_id"].to_pylist())),
    "grants numbered anew": lambda t: with_column(t, "grant_id", [str(n) for n in range(len(t))]),
    "in many chunks": in_parts,
    "in one chunk": lambda t: t.combine_chunks(),
    "columns in another order": lambda t: t.select(t.column_names[::-1]),
    "with a note attached": lambda t: t.replace_schema_metadata({"made": "elsewhere"}),
    "every column nullable": lambda t: t.cast(pa.schema([f.with_nullable(True) for f in t.schema])),
    "a part of a longer table": lambda t: pa.concat_tables([t, t]).combine_chunks().slice(len(t)),
    "through Parquet in small groups": through_parquet,
}
OTHER_ORDER: dict[str, Callable[[pa.Table], pa.Table]] = {
    "rows turned round": lambda t: t.take(pa.array(range(len(t) - 1, -1, -1))),
    "rows shuffled": lambda t: t.take(pa.array(np.random.default_rng(5).permutation(len(t)))),
    "rows by municipality": lambda t: t.sort_by(
        [("municipality_code", "ascending"), ("grant_id", "ascending")]
    ),
}


def without_rows(report: Report) -> list:
    """What a report says when the rows stand elsewhere."""
    return [replace(found, rows=(), example=None) for found in report.findings]


def test_the_marked_extract_has_a_report_that_could_change():
    kinds = {found.kind: found.count for found in check_extract(MARKED, DEMO).findings}
    assert kinds["paid-above-granted"] == 3
    assert kinds["decision-contradicted"] == 2
    assert "published-differs" in kinds


@pytest.mark.parametrize("change", SAME_ROWS.values(), ids=SAME_ROWS)
@pytest.mark.parametrize("extract", [DEMO, MARKED], ids=["demo", "marked"])
def test_a_harmless_change_gives_the_same_report(extract: Extract, change: Callable):
    changed = replace(extract, grants=change(extract.grants))
    assert check_extract(changed, DEMO) == check_extract(extract, DEMO)


@pytest.mark.parametrize("change", OTHER_ORDER.values(), ids=OTHER_ORDER)
@pytest.mark.parametrize("extract", [DEMO, MARKED], ids=["demo", "marked"])
def test_another_order_gives_the_same_findings(extract: Extract, change: Callable):
    changed = replace(extract, grants=change(extract.grants))
    assert without_rows(check_extract(changed, DEMO)) == without_rows(check_extract(extract, DEMO))
    turned = replace(extract, budget=extract.budget.take(pc.sort_indices(extract.budget["source"])))
    assert check_extract(turned, DEMO) == check_extract(extract, DEMO)

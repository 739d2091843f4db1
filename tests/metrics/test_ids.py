"""The ids of two extracts: a new key for the pseudonyms, and synthetic rows handed in as real."""

from dataclasses import replace

import pyarrow as pa
import pytest

from lib.extract.model import Extract
from lib.metrics.extract_report import check_extract
from tests.extract.made import in_memory
from tests.handmade import with_value
from tests.metrics.rows import ELEVEN, grants_of

HUNDRED = 100


def rows_of(doctors: list[str], *, year: int = 2023, prefix: str = "g") -> pa.Table:
    """A grant of a year to each doctor, like the first of the eleven."""
    first = grants_of(ELEVEN).to_pylist()[0]
    rows = [
        first | {"year": year, "doctor_id": doctor, "grant_id": f"{prefix}{year}-{place}"}
        for place, doctor in enumerate(doctors)
    ]
    return pa.Table.from_pylist(rows, schema=grants_of(ELEVEN).schema)


def doctors(known: int, number: int = HUNDRED) -> list[str]:
    """So many doctors, of whom the first are known."""
    return [f"{'secret' if place < known else 'other'}-{place}" for place in range(number)]


def extract_of(grants: pa.Table, *, synthetic: bool, id: str) -> Extract:
    made = in_memory(grants, id=id)
    return replace(made, manifest=replace(made.manifest, synthetic=synthetic))


def kinds(before: Extract, after: Extract) -> set[str]:
    return {found.kind for found in check_extract(after, before).findings} & {
        "doctor-ids-new",
        "synthetic-as-real",
    }


@pytest.mark.parametrize(("known", "expected"), [(10, set()), (9, {"doctor-ids-new"})])
def test_fewer_than_a_tenth_of_the_doctors_found_again_is_warned_of(known, expected):
    before = extract_of(rows_of(doctors(HUNDRED)), synthetic=False, id="real")
    after = extract_of(rows_of(doctors(known), prefix="n"), synthetic=False, id="new")
    assert kinds(before, after) == expected


def test_the_warning_tells_the_share_and_no_id():
    before = extract_of(rows_of(doctors(HUNDRED)), synthetic=False, id="real")
    after = extract_of(rows_of(doctors(4), prefix="n"), synthetic=False, id="new")
    (told,) = [found for found in check_extract(after, before).findings if found.kind == "doctor-ids-new"]
    assert (told.level, told.column, told.example) == ("warning", "doctor_id", None)
    assert told.fault.replace("\xa0", " ") == (
        "Bare 4,0 % av legene i uttrekket real finnes igjen i samme år."
    )
    assert "secret" not in repr(told)


def test_doctors_are_looked_for_in_the_same_year_and_only_in_years_that_both_have():
    before = extract_of(rows_of(doctors(HUNDRED), year=2022), synthetic=False, id="real")
    # No year is in both, so none can be found again.
    assert kinds(before, extract_of(rows_of(doctors(0)), synthetic=False, id="new")) == set()
    # Those of 2022 come back in 2023, and in 2022 there are others.
    others = pa.concat_tables([rows_of(doctors(0), year=2022), rows_of(doctors(HUNDRED))])
    assert kinds(before, extract_of(others, synthetic=False, id="new")) == {"doctor-ids-new"}


def test_few_doctors_are_not_judged():
    before = extract_of(rows_of(doctors(19, 19)), synthetic=False, id="real")
    assert kinds(before, extract_of(rows_of(doctors(0, 19)), synthetic=False, id="new")) == set()


@pytest.mark.parametrize(
    ("grants", "known_doctors", "expected"),
    [
        (51, 51, {"synthetic-as-real"}),
        (50, 51, set()),
        (51, 50, set()),
        (0, 0, set()),  # real rows over the synthetic ones have no id in common
    ],
)
def test_rows_of_a_synthetic_extract_are_not_taken_for_real(grants, known_doctors, expected):
    made_up = extract_of(rows_of(doctors(HUNDRED)), synthetic=True, id="demo")
    mine = doctors(known_doctors)
    rows = pa.concat_tables(
        [rows_of(mine).slice(0, grants), rows_of(mine, prefix="n").slice(grants)],
    )
    assert kinds(made_up, extract_of(rows, synthetic=False, id="new")) == expected
    assert kinds(made_up, extract_of(rows, synthetic=True, id="new")) == set()


def test_synthetic_rows_as_real_are_an_error_also_beside_other_errors():
    made_up = extract_of(rows_of(doctors(HUNDRED)), synthetic=True, id="demo")
    broken = with_value(rows_of(doctors(HUNDRED)), "year", 0, None)
    report = check_extract(extract_of(broken, synthetic=False, id="new"), made_up)
    assert {found.kind for found in report.errors} == {"value-missing", "synthetic-as-real"}
    assert "secret" not in report.to_json()

"""What a finding says, its row numbers, and the order and forms of a report."""

import json

import pyarrow as pa
import pytest

from lib.extract.findings import Finding, Report


def finding(**fields: object) -> Finding:
    return Finding(**({"file": "grants.parquet", "fault": "Feilen.", "next_step": "Rett den."} | fields))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "grants.parquet: Feilen. Neste steg: Rett den."),
        (
            {"column": "year", "count": 1, "rows": (12,), "example": "«1999»"},
            "grants.parquet, kolonnen year: Feilen. Det gjelder 1 rad (rad 12), for eksempel «1999». "
            "Neste steg: Rett den.",
        ),
        (
            {"count": 3, "rows": (12, 15, 1900)},
            "grants.parquet: Feilen. Det gjelder 3 rader (rad 12, 15 og 1900). Neste steg: Rett den.",
        ),
        (
            {"count": 1200, "rows": (2, 3), "example": "«x»"},
            "grants.parquet: Feilen. Det gjelder 1 200 rader, blant annet rad 2 og 3, for eksempel «x». "
            "Neste steg: Rett den.",
        ),
        (
            {"count": 1, "rows": (7,), "pair": (7, 4)},
            "grants.parquet: Feilen. Det gjelder 1 rad (rad 7); rad 7 gjentar rad 4. Neste steg: Rett den.",
        ),
        ({"count": 7}, "grants.parquet: Feilen. Det gjelder 7 rader. Neste steg: Rett den."),
    ],
)
def test_a_finding_says_where_what_how_many_which_rows_and_what_to_do(fields, text):
    assert str(finding(**fields)).replace("\xa0", " ") == text


def test_a_finding_takes_the_owners_row_numbers():
    numbers = pa.array([5, 6, None, 9])
    assert finding(rows=(1, 2, 4)).with_row_numbers(numbers).rows == (5, 6, 9)
    assert finding(rows=(2, 3)).with_row_numbers(pa.chunked_array([numbers])).rows == (6,)  # row 3 has none
    assert finding(rows=(4, 5)).with_row_numbers(numbers).rows == (9,)  # there is no row 5
    assert finding(count=2).with_row_numbers(numbers) == finding(count=2)
    assert finding(pair=(4, 1)).with_row_numbers(numbers).pair == (9, 5)
    assert finding(pair=(4, 3)).with_row_numbers(numbers).pair == ()  # a row without a number has no pair


WORST_FIRST = (
    finding(level="error", column="year", kind="column-missing"),
    finding(level="error", count=3, kind="b"),
    finding(level="error", count=1, kind="a"),
    finding(level="warning", kind="county-missing"),
    finding(level="warning", count=900, kind="rows-alike"),
    finding(level="note", count=5000, kind="doctor-gap"),
)


def test_a_report_is_sorted_by_level_then_columns_then_rows():
    assert Report(tuple(reversed(WORST_FIRST))).findings == WORST_FIRST
    assert Report(WORST_FIRST) == Report(tuple(reversed(WORST_FIRST)))
    report = Report(WORST_FIRST)
    assert [len(part) for part in (report.errors, report.warnings, report.notes)] == [3, 2, 1]


@pytest.mark.parametrize(
    "consequence",
    [
        *("published-differs", "budget-disagrees", "county-gone", "new-year-unlikely"),
        *("whole-moved", "county-moved", "centrality-moved", "size-moved"),
    ],
)
def test_within_a_level_what_follows_from_something_else_comes_after_it(consequence):
    follows = finding(level="warning", kind=consequence)  # no row is named, as of a column
    cause = finding(level="warning", kind="rows-alike", count=1)
    note = finding(level="note", kind="doctor-gap", count=1)
    assert Report((note, follows, cause)).findings == (cause, follows, note)


def test_the_text_of_a_report_counts_the_levels_and_tells_every_finding():
    text = Report(WORST_FIRST).to_text()
    assert text.startswith("Feil: 3. Advarsler: 2. Merknader: 1.\n\nFeil. grants.parquet, kolonnen year: ")
    assert text.count("Neste steg: ") == 6
    assert Report().to_text() == "Ingen av kontrollene har funnet noe."


def test_the_json_of_a_report_has_every_field_in_the_same_order():
    report = Report((finding(level="note", kind="doctor-gap", count=2, rows=(5, 6), example="«æ»"),))
    assert json.loads(report.to_json()) == {
        "findings": [
            {
                "file": "grants.parquet",
                "fault": "Feilen.",
                "next_step": "Rett den.",
                "column": None,
                "count": 2,
                "example": "«æ»",
                "level": "note",
                "kind": "doctor-gap",
                "rows": [5, 6],
                "pair": [],
            }
        ]
    }
    kinds = [each["kind"] for each in json.loads(Report(WORST_FIRST).to_json())["findings"]]
    assert kinds == [each.kind for each in WORST_FIRST]

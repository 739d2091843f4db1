"""The tables that figures are put together of, counted by hand."""

import pytest

from lib.extract.model import Extract
from lib.figures.table_parts import column_of, table_by
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.metrics.rows import ELEVEN, extract_of, grants_of


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


def test_the_row_of_the_whole_counts_a_doctor_of_two_counties_once(eleven: Extract):
    # Vestland (46) has a, b, c and e in the two years, Nordland (18) c and d: five doctors, not six.
    table = table_by(View(eleven, Selection(years=(2022, 2023))), "county", ("doctors",))
    assert {row["county"]: row["doctors"] for row in table.body if row["doctors"]} == {
        "Nordland": 2,
        "Vestland": 4,
    }
    assert table.whole == {"county": "Hele landet", "doctors": 5}


def test_a_column_of_kroner_says_so_and_others_have_their_unit_in_the_name():
    kroner = [column_of(metric).label for metric in METRICS.values() if metric.kind == "nok"]
    assert len(kroner) > 10
    assert [label for label in kroner if not label.endswith(" (kr)")] == []
    assert column_of(METRICS["grants"]).label == "Tilskudd"

"""The measures by class: agreements and guidance each under their own name, counted by hand."""

import pytest

from lib.extract.model import Extract
from lib.extract.read import open_extract
from lib.figures.class_figures import PAIRS, class_chart
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.handmade import make_folder, publish_small

# Of 2022 in tests/handmade.py: one agreement in class 1, and guidance of one doctor in class 2.
AGREEMENT, GUIDANCE = ("1 (mest sentral)", "ALIS-avtale"), ("2", "Kun veiledning")
NUMBERS = {
    "grants": {AGREEMENT: 1, GUIDANCE: 1},
    "doctors": {AGREEMENT: 1, GUIDANCE: 1},
    "applied_nok": {AGREEMENT: 150_000, GUIDANCE: 30_000},
    "applied_per_grant_nok": {AGREEMENT: 150_000, GUIDANCE: 30_000},
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    folder = make_folder(tmp_path_factory.mktemp("small"))
    publish_small(folder)
    return open_extract(folder)


@pytest.mark.parametrize("measure", PAIRS)
def test_each_type_is_drawn_under_its_own_name_in_its_own_colour(small: Extract, measure: str):
    view = View(small, Selection(years=(2022,)))
    chart = class_chart(view, by="centrality", measure=measure).chart
    assert [(series.name, series.role) for series in chart.series] == [
        ("ALIS-avtale", "alis"),
        ("Kun veiledning", "guidance"),
    ]
    drawn = {(mark.name, chart.series[mark.series].name): mark.number for mark in chart.marks if mark.number}
    assert drawn == NUMBERS[measure]

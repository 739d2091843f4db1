"""The Python of the README does what it says: a metric and a figure, added as it tells."""

import re

import narwhals as nw
import pytest

from lib.metrics import registry
from lib.metrics.metric import Metric
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import N_
from tests.docs.test_docs import text
from tests.metrics.rows import demo_extract

METRIC, FIGURE = re.findall(r"```python\n(.*?)```", text("README.md"), flags=re.DOTALL)


def test_a_metric_and_a_figure_are_added_as_the_readme_says(monkeypatch: pytest.MonkeyPatch):
    there: dict = {"Metric": Metric, "N_": N_, "nw": nw}  # as in the module that the record is added to
    metric = eval(METRIC, there)
    monkeypatch.setitem(registry.METRICS, metric.id, metric)
    exec(FIGURE, there)
    demo = demo_extract()
    figure = there["salaried_by_centrality"](View(demo, Selection(years=(2023,))))
    rows = demo.grants.to_pandas()
    salaried = rows[(rows["year"] == 2023) & (rows["practice_form"] == "salaried")]
    assert figure.table.whole["grants_salaried"] == len(salaried) > 0
    assert sum(mark.number for mark in figure.chart.marks) == len(salaried)
    assert figure.title == "Grants for salaried doctors by centrality", "the new text has no translation yet"
    assert figure.name == figure.id == "salaried-by-centrality"
    assert "2023" in figure.subtitle and figure.source and figure.alt

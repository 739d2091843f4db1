"""A sum that is known for some of its rows is drawn lighter, as the page about the numbers says."""

import json

import pytest

from lib.figures.budget_figures import budget_steps
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load


def lighter(figure) -> dict[str, bool]:
    """Text at each mark → whether it is drawn lighter in the browser."""
    (frame,) = figure.chart.datasets.values()
    return dict(zip(frame["text"], frame["partial"], strict=True))


def test_what_is_granted_of_a_year_with_few_decisions_is_drawn_lighter():
    """Of 2024, 60 of 2 545 grants are decided; the amounts applied for are known for all."""
    drawn = lighter(budget_steps(View(load("Y4"), Selection(years=(2024,)))))
    found = [text.replace("\xa0", " ") for text, partial in drawn.items() if partial]
    assert found == ["Innvilget 13,3 mill. kr for 60 av 2 545 avgjorte"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawing_asks_for_it(theme: str):
    figure = budget_steps(View(load("Y4"), Selection(years=(2024,))))
    bar = next(layer for layer in figure.chart.spec(theme)["layer"] if layer["mark"]["type"] == "bar")
    assert bar["encoding"]["opacity"]["condition"] == {"test": "datum.partial", "value": 0.45}


def test_a_chart_of_known_sums_sends_no_column_for_it():
    chart = budget_steps(View(load("D"), Selection(years=(2023,)))).chart
    (frame,) = chart.datasets.values()
    assert "partial" not in frame
    assert "partial" not in json.dumps(chart.spec("light"))

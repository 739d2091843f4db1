"""The specs of maps: few forms are drawn however many looks there are, and a look is filled in exactly."""

import json
from collections import Counter

import pytest

from lib.figures import map_spec
from lib.figures.change_map import change_map
from lib.figures.figure import Figure
from lib.figures.region_figures import region_map
from lib.figures.regions import MAP_METRICS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.figures.catalogue import EXTRACT, SELECTIONS
from tests.truth.extracts import load

MARKS = ("@said", "@columns", "@unnamed", "@labels", "@domain", "@range", "@apart")


def drawn_with(selections: list[Selection]) -> list[Figure]:
    """The maps of the selections: in classes and on a ramp, of counties and of municipalities."""
    choices = [
        {"metric": metric, "level": level, "scale": scale}
        for metric in MAP_METRICS[::2]
        for level in ("county", "municipality")
        for scale in ("classes", "ramp")
    ]
    made = [
        make(View(EXTRACT, selection), **choice)
        for selection in selections
        for choice in choices
        for make in (region_map, change_map)
    ]
    return [figure for figure in made if figure.chart is not None]


def test_forty_selections_draw_few_forms_and_the_second_pass_none(monkeypatch: pytest.MonkeyPatch):
    drawn: Counter[str] = Counter()
    finished = map_spec.spec_of

    def counted(drawing: object, theme: str) -> dict:
        drawn[theme] += 1
        return finished(drawing, theme)

    figures = drawn_with(SELECTIONS[:40])
    assert len({figure.chart.spec.args for figure in figures}) > 100
    monkeypatch.setattr(map_spec, "spec_of", counted)
    for theme in ("light", "dark"):
        for figure in figures:
            figure.chart.spec(theme)
        assert drawn[theme] <= 40
    first = drawn.copy()
    for figure in figures:
        figure.chart.spec("light")
    assert drawn == first


def test_nothing_is_left_to_fill_in():
    for figure in drawn_with(SELECTIONS[::10]):
        text = json.dumps(figure.chart.spec("dark"))
        assert not [mark for mark in MARKS if f'"{mark}"' in text], figure.title


def test_the_same_look_gives_the_same_object_and_another_leaves_it_as_it_is():
    """The live view in the browser is kept while the spec is the same; one look must not change another's."""
    one, other = (
        region_map(View(EXTRACT, Selection((2023,))), metric=metric) for metric in ("grants", "doctors")
    )
    before = json.dumps(one.chart.spec("light"))
    other.chart.spec("light")
    assert one.chart.spec("light") is one.chart.spec("light")
    assert json.dumps(one.chart.spec("light")) == before


def test_what_is_not_known_is_striped_and_what_is_known_has_no_condition():
    """Of 2027 of FAR no inhabitants are known; of 2023 of the demo they are known of every county."""
    striped = region_map(View(load("FAR"), Selection((2027,))), metric="grants_per_100k").chart.spec("light")
    plain = region_map(View(EXTRACT, Selection((2023,))), metric="grants").chart.spec("light")
    assert '"gradient": "linear"' in json.dumps(striped)
    assert '"condition"' not in json.dumps(plain)

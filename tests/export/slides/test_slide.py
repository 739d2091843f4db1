"""What every slide says besides its numbers: title, selection, source, alternative texts, speaker notes."""

import pytest

from lib.export.shown import context_line, message_of, source_text
from lib.export.slides import to_pptx
from lib.figures.drawing import Chart
from lib.metrics.selection import Selection
from tests.export.figures import by_hand
from tests.export.slides.reading import (
    labels,
    notes,
    opened,
    part,
    parts,
    regions,
    said,
    shapes,
    spaced,
    texts,
)
from tests.figures.catalogue import EXTRACT, makers

NARROW = (
    Selection(years=(2023,)),
    Selection(years=(2022, 2023), counties=("46",)),
    Selection(years=(2022,), counties=("18",), sizes=("e",), borders=2024),
)
MAKERS = makers()
LARGEST = 13_333 * 914.4, 7_500 * 914.4


@pytest.mark.parametrize("label", MAKERS)
def test_a_slide_says_what_its_numbers_are(label: str):
    for chosen in NARROW:
        figure = MAKERS[label](chosen)
        slide = opened(to_pptx(figure)).slides[0]
        found, message = spaced(texts(slide)), message_of(figure)
        for text in (context_line(figure, message), source_text(figure)):
            assert spaced(text) in found
        assert spaced(message) == spaced(slide.shapes.title.text_frame.text)
        for note in figure.notes:
            assert spaced(note) in spaced(notes(slide))
        for name, text in figure.facts:
            assert spaced(f"{name}: {text}") in spaced(notes(slide))
        for shape in shapes(slide):
            assert said(shape) or (shape.has_text_frame and shape.text_frame.text), shape.name
            assert shape.name
        ids = [shape.shape_id for shape in shapes(slide)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("label", MAKERS)
def test_nothing_stands_outside_the_slide_or_on_something_else(label: str):
    figure = MAKERS[label](NARROW[0])
    made = opened(to_pptx(figure))
    boxes = {}
    for shape in made.slides[0].shapes:
        assert shape.left >= 0 and shape.top >= 0
        assert shape.left + shape.width <= made.slide_width
        assert shape.top + shape.height <= made.slide_height
        boxes[shape.name] = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    for name, one in boxes.items():
        for other_name, other in boxes.items():
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert name == other_name or apart, (name, other_name)


def test_a_synthetic_extract_says_so_on_the_slide_and_in_the_notes():
    slide = opened(to_pptx(MAKERS["budget_steps"](NARROW[0]))).slides[0]
    assert "Syntetiske demodata" in texts(slide) and "Syntetiske demodata" in notes(slide)


def test_a_missing_number_is_said_and_is_not_zero():
    slide = opened(to_pptx(MAKERS["count_history"](NARROW[0]))).slides[0]
    chart = part(slide, "chart").chart
    assert next(iter(chart.plots[0].categories)) == "2019 (ikke publisert)"
    assert chart.plots[0].series[0].values[0] is None


def test_the_labels_are_the_texts_on_screen():
    figure = MAKERS["region_ranking applied_nok county"](NARROW[0])
    series = part(opened(to_pptx(figure)).slides[0], "chart").chart.plots[0].series[0]
    assert labels(series)[0] == "96,8\N{NO-BREAK SPACE}mill.\N{NO-BREAK SPACE}kr"


def test_drawings_beside_each_other_each_have_a_title_and_a_chart():
    one = by_hand()
    now = by_hand(("Agder",)).chart
    both = Chart("panels", one.chart.spec, {}, panels=(("Før", one.chart), ("Nå", now)), columns=("value",))
    slide = opened(to_pptx(by_hand(chart=both))).slides[0]
    for panel, (title, number) in enumerate((("Før", 2), ("Nå", 1)), 1):
        assert part(slide, "panel", panel).text_frame.text == title
        assert len(list(part(slide, "chart", panel).chart.plots[0].categories)) == number
    first, second = part(slide, "chart", 1), part(slide, "chart", 2)
    assert first.left + first.width <= second.left
    assert abs(first.width - second.width) < 10 and first.width > 4_000_000


def test_two_maps_beside_each_other_are_two_groups():
    chart = MAKERS["region_map grants county"](NARROW[0]).chart
    both = Chart("panels", chart.spec, {}, panels=(("2022", chart), ("2023", chart)), columns=chart.columns)
    slide = opened(to_pptx(by_hand(chart=both))).slides[0]
    assert len(regions(part(slide, "map", 1))) == len(regions(part(slide, "map", 2))) == 11


def test_an_empty_figure_says_that_there_is_nothing():
    chart = by_hand(()).chart
    figure = by_hand((), chart=chart)
    slide = opened(to_pptx(figure)).slides[0]
    assert part(slide, "empty").text_frame.text == "Det er ingenting å vise for dette utvalget."


def test_no_row_of_the_extract_and_no_pseudonym_is_in_any_part():
    doctors = [str(id) for id in EXTRACT.grants.column("doctor_id").to_pylist()[:200]]
    for label in ("gross_and_net doctor_id", "region_map doctors municipality", "by_year", "changed_type"):
        for name, body in parts(to_pptx(MAKERS[label](NARROW[0]))):
            assert b"doctor_id" not in body, name
            assert not [id for id in doctors if len(id) > 5 and id.encode() in body], name

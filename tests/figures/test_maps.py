"""What a map says and shows: the same words in the browser as in files, one scale for all years."""

import html
import json
import re
from itertools import pairwise

import pytest

from lib.export.picture import to_svg
from lib.figures import classes, regions
from lib.figures.change_map import change_map
from lib.figures.figure import Figure
from lib.figures.region_figures import region_map
from lib.figures.regions import MAP_METRICS
from lib.figures.theme import BACKGROUND, DIVERGING
from lib.figures.year_maps import year_maps
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import _
from tests.figures.catalogue import EXTRACT
from tests.figures.vision import MACHADO, contrast, difference, seen

NOW = Selection(years=(2023,))


def spoken(figure: Figure) -> set[str]:
    """The sentences that a drawing gives a screen reader."""
    shapes = r'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="geoshape"'
    return {html.unescape(label) for label in re.findall(shapes, to_svg(figure).decode())}


@pytest.mark.parametrize("metric", MAP_METRICS)
def test_the_browser_says_what_a_file_says(metric: str):
    figure = region_map(View(EXTRACT, NOW), metric=metric, level="municipality")
    assert spoken(figure) == set(figure.chart.said.values())
    assert len(figure.chart.said) == 356


@pytest.mark.parametrize("of", ["absolute", "percent"])
@pytest.mark.parametrize("scale", ["classes", "ramp"])
def test_the_browser_says_of_a_change_what_a_file_says(of: str, scale: str):
    figure = change_map(
        View(EXTRACT, NOW), metric="doctors_per_100k", level="municipality", of=of, scale=scale
    )
    assert spoken(figure) == set(figure.chart.said.values())


@pytest.mark.parametrize("metric", MAP_METRICS)
def test_a_colour_means_the_same_in_every_year_and_place(metric: str):
    def limits(chosen: Selection) -> list[str]:
        chart = region_map(View(EXTRACT, chosen), metric=metric, level="municipality").chart
        rest = {_("no grants"), _("no data"), _("outside the selection")}
        return [label for label in chart.colours if label not in rest]

    assert limits(Selection(years=(2023,), counties=("46",))) == limits(NOW)
    # The amount of 2022 is what was granted, not what was applied for: it has limits of its own.
    same_amount = not metric.startswith("applied")
    assert (limits(Selection(years=(2022,))) == limits(NOW)) is same_amount


def test_the_years_beside_each_other_share_one_scale():
    for scale in ("classes", "ramp"):
        chart = year_maps(View(EXTRACT, NOW), metric="grants", scale=scale).chart
        assert [title for title, _chart in chart.panels] == ["2022", "2023"]
        first, second = (panel.spec("light") for _title, panel in chart.panels)
        assert first == second


def test_no_change_stands_in_the_middle_and_both_sides_reach_as_far():
    figure = change_map(View(EXTRACT, NOW), metric="grants", scale="ramp")
    colours = set(figure.chart.fills.values())
    assert DIVERGING["light"][-1] in colours, "the largest change has the end of the scale"
    labels = classes.change_labels((5, 10), "count")
    assert labels == (
        "ned 10 eller mer", "ned 5–9", "ned 1–4", "ingen endring", "opp 1–4", "opp 5–9", "opp 10 eller mer",
    )  # fmt: skip
    for value, label in ((-10, 0), (-9, 1), (-1, 2), (0, 3), (4, 4), (5, 5), (400, 6)):
        assert classes.change_class(value, (5, 10)) == label


@pytest.mark.parametrize("theme", DIVERGING)
@pytest.mark.parametrize("vision", MACHADO)
def test_up_and_down_are_told_apart_by_every_reader(theme: str, vision: str):
    scale = DIVERGING[theme]
    down, up = scale[0], scale[-1]
    assert difference(seen(down, vision), seen(up, vision)) >= 10
    assert min(contrast(colour, BACKGROUND[theme]) for colour in (down, up)) >= 3
    for low, high in pairwise(scale):
        assert difference(seen(low, vision), seen(high, vision)) >= 5


def test_a_rate_over_little_is_marked_where_it_stands():
    figure = region_map(View(EXTRACT, NOW), metric="doctors_per_100k", level="municipality")
    population = [column.key for column in figure.table.columns].index("population")
    for row in figure.table.rows:
        assert (row[-1] == "*") == (row[population] < 5_000), row[0]
    said = [text for text in figure.chart.said.values() if "liten nevner" in text]
    assert len(said) == sum(row[population] < 5_000 for row in figure.table.rows)
    assert any(note.startswith("Merket * i tabellen: ") for note in figure.notes)


def test_a_rate_without_its_denominator_is_no_rate():
    """Rows of 2025 have no published inhabitants: no number, and not the lowest class."""
    measure = METRICS["doctors_per_100k"]
    row = {"doctors_per_100k": None, "doctors": 4, "population": None}
    text = regions.sentence_of(measure).said(regions.sentence_parts(row, measure), "Voss")
    assert text == "Voss: – (4 leger / innbyggertallet mangler)"


def test_each_measure_says_what_it_is_divided_by():
    for bases in regions.MEASURES.values():
        for base, metric in bases.items():
            assert (METRICS[metric].denominator or "") == base


def test_a_region_is_said_with_its_agreements_and_its_amount():
    """As table 2.1 of the status report has them for 2023: Møre og Romsdal 81 agreements, Oslo 253."""
    said = region_map(View(EXTRACT, NOW), metric="grants").chart.said
    assert (
        said["15"].replace("\u00a0", " ")
        == "Møre og Romsdal: 84 tilskudd, 81 ALIS-avtaler, søkt 20,8 mill. kr"
    )
    assert "253 ALIS-avtaler" in said["03"]


def test_one_is_not_said_as_several_and_less_than_a_million_is_whole():
    said = regions.sentence_of(METRICS["doctors"]).said
    row = {"number": 1, "grants_alis": 1, "applied_nok": 999_999}
    assert said(row, "Voss").replace("\u00a0", " ") == "Voss: 1 unik lege, 1 ALIS-avtale, søkt 999 999 kr"
    row = {"number": 2, "grants_alis": 0, "applied_nok": 1_150_000}
    assert (
        said(row, "Voss").replace("\u00a0", " ") == "Voss: 2 unike leger, 0 ALIS-avtaler, søkt 1,2 mill. kr"
    )


def test_a_rate_over_years_stands_with_its_parts_in_every_year():
    figures = (
        change_map(View(EXTRACT, NOW), metric="doctors_per_100k", level="municipality"),
        year_maps(View(EXTRACT, NOW), metric="doctors_per_100k", level="municipality"),
    )
    for figure in figures:
        labels = [column.label for column in figure.table.columns]
        voss = next(row for row in figure.table.rows if row[0] == "Voss")
        found = dict(zip(labels, voss, strict=True))
        # Inhabitants on 1 January from the committed register.
        assert (found["Innbyggere 2022"], found["Innbyggere 2023"]) == (15_875, 16_144)
        for year in (2022, 2023):
            over, under = found[f"Unike leger {year}"], found[f"Innbyggere {year}"]
            rate = found[f"Leger per 100\u00a0000 innbyggere {year}"]
            assert rate == pytest.approx(100_000 * over / under)
        assert found["Merke"] == ""
        assert next(row for row in figure.table.rows if row[0] == "Træna")[-1] == "*"
        assert any("kan ikke legges sammen" in note for note in figure.notes)
        assert any(note.startswith("Merket * i tabellen: ") for note in figure.notes)


@pytest.mark.parametrize(
    ("chosen", "has_inset"),
    [({}, True), ({"counties": ("46",)}, False), ({"municipalities": ("4601",)}, False)],
)
def test_a_county_fills_its_map_without_the_inset_of_the_oslo_area(chosen: dict, has_inset: bool):
    """Also where a municipality is chosen and its county is not: the inset would cover a part of the map."""
    view = View(EXTRACT, Selection(years=(2023,), **chosen))
    spec = region_map(view, metric="grants", level="municipality").chart.spec("light")
    assert (_("The Oslo area") in json.dumps(spec, ensure_ascii=False)) == has_inset

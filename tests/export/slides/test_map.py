"""The map as shapes: every region, holes and islands kept, not distorted, no larger than it need be."""

from itertools import combinations

import geopandas
import pytest
from shapely.geometry import MultiPoint, Polygon, box

from lib.export.layout import lay_out
from lib.export.legends import legend_of
from lib.export.office_grid import regions_of
from lib.export.page import SLIDE, WIDTHS, slide_room
from lib.export.projection import fit
from lib.export.slides import maps, to_pptx
from lib.figures import geometry
from lib.figures.geometry import rings
from lib.metrics.selection import Selection
from tests.export.slides.reading import callouts, opened, part, regions, said
from tests.figures.catalogue import makers

LAYERS = ("counties_2020", "counties_2024", "municipalities_2020")
MAKERS = makers()
CHOSEN = Selection(years=(2023,))


def area(contours) -> float:
    """By the even-odd rule, as a filled path has it."""
    whole = Polygon()
    for ring in contours:
        whole = whole.symmetric_difference(Polygon(ring).buffer(0))
    return whole.area


@pytest.mark.parametrize("layer", LAYERS)
def test_the_rings_are_the_published_areas(layer: str):
    published = geopandas.read_parquet(geometry.FILE.parent / f"{layer}.parquet")
    code = next(name for name in published.columns if name in ("code", "county_code", "municipality_code"))
    found = rings(layer)
    assert set(found) == set(published[code].astype(str))
    for id, shape in zip(published[code].astype(str), published.geometry, strict=True):
        assert area(found[id]) == pytest.approx(shape.area, rel=0.05, abs=3e6), id


@pytest.mark.parametrize("layer", LAYERS)
def test_thinning_drops_points_and_no_region(layer: str):
    fine, coarse = rings(layer), rings(layer, step=1500.0)
    assert set(fine) == set(coarse) and all(coarse.values())
    assert sum(len(r) for rs in coarse.values() for r in rs) < sum(len(r) for rs in fine.values() for r in rs)
    for contours in coarse.values():
        assert all(ring[0] == ring[-1] for ring in contours)


@pytest.mark.parametrize(("label", "number"), [("county", 11), ("municipality", 356)])
def test_one_shape_for_each_region_with_its_name_and_value(label: str, number: int):
    figure = MAKERS[f"region_map grants {label}"](CHOSEN)
    group = part(opened(to_pptx(figure)).slides[0], "map")
    assert len(regions(group)) == number
    assert group.name.startswith(figure.title) and said(group) == figure.alt
    for shape in regions(group):
        assert said(shape) and shape.name.startswith(said(shape))


def test_a_region_of_islands_and_one_with_a_hole_are_one_shape_of_many_contours():
    group = part(opened(to_pptx(MAKERS["region_map grants county"](CHOSEN))).slides[0], "map")
    contours = {s.name.partition(":")[0]: len(s._element.findall(".//{*}moveTo")) for s in group.shapes}
    assert contours["Nordland"] > 10
    assert contours["Viken"] > 1  # Oslo is a hole in it


@pytest.mark.parametrize(
    "chosen", [CHOSEN, Selection(years=(2023,), counties=("46",)), Selection(years=(2023,), counties=("03",))]
)
def test_metres_are_as_long_across_as_up(chosen: Selection):
    for level in ("county", "municipality"):
        figure = MAKERS[f"region_map grants {level}"](chosen)
        group = part(opened(to_pptx(figure)).slides[0], "map")
        codes = [shape.name.rpartition("[")[2][:-1] for shape in regions(group)]
        points = [point for code in codes for ring in rings(figure.chart.layer)[code] for point in ring]
        across = max(x for x, _y in points) - min(x for x, _y in points)
        up = max(y for _x, y in points) - min(y for _x, y in points)
        width, height = extent(regions(group))
        assert width / across == pytest.approx(height / up, rel=0.001)
        assert max(width, height) > 2_500_000
        # What belongs to the group fills its box, so that it has its scale.
        assert extent(group.shapes) == pytest.approx((group.width, group.height), abs=20_000)


def extent(shapes) -> tuple[int, int]:
    """How wide and high shapes are together."""
    shapes = list(shapes)
    right, bottom = max(s.left + s.width for s in shapes), max(s.top + s.height for s in shapes)
    return right - min(s.left for s in shapes), bottom - min(s.top for s in shapes)


def test_a_county_outside_the_selection_is_drawn_grey_and_a_municipality_is_left_out():
    chosen = Selection(years=(2023,), counties=("46",))
    counties = part(opened(to_pptx(MAKERS["region_map grants county"](chosen))).slides[0], "map")
    assert len(regions(counties)) == 11
    grey = [shape for shape in regions(counties) if str(shape.fill.fore_color.rgb) == "EEF1F2"]
    assert len(grey) == 10 and all("utenfor utvalget" in shape.name for shape in grey)
    local = part(opened(to_pptx(MAKERS["region_map grants municipality"](chosen))).slides[0], "map")
    assert {shape.name.rpartition("[")[2][:2] for shape in regions(local)} == {"46"}


def test_the_outline_of_a_chosen_municipality_lies_on_top():
    chosen = Selection(years=(2023,), counties=("46",), municipalities=("4621",))
    group = part(opened(to_pptx(MAKERS["region_map grants municipality"](chosen))).slides[0], "map")
    *others, last = regions(group)
    assert last.name.startswith("Voss") and len(others) > 30
    assert last.line.width >= 2 * max(shape.line.width for shape in others)


@pytest.mark.parametrize(
    ("label", "name", "text"),
    [
        ("region_map grants county", "Viken", "Viken 473"),
        ("region_map grants municipality", "Oslo", "Oslo 269"),
        ("change_map doctors county percent", "Nordland", "Nordland +81,8 %"),
    ],
)
def test_the_region_that_the_title_names_has_an_outline_and_its_value(label: str, name: str, text: str):
    group = part(opened(to_pptx(MAKERS[label](CHOSEN))).slides[0], "map")
    assert [" ".join(each.split()) for each in callouts(group)] == [text]
    *others, last = regions(group)
    assert last.name.startswith(f"{name}:")
    assert last.line.width > max(shape.line.width for shape in others)
    (line, *_rest) = [shape for shape in group.shapes if shape.name.endswith("[*]")]
    ends = (line.left, line.left + line.width)
    assert any(last.left <= end <= last.left + last.width for end in ends)


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("label", [label for label in MAKERS if "_map " in label])
def test_a_text_at_a_region_stands_on_no_land_and_on_no_other_text(label: str, size: str):
    for chosen in (CHOSEN, Selection(years=(2023,), counties=("15", "46"))):
        layout = lay_out(MAKERS[label](chosen), slide_room(WIDTHS[size]), SLIDE)
        drawn = next((it for it in layout.parts if it.kind == "map"), None)
        if drawn is None or not drawn.callouts:
            continue
        apart = [it.box for it in drawn.callouts]
        placed = legend_of(next(it for it in layout.parts if it.kind == "legend"))
        apart += [box for *_said, square, text in placed for box in (square, text)]
        apart += [it.box for it in layout.parts if it.kind in ("top", "note", "badge")]
        apart += [layout.title.box, layout.subtitle.box, layout.footer.box]
        shapes = [box(each.left, each.top, each.left + each.width, each.bottom) for each in apart]
        for one, other in combinations(shapes, 2):
            assert one.intersection(other).area < 0.1, label
        rings_of = {region.code: rings(drawn.chart.layer)[region.code] for region in regions_of(drawn.chart)}
        placing, _filled = fit((ring for found in rings_of.values() for ring in found), drawn.box)
        for found in rings_of.values():
            points = MultiPoint([placing.place(point) for ring in found for point in ring])
            assert not any(shape.intersects(points) for shape in shapes[: len(drawn.callouts)]), label


def test_the_legend_has_the_classes_that_occur_and_no_other():
    figure = MAKERS["region_map applied_nok county"](CHOSEN)
    legend = part(opened(to_pptx(figure)).slides[0], "legend")
    shown = [shape.text_frame.text for shape in legend.shapes if shape.text_frame.text]
    occur = set(figure.chart.fills.values())
    assert shown == [label for label, colour in figure.chart.colours.items() if colour in occur]


def test_a_continuous_map_says_what_its_colours_are():
    figure = MAKERS["region_map applied_per_grant_nok ramp"](CHOSEN)
    legend = part(opened(to_pptx(figure)).slides[0], "legend")
    shown = [shape.text_frame.text for shape in legend.shapes if shape.text_frame.text]
    assert shown[: len(figure.chart.ramp)] == list(figure.chart.ramp)
    assert len(figure.chart.ramp) == 3


def corners(content: bytes) -> int:
    return len(part(opened(content).slides[0], "map")._element.findall(".//{*}pt"))


def test_the_largest_map_is_a_small_file_without_what_cannot_be_seen(monkeypatch):
    figure = MAKERS["region_map grants municipality"](CHOSEN)
    content = to_pptx(figure)
    assert len(content) < 200_000
    monkeypatch.setattr(maps, "_FINEST", 0.0)
    assert corners(content) < corners(to_pptx(figure))

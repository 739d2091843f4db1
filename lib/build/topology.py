"""Outlines that share their borders: put on a grid, rid of small islands, simplified, joined and written.

A frame of outlines has the columns ``code`` and ``geometry``, one row per unit, in a projection with metres.
Every step keeps the frame a coverage: neighbours meet in identical points, without gap or overlap.
"""

import json
from collections.abc import Mapping

import geopandas as gpd
from topojson import Topology

SQUARE_METRES_PER_KM2 = 1_000_000


def shared_borders(outlines: gpd.GeoDataFrame, *, grid_m: int) -> gpd.GeoDataFrame:
    """The outlines with every corner on the grid and one line where two units meet.

    All borders are laid on the grid together and cut into faces; a face belongs to the unit its inner point
    lies in. So broken rings are repaired, slivers between neighbours close, and what two units both claim
    goes to the lower code. Simplifying afterwards only removes corners, so they stay on the grid.
    """
    repaired = outlines.set_geometry(outlines.make_valid())
    polygons = repaired.explode().loc[lambda part: part.geom_type == "Polygon"]
    lines = gpd.GeoSeries([polygons.boundary.union_all(grid_size=grid_m)], crs=outlines.crs)
    faces = gpd.GeoDataFrame(geometry=lines.polygonize(node=False).reset_index(drop=True))
    owners = gpd.sjoin(faces.set_geometry(faces.representative_point()), repaired, predicate="within")
    # A face without an owner is water or foreign land enclosed by the borders.
    faces["code"] = owners.groupby(level=0)["code"].min()
    return dissolved(faces.dropna(subset=["code"]), by="code")


def without_small_islands(units: gpd.GeoDataFrame, *, smallest_km2: float) -> gpd.GeoDataFrame:
    """The units without islands below a size, except an island that holds the largest part of a unit.

    What counts is the island, not one unit's piece of it: dropping a piece would tear a hole in the land.
    """
    parts = units.explode(ignore_index=True)
    islands = gpd.GeoDataFrame(geometry=units.dissolve(method="coverage").geometry.explode(ignore_index=True))
    inner_points = parts.set_geometry(parts.representative_point())
    island_of_part = gpd.sjoin(inner_points, islands, predicate="within")["index_right"]
    large = islands.index[islands.area >= smallest_km2 * SQUARE_METRES_PER_KM2]
    largest_parts = parts.area.groupby(parts["code"]).idxmax()
    kept = large.union(island_of_part[largest_parts])
    return dissolved(parts[island_of_part.isin(kept)], by="code")


def simplify(units: gpd.GeoDataFrame, *, tolerance_m: float) -> gpd.GeoDataFrame:
    """The units with fewer corners; ``tolerance_m`` is the root of the area a corner must matter."""
    return units.set_geometry(units.simplify_coverage(tolerance_m))


def dissolved(units: gpd.GeoDataFrame, *, by: str) -> gpd.GeoDataFrame:
    """One outline per value of column ``by``, sorted, named ``code``; inner borders are gone."""
    columns = units[[by, "geometry"]].rename(columns={by: "code"})
    return columns.dissolve("code", method="coverage").reset_index()


def areas_km2(units: gpd.GeoDataFrame) -> list[float]:
    """True areas: measured in an equal-area projection, as the map's own stretches the far north by 1 %."""
    return (units.to_crs("EPSG:3035").area / SQUARE_METRES_PER_KM2).round(2).tolist()


def to_topojson(layers: Mapping[str, gpd.GeoDataFrame], *, grid_m: int) -> bytes:
    """One TopoJSON with an object per layer over shared arcs, exact to the grid.

    A geometry's ``id`` is its ``code``; the other columns are its properties.
    """
    west, south = next(iter(layers.values())).total_bounds[:2]
    document = Topology(
        list(layers.values()),
        object_name=list(layers),
        prequantize={"scale": [grid_m, grid_m], "translate": [float(west), float(south)]},
    ).to_dict()
    for layer in document["objects"].values():
        for geometry in layer["geometries"]:
            geometry["id"] = geometry["properties"].pop("code")  # the package numbers them
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

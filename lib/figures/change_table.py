"""The table of what changed between two years, region by region: both, the difference, and it in per cent."""

from dataclasses import replace
from typing import Literal

from lib.figures.figure import Column, Kind, Table
from lib.figures.regions import Level, is_small, mark_rows, metric_parts, outline
from lib.figures.table_parts import column_of, whole_label
from lib.figures.values import change_full
from lib.metrics.change import Change, changes, compared_years
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.value import Value
from lib.metrics.view import View
from lib.words import N_, _

In = Literal["absolute", "percent"]
COLUMN: dict[In, str] = {"absolute": "change", "percent": "change_pct"}


def change_of(change: Change, of: In, measure: Metric) -> Value:
    """The absolute or relative change; an absolute one is the difference of the numbers as shown."""
    return change_full(change.now, change.before, measure.kind) if of == "absolute" else change.percent


def change_table(view: View, measure: Metric, level: Level) -> Table:
    """Both years, the difference, and it in per cent, region by region and for the whole."""
    years = compared_years(view)
    found = changes(view, measure.id, outline(level))
    names = DIMENSIONS[outline(level)].members(view.extract, view.selection.borders)
    column = column_of(measure)
    first, last = years or ("", "")
    change, signed = _SIGNED[measure.kind]
    columns = (
        Column("name", DIMENSIONS[level].label),
        replace(column, key="before", label=f"{column.label} {first}".strip()),
        replace(column, key="now", label=f"{column.label} {last}".strip()),
        Column("change", _(change), signed),
        Column("change_pct", _("Change in per cent"), "percent"),
        *(
            replace(part, key=f"{part.key}_{which}", label=f"{part.label} {year}".strip())
            for part in map(column_of, map(METRICS.get, _made_of(measure)))
            for which, year in (("before", first), ("now", last))
        ),
    )
    codes = tuple(code for code in names if code in found)
    rows = [_row(names[code], found[code], measure) for code in codes]
    small = [is_small(found[code].first, measure) or is_small(found[code].last, measure) for code in codes]
    if found:
        rows.append(_row(whole_label(view.selection), found[None], measure))
        small.append(is_small(found[None].first, measure) or is_small(found[None].last, measure))
    return mark_rows(Table(columns, tuple(rows), has_total=bool(found), codes=codes), small)


# The kind of a measure → the head of its change and how that is written.
_SIGNED: dict[Kind, tuple[str, Kind]] = {
    "count": (N_("Change"), "signed_count"),
    "nok": (N_("Change (NOK)"), "signed_nok"),
    "decimal": (N_("Change"), "signed_decimal"),
}


def _made_of(measure: Metric) -> tuple[str, ...]:
    """The numerator and denominator of a rate; empty for another metric."""
    return metric_parts(measure) if measure.is_ratio else ()


def _row(name: str, change: Change, measure: Metric) -> tuple[str | Value, ...]:
    parts = (row[part] for part in _made_of(measure) for row in (change.first, change.last))
    absolute, percent = (change_of(change, of, measure) for of in COLUMN)
    return (name, change.before, change.now, absolute, percent, *parts)

"""Who gets the grants: centrality classes and municipality sizes, as tables 2.3 and 2.4 print them."""

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import (
    SHARE,
    assemble,
    frame,
    kind_of,
    not_additive_note,
    of_share,
    rows_of,
    table_by,
)
from lib.figures.figure import Figure
from lib.figures.values import short, written
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import _, percent

_PRINTED = ("grants_alis", "grants_guidance", "applied_nok")
_WIDER = (*_PRINTED, "doctors", "alis_applied_per_grant_nok", "guidance_applied_per_grant_nok")
_SHARED = ("population", "grants", "applied_nok")
CLASSES = ("centrality", "size_class")


def class_table(extract: Extract, selection: Selection, *, by: str) -> Figure:
    """Grants, kroner, doctors and kroner per grant by class, in the order of the printed table."""
    title = {
        "centrality": _("Grants and amounts by centrality"),
        "size_class": _("Grants and amounts by municipality size"),
    }[by]
    printed = {"centrality": "2.3", "size_class": "2.4"}[by]
    return assemble(
        extract,
        selection,
        id=f"table-{by.replace('_', '-')}",
        title=title,
        unit=_("grants, doctors and NOK applied for"),
        table=table_by(extract, selection, by, _WIDER),
        notes=(
            *not_additive_note(*_WIDER),
            _("Laid out as printed table {number} of the status report, autumn 2023.").format(number=printed),
        ),
    )


def grants_by_class(extract: Extract, selection: Selection, *, by: str) -> Figure:
    """ALIS agreements and guidance-only grants beside each other, by class."""
    table = table_by(extract, selection, by, ("grants_alis", "grants_guidance"), shares=("grants_alis", "grants_guidance"))
    names = {id: METRICS[id].label for id in ("grants_alis", "grants_guidance")}
    rows = [{**row, "metric": id} for row in rows_of(table) for id in names]
    values = frame(
        rows,
        name=lambda row: row[by],
        series=lambda row: names[row["metric"]],
        value=lambda row: row[row["metric"]],
        text=lambda row: written(row[row["metric"]], "count"),
        said=lambda row: (
            f"{row[by]}: {written(row[row['metric']], 'count')} {names[row['metric']].lower()}"
            + of_share(row, row["metric"])
        ),
    )
    title = _titled(by, _("Grants"))
    return assemble(
        extract,
        selection,
        id=f"grants-by-{by.replace('_', '-')}",
        title=title,
        unit=METRICS["grants"].unit,
        table=table,
        chart=charts.grouped_bars(
            values, roles=((names["grants_alis"], "alis"), (names["grants_guidance"], "guidance"))
        ),
    )


def metric_by_class(extract: Extract, selection: Selection, *, by: str, metric: str) -> Figure:
    """One metric by class: unique doctors, kroner, or kroner per grant."""
    measure = METRICS[metric]
    parts = (measure.numerator, measure.denominator) if measure.is_ratio else ()
    table = table_by(
        extract, selection, by, (metric, *parts), shares=(metric,) if measure.additive else ()
    )
    values = frame(
        rows_of(table),
        name=lambda row: row[by],
        value=lambda row: row[metric],
        text=lambda row: short(row[metric], kind_of(metric)),
        said=lambda row: f"{row[by]}: {written(row[metric], kind_of(metric))} {measure.unit}{of_share(row, metric)}",
    )
    title = _titled(by, measure.label)
    return assemble(
        extract,
        selection,
        id=f"{metric.replace('_', '-')}-by-{by.replace('_', '-')}",
        title=title,
        unit=measure.unit,
        table=table,
        chart=charts.bars(values),
        notes=not_additive_note(metric),
    )


def class_shares(extract: Extract, selection: Selection, *, by: str) -> Figure:
    """How inhabitants, grants and kroner are spread over the classes; only what sums to the whole."""
    table = table_by(extract, selection, by, _SHARED, shares=_SHARED)
    labels = tuple(str(row[by]) for row in rows_of(table))
    rows = []
    for metric in _SHARED:
        passed = 0.0
        for order, row in enumerate(rows_of(table)):
            share = row[metric + SHARE] or 0.0
            rows.append({"metric": metric, "order": order, "middle": passed + share / 2, "share": share, **row})
            passed += share
    values = frame(
        rows,
        name=lambda row: METRICS[row["metric"]].label,
        series=lambda row: str(row[by]),
        share=lambda row: row["share"],
        middle=lambda row: row["middle"],
        order=lambda row: row["order"],
        dark=lambda row: row["order"] >= len(labels) / 2,
        text=lambda row: percent(row["share"], 0),
        said=lambda row: (
            f"{METRICS[row['metric']].label}, {row[by]}: {percent(row['share'])} "
            f"({written(row[row['metric']], kind_of(row['metric']))} {METRICS[row['metric']].unit})"
        ),
    )
    title = _titled(by, _("Shares"))
    return assemble(
        extract,
        selection,
        id=f"shares-by-{by.replace('_', '-')}",
        title=title,
        unit=_("per cent of the country") if selection.is_national else _("per cent of the selection"),
        table=table,
        chart=charts.shares(values, classes=labels),
        notes=(_("Unique doctors are left out: they do not sum to a whole."),),
    )


def _titled(by: str, what: str) -> str:
    return _("{what} by {grouping}").format(what=what, grouping=DIMENSIONS[by].label.lower())

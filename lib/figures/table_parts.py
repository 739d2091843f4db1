"""Parts that recipes share: columns, tables by a grouping, labels and notes."""

from collections.abc import Collection, Iterable, Mapping

from lib.figures.figure import Column, Table
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.compute import Row, compute, total
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import number, ratio
from lib.metrics.view import View
from lib.words import _, lower_first, percent, word_list

SHARE = ".share"
PER_CENT = 6  # of a bar's width; a narrower part has no room for its number


def column_of(metric: Metric) -> Column:
    """The table column of a metric; an amount says its unit in the label, a ratio has it in its name."""
    label = metric.label
    if metric.kind == "nok":
        label = _("{metric} (NOK)").format(metric=label)
    return Column(metric.id, label, metric.kind)


def table_by(
    view: View,
    by: str,
    metrics: tuple[str, ...],
    *,
    shares: Collection[str] = (),
) -> Table:
    """Metrics by a grouping in printed order, with the whole last; ``shares`` adds per cent of the whole.

    The last row is computed for the whole, never summed from the rows above.
    """
    names = members(view, by)
    groups = compute(view, metrics, (by,))
    whole = total(view, *metrics)
    columns = [Column(by, DIMENSIONS[by].label)]
    for metric in (METRICS[id] for id in metrics):
        columns.append(column_of(metric))
        if metric.id in shares:
            columns.append(Column(metric.id + SHARE, share_label(view.selection, metric), "percent"))
    rows = [_cells(names[row[by]], row, whole, columns) for row in groups]
    rows.append(_cells(whole_label(view.selection), whole, whole, columns))
    return Table(tuple(columns), tuple(rows), has_total=True)


def _cells(name: str, row: Row, whole: Row, columns: list[Column]) -> tuple:
    cells: list = [name]
    for column in columns[1:]:
        id = column.key.removesuffix(SHARE)
        value = row[id]
        if column.key.endswith(SHARE):
            value = ratio(value, whole[id], 100)
        cells.append(value)
    return tuple(cells)


def few_names(table: Table, name: str, *counts: str) -> tuple[str, ...]:
    """The names of the rows whose ``counts`` are all too low for their value to be a headline."""
    least = headline_from_grants()
    return tuple(str(row[name]) for row in table.body if all((number(row[id]) or 0) < least for id in counts))


def few_years(view: View) -> tuple[str, ...]:
    """The years of a view with too few grants for what is said of them to be a headline."""
    rows, least = compute(view, ("grants",), ("year",)), headline_from_grants()
    return tuple(str(row["year"]) for row in rows if (number(row["grants"]) or 0) < least)


def share_label(selection: Selection, metric: Metric) -> str:
    """The label of a share: of the country's, or of the selection's under a filter."""
    form = (
        _("{metric}, share of the country")
        if selection.is_national
        else _("{metric}, share of the selection")
    )
    return form.format(metric=metric.label)


def whole_label(selection: Selection) -> str:
    """The name of the row for the whole."""
    return _("The whole country") if selection.is_national else _("The whole selection")


def not_additive_note(*metrics: str) -> tuple[str, ...]:
    """Why the rows of unique counts do not sum to the whole, where there are any."""
    unique = [METRICS[id].label for id in metrics if not METRICS[id].additive and not METRICS[id].is_ratio]
    if not unique:
        return ()
    text = _("{metrics}: counted once in each row, so the rows cannot be added up.")
    first, *others = unique
    return (text.format(metrics=word_list([first, *map(lower_first, others)])),)


def narrow_note(parts: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """The numbers of parts that are too narrow to hold them, as (bar, part, number); none where all fit."""
    bars: dict[str, list[str]] = {}
    for bar, part, text in parts:
        bars.setdefault(bar, []).append(f"{lower_first(part)} {text}")
    if not bars:
        return ()
    said = "; ".join(f"{bar}: {', '.join(numbers)}" for bar, numbers in bars.items())
    return (_("Too narrow for their numbers in the chart – {parts}.").format(parts=said),)


def of_share(row: Mapping, metric: str) -> str:
    """The share of a row in words, or nothing where it has none."""
    share = number(row.get(metric + SHARE))
    return "" if share is None else percent(share)

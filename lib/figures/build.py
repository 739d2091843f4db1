"""Putting a figure together: the table from metrics, the frame from the table, the words from both."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import wraps
from inspect import signature

import pandas as pd

from lib.extract.memory import remembered as kept
from lib.extract.model import Extract
from lib.figures.caption import (
    alternative,
    facts,
    file_stem,
    filter_words,
    place_words,
    source_line,
    status_words,
    subtitle,
)
from lib.figures.figure import Chart, Column, Figure, Kind, Table, Topic
from lib.figures.provenance import inhabitants_note, made_up_note
from lib.metrics.compute import Row, compute, total
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.status import year_statuses
from lib.metrics.value import drawn, number, ratio
from lib.words import _, percent

SHARE = ".share"
NO_TOPIC = Topic()


def remembered(function: Callable[..., Figure]) -> Callable[..., Figure]:
    """A figure function whose figures are kept, each under the name that it can be made again by.

    A figure is a pure function of the extract, the selection and its own choices. Readers ask for the same
    few again and again; each holds a small table and a small frame.
    """

    @kept(256)
    @wraps(function)
    def named(*args, **choices) -> Figure:
        return replace(function(*args, **choices), name=name_of(function, choices))

    return named


def titled(title: str | Callable[..., str]) -> Callable[[Callable[..., Figure]], Callable[..., Figure]]:
    """Give a figure function its ``title``, made of its choices alone, so that a list needs no extract.

    A title that no choice changes is a message id.
    """

    def give(function: Callable[..., Figure]) -> Callable[..., Figure]:
        function.title = (lambda: _(title)) if isinstance(title, str) else title
        return function

    return give


def name_of(function: Callable[..., Figure], choices: Mapping[str, str]) -> str:
    """``region-map:level=municipality:metric=doctors``: the function, and what is not a default."""
    parameters = signature(function).parameters
    told = [f"{name}={value}" for name, value in choices.items() if parameters[name].default != value]
    return ":".join([function.__name__.replace("_", "-"), *sorted(told)])


def assemble(
    extract: Extract,
    selection: Selection,
    *,
    id: str,
    title: str,
    unit: str,
    table: Table,
    chart: Chart | None = None,
    notes: tuple[str, ...] = (),
    years: tuple[int, ...] = (),
    topic: Topic = NO_TOPIC,
    nothing: str = "",
) -> Figure:
    """A whole figure. ``years`` are those shown beside each other, where they are not the selection's own.

    ``topic`` says what its table answers; its years, places and filters are filled in from the selection.
    ``nothing`` says why there is nothing to show, where that is not the selection.
    """
    caption = subtitle(extract, selection, unit, years=years)
    return Figure(
        id=id,
        title=title,
        subtitle=caption,
        chart=chart,
        table=table,
        alt=alternative(title, caption, table, chart.columns if chart else (), nothing=nothing),
        source=source_line(extract),
        file_stem=file_stem(title, extract, selection, years=years),
        facts=facts(extract, selection, unit, table, years=years),
        notes=(*notes, *inhabitants_note(table), *made_up_note(extract, selection, table, years)),
        topic=_filled(extract, selection, topic, years),
        nothing=nothing,
    )


def _filled(extract: Extract, selection: Selection, topic: Topic, years: tuple[int, ...]) -> Topic:
    shown, statuses = years or selection.years, year_statuses(extract, selection)
    known = [statuses[year] for year in shown if year in statuses]
    return replace(
        topic,
        years=shown,
        is_sum=not years and len(shown) > 1,
        place=place_words(extract, selection),
        filters=filter_words(extract, selection),
        status=status_words(extract, selection, shown),
        undecided=tuple(status.year for status in known if not status.is_decided),
        pending=tuple(status.year for status in known if status.is_pending),
    )


def column_of(metric: Metric) -> Column:
    """The table column of a metric; an amount says its unit in the label, a ratio has it in its name."""
    label = metric.label
    if metric.kind == "nok":
        label = _("{metric} (NOK)").format(metric=label)
    return Column(metric.id, label, metric.kind)


def table_by(
    extract: Extract,
    selection: Selection,
    by: str,
    metrics: tuple[str, ...],
    *,
    shares: Collection[str] = (),
) -> Table:
    """Metrics by a grouping in printed order, with the whole last; ``shares`` adds per cent of the whole.

    The last row is computed for the whole, never summed from the rows above.
    """
    names = members(extract, selection, by)
    groups = compute(extract, selection, metrics, (by,))
    whole = total(extract, selection, *metrics)
    columns = [Column(by, DIMENSIONS[by].label)]
    for metric in (METRICS[id] for id in metrics):
        columns.append(column_of(metric))
        if metric.id in shares:
            columns.append(Column(metric.id + SHARE, share_label(selection, metric), "percent"))
    rows = [_cells(names[row[by]], row, whole, columns) for row in groups]
    rows.append(_cells(whole_label(selection), whole, whole, columns))
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


def share_label(selection: Selection, metric: Metric) -> str:
    """Of what a share is a share: the country's when nothing is filtered, else the selection's."""
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
    return (text.format(metrics=", ".join(unique)),)


def rows_of(table: Table) -> list[dict]:
    """The table's rows without the whole, as column key → value."""
    return table.body


def frame(rows: list[Mapping], **columns: Callable[[Mapping], object]) -> pd.DataFrame:
    """A chart's frame: one row per row, each column computed from it; values as the numbers drawn."""
    return pd.DataFrame({name: [_plain(make(row)) for row in rows] for name, make in columns.items()})


def _plain(value: object) -> object:
    return value if isinstance(value, str | bool) else drawn(value)


def of_share(row: Mapping, metric: str) -> str:
    """The share of a row in words, or nothing where it has none."""
    share = number(row.get(metric + SHARE))
    return "" if share is None else f" ({percent(share)})"


def kind_of(metric: str) -> Kind:
    """How a metric's values are written."""
    return METRICS[metric].kind

"""Places or classes beside each other: key figures, rates, kroner and growth, and those of the country."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from lib.figures import charts
from lib.figures.captions import class_words, place_words
from lib.figures.comparison_answers import CHANGE, DIFFERENCE, PLACE
from lib.figures.comparisons import Member, extremes
from lib.figures.drawing import Chart, Mark
from lib.figures.figure import CellValue, Column, Kind, Question, Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.small_numbers import few_words
from lib.figures.table_parts import column_of
from lib.figures.values import change_full, format_change, format_short
from lib.metrics import frames
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.compared import MOST, Compared, column_compared, compared, whole, whole_name
from lib.metrics.compute import compute, total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN
from lib.metrics.growth import change_into, comparable_years
from lib.metrics.registry import METRICS
from lib.metrics.value import Partial, Points, Value, change_pct, difference, is_missing, number
from lib.metrics.view import View
from lib.words import N_, _, word_list

RATES = ("grants_per_100k", "doctors_per_100k")
STEPS = ("applied", "granted", "paid")
Shown = Literal["inhabitants", "kroner", "years"]
CHARTS: dict[Shown, str] = {
    "inhabitants": N_("Comparison per inhabitant"),
    "kroner": N_("Comparison in kroner per inhabitant"),
    "years": N_("Comparison year by year"),
}
_CHANGES = {
    "doctors": N_("Change in doctors from {year}"),
    "grants": N_("Change in grants from {year}"),
}
_Cells = dict[str, CellValue]


@recipe(N_("Comparison"), compares=True)
def comparison(view: View) -> Content:
    """The key figures of each place and of the country, with the difference where there are two places."""
    step = _furthest_step(view)
    amounts = dict.fromkeys(("applied_nok", f"{step}_nok"))
    # A municipality has no municipalities within it to count.
    within = ("municipalities",) if any(not each.is_municipality for each in compared(view).places) else ()
    metrics = ("doctors", *within, "grants", *amounts, "applied_per_inhabitant_nok", *RATES)
    columns: list[Column] = []
    for id in (*metrics, "population"):
        columns.append(column_of(METRICS[id]))
        if id in _CHANGES and _has_change(view):
            label = _(_CHANGES[id]).format(year=view.selection.year - 1)
            columns.append(Column(id + CHANGE, label, "percent"))
        if id == "municipalities":
            columns.append(Column("without", _("Municipalities without grants"), "count"))

    def cells(of: View) -> _Cells:
        row: _Cells = dict(total(of, *metrics, "population", "municipalities", "all_municipalities"))
        row["without"] = difference(row["all_municipalities"], row["municipalities"])
        return row | {id + CHANGE: _change(of, id) for id in _CHANGES if _has_change(view)}

    made = _content(
        view, columns, cells, unit=_("each with its unit"), question="comparison", column="grants"
    )
    no_budget = _("The budget is not parted by place, so its utilisation cannot be compared.")
    if _class_column(view):
        no_budget = _("The budget is not parted by class, so its utilisation cannot be compared.")
    return replace(made, notes=(*made.notes, no_budget))


def _chart_title(*, by: Shown) -> str:
    return _(CHARTS[by])


@recipe(_chart_title, compares=True, by=tuple(CHARTS))
def comparison_chart(view: View, *, by: Shown) -> Content:
    """One question to every place, on one scale: its rates, its kroner per inhabitant, or its years."""
    if by == "years":
        return _growth(view)
    drawn = RATES if by == "inhabitants" else tuple(f"{step}_per_inhabitant_nok" for step in STEPS)
    parts = dict.fromkeys((*(METRICS[id].numerator for id in drawn), "grants"))
    columns = [column_of(METRICS[id]) for id in (*drawn, *parts, "population")]

    def cells(of: View) -> _Cells:
        return dict(total(of, *(column.key for column in columns)))

    unit = _("per 100,000 inhabitants") if by == "inhabitants" else METRICS[drawn[0]].unit
    names = {id: METRICS[id].label for id in drawn}
    column = "doctors_per_100k" if by == "inhabitants" else drawn[0]
    return _content(view, columns, cells, unit=unit, question="beside", column=column, drawn=names)


def _growth(view: View) -> Content:
    """Doctors per inhabitant in each year of the extract, and the change into the latest year chosen."""
    years = frames.years(view.extract)
    columns = [
        Column(f"{id}_{year}", _("{metric}, {year}").format(metric=METRICS[id].label, year=year), kind)
        for id, kind in _OF_YEARS.items()
        for year in years
    ]
    if _has_change(view):
        label = _(_CHANGES["doctors"]).format(year=view.selection.year - 1)
        columns.append(Column("doctors" + CHANGE, label, "percent"))

    def cells(of: View) -> _Cells:
        found = compute(of.in_years(*years), tuple(_OF_YEARS), ("year",))
        row: _Cells = {f"{id}_{each['year']}": each[id] for each in found for id in _OF_YEARS}
        return row | ({"doctors" + CHANGE: _change(of, "doctors")} if _has_change(view) else {})

    return _content(
        view,
        columns,
        cells,
        unit=_("per cent") if _has_change(view) else METRICS["doctors_per_100k"].unit,
        question="beside",
        column="doctors" + CHANGE if _has_change(view) else f"doctors_per_100k_{view.selection.year}",
        drawn={"doctors" + CHANGE: label}
        if _has_change(view)
        else {f"doctors_per_100k_{year}": str(year) for year in years},
        years=years,
    )


_OF_YEARS: dict[str, Kind] = {"doctors_per_100k": "decimal", "doctors": "count"}


def _furthest_step(view: View) -> str:
    """The last of the amounts that is known of the whole country: paid, granted or applied for."""
    row = total(whole(view), *(f"{step}_nok" for step in STEPS))
    known = [step for step in STEPS if not is_missing(row[f"{step}_nok"])]
    return next((step for step in reversed(known) if not isinstance(row[f"{step}_nok"], Partial)), STEPS[0])


def _has_change(view: View) -> bool:
    return len(view.selection.years) == 1 and view.selection.year in comparable_years(view.extract)


def _change(view: View, metric: str) -> Value:
    """The change into the year chosen in per cent of the year before."""
    year = view.selection.year
    if metric == "doctors":
        return change_into(view, metric, year)[1]
    before, now = compute(view.in_years(year - 1, year), (metric,), ("year",))
    return change_pct(now[metric], before[metric])


def _content(
    view: View,
    columns: list[Column],
    cells: Callable[[View], _Cells],
    *,
    unit: str,
    question: Question,
    column: str,
    drawn: dict[str, str] | None = None,
    years: tuple[int, ...] = (),
) -> Content:
    """The table of the places, and bars of the columns that are ``drawn`` (key → name of its bars)."""
    found = compared(view)
    table = _table(view, found, columns, cells)
    return Content(
        view,
        unit=unit,
        table=table,
        chart=_bars(table, found, drawn) if drawn else None,
        notes=(*_outside(view, table, found), *_notes(table, found)),
        years=years,
        topic=Topic(
            question=question,
            metric="grants",
            column=column,
            asked=view.selection.years,
            few=_few(table, found),
            by=_class_column(view),
        ),
        nothing="" if found.places else _("No place is chosen to compare."),
    )


def _class_column(view: View) -> str:
    """The column of the classes that are compared; empty where places are."""
    column = column_compared(view.selection)
    return column if column and BY_COLUMN[column].is_class else ""


def _few(table: Table, found: Compared) -> tuple[str, ...]:
    """The places of which a count is so low that a difference may be chance."""
    counts = [
        column.key
        for column in table.columns
        if column.kind == "count" and column.key.startswith(("grants", "doctors"))
    ]
    return tuple(
        str(row[PLACE])
        for row in table.body[: len(found.places)]
        if any((number(row[key]) or 0) < headline_from_grants() for key in counts)
    )


def _table(view: View, found: Compared, columns: list[Column], cells: Callable[[View], _Cells]) -> Table:
    """A row for each place, the difference of two, and the country last; read with the metrics downwards."""
    keys = [column.key for column in columns]
    rows = [(place.name, *map(cells(place.view).get, keys)) for place in found.places]
    if len(rows) == 2:
        apart = (
            _apart(*pair, column.kind)
            for *pair, column in zip(rows[0][1:], rows[1][1:], columns, strict=True)
        )
        rows.append((_(DIFFERENCE), *apart))
    if rows:
        rows.append((whole_name(view), *map(cells(whole(view)).get, keys)))
    of_classes = _class_column(view)
    codes = [str(code) for place in found.places for code in place.codes if not of_classes]
    alike = len(codes) == len(found.places) and len({len(code) for code in codes}) == 1
    return Table(
        (Column(PLACE, DIMENSIONS[of_classes].label if of_classes else _("Place")), *columns),
        tuple(rows),
        has_total=True,
        codes=tuple(codes) if alike else (),
        is_turned=True,
        strong=frozenset(_largest(rows[: len(found.places)], columns)),
    )


def _apart(first: CellValue, second: CellValue, kind: Kind) -> CellValue:
    """The first less the second, of per cents in percentage points."""
    found = change_full(first, second, kind)
    return found if kind != "percent" or is_missing(found) else Points(found)


def _largest(rows: list[tuple[CellValue, ...]], columns: list[Column]) -> list[tuple[int, int]]:
    """The cells that are larger than those of every other place, as they are written."""
    cells = []
    for at, column in enumerate(columns, 1):
        members = [Member(str(place), row[at], column.kind) for place, row in enumerate(rows)]
        most = extremes(members).most
        if len(most) == 1 and len(rows) > 1:
            cells.append((int(most[0].name), at))
    return cells


def _bars(table: Table, found: Compared, drawn: dict[str, str]) -> Chart | None:
    """Bars of each place under each metric, those of the country last; a metric that none has is left out."""
    rows = [row for row in (*table.body[: len(found.places)], table.whole) if row]
    colon = ":" if any(str(row[PLACE])[-1:].isdecimal() for row in rows) else ""  # not two numbers in a row
    marks = [
        Mark(
            name,
            at,
            row[key],
            f"{row[PLACE]}{colon} {text}",
            f"{table.column(key).label}, {row[PLACE]}: {text}",
        )
        for key, name in drawn.items()
        if not all(is_missing(row[key]) for row in rows)
        for write in (format_change if key.endswith(CHANGE) else format_short,)
        for at, row in enumerate(rows)
        for text in (write(row[key], table.column(key).kind),)
    ]
    if not marks:
        return None
    # A place keeps its colour whichever of them is chosen first.
    order = sorted(range(len(found.places)), key=lambda at: str(found.places[at].codes))
    roles = (*(f"place_{order.index(at) + 1}" for at in range(len(found.places))), "country")
    names = tuple(str(row[PLACE]) for row in rows)
    return charts.bars_of_places(marks, names=names, roles=roles, columns=tuple(drawn))


def _outside(view: View, table: Table, found: Compared) -> list[str]:
    """The places that the classes chosen leave nothing of, or the classes that the places chosen do."""
    form = _("{place} is outside the selection ({classes}).")
    rows = table.body[: len(found.places)]
    filters = ", ".join(filter(None, (place_words(whole(view)), class_words(view))))
    return [form.format(place=row[PLACE], classes=filters) for row in rows if row.get("population") == 0]


def _notes(table: Table, found: Compared) -> tuple[str, ...]:
    """What was asked for and is not shown, places that overlap, and rates with few behind them."""
    said = [_("{place} is chosen twice, and shown once.").format(place=name) for name in found.twice]
    said += [
        _("{inner} lies in {outer}, and is counted in both.").format(inner=inner, outer=outer)
        for inner, outer in found.within
    ]
    if found.unlike:
        form = _("{names}: places are compared with places, and classes with classes of the same kind.")
        said.append(form.format(names=word_list(found.unlike)))
    if found.too_many:
        form = _("{most} are shown at most beside each other. Left out: {names}.")
        said.append(form.format(most=MOST, names=word_list(found.too_many)))
    doctors = "doctors" if "doctors" in [column.key for column in table.columns] else ""
    for row in table.body[: len(found.places)] if doctors else ():
        if few := few_words(row[doctors]):
            said.append(f"{row[PLACE]}: {few}.")
    return tuple(said)

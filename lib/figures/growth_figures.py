"""How the scheme grows: doctors and municipalities per year, and doctors by place and class."""

from dataclasses import replace

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.figures import charts
from lib.figures.captions import left_out, no_comparison
from lib.figures.drawing import Mark, pair
from lib.figures.figure import Column, Table, Topic
from lib.figures.flows import flow_table, pct_in_brackets
from lib.figures.ranked import ranked_note
from lib.figures.recipe import Content, recipe
from lib.figures.regions import RANKED
from lib.figures.table_parts import column_of, few_names, whole_label
from lib.figures.values import format_full, format_with_unit
from lib.metrics import frames
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.growth import (
    Flow,
    change_into,
    comparable_years,
    flow,
    flow_by,
)
from lib.metrics.registry import METRICS
from lib.metrics.selection import BORDERS
from lib.metrics.value import Value, number
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first, percent, signed, word_list

PLACES = ("county", "municipality")
_GROWN = ("last_year", "this_year", "net", "net_pct")  # what is drawn and written of a growth


# What the page about growth measures.
GROWTH = {
    "doctors": N_("Unique doctors"),
    "municipalities": N_("Municipalities"),
}


@recipe(
    lambda *, metric="doctors": _("{metric} per year").format(metric=METRICS[metric].label),
    metric=("doctors", "municipalities"),
)
def yearly_growth(view: View, *, metric: str = "doctors") -> Content:
    """A count per year with its change from the year before in number and per cent, every year shown."""
    years, measure = frames.years(view.extract), METRICS[metric]
    found = compute(view.in_years(*years), (metric,), ("year",))
    rows = [(str(row["year"]), row[metric], *change_into(view, metric, row["year"])) for row in found]
    columns = (
        Column("year", _("Year")),
        column_of(measure),
        Column("change", _("Change from the year before"), "signed_count"),
        Column("change_pct", _("Change in per cent"), "percent"),
    )
    marks = [
        Mark(
            year,
            0,
            number,
            f"{format_full(number, 'count')} {_bracketed(*change)}".rstrip(),
            said=f"{year}: {format_with_unit(number, 'count', measure.forms)} {_bracketed(*change)}".rstrip(),
        )
        for year, number, *change in rows
    ]
    return Content(
        view,
        unit=measure.unit,
        table=Table(columns, tuple(rows)),
        chart=charts.bars(marks, column=metric, beside=("change", "change_pct"), pick="name"),
        notes=(*_comparison_note(view.extract), *_reform_note(view, metric)),
        years=years,
        topic=Topic(question="growth", by="year", metric=metric, asked=view.selection.years),
    )


def _comparison_note(extract: Extract) -> tuple[str, ...]:
    """A note on the base of the changes in per cent; empty if there are none."""
    if not comparable_years(extract):
        return ()
    return (_("Per cent of the year before. The years cover unequal periods: see Budget."),)


def _reform_note(view: View, metric: str) -> tuple[str, ...]:
    """A note that the number of municipalities changes in a reform between two years; empty if none does."""
    reformed = [year for year in comparable_years(view.extract) if vintage_of(year) != vintage_of(year - 1)]
    if metric != "municipalities" or not reformed or view.selection.borders == min(BORDERS):
        return ()
    note = _("{year} is counted in the units of its own borders; the change compares the same places.")
    return (note.format(year=word_list(map(str, reformed))),)


def _bracketed(change: Value, pct: Value) -> str:
    """``(+513, +37,8 %)``, or nothing without a year before."""
    if number(change) is None:
        return ""
    parts = [signed(change)] + ([percent(pct, with_sign=True)] if number(pct) is not None else [])
    return f"({', '.join(parts)})"


def _growth_title(*, by: str) -> str:
    return _("Growth in unique doctors by {grouping}").format(grouping=lower_first(DIMENSIONS[by].label))


@recipe(_growth_title, by=(*PLACES, "centrality"))
def growth_by(view: View, *, by: str) -> Content:
    """Unique doctors last year and this year by county, municipality or class, and the change.

    Of more municipalities than are read, those with most doctors are drawn.
    """
    year = view.selection.year
    nothing = no_comparison(view.extract, year)
    # A municipality that is divided between the two years is one in both.
    names = members(view if nothing else view.in_years(year - 1, year), by)
    flows = flow_by(view, year, by=by)
    if view.selection.municipalities:  # all other groups are empty in both years
        flows = {code: found for code, found in flows.items() if found.last_year or found.this_year}
    whole = flow(view, year)
    table = flow_table(
        DIMENSIONS[by].label,
        {names[code]: flows[code] for code in names if code in flows}
        | ({whole_label(view.selection): whole} if whole else {}),
        _("Unique doctors {year}").format(year=year - 1),
        _("Unique doctors {year}").format(year=year),
        has_total=whole is not None,
    )
    shown, ranked = list(flows.items()), ()
    if by in PLACES:
        shown.sort(key=lambda item: -item[1].this_year)
        ranked = ranked_note([found.this_year for _code, found in shown], "count")
        shown = shown[:RANKED]
    marks = [mark for code, found in shown for mark in _years_of(names[code], found)]
    return Content(
        view,
        unit=_("doctors, {before} (light dot) and {year} (dark dot)").format(before=year - 1, year=year),
        table=replace(table, codes=tuple(code for code in names if code in flows) if by in PLACES else ()),
        chart=charts.dumbbells(marks, columns=_GROWN, pick="name") if flows else None,
        topic=Topic(
            question="change",
            by=by,
            metric="doctors",
            column="net",
            few=few_names(table, "name", "last_year", "this_year"),
            few_of="doctors",
            compared=(year - 1, year) if flows else (),
        ),
        notes=()
        if nothing
        else (
            *ranked,
            *left_out(view.selection),
            _("A doctor in two groups is counted in both, so the rows cannot be added up."),
        ),
        years=(year,) if nothing else (year - 1, year),
        nothing=nothing,
    )


def _years_of(name: str, found: Flow) -> tuple[Mark, Mark]:
    """The doctors of both years, with the change."""
    change = f"{signed(found.net)} {pct_in_brackets(found)}".rstrip()
    form = _("{name}: {now} in {year}, {before} the year before, {change} {pct}")
    said = form.format(
        name=name,
        now=count(found.this_year),
        year=found.year,
        before=count(found.last_year),
        change=signed(found.net),
        pct=pct_in_brackets(found),
    )
    return pair(name, found.last_year, found.this_year, text=change, said=said.rstrip())

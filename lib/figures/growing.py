"""How the scheme grows: doctors and municipalities per year, gross and net, and where."""

from dataclasses import replace

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import column_of, frame, whole_label
from lib.figures.caption import left_out, no_comparison
from lib.figures.figure import Column, Table, Topic
from lib.figures.narrow import PER_CENT, narrow_note
from lib.figures.overview import FLOW
from lib.figures.ranked import ranked_note
from lib.figures.recipe import Content, recipe
from lib.figures.regions import RANKED
from lib.figures.values import with_unit, written
from lib.metrics import frames
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.growth import (
    COUNTED,
    DOCTORS,
    MUNICIPALITIES,
    Flow,
    change_into,
    comparable_years,
    flow,
    flow_by,
)
from lib.metrics.limits import vintage_of
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.value import Value, number
from lib.metrics.view import View
from lib.words import N_, _, count, joined, lowered, percent, signed, year_range

# The parts of a bar in the order that they are drawn, with their side of zero.
_SIDES = {"left": -1, "moved_on": -1, "continued": 1, "first_time": 1, "returned": 1, "arrived": 1}
PLACES = ("county", "municipality")
_OF = {of: metric for metric, of in COUNTED.items()}


# What the page about growth can show.
GROWTH = {
    "doctors": N_("Unique doctors"),
    "municipalities": N_("Municipalities"),
    "places": N_("Where it grows"),
    "types": N_("Change of type"),
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
    values = frame(
        [{"row": row} for row in rows],
        name=lambda r: r["row"][0],
        value=lambda r: r["row"][1],
        text=lambda r: " ".join(filter(None, [written(r["row"][1], "count"), _bracketed(*r["row"][2:])])),
        said=lambda r: (
            f"{r['row'][0]}: {with_unit(r['row'][1], 'count', measure.forms)} "
            f"{_bracketed(*r['row'][2:])}".strip()
        ),
    )
    return Content(
        view,
        unit=measure.unit,
        table=Table(columns, tuple(rows)),
        chart=charts.bars(values, columns=(metric,)),
        notes=(*_comparison_note(view.extract), *_reform_note(view, metric)),
        years=years,
        topic=Topic(question="growth", metric=metric, asked=view.selection.years),
    )


def _comparison_note(extract: Extract) -> tuple[str, ...]:
    """What the changes are per cent of, where there are any."""
    if not comparable_years(extract):
        return ()
    return (_("Per cent of the year before. The years cover unequal periods: see Budget."),)


def _reform_note(view: View, metric: str) -> tuple[str, ...]:
    """That a count of municipalities changes with their borders, where a reform stands between two years."""
    reformed = [year for year in comparable_years(view.extract) if vintage_of(year) != vintage_of(year - 1)]
    if metric != "municipalities" or not reformed or view.selection.borders == min(BORDERS):
        return ()
    note = _("{year} is counted in the units of its own borders; the change compares the same places.")
    return (note.format(year=joined(map(str, reformed))),)


def _divided_note(selection: Selection, flows: list[Flow], metric: str) -> tuple[str, ...]:
    """That the flow of municipalities into a reform counts other units than the year itself has."""
    reformed = [str(f.year) for f in flows if vintage_of(f.year) != vintage_of(f.year - 1)]
    if metric != "municipalities" or not reformed or selection.borders == min(BORDERS):
        return ()
    note = _("{year}: a municipality divided since the year before is counted as one in both years.")
    return (note.format(year=joined(reformed)),)


def _bracketed(change: Value, pct: Value) -> str:
    """``(+513, +37,8 %)``, or nothing without a year before."""
    if number(change) is None:
        return ""
    parts = [signed(change)] + ([percent(pct, with_sign=True)] if number(pct) is not None else [])
    return f"({', '.join(parts)})"


@recipe(
    lambda *, of=DOCTORS: _("{metric}: gross and net").format(metric=METRICS[_OF[of]].label),
    of=(DOCTORS, MUNICIPALITIES),
)
def gross_and_net(view: View, *, of: str = DOCTORS) -> Content:
    """Who came, stayed and went in each year chosen, and the net that the printed tables give."""
    measure, years = METRICS[_OF[of]], view.selection.years
    found = [flow(view, year, of=of) for year in years if year in comparable_years(view.extract)]
    found = [flow_ for flow_ in found if flow_ is not None]
    return Content(
        view,
        unit=measure.unit,
        table=_flow_table(
            _("Year"),
            {str(f.year): f for f in found},
            _("Number the year before"),
            _("Number in the year"),
            has_total=False,
        ),
        chart=_flow_chart({str(f.year): f for f in found}, measure),
        topic=Topic(question="flow", metric=_OF[of], asked=view.selection.years),
        notes=(
            *_narrow({str(f.year): f for f in found}),
            *_flow_notes(found),
            *_divided_note(view.selection, found, _OF[of]),
        )
        if found
        else (),
        years=tuple(f.year for f in found) or years,
        nothing=no_comparison(view.extract, *years) or ("" if found else _not_compared(view.selection)),
    )


def _growth_title(*, by: str) -> str:
    return _("Growth in unique doctors by {grouping}").format(grouping=lowered(DIMENSIONS[by].label))


def _not_compared(selection: Selection) -> str:
    """Why there is no flow into a year whose year before is in the extract."""
    if selection.municipalities:
        form = _("The municipality did not exist in {year}, so there is nothing to compare with.")
        return form.format(year=selection.year - 1)
    return _("The number of inhabitants is not known, and so no size.")


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
    whole = flow(view, year)
    table = _flow_table(
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
    values = frame(
        [{"name": names[code], "flow": found} for code, found in shown],
        name=lambda row: row["name"],
        before=lambda row: row["flow"].last_year,
        now=lambda row: row["flow"].this_year,
        text=lambda row: f"{signed(row['flow'].net)} {_pct(row['flow'])}".strip(),
        said=lambda row: (
            _("{name}: {now} in {year}, {before} the year before, {change} {pct}")
            .format(
                name=row["name"],
                now=count(row["flow"].this_year),
                year=year,
                before=count(row["flow"].last_year),
                change=signed(row["flow"].net),
                pct=_pct(row["flow"]),
            )
            .rstrip()
        ),
    )
    return Content(
        view,
        unit=_("doctors, {before} (light dot) and {year} (dark dot)").format(before=year - 1, year=year),
        table=replace(table, codes=tuple(code for code in names if code in flows) if by in PLACES else ()),
        chart=charts.dumbbells(values, columns=("last_year", "this_year", "net")) if flows else None,
        topic=Topic(
            question="change",
            by=by,
            metric="doctors",
            column="net",
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


def _pct(found: Flow) -> str:
    return "" if number(found.net_pct) is None else f"({percent(found.net_pct, with_sign=True)})"


def _flow_table(name: str, flows: dict[str, Flow], before: str, now: str, *, has_total: bool) -> Table:
    parts = [(part, label) for part, label, _sign in _used_parts(flows)]
    columns = (
        Column("name", name),
        Column("last_year", before, "count"),
        Column("this_year", now, "count"),
        Column("net", _("Net change"), "signed_count"),
        Column("net_pct", _("Change in per cent"), "percent"),
        *(Column(part, label, "count") for part, label in parts),
    )
    rows = [
        (label, f.last_year, f.this_year, f.net, f.net_pct, *(getattr(f, part) for part, _label in parts))
        for label, f in flows.items()
    ]
    return Table(columns, tuple(rows), has_total=has_total)


def _used(part: str, flows) -> bool:
    """Arrivals from and moves to the rest of the scheme are shown only where there are any."""
    return part not in ("returned", "arrived", "moved_on") or any(getattr(f, part) for f in flows)


def _flow_chart(flows: dict[str, Flow], measure: Metric) -> charts.Chart | None:
    if not flows:
        return None
    used = _used_parts(flows)
    values = frame(
        _segments(flows),
        name=lambda row: row["name"],
        series=lambda row: row["label"],
        value=lambda row: row["value"],
        middle=lambda row: row["middle"],
        order=lambda row: row["order"],
        furthest=lambda row: row["flow"].this_year,
        inside=lambda row: row["inside"],
        text=lambda row: count(row["value"]),
        net_text=lambda row: (
            _("net {change} {pct}").format(change=signed(row["flow"].net), pct=_pct(row["flow"])).rstrip()
        ),
        said=lambda row: (
            f"{row['name']}, {lowered(row['own'])}: {with_unit(abs(row['value']), 'count', measure.forms)}"
        ),
    )
    columns = (*(part for part, _label, _sign in used), "net", "net_pct")
    return charts.flows(values, columns=columns, roles=tuple((label, part) for part, label, _sign in used))


def _used_parts(flows: dict[str, Flow]) -> list[tuple[str, str, int]]:
    """The parts that there are, each with its name on screen and its side of zero."""
    return [
        (part, _gone(flows) if part == "left" else _(FLOW[part]), sign)
        for part, sign in _SIDES.items()
        if _used(part, flows.values())
    ]


def _gone(flows: dict[str, Flow]) -> str:
    """What those are who were there the year before: nobody has left a year that is not decided."""
    decided = {found.is_decided for found in flows.values()}
    if decided == {False}:
        return _("Not there so far")
    return _("Left, or not there so far") if False in decided else _(FLOW["left"])


def _segments(flows: dict[str, Flow]) -> list[dict]:
    """The parts of every bar, and whether each is wide enough for its number."""
    widest = max((found.last_year + found.this_year for found in flows.values()), default=0)
    rows = [row for name, found in flows.items() for row in _parts_of(name, found, _used_parts(flows))]
    return [{**row, "inside": abs(row["value"]) * 100 > widest * PER_CENT} for row in rows]


def _parts_of(name: str, flow: Flow, used: list[tuple[str, str, int]]) -> list[dict]:
    """The parts of one bar with their middles, those who left or moved on to the left of zero."""
    rows, ends = [], {1: 0, -1: 0}
    for order, (part, label, sign) in enumerate(used):
        value = getattr(flow, part) * sign
        rows.append(
            {
                "name": name,
                "flow": flow,
                "label": label,
                "own": _gone({name: flow}) if part == "left" else label,
                "order": order,
                "value": value,
                "middle": ends[sign] + value / 2,
            }
        )
        ends[sign] += value
    return rows


def _narrow(flows: dict[str, Flow]) -> tuple[str, ...]:
    """The numbers that have no room in their parts of the bars."""
    return narrow_note(
        (row["name"], row["own"], count(abs(row["value"])))
        for row in _segments(flows)
        if row["value"] and not row["inside"]
    )


def _flow_notes(flows: list[Flow]) -> tuple[str, ...]:
    notes = [_("First-time: in no earlier year of the extract.")]
    undecided = [f.year for f in flows if not f.is_decided]
    if len(undecided) < len(flows):
        notes.append(_("Left: in the scheme the year before, not now."))
    if undecided:
        form = _("Not all of {years} is decided: those who are not there so far have not left.")
        notes.append(form.format(years=year_range(undecided)))
    if any(f.arrived or f.moved_on for f in flows):
        notes.append(
            _("Arrived and moved on: in the scheme before and now, but on the other side of the selection.")
        )
    return tuple(notes)

"""A place among those like it: municipalities of its class or of its size, or the counties."""

from dataclasses import replace

from lib.figures import charts
from lib.figures.class_figures import CLASSES
from lib.figures.comparisons import Member, ranked
from lib.figures.drawing import Chart, Mark
from lib.figures.figure import CellValue, Column, Table, Topic
from lib.figures.municipality import Municipality, municipality_of, sheet_view
from lib.figures.place_answers import middle_of
from lib.figures.ranked import ranked_table
from lib.figures.recipe import Content, recipe
from lib.figures.regions import SMALL, is_small, sentence_of, sentence_parts, small_note, table_of
from lib.figures.small_numbers import few_words
from lib.figures.table_parts import column_of
from lib.figures.values import format_short
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.compute import compute
from lib.metrics.dimensions import DIMENSIONS, label_of
from lib.metrics.frames import county_of
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.units import UNKNOWN_SIZE
from lib.metrics.value import number
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first

MEASURE = "doctors_per_100k"
NAMED = 5  # neighbours above, and as many below
MOST_EQUAL = 2  # that are named beside our own: more with the same value would push the neighbours away
MOST_ALIKE = 10
_ALIKE = {
    "centrality": N_("municipalities in centrality {name}"),
    "size_class": N_("municipalities with {name} inhabitants"),
}
# What it is called where no municipality is chosen yet.
AMONG_TITLES = {
    "centrality": N_("Among municipalities in the same centrality class"),
    "size_class": N_("Among municipalities of the same size"),
}
_SIMILAR = ("population", "doctors", MEASURE, "applied_per_inhabitant_nok")


@recipe(lambda *, by: _(AMONG_TITLES[by]), of_one_municipality=True, by=CLASSES)
def among(view: View, *, by: str) -> Content:
    """The municipality's place among all of its centrality class or size class, its neighbours named."""
    here = municipality_of(view)
    if by == "size_class" and here.size_class == UNKNOWN_SIZE:
        table = Table(
            (Column("municipality", DIMENSIONS["municipality"].label), column_of(METRICS[MEASURE])), ()
        )
        why = _("The number of inhabitants is not known, and so no size.")
        return Content(sheet_view(view), unit=METRICS[MEASURE].unit, table=table, nothing=why)
    label = label_of(view.extract, view.selection.borders, by, getattr(here, by))
    group = _(_ALIKE[by]).format(name=lower_first(str(label)))
    like = view.with_selection(_like(view.selection, here, by))
    return _among(like, "municipality", own=here.code, group=group)


@recipe(N_("Among the counties"), of_one_place=True)
def among_counties(view: View) -> Content:
    """The place of the county, or of the one that the municipality is in, among all counties."""
    chosen = view.selection.counties
    if view.selection.municipalities:
        counties = county_of(view.extract, view.selection.borders)
        chosen = (counties[view.selection.municipalities[0]],)
    lifted = replace(sheet_view(view).selection, counties=(), municipalities=())
    own = chosen[0] if len(chosen) == 1 else ""
    return _among(view.with_selection(lifted), "county", own=own, group=DIMENSIONS["county"].counted)


@recipe(N_("Similar municipalities"), of_one_municipality=True)
def similar(view: View) -> Content:
    """The municipalities of the same class and size, those nearest in inhabitants first."""
    here, own = municipality_of(view), sheet_view(view)
    selection = _like(view.selection, here, "centrality")
    if here.size_class != UNKNOWN_SIZE:
        selection = replace(selection, sizes=(here.size_class,))
    like = view.with_selection(selection)
    rows = [row for row in compute(like, _SIMILAR, ("municipality",)) if row["municipality"] != here.code]
    people = number(here.population)
    if people is not None:
        rows.sort(key=lambda row: abs((number(row["population"]) or 0) - people))
    names = DIMENSIONS["municipality"].members(view.extract, view.selection.borders)
    shown = rows[:MOST_ALIKE]
    form = _("The {n} nearest in inhabitants of {all} in the same class and of the same size.")
    return Content(
        own,
        unit=_("each with its unit"),
        table=Table(
            (
                Column("municipality", DIMENSIONS["municipality"].label),
                *(column_of(METRICS[id]) for id in _SIMILAR),
            ),
            tuple((names[row["municipality"]], *(row[id] for id in _SIMILAR)) for row in shown),
            codes=tuple(str(row["municipality"]) for row in shown),
        ),
        notes=(form.format(n=count(len(shown)), all=count(len(rows))),) if len(rows) > len(shown) else (),
        nothing="" if rows else _("No other municipality is in the same class and of the same size."),
    )


def _like(selection: Selection, here: Municipality, by: str) -> Selection:
    """All municipalities of the class or the size of one, in the year chosen."""
    return replace(
        selection,
        counties=(),
        municipalities=(),
        centralities=(here.centrality,) if by == "centrality" else (),
        sizes=(here.size_class,) if by == "size_class" else (),
        class_year=selection.year,
    )


def _among(view: View, level: str, *, own: str, group: str) -> Content:
    """All members in the order of their rate, drawn as dots, and the neighbours of our own by name."""
    measure = METRICS[MEASURE]
    found = ranked_table(table_of(view, MEASURE, level), MEASURE)
    table = replace(found, rows=found.rows[: len(found.codes)], has_total=False)
    own_name = next(
        (str(row[level]) for row, code in zip(table.body, table.codes, strict=True) if code == own), ""
    )
    drawing = _dots(table, level, own_name)
    few = [str(row[level]) for row in table.body if (number(row["doctors"]) or 0) < headline_from_grants()]
    own_row = next((row for row in table.body if row[level] == own_name), {})
    return Content(
        view,
        title="" if level == "county" else _("Among {group}").format(group=group),
        unit=measure.unit,
        table=table,
        chart=drawing,
        notes=(*_own_notes(table, own_row, drawing), *small_note(table, measure, drawing)),
        topic=Topic(
            question="peers" if own_name else "",
            by=level,
            metric=MEASURE,
            column=MEASURE,
            own=own_name,
            group=group,
            few=tuple(few),
        ),
    )


def _own_notes(table: Table, own: dict[str, CellValue], drawing: Chart | None) -> list[str]:
    """How little our own rate may rest on, and what the line through the dots is."""
    said = [f"{next(iter(own.values()))}: {few}."] if own and (few := few_words(own["doctors"])) else []
    if drawing is not None:
        said.append(_("Dashed line: the middle, {value}.").format(value=middle_of(table, MEASURE)))
    return said


def _dots(table: Table, level: str, own: str) -> Chart | None:
    """A dot for each member that has a rate; none where our own has none."""
    measure = METRICS[MEASURE]
    rows = [row for row in table.body if number(row[MEASURE]) is not None]
    if own not in [row[level] for row in rows]:
        return None
    members = {str(row[level]): Member(str(row[level]), row[MEASURE], measure.kind) for row in rows}
    near = _neighbours(list(members.values()), members[own])

    def text(row: dict) -> str:
        mark = SMALL if is_small(row, measure) else ""
        return f"{format_short(row[MEASURE], measure.kind)}{mark}"

    marks = [
        Mark(
            row[level],
            int(row[level] == own),
            row[MEASURE],
            f"{own} {text(row)}" if row[level] == own else "",
        )
        for row in rows
    ]
    named = {name: text(row) for row in rows if (name := str(row[level])) in near}
    return charts.strip(
        marks,
        named=named,
        all_of=_("All {n}").format(n=count(len(rows))),
        column=MEASURE,
        tooltip=(sentence_of(measure), [sentence_parts(row, measure) for row in rows]),
    )


def _neighbours(members: list[Member], own: Member) -> list[str]:
    """Our own, those few that share its place, and the nearest above and below it."""
    above = [member.name for member in ranked(members) if member.shown > own.shown]
    below = [member.name for member in ranked(members) if member.shown < own.shown]
    equal = [member.name for member in members if member.shown == own.shown and member != own]
    return [*above[-NAMED:], own.name, *(equal if len(equal) <= MOST_EQUAL else ()), *below[:NAMED]]

"""The figures that only a letter has: a place beside its county and the country, and in a ranking."""

from dataclasses import dataclass, replace

from lib.figures import charts
from lib.figures.captions import alternative, place_words
from lib.figures.comparisons import Member, Rank, ranks
from lib.figures.drawing import Mark
from lib.figures.figure import CellValue, Column, Figure, Table
from lib.figures.municipality import municipality_of
from lib.figures.peers import among
from lib.figures.ranked import ranked_table
from lib.figures.recipe import Content, figure_of
from lib.figures.regions import SMALL, is_small, small_note, table_of
from lib.figures.values import format_short
from lib.metrics.compute import total
from lib.metrics.dimensions import DIMENSIONS, label_of
from lib.metrics.registry import METRICS
from lib.metrics.value import number
from lib.metrics.view import View
from lib.words import _, lower_first

RATE = "doctors_per_100k"
BESIDE = ("population", "doctors", RATE, "grants", "applied_nok", "applied_per_inhabitant_nok")
_DRAWN = 7  # with the place itself, in the middle where there are three on each side


def beside(view: View) -> Figure:
    """The numbers of the place chosen, its county's and the country's under them: one row for each."""
    country = view.without("county")
    places = {place_words(view): view, _("The whole country"): country}
    if view.selection.municipalities:
        here = municipality_of(view)
        county = country.with_selection(replace(country.selection, counties=(here.county_code,)))
        between = {} if here.is_county else {here.county: county}
        places = {here.name: view} | between | {_("The whole country"): country}
    columns = (Column(id, METRICS[id].label, METRICS[id].kind) for id in BESIDE)
    rows = [(name, *(total(each, *BESIDE)[id] for id in BESIDE)) for name, each in places.items()]
    table = Table((Column("place", _("Place")), *columns), tuple(rows))
    content = Content(view, unit=_("each with its unit"), table=table)
    return figure_of(content, _("Beside the country"), id="letter-beside", name="")


@dataclass(frozen=True)
class Ranking:
    """A figure of a place among those nearest to it by doctors per inhabitant, and its rank among all.

    ``group`` says which all are, as after a number: ``kommuner i sentralitet 3``. Without a value of its own
    the place has no rank.
    """

    figure: Figure
    place: str
    group: str
    value: CellValue
    rank: Rank | None


def nearest(view: View) -> Ranking:
    """The place among the three above and the three below it: those of its centrality class, or counties."""
    by = "municipality" if view.selection.municipalities else "county"
    (code,) = view.selection.filters[by]
    country, measure = view.without("county"), METRICS[RATE]
    if by == "municipality":
        table, level = among(view, by="centrality").table, municipality_of(view).centrality
        label = label_of(view.extract, view.selection.borders, "centrality", level)
        group = _("municipalities in centrality {name}").format(name=lower_first(str(label)))
    else:
        found = ranked_table(table_of(country, RATE, "county"), RATE)
        table, group = replace(found, rows=found.rows[: len(found.codes)], has_total=False), _("counties")
    rows = [{**row, "own": own == code} for row, own in zip(table.body, table.codes, strict=True)]
    drawn = _around(rows)
    marks = [Mark(row[by], int(row["own"]), row[RATE], _text(row)) for row in drawn]
    drawing = charts.bars_with_own(marks, column=RATE) if marks else None
    title = _("{metric}: nearest among {group}").format(metric=measure.label, group=group)
    is_marked = any(mark.text.endswith(SMALL) for mark in marks)
    notes = small_note(table, measure, drawing) if is_marked else ()
    content = Content(country, unit=measure.unit, table=table, chart=drawing, notes=notes)
    figure = figure_of(content, title, id="letter-nearest", name="")
    read = Table((table.column(by), table.column(RATE)), tuple((row[by], row[RATE]) for row in drawn))
    said = alternative(title, figure.subtitle, read, (RATE,))
    own = next((place for place, row in enumerate(rows) if row["own"]), None)
    rank = None if own is None else ranks([Member(row[by], row[RATE], measure.kind) for row in rows])[own]
    return Ranking(
        replace(figure, alt=said),
        DIMENSIONS[by].members(view.extract, view.selection.borders)[code],
        group,
        None if own is None else rows[own][RATE],
        rank,
    )


def _around(rows: list[dict]) -> list[dict]:
    """The rows nearest to the own one, the highest first, and itself before its equals; none without a value.

    Places without any are left out: one of them is not nearer than the others.
    """
    there = [row for row in rows if row["own"] or number(row[RATE])]
    ranked = sorted(
        (row for row in there if number(row[RATE]) is not None),
        key=lambda row: (-number(row[RATE]), not row["own"]),
    )
    at = next((place for place, row in enumerate(ranked) if row["own"]), None)
    if at is None:
        return []
    start = max(0, min(at - _DRAWN // 2, len(ranked) - _DRAWN))
    return ranked[start : start + _DRAWN]


def _text(row: dict) -> str:
    return rate_text(row[RATE], is_small=is_small(row, METRICS[RATE]))


def rate_text(value: CellValue, *, is_small: bool) -> str:
    """A rate at its mark, itself marked where there are few inhabitants behind it."""
    return format_short(value, METRICS[RATE].kind) + (SMALL if is_small else "")

"""What a letter says of its place: a finding and five sentences, each made from the table of a figure."""

from dataclasses import replace

from lib.figures.answers import answer
from lib.figures.figure import Figure
from lib.figures.flows import gross_and_net
from lib.figures.growth_answers import what_is_applied_for, who_stands_behind
from lib.figures.growth_figures import yearly_growth
from lib.figures.headlines import headline
from lib.figures.key_figures import key_figures
from lib.figures.letter_figures import RATE, Ranking
from lib.figures.municipality_sheet import sentences_about
from lib.figures.reach_figures import without_grants
from lib.figures.values import format_short
from lib.metrics.class_limits import headline_from_grants
from lib.metrics.registry import METRICS
from lib.metrics.value import NO_BASE, is_missing, number, ratio
from lib.metrics.view import View
from lib.words import _, count, lower_first, word_list, year_range

_SENTENCES = 5


def finding_of(view: View, beside: Figure) -> str:
    """How many doctors the place has, and the change from the year before; or that there are no grants.

    A change of few is not told in per cent.
    """
    grants = beside.table.body[0]["grants"]
    if is_missing(grants) or not grants:
        figure = key_figures(view) if is_missing(grants) else without_grants(view, by="county")
        return answer(figure).removesuffix(".")
    figure = yearly_growth(view)
    doctors = [number(row["doctors"]) or 0 for row in figure.table.body[-2:]]
    if min(doctors) < headline_from_grants():
        figure = _without_per_cent(figure)
    return headline(figure) or answer(figure).removesuffix(".")


def _without_per_cent(figure: Figure) -> Figure:
    keys = [column.key for column in figure.table.columns]
    rows = tuple(
        tuple(NO_BASE if key == "change_pct" else value for key, value in zip(keys, row, strict=True))
        for row in figure.table.rows
    )
    return replace(figure, table=replace(figure.table, rows=rows))


def sentences_of(view: View, *, beside: Figure, ranking: Ranking, region_map: Figure) -> tuple[str, ...]:
    """Five sentences of a place, the most telling first; fewer where less is known."""
    rest = [_rank(ranking), _rates(beside), answer(region_map)]
    if view.selection.municipalities:
        said = [*sentences_about(view), _flow(view), *rest]
    else:
        applied = what_is_applied_for(key_figures(view))
        said = [_flow(view), applied, _part(beside), rest[0], rest[2], rest[1]]
    return tuple(filter(None, said))[:_SENTENCES]


def _flow(view: View) -> str:
    """Who came, stayed and left; nothing where nobody did."""
    figure = gross_and_net(view)
    moved = any(row[part] for row in figure.table.body for part in ("first_time", "continued", "left"))
    return who_stands_behind(figure) if moved else ""


def _part(beside: Figure) -> str:
    """The place's part of the country's inhabitants and grants."""
    own, *_between, country = beside.table.body
    parts = [ratio(own[id], country[id], 100) for id in ("population", "grants")]
    if any(map(is_missing, parts)) or beside.topic.counts() != "grants":
        return ""
    people, grants = (format_short(part, "percent") for part in parts)
    form = _("{place} has {people} of the inhabitants of the country and {grants} of its grants.")
    return form.format(place=own["place"], people=people, grants=grants)


def _rank(ranking: Ranking) -> str:
    """The place's rank by doctors per inhabitant; where most share it, that they do."""
    rank, measure = ranking.rank, METRICS[RATE]
    if rank is None or rank.of < 2:
        return ""
    others = rank.shared_by - 1
    form = _("With {value} {unit}, {place} is number {rank} of {all} {group}.")
    if others:
        form = _("With {value} {unit}, {place} shares number {rank} of {all} {group}.")
    if others * 2 > rank.of:
        form = _("{place} has {value} {unit}, as have {others} others of {all} {group}.")
    return form.format(
        value=format_short(ranking.value, measure.kind),
        unit=measure.unit,
        place=ranking.place,
        rank=count(rank.rank),
        others=count(others),
        all=count(rank.of),
        group=ranking.group,
    )


def _rates(beside: Figure) -> str:
    """The same rate where the place is: in its county, if it is not one, and in the country."""
    _own, *wholes = beside.table.body
    if any(is_missing(row[RATE]) for row in wholes):
        return ""
    kind = METRICS[RATE].kind
    names = [*(row["place"] for row in wholes[:-1]), lower_first(_("The whole country"))]
    named = [f"{name} {format_short(row[RATE], kind)}" for name, row in zip(names, wholes, strict=True)]
    form = _("{unit} in {years}: {rates}.")
    return form.format(unit=METRICS[RATE].label, years=year_range(beside.topic.years), rates=word_list(named))

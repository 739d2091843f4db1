"""The key figures of one place, each with those of its county and of the country beside it."""

from dataclasses import replace

from lib.figures.answers import answer
from lib.figures.captions import place_words
from lib.figures.figure import CellValue, Column, Figure, KeyFigure, Table, Topic
from lib.figures.headline import COUNTED_AS, change_in_words, number_words, unit_words
from lib.figures.municipality import municipality_of, sheet_view
from lib.figures.place_answers import BEFORE
from lib.figures.recipe import Content, recipe
from lib.figures.small_numbers import few_words
from lib.figures.table_parts import column_of
from lib.figures.values import format_short
from lib.metrics import frames
from lib.metrics.compared import whole_country
from lib.metrics.compute import compute, total
from lib.metrics.registry import METRICS
from lib.metrics.value import Missing, Partial, Reason, StandIn, Value, is_known, is_missing
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first

KEYS = ("doctors", "grants", "applied_nok", "applied_per_inhabitant_nok")
_COUNTED = ("doctors", "grants")  # those whose change is told: periods of unequal length do not bear on them


def _with_cards(figure: Figure) -> Figure:
    cards = tuple(_card(figure, id) for id in KEYS)
    return replace(figure, cards=cards, statement=answer(figure))


@recipe(N_("Key figures of the place"), of_one_place=True, finish=_with_cards)
def place_figures(view: View) -> Content:
    """A row for the place, for its county where it is in one, and for the country."""
    view = sheet_view(view)
    metrics = (*KEYS, "doctors_per_100k", "population")
    rows = [
        (name, *(total(of, *metrics)[id] for id in metrics), *_before(of))
        for name, of in _places(view).items()
    ]
    columns = (
        Column("place", _("Place")),
        *(column_of(METRICS[id]) for id in metrics),
        *(_before_column(view, id) for id in _COUNTED),
    )
    return Content(
        view,
        unit=_("each with its unit"),
        table=Table(columns, tuple(rows), is_turned=True),
        topic=Topic(question="place", metric="doctors", column="doctors", asked=view.selection.years),
    )


def _places(view: View) -> dict[str, View]:
    """The place, its county where that is another, and the country: name → view."""
    places = {place_words(view): view}
    if view.selection.municipalities:
        here = municipality_of(view)
        if not here.is_county:
            county = replace(view.selection, municipalities=(), counties=(here.county_code,))
            places[here.county] = view.with_selection(county)
    return places | {_("The whole country"): whole_country(view)}


def _before_column(view: View, id: str) -> Column:
    label = _("{metric}, {year}").format(metric=METRICS[id].label, year=view.selection.year - 1)
    return Column(id + BEFORE, label, "count")


def _before(view: View) -> tuple[Value, ...]:
    """The counts of the year before; missing for several years, and without that year in the extract."""
    year = view.selection.year - 1
    if len(view.selection.years) > 1 or year not in frames.years(view.extract):
        return (Missing(Reason.YEAR_ABSENT),) * len(_COUNTED)
    row = compute(view.in_years(year, view.selection.year), _COUNTED, ("year",))[0]
    return tuple(row[id] for id in _COUNTED)


def _card(figure: Figure, id: str) -> KeyFigure:
    """One number large, its change and a warning of few doctors below, and those of county and country."""
    metric = METRICS[id]
    own, *others = figure.table.body
    value = own[id]
    shown = value.value if isinstance(value, Partial | StandIn) else value
    names = [*(str(row["place"]) for row in others[:-1]), lower_first(_("The whole country"))]
    beside = "; ".join(
        f"{name} {format_short(row[id], metric.kind)}" for name, row in zip(names, others, strict=True)
    )
    basis = [value.text if isinstance(value, Missing) else beside]
    if isinstance(value, StandIn):
        basis.insert(0, value.mark)
    before = own.get(id + BEFORE)
    change, few = _change(own, id, figure.topic), few_words(value) if id == "doctors" else ""
    return KeyFigure(
        id=id,
        label=_(COUNTED_AS[figure.topic.counts()]) if id == "grants" else metric.label,
        value=number_words(shown, metric.kind),
        unit=unit_words(shown, metric.kind),
        text="–" if is_missing(shown) else format_short(shown, metric.kind),
        change=change,
        basis="; ".join(basis),
        below="; ".join(filter(None, (change, few, *basis))),
        warning=few,
        trend=(before, value) if is_known(before) and is_known(value) else (),
    )


def _change(own: dict[str, CellValue], id: str, topic: Topic) -> str:
    """``+14 (+127,3 %) fra 11 i 2022``; nothing of amounts, whose periods are not as long."""
    before = own.get(id + BEFORE)
    if is_missing(before) or is_missing(own[id]):
        return ""
    if own[id] == before:
        return _("unchanged from {year}").format(year=topic.asked[-1] - 1)
    form = _("{change} from {before} in {year}")
    return form.format(
        change=change_in_words("count", own[id], before), before=count(before), year=topic.asked[-1] - 1
    )

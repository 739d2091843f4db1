"""Shared by all maps and rankings of regions: levels, names, tooltips and notes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from lib.figures.choropleth import choropleth
from lib.figures.drawing import Chart
from lib.figures.figure import Column, Table
from lib.figures.map_style import HEIGHT, Classes, MapStyle, Ramp
from lib.figures.scales import Scale
from lib.figures.table_parts import table_by
from lib.figures.tooltips import Number, Sentence
from lib.metrics.class_limits import small_denominator
from lib.metrics.compute import Row
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.frames import county_of
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.units import divided_municipalities
from lib.metrics.value import Missing, number
from lib.metrics.view import View
from lib.words import N_, _, count, ngettext

Level = Literal["county", "municipality"]
LEVELS: tuple[Level, ...] = ("county", "municipality")
# What the map measures → what it can be measured against ("" for nothing) → the metric.
MEASURES: dict[str, dict[str, str]] = {
    "grants": {"": "grants", "population": "grants_per_100k"},
    "doctors": {"": "doctors", "population": "doctors_per_100k"},
    "applied_nok": {
        "": "applied_nok",
        "population": "applied_per_100k_nok",
        "grants": "applied_per_grant_nok",
        "doctors": "applied_per_doctor_nok",
    },
}
MAP_METRICS = tuple(metric for against in MEASURES.values() for metric in against.values())
BASES = {
    "": N_("in all"),
    "population": N_("per 100,000 inhabitants"),
    "grants": N_("per grant"),
    "doctors": N_("per doctor"),
}
RANKED = 15  # more bars than this are not read
SMALL = "*"
BESIDE = ("grants_alis", "applied_nok")  # metrics in a region's tooltip beside its number


def metric_parts(measure: Metric) -> tuple[str, ...]:
    """The ids of a ratio's numerator and denominator; of another metric its own id."""
    return (measure.numerator, measure.denominator) if measure.is_ratio else (measure.id,)


def outline(level: Level) -> str:
    """The grouping that has outlines on the map: a municipality has those of 2020."""
    return "county" if level == "county" else "outline"


def with_whole_county(view: View, level: Level) -> View:
    """The view with the whole county of each chosen municipality, for maps and rankings of municipalities."""
    if level != "municipality" or not view.selection.municipalities:
        return view
    counties = county_of(view.extract, view.selection.borders)
    own = tuple(dict.fromkeys(counties[code] for code in view.selection.municipalities))
    return view.with_selection(
        replace(view.selection, counties=view.selection.counties or own, municipalities=())
    )


def outlines_of(view: View) -> frozenset[str]:
    """The outlines of the chosen municipalities; none when no municipality is chosen."""
    if not view.selection.municipalities:
        return frozenset()
    return frozenset(members(view, "outline"))


def region_chart(
    view: View,
    rows: list[Mapping],
    *,
    level: Level,
    scale: Classes | Ramp,
    group: Callable[[float], str],
    sentence: Sentence,
    unknown: str,
    columns: tuple[str, ...],
    height: int = HEIGHT,
) -> Chart:
    """The map of rows with ``id``, ``value``, ``grants`` and the sentence's columns.

    ``selection`` is what is drawn; a chosen municipality is outlined among its neighbours.
    """
    no_grants, outside = _("no grants"), _("outside the selection")
    chosen = outlines_of(view)

    def grouped(row: Mapping) -> str:
        if not row["grants"]:
            return no_grants
        value = number(row["value"])
        return unknown if value is None else group(value)

    drawn = [
        {
            "id": row["id"],
            "group": grouped(row),
            "chosen": row["id"] in chosen,
            **sentence.columns_of(row),
        }
        for row in rows
    ]
    there = {row["group"] for row in drawn}
    rest = [(no_grants, "no_grants"), (unknown, "no_data")]
    rest = [(label, role) for label, role in rest if label in there]
    if level == "county" and len(rows) < len(
        DIMENSIONS["county"].members(view.extract, view.selection.borders)
    ):
        rest.append((outside, "outside"))
    style = MapStyle(
        layer=f"counties_{view.selection.borders}" if level == "county" else "municipalities_2020",
        scale=scale,
        rest=tuple(rest),
        sentence=sentence,
        inset=height == HEIGHT
        and not (level == "municipality" and with_whole_county(view, level).selection.counties),
        height=height,
    )
    names = DIMENSIONS[outline(level)].members(view.extract, view.selection.borders)
    return choropleth(drawn, style=style, names=names, columns=columns)


def sentence_of(measure: Metric, *, beside: tuple[str, ...] = BESIDE) -> Sentence:
    """The tooltip of a metric: the value with its unit and, of a rate, its parts.

    A metric that is no rate is shown with the metrics ``beside`` it, which its table has too.
    """
    if not measure.is_ratio:
        numbers = {"number": _alone(measure)}
        numbers |= {id: number for id, number in _beside().items() if id != measure.id and id in beside}
        parts = [_named(f"{{{id}}}", measure.id if id == "number" else id) for id in numbers]
        return Sentence("{name}: " + ", ".join(parts), tuple(numbers.items()))
    over, under = (METRICS[part] for part in metric_parts(measure))
    numbers = (
        ("number", Number(measure.kind, forms=measure.forms)),
        ("over", Number(over.kind, unknown=f"{over.label} –", forms=over.forms)),
        ("under", Number(under.kind, unknown=Missing(under.missing).text, forms=under.forms)),
    )
    return Sentence("{name}: {number} ({over} / {under}{small})", numbers, (("small", _(", over little")),))


def _named(part: str, metric: str) -> str:
    """A part of a sentence; an amount says which of the amounts it is."""
    return _("{amount} applied for").format(amount=part) if metric == "applied_nok" else part


def _alone(measure: Metric) -> Number:
    """The form of a number that is no rate, with its unit."""
    if measure.kind == "nok":
        return Number("nok", unknown="", rounded=True)
    singular, plural = _COUNTED[measure.id]
    forms = tuple(ngettext(singular, plural, n) for n in (1, 2))
    return Number(measure.kind, unknown="", forms=forms)


_COUNTED = {"grants": ("{n} grant", "{n} grants"), "doctors": ("{n} unique doctor", "{n} unique doctors")}


def _beside() -> dict[str, Number]:
    """The forms of the metrics that are shown beside another."""
    forms = tuple(ngettext("{n} ALIS agreement", "{n} ALIS agreements", n) for n in (1, 2))
    return {
        # A type that is filtered away is not none, so its name stands with a dash.
        "grants_alis": Number("count", unknown=f"{METRICS['grants_alis'].label} –", forms=forms),
        "applied_nok": Number("nok", unknown="", rounded=True),
    }


def sentence_parts(row: Row, measure: Metric) -> dict:
    """The values that a metric's tooltip is filled with."""
    if not measure.is_ratio:
        return {"number": row[measure.id]} | {id: row[id] for id in BESIDE if id in row and id != measure.id}
    over, under = metric_parts(measure)
    return {
        "number": row[measure.id],
        "over": row[over],
        "under": row[under],
        "small": is_small(row, measure),
    }


def is_small(row: Row, measure: Metric) -> bool:
    """Whether a rate has so small a denominator that it must be marked."""
    under = number(row.get(measure.denominator)) if measure.is_ratio else None
    return bool(under) and under < small_denominator(measure.denominator)


def table_of(view: View, metric: str, level: Level) -> Table:
    """The table of regions: metric, its parts, number of grants, and a mark at rates with few behind them."""
    measure = METRICS[metric]
    parts = (*metric_parts(measure), "grants") if measure.is_ratio else ("grants", *BESIDE)
    wanted = tuple(dict.fromkeys((metric, *parts)))
    table = table_by(view, level, wanted, shares=(metric,) if measure.additive else ())
    return replace(mark_small_rates(table, measure), codes=tuple(members(view, level)))


def mark_small_rates(table: Table, measure: Metric) -> Table:
    """The table with a last column that marks rates with a small denominator, if there are any."""
    if not measure.is_ratio:
        return table
    keys = [column.key for column in table.columns]
    return mark_rows(table, [is_small(dict(zip(keys, row, strict=True)), measure) for row in table.rows])


def mark_rows(table: Table, small: list[bool]) -> Table:
    """The table with a last column that marks the rows given as small, if there are any."""
    if not any(small):
        return table
    column = Column("mark", _("Mark"))
    rows = tuple((*row, SMALL if mark else "") for row, mark in zip(table.rows, small, strict=True))
    return replace(table, columns=(*table.columns, column), rows=rows)


def small_note(table: Table, measure: Metric, drawing: Chart | None) -> tuple[str, ...]:
    """A note on what the mark means and where it stands, if it is used: in the drawing, or in the table."""
    if table.columns[-1].key != "mark":
        return ()
    of_doctors = "doctors" in metric_parts(measure)
    forms = {
        (True, True): N_("Marked {mark}: over fewer than {limit} {unit}. One doctor moves the rate much."),
        (True, False): N_("Marked {mark}: over fewer than {limit} {unit}. One grant moves the rate much."),
        (False, True): N_(
            "Marked {mark} in the table: over fewer than {limit} {unit}. One doctor moves the rate much."
        ),
        (False, False): N_(
            "Marked {mark} in the table: over fewer than {limit} {unit}. One grant moves the rate much."
        ),
    }
    written = drawing is not None and any(mark.text.endswith(SMALL) for mark in drawing.marks)
    under = METRICS[measure.denominator]
    note = _(forms[written, of_doctors])
    return (note.format(mark=SMALL, limit=count(small_denominator(under.id)), unit=under.unit),)


def on_scale(title: str, scale: Scale) -> str:
    """The title of a map; one on a continuous scale says so, to differ from the same map in classes."""
    return title if scale == "classes" else _("{title} with a continuous scale").format(title=title)


def ramp_note(drawing: Chart | None, scale: Scale) -> tuple[str, ...]:
    """A note on the regions outside a continuous scale, which has no legend for them."""
    if drawing is None or scale == "classes":
        return ()
    said = {
        _("no grants"): _("Without colour: no grants."),
        _("no data"): _("Striped: no data."),
        _("nothing to compare with"): _("Striped: nothing to compare with."),
        _("outside the selection"): _("Grey: outside the selection."),
    }
    there = {label for chart in _maps(drawing) for label in chart.colours}
    text = " ".join(sentence for label, sentence in said.items() if label in there)
    return (text,) if text else ()


def _maps(drawing: Chart) -> list[Chart]:
    return [chart for _title, chart in drawing.panels] or [drawing]


def credits(*, drawn: bool) -> tuple[str, ...]:
    """The credits of the map, if one is drawn."""
    return (_("Map base: Kartverket (CC BY 4.0), simplified."),) if drawn else ()


def border_note(view: View) -> tuple[str, ...]:
    """A note on how rows of the other vintage are shown, and what is shown whole if it is there."""
    if view.selection.borders == 2020 or min(view.selection.years) >= 2024:
        return ()
    text = _("Grants before 2024 are recast to the counties of 2024 by municipality code.")
    if {*divided_municipalities(view.extract)} & {*members(view, "municipality")}:
        text += " " + _("Ålesund (1507), divided in 2024, is shown whole in Møre og Romsdal.")
    return (text,)

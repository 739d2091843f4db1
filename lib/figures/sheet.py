"""One municipality: its figures over the years, its share, and its place among those like it."""

from dataclasses import dataclass, replace

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import assemble, column_of, frame, remembered, rows_of
from lib.figures.figure import Column, Figure, Table
from lib.figures.regions import (
    SMALL,
    credits,
    is_small,
    sentence_of,
    sentence_parts,
    small_note,
    table_of,
)
from lib.figures.values import short, written
from lib.metrics import frames
from lib.metrics.compute import compute, total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.limits import vintage_of
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import N_, _, count, lowered, ngettext, percent, year_range

_YEARLY = ("grants_alis", "grants_guidance", "doctors", "applied_nok", "granted_nok", "paid_nok")
_SHARED = ("population", "grants", "applied_nok")
_ALIKE = {"centrality": N_("centrality {name}"), "size_class": N_("{name} inhabitants")}
_STATUS = {"confirmed": N_("confirmed"), "stand_in": N_("stand-in: the class of 2024")}


@dataclass(frozen=True)
class Place:
    """What the register says of a municipality in the latest year chosen.

    One that has been divided by then, and is shown whole, has the classes of its largest part.
    """

    code: str
    name: str
    county: str
    centrality: int
    centrality_status: str  # in the reader's words
    size_class: str
    population: int | None


def place(extract: Extract, selection: Selection) -> Place:
    """The selection's one municipality, as the register has it."""
    code = selection.municipalities[0]
    register = frames.register(extract, selection.borders)
    latest = selection.in_years(selection.year).condition(columns=frozenset({"municipality"}))
    parts = register.filter(latest).rows(named=True)
    found = max(parts, key=lambda row: row["population"] or 0)
    return Place(
        code=code,
        name=DIMENSIONS["municipality"].members(extract, selection.borders)[code],
        county=DIMENSIONS["county"].members(extract, selection.borders)[found["county"]],
        centrality=found["centrality"],
        centrality_status=_centrality_status(extract, found),
        size_class=found["size_class"],
        population=None if any(row["population"] is None for row in parts) else _sum_of(parts, "population"),
    )


def _sum_of(rows: list[dict], column: str) -> int:
    return sum(row[column] for row in rows)


def _centrality_status(extract: Extract, found: dict) -> str:
    """Whether the register's class is confirmed for the year of a row, in the reader's words."""
    vintage = vintage_of(found["year"])
    status = next(
        row["centrality_status"]
        for row in extract.reference.municipalities.to_pylist()
        if (row["vintage"], row["code"]) == (vintage, found["municipality_code"])
    )
    return _(_STATUS[status if status in _STATUS else "stand_in"])


def about(extract: Extract, selection: Selection) -> str:
    """The municipality in one or two sentences."""
    here = place(extract, selection)
    now = total(extract, selection, "grants", "doctors", "applied_nok")
    where = _("{name} in {county} has {people} inhabitants and is in centrality {level} ({status}).").format(
        name=here.name,
        county=here.county,
        people=written(here.population, "count"),
        level=here.centrality,
        status=here.centrality_status,
    )
    if not now["grants"]:
        return where + " " + _("It has no grants in {years}.").format(years=year_range(selection.years))
    what = _("In {years} it had {grants} for {doctors}, with {amount} applied for.").format(
        years=year_range(selection.years),
        grants=ngettext("{n} grant", "{n} grants", now["grants"]).format(n=count(now["grants"])),
        doctors=ngettext("{n} unique doctor", "{n} unique doctors", now["doctors"]).format(
            n=count(now["doctors"])
        ),
        amount=short(now["applied_nok"], "nok"),
    )
    return f"{where} {what} {_part_of(extract, selection, here)}"


def _part_of(extract: Extract, selection: Selection, here: Place) -> str:
    """The municipality's part of the grants of its county and of the country."""
    county = replace(selection, municipalities=())
    mine = total(extract, selection, "grants")["grants"]
    of_county, of_country = (
        mine / total(extract, whole, "grants")["grants"] * 100 for whole in (county, county.without("county"))
    )
    return _(
        "That is {of_county} of the grants in {county} and {of_country} of those in the country."
    ).format(of_county=percent(of_county), county=here.county, of_country=percent(of_country))


@remembered
def by_year(extract: Extract, selection: Selection) -> Figure:
    """The municipality's figures, one row per year of the extract."""
    years = frames.years(extract)
    metrics = (*_YEARLY, "population", "doctors_per_100k")
    found = compute(extract, selection.in_years(*years), metrics, ("year",))
    columns = (Column("year", _("Year")), *(column_of(METRICS[id]) for id in metrics))
    return assemble(
        extract,
        selection,
        id="sheet-years",
        title=_("Year by year"),
        unit=_("number, and NOK"),
        notes=credits("doctors_per_100k", drawn=False),
        table=Table(columns, tuple((str(row["year"]), *(row[id] for id in metrics)) for row in found)),
        years=years,
    )


@remembered
def shares(extract: Extract, selection: Selection) -> Figure:
    """The municipality's share of its county and of the country, one row per metric that can be shared."""
    here = place(extract, selection)
    county = replace(selection, municipalities=())
    country = lowered(_("The whole country"))
    wholes = {"county": (here.county, county), "country": (country, county.without("county"))}
    mine = total(extract, selection, *_SHARED)
    theirs = {id: total(extract, whole, *_SHARED) for id, (_name, whole) in wholes.items()}
    rows = [
        (
            column_of(METRICS[id]).label,
            mine[id],
            *(cell for whole in theirs.values() for cell in (whole[id], _per_cent(mine[id], whole[id]))),
        )
        for id in _SHARED
    ]
    columns = [Column("metric", _("Metric")), Column("own", _("In {place}").format(place=here.name), "count")]
    for id, (name, _whole) in wholes.items():
        share = _("Share of {place}").format(place=name)
        columns += [
            Column(id, _("In {place}").format(place=name), "count"),
            Column(f"{id}_pct", share, "percent", "–"),
        ]
    return assemble(
        extract,
        selection,
        id="sheet-shares",
        title=_("Share of the county and the country"),
        unit=_("number, and per cent"),
        table=Table(tuple(columns), tuple(rows)),
    )


def _per_cent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole * 100


@remembered
def among(extract: Extract, selection: Selection, *, by: str, metric: str = "doctors_per_100k") -> Figure:
    """The municipality's place among all of its centrality class or size class, drawn as a strip."""
    here, measure = place(extract, selection), METRICS[metric]
    alike = replace(
        selection,
        counties=(),
        municipalities=(),
        centralities=(here.centrality,) if by == "centrality" else (),
        sizes=(here.size_class,) if by == "size_class" else (),
    )
    table = _highest_first(table_of(extract, alike, metric, "municipality"))
    rows = [{**row, "own": code == here.code} for row, code in zip(rows_of(table), table.codes, strict=True)]
    ranked = [row for row in rows if row[metric] is not None]
    values = frame(
        ranked,
        name=lambda row: row["municipality"],
        value=lambda row: row[metric],
        own=lambda row: row["own"],
        own_text=lambda row: _own_text(row, measure) if row["own"] else "",
    )
    told = (sentence_of(measure), [sentence_parts(row, measure) for row in ranked])
    group = _(_ALIKE[by]).format(name=DIMENSIONS[by].members(extract, selection.borders)[getattr(here, by)])
    rank = next((place for place, row in enumerate(ranked, 1) if row["own"]), None)
    placed = _("Number {rank} of {all} municipalities in {group}.")
    return assemble(
        extract,
        alike,
        id=f"sheet-among-{by.replace('_', '-')}",
        title=_("Among municipalities in {group}").format(group=group),
        unit=measure.unit,
        table=table,
        chart=charts.strip(values, told=told) if rank else None,
        notes=(
            *([placed.format(rank=count(rank), all=count(len(ranked)), group=group)] if rank else ()),
            *small_note(table, measure),
        ),
    )


def _own_text(row: dict, measure: Metric) -> str:
    mark = SMALL if is_small(row, measure) else ""
    return f"{row['municipality']} {short(row[measure.id], measure.kind)}{mark}"


def _highest_first(table: Table) -> Table:
    """The rows of a table by their first number, the unknown last, without the whole."""
    body = table.rows[: len(table.codes)]
    known = sorted(
        zip(body, table.codes, strict=True), key=lambda row: (row[0][1] is None, -(row[0][1] or 0))
    )
    return replace(
        table,
        rows=tuple(row for row, _code in known),
        codes=tuple(code for _row, code in known),
        has_total=False,
    )
